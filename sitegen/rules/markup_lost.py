"""Does every word of a Markdown text reach its readers?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.rules.rule import rule
from sitegen.rules.slips import slip_findings


@rule(Severity.WARNING, reach="record")
def unused_footnote(content: Content) -> Iterator[Diagnostic]:
    """No mark in the text leads to a footnote, so no page shows it.

    Why: Only a mark puts a footnote on the page. Readers never see one without a mark, and it may be a condition that
    suppliers must know.

    Wrong:
        A bench lasts fifteen years.

        [^age]: With a coat of oil every spring.

    Right:
        A bench lasts fifteen years.[^age]

        [^age]: With a coat of oil every spring.
    """
    message = "Readers would not see this footnote: no mark [^{words}] in the text leads to it"
    hint = "type [^{words}] behind the words that it explains, or take the footnote out"
    yield from slip_findings(content, {"unused-footnote": (message, hint)})


@rule(Severity.WARNING, reach="record")
def repeated_footnote(content: Content) -> Iterator[Diagnostic]:
    """Two footnotes have the same name, so the page shows only one of them.

    Why: A mark leads to one footnote. Readers never see the other.

    Wrong:
        A bench lasts fifteen years.[^age]

        [^age]: With a coat of oil every spring.
        [^age]: Without a roof above it.

    Right:
        A bench lasts fifteen years.[^oil][^roof]

        [^oil]: With a coat of oil every spring.
        [^roof]: Without a roof above it.
    """
    message = "Readers would not see this footnote: another one is called [^{words}]: as well"
    hint = "give one of the two another name, here and at its mark in the text"
    yield from slip_findings(content, {"repeated-footnote": (message, hint)})


@rule(Severity.WARNING, reach="record")
def lost_cell(content: Content) -> Iterator[Diagnostic]:
    """A row of a table has more cells than the heading has columns.

    Why: A table is as wide as its heading. Cells beyond the last column are not on the page.

    Wrong:
        | Park | Benches |
        |---|---|
        | Riverside | 24 | Heritage area |

    Right:
        | Park | Benches | Remark |
        |---|---|---|
        | Riverside | 24 | Heritage area |
    """
    message = "Readers would not see “{words}”: this row has more cells than the heading of the table"
    hint = (
        "give the heading, and the line of dashes below it, one more column; for a bar within a cell type \\|"
    )
    yield from slip_findings(content, {"lost-cell": (message, hint)})


@rule(Severity.WARNING, reach="record")
def bar_in_code(content: Content) -> Iterator[Diagnostic]:
    r"""Code in a table has a bar, which ends the cell.

    Why: In a table each bar without a backslash begins the next cell, in code too. The code falls in two, and the last
    cell of the row may fall off the table.

    Wrong:
        | Setting | Benches |
        |---|---|
        | `yes|no` | 12 |

    Right:
        | Setting | Benches |
        |---|---|
        | `yes\|no` | 12 |
    """
    message = "The bar in {words} ends this table cell, in the middle of the code"
    hint = "type a backslash before the bar: \\|"
    yield from slip_findings(content, {"bar-in-code": (message, hint)})


@rule(Severity.WARNING, reach="record")
def unused_link_name(content: Content) -> Iterator[Diagnostic]:
    """A line that says where a link leads is used by no link, so no page shows it.

    Why: A line that begins with a name in square brackets and a colon is not shown: it gives an address to links of that
    name. Without such a link, its words reach nobody. A sentence can look like this by chance.

    Wrong:
        [Deadline]: Friday

    Right:
        Deadline: Friday
    """
    message = "Readers would not see this line: it says where links called [{words}] lead, and there are none"
    hint = (
        "take the line out, or type [{words}] in the text where the link should be; "
        "if readers should see the line, take the square brackets out"
    )
    yield from slip_findings(content, {"unused-link-name": (message, hint)})


@rule(Severity.WARNING, reach="record")
def repeated_link_name(content: Content) -> Iterator[Diagnostic]:
    """Two lines say where links of the same name lead, so no link uses one of the addresses.

    Why: The first such line counts. Readers who follow the link never reach the second address.

    Wrong:
        See the [brief].

        [brief]: /files/brief.pdf
        [brief]: /files/brief-2.pdf

    Right:
        See the [brief].

        [brief]: /files/brief-2.pdf
    """
    message = "No link leads to this address: an earlier line says where links called [{words}] lead"
    hint = "take one of the two lines out, or give this one another name"
    yield from slip_findings(content, {"repeated-link-name": (message, hint)})


@rule(Severity.ADVICE, reach="record")
def hidden_note(content: Content) -> Iterator[Diagnostic]:
    """A note is hidden in a text as if it were the address of a link.

    Why: No page shows it, but it is among words for the public. Notes to colleagues belong among the fields, on a line
    that begins with #.

    Wrong:
        [//]: # (Ask the legal team about this.)

    Right:
        # Ask the legal team about this.
        title: Park benches
    """
    message = "This note is not on the page: readers would not see it"
    hint = "keep notes to colleagues among the fields at the top of the file, in a line that begins with #"
    yield from slip_findings(content, {"hidden-note": (message, hint)})


@rule(Severity.WARNING, reach="record")
def title_not_shown(content: Content) -> Iterator[Diagnostic]:
    """A link or an image has words in quotation marks behind its address, which no page shows.

    Why: Browsers show such words only to readers who rest a mouse on the link, and not to those who use a keyboard, a
    phone or a screen reader (WCAG 2.2, technique H33). So pages do not carry them.

    Wrong:
        Read the [brief](/files/brief.pdf "PDF, 12 pages").

    Right:
        Read the [brief (PDF, 12 pages)](/files/brief.pdf).
    """
    message = "Readers would not see “{words}”: pages do not show words after a link’s address"
    hint = "put them into the text, or between the square brackets"
    yield from slip_findings(content, {"title-not-shown": (message, hint)})


@rule(Severity.WARNING, reach="record")
def lost_words_of_code(content: Content) -> Iterator[Diagnostic]:
    """Words come after the marks that begin a block of code, so no page shows them.

    The name of a computer language is allowed there.

    Why: Only the lines between the marks are shown.

    Wrong:
        ``` How to send it
        subject: benches
        ```

    Right:
        How to send it:

        ```
        subject: benches
        ```
    """
    message = "Readers would not see “{words}”: it comes after the marks that begin a block of code"
    hint = "put these words into a line of their own, above the marks or below them"
    yield from slip_findings(content, {"lost-words-of-code": (message, hint)})


@rule(Severity.ERROR, fixed=True, reach="record")
def nested_too_deeply(content: Content) -> Iterator[Diagnostic]:
    """Lists and quotations are nested so deeply that the text is not read any further.

    Why: Nothing from there to the end of the text would be on the page. Readers lose track long before that.

    Wrong:
        > > > > > > > > > > > > > > > > > > > > > See below.

    Right:
        > See below.
    """
    message = "Readers would see nothing from here on: lists and quotations are nested too deeply"
    hint = "put fewer of them into one another, or begin a new section with a heading"
    first = set[tuple[str, object]]()
    for found in slip_findings(content, {"nested-too-deeply": (message, hint)}):
        if (found.path, found.span and found.span.line) not in first:
            first.add((found.path, found.span and found.span.line))
            yield found
