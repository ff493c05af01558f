"""What the calendar brings is told early and stops nothing; the worked example is built in any year."""

import re
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main
from sitegen.diagnostics import Gate
from sitegen.rules import RULES

QUESTION = "  - {id: wood, asked: 2026-10-07, question: Must the bins be made of wood?}\n"
SECURITY = "security: {contact: security@example.org, expires: 2027-03-01}\n"


@pytest.fixture(autouse=True)
def site(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small site, in the current folder."""
    shutil.copytree(repository / "tests/sites/small/content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def append(path: Path, text: str, before: str = "") -> None:
    old = path.read_text("utf-8")
    assert before in old
    path.write_text(old.replace(before, text + before, 1) if before else old + text, "utf-8")


def statement(site: Path) -> str:
    html = (site / "output/accessibility/index.html").read_text("utf-8")
    return " ".join(re.sub("<[^>]+>", "", html).split())


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_years_of_neglect_stop_no_build(site: Path, strict: tuple[str, ...]) -> None:
    append(site / "content/adverts/2026/bins.md", QUESTION, "amendments:")
    append(site / "content/site.yaml", SECURITY)
    result = run("build", "--now", "2031-05-05T09:00", *strict)
    assert result.exit_code == 0, result.stderr
    for code in ("unanswered-question", "old-accessibility-review", "stale-security-contact"):
        assert f"warning[{code}]" in result.stderr
    assert "With --strict" not in result.stderr


def test_not_even_where_a_site_makes_errors_of_such_findings(site: Path) -> None:
    append(site / "content/site.yaml", "  old-accessibility-review: error\n")
    result = run("build", "--now", "2031-05-05T09:00", "--strict")
    assert (result.exit_code, "error[old-accessibility-review]" in result.stderr) == (0, True)


def test_what_is_coming_up_stays_advice_however_severe_a_site_makes_it(site: Path) -> None:
    append(site / "content/site.yaml", "  old-accessibility-review: error\n")
    found = [
        run("check", "--now", day).stderr for day in ("2027-08-02", "2027-08-03", "2027-09-01", "2027-09-02")
    ]
    seen = [re.findall(r"(\w+)\[old-accessibility-review\]", told) for told in found]
    assert seen == [[], ["advice"], ["advice"], ["error"]]


def test_the_accessibility_statement_tells_readers_from_the_day_on_that_its_review_is_overdue(
    site: Path,
) -> None:
    """With the cache of the day before, which must not keep the page as it was."""
    words = "Its review has been overdue since 2 September 2027"
    for day, overdue in (("2027-09-01T23:59", False), ("2027-09-02T00:00", True), ("2028-01-01", True)):
        assert run("build", "--now", day).exit_code == 0
        assert (words in statement(site)) is overdue


def test_the_accessibility_statement_tells_readers_that_a_problem_was_not_put_right_in_time(
    site: Path,
) -> None:
    problem = "  known_problems:\n    - {title: Old maps, why: They have no text., fix_by: 2027-01-31}\n"
    append(site / "content/site.yaml", problem, "  reviewed:")
    for day, late in (("2027-01-31", False), ("2027-02-01", True)):
        assert run("build", "--now", day).exit_code == 0
        assert (
            "We planned to put this right by 31 January 2027, and we are late." in statement(site)
        ) is late
        assert ("We plan to put this right by 31 January 2027." in statement(site)) is not late


def test_the_next_change_names_the_days_on_which_the_statement_turns(site: Path) -> None:
    problem = "  known_problems:\n    - {title: Old maps, why: They have no text., fix_by: 2027-11-30}\n"
    append(site / "content/site.yaml", problem, "  reviewed:")
    assert run("next-change", "--now", "2027-08-01").stdout.startswith("2027-09-02T00:00:00+01:00\n")
    assert run("next-change", "--now", "2027-10-01").stdout.startswith("2027-12-01T00:00:00+00:00\n")


def test_when_nothing_more_is_to_come_next_change_says_so() -> None:
    assert (
        run("next-change", "--now", "2050-01-01").stdout
        == "Nothing on the public site changes with time from now on.\n"
    )
    assert run("next-change", "--now", "2050-01-01", "--cron").stdout == ""


def test_no_rule_that_the_calendar_sets_off_stops_anything() -> None:
    """Rules whose findings in unchanged files appear as days go by."""
    dated = {rule.code for rule in RULES if rule.gate is Gate.NONE}
    assert dated >= {
        "unanswered-question",
        "past-step",
        "no-next-step",
        "old-accessibility-review",
        "late-fix",
        "stale-security-contact",
    }


# The worked example


@pytest.mark.parametrize(
    "now", ["2026-11-30T12:00", "2028-02-29T00:00", "2036-06-02T12:00", "2044-12-25T09:00"]
)
def test_the_worked_example_passes_in_any_year(repository: Path, now: str) -> None:
    result = run("check", "--strict", "--content", str(repository / "content"), "--now", now)
    assert (result.exit_code, re.findall(r"^(?:error|warning).*", result.stderr, re.MULTILINE)) == (0, [])


def test_make_site_builds_the_worked_example_for_a_clock_of_its_own(repository: Path) -> None:
    makefile = (repository / "Makefile").read_text("utf-8")
    (day,) = re.findall(r"^EXAMPLE_DAY := (\S+)$", makefile, re.MULTILINE)
    assert "build --now $(EXAMPLE_DAY)" in makefile
    recorded = re.findall(r'"time":"([^"]+)"', (repository / "content/register.jsonl").read_text("utf-8"))
    assert datetime.fromisoformat(f"{day}+00:00") > max(map(datetime.fromisoformat, recorded))


def test_every_finding_that_days_bring_to_the_worked_example_stops_nothing(repository: Path) -> None:
    """Whatever a build of today lets through, later ones do: over twenty years, without its exceptions."""
    content = shutil.copytree(repository / "content", Path("example"))
    for name in ("site.yaml", "adverts/2026/grounds-maintenance-2026.md"):
        text = (content / name).read_text("utf-8")
        text = re.sub(r"^(?:rules|ignore):\n(?: .*\n)+", "", text, flags=re.MULTILINE)
        (content / name).write_text(text, "utf-8")
    day = date(2026, 11, 30)
    while day.year < 2046:
        result = run("check", "--strict", "--content", "example", "--now", f"{day}T09:00")
        assert result.exit_code == 0, (day, result.stderr)
        day += timedelta(days=1093)
