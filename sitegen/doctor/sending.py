"""The visits of a crawl → findings about headers, media types, lifetimes and compression."""

import re
from collections.abc import Iterable, Iterator
from email.message import Message

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.doctor.crawl import Visit, kind
from sitegen.doctor.expected_headers import ExpectedHeaders
from sitegen.doctor.remedies import remedy
from sitegen.model.media_types import COMPRESSED, media_type

_WHY = {
    "Access-Control-Allow-Origin": "other websites and programs cannot use what is published as open data",
    "Content-Security-Policy": "a page that somebody has tampered with could run scripts and send on what readers do",
    "Permissions-Policy": "a script that gets into a page could ask for the camera, the microphone or the place of a reader",
    "Referrer-Policy": "other websites hear which notice a supplier was reading",
    "Strict-Transport-Security": "a reader's first step may be unprotected each time",
    "X-Content-Type-Options": "a browser may take a file for what it is not, and run it",
}
_OWN_CHECK = ("Cache-Control", "Content-Type")
_ALSO = {
    "application/jsonl": ("application/x-ndjson", "application/x-jsonlines"),
    "application/manifest+json": ("application/json",),
    "application/rtf": ("text/rtf",),
    "application/xml": ("text/xml",),
    "application/zip": ("application/x-zip-compressed",),
    "text/javascript": ("application/javascript",),
}
"""Other names of a type that programs also accept."""
_SMALL = 2_000
"""Bytes below which hosts need not compress."""
_DAY = 86_400
_SLACK = 600
"""Seconds that a page may be kept if five minutes were asked for: hosts with fixed headers use ten."""


def sending(visits: Iterable[Visit], wanted: ExpectedHeaders, site: str) -> Iterator[Diagnostic]:
    """One finding for each fault, with the number of files that have it."""
    there = [visit for visit in visits if visit.is_there]
    for name in dict.fromkeys(name for visit in there for name in wanted.at(f"/{visit.path}")):
        if name not in _OWN_CHECK:
            yield from _header(name, there, wanted, site)
    yield from _types(there, wanted, site)
    yield from _lifetimes(there, wanted, site)
    yield from _compression(there, site)


def _header(name: str, visits: Iterable[Visit], wanted: ExpectedHeaders, site: str) -> Iterator[Diagnostic]:
    if name == "Strict-Transport-Security" and not site.startswith("https:"):
        return  # browsers ignore it over HTTP (RFC 6797, section 8.1)
    asked = [(visit, wanted.at(f"/{visit.path}").get(name)) for visit in visits]
    matters = [(visit, value, visit.reply.header(name)) for visit, value in asked if value]
    why = _WHY.get(name, "the site asks for it")
    missing = [visit for visit, _, sent in matters if not sent]
    yield from _finding("missing-header", f"The header {name} is not sent", why, missing, site, "headers")
    others = [visit for visit, value, sent in matters if sent and _normalised(sent) != _normalised(value)]
    if others:
        words = f"The header {name} has another value than asked for: {others[0].reply.header(name)}"
        yield from _finding("other-header", words, why, others, site, "headers")


def _normalised(value: str) -> str:
    return re.sub(r"\s+", " ", value).strip("; ").lower()


def _types(visits: Iterable[Visit], wanted: ExpectedHeaders, site: str) -> Iterator[Diagnostic]:
    why = (
        "browsers and programs go by the type: they would show this wrongly, or save it instead of showing it"
    )
    wrong: dict[tuple[str, str], list[Visit]] = {}
    for visit in visits:
        sent = visit.reply.header("Content-Type")
        asked = wanted.at(f"/{visit.path}").get("Content-Type", "")
        types = _accepted_types(visit.path)
        if types and not is_accepted(sent, types, asked):
            wrong.setdefault((sent, asked or types[0]), []).append(visit)
    for (sent, right), found in wrong.items():
        words = f"This is sent as {sent or 'no type'}, and should be {right}"
        is_near = sent.partition(";")[0] == right.partition(";")[0]
        severity = Severity.WARNING if is_near else Severity.ERROR
        yield from _finding("wrong-type", words, why, found, site, "types", severity)


def _accepted_types(path: str) -> tuple[str, ...]:
    """The types that a file may have, the usual one first; empty for an unknown kind."""
    usual = media_type("index.html" if kind(path) == ".html" else path)
    return (usual, *_ALSO.get(usual, ())) if usual else ()


def is_accepted(sent: str, types: Iterable[str], asked: str) -> bool:
    """Whether a Content-Type is one of the types, with the encoding if the expected one has it.

    Pages declare their own encoding, so the host may omit it but not name another.
    """
    header = Message()
    header["Content-Type"] = sent or "none"
    charset = str(header.get_param("charset") or "").lower()
    fitting = {"utf-8"} if "charset" in asked else {"", "utf-8"} if "text/html" in types else {charset}
    return header.get_content_type() in types and charset in fitting


def _lifetimes(visits: Iterable[Visit], wanted: ExpectedHeaders, site: str) -> Iterator[Diagnostic]:
    long, short, none = list[Visit](), list[Visit](), list[Visit]()
    for visit in visits:
        asked = lifetime(wanted.at(f"/{visit.path}").get("Cache-Control", ""))
        sent = lifetime(visit.reply.header("Cache-Control"))
        if asked is None:
            continue
        if sent is None:
            none.append(visit)
        elif asked > _DAY > sent:
            short.append(visit)
        elif asked < _DAY and sent > max(asked * 2, _SLACK if asked else 0):
            long.append(visit)
    old = "a supplier may be shown an old closing time"
    waste = (
        "pages take longer to show, and cost mobile data, though these files never change under their names"
    )
    says = "The host does not say for how long browsers may keep this"
    yield from _finding("no-lifetime", says, f"{old}, for each browser guesses", none, site, "headers")
    yield from _finding("long-lifetime", "Browsers may keep this for too long", old, long, site, "headers")
    yield from _finding(
        "short-lifetime", "Browsers may keep this for a short time only", waste, short, site, "headers"
    )


def lifetime(cache_control: str) -> int | None:
    """Seconds that a browser may keep a file without asking (RFC 9111); None if not stated."""
    directives = cache_control.lower()
    if "no-cache" in directives or "no-store" in directives:
        return 0
    found = re.search(r"(?<![\w-])max-age=\"?(\d+)", directives)
    return int(found[1]) if found else None


def _compression(visits: Iterable[Visit], site: str) -> Iterator[Diagnostic]:
    plain = [
        visit
        for visit in visits
        if media_type(f"x{kind(visit.path)}") in COMPRESSED
        and visit.length > _SMALL
        and not visit.reply.header("Content-Encoding")
    ]
    kinds = ", ".join(sorted({kind(visit.path) for visit in plain}))
    why = "pages take about four times as long to load on a slow line"
    yield from _finding(
        "no-compression", f"Sent without compression: {kinds}", why, plain, site, "compression"
    )


def _finding(  # noqa: PLR0913, PLR0917 - what a finding is made of
    code: str,
    words: str,
    why: str,
    visits: list[Visit],
    site: str,
    matter: str,
    severity: Severity = Severity.WARNING,
) -> Iterator[Diagnostic]:
    """One finding for all visits with a fault, at the first of them; none if there are no visits."""
    if visits:
        message = f"{words} ({len(visits):,} files like this)" if len(visits) > 1 else words
        hint = f"{why}. {remedy(visits[0].reply.header('Server'), matter)}"
        yield Diagnostic(code, severity, message, site + visits[0].path, None, hint)
