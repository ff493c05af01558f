"""The files of content → digests of their texts; a file that is as it was need not be opened for that.

As in git's index (https://git-scm.com/docs/racy-git): a file counts as untouched while its size, its number on the disk
and its times are those that were noted. One that changed in the very moment in which they were noted is opened again.
"""

import stat
from typing import Any

from sitegen.build.request import Request
from sitegen.memo.digest import digest, program
from sitegen.memo.memo import Memo
from sitegen.reading.source import File, Source
from sitegen.writing.disk import TICK, clock_of, look
from sitegen.writing.stamps import Stamp, stamp_of

_Noted = tuple[Stamp, bytes]


class Texts:
    """The digest of the text of each file with the stamp of the file, as the last run noted them."""

    def __init__(self, request: Request, memo: Memo) -> None:
        self._memo = memo
        self.key = digest(program(), b"texts", request.content.as_posix().encode())
        """Under which the notes are kept."""
        self._settled = clock_of(request.cache) - TICK if request.cache else float("-inf")
        self._before = _checked(memo.recall(self.key))
        self._now: dict[str, _Noted] = {}
        self._stamps: dict[str, Stamp] = {}

    def recall(self, file: File) -> bytes | None:
        """The digest of the text of a file that is as it was noted; None if the file must be opened to know."""
        if not (stamp := self._stamp(file)):
            return None
        noted = self._before.get(file.path)
        if noted and noted[0] == stamp:
            self._now[file.path] = noted
            return noted[1]
        self._stamps[file.path] = stamp
        return None

    def note(self, source: Source) -> bytes:
        """The digest of a text that was read after its file was looked at."""
        found = digest(source.text.encode())
        if stamp := self._stamps.pop(source.path, None):
            self._now[source.path] = (stamp, found)
        return found

    def keep(self) -> None:
        """Keeps what was noted for the next run."""
        if self._now != self._before:
            self._memo.keep(self.key, self._now)

    def _stamp(self, file: File) -> Stamp | None:
        """The stamp of a file, if it can be trusted to be another one after any change."""
        try:
            found = look(file.path)
        except OSError:  # reading it says what is wrong
            return None
        if not found or not stat.S_ISREG(found.st_mode):
            return None
        return stamp_of(found) if max(found.st_mtime_ns, found.st_ctime_ns) < self._settled else None


def _checked(kept: Any) -> dict[str, _Noted]:  # noqa: ANN401 - whatever was kept
    return kept if isinstance(kept, dict) else {}
