"""The planned files → `_headers`: the headers that Netlify, Cloudflare Pages and similar hosts send with each file.

Hosts join the values of all rules that match a file, so no header is in two rules that can match the same file.
"""

from collections.abc import Iterator, Sequence
from posixpath import basename, splitext
from urllib.parse import urlsplit

from sitegen.model.addresses import SECURITY
from sitegen.model.filenames import FEED
from sitegen.model.media_types import content_type
from sitegen.outputs.output import FileInfo
from sitegen.outputs.policy import POLICY

Header = tuple[str, str]

_UNUSED = ("camera", "geolocation", "microphone", "payment")
"""Features of browsers that our pages never use (W3C Permissions Policy)."""
_EVERYWHERE = (("Content-Security-Policy", POLICY), ("X-Content-Type-Options", "nosniff"))
BUT_FOR_ASSETS: tuple[Header, ...] = (
    ("Access-Control-Allow-Origin", "*"),  # pages on other sites may load the data
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _UNUSED)),
    ("Referrer-Policy", "same-origin"),
)
"""Headers for all files but assets: a page loads three assets, and each header counts against its 14 kB."""
_HTTPS_ALONE = ("Strict-Transport-Security", "max-age=31536000")
ASSETS = "/assets/*"
LIFETIMES = {
    ASSETS: "public, max-age=31536000, immutable",  # the name changes with the content
    "/search/*": "no-cache",  # revalidated every time: one file names the others
}
"""Cache-Control by pattern; all other files have `FIVE_MINUTES`."""
FIVE_MINUTES = "public, max-age=300"
_UNKNOWN_TO_HOSTS = (FEED, basename(SECURITY), ".csv", ".ics", ".jsonl", ".sig", ".signers", ".webmanifest")
"""Names and endings of our files whose type hosts do not know or send without a charset."""

Rule = tuple[str, tuple[Header, ...]]


def headers(base_url: str, made: Sequence[FileInfo]) -> str:
    """The text of the file: patterns of paths on the host, each with its headers indented below it."""
    base_path = urlsplit(base_url).path
    rules = (("/*", always(base_url)), *_lifetimes(made), *_kinds(made))
    return "".join(
        f"{base_path}{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in sent)
        for pattern, sent in rules
    )


def sent_with(path: str) -> tuple[Header, ...]:
    """The headers Cache-Control and, if hosts do not know it, Content-Type, for hosts that take headers with each upload."""
    lifetime = ("Cache-Control", LIFETIMES.get(top_of(path), FIVE_MINUTES))
    kind = None if path.startswith("files/") else _kind(path.rpartition("/")[2])
    return (lifetime, ("Content-Type", kind)) if kind else (lifetime,)


def is_immutable(path: str) -> bool:
    """Whether the name of a file changes with its bytes, so that browsers may cache it for ever."""
    return top_of(path) == ASSETS


def always(base_url: str) -> tuple[Header, ...]:
    """The headers of every file, with HSTS (RFC 6797) only if the site is the whole host."""
    whole_host = base_url.startswith("https:") and not urlsplit(base_url).path
    return (*_EVERYWHERE, _HTTPS_ALONE) if whole_host else _EVERYWHERE


def _lifetimes(made: Sequence[FileInfo]) -> Iterator[Rule]:
    """The rules for Cache-Control and for the headers of all but assets."""
    # Redirects and the 404 page have no rule: hosts that read this file answer those themselves.
    for pattern in dict.fromkeys(top_of(one.path) for one in made if not one.leads_on):
        lifetime = ("Cache-Control", LIFETIMES.get(pattern, FIVE_MINUTES))
        yield pattern, (lifetime,) if pattern == ASSETS else (lifetime, *BUT_FOR_ASSETS)


def top_of(path: str) -> str:
    """The pattern of the rule for Cache-Control that matches a file: its folder at the top, or the file itself there."""
    first, slash, _ = path.partition("/")
    if slash:
        return f"/{first}/*"
    return "/" if first == "index.html" else f"/{first}"


def _kinds(made: Sequence[FileInfo]) -> Iterator[Rule]:
    """The rules for Content-Type. Attachments have none, because we do not know the encoding of their text."""
    found = {pattern: _kind(basename(one.path)) for one in made if (pattern := pattern_of(one))}
    for pattern, kind in found.items():
        if kind:
            yield pattern, (("Content-Type", kind),)


def pattern_of(one: FileInfo) -> str | None:
    """The pattern of the rule for Content-Type that matches an output; None if it has no such rule."""
    *folders, name = one.path.split("/")
    if one.copied or not _kind(name):
        return None
    inner = (f":{'abcdefgh'[depth]}" for depth in range(len(folders) - 1))
    return "/".join(("", *folders[:1], *inner, name))


def _kind(name: str) -> str | None:
    return content_type(name) if {name, splitext(name)[1]} & {*_UNKNOWN_TO_HOSTS} else None
