"""Filled pages → tagged PDFs, made anew only where something that they depend on has changed."""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

from sitegen.memo.digest import digest
from sitegen.memo.memo import Memo
from sitegen.memo.packing import admit
from sitegen.model.site import Site
from sitegen.outputs.fingerprint import bytes_of
from sitegen.outputs.output import Printed
from sitegen.writing.render import Paper, Press

admit(Paper)
_NAMED = re.compile(r' (?:src|href)="([^"]+)"')
_SAMPLE = """<!DOCTYPE html><html lang="en"><head><title>Sample</title><style>{style}</style></head><body>
<h1>Quick foxes <i>jump</i></h1><p>Quick <b>foxes</b> <i>jump</i> <code>0</code> ΑΒΓ αβγ АБВ абв ŵŷ ← ✓ “–” €</p>
<p>אבג ابت देव বাং ગુજ ਪੰਜ தமி ไทย 한국 漢字 かな 😀</p></body></html>"""
"""A page that looks different when the machine's typefaces or its programs for drawing text are others."""
_NO_EXTRA = """To make PDFs, sitegen needs WeasyPrint, which is not installed. Each release of sitegen lists
what it needs in requirements-pdf.txt. Install that beside sitegen, then build again:

    python -m pip install --require-hashes -r requirements.txt -r requirements-pdf.txt

Or build without PDFs: leave out --pdf, and pdf: true in site.yaml."""
_NO_PANGO = """To make PDFs, sitegen needs Pango, which draws text and is not installed. On Debian or Ubuntu, run this, then build again:

    sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

On a Mac with Homebrew: brew install pango. Or build without PDFs: leave out --pdf, and pdf: true in site.yaml."""


class CannotPrint(Exception):  # noqa: N818 - says what happened, as it reads where it is caught
    """PDFs cannot be made on this machine; the words say what to install."""


def press(site: Site, memo: Memo) -> Press:
    """What makes the site's PDFs, and keeps them for the next build.

    Raises CannotPrint where a program is missing that it takes.
    """
    try:
        from sitegen.writing import print as printing  # noqa: PLC0415 - takes a second, and is not there for everyone
    except ImportError:
        raise CannotPrint(_NO_EXTRA) from None
    except OSError:
        raise CannotPrint(_NO_PANGO) from None
    maker = Path(printing.__file__).read_bytes()
    sample = _SAMPLE.format(style=bytes_of(site, "site.css").decode("utf-8"))
    machine = digest(maker, printing.to_pdf(sample, site.config.base_url, "", "", {}).data)

    def printed(output: Printed, html: str) -> Paper:
        view = output.view
        address = view.site.config.base_url + view.address
        files = _files(output.materials, html, address, view.site.config.base_url)
        about = (address, view.title, view.site.config.publisher.name)
        key = digest(
            machine, html.encode("utf-8"), *(part.encode("utf-8") for part in about), *files.values()
        )
        kept = memo.recall(key)
        if isinstance(kept, Paper):
            return kept
        paper = printing.to_pdf(html, *about, files)
        memo.keep(key, paper)
        return paper

    return Press(machine, printed)


def _files(materials: Mapping[str, bytes | Path], html: str, address: str, base_url: str) -> dict[str, bytes]:
    """The stylesheet and the pictures that a page names, by their whole addresses.

    The page gets no others, so the PDF depends on nothing that is not in its key.
    """
    named = dict.fromkeys(urljoin(address, unescape(name)) for name in _NAMED.findall(html))
    found = {
        url: materials.get(url.removeprefix(base_url)) for url in named if url.startswith(f"{base_url}/")
    }
    return {
        url: source.read_bytes() if isinstance(source, Path) else source
        for url, source in found.items()
        if source is not None
    }
