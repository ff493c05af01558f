"""An invisible character where it breaks something → a finding."""

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.model.characters import UNSEEN, called, seen

_CODE = "invisible-character"
_DELETE = "delete it: click behind it and press the backspace key, or type these few words again"


def unseen(run: str, path: str, span: Span, more: int = 0) -> Diagnostic:
    """The finding about a run of invisible characters; `more` counts further runs in the same value."""
    others = f", and {more} more after it" if more else ""
    message = f"There is a character here that cannot be seen: {called(run[0])}{others}"
    return error(_CODE, message, path, span, _DELETE)


def unseen_in_name(name: str, path: str) -> Diagnostic | None:
    """The finding about a file whose name holds an invisible character; None if it holds none."""
    if name.isascii() or not (found := UNSEEN.search(name)):
        return None
    message = f"The name of this file holds a character that cannot be seen: {called(found[0][0])}"
    return error(_CODE, message, path, hint=f"rename it to {seen(name)}, typing the whole name")
