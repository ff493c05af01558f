"""A site on its host → values for the configuration of nginx 1.18 or later."""

from collections.abc import Iterator, Mapping, Sequence

from sitegen.model.media_types import COMPRESSED, FEED, MEDIA_TYPES, TEXTS
from sitegen.outputs.hosting.headers import Header
from sitegen.starting.hosts.served import HTTPS, Served, expression, lines, quoted

_LONGEST = 250
"""Most bytes of an address in `location =`: nginx before 1.27 stores the length in one byte."""
_ALWAYS_KNOWN = "text/html"
"""The type that nginx adds to each list itself; it reports a second one."""


def parts(site: Served) -> Mapping[str, str]:
    """The values for `templates/hosts/nginx.conf`."""
    base = expression(site.base)
    return {
        "base_url": site.base_url,
        "plain": lines(_plain(site, base), 0),
        "port": str(site.port),
        "name": site.name,
        "others": lines(_others(site), 1),
        "base": quoted(f"{site.base}/"),
        "root": quoted(f"{site.root}/"),
        "not_found": quoted(f"{site.base}/404.html"),
        "charset_types": _listed(TEXTS),
        "gzip_types": _listed(COMPRESSED),
        "types": lines((f"{kind} {ending.removeprefix('.')};" for ending, kind in MEDIA_TYPES.items()), 3),
        "headers": lines(_headers(site.headers), 2),
        "special": lines(_special(site), 2),
        "files": quoted(f"{site.base}/files/"),
        "hidden": quoted(f"^{base}/(?:_headers$|_redirects$|(?:.*/)?\\.(?!well-known/))"),
        "feeds": quoted(f"^{base}/(?!files/)(?:.*/)?feed\\.xml$"),
        "feed": FEED,
        "moved": lines(_moved(site), 2),
    }


def _plain(site: Served, base: str) -> Iterator[str]:
    """The redirect from http to https for the default port."""
    if site.port == HTTPS:
        yield "server {"
        yield "    listen 80;"
        yield "    listen [::]:80;"
        yield f"    server_name {site.name};"
        yield f"    location ~ {quoted(f'^{base}(?:/|$)')} {{"
        yield f"        return 301 https://{site.name}$request_uri;"
        yield "    }"
        yield "}"


def _others(site: Served) -> Iterator[str]:
    """The blocks for other paths of the host, if the site has a path."""
    if site.base:
        yield f"location = {quoted(site.base)} {{"
        yield f"    return 301 {quoted(f'{site.base_path}/')};"
        yield "}"
        yield "location / {"
        yield "    return 404; # CHECK: other pages of this host go here"
        yield "}"


def _headers(headers: Sequence[Header]) -> Iterator[str]:
    return (f"add_header {name} {quoted(value)} always;" for name, value in headers)


def _special(site: Served) -> Iterator[str]:
    for folder, headers in site.special.items():
        yield f"location {quoted(site.base + folder)} {{"
        yield from (f"    {line}" for line in _headers(headers))
        yield "}"


def _moved(site: Served) -> Iterator[str]:
    for place, target in site.moved.items():
        yield f"location {_exactly(place)} {{ return 301 {quoted(target)}; }}"
    for place in site.gone:
        yield f"location {_exactly(place)} {{ return 410; }}"


def _exactly(place: str) -> str:
    short = len(place.encode()) <= _LONGEST
    return f"= {quoted(place)}" if short else f"~ {quoted(f'^{expression(place)}$')}"


def _listed(kinds: Sequence[str]) -> str:
    return " ".join(kind for kind in kinds if kind != _ALWAYS_KNOWN)
