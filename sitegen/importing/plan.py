"""Releases and a site → all files that an import makes, each valid as a draft, and a report. Nothing is written here."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.importing.advert import advert, title_of
from sitegen.importing.front_matter import content_file
from sitegen.importing.parties import Buyers, buyers_of, contact_of
from sitegen.importing.process import Notice, Process, process_of
from sitegen.importing.releases import CannotImport, Release, processes
from sitegen.importing.report import Homeless, Report
from sitegen.importing.responding import Around
from sitegen.importing.settings import with_buyers
from sitegen.importing.texts import is_cut, line, markdown, short, shortened
from sitegen.memo.processes import each
from sitegen.model.advert import Advert
from sitegen.model.characters import look
from sitegen.model.config import Config
from sitegen.model.content import Content
from sitegen.model.entry import Entry
from sitegen.model.initiative import Initiative
from sitegen.model.kinds import NAMES, Known
from sitegen.model.moments import LONG_AGO
from sitegen.model.record import Key, key_of
from sitegen.model.slug import slug
from sitegen.reading.load import Loaded, load, load_settings
from sitegen.reading.source import File, Source, list_files, read_settings, read_source
from sitegen.rules import RULES
from sitegen.rules.per_record import found_by
from sitegen.rules.rule import Rule

_FIELD: Final = re.compile(r"(?m)^(ocid|reference):\s*[\"']?(.*?)[\"']?\s*$")
_AT_ONCE: Final = 100
"""How many files are checked together."""
_AS_PUBLISHED: Final = "The notice was imported, and these are its words as they were published."


@dataclass(frozen=True, slots=True)
class Import:
    """The new files by their paths within content/, the settings with new buyers (None if there are none), and the report."""

    files: Mapping[str, str]
    settings: str | None
    report: Report


@dataclass(slots=True)
class _Taken:
    """The names and numbers that the content has, and those that the import gives."""

    ids: set[str]
    references: set[str]
    ocids: dict[str, str]
    initiatives: set[str]

    def free(self, words: str) -> str:
        """A name for a file that no other has, from the words of a title."""
        name = short(slug(f"a {words}")[2:] or "notice")
        number, found = 1, name
        while found in self.ids:
            number += 1
            found = f"{name}-{number}"
        self.ids.add(found)
        return found

    def reference(self, candidates: Sequence[str]) -> str:
        """The first of these that no other advert has; the last with a number if all are taken."""
        numbered = (f"{candidates[-1]} ({number})" for number in count(2))
        found = next(one for one in chain(candidates, numbered) if look(one) not in self.references)
        self.references.add(look(found))
        return found


def plan(content: Path, files: Sequence[Path], *, draft: bool) -> Import:
    """What an import of these files into this content makes. Raises CannotImport."""
    source = read_settings(content)
    settings = load_settings(source)[0] if isinstance(source, Source) else None
    if not settings or not isinstance(source, Source):
        message = f"{content / 'site.yaml'} has errors; sitegen check shows them. Correct them first."
        raise CannotImport(message)
    found = _Planned(settings, _taken(content), draft=draft)
    for releases in processes(files):
        found.add(releases)
    text = with_buyers(source, found.buyers.new) if found.buyers.new else None
    after = load_settings(replace(source, text=text))[0] if text else settings
    found.report.buyers = [str(one["id"]) for one in found.buyers.new]
    return Import(_valid(found, after or settings), text, found.report)


@dataclass(slots=True)
class _Planned:
    """The files of an import, as they gather process by process."""

    settings: Entry[Config]
    taken: _Taken
    draft: bool
    report: Report = field(default_factory=Report)
    files: dict[str, tuple[dict[str, object], str]] = field(default_factory=dict)
    """{path: (fields, body)}"""
    origins: dict[str, str] = field(default_factory=dict)
    buyers: Buyers = field(init=False)

    def __post_init__(self) -> None:
        self.buyers = Buyers(self.settings.record.buyers)

    def add(self, releases: Sequence[Release]) -> None:
        """Plans the adverts of a process, and reports its values that found no place."""
        self.report.releases += len(releases)
        ocid = releases[0].data.get("ocid")
        if isinstance(ocid, str) and ocid in self.taken.ocids:
            self.report.there.append((ocid, self.taken.ocids[ocid]))
            return
        process = process_of(releases, self.settings.record.zone)
        before = None
        for notice in process.notices:
            before = self._advert(process, notice, before)
        self._account(process)

    def _advert(self, process: Process, notice: Notice, before: str | None) -> str:
        config, whole = self.settings.record, process.found(notice.state)
        parties = buyers_of(whole)
        around = Around(
            zone=config.zone,
            language=config.language.partition("-")[0],
            buyers=self.buyers.named(whole, parties),
            contact=contact_of(parties, config.publisher.name),
            reference=self._reference(process, notice),
            initiative=self._initiative(process, notice),
            follows=before,
            is_last=notice is process.notices[-1],
        )
        made = advert(process, notice, around)
        if made.fields["kind"] != notice.kind:
            self.report.notes.append(
                f"“{made.fields['title']}” is a notice of engagement that does not say how and until when to respond: "
                f"it is imported as {made.fields['kind']}."
            )
        name = self.taken.free(title_of(process, notice))
        self._put(NAMES[Advert.kind_name].path(name), made.fields, made.body, process)
        return name

    def _put(self, path: str, fields: Mapping[str, object], body: str, process: Process) -> None:
        first = process.releases[0]
        self.files[path] = ({**fields, **({"draft": True} if self.draft else {})}, body)
        self.origins[path] = f"{first.file} {first.place}".strip()

    def _reference(self, process: Process, notice: Notice) -> str:
        """The reference that the notice has, or its number, or that of its process."""
        whole = process.found(notice.state)
        own, tender, ocid = whole["planning"]["marketTest"]["reference"], whole["tender"]["id"], whole["ocid"]
        is_ocid = line(tender.value) == line(ocid.value)
        candidates = (
            line(own.value),
            None if is_ocid else line(tender.value),
            notice.number,
            line(ocid.value),
        )
        found = self.taken.reference([*filter(None, candidates)] or [title_of(process, notice)])
        for one in (own, tender, whole["id"]):
            one.take(lambda value: True if line(value) == found else None)
        if is_ocid:
            tender.note()
        return found

    def _initiative(self, process: Process, notice: Notice) -> str | None:
        """The id of the initiative that is the project of a process; it is made if there is none."""
        project = process.found(notice.state)["planning"]["project"]
        named = project["title"].take(line)
        if not named:
            return None
        name = short(slug(named, otherwise="initiative"))
        if name not in self.taken.initiatives:
            self.taken.initiatives.add(name)
            body = project["description"].take(markdown)
            said = line(project["description"].value) or named
            fields = {"title": named, "summary": shortened(said)}
            self._put(NAMES[Initiative.kind_name].path(name), fields, body or named, process)
        return name

    def _account(self, process: Process) -> None:
        for release in process.releases:
            for leaf in release.leaves:
                way, pointer, value = leaf
                self.report.values += 1
                if not process.ledger.has(leaf):
                    self.report.homeless.append(Homeless(release.file, pointer, "/".join(way), value))
                elif is_cut(value):
                    self.report.notes.append(
                        f"{release.file} {pointer}: characters that no page can show were left out."
                    )


def _taken(content: Path) -> _Taken:
    """The names and numbers in the content. Files are searched, not read as content, which would take long."""
    taken = _Taken(set(), set(), {}, set())
    for file in list_files(content):
        if not isinstance(file, File):
            continue  # the check reports it
        if file.collection == Initiative.collection:
            taken.initiatives.add(file.id)
        if file.collection != Advert.collection:
            continue
        taken.ids.add(file.id)
        source = read_source(file)
        text = source.text if isinstance(source, Source) else ""
        for name, value in _FIELD.findall(text.partition("\n---")[0]):
            if name == "ocid":
                taken.ocids[value] = file.path
            else:
                taken.references.add(look(value))
    return taken


def _valid(found: _Planned, settings: Entry[Config]) -> Mapping[str, str]:
    """The text of each file, read and checked as content is. Raises CannotImport for one that has an error."""
    texts = {path: content_file(fields, body) for path, (fields, body) in found.files.items()}
    for path, judged in zip(texts, _all_judged(settings, [*texts.items()]), strict=True):
        if isinstance(judged, str):
            raise CannotImport(f"{found.origins[path]}: no notice can be made of this release: {judged}.")  # noqa: TRY003 - words for people
        found.report.made.append((path, found.origins[path]))
        if judged:
            fields, body = found.files[path]
            ignore = [{"rule": code, "reason": _AS_PUBLISHED} for code in judged]
            texts[path] = content_file({**fields, "ignore": ignore}, body)
            found.report.notes.append(
                f"{path} has “ignore” for {', '.join(judged)}: see what sitegen rules says of it, and correct the words."
            )
    return texts


def _all_judged(settings: Entry[Config], files: Sequence[tuple[str, str]]) -> Iterator[str | tuple[str, ...]]:
    """What `_judged` gives for each file, some at a time, by all processors."""
    wishes = settings.record.rules
    rules = [rule for rule in RULES if _may_stop(rule) and wishes.get(rule.code, "error") == "error"]
    parts = [files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE)]
    judged = each(partial(_judged, settings, rules), parts, first=len(parts), work=len(files))
    return chain.from_iterable(judged)


def _may_stop(rule: Rule) -> bool:
    """Whether a rule could keep an imported notice from being built, and a file can ignore it."""
    return rule.reach == "record" and rule.severity is Severity.ERROR and not rule.fixed


def _judged(
    settings: Entry[Config], rules: Sequence[Rule], files: Sequence[tuple[str, str]]
) -> list[str | tuple[str, ...]]:
    """For each file, the codes of the rules that would stop its build; or what is wrong with it, in words, if it cannot be read."""
    read: dict[str, Loaded[Known]] = {}
    for path, text in files:
        folder, name = path.split("/")
        key = Key(folder, name.rpartition(".")[0])
        read[path] = load(Source(path, folder, *key, text), settings.record.zone)
    entries = {key_of(entry.record): entry for entry, _ in read.values() if entry}
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for one in found_by(rules, Content(settings, entries, frozenset(), {}, LONG_AGO)):
        codes[one.path].append(one.code)
    return [
        tuple(dict.fromkeys(codes[path])) if entry else _wrong(faults)
        for path, (entry, faults) in read.items()
    ]


def _wrong(faults: Iterable[Diagnostic]) -> str:
    worst = next((one for one in faults if one.severity is Severity.ERROR), None)
    return f"{worst.message}; {worst.hint}" if worst else "it cannot be read"
