"""The rules that look at each record by itself → what they find in some records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen.diagnostics import Diagnostic
from sitegen.model.content import Content
from sitegen.model.entry import Entry
from sitegen.model.kinds import Known
from sitegen.model.moments import LONG_AGO
from sitegen.model.record import Key
from sitegen.rules.rule import Rule


def only(content: Content, entries: Mapping[Key, Entry[Known]]) -> Content:
    """The settings and these records, and nothing else: no other record, no attachment and no clock.

    So what a rule finds there holds for as long as these stay as they are.
    """
    return replace(
        content,
        entries=entries,
        known=frozenset(),
        attachments={},
        now=LONG_AGO,
        drafts=False,
        register=None,
        unread={},
        word_groups={},
        held=frozenset(),
    )


def found_by(rules: Sequence[Rule], content: Content) -> Iterator[Diagnostic]:
    """What these rules find, rule by rule."""
    return (found for rule in rules for found in rule(content))


def in_records(rules: Sequence[Rule], part: Content) -> list[Diagnostic]:
    """What these rules find in the records of a part, and not in the settings."""
    return [found for found in found_by(rules, part) if found.path != part.settings.path]
