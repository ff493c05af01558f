"""The model, the commands, the rules and the modules → six pages of docs/. `--check` says whether they are up to date."""

import ast
import re
import sys
import tomllib
import types
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import click
from law_page import law

from sitegen.commands.main import main as commands
from sitegen.model.advert import Advert
from sitegen.model.config import Config
from sitegen.model.kinds import KINDS
from sitegen.model.record import Part
from sitegen.model.recording import AS_THEY_APPLY, NOT_SHOWN, RECORDED
from sitegen.model.scalars import Level
from sitegen.reading.schema import BY_LOADER, purpose
from sitegen.reports.rulebook import page
from sitegen.rules import RULES

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
_MADE = "<!-- Made by docs/generate.py from the program itself; change it there. -->"


def fields() -> str:
    """The reference of every field an author can write."""
    lines = [_MADE, "", "# Fields", "", _INTRODUCTION]
    seen: set[type[Part]] = set()
    lines += _class(Config, "site.yaml", seen)
    for kind in KINDS:
        lines += _class(kind.cls, kind.path("<id>"), seen)
    return "\n".join(lines) + "\n"


_INTRODUCTION = """Every field of every file of content. **Must** marks those that a file cannot do without.
Dates are written `2026-11-23`; times `2026-11-23T12:00`, in the site's time zone, or with an offset:
`2026-11-23T12:00+01:00`. Where a text is “Markdown”, links, lists and emphasis work in it.
"""


def _class(cls: type[Part], title: str, seen: set[type[Part]]) -> Iterator[str]:
    """A heading, a table of the fields, and below it the groups that the fields hold."""
    seen.add(cls)
    level = "##" if "/" in title or title == "site.yaml" else "###"
    yield f"{level} {title}"
    yield ""
    yield (cls.__doc__ or "").strip().splitlines()[0]
    yield ""
    yield "| field | must | what it is | meaning |"
    yield "|---|---|---|---|"
    inner: list[type[Part]] = []
    for name, info in cls.model_fields.items():
        if name in BY_LOADER and hasattr(cls, "collection"):
            continue
        kind, parts = _kind(info.annotation, info.metadata)
        inner += parts
        must = "**must**" if info.is_required() else ""
        yield f"| `{info.alias or name}` | {must} | {kind} | {purpose(cls, name)} |"
    if hasattr(cls, "collection") and (body := cls.model_fields.get("body")):
        yield f"| (the text) | {'**must**' if body.is_required() else ''} | Markdown | {purpose(cls, 'body')} |"
    yield ""
    for part in inner:
        if part not in seen:
            yield from _class(part, _group_name(part), seen)


def _group_name(part: type[Part]) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in part.__name__).strip()
    return f"Group: {words}"


def _kind(annotation: Any, metadata: list[Any]) -> tuple[str, list[type[Part]]]:  # noqa: ANN401 - annotations have no type of their own
    """What a field holds, in words, and the groups it is made of."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        arms = [_kind(arm, metadata) for arm in arguments if arm is not type(None)]
        return " or ".join(kind for kind, _ in arms), [part for _, parts in arms for part in parts]
    if origin in (tuple, dict):
        kind, parts = _kind(arguments[0] if origin is tuple else arguments[1], [])
        return f"{'list of' if origin is tuple else 'group of names, each with'} {kind}", parts
    if arguments and origin is not Literal:  # Annotated
        return _kind(arguments[0], list(annotation.__metadata__))
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return f"group: {_group_name(annotation).removeprefix('Group: ')}", [annotation]
    return " or ".join(f"`{choice}`" for choice in arguments) or _single(annotation, metadata), []


def _single(annotation: Any, metadata: list[Any]) -> str:  # noqa: ANN401 - annotations have no type of their own
    if any(isinstance(mark, Level) for mark in metadata):
        return "Markdown"
    name = getattr(annotation, "__name__", str(annotation))
    if collection := getattr(annotation, "collection", None):
        return f"id in {collection}"
    words = {
        "str": "text",
        "date": "date",
        "datetime": "time",
        "bool": "`true` or `false`",
        "int": "whole number",
        "Decimal": "number",
        "Prose": "Markdown",
        "FilePath": "file",
        "Tally": "whole number, `fewer than 3`, or `3 or more`",
        "Mean": "number from 0 to 5, `0.5 or less`, or `4.5 or more`",
    }
    return words.get(name, name)


def snapshots() -> str:
    """What the texts of the register hold, field by field."""
    lines = [_MADE, "", "# What a version holds", "", _SNAPSHOTS]
    for kind in (one for one in KINDS if one.collection in RECORDED):
        lines += [f"## A version of {'an' if kind.name[0] in 'aeiou' else 'a'} {kind.cls.kind_name}", ""]
        lines += ["| field | what it is | meaning |", "|---|---|---|"]
        lines += [
            f"| `{name}` | {_kind(info.annotation, info.metadata)[0]} | {purpose(kind.cls, name) or _ID} |"
            for name, info in kind.cls.model_fields.items()
            if name not in NOT_SHOWN and not (kind.cls is Advert and name in AS_THEY_APPLY)
        ]
        lines += [_OF_ADVERTS if kind.cls is Advert else _OF_OTHERS]
    return "\n".join([*lines, _NOTES])


_SNAPSHOTS = """Each version in the [register](register.md) is a file of one line: a JSON object in UTF-8 with its keys in the order of their
characters, without spaces between them, and a line feed at its end. It holds what the page of the record showed. Left out are
fields that are empty, those that no page shows, references to records that are not public, and words of a text that no reader sees. Of an
exempt report it holds only what its notice shows: `id`, `title`, `part`, `exempt`, and `body` and `date` of `meeting`.

How values are written:

| what | how |
|---|---|
| date | `2026-11-23` |
| time | in UTC: `2026-11-23T12:00:00Z` |
| number, amount | a text in digits, without zeros at the end of decimals: `"2.5"` |
| Markdown | as it was written, without what no reader sees |
| whole number of days; `true` or `false` | as in JSON |
| id of another record, file | a text |
| group | an object with the fields that [the reference of fields](fields.md) lists, without empty ones |
"""
_ID = "The last part of its address"
_OF_ADVERTS = """| `objectives` | group | The set of objectives that it names, as it was then: `id`, `title`, `basis` and `status` of `weighting`, and `objectives` |
| `statements` | group of names, each with a group | The standing statements that the page showed, by their ids: `title` and `text` |
| `attachments` | group of names, each with a text | The SHA-256 of each attached file by its path below `/files/`; since format 2 |
| `format` | whole number | 1 or 2 |
"""
_OF_OTHERS = """| `attachments` | group of names, each with a text | The SHA-256 of each attached file by its path below `/files/` |
| `collection` | text | The folder of the record |
| `format` | whole number | 2 |
"""
_NOTES = """## Other files

A text that was taken out is replaced by an object with `format` (1), `id`, `reference`, `redacted` with `date` and `reason`, and
`collection` for records other than adverts.

A note of a witness (`collection` is `witnesses`) has `id`, `reference` and `title` (who keeps it), `url`, `lines`, `head`, and
`lost`, a head that was noted before and is no longer there.

A note that the register was begun anew (`collection` is `replaced`) has `id`, `title`, `reason`, and `lines` and `head` of the
register before.
"""


def command_reference() -> str:
    """What `--help` says of every command."""
    lines = [_MADE, "", "# Commands", ""]
    context = click.Context(commands, info_name="sitegen", max_content_width=90, terminal_width=90)
    lines += ["```text", commands.get_help(context), "```", ""]
    for name, command in sorted(commands.commands.items()):
        inner = click.Context(
            command, info_name=name, parent=context, max_content_width=90, terminal_width=90
        )
        lines += [f"## sitegen {name}", "", "```text", command.get_help(inner), "```", ""]
    lines += [_EXIT_CODES]
    return "\n".join(lines)


_EXIT_CODES = """## Exit codes

| code | meaning |
|---|---|
| 0 | all is well; there may be warnings |
| 1 | there are errors in the content (with `--strict`, warnings too), or the site could not be written; nothing was changed |
| 2 | the command was not understood |
| 3 | there are errors in `site.yaml`; nothing was changed |
| 4 | the site is not published, or something is wrong with the live one; the message says what to do |
"""


def rule_reference() -> str:
    """What every rule finds, why it matters, and how to put it right."""
    return "\n".join([_MADE, "", "# Checks", "", _CHECKS, page(RULES)]).rstrip() + "\n"


_CHECKS = """What `sitegen check` and `sitegen build` look for. Each check has a code, which messages show in square brackets;
`sitegen rules CODE` prints what this page says of one.

An error stops a build. A warning is told and let through. Advice is a matter of style. Where a check is a
matter of judgement, the site's settings say how much it matters:

```yaml
rules:
  short-response: error
```

with one of `off`, `advice`, `warning` and `error`. Where a check is right in general but not for one page, that
page says so, and why. The reason is for the next person who reads the file; it is not published:

```yaml
ignore:
  - rule: short-response
    reason: The same questions were open for six weeks in spring, and nobody asked for longer.
```

A line under `ignore` that hides nothing is a warning, so that none is left behind. Checks that always hold can
neither be set nor ignored: without them a page could be wrong or unlawful.
"""


def code_map() -> str:
    """Every module with the first paragraph of its docstring, and what `pyproject.toml` says of imports."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(one["layers"] for one in settings["contracts"] if one["name"] == "Imports run one way")
    order = [name for layer in layers for name in re.findall(r"\w+", layer)]
    lines = [_MADE, "", "# Code map", "", _MAP, "## Order of imports", "", "```text"]
    lines += layers
    lines += ["```", "", "## Libraries", "", _LIBRARIES, "| library | imported by |", "|---|---|"]
    for contract in settings["contracts"]:
        for library in contract.get("protected_modules", ()):
            importers = ", ".join(f"`{name}`" for name in contract["allowed_importers"])
            lines.append(f"| `{library}` | {importers} |")
    folders: defaultdict[Path, list[Path]] = defaultdict(list)
    for path in sorted((ROOT / "sitegen").rglob("*.py")):
        folders[path.parent].append(path)
    for folder in sorted(folders, key=lambda folder: _rank(folder, order)):
        lines += ["", *_folder(folder, folders[folder])]
    return "\n".join(lines) + "\n"


_MAP = """What each module of `sitegen/` turns into what, in its own words: the first paragraph of its docstring.
[ARCHITECTURE.md](../ARCHITECTURE.md) says how they work together.
"""
_LIBRARIES = """pydantic is not listed: the model is written in it.
"""


def _rank(folder: Path, order: list[str]) -> tuple[int, str]:
    """The program first, then its folders in the order of imports."""
    name = folder.relative_to(ROOT / "sitegen").parts[:1]
    return order.index(name[0]) if name else -1, folder.as_posix()


def _folder(folder: Path, modules: list[Path]) -> Iterator[str]:
    yield f"## {folder.relative_to(ROOT).as_posix()}/"
    yield from ("", _about(folder / "__init__.py"), "", "| module | what it does |", "|---|---|")
    for path in modules:
        if path.name != "__init__.py":
            yield f"| [`{path.name}`](../{path.relative_to(ROOT).as_posix()}) | {_about(path)} |"


def _about(path: Path) -> str:
    """The first paragraph of a module's docstring, on one line of a table."""
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(said.split("\n\n")[0].split()).replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Writes the pages, or with `--check` says which are out of date."""
    stale = 0
    pages = {
        "fields.md": fields(),
        "snapshots.md": snapshots(),
        "commands.md": command_reference(),
        "rules.md": rule_reference(),
        "code-map.md": code_map(),
        "law.md": f"{_MADE}\n\n{law()}",
    }
    for name, text in pages.items():
        path = DOCS / name
        if path.exists() and path.read_text("utf-8") == text:
            continue
        if arguments == ["--check"]:
            sys.stderr.write(f"docs/{name} is out of date: run make docs\n")
            stale = 1
        else:
            path.write_text(text, "utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
