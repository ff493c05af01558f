"""The notices of a generated site → the same, as each of the other generators reads them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as all generators are given it."""

    name: str
    title: str
    summary: str
    reference: str
    published: str
    closes: str
    """For a plan, the month of its tender notice: the other generators only show it."""
    tags: tuple[str, ...]
    body: str


def read_notices(content: Path) -> Iterator[Notice]:
    """The notices of a generated site."""
    for file in sorted((content / "adverts").rglob("*.md")):
        _, matter, body = file.read_text("utf-8").split("---\n", 2)
        said = yaml.load(matter, yaml.BaseLoader)  # noqa: S506 - every value as it is written
        tags = (said["published"][:4], *said.get("cpv", ()))
        yield Notice(
            file.stem,
            said["title"],
            said["summary"],
            said["reference"],
            said["published"],
            said.get("closes") or said["tender_expected"],
            tags,
            re.sub(r"\]\((/[^)]*)\)", r"](https://bench.example.org\1)", body),
        )


def for_hugo(notice: Notice, names: str = "tags") -> str:
    """A notice with front matter in YAML."""
    matter = {
        "title": notice.title,
        "summary": notice.summary,
        "reference": notice.reference,
        "date": notice.published,
        "closes": notice.closes,
        names: list(notice.tags),
    }
    text = yaml.safe_dump(matter, allow_unicode=True, sort_keys=False, width=1000)
    plain = text.replace(f"'{notice.published}'", notice.published)  # a date, and no text
    return f"---\n{plain}---\n{notice.body}"


def for_eleventy(notice: Notice) -> str:
    """The same, with a layout; tags would be collections there."""
    return for_hugo(notice, "subjects").replace("---\n", "---\nlayout: post.njk\n", 1)


def for_pelican(notice: Notice) -> str:
    """A notice with the lines that Pelican reads."""
    said = {
        "Title": notice.title,
        "Summary": notice.summary,
        "Reference": notice.reference,
        "Date": notice.published,
        "Closes": notice.closes,
        "Tags": ", ".join(notice.tags),
    }
    return "".join(f"{name}: {value}\n" for name, value in said.items()) + f"\n{notice.body}"
