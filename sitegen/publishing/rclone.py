"""A target that rclone reaches: an object store, SFTP, WebDAV or FTP. Only rclone knows the passwords.

Files are replaced one by one. So the list there says first what will change, and last what is live: the next run can
detect and finish a broken transfer.
"""

import json
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from sitegen.outputs.hosting.headers import Header, sent_with
from sitegen.publishing.plan import in_transfer
from sitegen.publishing.program import Completed, run, without_secrets
from sitegen.publishing.publication import PLACE, decoded, encoded
from sitegen.publishing.refusals import CannotPublish, published_meanwhile, transfer_failed
from sitegen.publishing.target import Live, Transfer

_COPY = PLACE.replace(".json", ".copy.json")
_NOT_FOUND = (3, 4)
"""Exit codes of rclone for a missing folder or file (https://rclone.org/docs/#exit-code)."""
_LOST = 127
_NO_PROGRAM = (
    "rclone is not on this machine; install it, or what requirements-rclone.txt in sitegen's release lists"
)
_KNOWN = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            r"unable to authenticate|401 Unauthorized|StatusCode: 401|InvalidAccessKeyId|SignatureDoesNotMatch|AuthenticationFailed|: 530 ",
            "the host did not accept the name, the password or the key",
        ),
        (r"decryption password incorrect", "the password of the key is a different one"),
        (
            r"knownhosts: key",
            "the host does not show the key that it is known by; ask those who run it which is right",
        ),
        (
            r"permission denied|[Rr]ead[ -]only file ?system|403 Forbidden|StatusCode: 403|: 55[03] ",
            "the host does not permit that",
        ),
        (
            r"[Nn]o space left|[Qq]uota ?[Ee]xceeded|507 Insufficient|: 552 ",
            "there is no space left at the host",
        ),
        (
            r"corrupted on transfer|SSH_FX_FAILURE",  # OpenSSH does not say why it did not write
            "what was sent did not arrive whole; perhaps there is no space left at the host",
        ),
        (r"connection refused|no such host|i/o timeout", "the host does not answer"),
        (
            r"\bEOF\b|connection lost|connection reset|broken pipe|unexpected packet|closed network connection",
            "the connection to the host broke",
        ),
        (r"didn't find section in config", "rclone knows no remote of this name on this machine"),
    )
)
"""Common error messages of rclone and hosts, and what they mean."""
_ENVIRONMENT = {"RCLONE_NO_UPDATE_DIR_MODTIME": "true"}
"""Skips setting the times of folders. Versions before 1.66 refuse it as an option."""
_ALWAYS = ("--ask-password=false", "--contimeout=20s", "--timeout=60s")
"""Nobody can type a password; a silent host times out."""
_TRANSFER = ("--transfers=8", "--retries=2", "--retries-sleep=1s")


class Rclone:
    """A place that rclone calls `remote:path`."""

    def __init__(self, remote: str) -> None:
        self.place = without_secrets(remote)
        self._remote = remote
        self._below = remote if remote.endswith((":", "/")) else f"{remote}/"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        """Does nothing: such hosts have no locks."""

    def look(self) -> Live:
        """The list, or its copy if a broken transfer has damaged it. Some stores return no bytes for a missing file."""
        found = b""
        for path in (PLACE, _COPY):
            raw = self._query("cat", f"{self._below}{path}").out
            if decoded(raw):
                return Live(raw, occupied=True)
            found = found or raw
        there = self._query("lsf", self._remote, options=("--max-depth", "1")).out
        return Live(found or None, occupied=bool(there.strip()))

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None if it is missing or empty."""
        return self._query("cat", f"{self._below}{path}").out or None

    def read_all(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The existing files by path, fetched together. A file that cannot be fetched counts as missing."""
        if not paths:
            return {}
        with TemporaryDirectory(prefix="sitegen-") as folder:
            self._run_listed("copy", (self._remote, folder), paths, _TRANSFER)
            return {path: place.read_bytes() for path in paths if (place := Path(folder, path)).is_file()}

    def put(self, transfer: Transfer) -> None:
        """Announces the changes in the list, uploads in the order of the plan, removes, and writes the final list."""
        intent = encoded(in_transfer(transfer.new, transfer.live))
        self._write_list(intent)
        assets, pages, lists = transfer.plan.phases
        self._upload(transfer.source, assets)
        self._upload(transfer.source, pages)
        self._require_list(intent)
        self._upload(transfer.source, lists)
        if transfer.plan.removed:
            self._require_success(self._run_listed("delete", (self._remote,), transfer.plan.removed))
        self._require_list(intent)
        self._write_list(encoded(transfer.new))

    def differing(self, transfer: Transfer) -> list[str]:
        """Fetches what was uploaded. Returns the paths that differ from the list."""
        if self._query("cat", f"{self._below}{PLACE}").out != encoded(transfer.new):
            return [PLACE]
        if not transfer.plan.uploads:
            return []
        done = self._run_listed("hashsum", ("sha256", self._remote), transfer.plan.uploads, ("--download",))
        self._require_success(done)
        lines = (line.split("  ", 1) for line in done.out.decode("utf-8").splitlines())
        found = {path: digest for digest, path in lines}
        return [path for path in transfer.plan.uploads if found.get(path) != transfer.new.files[path]]

    def _write_list(self, manifest: bytes) -> None:
        """Writes the copy, then the list: not all hosts replace files atomically, and one of the two must be complete."""
        for path in (_COPY, PLACE):
            headers = _headers(self._sent_with(path))
            self._require_success(self._run("rcat", f"{self._below}{path}", options=headers, stdin=manifest))

    def _require_list(self, intent: bytes) -> None:
        """Raises CannotPublish if another publication has changed the list meanwhile."""
        if self._query("cat", f"{self._below}{PLACE}").out != intent:
            raise CannotPublish(published_meanwhile(self.place))

    def _upload(self, source: Path, paths: Sequence[str]) -> None:
        """Uploads files, grouped by their headers, without comparing: the plan has only files that differ."""
        for headers, some in groupby(sorted(paths, key=self._sent_with), key=self._sent_with):
            always = ("--no-check-dest", "--no-traverse", *_TRANSFER, *_headers(headers))
            places = (
                str(source.absolute()),
                self._remote,
            )  # absolute, because rclone takes “a:b” for a remote
            self._require_success(self._run_listed("copy", places, list(some), always))

    def _sent_with(self, path: str) -> tuple[Header, ...]:
        return sent_with(path) if self._keeps_headers else ()

    @cached_property
    def _keeps_headers(self) -> bool:
        """Whether the host stores headers with files, as object stores do."""
        done = self._run("backend", "features", self._remote)
        self._require_success(done)
        return bool(json.loads(done.out)["Features"]["WriteMimeType"])

    def _run_listed(
        self, command: str, places: Sequence[str], paths: Sequence[str], options: Sequence[str] = ()
    ) -> Completed:
        with TemporaryDirectory(prefix="sitegen-") as folder:
            listed = Path(folder, "files")
            listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8", newline="\n")
            return self._run(command, *places, options=(*options, "--files-from-raw", str(listed)))

    def _query(self, command: str, *places: str, options: Sequence[str] = ()) -> Completed:
        """Runs a query; empty output for a missing file or folder."""
        done = self._run(command, *places, options=options)
        if done.code in _NOT_FOUND:
            return Completed(done.code, b"", "")
        self._require_success(done)
        return done

    def _require_success(self, done: Completed) -> None:
        if done.code:
            raise CannotPublish(transfer_failed(self.place, _reason(done)))

    def _run(self, command: str, *places: str, options: Sequence[str] = (), stdin: bytes = b"") -> Completed:
        words = [_program(), command, *_ALWAYS, *options, "--", *places]  # after -- nothing is an option
        return run(words, stdin=stdin, environment=_ENVIRONMENT, ends_with_us=True)


def _program() -> str:
    """The program on the path, or the one installed beside Python."""
    return shutil.which("rclone") or str(Path(sys.executable).with_name("rclone"))


def _headers(headers: Sequence[Header]) -> list[str]:
    return [word for name, value in headers for word in ("--header-upload", f"{name}: {value}")]


def _reason(done: Completed) -> str:
    """What went wrong, in plain words if known, and rclone's last message without its time."""
    if done.code == _LOST:
        return _NO_PROGRAM
    lines = done.stderr.splitlines() or ["nothing"]
    last = re.sub(r"^\S+ \S+ (?:NOTICE|ERROR|CRITICAL|Fatal)\s*:? ", "", lines[-1])
    known = next((f"{words}; " for pattern, words in _KNOWN if pattern.search(last)), "")
    return f"{known}rclone said “{last}”"
