"""Jobs → files that wait to be put in place, made by all processors; those that nothing has changed are not made again."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from itertools import chain, groupby, islice
from typing import Any

from sitegen.diagnostics import Diagnostic
from sitegen.memo.processes import each
from sitegen.memo.store import Cache, digest, program
from sitegen.outputs.output import Output, Printed, Rendered, Told, told
from sitegen.outputs.plan import Job
from sitegen.outputs.view import View
from sitegen.writing.render import Renderer, digest_of
from sitegen.writing.write import Staged, Staging

_AT_ONCE, _PAGES = 500, 100
"""Jobs, and pages of one job, whose results are kept together."""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file that waits or is in place already, with what hosts need to know of it; or what is wrong with its template."""

    told: Told
    staged: Staged
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Maker:
    """Makes outputs in a workshop, and has them wait in `staging`; without one, nothing is written."""

    workshop: Renderer
    staging: Staging | None
    cache: Cache

    @cached_property
    def tools(self) -> bytes:
        """A digest of what everything is made with: the program, the templates, the press for PDFs."""
        press = self.workshop.press
        return digest(program(), digest_of(self.workshop.env), press.machine if press else b"")

    def make_all(self, jobs: Sequence[Job]) -> Iterator[BuiltFile]:
        """What each job makes, in their order. A job whose files are in place, made from the same, is left as it is."""
        keys = self._keys(jobs)
        kept = self._in_place(keys)
        todo = [job for job, key in zip(jobs, keys, strict=True) if key not in kept]
        large = sum(bool(job.frame) for job in todo)
        made = each(self._make_job, todo, alone=large, work=len(jobs) if large else len(todo))
        fresh: list[tuple[bytes, bytes]] = []
        for key in keys:
            files = kept[key] if key in kept else next(made)
            if key not in kept and not any(file.diagnostics for file in files):
                fresh.append((key, _packed(files)))
            if len(fresh) >= _AT_ONCE:
                self.cache.keep(fresh)
                fresh.clear()
            yield from files
        self.cache.keep(fresh)

    def make(self, output: Output) -> BuiltFile:
        """What a single output makes."""
        file = self.workshop.make(output)
        if self.staging is None or file.diagnostics:
            return BuiltFile(told(output), Staged.of(file.path, file.data), file.diagnostics)
        return BuiltFile(told(output), self.staging.stage(file.path, file.data))

    def _make_job(self, job: Job) -> list[BuiltFile]:
        if not job.frame:
            return [self.make(output) for output in job.outputs()]
        made: list[BuiltFile] = []
        seen = ((output, _seen(output)) for output in job.outputs())
        for is_page, some in groupby(seen, lambda one: bool(one[1])):
            if not is_page:
                made += (self.make(output) for output, _ in some)
            while is_page and (pages := list(islice(some, _PAGES))):
                made += self._make_pages(pages, digest(self.tools, job.frame))
        return made

    def _make_pages(self, pages: Sequence[tuple[Output, bytes]], shared: bytes) -> Iterator[BuiltFile]:
        """Pages with what they show, of which those are left as they are that stand in place and show the same."""
        keys = [digest(shared, page.path.encode(), seen) for page, seen in pages]
        kept = self._in_place(keys)
        made = {key: [self.make(page)] for key, (page, _) in zip(keys, pages, strict=True) if key not in kept}
        self.cache.keep((key, _packed(files)) for key, files in made.items() if not files[0].diagnostics)
        return chain.from_iterable((kept | made)[key] for key in keys)

    def _keys(self, jobs: Sequence[Job]) -> list[bytes]:
        return [digest(self.tools, job.made_from) for job in jobs]

    def _in_place(self, keys: Sequence[bytes]) -> dict[bytes, list[BuiltFile]]:
        """The files of those jobs that need not be done, by their keys."""
        found = {}
        for key, data in self.cache.recall(keys).items():
            files = _unpacked(data)
            if files and all(self._is_in_place(file.staged) for file in files):
                found[key] = files
        return found

    def _is_in_place(self, file: Staged) -> bool:
        return self.staging is None or self.staging.has(file.path, file.digest)


def _seen(output: Output) -> bytes:
    """All that the template of a page sees, but for what it shares with all others; nothing of what is no page."""
    if isinstance(output, Printed) or not isinstance(output, Rendered) or not isinstance(output.view, View):
        return b""  # a page on paper depends on files that its template does not see
    view = output.view
    own = [getattr(view, part.name) for part in fields(view) if part.name != "site"]
    return repr((output.template, own)).encode()


def _packed(files: Sequence[BuiltFile]) -> bytes:
    """What is kept of a job: of each file where it is, its digest, and what hosts need to know of it."""
    return json.dumps([_row(file.told, file.staged.digest) for file in files]).encode()


def _row(about: Told, digest: str) -> tuple[str, str, str | None, str | None, bool, bool]:
    day = about.modified.isoformat() if about.modified else None
    return (about.path, digest, about.address, day, about.leads_on, about.copied)


def _unpacked(data: bytes) -> list[BuiltFile]:
    rows: list[list[Any]] = json.loads(data)
    return [
        BuiltFile(
            Told(path, address, date.fromisoformat(day) if day else None, leads_on, copied),
            Staged(path, digest, None),
        )
        for path, digest, address, day, leads_on, copied in rows
    ]
