"""The register after a git merge, and the live one → one register with the live lines first."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sitegen.diagnostics import Diagnostic, error
from sitegen.model.config import Config
from sitegen.model.register import Line, digest
from sitegen.publishing.live_register import LiveRegister, at_address, at_target
from sitegen.publishing.refusals import CannotPublish
from sitegen.publishing.repository import find_version
from sitegen.publishing.target_lookup import find_target, open_target
from sitegen.reading.load import load_settings
from sitegen.reading.source import read_settings
from sitegen.register.merge import Merged, merge


def merge_with_live(content: Path, target: str | None, say: Callable[[str], None]) -> Merged:
    """Makes one register, live lines first. `say` gets a sentence if the live register cannot be read.

    Raises CannotPublish if the named `target` cannot be read, CannotCreate if the register cannot be written.
    """
    config = _settings(content)
    live = max(
        _live(content, config, target, say), key=lambda found: len(found.lines), default=LiveRegister()
    )
    if not live.lines:
        say("No live register was found: the lines that were recorded first come first.")

    def found(line: Line) -> Mapping[str, bytes]:
        ours = {
            line.hash: find_version(content / line.file, lambda data: digest(data) == line.hash),
            line.release: find_version(
                content / line.release_file, lambda data: digest(data.removesuffix(b"\n")) == line.release
            )
            if line.release
            else None,
        }
        return {**{key: data for key, data in ours.items() if data is not None}, **live.texts(line)}

    return merge(content, live.lines, found)


def _live(
    content: Path, config: Config | None, target: str | None, say: Callable[[str], None]
) -> Iterator[LiveRegister]:
    if config is None:
        return
    wanted = [find_target(target, config)] if target else config.publish
    kept = content.absolute().parent / ".sitegen"
    for one in wanted:
        if one is None:
            raise CannotPublish(
                error(
                    "no-target",
                    f"There is no target “{target}”.",
                    hint="leave it out, or give one of site.yaml",
                )
            )
        try:
            yield at_target(open_target(one, None, kept, force=False))
        except CannotPublish as problem:
            if target:
                raise
            say(f"The target {one.name} could not be read: {problem}")
    if not wanted:
        yield at_address(config.base_url)


def _settings(content: Path) -> Config | None:
    found = read_settings(content)
    entry, _ = (None, ()) if isinstance(found, Diagnostic) else load_settings(found)
    return entry.record if entry else None
