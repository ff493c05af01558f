"""HTML with links from the site's root → the same HTML with the links that its readers need."""

import re
from collections.abc import Mapping

_FROM_THE_ROOT = re.compile(r'"/(?!/)(?:(?<= href="/)|(?<= src="/)|(?<= action="/))')
"""From what is rare, the quotation mark and the slash: so it takes a quarter of the time."""
_LEADS_ON = re.compile(r' content="0; url=/(?!/)')
_TERM = re.compile(r'<a class="term" href="(/glossary/#[a-z0-9-]+)">([^<]*)</a>')
_FILE = re.compile(r'(<a href="(/files/[^"#?]+)[^"]*">)(.*?)</a>', re.DOTALL)
_ANSWER = re.compile(r"<textarea[^>]*>(.*?)</textarea>", re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>.*?</h1>", re.DOTALL)
_ID = re.compile(r'(<[a-z0-9]+[^<>]*?) id="[^"]*"')
_WITHIN_THE_PAGE = re.compile(r'( href=")#')


def rooted(html: str, root: str) -> str:
    """The HTML with `root`, which ends in a slash, instead of the / that addresses begin with: `href="/adverts/"`.

    Quotation marks in text are escaped, so only real attributes match.
    """
    root = root.replace("\\", r"\\")  # as in the pattern of a replacement
    return _LEADS_ON.sub(f' content="0; url={root}', _FROM_THE_ROOT.sub(f'"{root}', html))


def absolute(html: str, base_url: str, address: str) -> str:
    """The HTML with full addresses, for use outside its page, which is at `address`; links within the page included."""
    within = _WITHIN_THE_PAGE.sub(lambda found: f"{found[1]}{base_url}{address}#", linked_once(html))
    return rooted(within, f"{base_url}/")


def linked_once(html: str) -> str:
    """The page with only the first use of each glossary term as a link.

    Reading and templates link every use, because neither knows the rest of the page.
    """
    met: set[str] = set()

    def first(use: re.Match[str]) -> str:
        if use[1] in met:
            return use[2]
        met.add(use[1])
        return use[0]

    return _TERM.sub(first, html)


def described(html: str, files: Mapping[str, str]) -> str:
    """The HTML with kind and size added to each link to a file, unless the link has them already.

    `files` has these words by address: `{"/files/brief.pdf": "PDF, 1.2 MB, 14 pages"}`.
    """

    def with_details(link: re.Match[str]) -> str:
        words = files.get(link[2])
        return link[0] if words is None or words in link[3] else f"{link[1]}{link[3]} ({words})</a>"

    return _FILE.sub(with_details, html)


def on_a_page(form: str, notice: str) -> str:
    """The HTML of a response form for a page of its own, whose heading is the title of the form.

    Room to write is a box with its words, and links within the text lead to the notice that it is from.
    """
    text = _ANSWER.sub(r'<p class="note">\1</p>', _TITLE.sub("", form, count=1))
    return _WITHIN_THE_PAGE.sub(rf"\1{notice}#", _ID.sub(r"\1", text))
