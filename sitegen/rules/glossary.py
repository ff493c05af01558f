"""Does every term of the glossary have one meaning and one address?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.model.entry import Loc
from sitegen.model.glossary import GlossaryTerm
from sitegen.rules.rule import rule


@rule(Severity.ERROR, fixed=True)
def repeated_term(content: Content) -> Iterator[Diagnostic]:
    """The glossary has a term, or another way of writing it, twice.

    Why: Each use of a term leads to one entry, so readers would never learn of the other meaning. Capitals make no
    difference, since a term may begin a sentence.

    Wrong:
        glossary:
          - term: call-in
            meaning: A request that a decision be looked at again.
          - term: scrutiny
            meaning: The work of members who look into decisions.
            also: [call-in]

    Right:
        glossary:
          - term: call-in
            meaning: A request that a decision be looked at again.
          - term: scrutiny
            meaning: The work of members who look into decisions.
    """
    first: dict[str, Loc] = {}
    for place, term in enumerate(content.config.glossary):
        for loc, form in _forms(place, term):
            if (earlier := first.setdefault(form.casefold(), loc)) != loc:
                message = f"“{form}” is in the glossary already"
                hint = "keep it where its meaning is, and take it out here"
                yield content.settings.find(loc, message, hint, (earlier, "first written here"))


@rule(Severity.ERROR, fixed=True)
def repeated_term_address(content: Content) -> Iterator[Diagnostic]:
    """Two terms of the glossary have the same address, or a term has the address of the main part of the page.

    Why: An id becomes the permanent link to its entry. With two entries behind one address, links lead to the first
    of them only. Without an id the address is made from the letters of the term.

    Wrong:
        glossary:
          - term: call-in
            meaning: A request that a decision be looked at again.
          - term: call in
            meaning: To ask that a decision be looked at again.

    Right:
        glossary:
          - term: call-in
            meaning: A request that a decision be looked at again.
          - term: call in
            meaning: To ask that a decision be looked at again.
            id: to-call-in
    """
    first = {"main": -1}
    for place, term in enumerate(content.config.glossary):
        loc: Loc = ("glossary", place, "id" if term.id else "term")
        if first.setdefault(term.anchor, place) != place:
            message = f"The address /glossary/#{term.anchor} is taken already"
            yield content.settings.find(loc, message, "give this term an id of its own")


def _forms(place: int, term: GlossaryTerm) -> Iterator[tuple[Loc, str]]:
    yield ("glossary", place, "term"), term.term
    for number, form in enumerate(term.also):
        yield ("glossary", place, "also", number), form
