"""Does any heading, list, table or box show as typed, with its marks?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.rules.rule import rule
from sitegen.rules.slips import slip_findings

_HEADING = "This was meant as a heading, and shows as typed"
_LIST = "This was meant as a list, and shows as typed"
_TABLE = "This was meant as a table, and shows as typed"
_BOX = "This was meant as a box, and shows as typed"
_HYPHEN = "begin each line with a hyphen and a space: - one"
_ODD = "the space beside it comes from a word processor and does not count here: delete it and type "


@rule(Severity.WARNING, reach="record")
def heading_mark_shown(content: Content) -> Iterator[Diagnostic]:
    """Something meant as a heading is not one, and readers see its # signs.

    Why: Only # signs and an ordinary space at the beginning of a line make a heading. Without it the words are missing
    from the list of contents, and people who listen to the page cannot go to them.

    Wrong:
        ##What we need

    Right:
        ## What we need
    """
    says = {
        "heading_joined": (_HEADING, "put a space after the #: {words}"),
        "heading_odd": (_HEADING, f"{_ODD}{{words}}"),
        "heading_deep": (_HEADING, "there are at most six levels: type {words}"),
        "heading_indented": (
            _HEADING,
            "take out the spaces before it, and leave a blank line above: {words}",
        ),
    }
    yield from slip_findings(content, says)


@rule(Severity.WARNING, reach="record")
def list_mark_shown(content: Content) -> Iterator[Diagnostic]:
    """Something meant as a list is not one: readers see its signs, and often all its items in one paragraph.

    Why: Word processors make bullets of their own, which a browser takes for words. People who listen to the page hear
    the number of items of a real list, and can go through them one by one.

    Wrong:
        • benches
        • bins

    Right:
        - benches
        - bins
    """
    says = {
        "bullet": (_LIST, f"“{{words}}” makes no list; {_HYPHEN}"),
        "circle": (_LIST, f"the letter o makes no list; {_HYPHEN}"),
        "sign": (_LIST, f"“{{words}}” makes no list; {_HYPHEN}"),
        "dash": (_LIST, f"“{{words}}” is a dash, not a hyphen; {_HYPHEN}"),
        "item_joined": (_LIST, f"a space is missing after the sign; {_HYPHEN}"),
        "item_odd": (_LIST, f"{_ODD}an ordinary one"),
        "item_indented": (
            _LIST,
            "take out the spaces before it, or all but two of them in a list within a list",
        ),
        "number_joined": (_LIST, "put a space after the number: {words} one"),
        "number_below": (_LIST, "leave a blank line above a list that does not begin with 1"),
        "letter": (
            _LIST,
            "lists have numbers or hyphens: begin each line with 1. or with a hyphen, and a space",
        ),
    }
    yield from slip_findings(content, says)


@rule(Severity.WARNING, reach="record")
def table_mark_shown(content: Content) -> Iterator[Diagnostic]:
    """Something meant as a table is not one: its rows run together, with bars or nothing between the cells.

    Why: The second line of a table, with hyphens for each column, is what makes it one. Cells copied from a word
    processor or a spreadsheet have only tabs between them, which a browser shows as a space.

    Wrong:
        | Park | Benches |
        | Riverside | 24 |

    Right:
        | Park | Benches |
        |---|---|
        | Riverside | 24 |
    """
    says = {
        "table_unruled": (_TABLE, "type a second line, with hyphens for each column: {words}"),
        "table_misruled": (_TABLE, "the second line has hyphens for each column, as many as above: {words}"),
        "table_parted": ("This row is not part of the table above", "take out the blank line above it"),
        "table_tabs": (
            _TABLE,
            "put | before, between and after the cells, and |---|---| below the first row",
        ),
    }
    yield from slip_findings(content, says)


@rule(Severity.WARNING, reach="record")
def box_mark_shown(content: Content) -> Iterator[Diagnostic]:
    """Something meant as a box is not one, and readers see its colons.

    Why: A box makes readers look. There are only two kinds, `note` and `warning`. With any other word after the colons,
    the text is an ordinary paragraph.

    Wrong:
        ::: warnning
        Late responses are not read.
        :::

    Right:
        ::: warning
        Late responses are not read.
        :::
    """
    hint = "a box begins with the line ::: note or ::: warning, and ends with :::"
    says = {
        "box_unknown": ("There is no box “{words}”: this shows as typed", hint),
        "box_short": (_BOX, hint),
        "box_foreign": (_BOX, hint),
        "box_closed": ("This ends a box that was never begun, and shows as typed", hint),
    }
    yield from slip_findings(content, says)
