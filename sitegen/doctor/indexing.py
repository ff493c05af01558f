"""A crawl and the host's robots.txt → findings about pages that search engines may not list or read."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit
from urllib.robotparser import RobotFileParser

from sitegen.diagnostics import Diagnostic, error, warning
from sitegen.doctor.built import Built
from sitegen.doctor.client import Reply
from sitegen.doctor.crawl import Crawl, Visit
from sitegen.model import filenames

ROBOTS = f"/{filenames.ROBOTS}"
"""Search engines read it at the top of the host, also for a site below a path."""
_OK, _FAILS = 200, 500
_ENGINES = ("*", "Googlebot", "bingbot")
_HIDDEN = "suppliers who look for your notices with a search engine do not find them"


def indexing(robots_txt: Reply, crawl: Crawl, built: Built, site: str) -> Iterator[Diagnostic]:
    """Findings about pages in the sitemap that search engines cannot list. `robots_txt` is the host's reply for that file."""
    listed = {path: visit for path, visit in crawl.visits.items() if visit.is_there and path in built.listed}
    yield from noindex(listed, site)
    yield from robots(robots_txt, listed, site, built.base_url)


def noindex(listed: Mapping[str, Visit], site: str) -> Iterator[Diagnostic]:
    """A finding if pages in the sitemap have noindex, in a header or in their head."""
    found = {path: said for path, visit in listed.items() if (said := _refusal(visit))}
    for path, said in list(found.items())[:1]:
        more = f" ({len(found):,} pages like this)" if len(found) > 1 else ""
        hint = f"{_HIDDEN}. Take it out of the host's settings; some hosts send it for trial sites"
        yield error(
            "noindex", f"{said} keeps search engines from listing this page{more}", site + path, None, hint
        )


def _refusal(visit: Visit) -> str:
    """The header or tag that asks search engines not to list a page; empty if none does."""
    header = visit.reply.header("X-Robots-Tag")
    if _says_no(header):
        return f"The header X-Robots-Tag: {header}"
    written = visit.page.robots if visit.page else ""
    return f"The tag <meta name=robots content={written}>" if _says_no(written) else ""


def _says_no(value: str) -> bool:
    return bool({"noindex", "none"} & {*re.split(r"[\s,:]+", value.lower())})


def robots(reply: Reply, listed: Mapping[str, Visit], site: str, base_url: str) -> Iterator[Diagnostic]:
    """Findings about pages that robots.txt (RFC 9309) forbids, and sitemaps that it names on other hosts."""
    host = urlsplit(site)
    address = f"{host.scheme}://{host.netloc}{ROBOTS}"
    if reply.status >= _FAILS:
        message = (
            f"robots.txt is answered with status {reply.status}, which search engines take as “keep out”"
        )
        yield error(
            "robots-shut-out",
            message,
            address,
            None,
            f"{_HIDDEN}. See that the host shows the file, or answers 404",
        )
    if reply.status != _OK:
        return
    rules = RobotFileParser()
    # A star at the end means nothing, and the parser would take it for a part of the path.
    text = re.sub(r"(?im)^(\s*disallow\s*:.*?)\*+\s*$", r"\1", reply.body.decode("utf-8", "replace"))
    rules.parse(text.splitlines())
    for engine in _ENGINES:
        shut = [path for path in listed if not rules.can_fetch(engine, site + quote(path))]
        if shut:
            who = "search engines" if engine == "*" else engine
            count = f"all {len(shut):,}" if len(shut) == len(listed) else f"{len(shut):,} of {len(listed):,}"
            message = f"robots.txt keeps {who} from {count} pages, such as {site}{shut[0]}"
            hint = f"{_HIDDEN}. Take the lines that begin with Disallow out of {address}, or ask the people who look after that file"
            yield error("robots-shut-out", message, address, None, hint)
            break
    ours = {host.hostname, urlsplit(base_url).hostname}
    for sitemap in rules.site_maps() or ():
        if _host_of(sitemap) not in ours:
            message = f"robots.txt names a sitemap on another host: {sitemap}"
            hint = f"search engines look there for your pages: write Sitemap: {base_url}/{filenames.SITEMAP}"
            yield warning("foreign-sitemap", message, address, None, hint)


def _host_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
