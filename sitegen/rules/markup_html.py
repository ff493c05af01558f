"""Does a text contain HTML, which readers would see as typed?"""

from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.model.html import Typed, html_at, typed_html
from sitegen.model.prose import Slip
from sitegen.rules.rule import rule
from sitegen.rules.texts import Passage, shortened, slips, texts

_LONGEST: Final = 50
_FOR_COLLEAGUES: Final = "take it out; a note to colleagues goes among the fields at the top of the file, in a line that begins with #"
_INSTEAD: Final = {
    (
        "br",
        "wbr",
    ): "leave a blank line where a new paragraph begins; for a new line alone, end the one before with \\",
    ("p", "div", "section", "article", "center"): "leave a blank line between paragraphs instead",
    ("b", "strong", "big"): "type **words** for words that stand out",
    ("i", "em", "cite", "dfn", "var"): "type *words* for stress",
    ("a",): "type [words](https://…) for a link",
    ("img", "picture", "figure"): "type ![what it shows](/files/name.png) for an image",
    ("ul", "ol", "li", "menu", "dir"): "begin each item with a hyphen and a space, on a line of its own",
    ("h1", "h2", "h3", "h4", "h5", "h6"): "begin the line with ## and a space for a heading",
    (
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
    ): "type a table with bars: | Park | Benches |",
    ("hr",): "type --- between two blank lines",
    ("del", "s", "strike"): "type ~~words~~ for words that are struck out",
    ("code", "pre", "kbd", "samp", "tt"): "type `words` for code",
    ("blockquote", "q"): "begin the line with > and a space for a quotation",
    ("sup", "sub"): "type the sign itself, as in m², or a footnote",
    ("dl", "dt", "dd"): "type the term, and in the line below it a colon, three spaces and what it means",
    (
        *("script", "style", "iframe", "object", "embed", "applet", "form", "input", "button"),
        *("select", "textarea", "video", "audio", "canvas", "svg", "map", "area"),
    ): "take it out, and link to what it should show: pages run nothing and load nothing from other sites",
}
"""What to type in the place of each tag."""
_BY_NAME: Final = {name: hint for names, hint in _INSTEAD.items() for name in names}


@rule(Severity.ERROR, fixed=True, reach="record")
def html_comment(content: Content) -> Iterator[Diagnostic]:
    """A text has an HTML comment, and readers would see it.

    Why: HTML hides what is between <!-- and -->. Here it would be published word for word, and also in feeds, search
    and data.

    Wrong:
        <!-- Ask the legal team whether we may say this. -->

    Right:
        # Ask the legal team whether we may say this.
        title: Park benches
    """
    for found in _found(content):
        if found.typed.kind == "comment":
            yield found.finding("This is not hidden here: readers would see it", _FOR_COLLEAGUES)


@rule(Severity.WARNING, reach="record")
def html_shown(content: Content) -> Iterator[Diagnostic]:
    """A text has a tag or a sign of HTML, and readers would see it as typed.

    Signs such as &nbsp; work in the texts that are Markdown.

    Why: HTML does not work here, so that no page can surprise its readers. Word processors and mail
    programs leave it behind when a text is pasted.

    Wrong:
        <p class="MsoNormal">We need <b>benches</b>.<br>

    Right:
        We need **benches**.
    """
    opened = set[tuple[str, object, str]]()
    for found in _found(content):
        typed, place = found.typed, (found.passage.entry.path, found.passage.loc, found.typed.name)
        if typed.kind == "comment" or (typed.written.startswith("</") and place in opened):
            continue
        opened.add(place)
        shown = shortened(" ".join(typed.written.split()), _LONGEST)
        yield found.finding(f"HTML does not work here: readers would see {shown}", _hint(found))


class _Found(NamedTuple):
    """HTML in a text; in Markdown, with the slip that reading found."""

    passage: Passage
    typed: Typed
    slip: Slip | None = None

    def finding(self, message: str, hint: str) -> Diagnostic:
        if self.slip:
            return self.passage.at(self.slip, message, hint)
        return self.passage.find(self.typed.start, self.typed.start + len(self.typed.written), message, hint)


def _found(content: Content) -> Iterator[_Found]:
    """The HTML in Markdown texts, as reading found it, and in plain fields."""
    for passage, slip in slips(content, "html"):
        is_sign = slip.words.startswith("&")
        typed = None if is_sign else html_at(slip.words, 0)
        # Of &amp;nbsp; readers see the sign that it was meant to be.
        seen = slip.words.replace("&amp;", "&", 1)
        yield _Found(passage, typed or Typed("entity", 0, seen, seen), slip)
    for passage in texts(content, _may_have_html):
        if passage.prose is None:
            yield from (_Found(passage, typed) for typed in typed_html(passage.source))


def _may_have_html(words: str) -> bool:
    return "<" in words or "&" in words


def _hint(found: _Found) -> str:
    typed, is_markdown = found.typed, found.passage.prose is not None
    if typed.kind == "entity":
        sign = unescape(unescape(typed.written)).strip()
        return f"type the sign itself: {sign}" if sign else "type a space"
    if not is_markdown:
        return "take it out: this field takes plain words, without any marks"
    return _BY_NAME.get(typed.name, "take it out, and keep the words")
