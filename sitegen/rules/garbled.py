"""Does every character say what its author typed?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.model.garbled import Garbled, garbled, may_be_garbled
from sitegen.rules.rule import rule
from sitegen.rules.texts import Passage, everything

_WHY_LOST = "the file was once saved or opened in another encoding than UTF-8"


@rule(Severity.ERROR, reach="record")
def garbled_text(content: Content) -> Iterator[Diagnostic]:
    """A character was lost, or turned into others, because a program read the text in the wrong encoding.

    Why: “It costs Â£5,000” looks careless, and nobody can read an amount that is shown as “�”. If one pound sign or apostrophe is broken,
    others usually are too. Texts in other languages are not reported.

    Wrong:
        It costs Â£5,000; the councilâ€™s plan.

    Right:
        It costs £5,000; the council’s plan.
    """
    for record in everything(content, may_be_garbled):
        places: dict[str, tuple[Passage, Garbled, int]] = {}
        for passage in record:
            for run in garbled(passage.source):
                first, at, count = places.get(run.written, (passage, run, 0))
                places[run.written] = first, at, count + 1
        for passage, run, count in places.values():
            yield _found(passage, run, count)


def _found(passage: Passage, run: Garbled, count: int) -> Diagnostic:
    often = f"; it is in this file {count} times" if count > 1 else ""
    again = " everywhere" if count > 1 else ""
    if run.written == "\ufffc":
        message, hint = "A picture or a table was here, and was left behind", f"delete this{again}"
    elif not run.was:
        message, hint = "A character was lost here", f"type what belongs here{again}"
    else:
        shown = {"\u00a0": "a space", "\ufeff": "nothing"}.get(run.was, f"“{run.was}”")
        message = f"“{run.written}” was {shown} before the text was read in the wrong encoding"
        hint = f"delete this{again}" if run.was == "\ufeff" else f"type {shown} in its place{again}"
    place = (run.start, run.start + len(run.written))
    return passage.find(*place, f"{message}{often}", f"{hint}: {_WHY_LOST}")
