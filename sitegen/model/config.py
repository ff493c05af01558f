"""The site's own settings, from content/site.yaml."""

import re
from collections.abc import Iterable
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from sitegen.model.accessibility import Accessibility
from sitegen.model.advert import Kind
from sitegen.model.buyers import Buyer, Identifier
from sitegen.model.faults import fault
from sitegen.model.glossary import GlossaryTerm
from sitegen.model.jurisdiction import JURISDICTIONS, Jurisdiction, Name
from sitegen.model.mail import wrong_mail_address
from sitegen.model.publishing import Gone, PublishTarget, SitePath
from sitegen.model.record import Part
from sitegen.model.requires import specifier
from sitegen.model.scalars import (
    Date,
    Days,
    Decides,
    Email,
    FilePath,
    Flag,
    Language,
    LocalAddress,
    Section,
    Slug,
    Text,
    WebAddress,
)
from sitegen.model.web import site_address, wrong_safe_address, wrong_site_address
from sitegen.model.witness import Witness


def _base_url(text: str) -> str:
    if wrong := wrong_site_address(text):
        raise fault("bad-base-url", *wrong)
    return site_address(text)


def _spoken(code: str) -> str:
    """The code of a language in which the program has its words: English."""
    if code.lower().partition("-")[0] != "en":
        raise fault(
            "language-not-spoken",
            f"Every page would say that it is in “{code}”, but its headings and labels are English",
            "write en-GB: a screen reader would read English words by the rules of another language. "
            "A document in another language says so itself, by its field “language”",
        )
    return code


def _time_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (OSError, ValueError, KeyError):  # what is not found is a KeyError
        raise fault(
            "bad-time-zone", f"There is no time zone “{text}”", "write Europe/London for UK time"
        ) from None
    return text


def _ocid_prefix(text: str) -> str:
    if not re.fullmatch(r"ocds-[a-z0-9]{6}", text):
        raise fault(
            "bad-ocid-prefix",
            f"“{text}” is not an open contracting prefix",
            "it is ocds- and the six letters and digits that were registered for you: ocds-a1b2c3",
        )
    return text


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise fault(
            "bad-colour",
            f"“{text}” is not a colour as it is written here",
            "write # and six digits: '#0b4f5c', in quotes",
        )
    return text.lower()


def _https(text: str) -> str:
    if wrong := wrong_safe_address(text):
        raise fault("bad-web-address", *wrong)
    return text


def _security_contact(text: str) -> str:
    if "@" not in text and "." not in text:
        message = f"“{text}” is neither an email address nor a web address that begins with https://"
        hint = "write security@example.org, or https:// and the address of a form"
        raise fault("bad-security-contact", message, hint)
    is_mail = "@" in text and "://" not in text
    if wrong := wrong_mail_address(text) if is_mail else wrong_safe_address(text):
        raise fault("bad-security-contact", *wrong)
    return text


class Publisher(Part):
    """The public body whose site this is."""

    name: Text
    """Its name."""
    identifier: Identifier | None = None
    """Its entry in a public register of organisations."""
    url: WebAddress | None = None
    """Its main website."""
    email: Email | None = None
    """A general email address."""
    telephone: Text | None = None
    """A general telephone number."""
    address: Text | None = None
    """Its postal address."""
    executive: Flag = True
    """Whether it is a council with an executive: a cabinet or an elected mayor. The law on notice of key decisions binds only those."""


class Licence(Part):
    """The terms on which others may use what is published."""

    title: Text = "Open Government Licence v3.0"
    """The licence's name."""
    url: WebAddress = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    """Where its text is."""


class Statement(Part):
    """A statement that all adverts of some kinds show."""

    id: Slug
    """`soft-market-test`, `innovation`, `workforce`, or one of your own."""
    title: Text
    """Its heading."""
    text: Section
    """Its text."""
    applies_to: Annotated[
        tuple[Kind, ...],
        Decides("write the kinds of advert that show it, such as [soft-market-test]; or take the line out"),
    ] = ()
    """The kinds of advert that show it."""
    until: Annotated[
        Date | None,
        Decides("write the last day on which a new advert may use it, or take the line out if it has no end"),
    ] = None
    """The last day on which a newly published advert may use it."""

    def applies(self, kind: Kind) -> bool:
        """Whether adverts of a kind show it."""
        return kind in self.applies_to


class Logo(Part):
    """The publisher's mark."""

    file: FilePath
    """Its path inside `content/files/`."""
    text: Text
    """What it says, for people who cannot see it."""


class FooterLink(Part):
    """A link at the foot of every page."""

    title: Text
    """Its words."""
    url: WebAddress
    """Where it leads."""


class Theme(Part):
    """How the site looks: one colour and a logo."""

    accent: Annotated[Text, AfterValidator(_colour)] = "#0b4f5c"
    """The accent colour, as # and six digits, in quotes. White text on it, and links in it, must be readable."""
    logo: Logo | None = None
    """The publisher's mark, shown at the top of every page."""
    footer_links: tuple[FooterLink, ...] = ()
    """Links at the foot of every page."""


class Phase(Part):
    """A banner about the status of the whole site."""

    label: Text
    """One or two words: “Worked example”, “Beta”."""
    sentence: Section
    """What that means for readers."""


class Security(Part):
    """Where to report a security problem of the site. `/.well-known/security.txt` is made from it."""

    contact: Annotated[Text, AfterValidator(_security_contact)]
    """An email address that several people read, or the address of a form, beginning with https://."""
    expires: Date
    """The day from which the contact may no longer be right; at most a year ahead. Look at it again before then."""
    policy: Annotated[Text, AfterValidator(_https)] | None = None
    """The page that says how you deal with reports."""
    languages: tuple[Language, ...] = ()
    """The languages in which you can be written to. Left out, it is the site's."""


class Mailing(Part):
    """How news of the site reaches people who do not come to look."""

    hub: LocalAddress | None = None
    """The address of a WebSub hub. Feeds name it, and `sitegen publish` lets it know which feeds have changed."""


class Redirect(Part):
    """An address that has moved."""

    source: Annotated[SitePath, Field(alias="from")]
    """The old address on this site: `/old-page/`, or that of a file: `/files/old.pdf`."""
    target: Annotated[SitePath, Field(alias="to")]
    """The new one."""


class Config(Part):
    """The site's own settings."""

    requires: Annotated[Text, AfterValidator(specifier)] | None = None
    """The versions of sitegen that the site works with, in quotes: `'>=0.1,<0.3'`. Other versions refuse to build it."""
    title: Text
    """The site's name."""
    tagline: Text | None = None
    """What the site is, in one sentence. The home page shows it."""
    base_url: Annotated[Text, AfterValidator(_base_url)]
    """The address the site will have, beginning with https://. It may have a path."""
    time_zone: Annotated[Text, AfterValidator(_time_zone)] = "Europe/London"
    """The time zone of every time in the content."""
    jurisdiction: Name = "england"
    """Whose law your notices follow. It decides which bank holidays count, and which laws pages, checks and new files name."""
    language: Annotated[Language, AfterValidator(_spoken)] = "en-GB"
    """The language of the site: `en-GB`, or another English. The words of the pages come in no other."""
    publisher: Publisher
    """The public body whose site this is."""
    buyers: tuple[Buyer, ...] = ()
    """The public bodies that buy, if adverts name them: several together, or others than you. You are one of them."""
    ocid_prefix: Annotated[Text, AfterValidator(_ocid_prefix)] | None = None
    """The publisher's registered OCDS prefix. Without one, leave it out: no open contracting data is made then."""
    licence: Licence = Licence()
    """The terms on which others may use what is published."""
    closing_soon_days: Days = 7
    """How many days before the closing time an advert counts as closing soon."""
    minimum_response_days: Days = 20
    """How many days suppliers should have to respond."""
    statements: tuple[Statement, ...] = ()
    """Statements that all adverts of some kinds show."""
    not_a_tender: Section | None = None
    """How what you publish differs from a tender, in one paragraph. Soft market tests and early engagement show it."""
    glossary: tuple[GlossaryTerm, ...] = ()
    """Terms that readers may not know. Each page links the first use of a term to what it means."""
    rules: dict[Text, Literal["off", "advice", "warning", "error"]] = {}
    """How much each check matters here, by its code."""
    accessibility: Accessibility
    """What the accessibility statement is built from."""
    theme: Theme = Theme()
    """How the site looks."""
    phase: Phase | None = None
    """A banner about the status of the whole site."""
    security: Security | None = None
    """Where to report a security problem of the site."""
    mailing: Mailing | None = None
    """How news of the site reaches people who do not come to look."""
    redirects: tuple[Redirect, ...] = ()
    """Addresses that have moved."""
    gone: tuple[Gone, ...] = ()
    """Addresses that were public and are gone for good."""
    stamped_by: LocalAddress | None = None
    """The address of the time-stamping authority (RFC 3161) that `sitegen register stamp` asks."""
    witnesses: tuple[Witness, ...] = ()
    """Other publishers' registers. `sitegen publish` notes the head of each in yours, so that neither can be rewritten unseen."""
    publish: tuple[PublishTarget, ...] = ()
    """The places that `sitegen publish` publishes to."""
    pdf: Flag = False
    """Whether to publish each advert, decision and public interest test as a tagged PDF too. It takes longer and needs more software."""

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of every time in the content."""
        return ZoneInfo(self.time_zone)

    def buyers_of(self, ids: Iterable[str]) -> tuple[Buyer, ...]:
        """The buyers with these ids, in that order. An id that no buyer has is left out; a rule reports it."""
        known = {buyer.id: buyer for buyer in self.buyers}
        return tuple(known[one] for one in ids if one in known)

    @property
    def law(self) -> Jurisdiction:
        """The law of the site's jurisdiction."""
        return JURISDICTIONS[self.jurisdiction]
