"""What authors start from: new sites and new files that are right from the first moment, whatever the title."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from os.path import normpath
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.commands.main import main
from sitegen.commands.options import SHIPPED
from sitegen.model.characters import UNSEEN
from sitegen.model.config import Config
from sitegen.model.entry import Loc
from sitegen.model.garbled import may_be_garbled
from sitegen.model.jurisdiction import ENGLAND
from sitegen.model.kinds import NAMES
from sitegen.model.record import Part
from sitegen.reading.frontmatter import parse_front_matter, parse_yaml
from sitegen.reading.load import load, load_settings
from sitegen.reading.schema import names, part_at
from sitegen.reading.source import Source
from sitegen.starting.starters import (
    LONGEST,
    NEW_SITE,
    OUTCOME,
    CannotStart,
    id_of,
    new_site,
    open_day,
    starter,
    today,
)

TODAY = date(2026, 11, 23)
NOW = ("--now", "2026-11-23T11:00")
EXAMPLE = "starter-value"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def site(folder: Path) -> Path:
    """A new site, in the current folder."""
    assert run("init", ".", *NOW).exit_code == 0
    return folder


def found(report: str) -> set[str]:
    """The findings that a report tells, as `warning[starter-value]`."""
    return set(re.findall(r"^\w+\[[\w-]+\]", report, re.MULTILINE))


def assert_only_examples_are_left(content: Path) -> None:
    """Nothing is wrong but what its author has yet to write."""
    checked = run("check", "--content", str(content), "--drafts", *NOW)
    assert (checked.exit_code, found(checked.stderr)) == (0, {f"warning[{EXAMPLE}]"}), checked.stderr


def assert_only_the_words_may_be_better(content: Path) -> None:
    """Nothing stops a build. A title in capitals, say, is its author's affair."""
    checked = run("check", "--content", str(content), "--drafts", *NOW)
    assert (checked.exit_code, "error[" in checked.stderr) == (0, False), checked.stderr


# A new site


def test_a_new_site_says_what_it_is_and_what_to_do_next(folder: Path) -> None:
    made = run("init", "town", *NOW)
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout == (
        "Made a new site: 13 files in town.\n"
        "Next, put your own details into town/content/site.yaml.\n"
        "To see the site, go to its folder and type: sitegen serve\n"
    )
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {
        "town/.gitignore",
        "town/.gitattributes",
        "town/content/site.yaml",
        "town/content/adverts/our-first-market-test.md",
        "town/content/pages/about.md",
        "town/content/pages/privacy.md",
        "town/content/pages/statement-of-intent.md",
        *(f"town/schemas/{name}.json" for name in ("site", *NAMES)),
    }
    assert sorted(path.name for path in (folder / "town/content").iterdir() if path.is_dir()) == [
        "adverts",
        "decisions",
        "files",
        "initiatives",
        "objectives",
        "pages",
    ]


def test_a_new_site_builds_and_names_what_is_still_an_example(site: Path) -> None:
    built = run("build", *NOW)
    assert (built.exit_code, found(built.stderr)) == (0, {f"warning[{EXAMPLE}]"})
    assert built.stdout.startswith("Made ")
    assert not (site / "output/adverts/our-first-market-test").exists()
    assert "statement-of-intent" in (site / "output/index.html").read_text("utf-8")


def test_the_first_notice_of_a_new_site_is_right_and_shows_the_statements(site: Path) -> None:
    assert_only_examples_are_left(site / "content")
    assert run("build", "--drafts", *NOW).exit_code == 0
    notice = (site / "output/adverts/our-first-market-test/index.html").read_text("utf-8")
    for words in (
        "not a formal invitation to tender",
        "genuinely innovative solutions",
        "Statement of Intent",
    ):
        assert words in notice


@pytest.mark.parametrize("where", ["town", "."])
def test_a_second_site_in_one_place_is_refused(folder: Path, where: str) -> None:
    run("init", where, *NOW)
    settings_file = folder / where / "content/site.yaml"
    settings_file.write_text("title: Ours\n", "utf-8")
    again = run("init", where, *NOW)
    assert again.exit_code == 1
    content = "content" if where == "." else "town/content"
    assert again.output == f"Error: {content} is there already. Name another folder for the new site.\n"
    assert settings_file.read_text("utf-8") == "title: Ours\n"


def test_what_is_in_the_folder_already_stays_as_it_is(folder: Path) -> None:
    (folder / ".gitignore").write_text("/mine/\n", "utf-8")
    (folder / "README.md").write_text("Ours\n", "utf-8")
    assert run("init", ".", *NOW).exit_code == 0
    assert (folder / ".gitignore").read_text("utf-8") == "/mine/\n"
    assert sorted(path.name for path in folder.iterdir()) == [
        ".gitattributes",
        ".gitignore",
        "README.md",
        "content",
        "schemas",
    ]


def test_a_site_cannot_be_started_in_a_file(folder: Path) -> None:
    (folder / "town").write_text("a file", "utf-8")
    assert run("init", "town", *NOW).exit_code == 2
    within = run("init", "town/hall", *NOW)
    assert within.exit_code == 1
    assert within.output == "Error: town/hall cannot be made: Not a directory.\n"


# A new file


TITLES = [
    "Park benches",
    'He said "no": a # of things',
    "It's 'quoted', {braced}, [bracketed] & <b>bold</b>",
    "Gŵyl y Tŷ: tân, môr a ffŵl",
    "🎉 Party supplies 👩‍🚒",
    "--- dashes",
    "{{ title }} {% for %} {# x #}",
    "back\\slash \\n \\u0041",
    "two\nlines\tand\x07 a bell\u2028\ufeff",
    "true",
    "2026-02-31",
    "0123",
    "Section",
    "  spaces   everywhere ",
    "- a list",
    "Long " * 60,
    "x" * 300,
    "../../etc/passwd",
    "con.md",
    "日本 1",
    "a --> b <! c ]]>",  # a whole comment of HTML is an error, whoever types it
    "broken \udce9 byte",
]


@pytest.mark.parametrize("kind", NAMES)
def test_a_new_file_says_where_it_is_and_what_to_do_next(site: Path, kind: str) -> None:
    made = run("new", kind, "Park benches", *NOW)
    path = f"content/{NAMES[kind].path('park-benches')}"
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout == (
        f"Made {path}. It is a draft: sitegen serve shows it, the public site does not.\n"
        "Next, open it in a text editor and put in your own words.\n"
    )
    assert "\ndraft: true\n" in (site / path).read_text("utf-8")
    assert_only_examples_are_left(site / "content")


@pytest.mark.parametrize("kind", NAMES)
def test_any_title_makes_a_file_without_a_mistake(site: Path, kind: str) -> None:
    for title in TITLES:
        made = run("new", kind, *NOW, "--", title)
        assert made.exit_code == 0, (title, made.output)
    assert_only_the_words_may_be_better(site / "content")


def is_no_slip_by_itself(title: str) -> bool:
    """Whether a title is none that is an error wherever it is typed: garbled, a comment, an address with what nobody sees."""
    has_unseen_in_address = "@" in title and UNSEEN.search(title)
    return not may_be_garbled(title) and "<!--" not in title and not has_unseen_in_address


@settings(max_examples=8)
@given(
    st.lists(st.text(min_size=1, max_size=300).filter(is_no_slip_by_itself), min_size=4, max_size=8),
    st.sampled_from(sorted(NAMES)),
)
def test_no_title_makes_a_file_with_a_mistake(titles: list[str], kind: str) -> None:
    with TemporaryDirectory() as folder:
        content = Path(folder, "town/content")
        assert run("init", str(content.parent), *NOW).exit_code == 0
        for title in titles:
            run("new", kind, "--content", str(content), *NOW, "--", title)
        assert_only_the_words_may_be_better(content)


@pytest.mark.parametrize("title", TITLES)
def test_the_title_arrives_as_it_was_written(title: str) -> None:
    made = starter("page", title, TODAY, SHIPPED)
    expected = " ".join(re.sub("[\x07\ufeff\udce9]", " ", title).split())
    assert parse_front_matter(made.text, made.path).fields["title"] == expected


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Park benches", "park-benches"),
        ("Gŵyl y Tŷ", "gwyl-y-ty"),
        ("Section", "section"),
        ("🎉 2", "2"),
        ("a" * 300, "a" * LONGEST),
        (f"{'a' * LONGEST} b", "a" * LONGEST),
        (f"{'a' * 50} bbbbbbbbb c", f"{'a' * 50}-bbbbbbbbb"),
        (f"{'a' * 50} bbbbbbbbbb c", f"{'a' * 50}"),
    ],
)
def test_the_id_is_made_of_the_words_that_fit(title: str, name: str) -> None:
    assert id_of(title) == name


@pytest.mark.parametrize("title", ["🎉", "", "  \n", "-", "日本", "\x07"])
def test_a_title_without_a_letter_for_the_address_is_refused_in_words(site: Path, title: str) -> None:
    refused = run("new", "page", *NOW, "--", title)
    shown = title.strip().strip("\x07")
    assert refused.exit_code == 2
    assert refused.output.endswith(
        f"Error: “{shown}” has no letter or digit that the address of a page can be made of. "
        "Add a word in the letters a to z; you can change the title in the file later.\n"
    )
    assert len(list((site / "content/pages").iterdir())) == 3


@pytest.mark.parametrize("kind", NAMES)
def test_a_file_that_is_there_is_never_written_over(site: Path, kind: str) -> None:
    run("new", kind, "Park benches", *NOW)
    path = Path("content", NAMES[kind].path("park-benches"))
    (site / path).write_text("mine", "utf-8")
    again = run("new", kind, "PARK: benches!", *NOW)
    assert again.exit_code == 1
    assert again.output == (
        f"Error: {path} is there already. Choose another title; you can change it in the file later.\n"
    )
    assert (site / path).read_text("utf-8") == "mine"


def test_an_id_that_is_taken_in_a_folder_within_the_collection_is_refused(site: Path) -> None:
    (site / "content/adverts/2025").mkdir()
    (site / "content/adverts/2025/park-benches.md").write_text("mine", "utf-8")
    refused = run("new", "advert", "Park benches", *NOW)
    assert refused.exit_code == 1
    assert "Error: content/adverts/2025/park-benches.md is there already." in refused.output
    assert not (site / "content/adverts/park-benches.md").exists()
    assert run("new", "page", "Park benches", *NOW).exit_code == 0


def test_what_is_there_without_being_a_file_is_not_written_through(site: Path) -> None:
    (site / "content/pages/park-benches.md").symlink_to(site / "elsewhere.md")
    refused = run("new", "page", "Park benches", *NOW)
    assert refused.exit_code == 1
    assert not (site / "elsewhere.md").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("new", "page", "x", "--content", "nowhere"),
            "Error: There is no folder nowhere. Did you mean --content content?\n",
        ),
        (
            ("new", "pages", "x"),
            "'pages' is not one of 'advert', 'objectives', 'decision', 'initiative', 'page'",
        ),
        (("new", "page"), "Missing argument 'TITLE'"),
        (("new", "page", "Park", "benches"), 'Did you mean: main new page "Park benches"\n'),
        (
            ("new", "page", "“Park", "benches”", "--now", "2026-11-30"),
            'Did you mean: main new page "Park benches" --now 2026-11-30\n',
        ),
        (("new", "page", "'Park", "benches", "here'"), 'main new page "Park benches here"\n'),
        (("init", "my", "town"), 'Did you mean: main init "my town"\n'),
        (("new", "page", "x", "--now", "2999-12-31"), "Error: Content cannot begin in the year 2999.\n"),
        (("init", "town", "--now", "1800-01-01"), "Error: Content cannot begin in the year 1800.\n"),
    ],
)
def test_a_command_that_cannot_be_obeyed_says_why(site: Path, arguments: tuple[str, ...], words: str) -> None:
    before = sorted(site.rglob("*"))
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert words in refused.output
    assert sorted(site.rglob("*")) == before


def test_a_file_that_the_disk_does_not_take_is_told_in_words(site: Path) -> None:
    (site / "content/objectives").rmdir()
    (site / "content/objectives").write_text("a file", "utf-8")
    refused = run("new", "objectives", "Park benches", *NOW)
    assert refused.exit_code == 1
    assert refused.output == "Error: content/objectives/park-benches.yaml cannot be made: File exists.\n"


def test_two_adverts_never_start_with_one_reference(site: Path) -> None:
    for title in ("Bins", "Bins 2026", "2026 bins", "Bins!"):
        run("new", "advert", title, *NOW)
    found = [
        re.search("^reference: (.*)$", path.read_text("utf-8"), re.MULTILINE)
        for path in site.rglob("adverts/*")
    ]
    references = [match[1].casefold() for match in found if match]
    assert len(references) == len(set(references)) == 4


# Dates


@pytest.mark.parametrize(
    ("start", "published", "closes"),
    [
        ("2026-05-01", "2026-05-08", "2026-06-05"),  # a Friday
        ("2026-05-02", "2026-05-11", "2026-06-08"),  # a Saturday
        ("2026-05-03", "2026-05-11", "2026-06-08"),  # a Sunday
        ("2028-02-22", "2028-02-29", "2028-03-28"),  # published on the leap day
        ("2028-02-29", "2028-03-07", "2028-04-04"),  # started on it
        ("2026-12-31", "2027-01-07", "2027-02-04"),
        ("2026-12-18", "2027-01-04", "2027-02-01"),  # a week later is Christmas
        ("2026-11-23", "2026-11-30", "2027-01-04"),  # four weeks later offices are closed
    ],
)
def test_a_new_notice_has_sensible_dates(start: str, published: str, closes: str) -> None:
    fields = parse_front_matter(
        starter("advert", "Bins", date.fromisoformat(start), SHIPPED).text, "bins.md"
    ).fields
    assert (fields["published"], fields["closes"]) == (published, f"{closes}T12:00")
    assert str(fields["reference"]).startswith(published[:4])


@given(st.dates(date(1801, 1, 1), date(2998, 12, 31)))
def test_offices_are_open_on_an_open_day_and_it_is_never_far(day: date) -> None:
    found = open_day(day, ENGLAND)
    assert found.weekday() < 5
    assert not (found.month == 12 and found.day in (25, 26))
    assert timedelta() <= found - day <= timedelta(days=12)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=14))), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 30), date(2026, 6, 30)),  # noqa: DTZ001 - as a person types it after --now
    ],
)
def test_today_is_the_date_in_the_uk(now: datetime, day: date) -> None:
    assert today(now) == day


@pytest.mark.parametrize("year", [1800, 2999])
def test_no_file_starts_with_dates_that_content_cannot_have(year: int) -> None:
    with pytest.raises(CannotStart):
        today(datetime(year, 6, 1, tzinfo=UTC))


# Notes in the starters


def without_notes(text: str) -> str:
    """The starter with every field in use that its notes show."""
    return re.sub(r"^( *)# (?=[a-z_]+:|  |- )", r"\1", text, flags=re.MULTILINE)


def fields_of(model: type[Part], above: tuple[type[Part], ...] = (), way: Loc = ()) -> Iterator[Loc]:
    """The way to every field that an author may write; within a group that holds itself, once."""
    for name in names(model):
        yield (*way, name)
        for step in ((name,), (name, 0)):
            part = part_at(model, step)
            if part and part not in (*above, model):
                yield from fields_of(part, (*above, model), (*way, *step))


def shown(text: str, path: str) -> set[Loc]:
    """The way to every field in a file, as if each list had one item, and figures had one objective."""
    parsed = (parse_front_matter if path.endswith(".md") else parse_yaml)(text, path)
    return {
        tuple(
            0 if isinstance(step, int) or above == "figures" else step
            for above, step in zip(("", *loc), loc, strict=False)
        )
        for loc in parsed.places.keys
    }


@pytest.mark.parametrize("kind", NAMES)
def test_a_starter_shows_every_field_that_its_class_has(kind: str) -> None:
    made = starter(kind, "Park benches", TODAY, SHIPPED)
    expected = set(fields_of(NAMES[kind].cls))
    assert len(expected) >= 5
    assert expected - shown(without_notes(made.text), made.path) == set()


def test_the_settings_of_a_new_site_show_every_field() -> None:
    text = new_site(TODAY, SHIPPED)["content/site.yaml"]
    expected = set(fields_of(Config))
    assert ("statements", 0, "until") in expected
    assert expected - shown(without_notes(text), "site.yaml") == set()


@pytest.mark.parametrize("kind", NAMES)
def test_what_the_notes_of_a_starter_show_can_be_used_as_it_is(kind: str) -> None:
    made = starter(kind, "Park benches", TODAY, SHIPPED)
    collection = made.path.partition("/")[0]
    text = without_notes(made.text)
    assert text != made.text
    entry, faults = load(
        Source(made.path, collection, collection, "park-benches", text), ZoneInfo("Europe/London")
    )
    assert [fault.message for fault in faults] == []
    assert entry


def test_what_the_notes_of_the_settings_show_can_be_used_as_it_is() -> None:
    text = without_notes(new_site(TODAY, SHIPPED)["content/site.yaml"])
    entry, faults = load_settings(Source("site.yaml", "", "", "", text))
    assert [fault.message for fault in faults] == []
    assert entry
    assert entry.record.redirects


def test_every_starter_is_used() -> None:
    used = {kind.starter for kind in NAMES.values()} | {
        OUTCOME,
        *NEW_SITE.values(),
    }
    folder = SHIPPED / "starters"
    found = {path.relative_to(SHIPPED).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == used


def test_no_line_of_a_starter_is_too_long_to_read() -> None:
    texts = [text for path, text in new_site(TODAY, SHIPPED).items() if not path.startswith("schemas/")]
    for text in (*texts, *(starter(k, "Bins", TODAY, SHIPPED).text for k in NAMES)):
        assert max(map(len, text.splitlines())) <= 120


def test_every_new_file_names_the_schema_that_lies_beside_the_content() -> None:
    site = new_site(TODAY, SHIPPED)
    made = {f"content/{new.path}": new.text for new in (starter(k, "Bins", TODAY, SHIPPED) for k in NAMES)}
    written = {path: text for path, text in (site | made).items() if path.startswith("content/")}
    assert len(written) == 10
    for path, text in written.items():
        (named,) = re.findall(r"^# yaml-language-server: \$schema=(\S+)$", text, re.MULTILINE)
        schema = normpath(Path(path).parent / named)
        kind = next(
            (k for k, kind in NAMES.items() if path.startswith(f"content/{kind.collection}/")), "site"
        )
        assert schema == f"schemas/{kind}.json"
        assert schema in site
