"""A target that is a branch of a git repository: one commit a publication, no checkout."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self
from urllib.parse import unquote

from filelock import FileLock, Timeout

from sitegen.publishing.program import run, without_secrets
from sitegen.publishing.publication import PLACE, Publication, encoded
from sitegen.publishing.refusals import (
    CannotPublish,
    already_running,
    changed_meanwhile,
    nested_repository,
    published_meanwhile,
    target_failed,
    transfer_failed,
)
from sitegen.publishing.repository import IDENTITY
from sitegen.publishing.target import Live, Transfer
from sitegen.writing.refusal import failed as refused_by_system

_LIVE = "refs/sitegen/live"
_NONE = "0" * 40
_WORKING = "sitegen-"
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
"""Nobody types passwords on a build server, and we parse git's messages in English."""
_REACHED_BY = "file:ftp:ftps:git:http:https:ssh"
"""Protocols that git may use by default: not `ext::`, which starts any program."""


class GitBranch:
    """A branch of the repository at `address`. `kept` is a folder for our own copy, so that little is fetched."""

    def __init__(self, address: str, branch: str, kept: Path, *, force: bool) -> None:
        self.place = f"{without_secrets(address)}#{branch}"
        self._address = str(Path(address).absolute()) if Path(address).is_dir() else address
        self._ref = f"refs/heads/{branch}"
        name = sha256(self.place.encode()).hexdigest()[:12]
        self._copy = kept.absolute() / "publishing" / f"{name}.git"
        self._lock = FileLock(self._copy.with_suffix(".lock"), timeout=0)
        self._force = force
        self._commit = ""  # the head of the branch as found; empty if there is no branch

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        """Does nothing: `put` checks that the branch has not moved."""

    def look(self) -> Live:
        """The list at the head of the branch."""
        if _is_nested(self._address):
            raise CannotPublish(nested_repository(self.place))
        with self._locked_copy():
            self._commit = self._head()
            if not self._commit:
                return Live(None, occupied=False)
            if run(["git", "cat-file", "-e", f"{self._commit}^{{commit}}"], cwd=self._copy).code:
                self._git(
                    "fetch", "--quiet", "--no-tags", "--depth=1", "--", self._address, f"+{self._ref}:{_LIVE}"
                )
            done = run(["git", "cat-file", "blob", f"{self._commit}:{PLACE}"], cwd=self._copy)
            return Live(done.out if done.code == 0 else None, occupied=True)

    def read(self, path: str) -> bytes | None:
        """A file in the commit that `look` found; None if it does not exist."""
        with self._locked_copy():
            done = run(["git", "cat-file", "blob", f"{self._commit}:{path}"], cwd=self._copy)
            return done.out if self._commit and done.code == 0 else None

    def read_all(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The existing files by path, in the commit that `look` found."""
        return {path: data for path in paths if (data := self.read(path)) is not None}

    def put(self, transfer: Transfer) -> None:
        """Adds a commit to the branch. The host accepts it whole or not at all."""
        with self._locked_copy():
            commit = self._committed(self._tree(transfer), transfer)
            if self._head() != self._commit and not self._force:
                raise CannotPublish(published_meanwhile(self.place))
            sign = "+" if self._force else ""
            done = run(
                ["git", "push", "--quiet", "--no-verify", "--", self._address, f"{sign}{commit}:{self._ref}"],
                cwd=self._copy,
                environment=_environment(),
            )
            if done.code:
                if self._head() != self._commit:
                    raise CannotPublish(published_meanwhile(self.place))
                raise CannotPublish(transfer_failed(self.place, _reason(done.stderr)))
            self._git("update-ref", _LIVE, commit)
            self._commit = commit

    def differing(self, transfer: Transfer) -> list[str]:
        """Empty if the branch is at our commit, else every file that was sent."""
        with self._locked_copy():
            if self._head() == self._commit:  # a commit names the digest of every byte in it
                return []
        return [PLACE, *transfer.plan.uploads]

    def _tree(self, transfer: Transfer) -> str:
        """The hash of the new tree. Other files in the branch, such as CNAME, stay."""
        plan, source = transfer.plan, transfer.source
        with TemporaryDirectory(prefix=_WORKING, dir=self._copy) as folder:
            index = {"GIT_INDEX_FILE": f"{folder}/index"}
            if self._commit:
                self._git("read-tree", self._commit, environment=index)
            blobs = self._git(
                "--git-dir",
                str(self._copy),
                "hash-object",
                "-w",
                "--no-filters",
                "--stdin-paths",
                cwd=source,
                stdin="".join(f"{path}\n" for path in plan.uploads).encode(),
            ).split()
            manifest = self._git("hash-object", "-w", "--stdin", stdin=encoded(transfer.new))
            entries = [
                *(f"0 {_NONE}\t{path}" for path in plan.removed),
                *(f"100644 {blob}\t{path}" for path, blob in zip(plan.uploads, blobs, strict=True)),
                f"100644 {manifest}\t{PLACE}",
            ]
            stdin = "".join(f"{entry}\0" for entry in entries).encode()
            self._git("update-index", "-z", "--index-info", stdin=stdin, environment=index)
            for path in plan.uploads:  # git must have read the same bytes
                if sha256((source / path).read_bytes()).hexdigest() != transfer.new.files[path]:
                    raise CannotPublish(changed_meanwhile(path))
            return self._git("write-tree", environment=index)

    def _committed(self, tree: str, transfer: Transfer) -> str:
        new, plan = transfer.new, transfer.plan
        known = run(["git", "config", "user.email"], cwd=self._copy).code == 0
        moment = new.published.isoformat()
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        parent = ["-p", self._commit] if self._commit else []
        return self._git(
            "commit-tree",
            tree,
            *parent,
            stdin=_message(new, len(plan.new), len(plan.changed), len(plan.removed)).encode(),
            environment={**dates, **({} if known else IDENTITY)},
        )

    def _head(self) -> str:
        """The current head of the branch; empty if there is no such branch."""
        return self._git("ls-remote", "--", self._address, self._ref).partition("\t")[0]

    @contextmanager
    def _locked_copy(self) -> Iterator[None]:
        """Locks our copy of the repository, creates it if missing, and removes leftovers of a killed run."""
        try:
            self._copy.parent.mkdir(parents=True, exist_ok=True)
            with self._lock:
                if not (self._copy / "HEAD").is_file():
                    shutil.rmtree(self._copy, ignore_errors=True)
                    self._git("init", "--quiet", "--bare", str(self._copy), cwd=self._copy.parent)
                for left in (*self._copy.glob("*.lock"), *self._copy.glob("refs/**/*.lock")):
                    left.unlink()
                for folder in self._copy.glob(f"{_WORKING}*"):
                    shutil.rmtree(folder)
                yield
        except Timeout:
            raise CannotPublish(already_running(self.place)) from None
        except OSError as fault:
            found = refused_by_system(str(fault.filename or self._copy), fault)
            raise CannotPublish(target_failed(found.message)) from fault

    def _git(
        self,
        *arguments: str,
        cwd: Path | None = None,
        stdin: bytes = b"",
        environment: dict[str, str] | None = None,
    ) -> str:
        done = run(
            ["git", *arguments],
            cwd=cwd or self._copy,
            stdin=stdin,
            environment={**_environment(), **(environment or {})},
        )
        if done.code:
            raise CannotPublish(transfer_failed(self.place, _reason(done.stderr)))
        return done.text


def _is_nested(address: str) -> bool:
    """Whether the repository is on this machine and committed inside another, whose authors could give it hooks."""
    place = unquote(address.removeprefix("file://"))
    return any(
        Path(folder, "HEAD").is_file()
        and not run(
            ["git", "ls-files", "--error-unmatch", "--", f"{folder}/HEAD"], cwd=Path(folder).parent
        ).code
        for folder in (place, f"{place}.git")
    )


def _environment() -> dict[str, str]:
    return {**_QUIET, "GIT_ALLOW_PROTOCOL": os.environ.get("GIT_ALLOW_PROTOCOL", _REACHED_BY)}


def _message(new: Publication, added: int, changed: int, removed: int) -> str:
    of = f"\n\nContent: {new.origin.commit}" if new.origin.commit else ""
    return f"Publish {new.site}\n\n{added} new, {changed} changed, {removed} removed{of}\n"


def _reason(stderr: str) -> str:
    """Git's first two errors, on one line."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    faults = [line for line in lines if line.startswith(("fatal:", "error:", "remote:"))]
    return "git said “" + "; ".join((faults or lines)[:2]) + "”"
