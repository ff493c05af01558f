"""Addresses that begin at the site's root, in HTML → addresses that work where the HTML is read."""

import re

_FROM_THE_ROOT = re.compile(r'( (?:href|src|action)="| content="0; url=)/(?!/)')
_WITHIN_THE_PAGE = re.compile(r'( href=")#')


def rooted(html: str, root: str) -> str:
    """The HTML with `root`, which ends in a slash, in the place of the one with which addresses begin.

    Templates and prose write addresses from the site's root: `href="/adverts/"`. In text such a quotation
    mark is always escaped, so only real attributes match.
    """
    return _FROM_THE_ROOT.sub(lambda found: found[1] + root, html)


def absolute(html: str, base_url: str, address: str) -> str:
    """The HTML for readers far from its page: links to places on the page at `address` are made whole as well."""
    within = _WITHIN_THE_PAGE.sub(lambda found: f"{found[1]}{base_url}{address}#", html)
    return rooted(within, f"{base_url}/")
