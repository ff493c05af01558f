"""The questions of a national notice → plain text for the terminal."""

from collections.abc import Iterable, Sequence

from sitegen.outputs.national.questions import Question
from sitegen.outputs.wording import plural

NOT_SENT = "Nothing has been sent. Copy each answer into the form of the platform."


def text(head: Sequence[str], asked: Sequence[Question]) -> str:
    """The lines of the head, each question with its law and our answer, and at the end what is missing."""
    parts = ["\n".join(head), NOT_SENT, *(_one(number, one) for number, one in enumerate(asked, start=1))]
    return "\n\n".join((*parts, summary(asked))) + "\n"


def summary(asked: Iterable[Question]) -> str:
    """What is missing, each with its law; or that nothing is."""
    lacking = [f"- {one.label} ({one.regulation}): {one.missing}" for one in asked if one.missing]
    if not lacking:
        return "Our notice answers everything that was found to be asked by law."
    return "\n".join((f"{plural(len(lacking), 'answer', 'answers')} missing:", *lacking))


def _one(number: int, one: Question) -> str:
    lines = list(one.answer) or ["(no answer in our notice)"]
    missing = [f"Missing: {one.missing}."] if one.missing else []
    notes = [f"Note: {one.note}"] if one.note else []
    return "\n".join(
        (
            f"{number}. {one.label}",
            f"   {one.regulation}",
            *(f"     {line}".rstrip() for line in lines),
            *(f"   {line}" for line in (*missing, *notes)),
        )
    )
