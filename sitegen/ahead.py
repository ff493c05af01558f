"""A record whose file has just changed → its own files, ahead of the build that looks at everything."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from os.path import abspath
from pathlib import Path

from sitegen.building.render import Workshop
from sitegen.diagnostics import Diagnostic
from sitegen.model.content import Content
from sitegen.model.site import index
from sitegen.outputs.plan import own
from sitegen.reading.assets import read_assets
from sitegen.reading.content import read_again


@dataclass(frozen=True, slots=True)
class Ahead:
    """The files of the records that changed, by their paths, and what is wrong with the files of content."""

    files: dict[str, bytes]
    faults: tuple[Diagnostic, ...]


def ahead(
    content: Content, changed: Iterable[str], templates: tuple[Path, ...], shop: Workshop, now: datetime
) -> tuple[Content, Ahead] | None:
    """The content with these files read again, and what they make. None when more than known records has changed.

    What the rules would say is left to the build, and so are all lists.
    """
    places = {abspath(entry.path): key for key, entry in content.entries.items()}  # noqa: PTH100 - very many
    keys = [places.get(abspath(path)) for path in changed]  # noqa: PTH100 - likewise
    known = [key for key in keys if key]
    if not known or len(known) < len(keys):
        return None
    found, faults = read_again(content, known)
    if faults:
        return content, Ahead({}, tuple(faults))
    site = index(replace(found, now=now.astimezone(content.config.zone)), read_assets(templates))
    made = [shop.make(one) for key in known if key in site.shown for one in own(site, key)]
    wrong = tuple(finding for file in made for finding in file.diagnostics)
    return found, Ahead({file.path: file.data for file in made if not file.diagnostics}, wrong)
