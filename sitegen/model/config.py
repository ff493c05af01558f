"""The site's own settings, from content/site.yaml."""

import re
from datetime import date, timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from sitegen.model.advert import Kind
from sitegen.model.faults import fault
from sitegen.model.glossary import GlossaryTerm
from sitegen.model.record import Part
from sitegen.model.scalars import Date, Days, Email, FilePath, Language, Section, Slug, Text, WebAddress


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise fault(
            "bad-base-url",
            f"“{text}” cannot be the site's address",
            "write the whole address, beginning with https:// and without ? or #: https://www.example.org/markets",
        )
    return text.rstrip("/")


def _time_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (OSError, ValueError, KeyError):  # what is not found is a KeyError
        raise fault(
            "bad-time-zone", f"There is no time zone “{text}”", "write Europe/London for UK time"
        ) from None
    return text


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise fault(
            "bad-colour",
            f"“{text}” is not a colour as it is written here",
            "write # and six digits: '#0b4f5c', in quotes",
        )
    return text.lower()


def _path(text: str) -> str:
    if not text.startswith("/") or text.startswith("//") or ".." in text.split("/"):
        raise fault(
            "bad-redirect", f"“{text}” is not an address on this site", "begin with /, as in /old-page/"
        )
    return text


class Identifier(Part):
    """The publisher's entry in a public register of organisations."""

    scheme: Text
    """The register, as org-id.guide names it: `GB-PPON`."""
    id: Text
    """The number there."""


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


class Licence(Part):
    """The terms on which others may use what is published."""

    title: Text = "Open Government Licence v3.0"
    """The licence's name."""
    url: WebAddress = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    """Where its text is."""


class Statement(Part):
    """A standing statement that adverts of some kinds always show."""

    id: Slug
    """`soft-market-test`, `innovation`, `workforce`, or one of your own."""
    title: Text
    """Its heading."""
    text: Section
    """Its text."""
    applies_to: tuple[Kind, ...] = ()
    """The kinds of advert that show it."""
    until: Date | None = None
    """The last day on which a newly published advert may use it."""


class KnownProblem(Part):
    """Something on the site that not everyone can use."""

    title: Text
    """What it is."""
    why: Text
    """Whom it shuts out, and which success criterion it fails."""
    alternative: Text | None = None
    """How to get the same thing another way."""
    fix_by: Date | None = None
    """When it will be put right."""


class Tested(Part):
    """A test of the site's accessibility."""

    what: Text
    """What was tested."""
    tool: Text
    """How, and by whom."""
    date: Date
    """When."""


class Accessibility(Part):
    """What the accessibility statement is built from."""

    owner: Text
    """The post that answers for the site's accessibility."""
    email: Email
    """Where people report a problem."""
    reviewed: Date
    """The day the statement was last reviewed; not more than twelve months ago."""
    prepared: Date
    """The day the statement was first prepared."""
    known_problems: tuple[KnownProblem, ...] = ()
    """What not everyone can use."""
    tested: tuple[Tested, ...] = ()
    """How the site was tested."""
    enforcement: Section | None = None
    """Whom to turn to when a complaint is not answered. Left out, the UK body is named."""

    @property
    def overdue_from(self) -> date:
        """The first day on which the last review is more than twelve months old."""
        after = self.reviewed + timedelta(days=1)
        try:
            return after.replace(year=after.year + 1)
        except ValueError:  # 29 February
            return date(after.year + 1, 3, 1)


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
    """A banner that says what standing the whole site has."""

    label: Text
    """One or two words: “Worked example”, “Beta”."""
    sentence: Section
    """What that means for readers."""


SitePath = Annotated[Text, AfterValidator(_path)]


class Redirect(Part):
    """An address that has moved."""

    source: Annotated[SitePath, Field(alias="from")]
    """The old address on this site: `/old-page/`."""
    target: Annotated[SitePath, Field(alias="to")]
    """The new one."""


class Config(Part):
    """The site's own settings."""

    title: Text
    """The site's name."""
    tagline: Text | None = None
    """What the site is, in one sentence. The home page shows it."""
    base_url: Annotated[Text, AfterValidator(_base_url)]
    """The address the site will have, beginning with https://. It may have a path."""
    time_zone: Annotated[Text, AfterValidator(_time_zone)] = "Europe/London"
    """The time zone of every time in the content."""
    language: Language = "en-GB"
    """The language of the content."""
    publisher: Publisher
    """The public body whose site this is."""
    ocid_prefix: Text | None = None
    """The publisher's registered OCDS prefix. Leave it out if there is none."""
    licence: Licence = Licence()
    """The terms on which others may use what is published."""
    closing_soon_days: Days = 7
    """How many days before the closing time an advert counts as closing soon."""
    minimum_response_days: Days = 20
    """How many days suppliers should have to respond."""
    statements: tuple[Statement, ...] = ()
    """Standing statements that adverts of some kinds always show."""
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
    """A banner that says what standing the whole site has."""
    redirects: tuple[Redirect, ...] = ()
    """Addresses that have moved."""

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of every time in the content."""
        return ZoneInfo(self.time_zone)
