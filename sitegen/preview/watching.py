"""Folders → a call after every change in them. The only importer of watchfiles."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Event, Thread

from livereload.watcher import Watcher
from tornado.ioloop import IOLoop
from watchfiles import Change, watch

_TOGETHER = 30
"""Milliseconds within which changes count as one: several files are often saved together."""
_LOOK = 500
"""Milliseconds between checks whether a folder has been removed or replaced."""
_LOADING = 0.4
"""Seconds in which a page loads and does not listen for changes."""


class SiteWatcher(Watcher):  # type: ignore[misc] # livereload has no types
    """Tells livereload of every change below some folders.

    livereload's own watcher looks every 0.8 seconds, stops at the first changed file, so that a hundred files saved
    together would make a hundred builds, and overlooks a file that is moved in.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__()
        self._folders = folders
        self._ended = Event()
        self._noted: set[str] = set()
        self._thread: Thread | None = None
        self._callback: Callable[[], None] = lambda: None
        self._loop: IOLoop | None = None
        self.changed: frozenset[str] = frozenset()
        """The changed paths of the last call; a whole folder if it was replaced."""

    def start(self, callback: Callable[[], None]) -> bool:
        """Registers livereload's callback for changes. Called by livereload."""
        self._loop, self._callback = IOLoop.current(), callback
        if self._noted:
            self._loop.add_callback(callback)
        return True

    def listen(self) -> None:
        """Starts watching, in a thread."""
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stops watching."""
        self._ended.set()

    def note(self, paths: Iterable[str]) -> None:
        """Records changed paths and calls back."""
        self._noted.update(paths)
        if self._loop:
            self._loop.add_callback(self._callback)

    def notify_again(self) -> None:
        """Notifies browsers a second time: one may have been loading, and not listening."""
        if self._loop:
            self._changes.append(("/", None))
            self._loop.add_callback(self._loop.call_later, _LOADING, self._callback)

    def reload(self) -> None:
        """Makes browsers reload. Thread-safe."""
        if self._loop:
            self._changes.append(("/", None))
            self._loop.add_callback(self._callback)
            self.notify_again()

    def is_changed(self, _path: str, _ignore: object = None) -> bool:
        """Whether anything changed since the last call."""
        self.changed, self._noted = frozenset(self._noted), set()
        self.filepath = (
            "/" if self.changed else None
        )  # the browser reloads the page, not just a picture or stylesheet
        return bool(self.changed)

    def _watch(self) -> None:
        while not self._ended.is_set():
            there = {folder: _identity(folder) for folder in self._folders}
            present = [folder for folder, identity in there.items() if identity]
            if not present:
                self._ended.wait(_LOOK / 1000)
            for changes in self._changes_in(present):
                self.note(path for _, path in changes)
                if there != {folder: _identity(folder) for folder in self._folders}:
                    break
            if there != {folder: _identity(folder) for folder in self._folders}:
                self.note(map(str, self._folders))

    def _changes_in(self, folders: Sequence[Path]) -> Iterable[set[tuple[Change, str]]]:
        if not folders:
            return ()
        return watch(
            *folders,
            watch_filter=lambda _, path: not _is_hidden(Path(path), folders),
            debounce=_TOGETHER,
            step=_TOGETHER // 3,
            stop_event=self._ended,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _is_hidden(path: Path, folders: Sequence[Path]) -> bool:
    """Whether a build ignores a file: it or its folder is hidden, or it is an editor's copy."""
    top = next((folder.absolute() for folder in folders if path.is_relative_to(folder.absolute())), None)
    names = path.relative_to(top).parts if top else (path.name,)
    return any(name.startswith((".", "#")) or name.endswith("~") for name in names)
