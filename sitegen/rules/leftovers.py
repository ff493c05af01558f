"""Is anything left in a text that was not meant for its readers?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Gate, Severity
from sitegen.model.content import Content
from sitegen.model.tracking import WEB, detour, may_be_tracked, untracked
from sitegen.rules.leftover_patterns import find_leftovers, patterns_for
from sitegen.rules.rule import rule
from sitegen.rules.texts import everything, written


@rule(Severity.WARNING, reach="record", gate=Gate.PUBLICATION)
def left_over_text(content: Content) -> Iterator[Diagnostic]:
    """Something is left in a text that was not meant for its readers.

    It may be a gap to fill (“[insert date]”, “TBC”, “XX”, “£x”, “???”), what a word processor leaves behind (“Error!
    Reference source not found”, comments, marks of changes), or part of an email that the text came in.

    Why: Readers cannot tell what belongs there, and trust the rest of the notice less. It is a warning while you write,
    and stops a publication of the page.

    Wrong:
        Responses are read by [insert name] on XX March.

    Right:
        Responses are read by the parks team on 12 March.
    """
    for record in written(content):
        likely = patterns_for(record.all)
        if not any(find_leftovers(record.all, likely)):
            continue
        for passage in record.passages + record.names:
            patterns = patterns_for(passage.source, likely)
            # Words without code and addresses take longer to get than a first search.
            if patterns and any(find_leftovers(passage.source, patterns)):
                for found in find_leftovers(passage.words, patterns):
                    yield passage.find(found.start, found.end, found.message, found.hint)


@rule(Severity.WARNING, reach="record", gate=Gate.PUBLICATION)
def tracked_address(content: Content) -> Iterator[Diagnostic]:
    """A link goes through a service that tracks who follows it, or shows a site where its readers come from.

    Why: Outlook and other email programs put such addresses in place of the ones that were sent. They name the person
    who got the email, stop working after a time, and tell other companies who reads your notice.

    Wrong:
        [Our strategy](https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Fstrategy&data=05)

    Right:
        [Our strategy](https://www.example.org/strategy)
    """
    for record in everything(content, may_be_tracked):
        for passage in record:
            for found in WEB.finditer(passage.source):
                if fault := _tracked(found[0]):
                    yield passage.find(*found.span(), *fault)


def _tracked(address: str) -> tuple[str, str] | None:
    """Message and hint for an address that tracks its readers; None for any other."""
    try:
        by_way = detour(address)
        plain = untracked(address)
    except ValueError:  # another rule reports addresses that cannot be parsed
        return None
    if by_way:
        host, meant = by_way
        hint = (
            f"type {meant} in its place"
            if meant
            else "follow it, and copy the address that the browser then shows"
        )
        return f"This address goes by way of {host}, which tracks who follows it", hint
    if plain != address:
        message = "The end of this address tells the site where its readers come from"
        return message, f"type {plain} in its place"
    return None
