"""People with clones of one repository, who write, record and publish by the commands that people use. With real git."""

import os
import subprocess
from pathlib import Path

from click.testing import CliRunner, Result

from sitegen.commands.main import main
from tests.publishing.conftest import ADVERT, GIT

LATER = "2026-11-23T11:10"
LINES = "content/register.jsonl"


def git(folder: Path, *words: str, check: bool = True) -> str:
    done = subprocess.run(["git", *words], cwd=folder, env=GIT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 or not check, done.stderr
    return done.stdout.strip()


class Person:
    """Somebody with a clone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def edit(self, old: str, new: str, name: str = ADVERT) -> None:
        file = self.folder / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    def commit(self, *, push: bool = False) -> None:
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--message", "Words")
        if push:
            git(self.folder, "push", "--quiet", "origin", "main")

    def run(self, command: str, *words: str, now: str = LATER) -> Result:
        here = Path.cwd()
        os.chdir(self.folder)
        try:
            return CliRunner().invoke(main, [*command.split(), *words, "--now", now])
        finally:
            os.chdir(here)

    def publish(self, *words: str, now: str = LATER) -> Result:
        return self.run("publish", str(self.folder.parent / "www"), *words, now=now)

    def lines(self) -> list[str]:
        return about_notices((self.folder / LINES).read_text("utf-8"))

    def live(self) -> list[str]:
        return about_notices((self.folder.parent / "www/current/data/register.jsonl").read_text("utf-8"))

    def pushed(self) -> list[str]:
        return about_notices(git(self.folder.parent / "origin.git", "show", f"main:{LINES}"))


def about_notices(register: str) -> list[str]:
    """The lines of a register without those about decisions and objectives, which do not change here."""
    return [line for line in register.splitlines() if '"collection"' not in line]
