"""Do amounts of money make sense together?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
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
    for advert in content.of(Advert):
        value = advert.record.value
        if value and value.currency not in CURRENCIES:
            hint = (
                did_you_mean(value.currency.upper(), CURRENCIES)
                or "write its three letters: GBP is pounds sterling"
            )
            yield advert.find(("value", "currency"), f"There is no currency “{value.currency}”", hint)
