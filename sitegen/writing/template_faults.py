"""What goes wrong while a template is at work → one finding at the line to change, in words, in the site's own file if any."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb
from typing import Protocol

import jinja2

from sitegen.diagnostics import Diagnostic, Span, error

_ENDINGS = (".html", ".xml", ".svg", ".md", ".yaml")
_KINDS = {
    "str": "a text",
    "Markup": "a text",
    "int": "a number",
    "float": "a number",
    "Decimal": "a number",
    "bool": "yes or no",
    "NoneType": "nothing",
    "list": "a list",
    "tuple": "a list",
    "dict": "a table",
    "mappingproxy": "a table",
    "date": "a date",
    "datetime": "a point in time",
    "Prose": "a text with Markdown",
    "Macro": "a macro",
}
"""What templates work with, by the names that Python has for it."""
_READS = "a template can only show what its page gives it"
_ATTRIBUTE = re.compile(r"'?([\w.]+?)'?(?: object'?)? has no attribute '(\w+)'")
_NAME = re.compile(r"'(\w+)' is undefined")
_LACKING = re.compile(r"parameter '(\w+)' was not provided")
_IMPORTED = re.compile(r"the template '([^']+)' .* does not export the requested name '(\w+)'")
_MACRO = re.compile(r"macro '(\w+)' (?:takes|was)(.*)")
_TYPES = re.compile(r"'(\w+)'|\bto (\w+)\b|\(not \"(\w+)\"\)|can only concatenate (\w+)")


class Overrun(RuntimeError):  # noqa: N818 - says what happened, as CannotWrite does
    """A template goes on without end, or makes something out of all proportion."""


class Folders(Protocol):
    """The folders of templates, the shipped ones last, and the names of all templates in them."""

    folders: tuple[str, ...]

    def list_templates(self) -> list[str]: ...  # noqa: D102 - documented above


Place = tuple[str, int]

_ALWAYS: tuple[tuple[tuple[type[Exception], ...], str, str], ...] = (
    (
        (RecursionError,),
        "This template brings in or calls itself again and again",
        "a file of your own replaces the shipped one of the same name, so it cannot extend it: copy that file and change it",
    ),
    (
        (Overrun, MemoryError, OverflowError),
        "This template does not come to an end, or would make more than a page can hold",
        "look for a loop within a loop, a macro that calls itself, or a range that is too long",
    ),
    (
        (SyntaxError, RecursionError),
        "This template is nested too deeply",
        "move a part of it into a file of its own and include it",
    ),
)
"""What is worded alike whatever the template, its errors by their kind."""


def explained(problem: Exception, template: str, templates: Folders) -> Diagnostic:
    """What is wrong, and where: in the site's own file rather than in a shipped one, for that is the one to change."""
    places = list(_places(problem, templates))
    message, hint = _words(problem, templates)
    own = [place for place in places if _is_own(place[0], templates)]
    path, line = (own or _culprits(problem, templates) or places or [_file_of(template, templates)])[-1]
    return error("bad-template", message, path, Span.at(line, 1), hint)


def _places(problem: Exception, templates: Folders) -> Iterator[Place]:
    """The lines of templates that it went through, the innermost last."""
    if isinstance(problem, jinja2.TemplateSyntaxError):
        if problem.filename:
            yield problem.filename, problem.lineno
        return
    for frame, line in walk_tb(problem.__traceback__):
        if _is_template(frame.f_code.co_filename, templates):
            yield frame.f_code.co_filename, line
    if isinstance(problem, SyntaxError) and problem.filename and _is_template(problem.filename, templates):
        yield problem.filename, 1  # what Jinja makes of a template, Python cannot take: its lines are others


def _is_template(name: str, templates: Folders) -> bool:
    return name.endswith(_ENDINGS) and name.startswith(templates.folders)


def _is_own(name: str, templates: Folders) -> bool:
    return name.startswith(tuple(f"{folder}/" for folder in templates.folders[:-1]))


def _culprits(problem: Exception, templates: Folders) -> list[Place]:
    """The site's own file that does not offer what a shipped one asks of it."""
    text = str(problem)
    if found := _IMPORTED.search(text):
        return [(name, 1) for name in _own_files(found[1], templates)]
    if found := _MACRO.search(text):
        files = (file for name in templates.list_templates() for file in _own_files(name, templates))
        return [(file, line) for file in files if (line := _line_of_macro(found[1], file))]
    return []


def _line_of_macro(name: str, file: str) -> int | None:
    begins = re.compile(rf"\{{%-?\s*macro\s+{re.escape(name)}\b")
    lines = Path(file).read_text("utf-8", "replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if begins.search(line)), None)


def _own_files(template: str, templates: Folders) -> list[str]:
    return [name for folder in templates.folders[:-1] if Path(name := f"{folder}/{template}").is_file()]


def _file_of(template: str, templates: Folders) -> Place:
    files = (file for folder in templates.folders if Path(file := f"{folder}/{template}").is_file())
    return next(files, f"templates/{template}"), 1


def _words(problem: Exception, templates: Folders) -> tuple[str, str]:
    """What is wrong and what to do, without the names that things have inside the program."""
    if isinstance(problem, jinja2.TemplateNotFound):
        close = get_close_matches(str(problem.name), templates.list_templates(), n=1)
        hint = f"did you mean “{close[0]}”?" if close else "the folder templates/ has no file of this name"
        return f"The template {problem.name} is missing", hint
    if isinstance(problem, jinja2.TemplateSyntaxError):
        return str(problem.message).rstrip("."), ""
    for kinds, message, hint in _ALWAYS:
        if isinstance(problem, kinds) and (kinds != (RecursionError,) or any(_places(problem, templates))):
            return message, hint
    worded = (words(problem) for words in (_forbidden, _not_there, _not_fitting))
    used = _filter_of(problem) or "What this line asks for"
    return next(filter(None, worded), (f"{used} cannot be worked out", ""))


def _forbidden(problem: Exception) -> tuple[str, str] | None:
    """What the sandbox does not let through."""
    if not isinstance(problem, jinja2.exceptions.SecurityError):
        return None
    named = re.search(r"attribute '(\w+)'|method (?:\w+\.)*(\w+) of|function (?:\w+\.)*(\w+)", str(problem))
    what = next(filter(None, named.groups()), "") if named else ""
    return f"A template may not use “{what}”" if what else "This cannot be called by a template", _READS


def _not_there(problem: Exception) -> tuple[str, str] | None:
    """A name, a part of a value, or a macro that does not exist."""
    text = str(problem)
    if found := _IMPORTED.search(text):
        hint = "a file of your own replaces the shipped one whole: copy that file and change it"
        return f"{found[1]} has no macro “{found[2]}”, which other templates take from it", hint
    if found := _ATTRIBUTE.search(text):
        if kind := _KINDS.get(found[1].rpartition(".")[2]):
            used = _filter_of(problem)
            return (
                f"{used} cannot be used on {kind}"
                if used
                else f"“{found[2]}” is asked of {kind}, which has none"
            ), ""
        return f"This template uses “{found[2]}”, which this page does not have", ""
    if found := _LACKING.search(text):
        return f"A macro is called here without the value “{found[1]}” that it needs", ""
    if found := _NAME.search(text):
        return f"This template uses “{found[1]}”, which this page does not have", ""
    return None


def _not_fitting(problem: Exception) -> tuple[str, str] | None:
    """Values of a kind that the macro, the filter or the sum does not take."""
    text = str(problem)
    if found := _MACRO.search(text):
        return f"The macro “{found[1]}” is called with other values than it takes ({found[2].strip()})", ""
    if isinstance(problem, ZeroDivisionError):
        return "This template divides by zero", ""
    kinds = [_KINDS[name] for names in _TYPES.findall(text) for name in names if name in _KINDS]
    if isinstance(problem, TypeError) and kinds:
        used = _filter_of(problem) or "What this line asks for"
        return f"{used} cannot work with {' and '.join(dict.fromkeys(kinds))}", ""
    return None


def _filter_of(problem: Exception) -> str:
    """The filter in which it happened, as the template names it; empty without one."""
    names = [
        frame.f_code.co_name
        for frame, _ in walk_tb(problem.__traceback__)
        if frame.f_globals.get("__name__") == "sitegen.outputs.wording"
    ]
    return f"The filter “{names[0]}”" if names else ""
