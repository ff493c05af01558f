"""Does Markdown read a text as its author meant it?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.rules.rule import rule
from sitegen.rules.slips import slip_findings


@rule(Severity.ERROR, reach="record")
def never_closed(content: Content) -> Iterator[Diagnostic]:
    """A box or a block of code has no end, so that all the rest of the text is in it.

    Why: Readers see the rest as a part of a note, or as code with all its marks, and take it for something that it is not.

    Wrong:
        ::: note
        Two of the parks are listed.

        ## How to respond

    Right:
        ::: note
        Two of the parks are listed.
        :::

        ## How to respond
    """
    says = {
        "box_open": (
            "This box is never closed: all that follows is in it",
            "put a line with {words} alone below what belongs in the box",
        ),
        "fence_open": (
            "This block of code is never closed: all that follows shows as code",
            "put a line with {words} alone below the code, or take this line out",
        ),
    }
    yield from slip_findings(content, says)


@rule(Severity.WARNING, reach="record")
def sentence_as_heading(content: Content) -> Iterator[Diagnostic]:
    """A line of hyphens or equals signs right below a sentence makes a heading of it.

    Why: A heading is large and appears in the list of contents, and screen readers announce it as the start of a new
    part.

    Wrong:
        Responses are due by noon.
        ---

    Right:
        Responses are due by noon.

        ---
    """
    message = "This line makes a heading of the words above it"
    hint = "leave a blank line above it; for a heading, type ## and a space before the words instead"
    yield from slip_findings(content, {"heading_underlined": (message, hint)})


@rule(Severity.WARNING, reach="record")
def words_as_code(content: Content) -> Iterator[Diagnostic]:
    """Words begin with four spaces or a tab, and so show as code.

    Why: Code is in small letters of one width, in lines that are not wrapped: readers have to scroll sideways. Marks in
    it show as typed, and links do not work.

    Wrong:
        The benches are to be made of

            recycled material,

        and to last.

    Right:
        The benches are to be made of recycled material, and to last.
    """
    message = "The spaces before these words turn them into code"
    hint = "take them out; for code, put a line with ``` above it and one below"
    yield from slip_findings(content, {"code_indented": (message, hint)})


@rule(Severity.WARNING, reach="record")
def number_as_list(content: Content) -> Iterator[Diagnostic]:
    r"""A number at the beginning of a line turns the line into a numbered list.

    Why: A number and a full stop, or a bracket, begin an item. The line is set apart, and people who listen to the page
    hear of a list with one item.

    Wrong:
        1986. A great year for our parks.

    Right:
        1986\. A great year for our parks.
    """
    message = "The number at the start turns this line into a list"
    hint = "put a backslash behind the number, {words}, or begin the line with a word"
    yield from slip_findings(content, {"number_as_list": (message, hint)})


@rule(Severity.WARNING, reach="record")
def sign_as_mark(content: Content) -> Iterator[Diagnostic]:
    """A sign at the beginning of a line turns the line into a list, a quotation or a definition, and vanishes.

    Why: Readers do not see the minus, the plus or the “more than”, and so read a different amount or condition.

    Wrong:
        It costs £5m in all
        - £1m of it for parks.

    Right:
        It costs £5m in all – £1m of it for parks.
    """
    message = "The sign at the start turns this line into a list or a quotation, and readers do not see it"
    hint = "put a backslash before the sign, {words}, or begin the line with a word"
    yield from slip_findings(content, {"sign_as_mark": (message, hint)})


@rule(Severity.WARNING, reach="record")
def figures_as_emphasis(content: Content) -> Iterator[Diagnostic]:
    """Stars within a sum or a word are read as marks: they vanish, and what is between them is in italics.

    Why: Readers see a different number, 567 for a product of 5, 6 and 7.

    Wrong:
        The area is 5*6*7 metres.

    Right:
        The area is 5 × 6 × 7 metres.
    """
    message = "These stars vanish, and what is between them shows in italics"
    hint = "type × for a product; a backslash before a star keeps it"
    yield from slip_findings(content, {"figures": (message, hint)})


@rule(Severity.WARNING, reach="record")
def list_renumbered(content: Content) -> Iterator[Diagnostic]:
    """The items of a numbered list do not show the numbers that were typed.

    Why: Only the first number counts, and the rest are counted on from it. A reference to an item by its number, in the
    text or in a response, then means another item.

    Wrong:
        1. Say who you are.
        3. Answer any of the questions.

    Right:
        1. Say who you are.
        2. Answer any of the questions.
    """
    message = "You typed {words}"
    hint = "number the items in order; to begin again, put a line of words between the two lists"
    yield from slip_findings(content, {"renumbered": (message, hint)})


@rule(Severity.WARNING, reach="record")
def line_joined_above(content: Content) -> Iterator[Diagnostic]:
    """A line right below a list, a quotation or a footnote becomes the end of it.

    Why: Readers see the words as part of the last item, of the quotation or of the footnote.

    Wrong:
        - benches
        - bins
        The closing date is 12 February.

    Right:
        - benches
        - bins

        The closing date is 12 February.
    """
    hint = "leave a blank line above it"
    says = {
        "joined_list": ("This line becomes a part of the item above it", hint),
        "joined_blockquote": ("This line becomes a part of the quotation above it", hint),
        "joined_footnote": ("This line becomes a part of the footnote above it", hint),
        "joined_dd": ("This line becomes a part of the definition above it", hint),
        "row_unbarred": ("This line becomes a row of the table above it", hint),
    }
    yield from slip_findings(content, says)


@rule(Severity.WARNING, reach="record")
def lines_run_together(content: Content) -> Iterator[Diagnostic]:
    r"""Readers see short lines, such as those of an address, as one line.

    Why: A line on the page ends where there is no more room, not where it ends in the text. An address or a list of
    names without its lines is hard to read.

    Wrong:
        Anytown Council
        Town Hall
        High Street

    Right:
        Anytown Council\
        Town Hall\
        High Street
    """
    message = "Readers see this line and those below it as one"
    hint = "end each line but the last with a backslash, or make a list of them"
    yield from slip_findings(content, {"lines_joined": (message, hint)})
