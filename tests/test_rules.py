r"""Every rule is tried on the cases in cases/, and explained, and can be set and ignored as its standing allows.

A file of cases is named by its rule's code. A case has a title, one file of content or several, and what the
rule must say: `=> 5:9 the message`, a line for each finding, or `=> none`; `=> advice 5:9 the message` for what is
milder than the rule. A message may be cut with … at its end. The files take their place in the small site in
cases/base/. `now:` sets the clock; `size:` makes an attachment of so many bytes; `registered:` has the small site in a
register, as it was at that time. A character that nobody could see in a case is spelt out: \u00a0.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from sitegen.commands.main import main
from sitegen.diagnostics import Diagnostic
from sitegen.model.content import Content
from sitegen.model.entry import Entry
from sitegen.model.kinds import Known
from sitegen.model.outline import outline
from sitegen.model.prose import Prose
from sitegen.model.recording import additions
from sitegen.model.register import Register
from sitegen.reading.content import read
from sitegen.register.record import record
from sitegen.rules import RULES, check
from sitegen.rules.per_record import found_by, in_records, only
from sitegen.rules.rule import Rule

CASES = Path(__file__).parent / "cases"
STARTERS = Path(__file__).parents[1] / "templates"
NOW = "2026-11-23T09:00"
BY_CODE = {rule.code: rule for rule in RULES}
WAITING = sorted(path.stem for path in CASES.glob("*.md") if path.stem not in BY_CODE)


@dataclass(frozen=True)
class Case:
    """Files of content, by path, and what a rule must say of them."""

    code: str
    title: str
    now: str
    files: dict[str, str]
    sizes: dict[str, int]
    expected: tuple[str, ...]
    registered: str = ""


PIECE = re.compile(
    r"""^\#\#\ (?P<title>[^\n]+)$
      | (?:^file:\ (?:content/)?(?P<file>\S+)\n\s*)? ^(?P<fence>`{3,})\w*\n(?P<text>.*?)^(?P=fence)$
      | ^now:\ (?P<now>\S+)$
      | ^registered:\ (?P<registered>\S+)$
      | ^size:\ (?P<large>\S+)\ (?P<bytes>\d+)$
      | ^=>\ (?P<expected>[^\n]+)$""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)


def read_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.md")):
        text = path.read_text("utf-8")
        assert text.startswith(f"# {path.stem}\n"), path.name
        pieces = list(PIECE.finditer(text))
        starts = [place for place, piece in enumerate(pieces) if piece["title"]]
        for start, end in zip(starts, [*starts[1:], len(pieces)], strict=True):
            yield case_of(path.stem, pieces[start]["title"], pieces[start + 1 : end])


def visible(text: str) -> str:
    """The text with the characters that a case spells out."""
    return re.sub(r"\\u[0-9a-f]{4}", lambda found: found[0].encode().decode("unicode-escape"), text)


def case_of(code: str, title: str, pieces: Sequence[re.Match[str]]) -> Case:
    files = {piece["file"] or "adverts/case.md": visible(piece["text"]) for piece in pieces if piece["fence"]}
    sizes = {piece["large"]: int(piece["bytes"]) for piece in pieces if piece["large"]}
    expected = tuple(piece["expected"] for piece in pieces if piece["expected"])
    assert files, f"no file of content: {code}: {title}"
    assert expected, f"nothing expected: {code}: {title}"
    now = next((piece["now"] for piece in pieces if piece["now"]), NOW)
    registered = next((piece["registered"] for piece in pieces if piece["registered"]), "")
    return Case(code, title, now, files, sizes, expected, registered)


ALL = tuple(read_cases())


def content_of(folder: Path, now: str = NOW) -> Content:
    """What is read from the folder, which must hold no fault that keeps a file from being read."""
    reading = read(folder, datetime.fromisoformat(now), drafts=False, templates=STARTERS)
    assert reading.faults == ()
    assert reading.content
    return reading.content


def told(finding: Diagnostic) -> str:
    return f"{finding.span.line}:{finding.span.column} {finding.message}" if finding.span else finding.message


def told_with_severity(finding: Diagnostic) -> str:
    milder = finding.severity is not BY_CODE[finding.code].severity
    return f"{finding.severity.word} {told(finding)}" if milder else told(finding)


def lay_out(case: Case, site: Path) -> None:
    """Puts the files of a case into the site."""
    if case.registered:
        versions = additions(content_of(site, case.registered), Register(), f"{case.registered}:00Z")
        record(site, Register(), versions)
    for path, text in case.files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")
    for path, size in case.sizes.items():
        with (site / path).open("wb") as file:
            file.truncate(size)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small site, as `content` in the current folder."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(CASES / "base", tmp_path / "content", symlinks=True)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.code}: {case.title}") for case in ALL if case.code in BY_CODE]
)
def test_a_rule_finds_what_its_case_says_and_no_more(site: Path, case: Case) -> None:
    lay_out(case, site)
    # Through the whole check, as people meet it: no other rule may hide the finding or tell it again under its code.
    told_of = (finding for finding in check(content_of(site, case.now)) if finding.code == case.code)
    findings = sorted(told_of, key=lambda finding: finding.order)
    found = [told_with_severity(finding) for finding in findings] or ["none"]
    for said, wanted in zip(found, case.expected, strict=False):
        assert said.startswith(wanted[:-1]) if wanted.endswith("…") else said == wanted
    assert len(found) == len(case.expected), found
    assert all(finding.span and finding.hint for finding in findings)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.code}: {case.title}") for case in ALL if case.code in BY_CODE]
)
def test_what_rules_find_in_one_record_is_found_when_there_is_no_other(site: Path, case: Case) -> None:
    """Also in cases of other rules, for it is the other records that may make a difference."""
    lay_out(case, site)
    content = content_of(site, case.now)
    alone = [rule for rule in RULES if rule.reach == "record"]
    found = [finding for rule in alone for finding in rule(content)]
    parts = (only(content, {key: entry}) for key, entry in content.entries.items())
    of_records = (finding for part in parts for finding in in_records(alone, part))
    in_parts = [*found_by(alone, only(content, {})), *of_records]
    assert sorted(map(repr, in_parts)) == sorted(map(repr, found))


OF_OUTLINES = [rule for rule in RULES if rule.reach == "outlines"]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{case.code}: {case.title}")
        for case in ALL
        if case.code in {rule.code for rule in OF_OUTLINES}
    ],
)
def test_what_rules_find_across_records_is_found_when_all_words_of_texts_are_others(
    site: Path, case: Case
) -> None:
    lay_out(case, site)
    content = content_of(site, case.now)
    others = {key: reworded(entry) for key, entry in content.entries.items()}
    assert [outline(one) for one in others.values()] == [outline(one) for one in content.entries.values()]
    found, again = (
        [finding for rule in OF_OUTLINES for finding in rule(one)]
        for one in (content, replace(content, entries=others))
    )
    assert list(map(repr, again)) == list(map(repr, found))


def reworded(entry: Entry[Known]) -> Entry[Known]:
    """The same with other words in its Markdown texts."""
    return Entry.of(in_other_words(entry.record), entry.path, entry.places)


def in_other_words(value: Any) -> Any:  # noqa: ANN401 - a record, or what is in one
    if isinstance(value, Prose):
        words = "These are other words." if value else ""
        links = tuple(replace(link, text="other") for link in value.links)
        return Prose.of(words, words, words, value.headings, links)
    if isinstance(value, BaseModel):
        return value.model_copy(
            update={name: in_other_words(inner) for name, inner in value.__dict__.items()}
        )
    if isinstance(value, tuple):
        return tuple(map(in_other_words, value))
    if isinstance(value, dict):
        return {name: in_other_words(inner) for name, inner in value.items()}
    return value


@pytest.mark.parametrize("code", BY_CODE)
def test_a_rule_has_a_good_and_a_bad_case(code: str) -> None:
    outcomes = {case.expected == ("none",) for case in ALL if case.code == code}
    assert outcomes == {True, False}


def test_cases_are_for_rules_that_there_are() -> None:
    assert WAITING == []


def test_nothing_is_wrong_with_the_site_that_cases_take_their_place_in() -> None:
    assert list(check(content_of(CASES / "base"))) == []


def test_no_two_rules_have_one_code() -> None:
    assert len(BY_CODE) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_why_and_shows_wrong_and_right(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z].*\.", rule.what, re.DOTALL), rule.what
    assert re.fullmatch(r"[A-Z0-9“].*[.)?]", rule.why, re.DOTALL), rule.why
    assert rule.wrong
    assert rule.right
    assert rule.wrong != rule.right


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_who_speaks_of_the_law_names_it(rule: Rule) -> None:
    if re.search(r"\b(?:unlawful|the law|legal duty|regulations?)\b", rule.why):
        assert re.search(r"\b(?:\d{4}|WCAG)\b", rule.why), rule.why


# What a site and a record may say of the rules


def findings(folder: Path, settings: str = "", advert: str = "") -> list[tuple[str, str, str]]:
    """Severity, code and place of what is found when these lines are added."""
    with (folder / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    path = folder / "adverts/benches.md"
    text = path.read_text("utf-8").replace("---\n", f"---\n{advert}", 1)
    path.write_text(text, "utf-8")
    found = check(content_of(folder))
    return [(finding.severity.word, finding.code, told(finding).split()[0]) for finding in found]


def shorten(site: Path) -> Path:
    """The site promises more days than its advert gives."""
    settings = site / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("days: 20\n", "days: 40\n"), "utf-8")
    return site


@pytest.mark.parametrize("wish", ["advice", "warning", "error"])
def test_a_site_says_how_much_a_check_matters(site: Path, wish: str) -> None:
    found = findings(shorten(site), f"rules: {{short-response: {wish}}}\n")
    assert [(severity, code) for severity, code, _ in found] == [(wish, "short-response")]


def test_a_check_can_be_switched_off(site: Path) -> None:
    assert findings(shorten(site), "rules: {short-response: off}\n") == []


@pytest.mark.parametrize(
    ("code", "expected", "hint"),
    [
        ("short-respons", "unknown-rule", "did you mean “short-response”?"),
        ("zzzzz", "unknown-rule", "sitegen rules lists the checks"),
        ("broken-link", "fixed-rule", "mend what the check finds"),
    ],
)
def test_neither_a_site_nor_a_record_can_set_what_is_unknown_or_always_holds(
    site: Path, code: str, expected: str, hint: str
) -> None:
    settings = site / "site.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(f"{text}rules:\n  {code}: off\n", "utf-8")
    advert = site / "adverts/benches.md"
    ignore = f"---\nignore:\n  - rule: {code}\n    reason: We know.\n"
    advert.write_text(advert.read_text("utf-8").replace("---\n", ignore, 1), "utf-8")
    found = list(check(content_of(site)))
    assert [(finding.severity.word, finding.code) for finding in found] == [("error", expected)] * 2
    assert [told(finding).split()[0] for finding in found] == [
        f"{len(text.splitlines()) + 2}:{len(code) + 5}",
        "3:11",
    ]
    assert all(hint in finding.hint for finding in found)


IGNORE = "ignore:\n  - rule: short-response\n    reason: The questions were published in October.\n"


def test_a_record_can_say_that_a_check_does_not_apply_to_it(site: Path) -> None:
    assert findings(shorten(site), advert=IGNORE) == []


def test_an_ignore_holds_for_its_own_file_only(site: Path) -> None:
    text = (site / "adverts/benches.md").read_text("utf-8").replace("SMT-2026-01", "SMT-2026-02")
    (site / "adverts/lamps.md").write_text(text, "utf-8")
    (found,) = findings(shorten(site), advert=IGNORE)
    assert found[:2] == ("warning", "short-response")


def test_an_ignore_that_hides_nothing_is_a_warning(site: Path) -> None:
    assert findings(site, advert=IGNORE) == [("warning", "needless-ignore", "3:11")]


def test_an_ignore_of_a_check_that_the_site_switched_off_may_stay(site: Path) -> None:
    assert findings(shorten(site), "rules: {short-response: off}\n", IGNORE) == []


def test_an_ignore_is_not_called_needless_while_another_file_cannot_be_read(site: Path) -> None:
    advert = site / "adverts/benches.md"
    advert.write_text(advert.read_text("utf-8").replace("---\n", f"---\n{IGNORE}", 1), "utf-8")
    (site / "pages/about.md").write_text("no fields", "utf-8")
    reading = read(site, datetime.fromisoformat(NOW), drafts=False)
    assert reading.content
    assert [finding for finding in check(reading.content) if finding.code == "needless-ignore"] == []


def test_an_ignore_without_a_reason_is_an_error(site: Path) -> None:
    advert = site / "adverts/benches.md"
    text = advert.read_text("utf-8").replace("---\n", "---\nignore:\n  - rule: short-response\n", 1)
    advert.write_text(text, "utf-8")
    reading = read(site, datetime.fromisoformat(NOW), drafts=False)
    (fault,) = reading.faults
    assert (fault.severity.word, fault.code) == ("error", "missing-field")
    assert "reason" in fault.message


# The command


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["rules", *arguments])
    return done.exit_code, done.output


def test_the_command_lists_every_rule_on_a_line() -> None:
    code, output = run()
    assert code == 0
    assert [line.split()[:2] for line in output.splitlines()] == [
        [rule.code, rule.severity.word] for rule in RULES
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_command_explains_one_rule(rule: Rule) -> None:
    code, output = run(rule.code)
    assert code == 0
    assert output.startswith(rule.code)
    unindented = re.sub(r"^ {4}", "", output, flags=re.MULTILINE)
    assert all(part in unindented for part in (rule.what, rule.why, rule.wrong, rule.right))


@pytest.mark.parametrize(
    ("code", "hint"), [("short-respons", "did you mean “short-response”?"), ("zzzzz", "lists them all")]
)
def test_the_command_helps_with_a_wrong_code(code: str, hint: str) -> None:
    status, output = run(code)
    assert status == 2
    assert f"There is no check “{code}”" in output
    assert hint in output
