"""A site's own templates → findings about the files: text that cannot be read, and names that replace nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from sitegen.diagnostics import Diagnostic, warning
from sitegen.model.spelling import did_you_mean
from sitegen.reading.encoding import span_at
from sitegen.reading.source import read_file

_TEXTS = (".html", ".xml", ".svg", ".css", ".js")
_UNREADABLE = ("not-utf-8", "cannot-read")
_NOTES = ("readme", "license", "changelog")
"""Files for colleagues, by how their names begin in small letters."""
_ASSETS = "assets/"
_URL = re.compile(r"""url\(\s*["']?(?!\w+:|/|#)([^"')\s?#]+)""")


def appraise_templates(folders: Sequence[Path]) -> list[Diagnostic]:
    """Findings about the files of all folders except the last, which holds the shipped files."""
    *own, shipped = folders
    known = set(_files(shipped))
    found: list[Diagnostic] = []
    for folder in own:
        if folder.resolve() == shipped.resolve():
            continue
        files = _files(folder)
        texts, faults = _read(files)
        found += faults
        found += _unused(files, texts, known)
        found += _without_picture(files, texts, known)
    return found


def _files(folder: Path) -> dict[str, Path]:
    """{path below the folder: file}, without hidden files and editors' backups."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.name.endswith("~")
        and not any(part[0] in ".#~" for part in path.relative_to(folder).parts)
    }


def _read(files: Mapping[str, Path]) -> tuple[dict[str, str], list[Diagnostic]]:
    """The texts of templates, stylesheets and scripts; and a finding for each that is not text in UTF-8."""
    texts, faults = {}, []
    for name, path in files.items():
        if name.endswith(_TEXTS):
            found = read_file(path)
            if not isinstance(found, Diagnostic):
                texts[name] = found.text
            elif found.code in _UNREADABLE:
                faults.append(found)
    return texts, faults


def _unused(files: Mapping[str, Path], texts: Mapping[str, str], known: set[str]) -> Iterator[Diagnostic]:
    """Warnings about files that replace no shipped file and that no other file of the site includes."""
    for name, path in files.items():
        if name in known or PurePosixPath(name).name.lower().startswith(_NOTES):
            continue
        asked = PurePosixPath(name).name if name.startswith(_ASSETS) else name
        if any(asked in text for other, text in texts.items() if other != name):
            continue
        yield warning(
            "overrides-nothing",
            f"There is no shipped file “{name}” that this one could replace, and no other file brings it in",
            path.as_posix(),
            hint=_meant(name, known),
        )


def _meant(name: str, known: Iterable[str]) -> str:
    """A hint with the shipped file that was probably meant: of the same name in another folder, or with a similar path."""
    last = PurePosixPath(name).name
    same = [other for other in sorted(known) if PurePosixPath(other).name == last]
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.8) or get_close_matches(
        name, same or sorted(known), n=1, cutoff=0.0 if same else 0.6
    )
    if close:
        return f"did you mean “{close[0]}”?"
    return "see which files there are in the folder templates/ of sitegen, or delete this one"


def _without_picture(
    files: Mapping[str, Path], texts: Mapping[str, str], known: set[str]
) -> Iterator[Diagnostic]:
    """Warnings about stylesheets that use a picture or a typeface which does not exist."""
    there = {
        PurePosixPath(name).name
        for name in (*files, *known)
        if PurePosixPath(name).parent.name == _ASSETS[:-1]
    }
    for name, text in texts.items():
        if not (name.startswith(_ASSETS) and name.endswith(".css")):
            continue
        for found in _URL.finditer(text):
            wanted = found[1].removeprefix("./")
            if wanted not in there:
                yield warning(
                    "missing-asset",
                    f"This stylesheet uses “{wanted}”, which is not in the folder assets beside it",
                    files[name].as_posix(),
                    span_at(text, found.start(1), len(found[1])),
                    did_you_mean(wanted, there) or "put the file there, or correct its name",
                )
