"""A crawl → findings about additions by the host: cookies, and scripts that were not built."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urljoin

from sitegen.diagnostics import Diagnostic, error, warning
from sitegen.doctor.built import Built, html_of
from sitegen.doctor.crawl import Crawl, Visit
from sitegen.doctor.page import Page, path_on_site

_ASSETS = "assets/"
"""The folder of our own scripts, including those of an older build."""
_SETTINGS = "look in the settings of the host, and of what is between it and readers, for statistics, protection or “optimisation”, and turn that off"


def additions(crawl: Crawl, built: Built, site: str) -> Iterator[Diagnostic]:
    """Findings about everything that the host adds to the site."""
    yield from cookies(crawl.visits.values(), site)
    yield from scripts(crawl.visits.values(), built, site)


def cookies(visits: Iterable[Visit], site: str) -> Iterator[Diagnostic]:
    """One finding for each name of a cookie that the host sets."""
    found: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        if cookie := visit.reply.header("Set-Cookie"):
            found[cookie.partition("=")[0].strip()].append(visit)
    for name, where in found.items():
        message = f"The host sets a cookie, “{name}”, with {len(where):,} {'answer' if len(where) == 1 else 'answers'}"
        hint = (
            f"the site needs none, and readers would have to be asked first (PECR, regulation 6): {_SETTINGS}"
        )
        yield warning("cookie", message, site + where[0].path, None, hint)


def scripts(visits: Iterable[Visit], built: Built, site: str) -> Iterator[Diagnostic]:
    """One finding for each script that was not built: from another address, or written into the page."""
    found: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        for script in _other_scripts(visit, built, site):
            found[script].append(visit)
    for script, where in found.items():
        pages = f"on {len(where):,} {'page' if len(where) == 1 else 'pages'}"
        message = f"A script that is not part of the site runs {pages}: {script}"
        hint = f"it could follow readers, or change what a notice says: {_SETTINGS}"
        yield error("other-script", message, site + where[0].path, None, hint)


def _other_scripts(visit: Visit, built: Built, site: str) -> Iterator[str]:
    if not visit.page or not visit.is_there:
        return
    for source in visit.page.scripts:
        path = path_on_site(source, site + quote(visit.path), site)
        if path is None or not (path in built.files or path.startswith(_ASSETS)):
            yield _absolute(site + quote(visit.path), source)
    if visit.page.inline and set(visit.page.inline) - set(Page(html_of(built, visit.path)).inline):
        yield "within the page"


def _absolute(address: str, target: str) -> str:
    try:
        return urljoin(address, target.strip())
    except ValueError:
        return target
