"""The git repository that holds the content, and what it answers."""

from pathlib import Path

from sitegen.publishing.program import run


def ask(folder: Path, *arguments: str) -> str:
    """What git gives, without its last line end; empty where it fails, or the folder is in no repository."""
    said = run(["git", *arguments], within=folder)
    return said.out.decode("utf-8", "replace").rstrip("\n") if said.code == 0 else ""


def untracked(folder: Path) -> list[str]:
    """The files below a folder that git does not know, by their paths within it. None outside git."""
    return ask(folder, "ls-files", "--others", "-z", "--", ".").split("\0")[:-1] if folder.is_dir() else []


def is_as_committed(file: Path) -> bool:
    """Whether a file holds what the last commit has of it."""
    said = run(["git", "diff", "--quiet", "HEAD", "--", file.name], within=file.parent)
    return said.code == 0 and bool(ask(file.parent, "ls-files", "--", file.name))
