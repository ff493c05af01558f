"""The rules that look at each record by itself → what they find, from the cache for records that are as they were."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from sitegen.diagnostics import Diagnostic
from sitegen.memo.store import Cache, digest, program, remembered
from sitegen.model.content import Content
from sitegen.model.entry import Entry
from sitegen.model.kinds import Known
from sitegen.model.moments import LONG_AGO
from sitegen.model.record import Key
from sitegen.rules.rule import Rule


def single(content: Content, rules: Sequence[Rule], cache: Cache) -> Iterator[Diagnostic]:
    """What these rules find in the settings, and in each record by itself.

    They are shown some records at a time, and the settings, and nothing else: no other record, no attachment and no
    clock. So what they found holds for as long as these stay as they are.
    """
    settings = replace(
        content,
        entries={},
        known=frozenset(),
        attachments={},
        now=LONG_AGO,
        drafts=False,
        made_from={},
        register=None,
    )
    yield from _found(rules, settings)
    parts = [replace(settings, entries=some) for some in _parts(content)]
    shared = digest(
        program(),
        repr(content.config).encode(),
        repr(sorted(content.examples.values)).encode(),
        *(rule.code.encode() for rule in rules),
    )
    keys = [digest(shared, *(content.made_from[key] for key in part.entries)) for part in parts]
    for findings in remembered(cache, partial(in_records, rules), parts, keys):
        yield from findings


def _parts(content: Content) -> list[dict[Key, Entry[Known]]]:
    """The records in up to 256 parts. One more record, or one less, leaves all parts but its own as they were."""
    parts: defaultdict[bytes, dict[Key, Entry[Known]]] = defaultdict(dict)
    for key, entry in content.entries.items():
        parts[digest(repr(key).encode())[:1]][key] = entry
    return list(parts.values())


def in_records(rules: Sequence[Rule], part: Content) -> list[Diagnostic]:
    """What these rules find in some records, and not in the settings."""
    return [found for found in _found(rules, part) if found.path != part.settings.path]


def _found(rules: Sequence[Rule], content: Content) -> Iterator[Diagnostic]:
    return (found for rule in rules for found in rule(content))
