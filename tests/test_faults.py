"""Every mistake an author is likely to make is put into a copy of content/; the report must point at it, and at no more.

The faults of texts are in faults/, one file a theme. A case has a title, a file of content, what is there
(lines with -) and what is put in its place (lines with +), the code of the finding, and a part of the help.
The report must point at what stands between « and »; or at the line of hyphens at the top of the file.
Lines with > are what following the help to the letter makes of the lines that the report points at: see test_cures.py.
"""

import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.commands.main import main
from sitegen.reports.unseen import HEADING

CASES = Path(__file__).parent / "faults"
NOW = "2026-11-23T09:00"
NOT_FOR_AUTHORS = re.compile(
    r"pydantic|yaml\.|yaml error|libyaml|\bInput\b|\bstr\b|\bstring\b|\bdict|\btuple|NoneType|(?-i:\bNone\b)|\bliteral"
    r"|\bmapping|\bscalar|\bboolean|\bnull\b|\binteger|\bparse|\btoken|Traceback|<class|\bvalidat|Errno",
    re.IGNORECASE,
)
"""Words of libraries and of programming, which tell an author nothing."""


@dataclass(frozen=True)
class Place:
    """What a report says of one fault: the code, the file, where in it, and how far the mark goes."""

    code: str
    path: str
    line: int | None = None
    column: int | None = None
    width: int | None = None


@dataclass(frozen=True)
class Finding:
    """One finding as the command shows it."""

    place: Place
    message: str
    help: str


@dataclass(frozen=True)
class Case:
    """A fault in a text: in `file`, `old` becomes `new`."""

    theme: str
    title: str
    file: str
    old: str
    new: str
    code: str
    at_the_top: bool
    help: str
    cure: tuple[str, ...] = ()


def read_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.md")):
        for block in path.read_text("utf-8").split("\n## ")[1:]:
            title, _, file, *all_lines = block.rstrip().split("\n")
            cure = tuple(visible(line[2:]) for line in all_lines if line.startswith(">"))
            lines = [line for line in all_lines if not line.startswith(">")]
            found = re.fullmatch(r"= ([\w-]+)( at the top)?(?: \| (.+))?", lines[-1])
            assert found, block
            old, new = (
                "\n".join(visible(line[2:]) for line in lines if line.startswith(sign)) for sign in "-+"
            )
            yield Case(path.stem, title, file, old, new, found[1], bool(found[2]), found[3] or "", cure)


def visible(line: str) -> str:
    """The line with the characters that a case spells out, so that its reader can see them."""
    return re.sub(r"\\t|\\u[0-9a-f]{4}", lambda found: found[0].encode().decode("unicode-escape"), line)


ALL = tuple(read_cases())

# The marks of several cases in one text are told apart: case n has these two.
_FIRST = 0xE000


def plant(text: str, case: Case, number: int = 0) -> str:
    """The text with the case in it, and its marks; the text must hold what the case replaces once."""
    assert text.count(case.old) == 1, f"{case.file} holds this {text.count(case.old)} times: {case.old!r}"
    opening, closing = (chr(_FIRST + 2 * number + side) for side in (0, 1))
    return text.replace(case.old, case.new.replace("«", opening).replace("»", closing))


def without_marks(text: str) -> str:
    return re.sub("[\ue000-\uf8ff]", "", text)


def expected(text: str, case: Case, number: int = 0) -> Place:
    """Where the report must point, counted in the marked text."""
    path = f"content/{case.file}"
    opening, closing = (chr(_FIRST + 2 * number + side) for side in (0, 1))
    if opening not in text:
        return Place(case.code, path, 1, 1, len("---")) if case.at_the_top else Place(case.code, path)
    before, _, rest = text.partition(opening)
    above = without_marks(before).split("\n")
    marked = without_marks(rest.partition(closing)[0])
    width = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in marked)
    return Place(case.code, path, len(above), len(above[-1]) + 1, width)


@pytest.fixture
def folder(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the worked example, and an earlier site; commands run in it."""
    shutil.copytree(repository / "content", tmp_path / "content", ignore=shutil.ignore_patterns("register*"))
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "index.html").write_text("the site as it was", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def build(folder: Path) -> tuple[int, list[Finding]]:
    """Runs the command that editors use; gives its exit code and what it found. It must leave the output as it was."""
    done = CliRunner().invoke(main, ["build", "--now", NOW])
    assert [path.name for path in (folder / "output").iterdir()] == ["index.html"]
    assert (folder / "output" / "index.html").read_text("utf-8") == "the site as it was"
    assert "output was not changed." in done.stderr, done.stderr
    return done.exit_code, list(read_report(done.stderr))


def check_later() -> tuple[int, list[Finding]]:
    """The same for what is wrong in a notice that the public does not see yet, which stops nothing."""
    done = CliRunner().invoke(main, ["check", "--now", NOW])
    assert done.stderr.startswith(HEADING)
    return done.exit_code, list(read_report(done.stderr))


def read_report(report: str) -> Iterator[Finding]:
    for block in report.split("\n\n")[:-1]:
        if block == HEADING:
            continue
        heading, *lines = block.split("\n")
        said = re.fullmatch(r"(?:error|warning|advice)\[([\w-]+)\]: (.+)", heading)
        assert said, block
        where = next((line for line in lines if line.startswith("  --> ")), "")
        place = re.fullmatch(r"  --> (.+?)(?::(\d+):(\d+))?", where)
        marks = next((re.search(r"\| +(\^+)$|\|\s+(\^+)", line) for line in lines if "^" in line), None)
        helped = next((line for line in lines if line.startswith("help: ")), "")
        assert place, block
        line, column = (int(place[2]), int(place[3])) if place[2] else (None, None)
        width = len(marks[1] or marks[2]) if marks else None
        yield Finding(Place(said[1], place[1], line, column, width), said[2], helped.removeprefix("help: "))


def assert_for_authors(finding: Finding) -> None:
    """A finding speaks in sentences for people who do not program."""
    assert not NOT_FOR_AUTHORS.search(f"{finding.message} {finding.help}"), finding
    assert re.match(r"[A-Z“0-9]", finding.message), finding.message
    assert finding.message[-1] not in ".:,;", finding.message
    assert finding.help, f"no help: {finding.message}"
    assert not re.match(r"[A-Z][a-z]", finding.help) or finding.help.startswith("A "), finding.help


def assert_reports(findings: Iterable[Finding], place: Place, help_: str) -> None:
    (finding,) = findings
    found = finding.place
    assert (found.code, found.path, found.line, found.column) == (
        place.code,
        place.path,
        place.line,
        place.column,
    )
    if place.width is not None and found.width is not None:
        assert found.width == place.width
    assert help_ in finding.help
    assert_for_authors(finding)


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.theme}: {case.title}") for case in ALL])
def test_a_fault_in_a_text_is_reported_where_it_is(folder: Path, case: Case) -> None:
    path = folder / "content" / case.file
    text = plant(path.read_text("utf-8"), case)
    path.write_text(without_marks(text), "utf-8", newline="")
    code, findings = check_later() if case.file in LATER else build(folder)
    assert_reports(findings, expected(text, case), case.help)
    assert code == (3 if case.file == "site.yaml" else 0 if case.file in LATER else 1)


LATER = ("adverts/community-transport-2027.md", "adverts/library-self-service-2027.md")
"""Notices of a day to come, whose faults stop nothing yet."""
STAGES = {"files": 1, "yaml": 1, "values": 2, "settings": 2, "records": 3, "links": 3, "slips": 2}
"""A file that cannot be read is not looked at further, so a file can show faults of one stage at a time."""
UNREAD = {"bad-yaml", "not-hyphens", "blank-lines-first"}
"""Codes of a file that cannot be read, whatever the theme of the case."""
RULES_OF_SETTINGS = {"pale-accent", "repeated-id", "broken-link"}
RELIED_ON = ("site.yaml", "decisions/digital-services-2026.md", "decisions/leisure-market-outcome-2026.md")
"""Files that must be read for faults of other files to come to light."""
NOT_TOGETHER = {"a link to a notice of next year", "a telephone number by another name"}
"""The notice has faults of its own here, so nobody can tell when it is to be published; or the line below goes astray."""


def choose(content: Path) -> tuple[dict[str, str], dict[int, Case]]:
    """As many cases as can live together: the marked texts by file, and the cases by the number of their marks."""
    taken = dict.fromkeys(RELIED_ON, 3)
    texts: dict[str, str] = {}
    chosen: dict[int, Case] = {}
    for number, case in enumerate(sorted(ALL, key=lambda case: -STAGES[case.theme])):
        stage = 3 if case.code in RULES_OF_SETTINGS else 1 if case.code in UNREAD else STAGES[case.theme]
        if case.title in NOT_TOGETHER or taken.setdefault(case.file, stage) != stage:
            continue
        text = texts.get(case.file) or (content / case.file).read_text("utf-8")
        if text.count(case.old) == 1 and not (stage == 1 and case.file in texts):
            texts[case.file] = plant(text, case, number)
            chosen[number] = case
    return texts, chosen


def test_all_faults_at_once_are_all_reported(folder: Path) -> None:
    content = folder / "content"
    texts, chosen = choose(content)
    for file, text in texts.items():
        (content / file).write_text(without_marks(text), "utf-8", newline="")
    places = {expected(texts[case.file], case, number) for number, case in chosen.items()}
    for code, file in FILES_OUT_OF_PLACE.items():
        (content / file).parent.mkdir(parents=True, exist_ok=True)
        (content / file).write_bytes(b"---\ntitle: \xa3\n---\n" if code == "not-utf-8" else b"")
        places.add(Place(code, f"content/{file}", *((2, 8) if code == "not-utf-8" else ())))
    _, findings = build(folder)
    assert {finding.place for finding in findings} == places
    assert len(findings) == len(places) > 75


FILES_OUT_OF_PLACE = {
    "wrong-file-type": "adverts/2027/Brief.pdf",
    "bad-file-name": "pages/Our Values.md",
    "same-id": "adverts/2027/waste-depot-2026.md",
    "not-utf-8": "pages/values.md",
}
