"""The first answers of a host → findings: certificate, clock, HTTPS, trailing slash, not-found page."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from sitegen.diagnostics import Diagnostic, error, warning
from sitegen.doctor.built import Built
from sitegen.doctor.client import Client, NoAnswer, Reply
from sitegen.doctor.remedies import remedy

SOON = timedelta(days=14)
"""Time left of a certificate when it is reported: most are renewed a month before they expire."""
_WRONG = timedelta(minutes=5)
"""Difference from our clock that is reported."""
_NOWHERE = "sitegen-doctor-asks-for-what-is-not-there/"
_FOLDER = "accessibility"
"""A folder that every site has."""
_PERMANENT = (301, 308)
_LEADS_ON = (*_PERMANENT, 302, 303, 307)
_NOT_FOUND = 404
_HERE = ("localhost", "127.0.0.1", "::1")


def check_connection(client: Client, home: Reply, built: Built) -> Iterator[Diagnostic]:
    """Findings from the home page and three other requests."""
    server = home.header("server")
    yield from certificate(client.certificate_ends, built.now, client.address)
    yield from clock_difference(home, built.now, client.address)
    yield from https(client.address, server)
    yield from slash(client.ask(_FOLDER), client.address, server)
    yield from not_found(client.ask(_NOWHERE), built.not_found, client.address, server)


def no_home(home: Reply, address: str) -> Diagnostic:
    """The finding that the site is not at this address."""
    message = f"There is no home page at this address (status {home.status})"
    if home.status in _LEADS_ON:
        message = f"This address redirects to {home.header('location')}"
    hint = "suppliers find no notices here: give the address at which the site is live, and see that base_url in site.yaml says the same"
    return error("no-home", message, address, None, hint)


def untrusted(reason: str, address: str) -> Diagnostic:
    """The finding that browsers do not trust the host, with OpenSSL's reason."""
    if "expired" in reason:
        words, way = (
            "The certificate has expired",
            "renew it, and set up automatic renewal",
        )
    elif "match" in reason:
        words, way = "The certificate is for another name", "have one issued for the name in this address"
    else:
        words = f"Browsers do not trust the certificate ({reason})"
        way = "have one issued by an authority that browsers know, and send the intermediate certificates too"
    return error("certificate", words, address, None, f"suppliers see a warning instead of the site: {way}")


def certificate(ends: datetime | None, now: datetime, address: str) -> Iterator[Diagnostic]:
    """A finding if the certificate expires soon; None for `ends` means no HTTPS."""
    if ends and ends - now < SOON:
        message = f"The certificate expires on {ends.day} {ends:%B %Y}"
        hint = (
            "from then on suppliers see a warning instead of the site: renew it, and set up automatic renewal"
        )
        yield warning("certificate-ends", message, address, None, hint)


def clock_difference(home: Reply, now: datetime, address: str) -> Iterator[Diagnostic]:
    """A finding if the host's Date header differs from our clock."""
    try:
        theirs = parsedate_to_datetime(home.header("date"))
        theirs = theirs.astimezone(UTC) if theirs.tzinfo else theirs.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return
    if abs(theirs - now) > _WRONG:
        message = f"The host's clock says {theirs:%Y-%m-%d %H:%M} UTC, and it is {now.astimezone(UTC):%Y-%m-%d %H:%M}"
        hint = "caches and logs go by that clock, and it proves when a notice was public: have the host set it by NTP, or correct the clock of this computer"
        yield warning("wrong-clock", message, address, None, hint)


def https(address: str, server: str) -> Iterator[Diagnostic]:
    """Findings if the site has no HTTPS, or HTTP does not redirect to it; only for the default ports."""
    parts = urlsplit(address)
    if parts.scheme == "http" and parts.hostname not in _HERE:
        hint = "what suppliers read could be changed on the way: give the site a certificate and an address that begins with https"
        yield error("no-https", "The site is not protected by HTTPS", address, None, hint)
    elif parts.scheme == "https" and parts.port in (None, 443):
        client = Client(f"http://{parts.netloc.removesuffix(':443')}/", 1)
        try:
            yield from plain(client.ask(parts.path.removeprefix("/")), address, server)
        except NoAnswer:
            return  # HTTPS only is fine
        finally:
            client.close()


def plain(reply: Reply, address: str, server: str) -> Iterator[Diagnostic]:
    """A finding unless HTTP redirects permanently to HTTPS."""
    plainly = address.replace("https:", "http:", 1)
    to = urlsplit(_target(plainly, reply))
    if reply.status in _LEADS_ON and to.scheme == "https" and to.hostname == urlsplit(address).hostname:
        if reply.status not in _PERMANENT:
            message = f"The redirect from http to https is only temporary ({reply.status})"
            yield warning("plain-http", message, plainly, None, _plain_hint(server))
    else:
        message = "The address without https does not redirect to the protected site"
        yield error("plain-http", message, plainly, None, _plain_hint(server))


def _plain_hint(server: str) -> str:
    return f"what suppliers read could be changed on the way. {remedy(server, 'https')}"


def slash(reply: Reply, address: str, server: str) -> Iterator[Diagnostic]:
    """A finding unless a folder without its slash redirects to the address with it."""
    asked, wanted = address + _FOLDER, f"{address}{_FOLDER}/"
    if reply.status in _LEADS_ON and _target(asked, reply) == wanted:
        return
    if reply.status in _LEADS_ON:
        message = f"An address without its last slash redirects to {reply.header('location')}"
    else:
        message = f"An address without its last slash does not redirect to the page (status {reply.status})"
    hint = f"people leave the slash out, and then links or the page itself fail. {remedy(server, 'slash')}"
    yield error("missing-slash", message, asked, None, hint)


def _target(asked: str, reply: Reply) -> str:
    """The whole address to which a host leads on; empty where it is none."""
    try:
        return urljoin(asked, reply.header("location"))
    except ValueError:
        return ""


def not_found(reply: Reply, ours: bytes, address: str, server: str) -> Iterator[Diagnostic]:
    """What is not there has to be answered with status 404 and our page."""
    asked = address + _NOWHERE
    if reply.status != _NOT_FOUND:
        message = f"An unknown address gets status {reply.status} instead of 404"
        hint = f"search engines keep listing notices that have gone, and broken links stay hidden. {remedy(server, 'not found')}"
        yield error("no-404", message, asked, None, hint)
    elif reply.body != ours:
        hint = (
            f"a supplier who follows an old link finds no way to the notices. {remedy(server, 'not found')}"
        )
        yield warning("other-404", "An unknown address shows another page than 404.html", asked, None, hint)
