"""Planned outputs → bytes. The only module that knows Jinja."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.outputs import wording
from sitegen.outputs.output import Data, Output, Rendered
from sitegen.outputs.view import View
from sitegen.processes import each

FILTERS = (
    wording.day,
    wording.weekday,
    wording.clock,
    wording.moment,
    wording.span,
    wording.number,
    wording.money,
    wording.size,
    wording.plural,
    wording.tally,
)
"""The filters that templates have, each by the name of its function."""

_ADDRESS = re.compile(r'( (?:href|src|action)="| content="0; url=)/(?!/)')
_TERM = re.compile(r'<a class="term" href="(/glossary/#[a-z0-9-]+)">([^<]*)</a>')
_UNKNOWN = re.compile(r"'(\w+)' is undefined|no attribute '(\w+)'")


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of one output, or what is wrong with the template that should have made them."""

    path: str
    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


def environment(templates: Iterable[Path]) -> jinja2.Environment:
    """The templates of these folders; the first folder that has a file gives it."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in templates]),
        undefined=jinja2.StrictUndefined,
        autoescape=jinja2.select_autoescape(("html", "xml", "svg"), default=False),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.filters.update({function.__name__: function for function in FILTERS})
    return env


def render(outputs: Iterable[Output], env: jinja2.Environment, base_path: str) -> Iterator[File]:
    """The bytes of every output, in order. A fault in a template is told with its file and line, not raised."""

    def make(output: Output) -> File:
        if isinstance(output, Rendered):
            return _render(output, env, base_path)
        return File(output.path, output.data if isinstance(output, Data) else output.source.read_bytes())

    return each(make, tuple(outputs))


def _render(output: Rendered, env: jinja2.Environment, base_path: str) -> File:
    try:
        text = env.get_template(output.template).render(site=output.view.site, page=output.view)
    except (
        jinja2.TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as problem:
        return File(output.path, b"", (_fault(problem, output),))
    return File(output.path, anchored(linked_once(text), output.view, base_path).encode("utf-8"))


def anchored(html: str, view: View, base_path: str) -> str:
    """The page with its links within the site made relative, so that it works wherever the site is served.

    Templates and prose write addresses from the site's root: `href="/adverts/"`. In text such a quotation
    mark is always escaped, so only real attributes match. The not-found page is shown at any depth and so
    carries the whole path instead.
    """
    depth = view.address.count("/") - 1
    root = "../" * depth or "./" if view.address.endswith("/") else f"{base_path}/"
    return _ADDRESS.sub(rf"\g<1>{root}", html)


def linked_once(html: str) -> str:
    """The page with the first use of each term of the glossary as a link, and later ones as plain words.

    Reading and templates mark every use, because neither knows what else is on a page. No text of an author can
    look like such a mark, since its quotation marks are escaped.
    """
    met: set[str] = set()

    def first(use: re.Match[str]) -> str:
        if use[1] in met:
            return use[2]
        met.add(use[1])
        return use[0]

    return _TERM.sub(first, html)


def _fault(problem: Exception, output: Rendered) -> Diagnostic:
    """What is wrong with a template, where in it, and for which page."""
    if isinstance(problem, jinja2.TemplateNotFound):
        return error(
            "bad-template",
            f"The template {problem.name} is missing, which {output.path} needs",
            f"templates/{output.template}",
        )
    if isinstance(problem, jinja2.TemplateSyntaxError):
        return error(
            "bad-template",
            f"{problem.message}",
            problem.filename or output.template,
            Span.at(problem.lineno, 1),
        )
    name, line = _place(problem, output.template)
    return error("bad-template", f"{_words(problem)}, in making {output.path}", name, Span.at(line, 1))


def _words(problem: Exception) -> str:
    """What is wrong, without the names that things have inside the program."""
    if isinstance(problem, jinja2.UndefinedError) and (found := _UNKNOWN.search(str(problem))):
        return f"This template uses “{found[1] or found[2]}”, which this page does not have"
    return str(problem).rstrip(".")


def _place(problem: Exception, template: str) -> tuple[str, int]:
    """The innermost line of a template that a traceback passes through."""
    found, trace = (template, 1), problem.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith((".html", ".xml", ".svg", ".md", ".yaml")):
            found = (name, trace.tb_lineno)
        trace = trace.tb_next
    return found
