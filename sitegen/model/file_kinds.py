"""The ending of a file's name → whether it is a picture, a program, or a format that few readers can open."""

from pathlib import PurePosixPath
from typing import Final

PICTURES: Final = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""The pictures that every browser shows."""
MARKUP: Final = frozenset((".svg", ".svgz", ".xml", ".xsl", ".xslt"))
"""Files that a browser opens and that may contain a program."""

_PROGRAMS: Final = frozenset(
    """
    .apk .app .appimage .application .appref-ms .asp .aspx .bash .bat .cgi .chm .cmd .com .command .cpl .deb .dll .dmg .exe
    .gadget .hlp .hta .htc .htm .html .img .inf .iqy .iso .jar .jnlp .js .jse .jsp .lnk .mht .mhtml .mjs .msc .msi .msix .msp
    .php .phtml .pif .pkg .pl .ppam .ps1 .psd1 .psm1 .py .pyw .rb .reg .rpm .scf .scr .sct .settingcontent-ms .sh .shtml .slk
    .swf .url .vb .vbe .vbs .vhd .vhdx .wasm .webloc .website .wsc .wsf .wsh .xht .xhtml .xla .xlam .xll
    """.split()  # noqa: SIM905 - a line for each would hide the rest
)
_NO_PAGES: Final = frozenset(
    """
    .atom .avif .css .csv .doc .docx .epub .gif .ico .ics .jpeg .jpg .js .json .jsonl .md .mp3 .mp4 .odg .odp .ods .odt .pdf .png
    .ppt .pptx .rdf .rss .rtf .svg .tsv .txt .webmanifest .webp .xls .xlsx .xml .yaml .yml .zip
    """.split()  # noqa: SIM905 - likewise
)
_WITH_MACROS: Final = {".docm": ".docx", ".dotm": ".docx", ".potm": ".pptx", ".ppsm": ".pptx", ".pptm": ".pptx", ".xlsb": ".xlsx", ".xlsm": ".xlsx", ".xltm": ".xlsx"}  # fmt: skip
_AS_PICTURE: Final = "save it as a .jpg picture"
_AS_PDF: Final = "save or export it as a tagged .pdf"
_AS_DOCUMENT: Final = "save or export it as .docx, .odt or a tagged .pdf"
_CLOSED: Final = {
    **dict.fromkeys((".ai", ".arw", ".bmp", ".cr2", ".cr3", ".dng", ".eps", ".heic", ".heif", ".indd", ".jfif", ".jp2", ".nef", ".psd", ".raw", ".tif", ".tiff"), _AS_PICTURE),
    **dict.fromkeys((".key", ".pub", ".odg", ".vsd", ".vsdx", ".dwg", ".dxf", ".dgn", ".rvt", ".skp", ".mpp", ".oft", ".xps", ".oxps"), _AS_PDF),
    **dict.fromkeys((".pages", ".wps", ".wpd", ".one", ".onetoc2", ".gdoc"), _AS_DOCUMENT),
    **dict.fromkeys((".numbers", ".gsheet", ".wks", ".accdb", ".mdb", ".sav"), "save or export it as .csv, .xlsx or .ods"),
    **dict.fromkeys((".eml", ".emlx", ".mbox", ".msg", ".pst", ".olm"), "publish the text of the email, and what was attached to it, as files of their own"),
    **dict.fromkeys((".7z", ".ace", ".bz2", ".cab", ".gz", ".rar", ".sit", ".sitx", ".tar", ".tgz", ".xz"), "publish the files in it one by one, or pack them as .zip"),
    **dict.fromkeys((".download", ".crdownload", ".part", ".partial", ".tmp"), "the download was not finished: fetch the file again"),
}  # fmt: skip
"""Files that need a program which few readers have, each with what to do instead."""


def ending(path: str) -> str:
    """How the name of a file ends, in small letters: `.pdf`. Full stops and spaces after it, which Windows drops, do not count."""
    return PurePosixPath(path.rstrip(". ")).suffix.lower()


def names_file(address: str) -> bool:
    """Whether an address is, by its name, that of a file and not of a page. A page there would be sent with the wrong type."""
    if address.endswith("/"):
        return False
    return address.startswith("/files/") or ending(address) in _NO_PAGES


def is_picture(path: str) -> bool:
    """Whether a page can show the file as a picture."""
    return ending(path) in PICTURES


def is_program(path: str) -> bool:
    """Whether the file runs something on the computer on which it is opened."""
    return ending(path) in _PROGRAMS


def without_macros(path: str) -> str:
    """The ending to use instead for an office file with macros; empty for any other file."""
    return _WITH_MACROS.get(ending(path), "")


def way_to_open(path: str) -> str:
    """What to do with a file that few readers can open; empty for any other file."""
    return _CLOSED.get(ending(path), "")
