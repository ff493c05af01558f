"""The site and its planned files → the files for hosts, search engines and browsers."""

import json
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote, urlsplit

from sitegen.model.addresses import SECURITY
from sitegen.model.config import Redirect
from sitegen.model.filenames import MANIFEST, ROBOTS, SITEMAP
from sitegen.model.site import Site
from sitegen.outputs.fingerprint import address_of
from sitegen.outputs.hosting.headers import headers, pattern_of, top_of
from sitegen.outputs.hosting.security import security
from sitegen.outputs.hosting.sitemap import Listed, sitemaps
from sitegen.outputs.output import Data, FileInfo, info_of


def plan(site: Site, made: Sequence[FileInfo]) -> Iterator[Data]:
    """Every file for hosts. `made` are the outputs of all other formats."""
    config = site.config
    served = tuple(_served(site, made))
    yield from served
    yield Data(".nojekyll", b"")  # or GitHub Pages omits names that begin with an underscore
    yield _text("_headers", headers(config.base_url, (*made, *map(info_of, served))))
    if moved := [redirect for redirect in config.redirects if not {"?", "#"} & {*redirect.source}]:
        yield _text("_redirects", _redirects(moved, urlsplit(config.base_url).path))


def noted(one: FileInfo) -> FileInfo | tuple[str, bool]:
    """What these files depend on of an output: all that is known of a page in the sitemap and of a file with a type of its own.

    Of any other file it is only under which pattern it falls, so that names with a digest make no difference.
    """
    return one if one.address or pattern_of(one) else (top_of(one.path), one.leads_on)


def _served(site: Site, made: Sequence[FileInfo]) -> Iterator[Data]:
    """The files that search engines, browsers and security researchers request."""
    config = site.config
    yield _text(ROBOTS, f"User-agent: *\nAllow: /\n\nSitemap: {config.base_url}/{SITEMAP}\n")
    yield from sitemaps(config.base_url, tuple(_listed(made)))
    yield _text(MANIFEST, _manifest(site))
    if config.security:
        yield _text(SECURITY.removeprefix("/"), security(config.security, config))


def _text(path: str, text: str) -> Data:
    return Data(path, text.encode())


def _listed(made: Iterable[FileInfo]) -> Iterator[Listed]:
    """The pages that search engines may list, in the order of the plan."""
    return (Listed(one.address, one.modified) for one in made if one.address)


def _manifest(site: Site) -> str:
    """The web app manifest (W3C): the name and the icon under which people keep the site on a phone."""
    manifest = {
        "name": site.config.title,
        "lang": site.config.language,
        "start_url": "./",
        "display": "browser",
        "theme_color": site.config.theme.accent,
        "background_color": "#ffffff",
        "icons": [
            {
                "src": address_of(site, "icon.svg").removeprefix("/"),
                "sizes": "any",
                "type": "image/svg+xml",
            }
        ],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def _redirects(moved: Sequence[Redirect], base_path: str) -> str:
    """The file for Netlify, Cloudflare Pages and GitLab Pages: a line for each redirect. The format takes only bare paths."""
    return "".join(
        f"{base_path}{quote(redirect.source, safe='/%')} {target_of(base_path, redirect)} 301\n"
        for redirect in moved
    )


def target_of(base_path: str, redirect: Redirect) -> str:
    """The encoded path on the host that a redirect leads to; `base_path` is the encoded path of the site."""
    return f"{base_path}{quote(redirect.target, safe='/%?#=&')}"
