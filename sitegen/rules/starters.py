"""Is any example of a starter file left in a record?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Gate, Severity
from sitegen.model.content import Content
from sitegen.model.starters import example_addresses, may_have_example_address
from sitegen.rules.rule import rule
from sitegen.rules.texts import written

_STILL = (
    "This is still the example from a new file",
    "write your own in its place, or take the line out",
)
_LEADS_NOWHERE = ("This address is only an example: it leads nowhere", "write your own address in its place")


@rule(Severity.WARNING, reach="record", gate=Gate.PUBLICATION)
def starter_value(content: Content) -> Iterator[Diagnostic]:
    """A value is still the example that sitegen init or sitegen new put there, or an address that is reserved for examples.

    Values that a new file says you may keep are not reported, nor are the addresses of a site that is itself an
    example.

    Why: “Name of the post” helps nobody, and a response sent to example.org is lost. It is a warning while you write,
    and stops a publication of the page.

    Wrong:
        contact:
          role: Name of the post
          email: market-tests@example.org

    Right:
        contact:
          role: Category Manager, Environment
          email: market-tests@exampleton.gov.uk
    """
    examples = content.examples
    is_example = examples.is_example_site(content.config.base_url)
    for record in written(content):
        may_have_examples = examples.may_be_in(record.all)
        if not (may_have_examples or may_have_example_address(record.all)):
            continue
        for passage in (*record.passages, *record.names):
            addresses = list(example_addresses(passage.source))
            for start, end in () if is_example else addresses:
                yield passage.find(start, end, *_LEADS_NOWHERE)
            if may_have_examples and not addresses:
                for start, end in examples.within(passage.source):
                    yield passage.find(start, end, *_STILL)
