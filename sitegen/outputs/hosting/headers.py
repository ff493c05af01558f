"""What is planned → `_headers`: what Netlify, Cloudflare Pages and their like send with each file.

Where two rules match a file, hosts join their values. So no header stands in two rules that can match one file.
"""

from collections.abc import Iterator, Sequence
from posixpath import splitext
from urllib.parse import urlsplit

from sitegen.outputs.output import Told
from sitegen.outputs.policy import POLICY

_EVERYWHERE = (
    ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
_FOR_OTHERS = ("Access-Control-Allow-Origin", "*")
"""That pages of others may use what is published. Of use for all but what our own pages are drawn with."""
_HTTPS_ALONE = ("Strict-Transport-Security", "max-age=31536000")
_ASSETS = "/assets/*"
_LIFETIMES = {
    _ASSETS: "public, max-age=31536000, immutable",  # what has a new name when it changes
    "/search/*": "no-cache",  # asks each time whether it changed: one of the files names the others
}
_FIVE_MINUTES = "public, max-age=300"
_TYPES = {
    "feed.xml": "application/atom+xml; charset=utf-8",
    "security.txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".sig": "text/plain; charset=utf-8",
    ".signers": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
"""Kinds of files of our own making of which hosts say too little, by name or ending."""

Header = tuple[str, str]
Rule = tuple[str, tuple[Header, ...]]


def headers(base_url: str, made: Sequence[Told]) -> str:
    """The file's text: a pattern of paths on the host, below it indented the headers of what matches."""
    base_path = urlsplit(base_url).path
    rules = (("/*", _always(base_path)), *_lifetimes(made), *_kinds(made))
    return "".join(
        f"{base_path}{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in sent)
        for pattern, sent in rules
    )


def sent_with(path: str) -> tuple[Header, ...]:
    """How long a file may be kept, and what it is where hosts do not know, for hosts that are told with each file."""
    lifetime = ("Cache-Control", _LIFETIMES.get(_top(path), _FIVE_MINUTES))
    kind = None if path.startswith("files/") else _kind(path.rpartition("/")[2])
    return (lifetime, ("Content-Type", kind)) if kind else (lifetime,)


def is_immutable(path: str) -> bool:
    """Whether the name of a file changes with its bytes, so that browsers may keep it for ever."""
    return _top(path) == _ASSETS


def _always(base_path: str) -> tuple[tuple[str, str], ...]:
    """What is sent with every file. That a host speaks HTTPS alone is ours to say only where all of it is ours."""
    return _EVERYWHERE if base_path else (*_EVERYWHERE, _HTTPS_ALONE)


def _lifetimes(made: Sequence[Told]) -> Iterator[Rule]:
    """How long browsers may keep a file without asking, and whether pages of others may use it."""
    # What leads on, or says that there is none, is left out: hosts that read this answer there themselves.
    for pattern in dict.fromkeys(_top(one.path) for one in made if not one.leads_on):
        lifetime = ("Cache-Control", _LIFETIMES.get(pattern, _FIVE_MINUTES))
        yield pattern, (lifetime,) if pattern == _ASSETS else (lifetime, _FOR_OTHERS)


def _top(path: str) -> str:
    first, slash, _ = path.partition("/")
    if slash:
        return f"/{first}/*"
    return "/" if first == "index.html" else f"/{first}"


def _kinds(made: Sequence[Told]) -> Iterator[Rule]:
    """What kind of file it is. An attachment is left alone: how its text is encoded, only its author knows."""
    found = {}
    for one in made:
        *folders, name = one.path.split("/")
        kind = _kind(name)
        if kind and not one.copied:
            inner = (f":{'abcdefgh'[depth]}" for depth in range(len(folders) - 1))
            found["/".join(("", *folders[:1], *inner, name))] = kind
    for pattern, kind in found.items():
        yield pattern, (("Content-Type", kind),)


def _kind(name: str) -> str | None:
    return _TYPES.get(name) or _TYPES.get(splitext(name)[1])
