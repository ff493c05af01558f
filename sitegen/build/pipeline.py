"""The build, from files to files. Read this first: each stage takes values and gives values and findings."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from urllib.parse import urlsplit

from sitegen.build.before import last_build
from sitegen.build.check import check
from sitegen.build.given import Given, SearchOf, in_order
from sitegen.build.index import SearchIndex
from sitegen.build.job import PartOf, RowsOf
from sitegen.build.jobs import Jobs
from sitegen.build.make import BuiltFile, Maker
from sitegen.build.neighbours import Neighbours, unchanging
from sitegen.build.print import press
from sitegen.build.read import read
from sitegen.build.request import Request, Result
from sitegen.diagnostics import Diagnostic, error, has_errors
from sitegen.memo.memo import Memo
from sitegen.model.content import Content
from sitegen.model.record import Key
from sitegen.model.site import Site, index
from sitegen.outputs.output import FileInfo
from sitegen.reading.assets import read_assets
from sitegen.reading.restored import restored
from sitegen.reading.templates import appraise_templates
from sitegen.rules import RULES, held_back
from sitegen.rules.held_back import Before, overdue
from sitegen.rules.hidden import mark_faults, mark_findings
from sitegen.writing.render import Renderer, environment
from sitegen.writing.sweep import sweep
from sitegen.writing.write import CannotWrite, Staging
from sitegen.writing.written import Written

__all__ = ["Request", "Result", "build", "examine"]


def build(request: Request, progress: Callable[[int], None] = lambda _: None) -> Result:
    """Builds the site. With any error, nothing in the output changes. `progress` hears of each file made.

    Raises CannotPrint when PDFs are wanted on a machine that cannot make them.
    """
    memo = Memo(request.cache)
    content, versions, examined = _examined(request, memo)
    faults = appraise_templates(request.templates)
    examined = replace(examined, diagnostics=_ordered([*examined.diagnostics, *faults]))
    if content is None or has_errors(faults, strict=request.strict):
        if request.output:
            sweep(request.output)
        return examined
    site = _site(request, content)
    renderer = _renderer(request, site, memo)
    jobs = Jobs(site, Neighbours(site, content.by_key), versions, memo.recall)
    findings = list(examined.diagnostics)
    try:
        with (
            Staging(request.output, public=not request.drafts) if request.output else nullcontext() as staging
        ):
            maker = Maker(renderer, staging, memo)
            files = _once(_files(jobs, SearchIndex(site, memo), maker), content)
            result = _put_in_place(files, staging, findings, progress, content, strict=request.strict)
    except CannotWrite as problem:
        result = _result([*findings, problem.diagnostic])
    memo.tidy()
    holds = None if site.config.pdf else unchanging(site)
    return replace(result, checked=examined.checked, holds=holds, held=content.held, content=content)


def examine(request: Request, before: Before | None = None) -> tuple[Content | None, Result]:
    """Reads and checks, and makes nothing. Gives the content when no finding stops a build, and what was found.

    What only time would make public with an error in it is left out. `before` says what was public; by default the last build does.
    """
    content, _, result = _examined(request, Memo(request.cache), before)
    return content, result


def _examined(
    request: Request, memo: Memo, before: Before | None = None
) -> tuple[Content | None, Mapping[Key, bytes], Result]:
    """The same, with a digest of all that each record is made from."""
    reading, versions = read(request, memo)
    if reading.content is None:
        return None, versions, _result(list(reading.faults))
    content = replace(reading.content, held=request.held)

    def found() -> list[Diagnostic]:
        """All findings, those marked that the public does not meet."""
        return [
            *mark_faults(content, reading.faults),
            *mark_findings(content, check(content, versions, memo), RULES),
            *held_back.findings(content),
        ]

    findings = found()
    if request.output and not request.drafts:
        before = before or last_build(request.output)
    while before and (late := overdue(content, findings, before)):
        content = replace(content, held=content.held | late)
        findings = found()
    entries = (content.settings, *content.entries.values())
    checked = tuple(entry.path for entry in entries)
    result = replace(_result(findings), checked=checked, held=content.held)
    return (None if has_errors(findings, strict=request.strict) else content), versions, result


def _site(request: Request, content: Content) -> Site:
    """The public site, with PDFs or without."""
    site = index(content, read_assets(request.templates))
    pdf = bool(request.output) and (site.config.pdf if request.pdf is None else request.pdf)
    return replace(site, config=site.config.model_copy(update={"pdf": pdf}), restore=restored)


def _renderer(request: Request, site: Site, memo: Memo) -> Renderer:
    printer = press(site, memo) if site.config.pdf else None
    return Renderer(environment(request.templates), urlsplit(site.config.base_url).path, printer)


def _files(jobs: Jobs, search: SearchIndex, maker: Maker) -> Iterator[BuiltFile]:
    """Every file of the site: those of each record, what speaks of many, last of all what hosts need to know of the others."""
    about: list[FileInfo] = []
    digests: list[bytes] = []
    given: list[Given] = []
    documents: list[SearchOf] = []
    rows: defaultdict[str, list[RowsOf]] = defaultdict(list)
    for made in maker.make_all(tuple(jobs.of_records())):
        about += (file.info for file in made.files)
        digests.append(made.infos)
        given += (made.given,) if made.given else ()
        documents += (made.search,) if made.search else ()
        if made.rows:
            rows[made.rows.part].append(made.rows)
        yield from made.files
    parts: dict[str, PartOf] = {}
    for part, made in zip(rows, maker.make_all(tuple(jobs.of_parts(rows))), strict=True):
        about += (file.info for file in made.files)
        digests.append(made.infos)
        parts[part] = PartOf(made.part, tuple((file.info.path, file.size) for file in made.files), rows[part])
        yield from made.files
    adverts = in_order(given)
    for made in maker.make_all((*jobs.of_many(given, adverts, parts), *search.jobs(documents, adverts))):
        about += (file.info for file in made.files)
        digests.append(made.infos)
        yield from made.files
    for made in maker.make_all((jobs.of_hosts(about, digests),)):
        yield from made.files


def _put_in_place(
    files: Iterable[BuiltFile],
    staging: Staging | None,
    findings: list[Diagnostic],
    progress: Callable[[int], None],
    content: Content,
    *,
    strict: bool,
) -> Result:
    """Puts the files in place once the last one waits and no error has come up."""
    count = 0
    for count, file in enumerate(files, start=1):
        found = (replace(one, path=_file_of(one.path, content) or one.path) for one in file.diagnostics)
        findings += (one for one in found if _is_new(one, findings))
        if staging and not has_errors(file.diagnostics):
            staging.want(file.info.path, file.digest)
        progress(count)
    if has_errors(findings, strict=strict):
        return _result(findings)
    return _result(findings, count, staging.commit() if staging else None)


def _is_new(finding: Diagnostic, findings: Iterable[Diagnostic]) -> bool:
    """Whether nothing has been said of this place: a mistake in a template is met by every page that it makes."""
    place = (finding.path, finding.span, finding.code)
    return all(place != (other.path, other.span, other.code) for other in findings)


def _once(files: Iterable[BuiltFile], content: Content) -> Iterator[BuiltFile]:
    """The same files; one whose path was taken before becomes a finding."""
    taken: set[str] = set()
    for file in files:
        path = file.info.path
        yield replace(file, diagnostics=(_taken(path, content),)) if path in taken else file
        taken.add(path)


def _taken(path: str, content: Content) -> Diagnostic:
    address = f"/{path.removesuffix('index.html')}"
    message = f"Two pages want the address {address}"
    hint = "rename this file, or change the redirect that begins there"
    return error("same-address", message, _file_of(address, content) or content.settings.path, hint=hint)


def _file_of(address: str, content: Content) -> str:
    """The file that the page of a record at an address is made from; empty if there is no such record."""
    collection, _, name = address.strip("/").partition("/")
    entry = content.entries.get(Key(collection, name))
    return entry.path if entry else ""


def _result(findings: list[Diagnostic], files: int = 0, written: Written | None = None) -> Result:
    return Result(_ordered(findings), files, written)


def _ordered(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))
