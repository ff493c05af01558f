"""The registers of other publishers → their heads, each register read and checked; nobody waits for one that hangs."""

from collections.abc import Callable, Sequence

from sitegen.model.noting import Seen
from sitegen.model.witness import Witness
from sitegen.reading.register import Break, chain
from sitegen.register.exchange import NoAnswer, ask


def look(witnesses: Sequence[Witness], doubt: Callable[[str], None]) -> tuple[Seen, ...]:
    """What the witnesses' registers are now. `doubt` gets a sentence about each one that cannot be read or does not hold."""
    return tuple(seen for one in witnesses if (seen := _look(one, doubt)))


def _look(witness: Witness, doubt: Callable[[str], None]) -> Seen | None:
    try:
        lines = chain(ask(witness.url))
    except NoAnswer as problem:
        doubt(f"The register of {witness.title} could not be read, so its head was not noted: {problem}.")
        return None
    if isinstance(lines, Break):
        doubt(
            f"The register of {witness.title} does not hold, so its head was not noted. Line {lines.number}: {lines.words}."
        )
    elif not lines:
        doubt(f"The register of {witness.title} is empty, so there is no head to note.")
    return Seen(witness, [line.head for line in lines]) if isinstance(lines, tuple) and lines else None
