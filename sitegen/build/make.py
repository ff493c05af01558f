"""Jobs → files that wait to be put in place; what nothing has changed is not made again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import groupby, islice

from sitegen.build.given import Given, GivenAdvert, SearchOf
from sitegen.build.job import Job, Planned, RowsOf
from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.memo.digest import digest, program
from sitegen.memo.memo import Memo
from sitegen.memo.packing import admit
from sitegen.outputs.facets import Value
from sitegen.outputs.hosting import noted
from sitegen.outputs.html.timeline import Stage, TimelineEntry
from sitegen.outputs.news import News
from sitegen.outputs.output import FileInfo, Output, Printed, Rendered, info_of
from sitegen.outputs.rows import Part, Rows
from sitegen.outputs.summaries import Card, Summary
from sitegen.outputs.view import View
from sitegen.writing.render import Renderer, digest_of
from sitegen.writing.write import Staging

_PAGES = 100
"""Pages of one job that are held at a time."""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file that waits or is in place already, or what is wrong with its template."""

    info: FileInfo
    digest: str
    """Its SHA-256, in hexadecimal."""
    size: int
    """In bytes."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What is made of one job: its files, and what it gives to the files that speak of many records."""

    files: tuple[BuiltFile, ...]
    infos: bytes
    """A digest of what hosts need to know of the files."""
    given: Given | None = None
    rows: RowsOf | None = None
    part: bytes = b""
    """The digest under which the joined rows of a part are kept."""
    search: SearchOf | None = None


admit(BuiltFile, Contribution, FileInfo, Given, GivenAdvert, Summary, Card, Value, TimelineEntry, Stage)
admit(RowsOf, Rows, Part, SearchOf, News)


@dataclass(frozen=True)
class Maker:
    """Makes outputs, and has them wait in `staging`; if that is None, nothing is written."""

    renderer: Renderer
    staging: Staging | None
    memo: Memo

    @cached_property
    def tools(self) -> bytes:
        """A digest of what everything is made with: the program, the templates, the press for PDFs."""
        press = self.renderer.press
        return digest(program(), digest_of(self.renderer.env), press.machine if press else b"")

    def make_all(self, jobs: Sequence[Job]) -> Iterator[Contribution]:
        """What each job makes, in their order. A job whose files are in place, made from the same, is left as it is."""
        keys = [digest(self.tools, job.made_from) for job in jobs]
        found = self.memo.each(
            self._make_job,
            jobs,
            keys,
            holds=lambda made: self._are_in_place(made.files),
            keeps=lambda made: _are_right(made.files),
            slow=lambda job: bool(job.shared),
        )
        for made in found:
            events = made.given.events if isinstance(made.given, GivenAdvert) else b""
            news = made.given.kept if made.given else b""
            for kept in (made.rows.digest if made.rows else b"", events, news, made.part):
                self.memo.use(kept)
            yield made

    def make(self, output: Output) -> BuiltFile:
        """What a single output makes."""
        file = self.renderer.make(output)
        if self.staging is None or has_errors(file.diagnostics):
            found = sha256(file.data).hexdigest()
        else:
            found = self.staging.stage(file.path, file.data)
        return BuiltFile(info_of(output), found, len(file.data), file.diagnostics)

    def _make_job(self, job: Job) -> Contribution:
        planned = job.plan()
        if not job.shared:
            return self._contribution(planned)
        made: list[BuiltFile] = []
        shown = ((output, _shown(output)) for output in planned.outputs)
        for is_page, some in groupby(shown, lambda one: bool(one[1])):
            if not is_page:
                made += (self.make(output) for output, _ in some)
            while is_page and (pages := list(islice(some, _PAGES))):
                made += self._make_pages(pages, digest(self.tools, job.shared))
        return Contribution(tuple(made), _infos(made))

    def _contribution(self, planned: Planned) -> Contribution:
        """The files; what is large of the rest is kept, for it is only looked at again if something near it changes."""
        files = tuple(map(self.make, planned.outputs))
        rows, kept, part = planned.rows, None, b""
        if rows:
            found = digest(rows.changed.encode(), *_named(rows.lines))
            kept = RowsOf(rows.key, rows.part, rows.order, found)
            self.memo.keep(found, rows)
        if planned.part:
            part = digest(b"part", planned.part.changed.encode(), *_named(planned.part.lines))
            self.memo.keep(part, planned.part)
        if planned.given:
            self.memo.keep(planned.given.kept, planned.news)
        if isinstance(planned.given, GivenAdvert):
            self.memo.keep(planned.given.events, planned.events)
        return Contribution(files, _infos(files), planned.given, kept, part, planned.search)

    def _make_pages(self, pages: Sequence[tuple[Output, bytes]], shared: bytes) -> Iterator[BuiltFile]:
        """Pages with what they show. A page that is in place and shows the same is not made again."""
        keys = [digest(shared, page.path.encode(), shown) for page, shown in pages]
        made = self.memo.each(
            lambda page: [self.make(page[0])],
            pages,
            keys,
            holds=self._are_in_place,
            keeps=_are_right,
            share=False,
        )
        return (file for (file,) in made)

    def _are_in_place(self, files: Sequence[BuiltFile]) -> bool:
        """Whether files that were made before are in the output, or nothing is written at all."""
        staging = self.staging
        return staging is None or all(staging.has(file.info.path, file.digest) for file in files)


def _named(lines: Mapping[str, bytes]) -> Iterator[bytes]:
    return (part for name, data in lines.items() for part in (name.encode(), data))


def _infos(files: Iterable[BuiltFile]) -> bytes:
    """A digest of what hosts need to know of them, in whatever order they come."""
    return digest(*sorted({repr(noted(file.info)).encode() for file in files}))


def _are_right(files: Sequence[BuiltFile]) -> bool:
    return not any(has_errors(file.diagnostics) for file in files)


def _shown(output: Output) -> bytes:
    """All that the template of a page sees, but for what it shares with all others; nothing for what is no page."""
    if isinstance(output, Printed) or not isinstance(output, Rendered) or not isinstance(output.view, View):
        return b""  # a page on paper depends on files that its template does not see
    return repr((output.template, output.view.own)).encode()
