"""Do amounts of money make sense together?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.rules.rule import rule


@rule(Severity.ERROR)
def maximum_below_minimum(content: Content) -> Iterator[Diagnostic]:
    """The most that the work may be worth is less than the least.

    Why: A figure is missing a digit, or the two are swapped. Suppliers decide by the value whether to read on.

    Wrong:
        value:
          minimum: 2400000
          maximum: 1800000

    Right:
        value:
          minimum: 1800000
          maximum: 2400000
    """
    for advert in content.of(Advert):
        value = advert.record.value
        if not value or value.minimum is None or value.maximum is None:
            continue
        if value.maximum < value.minimum:
            message = "The maximum is less than the minimum"
            hint = "check the digits of both, or swap them"
            yield advert.find(
                ("value", "maximum"), message, hint, (("value", "minimum"), "minimum given here")
            )
