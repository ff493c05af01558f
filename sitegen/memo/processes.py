"""One function over many values, shared among the processors: the same results, in the same order, sooner."""

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEW = 200
"""So few values are done sooner than other processes can be started."""
_SHARE = 25
"""Values that a process does at a time."""
_INHERITED: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""What forked processes find here when they start, so that nothing has to be sent to them."""


def each(
    function: Callable[[T], R], values: Sequence[T], *, first: int = 0, work: int | None = None
) -> Iterator[R]:
    """What `function` gives for each value, in their order. It must be pure; its results are pickled.

    The `first` values take long, so each is a share of its own; `work` says how many values all of them are worth, where
    that is not their number. When a process dies, of want of memory perhaps, the rest is done in this one.
    """
    workers = os.cpu_count() or 1
    done = 0
    if (len(values) if work is None else work) > FEW and workers > 1 and "fork" in get_all_start_methods():
        try:
            for result in _shared(function, values, workers, first):
                yield result
                done += 1
        except BrokenProcessPool:
            pass
        else:
            return
    yield from map(function, values[done:])


def _shared(function: Callable[[T], R], values: Sequence[T], workers: int, first: int) -> Iterator[R]:
    pool = ProcessPoolExecutor(workers, get_context("fork"), initializer=_obey_the_parent)
    gc.freeze()  # or the processes would look through all that they inherit, and so get copies of it
    try:
        _INHERITED.append((function, values))
        starts = (*range(first), *range(first, len(values), _SHARE))
        with _undisturbed():
            parts = pool.map(_part, starts, (*starts[1:], len(values)))  # the processes start here
        _INHERITED.pop()
        for part in parts:
            yield from part
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        gc.unfreeze()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Has Ctrl+C wait for a moment: while a process is forked, Python would report it and go on as if nothing had been."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _part(start: int, end: int) -> list[Any]:
    function, values = _INHERITED[-1]
    return [function(value) for value in values[start:end]]


def _obey_the_parent() -> None:
    """Ctrl+C is for the process that people started. When that one ends, however it ends, so does this.

    Left behind, it would hold what it inherited, the lock of the output folder among it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)
