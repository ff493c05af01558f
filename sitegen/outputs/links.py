"""Links in HTML, as reading and templates write them → links that work where the HTML is read."""

import re
from collections.abc import Mapping

_FROM_THE_ROOT = re.compile(r'( (?:href|src|action)="| content="0; url=)/(?!/)')
_TERM = re.compile(r'<a class="term" href="(/glossary/#[a-z0-9-]+)">([^<]*)</a>')
_FILE = re.compile(r'(<a href="(/files/[^"#?]+)[^"]*">)(.*?)</a>', re.DOTALL)
_WITHIN_THE_PAGE = re.compile(r'( href=")#')


def rooted(html: str, root: str) -> str:
    """The HTML with `root`, which ends in a slash, in the place of the one with which addresses begin.

    Templates and prose write addresses from the site's root: `href="/adverts/"`. In text such a quotation
    mark is always escaped, so only real attributes match.
    """
    return _FROM_THE_ROOT.sub(lambda found: found[1] + root, html)


def absolute(html: str, base_url: str, address: str) -> str:
    """The HTML for readers far from its page: links to places on the page at `address` are made whole as well."""
    within = _WITHIN_THE_PAGE.sub(lambda found: f"{found[1]}{base_url}{address}#", linked_once(html))
    return rooted(within, f"{base_url}/")


def linked_once(html: str) -> str:
    """The page with the first use of each term of the glossary as a link, and later ones as plain words.

    Reading and templates mark every use, because neither knows what else is on a page. No text of an author can
    look like such a mark, since its quotation marks are escaped.
    """
    met: set[str] = set()

    def first(use: re.Match[str]) -> str:
        if use[1] in met:
            return use[2]
        met.add(use[1])
        return use[0]

    return _TERM.sub(first, html)


def described(html: str, files: Mapping[str, str]) -> str:
    """The HTML in which each link to a file says what kind of file it is and how large.

    `files` has these words by the files' addresses. A link that an author wrote in a text gets them after its own
    words; the links of templates have them already.
    """

    def with_details(link: re.Match[str]) -> str:
        words = files.get(link[2])
        return link[0] if words is None or words in link[3] else f"{link[1]}{link[3]} ({words})</a>"

    return _FILE.sub(with_details, html)
