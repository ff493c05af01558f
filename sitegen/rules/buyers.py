"""Are the buyers that adverts name described in site.yaml?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.spelling import did_you_mean
from sitegen.rules.rule import rule


@rule(Severity.ERROR, fixed=True, reach="record")
def unknown_buyer(content: Content) -> Iterator[Diagnostic]:
    """An advert names a buyer that site.yaml does not describe.

    Why: Suppliers must see who would be their customer. A wrong id is nearly always a slip; without it, the notice would
    leave a buyer out.

    Wrong:
        buyers: [example-council, riverside-counsil]

    Right:
        buyers: [example-council, riverside-council]
    """
    known = [buyer.id for buyer in content.config.buyers]
    otherwise = (
        f"the buyers in site.yaml are {', '.join(known)}"
        if known
        else "describe it under buyers in site.yaml"
    )
    for advert in content.of(Advert):
        for place, name in enumerate(advert.record.buyers):
            if name not in known:
                message = f"There is no buyer “{name}” in site.yaml"
                yield advert.find(("buyers", place), message, did_you_mean(name, known) or otherwise)
