"""Is a published notice still public, and does it still say what it said?"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.amending import untold_changes
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.differencing import telling_differences
from sitegen.model.entry import Entry, Loc
from sitegen.model.kinds import COLLECTIONS
from sitegen.model.public_figures import figures_of, recorded_figures
from sitegen.model.record import key_of
from sitegen.model.recording import RECORDED, snapshot
from sitegen.model.redaction import redaction_of
from sitegen.model.register import Line, Register
from sitegen.model.responses import Figures
from sitegen.model.snapshot import MATERIAL, Difference, Snapshot, decoded
from sitegen.rules.rule import rule
from sitegen.rules.texts import shortened

_LONGEST: Final = 80
"""Characters of a value that a message quotes."""
_HASH: Final = 12
"""Digits of a hash that a message quotes."""
_MOMENTS: Final = ("closes", "questions_close")


@rule(Severity.ERROR, fixed=True, reach="everything")
def silent_change(content: Content) -> Iterator[Diagnostic]:
    """Something that suppliers rely on has changed since publication, and no change under `amendments` says so.

    This covers the closing time, the deadline for questions, how to respond, the value, the questions, the objectives
    and their weights, the required statements, an attached file that was replaced under its name, and a withdrawal that is taken
    back. Other words may change freely. A change says so if it has the new value: the new day and time, the new amount or weight,
    the new address, the name or title of the file. Where something is gone, or too long to repeat, it is enough to name what changed.

    Why: Suppliers plan by what was published, and must be treated alike. Those who read the notice last week must be
    able to see that it has changed, when and why.

    Law: equal-treatment

    Wrong:
        closes: 2026-12-11T12:00            # version 1 was published with 2026-12-04T12:00

    Right:
        closes: 2026-12-11T12:00
        amendments:
          - date: 2026-11-23
            change: The closing time moved from 4 to 11 December 2026.
            reason: The briefing was held two days late.
    """
    register = content.register or Register()
    for entry in content.of(Advert) if register.lines else ():
        _, line = register.latest.get(key_of(entry.record), (0, None))
        if line is None or not content.is_due(entry.record):
            continue
        now = snapshot(content, entry)
        if register.says(line, now):
            continue
        before = recorded(register, line)
        if not redaction_of(before):
            for difference in untold_changes(before, now, content.config.zone):
                yield _silent(content, entry, line, difference)


@rule(Severity.ERROR, fixed=True, reach="everything")
def vanished_notice(content: Content) -> Iterator[Diagnostic]:
    """A notice, a decision or a set of objectives that was published is no longer public: its file is gone, or it is a draft or not due yet.

    Why: When a notice disappears, suppliers cannot check what it said, and links to it break. A notice that no longer
    applies is withdrawn, with a date and a reason, and stays on the site.

    Wrong:
        draft: true                         # the register has version 1 of this notice

    Right:
        withdrawn:
          date: 2026-11-23
          reason: The service will not be bought this year.
    """
    register = content.register or Register()
    moved = {redirect.source for redirect in content.config.redirects}
    for key, (_, line) in register.latest.items():
        if key.collection not in RECORDED:
            continue
        entry = content.entries.get(key)
        if entry is None and content.hides(key):
            message, hint = _hidden(line)
            yield Diagnostic("", Severity.ERROR, message, content.unread[key].path, hint=hint)
        elif entry is None:
            if key not in content.known and key.address not in moved:
                yield _gone(content, register, line)
        elif not content.is_due(entry.record):
            field = "draft" if entry.record.draft else "published"
            message, hint = _hidden(line)
            yield entry.find((field,), message, f"change this line back; {hint}")


@rule(Severity.ERROR)
def figures_published_again(content: Content) -> Iterator[Diagnostic]:
    """The figures of an outcome differ by fewer than three responses from those already public about the same advert.

    These are the figures in the register, and those of another outcome of the advert. Exact figures after inexact ones
    count too, and averages that differ while fewer than five more answered. Less exact figures than before are fine.

    Why: Whoever has both subtracts one from the other. Six responses with an average of 2 on an objective, then
    seven with an average of 3: the response that came late gave it a 5. Pages are copied and archived: what was public
    once remains so.

    Wrong:
        responses: 15                       # 14 were published in July
        respondents:
          Charities: 7                      # and 6 charities

    Right:
        responses: 14                       # until three more can be added; the text says that more came
        respondents:
          Charities: 6
    """
    public = _recorded_figures(content)
    for entry in content.of(Decision):
        engagement = entry.record.engagement
        if engagement is None or entry.record.is_exempt:
            continue
        figures = figures_of(engagement)
        others = public.setdefault(engagement.advert, [])
        for loc in _telling(figures, others):
            message = "Readers who have the figures already published can work out what late responses said"
            yield entry.find(("engagement", *loc), message, _ONCE)
        if content.is_due(entry.record):
            others.append(figures)


_ONCE: Final = (
    "leave all figures as they were published, and say in words that more came; or wait until three more of the same kind, and "
    "five more answers for an average, can be added; or publish this figure less exactly than before, as in “10 or more”, and no average"
)


def _telling(figures: Figures, others: Sequence[Figures]) -> list[Loc]:
    """The places of figures that tell too much beside others; none if the same are public, since nothing new is told."""
    if figures in others:
        return []
    return sorted({loc for other in others for loc in telling_differences(other, figures)})


def _recorded_figures(content: Content) -> dict[str, list[Figures]]:
    """By advert, the figures in each recorded version of an outcome."""
    found: dict[str, list[Figures]] = {}
    register = content.register or Register()
    for line in register.lines:
        if line.collection == Decision.collection and (of := recorded_figures(recorded(register, line))):
            found.setdefault(of[0], []).append(of[1])
    return found


def _hidden(line: Line) -> tuple[str, str]:
    message = f"Version {line.version} of this {_noun(line)} was published, so it can no longer be hidden"
    if line.collection == Advert.collection:
        return message, "if the notice no longer applies, add withdrawn: with a date and a reason"
    return message, "if it no longer applies, say so in its text"


def _noun(line: Line) -> str:
    return "notice" if line.collection == Advert.collection else COLLECTIONS[line.collection].cls.kind_name


def recorded(register: Register, line: Line) -> Snapshot:
    """What pages show of the snapshot of a line. Reading the register has verified the file."""
    return register.shown.get(line.file) or decoded((register.folder / line.file).read_bytes()) or {}


def _gone(content: Content, register: Register, line: Line) -> Diagnostic:
    """The finding about a record that is gone. It has no line of the register, which is for programs."""
    title, noun = recorded(register, line).get("title", line.id), _noun(line)
    address, settings = line.key.address, content.settings.path
    named = "" if line.reference == line.id else f" ({line.reference})"
    message = f"The {noun} “{title}”{named} was published at {address}, and its file is gone"
    ended = (
        "add withdrawn: with a date and a reason"
        if line.collection == Advert.collection
        else "say so in its text"
    )
    hint = (
        "what was published must stay readable. There are three ways to put this right:\n"
        f"  1. The file went by mistake: put it back, named {line.id}{COLLECTIONS[line.collection].suffix}, as it was.\n"
        f"  2. The {noun} no longer applies: put its file back, and {ended}.\n"
        f"  3. It has another address now: add these lines to {settings}, with that address:\n"
        f"redirects:\n  - from: {address}\n    to: /{line.collection}/the-new-address/"
    )
    return Diagnostic("", Severity.ERROR, message, register.path, hint=hint)


def _silent(content: Content, entry: Entry[Advert], line: Line, difference: Difference) -> Diagnostic:
    name = str(difference.loc[0])
    old, new = (_in_words(content, name, value) for value in (difference.old, difference.new))
    within = " ".join(str(step + 1) if isinstance(step, int) else step for step in difference.loc[1:])
    what = f"{MATERIAL[name]} ({within})" if within else MATERIAL[name]
    message = f"{what}: it was {old} in version {line.version}, and is now {new}, but no amendment says so"
    amendment = json.dumps(f"{what}: it was {old}, and is now {new}.", ensure_ascii=False)
    start = "" if entry.record.amendments else "amendments:\n"
    hint = (
        f"change it back, or add these lines{' below amendments:' if entry.record.amendments else ''}, and say why\n"
        f"{start}  - date: {content.today:%Y-%m-%d}\n    change: {amendment}\n    reason:"
    )
    place = difference.loc if (name,) in entry.places.keys else ("title",)
    return entry.find(place, message, hint)


def _in_words(content: Content, name: str, value: object) -> str:
    """A value in words, shortened if it is long."""
    if value is None:
        return "not given"
    if isinstance(value, dict | list):
        return "given"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(str(value).split())
    if name in _MOMENTS:
        at = datetime.fromisoformat(text).astimezone(content.config.zone)
        return f"{at:%H:%M} on {at.day} {at:%B %Y}"
    if name == "attachments":
        return f"a file with the hash {text[:_HASH]}…"
    return f"“{shortened(text, _LONGEST)}”"
