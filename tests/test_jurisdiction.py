"""A site under each jurisdiction: nothing it publishes, and no new file, cites a law that does not apply there."""

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main
from sitegen.model.jurisdiction import JURISDICTIONS, Name

NOW = ("--now", "2026-11-23T11:00")
CITED = {
    "Procurement Act 2023": {"england", "wales", "northern-ireland"},
    "Freedom of Information Act 2000": {"england", "wales", "northern-ireland"},
    "Freedom of Information (Scotland) Act 2002": {"scotland"},
    "Environmental Information Regulations 2004": {"england", "wales", "northern-ireland"},
    "Environmental Information (Scotland) Regulations 2004": {"scotland"},
    "Accessibility Regulations 2018 (SI 2018/952)": {"england", "wales", "scotland", "northern-ireland"},
    "Equality and Human Rights Commission": {"england", "wales", "scotland"},
    "Equality Commission for Northern Ireland": {"northern-ireland"},
}
"""Laws and bodies that a built site names, and where."""
SCHEDULES = {
    "england": ("Schedule 12A, Local Government Act 1972", "3"),
    "wales": ("Schedule 12A, Local Government Act 1972", "14"),
    "scotland": ("Schedule 7A, Local Government (Scotland) Act 1973", "6"),
    "northern-ireland": ("Schedule 6, Local Government Act (Northern Ireland) 2014", "3"),
    "none": ("The schedule that lists the reason, and its Act", "1"),
}
"""What the note on exempt reports shows in a new decision."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(params=JURISDICTIONS)
def jurisdiction(request: pytest.FixtureRequest) -> Name:
    name: Name = request.param
    return name


@pytest.fixture
def site(jurisdiction: Name, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site of the jurisdiction with open contracting data, in the current folder."""
    monkeypatch.chdir(tmp_path)
    assert run("init", ".", *NOW).exit_code == 0
    settings = Path("content/site.yaml")
    text = settings.read_text("utf-8").replace("# ocid_prefix: ", "ocid_prefix: ")
    text = text.replace("# jurisdiction: scotland", f"jurisdiction: {jurisdiction}")
    settings.write_text(text, "utf-8")
    return tmp_path


def words(path: Path) -> str:
    if path.suffix in (".docx", ".odt"):
        with zipfile.ZipFile(path) as file:
            return "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xml"))
    return path.read_bytes().decode("utf-8", "ignore")


def test_a_site_cites_the_laws_that_apply_to_it_and_no_others(site: Path, jurisdiction: Name) -> None:
    advert = site / "content/adverts/our-first-market-test.md"
    text = (
        advert.read_text("utf-8").replace("draft: true\n", "").replace("# form: generate", "form: generate")
    )
    if jurisdiction not in ("scotland", "none"):
        text = text.replace("# purposes: [a, d]", "purposes: [a, d]")
        assert "\npurposes: " in text
    advert.write_text(
        re.sub("(?m)^(summary|Say here).*", r"\1: W.", text).replace("Say here: W.", "W."), "utf-8"
    )
    built = run("build", "--now", "2026-12-01T09:00", "--no-cache", "--output", "out")
    assert built.exit_code == 0, built.output
    published = "".join(words(path) for path in Path("out").rglob("*") if path.is_file())
    assert "Parts of your response that are commercially sensitive" in published
    assert "additional-fields" in published
    cited = {law for law in CITED if law in published}
    assert cited == {law for law, names in CITED.items() if jurisdiction in names}
    assert ("section 16" in published) is ("Procurement Act 2023" in cited)
    assert "Schedule 12A" not in published


@pytest.mark.usefixtures("site")
def test_a_new_file_names_the_law_of_its_site(jurisdiction: Name) -> None:
    for kind in ("advert", "decision"):
        assert run("new", kind, "Bins", *NOW).exit_code == 0
    schedule, paragraph = SCHEDULES[jurisdiction]
    decision = Path("content/decisions/bins.md").read_text("utf-8")
    assert f'#   schedule: {schedule}\n#   paragraph: "{paragraph}"\n' in decision
    last = {"england": "7", "wales": "18", "scotland": "14", "northern-ireland": "7"}.get(jurisdiction)
    assert (f"# ({last}) action " in decision) is (last is not None)
    advert = Path("content/adverts/bins.md").read_text("utf-8")
    assert ("market engagement notice (UK2)" in advert) is (jurisdiction in CITED["Procurement Act 2023"])
    assert (
        ("section 16(1)" in advert)
        is ("# purposes:" in advert)
        is (jurisdiction in CITED["Procurement Act 2023"])
    )


@pytest.mark.usefixtures("site")
def test_a_new_advert_avoids_the_bank_holidays_of_its_site(jurisdiction: Name) -> None:
    assert run("new", "advert", "Bins", "--now", "2026-10-26T09:00").exit_code == 0
    closes = "2026-12-01" if jurisdiction == "scotland" else "2026-11-30"  # St Andrew's Day
    assert f"closes: {closes}T12:00\n" in Path("content/adverts/bins.md").read_text("utf-8")
