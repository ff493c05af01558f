"""The name of a file in content/ → whether it is a record, a system file, or needs another name."""

import re
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity, error
from sitegen.model.kinds import COLLECTIONS
from sitegen.model.scalars import SLUG
from sitegen.model.slug import slug
from sitegen.reading.characters import unseen_in_name

_SYSTEM: Final = re.compile(
    r"""thumbs\.db | ehthumbs.*\.db | desktop\.ini | icon\r? | ~\$.* | ~wr[a-z].*\.tmp | .*\.(?:tmp|temp|bak|swp|orig|lnk|url|crdownload|part|partial) | .*:zone\.identifier
      | __macosx | \$recycle\.bin | system\ volume\ information | @eadir""",
    re.IGNORECASE | re.VERBOSE,
)
"""Visible files and folders that Windows, macOS, office programs and editors create for themselves."""
_IN_A_CLOUD: Final = re.compile(r"\.(.+)\.icloud")
_TEXT: Final = frozenset(
    ("", ".markdown", ".md", ".mdown", ".mdwn", ".mkd", ".text", ".txt", ".yaml", ".yml")
)
_DOCUMENTS: Final = frozenset((".doc", ".docx", ".htm", ".html", ".odt", ".pages", ".rtf"))
_COPY: Final = re.compile(r"copy of | - copy| copy(?: \d+)?$|\(\d+\)$|conflicted copy", re.IGNORECASE)


def is_of_the_system(name: str) -> bool:
    """Whether a computer made the file or folder for itself. It is left out, with a finding, since people can see it."""
    return not _is_hidden(name) and bool(_SYSTEM.fullmatch(name))


def is_passed_over(name: str) -> bool:
    """Whether a name is never content: a system file, a hidden file or an editor's backup."""
    return _is_hidden(name) or is_of_the_system(name)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith("~")


def in_a_cloud(name: str) -> str:
    """The name of the file that a cloud placeholder represents, which was not downloaded; "" for other names."""
    found = _IN_A_CLOUD.fullmatch(name)
    return found[1] if found else ""


def right_stem(name: str) -> str:
    """The id of a record whose file has this or a similar name: `Benches.md.txt` is `benches`."""
    return slug(_split(name)[0], otherwise="a-name")


def wrong_name(name: str, collection: str, path: str) -> Diagnostic | None:
    """The finding about the name of a record's file; None if the name is right."""
    if unseen := unseen_in_name(name, path):
        return unseen
    suffix = COLLECTIONS[collection].suffix
    stem, ending = name.removesuffix(suffix), suffix if name.endswith(suffix) else ""
    if not ending or _split(name)[1] != suffix:
        return _wrong_kind(name, collection, path)
    return None if re.fullmatch(SLUG, stem) else _wrong_stem(stem, suffix, path)


def left_out_files(names: list[str], path: str) -> Diagnostic:
    """The advice that lists all system files; `path` is the first."""
    listed = ", ".join(f"“{name.strip()}”" for name in dict.fromkeys(names))
    message = f"Left out, because a computer made it for itself: {listed}"
    return Diagnostic(
        "system-file", Severity.ADVICE, message, path, hint="nothing needs doing; delete it if you like"
    )


def _split(name: str) -> tuple[str, str]:
    """The name without any text endings, and its last ending in lower case: `a.md.txt` is `a` and `.txt`."""
    stem, ending = name, ""
    while found := re.fullmatch(r"(.+)(\.[A-Za-z]\w{1,8})", stem):
        if ending and found[2].lower() not in _TEXT:
            break
        stem, ending = found[1], ending or found[2].lower()
    return stem, ending


def _wrong_kind(name: str, collection: str, path: str) -> Diagnostic:
    suffix = COLLECTIONS[collection].suffix
    stem, ending = _split(name)
    right = f"{slug(stem, otherwise='a-name')}{suffix}"
    if ending in _DOCUMENTS:
        hint = f"copy its words into a new file of text, and call it {right}; an attachment belongs in content/files/"
    elif ending in _TEXT:
        hint = f"call it {right}; an attachment belongs in content/files/"
    else:
        hint = "an attachment belongs in content/files/: put it there"
    message = f"“{name}” cannot be read: files in {collection} end in {suffix}"
    return error("wrong-file-type", message, path, hint=hint)


def _wrong_stem(stem: str, suffix: str, path: str) -> Diagnostic:
    hint = f"use small letters, digits and single hyphens: {slug(stem, otherwise='a-name')}{suffix}"
    if _COPY.search(stem):
        hint = f"if nobody needs this copy, delete it; if it is a page of its own, {hint}"
    return error("bad-file-name", f"“{stem}” cannot be part of a page's address", path, hint=hint)
