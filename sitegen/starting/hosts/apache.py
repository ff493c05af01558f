"""A site on its host → values for the configuration of Apache 2.4."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from sitegen.model import filenames
from sitegen.model.media_types import COMPRESSED, FEED, MEDIA_TYPES, TEXTS, content_type
from sitegen.outputs.hosting.headers import Header
from sitegen.starting.hosts.served import HTTPS, Served, expression, lines, quoted


def parts(site: Served) -> Mapping[str, str]:
    """The values for `templates/hosts/apache.conf`."""
    base = expression(site.base)
    return {
        "base_url": site.base_url,
        "plain": lines(_plain(site, base), 0),
        "port": str(site.port),
        "name": site.name,
        "place": lines(_place(site, base), 1),
        "root": quoted(site.root),
        "above": quoted(PurePosixPath(site.root).parent.as_posix()),
        "base": quoted(f"{site.base}/"),
        "not_found": quoted(f"{site.base}/404.html"),
        "compressed": " ".join(COMPRESSED),
        "types": lines(_types(), 2),
        "headers": lines(_headers(site.headers), 2),
        "special": lines(_special(site), 1),
        "files": quoted(f"{site.base}/files/"),
        "files_types": lines((f"AddType {kind} {_endings(kind)}" for kind in TEXTS), 2),
        "hidden": _bare(f"^{base}/(?:_headers$|_redirects$|(?:.*/)?\\.(?!well-known/))"),
        "feeds": quoted(f"^{base}/(?!files/)(?:.*/)?{expression(filenames.FEED)}$"),
        "feed": quoted(content_type(filenames.FEED) or FEED),
        "moved": lines(_moved(site), 1),
    }


def _plain(site: Served, base: str) -> Iterator[str]:
    """The redirect from http to https for the default port; else the line that makes the server listen."""
    if site.port == HTTPS:
        yield "<VirtualHost *:80>"
        yield f"    ServerName {site.name}"
        yield f"    RedirectMatch 301 {quoted(f'^({base}(?:/.*)?)$')} {quoted(f'https://{site.name}$1')}"
        yield "</VirtualHost>"
    else:
        yield f"Listen {site.port}"


def _place(site: Served, base: str) -> Iterator[str]:
    """The folder of the files, for the whole host or only for the path of the site."""
    if site.base:
        yield "# CHECK: for other pages of this host, write their DocumentRoot here."
        yield f"Alias {quoted(f'{site.base}/')} {quoted(f'{site.root}/')}"
        yield "RewriteEngine on"
        yield f"RewriteRule {_bare(f'^{base}$')} {_target(f'{site.base_path}/')} [R=301,L,NE]"
    else:
        yield f"DocumentRoot {quoted(site.root)}"
        yield "RewriteEngine on"


def _types() -> Iterator[str]:
    for kind in sorted(set(MEDIA_TYPES.values())):
        charset = "; charset=utf-8" if kind in TEXTS else ""
        yield f"AddType {quoted(kind + charset) if charset else kind} {_endings(kind)}"


def _endings(kind: str) -> str:
    return " ".join(ending for ending, other in MEDIA_TYPES.items() if other == kind)


def _headers(headers: Sequence[Header]) -> Iterator[str]:
    return (f"Header always set {name} {quoted(value)}" for name, value in headers)


def _special(site: Served) -> Iterator[str]:
    for folder, headers in site.special.items():
        known = {name for name, _ in headers}
        yield f"<Location {quoted(site.base + folder)}>"
        yield from (f"    {line}" for line in _headers([one for one in headers if one not in site.headers]))
        yield from (f"    Header always unset {name}" for name, _ in site.headers if name not in known)
        yield "</Location>"


def _moved(site: Served) -> Iterator[str]:
    for place, target in site.moved.items():
        yield f"RewriteRule {_bare(f'^{expression(place)}$')} {_target(target)} [R=301,L,NE]"
    for place in site.gone:
        yield f"RewriteRule {_bare(f'^{expression(place)}$')} - [G]"


def _target(address: str) -> str:
    """An encoded address with percent signs escaped: mod_rewrite gives them a meaning."""
    return _bare(address.replace("%", "\\%"))


def _bare(text: str) -> str:
    """A quoted word for mod_rewrite, which keeps backslashes; the text has no `"`."""
    return f'"{text}"'
