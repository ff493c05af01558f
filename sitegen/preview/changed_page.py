"""Records whose files have just changed → their pages and other files, before the complete build."""

import gc
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from os.path import abspath
from pathlib import Path

from sitegen.build.jobs import Jobs
from sitegen.build.neighbours import Neighbours
from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.record import Key
from sitegen.model.site import index
from sitegen.reading.assets import read_assets
from sitegen.reading.content import read_again
from sitegen.reading.restored import restored
from sitegen.writing.render import Renderer


@dataclass(frozen=True, slots=True)
class Ahead:
    """The output files of the changed records by path, and the faults in their content files."""

    files: dict[str, bytes]
    faults: tuple[Diagnostic, ...]


def places_of(content: Content) -> dict[str, Key]:
    """The record in each file, by its absolute path."""
    return {abspath(entry.path): key for key, entry in content.entries.items()}  # noqa: PTH100 - very many


def warm_up(content: Content, templates: tuple[Path, ...], renderer: Renderer, now: datetime) -> None:
    """Renders a page for nothing, so that the templates are compiled before the first change."""
    with suppress(Exception):
        ahead(
            content,
            [key for key in content.entries if key.collection == Advert.collection][:1],
            templates,
            renderer,
            now,
        )
    gc.freeze()  # or collecting garbage would take longer than the work


def ahead(
    content: Content, keys: Sequence[Key], templates: tuple[Path, ...], renderer: Renderer, now: datetime
) -> tuple[Content, Ahead]:
    """The content with the files of these records read again, and their output files.

    Rules and lists are left to the build.
    """
    found, faults = read_again(content, keys)
    if has_errors(faults):
        return content, Ahead({}, tuple(faults))
    site = index(replace(found, now=now.astimezone(content.config.zone)), read_assets(templates))
    site = replace(site, restore=restored)
    jobs = Jobs(site, Neighbours(site, found.by_key), {})
    made = [renderer.make(one) for key in keys if key in site.shown for one in jobs.own(key)]
    wrong = tuple(finding for file in made for finding in file.diagnostics)
    return found, Ahead({file.path: file.data for file in made if not file.diagnostics}, wrong)
