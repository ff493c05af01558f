"""Folders → a call after every change in them, at once; only importer of watchfiles."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Event, Thread

from livereload.watcher import Watcher
from tornado.ioloop import IOLoop
from watchfiles import Change, watch

_TOGETHER = 30
"""Milliseconds within which changes are one: many files are often saved at a time."""
_LOOK = 500
"""Milliseconds after which to look whether a folder has gone, or come back."""
_LOADING = 0.4
"""Seconds in which a page loads and does not listen yet."""


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
        """The paths that the last call told of; none where it may be all of them."""

    def start(self, callback: Callable[[], None]) -> bool:
        """Has livereload look at what is new whenever something is."""
        self._loop, self._callback = IOLoop.current(), callback
        if self._noted:
            self._loop.add_callback(callback)
        return True

    def listen(self) -> None:
        """Begins to watch, in a thread of its own."""
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Watches no longer."""
        self._ended.set()

    def note(self, paths: Iterable[str]) -> None:
        """Takes up that something has changed."""
        self._noted.update(paths)
        if self._loop:
            self._loop.add_callback(self._callback)

    def again(self) -> None:
        """Tells browsers once more: one of them may have been loading, and not listening."""
        if self._loop:
            self._changes.append(("/", None))
            self._loop.add_callback(self._loop.call_later, _LOADING, self._callback)

    def reload(self) -> None:
        """Has browsers load their page anew; another thread may ask for it."""
        if self._loop:
            self._changes.append(("/", None))
            self._loop.add_callback(self._callback)
            self.again()

    def is_changed(self, _path: str, _ignore: object = None) -> bool:
        """Whether anything changed since the last call."""
        self.changed, self._noted = frozenset(self._noted), set()
        self.filepath = (
            "/" if self.changed else None
        )  # what the browser is told: not a picture or stylesheet, but all
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
    """Whether a file, or a folder that it is in, is none that a build reads: hidden, or an editor's copy."""
    top = next((folder.absolute() for folder in folders if path.is_relative_to(folder.absolute())), None)
    names = path.relative_to(top).parts if top else (path.name,)
    return any(name.startswith((".", "#")) or name.endswith("~") for name in names)
