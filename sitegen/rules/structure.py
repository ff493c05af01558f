"""Can everyone find their way about a page: do headings, images and tables say what they are?"""

import re
from collections.abc import Iterator
from itertools import pairwise

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.model.prose import Heading, Link, Prose
from sitegen.rules.rule import rule
from sitegen.rules.texts import Passage, prose, shortened

_FILE_NAME = re.compile(r"[^\n]{1,200}\.(?:avif|bmp|gif|heic|jpe?g|pdf|png|svg|tiff?|webp)", re.IGNORECASE)
_FROM_CAMERA = re.compile(
    r"(?:dsc|dscn|image|img|pict?|picture|photo|scan|screenshot)[ _-]*\d[\d _-]*", re.IGNORECASE
)
_LONGEST = 50
"""Characters of a heading that a hint quotes."""


@rule(Severity.WARNING, reach="record")
def first_level_heading(content: Content) -> Iterator[Diagnostic]:
    """A text has a heading of the first level, which is the page's title.

    Why: A page has one title, and people who listen to a page use it to know where they are. The headings of a text
    come below it (WCAG 2.2, success criterion 1.3.1).

    Wrong:
        # What we are testing

    Right:
        ## What we are testing
    """
    for passage, text in prose(content):
        for heading in _meant(text):
            if heading.written == 1:
                message = "This heading has the level of the page's title"
                yield _at_heading(passage, heading, message, f"write ## {shortened(heading.text, _LONGEST)}")


@rule(Severity.WARNING, reach="record")
def skipped_heading(content: Content) -> Iterator[Diagnostic]:
    """A heading is more than one level below the heading before it.

    Why: Many people who listen to a page go from heading to heading. A level left out sounds like a part of the page
    that they have missed (WCAG 2.2, success criterion 1.3.1).

    Wrong:
        ## The work today

        #### Parks

    Right:
        ## The work today

        ### Parks
    """
    for passage, text in prose(content):
        for above, heading in pairwise(_meant(text)):
            if heading.written > above.written + 1:
                message = (
                    f"This heading is of level {heading.written}, straight below one of level {above.written}"
                )
                hint = f"write {'#' * (above.written + 1)} {shortened(heading.text, _LONGEST)}"
                yield _at_heading(passage, heading, message, hint)


def _meant(text: Prose) -> tuple[Heading, ...]:
    """The headings that were meant as headings. Another rule reports those that an underline made."""
    slips = [slip.line for slip in text.slips if slip.kind == "heading_underlined"]
    made = {
        max((heading.line for heading in text.headings if heading.line < line), default=-1) for line in slips
    }
    return tuple(heading for heading in text.headings if heading.line not in made)


def _at_heading(passage: Passage, heading: Heading, message: str, hint: str) -> Diagnostic:
    """A finding at the marks of a heading, or at its words where it has none before it."""
    start = passage.offset(heading.line)
    line = passage.source[start:].partition("\n")[0]
    marks = re.search(r"#+", line)
    first, last = marks.span() if marks else (len(line) - len(line.lstrip()), len(line.rstrip()))
    return passage.find(start + first, start + last, message, hint)


@rule(Severity.WARNING, reach="record")
def image_without_alternative(content: Content) -> Iterator[Diagnostic]:
    """An image has no words for people who cannot see it.

    Why: People who cannot see the image do not learn what it shows (WCAG 2.2, success criterion 1.1.1).

    Wrong:
        ![](/files/park-map.png)

    Right:
        ![Map of the park: two entrances, both on the north side](/files/park-map.png)
    """
    for passage, text in prose(content):
        for link in text.links:
            if link.image and not link.text.strip():
                message = "This image has no words for people who cannot see it"
                hint = "say between the square brackets what the image shows"
                start = passage.offset(link.line, link.column)
                yield passage.find(start, start + len(link.written), message, hint)


@rule(Severity.WARNING, reach="record")
def file_name_as_alternative(content: Content) -> Iterator[Diagnostic]:
    """The words for an image are the name of its file.

    Why: A file's name says nothing of what the image shows, and sounds like noise when it is read out (WCAG 2.2,
    success criterion 1.1.1, failure F30).

    Wrong:
        ![IMG_0042.jpg](/files/IMG_0042.jpg)

    Right:
        ![The playground from the main gate](/files/IMG_0042.jpg)
    """
    for passage, text in prose(content):
        for link in text.links:
            if link.image and _is_file_name(link):
                message = f"“{link.text.strip()}” is the name of a file and does not say what the image shows"
                hint = "say what someone who cannot see the image should know"
                yield passage.find(*passage.words_of(link), message, hint)


def _is_file_name(image: Link) -> bool:
    words = image.text.strip()
    stem = image.written.rpartition("/")[2].rpartition(".")[0]
    is_stem = words.casefold() == stem.casefold() and re.search(r"[-_\d]", stem)
    return bool(_FILE_NAME.fullmatch(words) or _FROM_CAMERA.fullmatch(words) or is_stem)


@rule(Severity.WARNING, reach="record")
def table_without_header(content: Content) -> Iterator[Diagnostic]:
    """The first row of a table, which names its columns, is blank.

    Why: People who listen to a table hear the column's name before each value. Without names, the values mean nothing
    (WCAG 2.2, success criterion 1.3.1).

    Wrong:
        | | |
        |---|---|
        | Parks | 212 |

    Right:
        | Kind of ground | Hectares |
        |---|---|
        | Parks | 212 |
    """
    for passage, text in prose(content):
        for table in text.tables:
            if not table.has_header:
                message = "The columns of this table have no names"
                yield _at_line(passage, table.line, message, "write in the first row what each column holds")


@rule(Severity.ADVICE, reach="record")
def table_without_caption(content: Content) -> Iterator[Diagnostic]:
    """A table has no caption of its own.

    Why: The caption tells people what a table is about before they go into it. Without one, the page can only repeat
    the heading above (WCAG 2.2, technique H39).

    Wrong:
        | Kind of ground | Hectares |
        |---|---|
        | Parks | 212 |

    Right:
        Table: Ground looked after, by kind

        | Kind of ground | Hectares |
        |---|---|
        | Parks | 212 |
    """
    for passage, text in prose(content):
        for table in text.tables:
            if not table.has_caption:
                hint = "put a line above it, and a blank line between: Table: what the table shows"
                yield _at_line(passage, table.line, "This table has no caption", hint)


def _at_line(passage: Passage, line: int, message: str, hint: str) -> Diagnostic:
    start = passage.offset(line)
    words = passage.source[start:].partition("\n")[0]
    return passage.find(start + len(words) - len(words.lstrip()), start + len(words.rstrip()), message, hint)
