"""An output folder → the same without what a build that was killed left waiting."""

from contextlib import suppress
from pathlib import Path

from sitegen.writing.disk import look
from sitegen.writing.write import CannotWrite, Staging
from sitegen.writing.written import STAGING


def sweep(output: Path) -> None:
    """Removes what a build that was killed left waiting; it may show drafts. What a build at work has there stays."""
    if look(output / STAGING) is not None:
        with suppress(CannotWrite), Staging(output, wait=0):
            pass
