"""What is planned → `_headers`: what Netlify, Cloudflare Pages and their like send with each file.

Where two rules match a file, hosts join their values. So no header stands in two rules that can match one file.
"""

from collections.abc import Iterator, Sequence
from posixpath import basename, splitext
from urllib.parse import urlsplit

from sitegen.model.addresses import FEED, SECURITY
from sitegen.model.media_types import content_type
from sitegen.outputs.output import Told
from sitegen.outputs.policy import POLICY

Header = tuple[str, str]

_UNUSED = ("camera", "geolocation", "microphone", "payment")
"""What browsers can do for a page and ours never ask for (W3C Permissions Policy)."""
_EVERYWHERE = (("Content-Security-Policy", POLICY), ("X-Content-Type-Options", "nosniff"))
BUT_FOR_ASSETS: tuple[Header, ...] = (
    ("Access-Control-Allow-Origin", "*"),  # pages of others may use what is published
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _UNUSED)),
    ("Referrer-Policy", "same-origin"),
)
"""Of no use for what our own pages are drawn with: a page loads three assets, and each header counts against its 14 kB."""
_HTTPS_ALONE = ("Strict-Transport-Security", "max-age=31536000")
ASSETS = "/assets/*"
LIFETIMES = {
    ASSETS: "public, max-age=31536000, immutable",  # what has a new name when it changes
    "/search/*": "no-cache",  # asks each time whether it changed: one of the files names the others
}
"""How long browsers may keep a file without asking, by pattern; everything else for `FIVE_MINUTES`."""
FIVE_MINUTES = "public, max-age=300"
_UNKNOWN_TO_HOSTS = (FEED, basename(SECURITY), ".csv", ".ics", ".jsonl", ".sig", ".signers", ".webmanifest")
"""Files of our own making whose type hosts do not know, or send without the charset, by name or ending."""

Rule = tuple[str, tuple[Header, ...]]


def headers(base_url: str, made: Sequence[Told]) -> str:
    """The file's text: a pattern of paths on the host, below it indented the headers of what matches."""
    base_path = urlsplit(base_url).path
    rules = (("/*", always(base_url)), *_lifetimes(made), *_kinds(made))
    return "".join(
        f"{base_path}{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in sent)
        for pattern, sent in rules
    )


def sent_with(path: str) -> tuple[Header, ...]:
    """How long a file may be kept, and what it is where hosts do not know, for hosts that are told with each file."""
    lifetime = ("Cache-Control", LIFETIMES.get(_top(path), FIVE_MINUTES))
    kind = None if path.startswith("files/") else _kind(path.rpartition("/")[2])
    return (lifetime, ("Content-Type", kind)) if kind else (lifetime,)


def is_immutable(path: str) -> bool:
    """Whether the name of a file changes with its bytes, so that browsers may keep it for ever."""
    return _top(path) == ASSETS


def always(base_url: str) -> tuple[Header, ...]:
    """What is sent with every file. HTTPS alone (RFC 6797) is asked for only where the whole host is this site's."""
    whole_host = base_url.startswith("https:") and not urlsplit(base_url).path
    return (*_EVERYWHERE, _HTTPS_ALONE) if whole_host else _EVERYWHERE


def _lifetimes(made: Sequence[Told]) -> Iterator[Rule]:
    """How long browsers may keep a file without asking, and what is sent with all but assets."""
    # What leads on, or says that there is none, is left out: hosts that read this answer there themselves.
    for pattern in dict.fromkeys(_top(one.path) for one in made if not one.leads_on):
        lifetime = ("Cache-Control", LIFETIMES.get(pattern, FIVE_MINUTES))
        yield pattern, (lifetime,) if pattern == ASSETS else (lifetime, *BUT_FOR_ASSETS)


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
    return content_type(name) if {name, splitext(name)[1]} & {*_UNKNOWN_TO_HOSTS} else None
