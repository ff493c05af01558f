"""The bytes of a file → its text, or a finding about its encoding."""

import re

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.model.characters import called

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that no page, feed or calendar may hold (XML 1.0, section 2.2)."""
_SAVE = "save the file again with the encoding UTF-8; it is in your editor's “Save as” or status bar"
_WIDE = ((b"\xff\xfe", 1), (b"\xfe\xff", 0))
"""How a UTF-16 file begins, and the offset of its first zero byte if its text is English."""


def decoded(data: bytes, path: str) -> str | Diagnostic:
    """The text, with line feeds as line ends; or a finding if it is not UTF-8 or holds a control character."""
    if any(data.startswith(mark) or set(data[zero:40:2]) == {0} for mark, zero in _WIDE):
        message = "This file is stored as UTF-16, which a site cannot read"
        return error("not-utf-8", message, path, Span.at(1, 1), _SAVE)
    try:
        text = _in_lines(data.decode("utf-8"))
    except UnicodeDecodeError as problem:
        return _not_utf8(path, data, problem.start)
    if found := CONTROL.search(text):
        message = f"There is a character here that cannot be shown: {called(found[0])}"
        return error("control-character", message, path, span_at(text, found.start()), _instead(found[0]))
    return text


def _in_lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def span_at(text: str, offset: int, length: int = 1) -> Span:
    """The span of `length` characters from `offset`, all on one line."""
    before = text[:offset]
    return Span.at(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1, length)


def _not_utf8(path: str, data: bytes, offset: int) -> Diagnostic:
    before = _in_lines(data[:offset].decode("utf-8"))
    meant = _on_windows(data[offset])
    looks = f" (on Windows it is “{meant}”)" if meant else ""
    message = (
        f"This file holds a character that is not in UTF-8, the way that text on the web is stored{looks}"
    )
    hint = f"{_SAVE}. Then check every “{meant}” and similar characters" if meant else _SAVE
    return error("not-utf-8", message, path, span_at(before, len(before)), hint)


def _instead(character: str) -> str:
    """What to do about a control character: some are punctuation that Windows stores differently."""
    code = ord(character)
    if 0x80 <= code <= 0x9F and (meant := _on_windows(code)):  # noqa: PLR2004 - where Windows differs from the standard
        return f"type “{meant}” in its place: that is what it is on Windows"
    return "delete it; it often comes along when text is pasted from another program"


def _on_windows(byte: int) -> str:
    """The character of a byte in Windows-1252; "" for the five bytes that have none."""
    return bytes([byte]).decode("cp1252", "ignore")
