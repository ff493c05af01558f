"""Does any mark within a line show as it was typed: of a link, a footnote, emphasis, or of another program?"""

import re
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.rules.rule import rule
from sitegen.rules.slips import slip_findings
from sitegen.rules.texts import written

_LINK = "This was meant as a link, and shows as typed"
_NOTE = "This was meant as a footnote, and shows as typed"
_BOLD = "This was meant to make words bold, and shows as typed"
_STRESS = "This was meant to stress words, and shows as typed"
_MARKED = re.compile(
    r"""
      (?P<link>!?\[[^\[\]\n]+\]\([^()\n]+\)|\[[^\[\]\n]+\]\[[^\[\]\n]+\])
    | (?P<mark>
        \*\*[^*\n]+\*\* | (?<!\w)__[^_\n]+__(?!\w) | ~~[^~\n]+~~ | `[^`\n]+`
      | (?<![\w*])\*(?=[^\s*])[^*\n]*[^\s*]\*(?![\w*]) | (?<![\w_/])_(?=[^\s_])[^_\n]*[^\s_]_(?![\w_])
      | \[\^[^\s\[\]]+\] | \\[*_#\[\]`~<>|] | \{[\#.]\w[^{}\n]*\} | \{\{[^{}\n]*\}\} | \{%[^{}\n]*%\}
      | ^\#{1,6}[ ](?=\S) | ^[-*+•][ ](?=\S) | ^>[ ](?=[^\W\d]) | ^:::
      )
    """,
    re.VERBOSE | re.MULTILINE,
)
_SIGNS = re.compile(r"[*_`~\[{\\#>•]|^[-+:]")


@rule(Severity.WARNING, reach="record")
def link_mark_shown(content: Content) -> Iterator[Diagnostic]:
    """Something meant as a link is not one, and readers see its brackets.

    Why: Words in square brackets become a link only if the address follows at once, in round ones. Nobody can
    follow the link otherwise.

    Wrong:
        Read [the brief] (https://www.example.org/brief).

    Right:
        Read [the brief](https://www.example.org/brief).
    """
    says = {
        "link_apart": (_LINK, "take out the space: {words}"),
        "link_reversed": (
            _LINK,
            "the words go into the square brackets, the address into the round ones: {words}",
        ),
        "link_spaced": (_LINK, "an address must not have a space in it, except between < and >: {words}"),
        "link_open": (_LINK, "close both brackets: [words](address)"),
        "link_unnamed": (_LINK, "no line says where “{words}” leads: type [words](address)"),
    }
    yield from slip_findings(content, says)


@rule(Severity.WARNING, reach="record")
def footnote_mark_shown(content: Content) -> Iterator[Diagnostic]:
    """The mark of a footnote leads to no footnote, and readers see it as typed.

    Why: Readers look for a note that is not there.

    Wrong:
        A bench lasts about fifteen years.[^Age]

        [^age]: The oldest was put up in 1987.

    Right:
        A bench lasts about fifteen years.[^age]

        [^age]: The oldest was put up in 1987.
    """
    says = {
        "note_missing": (_NOTE, "write the footnote below, on a line of its own: [^{words}]: …"),
        "note_renamed": (_NOTE, "its footnote is called “{words}”: type [^{words}]"),
        "note_spaced": (
            _NOTE,
            "the name of a footnote has no spaces: type [^{words}], here and at the footnote",
        ),
        "note_unmarked": (_NOTE, "put a colon behind the mark that begins a footnote: [^{words}]: …"),
        "note_within": (_NOTE, "type [^1] here, and the footnote below on a line of its own: [^1]: …"),
    }
    yield from slip_findings(content, says)


@rule(Severity.WARNING, reach="record")
def emphasis_mark_shown(content: Content) -> Iterator[Diagnostic]:
    """Readers see asterisks or underscores instead of bold or italic words.

    Why: The marks count only in pairs: the first right before a word, the second right after one. Otherwise they show,
    and the words look like any others.

    Wrong:
        This is ** not an invitation ** to tender.

    Right:
        This is **not an invitation** to tender.
    """
    says = {
        "strong": (
            _BOLD,
            "put ** right before the first word and right after the last, without spaces: **words**",
        ),
        "strong_joined": (_BOLD, "put a space after the second **"),
        "stress": (_STRESS, "put one after the last word too: *words*"),
        "stress_before": (_STRESS, "put as many stars after the last word as before the first"),
        "stress_apart": (
            _STRESS,
            "put * right before the first word and right after the last, without spaces: *words*",
        ),
        "struck": (
            "This was meant to strike words through, and shows as typed",
            "put ~~ right before the first word and right after the last, without spaces: ~~words~~",
        ),
        "tick": ("Readers see this backtick as typed", "type an apostrophe instead: '"),
    }
    yield from slip_findings(content, says)


@rule(Severity.WARNING, reach="record")
def mark_of_another_program(content: Content) -> Iterator[Diagnostic]:
    """A text contains a command of another program, which readers see as typed.

    Why: Other programs have marks of their own, for a table of contents, a film or a name to link to. Here these are
    words like any others, and mean nothing to readers.

    Wrong:
        [TOC]

        ## What we need {#need}

    Right:
        ## What we need
    """
    message = "“{words}” shows as typed: it is a mark of another program"
    hint = "take it out; the text can have headings, lists, tables, links, **bold** and *stressed* words"
    yield from slip_findings(content, {"foreign": (message, hint)})


@rule(Severity.WARNING, reach="record")
def backslash_shown(content: Content) -> Iterator[Diagnostic]:
    r"""A backslash has no effect on what follows it, so readers see it.

    Why: A backslash makes a mark of Markdown an ordinary character, as in \*. Before anything else it is an ordinary
    character itself.

    Wrong:
        The benches cost \£300 each.

    Right:
        The benches cost £300 each.
    """
    says = {"backslash": ("This backslash shows as typed", "take it out")}
    yield from slip_findings(content, says)


@rule(Severity.WARNING, reach="record")
def markdown_in_plain_field(content: Content) -> Iterator[Diagnostic]:
    """A field for plain words has marks of Markdown in it, which readers see as typed.

    Why: Titles, summaries, labels and names go into lists, search results, calendars and the titles of windows, where
    there is no bold and no link.

    Wrong:
        title: Park benches made from **recycled** material

    Right:
        title: Park benches made from recycled material
    """
    for record in written(content):
        for passage in record.passages:
            if (
                passage.prose is None
                and _SIGNS.search(passage.source)
                and (found := _MARKED.search(passage.source))
            ):
                message = f"This field takes plain words, and shows “{found[0].strip()}” as typed"
                hint = "write the words alone" + (", and put the link into the text" if found["link"] else "")
                yield passage.find(*found.span(), message, hint)
