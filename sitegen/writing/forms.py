"""The recipe of a response form → the bytes of the file: a template's HTML, written in the words of its format."""

import io
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sitegen.outputs.response_form import Form
from sitegen.writing.blocks import read_blocks

if TYPE_CHECKING:
    from sitegen.writing.templates import Templates

_OPEN_DOCUMENT = {
    "META-INF/manifest.xml": "manifest.xml",
    "content.xml": "content.xml",
    "meta.xml": "meta.xml",
    "styles.xml": "styles.xml",
}
_WORD = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "relations.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document-relations.xml",
    "word/document.xml": "document.xml",
    "word/footer.xml": "footer.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
_PARTS = {".odt": _OPEN_DOCUMENT, ".docx": _WORD}
"""The parts of each format and the templates that make them (ISO/IEC 26300-2; ISO/IEC 29500-2)."""
_MIMETYPE = ("mimetype", b"application/vnd.oasis.opendocument.text")
"""What an OpenDocument file begins with, so that its kind shows in its first bytes."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can hold. It stands for none."""
_UNIX = 3
"""Where it was made, which the archive holds and the library would take from this machine."""
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2)."""


def make_form(form: Form, templates: "Templates") -> bytes:
    """The file. Raises BadTemplate."""
    view = form.view
    html = templates.text(form.template, form=view)
    text = read_blocks(html, view.config.base_url, view.address)
    ending = PurePosixPath(form.path).suffix
    made = [
        (name, _part(templates, f"forms/{ending[1:]}/{template}", form=view, text=text))
        for name, template in _PARTS[ending].items()
    ]
    return _archive([_MIMETYPE, *made] if ending == ".odt" else made)


def _part(templates: "Templates", name: str, **seen: object) -> bytes:
    return _UNFIT.sub("\ufffd", templates.text(name, **seen)).encode("utf-8")


def _archive(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The archive with these parts in their order, not made smaller: what packs them differs between machines."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as file:
        for name, data in parts:
            info = ZipInfo(name, _FIRST_DAY)
            info.create_system = _UNIX
            file.writestr(info, data)
    return packed.getvalue()
