"""A step → the change it makes in what a program reads, and whether what the program then made shows it."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from bench.notices import Notice
from bench.programs import ALIKE, Program

HERE = Path(__file__).parent
NOW, LATER = "2026-11-23T09:00", "2026-12-15T09:00"
"""The time that the generated notices are made for, and one when more of them have closed."""
STEPS = ("cold", "unchanged", "one edit", "one new notice", "template edit", "clock moved", "version")
SHORT = ("cold", "unchanged", "one edit")
"""The steps with every corpus but the largest."""
NEW = "a-new-notice"
_SENTENCE, _MARK = "One more sentence about aardvarks.", "<i>edited</i>"


def set_up(program: Program, work: Path, content: Path, notices: Sequence[Notice]) -> None:
    """Its folder, new, with the notices in its own form."""
    folder = program.folder(work)
    shutil.rmtree(folder, ignore_errors=True)
    if program.written is None:
        shutil.copytree(content, folder / "content")
        (folder / program.template).parent.mkdir(parents=True)
        shutil.copy(HERE.parent / program.template, folder / program.template)
        if program.name == ALIKE:
            _without_open_data(folder / "content/site.yaml")
        return
    shutil.copytree(HERE / "generators" / program.name.lower(), folder)
    program.file(work, NEW).parent.mkdir(parents=True, exist_ok=True)
    for notice in notices:
        program.file(work, notice.name).write_text(program.written(notice), "utf-8")


def _without_open_data(settings: Path) -> None:
    text = settings.read_text("utf-8")
    settings.write_text(re.sub(r"^ocid_prefix: .*\n", "", text, flags=re.MULTILINE), "utf-8")


def change(step: str, program: Program, work: Path, notices: Sequence[Notice]) -> str:
    """Makes the change of a step, and returns the time to build for.

    The notice that is edited is an old one, in the middle; the new one is published on the day of the latest.
    """
    if step == "one edit":
        file = program.file(work, _middle(notices).name)
        file.write_text(f"{file.read_text('utf-8')}\n{_SENTENCE}\n", "utf-8")
    elif step == "one new notice":
        latest = max(notices, key=lambda notice: (notice.published, notice.name))
        file = program.file(work, latest.name)
        text = (
            file.read_text("utf-8").replace(latest.reference, "999999").replace(latest.title, "A new notice")
        )
        file.with_name(f"{NEW}.md").write_text(text, "utf-8")
    elif step == "template edit":
        template = program.folder(work) / program.template
        template.write_text(template.read_text("utf-8").replace("<h1>", f"{_MARK}<h1>", 1), "utf-8")
    return LATER if step == "clock moved" else NOW


def missing(step: str, program: Program, work: Path, notices: Sequence[Notice]) -> str:
    """An error text if the output lacks a page or the change of a step, else “”."""
    output = program.folder(work) / program.output
    absent = [notice.name for notice in notices if not (output / program.page.format(notice.name)).is_file()]
    if absent:
        return f"{len(absent):,} notices have no page, the first of them {absent[0]}"
    name, words = {
        "one edit": (_middle(notices).name, _SENTENCE),
        "one new notice": (NEW, "A new notice"),
        "template edit": (_middle(notices).name, _MARK),
    }.get(step, (_middle(notices).name, _middle(notices).title))
    page = output / program.page.format(name)
    shown = page.is_file() and words in page.read_text("utf-8")
    return "" if shown else f"The page of {name} does not say “{words}”"


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """The files of a site, each with its inode and modification time in ns, which change when it is written again."""
    return {
        str(path): (about.st_ino, about.st_mtime_ns)
        for path in folder.rglob("*")
        if ".sitegen" not in path.parts and path.is_file() and (about := path.stat())
    }


def _middle(notices: Sequence[Notice]) -> Notice:
    return notices[len(notices) // 2]
