"""The build, from files to files. Read this first: each stage takes values and gives values and findings."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.building.press import press
from sitegen.building.render import File, environment, render
from sitegen.building.write import CannotWrite, Staging, Written
from sitegen.cache import Cache
from sitegen.diagnostics import Diagnostic, error, has_errors
from sitegen.model.content import Content
from sitegen.model.site import index
from sitegen.outputs.plan import plan
from sitegen.reading.assets import read_assets
from sitegen.reading.content import read
from sitegen.rules import check


@dataclass(frozen=True, slots=True)
class Request:
    """What to build. Without `output` everything is made in memory and nothing is written.

    `strict` lets warnings stop the build as errors do. `pdf` tells whether pages are printed as PDFs too, if
    anything is written; none leaves that to the site's settings.
    """

    content: Path
    templates: tuple[Path, ...]
    output: Path | None
    now: datetime
    drafts: bool = False
    strict: bool = False
    pdf: bool | None = None
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a build found, in order, how many files the site has, and what it wrote (none where it wrote nothing).

    `checked` are the paths of the files of content that could be read, the settings first.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int = 0
    written: Written | None = None
    checked: tuple[str, ...] = ()


def build(request: Request, progress: Callable[[int], None] = lambda _: None) -> Result:
    """Builds the site. With any error, nothing in the output changes. `progress` hears of each file made.

    Raises CannotPrint when PDFs are wanted on a machine that cannot make them.
    """
    content, examined = examine(request)
    if content is None:
        return examined
    result = _make(request, content, list(examined.diagnostics), progress)
    return replace(result, checked=examined.checked)


def examine(request: Request) -> tuple[Content | None, Result]:
    """Reads and checks, and makes nothing. Gives the content when no finding stops a build, and what was found."""
    reading = read(request.content, request.now, drafts=request.drafts, cache=Cache(request.cache))
    findings = list(reading.faults)
    if reading.content is None:
        return None, _result(findings)
    findings += check(reading.content)
    entries = (reading.content.settings, *reading.content.entries.values())
    result = replace(_result(findings), checked=tuple(entry.path for entry in entries))
    return (None if has_errors(findings, strict=request.strict) else reading.content), result


def _make(
    request: Request, content: Content, findings: list[Diagnostic], progress: Callable[[int], None]
) -> Result:
    """The site of content that nothing is wrong with."""
    site = index(content, read_assets(request.templates))
    pdf = bool(request.output) and (site.config.pdf if request.pdf is None else request.pdf)
    site = replace(site, config=site.config.model_copy(update={"pdf": pdf}))
    printer = press(site, Cache(request.cache)) if pdf else None
    base_path = urlsplit(site.config.base_url).path
    files = render(plan(site), environment(request.templates), base_path, printer)
    try:
        return _write(_once(files, content), request.output, findings, progress)
    except CannotWrite as problem:
        return _result([*findings, problem.diagnostic])


def _write(
    files: Iterable[File], output: Path | None, findings: list[Diagnostic], progress: Callable[[int], None]
) -> Result:
    """Gathers the files out of sight; puts them in place when the last one is made and no error has come up."""
    count = 0
    with ExitStack() as stack:
        staging = stack.enter_context(Staging(output)) if output else None
        for count, file in enumerate(files, start=1):
            findings += file.diagnostics
            if staging and not file.diagnostics:
                staging.add(file.path, file.data)
            progress(count)
        if has_errors(findings):
            return _result(findings)
        return _result(findings, count, staging.commit() if staging else None)


def _once(files: Iterable[File], content: Content) -> Iterator[File]:
    """The same files; one whose path was taken before becomes a finding."""
    taken: set[str] = set()
    for file in files:
        yield _taken(file.path, content) if file.path in taken else file
        taken.add(file.path)


def _taken(path: str, content: Content) -> File:
    address = f"/{path.removesuffix('index.html')}"
    collection, _, name = address.strip("/").partition("/")
    entry = content.entries.get((collection, name), content.settings)
    message = f"Two pages want the address {address}"
    hint = "rename this file, or change the redirect that begins there"
    return File(path, b"", (error("same-address", message, entry.path, hint=hint),))


def _result(findings: list[Diagnostic], files: int = 0, written: Written | None = None) -> Result:
    return Result(tuple(sorted(findings, key=lambda finding: finding.order)), files, written)
