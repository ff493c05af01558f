"""A private table of responses and the content → the draft of an outcome, or what is wrong with the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.build.request import Request, Result
from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.objectives import Objectives
from sitegen.model.responses import RESPONDENT_KINDS, counted
from sitegen.model.spelling import did_you_mean
from sitegen.reading.content import read
from sitegen.reading.response_columns import Expected
from sitegen.reading.responses import propose_columns, read_responses
from sitegen.starting.starters import CannotStart, Starter, outcome, today


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The draft of an outcome or of a file of columns, None if there are errors, and the findings."""

    draft: Starter | None
    result: Result


@dataclass(frozen=True, slots=True)
class Private:
    """The table of responses, what is said about it, and the file that says which column holds what, if there is one."""

    table: Path
    kinds: Sequence[str] = ()
    columns: Path | None = None
    merges: bool = False
    """Whether kinds with fewer than three respondents are counted together."""


def appraise(request: Request, private: Private, advert: str) -> Appraisal:
    """The outcome of an advert from the figures of its responses. Raises CannotStart without such an advert or its objectives."""
    asked = _asked(request, advert)
    if isinstance(asked, Appraisal):
        return asked
    content, answered, objectives = asked
    expected = _expected(content, objectives, private.kinds)
    table = read_responses(private.table, expected, private.columns)
    if has_errors(table.faults):
        return _stopped(table.faults)
    figures = counted(table.answers, expected.kinds, expected.objectives, merged=private.merges)
    draft = outcome(
        answered, objectives, figures, today(request.now), request.templates[-1], content.config.law
    )
    return Appraisal(draft, Result(table.faults))


def propose(request: Request, private: Private, advert: str) -> Appraisal:
    """The file of columns for a table, to be checked by its author. Raises CannotStart as `appraise` does."""
    asked = _asked(request, advert)
    if isinstance(asked, Appraisal):
        return asked
    content, _, objectives = asked
    made = propose_columns(private.table, _expected(content, objectives, private.kinds))
    if not isinstance(made, str):
        return _stopped(made)
    return Appraisal(Starter(str(private.columns), made), Result(()))


def _asked(request: Request, advert: str) -> tuple[Content, Advert, Objectives] | Appraisal:
    """The content with the advert and its objectives; or what stops an appraisal."""
    reading = read(request.content, request.now, drafts=True)
    if reading.content is None:
        return _stopped(reading.faults)
    answered = reading.content.record(Advert, advert)
    objectives = reading.content.record(Objectives, answered.objectives if answered else None)
    if answered and objectives:
        return reading.content, answered, objectives
    if has_errors(reading.faults):
        return _stopped(reading.faults)
    raise CannotStart(_missing(reading.content, advert, answered))


def _expected(content: Content, objectives: Objectives, kinds: Sequence[str]) -> Expected:
    titles = {objective.id: objective.title for objective in objectives.objectives}
    return Expected(titles, (*kinds, *_published(content), *RESPONDENT_KINDS))


def _stopped(findings: Sequence[Diagnostic]) -> Appraisal:
    return Appraisal(None, Result(tuple(findings)))


def _missing(content: Content, advert: str, answered: Advert | None) -> str:
    if answered is None:
        known = [entry.record.id for entry in content.of(Advert)]
        hint = did_you_mean(advert, known) or "its id is the name of its file without the ending."
        return f"There is no advert “{advert}”: {hint}"
    return (
        f"The advert “{advert}” names no objectives that there are, and responses are summed up against objectives. "
        "Add a line to it that begins with “objectives:”."
    )


def _published(content: Content) -> Sequence[str]:
    """The kinds of respondent in outcomes that everyone can read."""
    return [
        kind
        for decision in content.of(Decision)
        if decision.record.engagement and not decision.record.is_exempt and content.is_due(decision.record)
        for kind in decision.record.engagement.respondents
    ]
