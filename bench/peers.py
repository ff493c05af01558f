"""The same notices through sitegen and three other generators → a table of what each took, and the ratio to Hugo.

Example: python -m bench.peers --notices 10000
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml

from bench.measure import Measurement, measure

HERE = Path(__file__).parent
WORK = HERE / "work/peers"
TOOLS = HERE / "work/tools"
RESULTS = HERE / "results.md"
NOW, LATER = "2026-11-23T09:00", "2026-12-15T09:00"
"""The moment the generated notices are made for, and one after which some have closed."""
STEPS = ("cold", "unchanged", "one edit", "one new notice", "template edit", "clock moved")
FULL, ALIKE = "sitegen, full job", "sitegen, like for like"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as all generators are given it."""

    name: str
    title: str
    summary: str
    reference: str
    published: str
    closes: str
    tags: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Generator:
    """A program under test: its folder, how it is run, where it writes, and how the steps change what it reads.

    `again` is how it is run after a change, and with what it is told the time; `template` is the one that is edited.
    """

    name: str
    folder: Path
    command: Callable[[str], Sequence[str]]
    output: str
    notice: Callable[[str], Path]
    template: Path
    written: Callable[[Notice], str]


def notices(content: Path) -> Iterator[Notice]:
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
            said["closes"],
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


def generators() -> tuple[Generator, ...]:
    """The programs in the order in which they run."""
    tools = TOOLS / "venv/bin"

    def sitegen(module: str) -> Callable[[str], Sequence[str]]:
        return lambda now: (sys.executable, "-m", module, "build", "--quiet", "--now", now)

    def peer(
        name: str,
        command: Sequence[str],
        output: str,
        notice: str,
        template: str,
        written: Callable[[Notice], str],
    ) -> Generator:
        folder = WORK / name.lower()
        return Generator(
            name,
            folder,
            lambda _: command,
            output,
            lambda id_: folder / notice.format(id_),
            folder / template,
            written,
        )

    def ours(name: str, module: str, folder: Path) -> Generator:
        def notice(id_: str) -> Path:
            return next((folder / "content/adverts").rglob(f"{id_}.md"), folder / f"content/adverts/{id_}.md")

        return Generator(
            name,
            folder,
            sitegen(module),
            "output",
            notice,
            folder / "templates/pages/advert.html",
            lambda _: "",
        )

    return (
        peer(
            "Hugo",
            (str(tools / "hugo"), "build", "--quiet"),
            "public",
            "content/notices/{}.md",
            "layouts/_default/single.html",
            for_hugo,
        ),
        ours(ALIKE, "bench.alike", WORK / "alike"),
        ours(FULL, "sitegen", WORK / "full"),
        peer(
            "Eleventy",
            ("node", str(TOOLS / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"),
            "_site",
            "posts/{}.md",
            "_includes/post.njk",
            for_eleventy,
        ),
        peer(
            "Pelican",
            (str(tools / "pelican"), "-q", "-s", "pelicanconf.py"),
            "output",
            "content/{}.md",
            "theme/templates/article.html",
            for_pelican,
        ),
    )


def set_up(count: int, chosen: Sequence[Generator]) -> list[Notice]:
    """The folder of each generator, with the same notices in its own form."""
    shutil.rmtree(WORK, ignore_errors=True)
    generate = [sys.executable, str(HERE / "generate.py"), str(count), str(WORK / "full/content")]
    subprocess.run(generate, check=True)
    found = list(notices(WORK / "full/content"))
    shutil.copytree(WORK / "full", WORK / "alike")
    settings = WORK / "alike/content/site.yaml"  # without a prefix there is no open contracting data
    settings.write_text(re.sub(r"^ocid_prefix: .*\n", "", settings.read_text(), flags=re.MULTILINE))
    shipped = HERE.parent / "templates"
    for generator in chosen:
        if generator.name in (FULL, ALIKE):
            (generator.folder / "templates/pages").mkdir(parents=True)
            shutil.copy(shipped / "pages/advert.html", generator.template)
            continue
        shutil.copytree(HERE / "generators" / generator.name.lower(), generator.folder)
        for notice in found:
            place = generator.notice(notice.name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(generator.written(notice), "utf-8")
    return found


def change(step: str, generator: Generator, found: Sequence[Notice]) -> str:
    """Makes the change that a step is about. What the time then is."""
    middle = found[len(found) // 2]
    file = generator.notice(middle.name)
    if step == "one edit":
        file.write_text(f"{file.read_text('utf-8')}\nOne more sentence about aardvarks.\n", "utf-8")
    elif step == "one new notice":
        text = (
            file.read_text("utf-8").replace(middle.reference, "999999").replace(middle.title, "A new notice")
        )
        file.with_name("a-new-notice.md").write_text(text, "utf-8")
    elif step == "template edit":
        text = generator.template.read_text("utf-8")
        generator.template.write_text(text.replace("<h1", "<!-- edited --><h1", 1), "utf-8")
    return LATER if step == "clock moved" else NOW


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """The files of a site, and what tells when one was written again."""
    return {
        str(path): (about.st_ino, about.st_mtime_ns)
        for path in folder.rglob("*")
        if ".sitegen" not in path.parts and path.is_file() and (about := path.stat())
    }


def main() -> None:
    """Measures, and prints and writes each line as soon as there is one."""
    parser = argparse.ArgumentParser(description="Compare sitegen with other generators.")
    parser.add_argument("--notices", type=int, default=1000, help="how many (default: 1,000)")
    parser.add_argument("--only", nargs="*", help="names of generators, by how they begin")
    parser.add_argument("--steps", nargs="*", default=list(STEPS), help="which steps (default: all)")
    options = parser.parse_args()
    chosen = [
        one
        for one in generators()
        if not options.only or any(one.name.lower().startswith(name.lower()) for name in options.only)
    ]
    found = set_up(options.notices, chosen)
    with RESULTS.open("a", encoding="utf-8") as results:

        def tell(line: str) -> None:
            print(line, flush=True)
            results.write(f"{line}\n")
            results.flush()

        tell(f"\n## {options.notices:,} notices, {datetime.now(UTC):%d %B %Y, %H:%M} UTC\n")
        tell(
            f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}\n"
        )
        tell("| | step | wall s | CPU s | peak MB | files written | ratio to Hugo, cold |")
        tell("|---|---|---:|---:|---:|---:|---:|")
        basis = 0.0
        for generator in chosen:
            for step in (one for one in STEPS if one in options.steps):
                now = change(step, generator, found)
                before = files(generator.folder / generator.output)
                took = _measured(generator, now)
                written = len(files(generator.folder / generator.output).items() - before.items())
                basis = basis or (took.wall if (generator.name, step) == ("Hugo", "cold") else 0)
                ratio = f"{took.wall / basis:.2f}" if basis else "–"
                tell(
                    f"| {generator.name} | {step} | {took.wall:.2f} | {took.cpu:.2f} | {took.peak:,.0f} | {written:,} | {ratio} |"
                )


def _measured(generator: Generator, now: str) -> Measurement:
    try:
        return measure(generator.command(now), generator.folder, {"PYTHONPATH": str(HERE.parent)})
    except subprocess.CalledProcessError as problem:
        sys.exit(f"{generator.name} failed:\n{problem.output}")


if __name__ == "__main__":
    main()
