"""Planned outputs → bytes."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Gate, error, warning
from sitegen.memo.digest import digest
from sitegen.model.telephone import dialled
from sitegen.outputs import wording
from sitegen.outputs.html.jsonld import linked
from sitegen.outputs.links import absolute, described, linked_once, on_a_page, rooted
from sitegen.outputs.output import Compared, Copy, Data, Output, Printed, Rendered
from sitegen.outputs.response_form import Form
from sitegen.outputs.view import View
from sitegen.writing.compare import marked_page
from sitegen.writing.directions import directed
from sitegen.writing.forms import make_form
from sitegen.writing.templates import NO_TEMPLATES, BadTemplate, Templates, templates_of

FILTERS = (
    wording.resolution,
    wording.day,
    wording.in_or_on,
    wording.month_or_day,
    wording.weekday,
    wording.clock,
    wording.moment,
    wording.span,
    wording.number,
    wording.money,
    wording.size,
    wording.plural,
    wording.tally,
    wording.timestamp,
    absolute,
    linked,
    on_a_page,
)
"""The filters that templates have, each by the name of its function."""


_FEW = 3
"""How many letters a finding names."""


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of one output, or what is wrong with the template that should have made them."""

    path: str
    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


def environment(templates: Iterable[Path]) -> Templates:
    """The templates of these folders with our filters; the first folder that has a file gives it."""
    env = Templates(templates)
    env.filters.update({function.__name__: function for function in FILTERS})
    # A page tells how large a form is before it is written: it is made from the same view, to the same bytes.
    env.filters["dialled"] = dialled
    env.filters["weight"] = lambda form: len(make_form(form, env))
    return env


def digest_of(env: Templates) -> bytes:
    """A digest of whatever a template may bring in, whichever folder gives it. Assets have digests of their own."""
    return digest(
        *(
            part
            for name, place in templates_of(env).items()
            if not name.startswith(NO_TEMPLATES)
            for part in (name.encode(), place.read_bytes())
        )
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF, and what its readers do not see of the page: `cut` are the tables too wide for it, `boxes` the letters in no typeface."""

    data: bytes
    cut: tuple[str, ...] = ()
    boxes: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """`to_pdf` makes the PDF of a page, given what the page is and its HTML; `machine` is a digest of how it draws."""

    machine: bytes
    to_pdf: Callable[[Printed, str], Paper]


@dataclass(frozen=True, slots=True)
class Renderer:
    """What it takes to make an output: the templates, the path at which the site will be, the press for PDFs if any."""

    env: Templates
    base_path: str = ""
    press: Press | None = None

    def make(self, output: Output) -> File:
        """The bytes of an output. A fault in a template is a finding with its file and line; it is not raised."""
        if isinstance(output, Data):
            return File(output.path, output.data)
        if isinstance(output, Copy):
            return File(output.path, output.source.read_bytes())
        return _render(output, self.env, self.base_path, self.press)


def _render(output: Rendered | Form, env: Templates, base_path: str, press: Press | None) -> File:
    try:
        made = make_form(output, env) if isinstance(output, Form) else _page(output, env, base_path)
    except BadTemplate as problem:
        seen = f"{problem.finding.message}, in making {output.path}"
        return File(output.path, b"", (replace(problem.finding, message=seen),))
    if isinstance(output, Printed) and press:
        return _print(output, str(made), press)
    return File(output.path, made if isinstance(made, bytes) else made.encode("utf-8"))


def _page(output: Rendered, env: Templates, base_path: str) -> str:
    text = env.text(output.template, site=output.view.site, page=output.view)
    if isinstance(output, Compared):
        text = marked_page(env.text(output.template, site=output.before.site, page=output.before), text)
    if not isinstance(output.view, View):
        return text  # a feed is read far from the site, and its template writes whole addresses
    return anchored(directed(described(linked_once(text), output.view.site.files)), output.view, base_path)


def _print(output: Printed, html: str, press: Press) -> File:
    try:
        paper = press.to_pdf(output, html)
    except Exception as problem:  # noqa: BLE001 - whatever stops the library, people hear of which page it was
        message = (
            f"No PDF could be made of the page {output.view.address} ({type(problem).__name__}: {problem})"
        )
        hint = "build without --pdf and pdf: true for now, and tell the person who looks after sitegen"
        return File(output.path, b"", (error("no-pdf", message, f"templates/{output.template}", hint=hint),))
    return File(output.path, paper.data, tuple(_unseen(paper, output.view.address)))


def _unseen(paper: Paper, address: str) -> Iterator[Diagnostic]:
    """What the PDF of the page at an address does not show. The path of these findings is that address."""
    if paper.cut:
        tables = " and ".join(f"“{table}”" for table in paper.cut)
        are = "tables {} are" if len(paper.cut) > 1 else "table {} is"
        message = f"The {are.format(tables)} too wide for paper: the PDF lacks the last columns"
        hint = "leave columns out, or make two tables of one, with the first column in both"
        yield warning("table-cut-off", message, address, hint=hint)
    if paper.boxes:
        shown = ", ".join(f"“{letter}”" for letter in paper.boxes[:_FEW])
        message = f"The PDF has boxes in place of {shown} ({scripts(paper.boxes)}): no typeface of this computer has that"
        hint = (
            "ask the person who looks after sitegen to install one on the computer that makes the site, such as"
            " fonts-noto-core on Debian (fonts-noto-cjk for Chinese, Japanese and Korean), then build again"
        )
        # The page itself is right, and its author can do nothing about it.
        yield replace(warning("no-typeface", message, address, hint=hint), gate=Gate.NONE)


def scripts(letters: str) -> str:
    """The scripts that letters are of, as Unicode names them: `Bengali, Devanagari`."""
    names = {unicodedata.name(letter, "unnamed sign").split()[0] for letter in letters}
    return ", ".join(sorted(name if name == "CJK" else name.capitalize() for name in names))


def anchored(html: str, view: View, base_path: str) -> str:
    """The page with its links within the site made relative, so that it works wherever the site is served.

    The not-found page is shown at any depth and so carries the whole path instead.
    """
    depth = view.address.count("/") - 1
    root = "../" * depth or "./" if view.address.endswith("/") else f"{base_path}/"
    return rooted(html, root)
