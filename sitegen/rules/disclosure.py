"""Do the figures of an outcome, or its words, point to one respondent; and can they be true?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.model.decision import Decision, Engagement
from sitegen.model.deduction import answers_exceed, bounds, kinds_exceed, sums, worked_out
from sitegen.model.entry import Entry, Loc
from sitegen.model.public_figures import figures_of
from sitegen.model.responses import Figures, ObjectiveFigure
from sitegen.model.tallies import AVERAGED, FEW, FEWER, Tally
from sitegen.rules.counted_words import Told, told
from sitegen.rules.rule import rule
from sitegen.rules.texts import texts

_KINDS: Loc = ("engagement", "respondents")
_FIGURES: Loc = ("engagement", "figures")


@rule(Severity.WARNING, reach="record")
def small_count(content: Content) -> Iterator[Diagnostic]:
    """An outcome says that one or two responses came from one kind of respondent, or dealt with one objective.

    Or it says that none came from one kind, where others are “fewer than 3”: these would then be one or two.

    Why: Where there is one large firm in the market, “large firms: 1” is its name. Firms that answered in confidence
    will not answer again. Official statistics leave such counts out for the same reason (OECD, Glossary of statistical
    terms, “Threshold rule”).

    Wrong:
        respondents:
          Charities: 5
          Large firms: 1

    Right:
        respondents:
          Charities: 5
          Large firms: fewer than 3
    """
    for entry, engagement in _outcomes(content):
        for kind, count in engagement.respondents.items():
            if count.tells_of_few:
                yield entry.find((*_KINDS, kind), "So few of one kind could give away who they were", _FEWER)
            elif count.most == 0 and any(other.few for other in engagement.respondents.values()):
                message = f"This 0 shows that each kind with “{FEWER}” has one or two"
                yield entry.find((*_KINDS, kind), message, _FEWER)
        for letter, figure in engagement.figures.items():
            if figure.answered.tells_of_few:
                loc = (*_FIGURES, letter, "answered")
                yield entry.find(loc, "So few answers could give away who gave them", _FEWER)


@rule(Severity.WARNING, reach="record")
def count_worked_out(content: Content) -> Iterator[Diagnostic]:
    """A count is “fewer than 3”, but readers can work it out, or that it is not 0, from the other figures.

    The total, the other kinds and the numbers of answers are looked at together.

    Why: “Fewer than 3” means 0, 1 or 2, so nobody can tell whether a firm took part. A count that readers can
    work out is not withheld. Either the total or one more kind must be given less exactly.

    Wrong:
        responses: 6 or more
        respondents:
          Charities: 5
          Large firms: fewer than 3

    Right:
        responses: 5 or more
        respondents:
          Charities: 5
          Large firms: fewer than 3
    """
    for entry, engagement in _outcomes(content):
        figures = figures_of(engagement)
        for kind in worked_out(figures):
            message = "Readers can work out this count, or that it is not 0, from the other figures"
            yield entry.find((*_KINDS, kind), message, _less_exact(figures))


@rule(Severity.WARNING, reach="record")
def telling_average(content: Content) -> Iterator[Diagnostic]:
    """An average is of fewer than five answers, is more exact than to the nearest half, or is 0 or 5.

    Why: The average of one answer is that answer. From the average of two, each respondent can work out the other's. An
    exact average of three or four often has only one set of marks behind it: 4.67 is 5, 5 and 4. If all gave the same
    answer, the average shows what each one said.

    Wrong:
        figures:
          a: {answered: 3, average: 4.67}
          b: {answered: 6, average: 5}

    Right:
        figures:
          a: {answered: 3}
          b: {answered: 6, average: 4.5 or more}
    """
    for entry, engagement in _outcomes(content):
        for letter, figure in figures_of(engagement).objectives.items():
            if told := _telling(figure):
                yield entry.find((*_FIGURES, letter, "average"), *told)


@rule(Severity.ERROR, reach="record")
def impossible_figures(content: Content) -> Iterator[Diagnostic]:
    """The figures of an outcome contradict each other.

    Its kinds add up to more than its responses, more responses deal with an objective than there were, or no whole
    marks have such an average.

    Why: Readers check the figures against each other. One that cannot be true makes them doubt the rest.

    Wrong:
        responses: 14
        respondents:
          Charities: 9
          Large firms: 10

    Right:
        responses: 19
        respondents:
          Charities: 9
          Large firms: 10
    """
    for entry, engagement in _outcomes(content):
        figures = figures_of(engagement)
        if kinds_exceed(figures):
            least = sum(count.least for count in figures.respondents.values())
            message = f"The kinds below add up to {least}, and there were {figures.responses} responses"
            hint = "each response counts once, under one kind: correct this number or those of the kinds"
            yield entry.find(("engagement", "responses"), message, hint)
        for letter in answers_exceed(figures):
            message = f"More responses answered this than there were: {figures.responses}"
            hint = "correct this number, or the number of responses"
            yield entry.find((*_FIGURES, letter, "answered"), message, hint)
        for letter, figure in figures.objectives.items():
            if _is_no_average(figure):
                message = f"No {figure.answered} marks from 0 to 5 have this average"
                hint = "correct one of the two; marks are whole numbers"
                yield entry.find((*_FIGURES, letter, "average"), message, hint)


@rule(Severity.WARNING, reach="record")
def withheld_number_in_text(content: Content) -> Iterator[Diagnostic]:
    """A text of an outcome says how many responded, or how many of one kind, where its figures withhold that number.

    Why: A number that the figures withhold is not withheld if the text says it. “At least” and “or more” with the
    number that the figures have is fine.

    Wrong:
        executive_summary: Fourteen organisations replied.   # responses: 12 or more

    Right:
        executive_summary: At least twelve organisations replied.
    """
    outcomes = {entry.path: figures_of(engagement) for entry, engagement in _outcomes(content)}
    withheld = {path: figures for path, figures in outcomes.items() if not figures.responses.exact}
    for passage in texts(content, bool) if withheld else ():
        if figures := withheld.get(passage.entry.path):
            for found in told(passage.words, figures.respondents):
                public = figures.respondents[found.kind] if found.kind else figures.responses
                if _tells_more(found, public):
                    message = f"The figures withhold this number: they say “{public}”"
                    hint = "write it as the figures have it, or without a number, as “most” or “several”"
                    yield passage.find(found.start, found.end, message, hint)


_FEWER = f"write {FEWER}"


def _outcomes(content: Content) -> Iterator[tuple[Entry[Decision], Engagement]]:
    """The outcomes that have a page of their own."""
    for entry in content.of(Decision):
        if entry.record.engagement and not entry.record.is_exempt:
            yield entry, entry.record.engagement


def _telling(figure: ObjectiveFigure) -> tuple[str, str] | None:
    """What is wrong with an average that reveals marks, and what to write; None if it does not."""
    if not figure.average:
        return None
    if figure.answered.least < AVERAGED:
        return f"This can be the average of fewer than {AVERAGED} answers", "take the average out"
    if figure.average.tells_all:
        bound = "4.5 or more" if figure.average.value else "0.5 or less"
        return "This average shows what each respondent said", f"write {bound}"
    if not figure.average.in_halves:
        near = round(figure.average.value * 2) / 2
        return "So exact an average could reveal marks", f"write it to the nearest half: {near:g}"
    return None


def _is_no_average(figure: ObjectiveFigure) -> bool:
    if not figure.average or not figure.answered.exact:
        return False
    least, most = sums(figure.average, figure.answered.least)
    return least > most


def _less_exact(figures: Figures) -> str:
    if figures.responses.few:
        return "leave out the kinds: about fewer than three responses, nothing more can be published"
    least = max(sum(count.least for count in figures.respondents.values()), FEW)
    answered = f", and no number under answered above {least}" if _answers_above(figures, least) else ""
    return f"give the total under responses as {least} or more{answered}"


def _answers_above(figures: Figures, least: int) -> bool:
    return any(bounds(one.answered)[0] > least for one in figures.objectives.values())


def _tells_more(found: Told, public: Tally) -> bool:
    """Whether a text tells more of a number than its published figure."""
    if public.exact:
        return False
    if found.kind or public.few:
        return public.few
    return found.number > public.least or (found.number == public.least and not found.at_least)
