"""The command that starts an outcome from private responses: what it writes, what it refuses, and that nobody is in it."""

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.commands.main import main
from sitegen.model.responses import ANOTHER, RESPONDENT_KINDS
from sitegen.reading.response_columns import COLUMNS

NOW = ("--now", "2026-11-23T09:00")
CASES = Path(__file__).parent.parent / "cases/base"
TABLE = """\
respondent,kind,objective,value,note
Zebra Benches,Large firms,a,4,Quokka
Yak Seats,Small and medium-sized firms,a,3,
Wombat Ltd,Small and medium-sized firms,a,5,
Emu and Sons,Small and medium-sized firms,a,2,
Emu and Sons,Small and medium-sized firms,b,1,
Ibex Seating,Small and medium-sized firms,a,3,
Okapi Works,Small and medium-sized firms,a,4,
"""
RARE = "ĝĥĵŝŭЖЩ"
"""Letters that stand in no text of the program, nor in the content of the test."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with content, which is the current one, and beside it a private table."""
    folder = tmp_path / "site"
    shutil.copytree(CASES, folder / "content")
    (tmp_path / "r.csv").write_text(TABLE, "utf-8")
    monkeypatch.chdir(folder)
    return folder


def appraise(table: str = "../r.csv", *options: str, advert: str = "benches") -> Result:
    return run("appraise", table, "--advert", advert, *NOW, *options)


DRAFT = Path("content/decisions/benches-outcome.md")


def test_an_outcome_is_made_and_says_what_to_do_next(site: Path) -> None:
    made = appraise()
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout == (
        f"Made {DRAFT}. It is a draft: sitegen serve shows it, the public site does not.\n"
        "Next, open it in a text editor, and write what it asks for where it says “Say here”.\n"
    )
    text = (site / DRAFT).read_text("utf-8")
    assert "  responses: 5 or more\n" in text
    for kind in (*RESPONDENT_KINDS, ANOTHER):  # also those of which there was nobody
        count = 5 if kind == "Small and medium-sized firms" else "fewer than 3"
        assert f'    "{kind}": {count}\n' in text
    assert '    "a":\n      answered: 5 or more\n      average: 3.5\n' in text
    assert '    "b":\n      answered: fewer than 3\n    # ' not in text
    for word in ("Zebra", "Quokka", "Yak", "Emu"):
        assert word not in text


def test_the_day_of_the_report_is_no_bank_holiday_of_the_site_s_nation(site: Path) -> None:
    with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write("jurisdiction: scotland\n")
    assert run("appraise", "../r.csv", "--advert", "benches", "--now", "2026-09-28T09:00").exit_code == 0
    assert "  date: 2026-12-01\n" in (site / DRAFT).read_text("utf-8")  # nine weeks later is St Andrew's Day


def test_the_draft_is_sound_and_is_not_public(site: Path) -> None:
    appraise()
    checked = run("check", "--drafts", *NOW)
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert run("build", *NOW).exit_code == 0
    assert not (site / "output/decisions/benches-outcome").exists()


def test_the_draft_cannot_be_published_before_it_is_finished(site: Path) -> None:
    appraise()
    (site / DRAFT).write_text((site / DRAFT).read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    checked = run("check", "--now", "2027-03-01T09:00")
    assert checked.exit_code == 1
    assert set(errors(checked)) == {"unfinished-text"}


def errors(result: Result) -> Iterator[str]:
    return (line[6 : line.index("]")] for line in result.stderr.split("\n") if line.startswith("error["))


def test_the_finished_draft_becomes_a_page_that_the_advert_leads_to(site: Path) -> None:
    appraise()
    text = (site / DRAFT).read_text("utf-8").replace("draft: true\n", "").replace("Say here", "We say")
    (site / DRAFT).write_text(text, "utf-8")
    advert = site / "content/adverts/benches.md"
    advert.write_text(
        advert.read_text("utf-8").replace("---\n", "---\noutcome: benches-outcome\n", 1), "utf-8"
    )
    assert run("build", "--now", "2027-03-01T09:00").exit_code == 0
    page = (site / "output/decisions/benches-outcome/index.html").read_text("utf-8")
    for words in (
        "<strong>5 or more responses</strong>",
        '<th scope="row">Large firms</th>\n<td class="number">Fewer than 3</td>',
        '<td class="number">5 or more</td>\n<td class="number">3.5</td>',
        '<td class="number">Fewer than 3</td>\n<td class="number">Not given</td>',
        "What changes as a result",
        "What happens next",
    ):
        assert words in page
    notice = (site / "output/adverts/benches/index.html").read_text("utf-8")
    assert "Outcome published" in notice
    assert 'href="../../decisions/benches-outcome/"' in notice


def test_printed_nothing_is_written(site: Path) -> None:
    printed = appraise("../r.csv", "--print")
    assert (printed.exit_code, printed.stderr) == (0, "")
    assert not (site / DRAFT).exists()
    appraise()
    assert (site / DRAFT).read_text("utf-8") == printed.stdout


def test_an_outcome_that_is_there_is_never_written_over(site: Path) -> None:
    (site / DRAFT).write_text("mine", "utf-8")
    again = appraise()
    assert again.exit_code == 1
    assert again.output == (
        f"Error: {DRAFT} is there already. Give that file another name if you want a new one, "
        "or add --print to see the figures.\n"
    )
    assert (site / DRAFT).read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "place", ["content", "content/files", "content/files/deep", "output", "templates/assets"]
)
def test_a_table_among_what_is_published_is_refused(site: Path, place: str) -> None:
    (site / place).mkdir(parents=True, exist_ok=True)
    (site / place / "r.csv").write_text(TABLE, "utf-8")
    for path in (f"{place}/r.csv", str(site / place / "r.csv"), f"content/../{place}/r.csv"):
        refused = appraise(path)
        assert refused.exit_code == 2
        assert "everyone could read who said what" in refused.stderr
    assert not (site / DRAFT).exists()


def test_a_link_is_no_way_round(site: Path) -> None:
    (site / "content/files/r.csv").write_text(TABLE, "utf-8")
    (site.parent / "link.csv").symlink_to(site / "content/files/r.csv")
    (site.parent / "folder").symlink_to(site / "content/files")
    (site / "content/files/out.csv").symlink_to(site.parent / "r.csv")
    for path in ("../link.csv", "../folder/r.csv", "content/files/out.csv"):
        assert appraise(path).exit_code == 2, path


@pytest.mark.parametrize("repository_of_it", ["site", "."])
def test_a_table_anywhere_in_the_repository_of_the_content_is_refused(
    site: Path, repository_of_it: str
) -> None:
    (site.parent / repository_of_it / ".git").mkdir()
    (site / "private").mkdir()
    (site / "private/r.csv").write_text(TABLE, "utf-8")
    refused = appraise("private/r.csv")
    assert refused.exit_code == 2
    assert "everyone could read who said what" in refused.stderr
    assert appraise().exit_code == (0 if repository_of_it == "site" else 2)


def test_a_file_of_columns_is_written_once_and_then_read(site: Path) -> None:
    table, columns = site.parent / "r.csv", site.parent / "columns.yaml"
    table.write_text(
        "Firm,Type,First,Second\nZebra,Large firms,4,n/a\nYak,Large firms,2,1\nEmu,Charities,5,\n", "utf-8"
    )
    assert "--columns" in appraise().stderr
    made = appraise("../r.csv", "--columns", "../columns.yaml")
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout.startswith("Made ../columns.yaml, and no outcome yet. ")
    assert not (site / DRAFT).exists()
    columns.write_text("respondent: Firm\nkind: Type\nobjectives: {a: First, b: Third}\n", "utf-8")
    refused = appraise("../r.csv", "--columns", "../columns.yaml")
    assert refused.exit_code == 1
    assert (
        "error[no-such-column]: The table has no column with this heading\n  --> ../columns.yaml:3:27\n"
        in refused.stderr
    )
    assert "Third" not in refused.stderr
    columns.write_text(columns.read_text("utf-8").replace("Third", "Second"), "utf-8")
    assert appraise("../r.csv", "--columns", "../columns.yaml").exit_code == 0
    assert "  responses: 3 or more\n" in (site / DRAFT).read_text("utf-8")


def test_a_file_of_columns_for_a_table_that_cannot_be_read_is_not_written(site: Path) -> None:
    (site.parent / "r.csv").write_bytes(b"PK\x03\x04")
    assert appraise("../r.csv", "--columns", "../columns.yaml").exit_code == 1
    assert not (site.parent / "columns.yaml").exists()


@pytest.mark.usefixtures("site")
def test_a_file_of_columns_among_what_is_published_is_refused() -> None:
    assert appraise("../r.csv", "--columns", "content/columns.yaml").exit_code == 2


@pytest.mark.usefixtures("site")
def test_small_kinds_are_merged_when_its_author_says_so() -> None:
    merged = appraise("../r.csv", "--print", "--merge-small").stdout
    assert '    "Small and medium-sized firms": 5\n    "Other kinds": fewer than 3\n  # ' in merged


def test_a_folder_whose_name_begins_alike_is_another(site: Path) -> None:
    (site / "content-private").mkdir()
    (site / "content-private/r.csv").write_text(TABLE, "utf-8")
    assert appraise("content-private/r.csv").exit_code == 0


def test_what_is_wrong_with_the_table_is_told_without_its_lines(site: Path) -> None:
    (site.parent / "r.csv").write_text(TABLE.replace("a,4,Quokka", "a,7,Quokka"), "utf-8")
    refused = appraise()
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == (
        "error[bad-mark]: The value is not a whole number from 0 to 5\n"
        "  --> ../r.csv:2:4\n"
        "help: write 0 for no real value, up to 5 for the most; leave it empty if nothing was said\n"
        "\n"
        "1 error.\n"
        "Nothing was written.\n"
    )
    assert not (site / DRAFT).exists()


@pytest.mark.parametrize(
    ("options", "shown"),
    [((), '"Another kind": fewer than 3'), (("--kind", "Flat packers"), '"Flat packers": fewer than 3')],
)
def test_a_kind_is_named_when_its_author_says_so(site: Path, options: tuple[str, ...], shown: str) -> None:
    (site.parent / "r.csv").write_text(TABLE.replace("Large firms", "flat packers"), "utf-8")
    made = appraise("../r.csv", "--print", *options)
    assert made.exit_code == 0
    assert shown in made.stdout
    assert ("warning[unknown-kind]" in made.stderr) == (not options)


def test_a_kind_of_a_published_outcome_is_known_and_one_of_a_draft_is_not(site: Path) -> None:
    (site.parent / "r.csv").write_text(TABLE.replace("Large firms", "Flat packers"), "utf-8")
    outcome = (
        "---\ntitle: Lamps\nkind: outcome\nmeeting: {body: Cabinet, date: 2026-09-08}\n"
        "engagement: {advert: benches, responses: 9, respondents: {Flat packers: 9}}\n"
    )
    (site / "content/decisions/lamps.md").write_text(f"{outcome}---\n", "utf-8")
    assert '"Flat packers": fewer than 3' in appraise("../r.csv", "--print").stdout
    (site / "content/decisions/lamps.md").write_text(f"{outcome}draft: true\n---\n", "utf-8")
    assert "Flat packers" not in appraise("../r.csv", "--print").stdout


@pytest.mark.parametrize(
    ("advert", "words"),
    [
        ("bench", "There is no advert “bench”: did you mean “benches”?"),
        ("zzz", "There is no advert “zzz”: its id is the name of its file without the ending."),
        ("aimless", "The advert “aimless” names no objectives that there are"),
    ],
)
def test_an_advert_that_cannot_be_meant_is_told(site: Path, advert: str, words: str) -> None:
    text = (site / "content/adverts/benches.md").read_text("utf-8")
    (site / "content/adverts/aimless.md").write_text(text.replace("objectives: streets-2026\n", ""), "utf-8")
    refused = appraise(advert=advert)
    assert refused.exit_code == 2
    assert words in refused.stderr


@pytest.mark.parametrize(("file", "code"), [("adverts/benches.md", 1), ("site.yaml", 3)])
def test_content_that_cannot_be_read_is_told_as_elsewhere(site: Path, file: str, code: int) -> None:
    (site / "content" / file).write_text("---\ntitle: [\n---\n", "utf-8")
    refused = appraise()
    assert refused.exit_code == code
    assert f"  --> content/{file}:" in refused.stderr
    assert refused.stderr.endswith("Nothing was written.\n")


WORDS = st.text(st.sampled_from(f"{RARE} ,;\"'=:#-{{}}\n"), min_size=1, max_size=12)
ROWS: st.SearchStrategy[list[tuple[str, ...]]] = st.lists(
    st.tuples(WORDS, WORDS, st.sampled_from(["a", "b", "x"]), st.sampled_from(["", "0", "5", "n/a"]), WORDS),
    max_size=9,
)


def mended(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows with a respondent for each, whose name, kind and note are still any."""
    return [
        (f"ĝ{place}{name}", f"ĥ{kind}", letter.replace("x", "b"), value.replace("n/a", "2"), note)
        for place, (name, kind, letter, value, note) in enumerate(rows)
    ]


@settings(max_examples=60)
@given(st.one_of(ROWS, ROWS.map(mended)))
def test_no_name_no_kind_and_no_note_is_ever_written_or_said(rows: list[tuple[str, ...]]) -> None:
    with TemporaryDirectory() as folder:
        content, table = Path(folder, "content"), Path(folder, "r.csv")
        shutil.copytree(CASES, content)
        text = io.StringIO(newline="")
        csv.writer(text).writerows([COLUMNS, *rows])
        table.write_text(text.getvalue(), "utf-8")
        options = ("--content", str(content), "--output", str(Path(folder, "output")))
        made = [appraise(str(table), *options, *more) for more in (("--print",), ())]
        written = (
            (content / "decisions/benches-outcome.md").read_text("utf-8") if made[1].exit_code == 0 else ""
        )
        assert not set(RARE) & set(f"{made[0].output}{made[1].output}{written}")
        assert all(result.exit_code in (0, 1) for result in made)
        if written:
            assert run("check", "--drafts", "--content", str(content), *NOW).exit_code == 0


def test_a_table_of_strange_names_is_as_good_as_any(site: Path) -> None:
    rows = mended([("=1", "x", "a", "5", "n"), ("\n", "x", "x", "n/a", "n"), (";", "y", "b", "", "n")])
    with (site.parent / "r.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    assert '"Another kind": 3' in appraise("../r.csv", "--print").stdout


# What the documents say of it


@pytest.fixture
def example(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The private table that the documents show, beside the worked example, whose folder is the current one."""
    shutil.copytree(repository / "content", tmp_path / "site/content")
    (tmp_path / "private").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    return Path(shutil.copy(repository / "docs/examples/responses.csv", tmp_path / "private"))


def guide(repository: Path) -> str:
    return (repository / "docs/appraising-responses.md").read_text("utf-8")


def test_the_table_of_the_guide_is_sound_and_its_beginning_is_shown(repository: Path, example: Path) -> None:
    made = appraise("../private/responses.csv", "--print", advert="leisure-operation-2026")
    assert (made.exit_code, made.stderr) == (0, "")
    shown = guide(repository).split("```csv\n")[1].split("```")[0].splitlines()
    assert set(shown) <= set(example.read_text("utf-8").splitlines())


def test_the_message_of_the_guide_is_what_the_command_says(repository: Path, example: Path) -> None:
    lines = example.read_text("utf-8").splitlines()
    lines[6] = lines[6].replace(",f,,", ",f,9,")
    example.write_text("\n".join(lines), "utf-8")
    said = appraise("../private/responses.csv", advert="leisure-operation-2026").stderr
    assert guide(repository).split("```console\n")[1].split("```")[0] in said


def test_the_guide_lists_the_kinds_that_are_known(repository: Path) -> None:
    listed = guide(repository).split("## Kinds of respondent")[1].split("## ")[0]
    assert tuple(line[2:] for line in listed.splitlines() if line.startswith("- ")) == RESPONDENT_KINDS
