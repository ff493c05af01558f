"""Content → what the rules find; records that are as they were are not looked at again by rules that look at each alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from sitegen.diagnostics import Diagnostic
from sitegen.memo.digest import digest, program
from sitegen.memo.memo import Memo
from sitegen.model.content import Content
from sitegen.model.entry import Entry
from sitegen.model.kinds import Known
from sitegen.model.record import Key
from sitegen.rules import RULES
from sitegen.rules.per_record import found_by, in_records, only
from sitegen.rules.rule import Rule
from sitegen.rules.severity import judged, wanted
from sitegen.rules.texts import clear_cache


def check(content: Content, versions: Mapping[Key, bytes], memo: Memo) -> Iterator[Diagnostic]:
    """What `sitegen.rules.check` gives, in the same order but that what is alone in a record comes first.

    `versions` has for each record a digest of all that its entry is made from.
    """
    return judged(content, RULES, _found(content, versions, memo))


def _found(content: Content, versions: Mapping[Key, bytes], memo: Memo) -> Iterator[Diagnostic]:
    rules = wanted(content, RULES)
    alone, others = ([rule for rule in rules if rule.alone is which] for which in (True, False))
    yield from found_by(alone, only(content, {}))
    yield from _in_each(alone, content, versions, memo)
    content.texts  # noqa: B018 - once for all processes
    yield from chain.from_iterable(memo.share(partial(_all_of, content), others, len(content.entries)))
    clear_cache()


def _in_each(
    rules: Sequence[Rule], content: Content, versions: Mapping[Key, bytes], memo: Memo
) -> Iterator[Diagnostic]:
    parts = list(_parts(content))
    shared = digest(
        program(),
        repr(content.config).encode(),
        repr(sorted(content.examples.values)).encode(),
        *(rule.code.encode() for rule in rules),
    )
    keys = [digest(shared, *map(versions.__getitem__, part)) for part in parts]
    found = memo.each(partial(in_records, rules), [only(content, part) for part in parts], keys)
    return chain.from_iterable(found)


def _parts(content: Content) -> Iterator[Mapping[Key, Entry[Known]]]:
    """The records in up to 256 parts. One more record, or one less, leaves all parts but its own as they were."""
    parts: defaultdict[bytes, dict[Key, Entry[Known]]] = defaultdict(dict)
    for key, entry in content.entries.items():
        parts[digest(repr(key).encode())[:1]][key] = entry
    return iter(parts.values())


def _all_of(content: Content, rule: Rule) -> list[Diagnostic]:
    return list(rule(content))
