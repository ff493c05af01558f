"""Do amounts of money make sense together?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.entry import Entry, Loc
from sitegen.model.parts import Value
from sitegen.model.spelling import did_you_mean
from sitegen.rules.rule import rule

CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR
    ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK
    MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF
    SAR SBD SCR SDG SEK SGD SHP SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS
    VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW
    """.split()  # noqa: SIM905 - a line for each code would hide the rest
)
"""The currencies in use, by their codes (ISO 4217): those that the codelist of OCDS 1.1 knows as well, which is all but the newest few."""


@rule(Severity.ERROR, reach="record")
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
    for advert, loc, value in _values(content):
        if value.minimum is not None and value.maximum is not None and value.maximum < value.minimum:
            message = "The maximum is less than the minimum"
            hint = "check the digits of both, or swap them"
            yield advert.find((*loc, "maximum"), message, hint, ((*loc, "minimum"), "minimum given here"))


@rule(Severity.ERROR, reach="record")
def less_with_vat(content: Content) -> Iterator[Diagnostic]:
    """The estimate with VAT is less than the one without.

    Why: A figure is missing a digit, or the two are swapped. The thresholds of the Procurement Act 2023 are amounts with
    VAT, so the wrong one may make a notice look as if fewer duties applied.

    Wrong:
        value:
          excluding_vat: 432000
          including_vat: 360000

    Right:
        value:
          excluding_vat: 360000
          including_vat: 432000
    """
    for advert, loc, value in _values(content):
        net, gross = value.excluding_vat, value.including_vat
        if net is not None and gross is not None and gross < net:
            message = "The value with VAT is less than the value without"
            hint = "check the digits of both, or swap them"
            label = ((*loc, "excluding_vat"), "value without VAT given here")
            yield advert.find((*loc, "including_vat"), message, hint, label)


@rule(Severity.WARNING, reach="record")
def lots_above_total(content: Content) -> Iterator[Diagnostic]:
    """The lots together may be worth more than the whole.

    Only amounts of one currency are compared, both with VAT or both without, both for a year or both for all of it.

    Why: Suppliers, and the programs that read the site's data, cannot tell which of the two is right. Most often a lot
    was added or changed, and the total was not.

    Wrong:
        value:
          maximum: 300000
        lots:
          - id: north
            title: Northern parks
            value:
              maximum: 200000
          - id: south
            title: Southern parks
            value:
              maximum: 150000

    Right:
        value:
          maximum: 350000
        lots:
          - id: north
            title: Northern parks
            value:
              maximum: 200000
          - id: south
            title: Southern parks
            value:
              maximum: 150000
    """
    for advert in content.of(Advert):
        value = advert.record.value
        if not value:
            continue
        of_lots = [lot.value for lot in advert.record.lots if lot.value]
        alike = [one for one in of_lots if (one.currency, one.per) == (value.currency, value.per)]
        for name in ("net", "gross"):
            total, parts = getattr(value, name), [part for one in alike if (part := getattr(one, name))]
            if total is not None and sum(parts) > total:
                message = f"The lots add up to {sum(parts):,f}, which is more than the whole, {total:,f}"
                hint = "correct the value of the whole or of a lot; if the lots cannot all reach their most, say so in the note"
                yield advert.find(("value",), message, hint, (("lots",), "lots given here"))
                break


@rule(Severity.ERROR, fixed=True, reach="record")
def unknown_currency(content: Content) -> Iterator[Diagnostic]:
    """The currency of an amount is not one of the codes in use.

    Why: Suppliers, and the programs that read the site's data, know currencies by the three letters of ISO 4217. An
    amount in anything else has no meaning to them, and the data would not be valid.

    Wrong:
        value:
          maximum: 240000
          currency: Pounds

    Right:
        value:
          maximum: 240000
          currency: GBP
    """
    for advert, loc, value in _values(content):
        if value.currency not in CURRENCIES:
            hint = (
                did_you_mean(value.currency.upper(), CURRENCIES)
                or "write its three letters: GBP is pounds sterling"
            )
            yield advert.find((*loc, "currency"), f"There is no currency “{value.currency}”", hint)


def _values(content: Content) -> Iterator[tuple[Entry[Advert], Loc, Value]]:
    """The values of adverts and of their lots, each with its place."""
    for advert in content.of(Advert):
        if value := advert.record.value:
            yield advert, ("value",), value
        for place, lot in enumerate(advert.record.lots):
            if lot.value:
                yield advert, ("lots", place, "value"), lot.value
