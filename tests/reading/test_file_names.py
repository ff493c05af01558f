"""The names of files: which are left out, and what the others should be called."""

from pathlib import Path

import pytest

from sitegen.diagnostics import Diagnostic
from sitegen.reading.content import read
from sitegen.reading.source import Source
from tests.reading.test_content import NOW
from tests.reading.test_source import read_sources

PAGE = "---\ntitle: Benches\n---\n\nText.\n"


def laid_out(content: Path, *names: str) -> list[Source | Diagnostic]:
    for name in names:
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(PAGE, "utf-8")
    return list(read_sources(content))


SYSTEM = (
    *(
        "Thumbs.db",
        "desktop.ini",
        "Desktop.ini",
        "~$notice.md",
        "~$tice.md",
        "notice.md.bak",
        "notice.md.swp",
    ),
    *(
        "~WRL0001.tmp",
        "notice.md.orig",
        "Icon\r",
        "notice.md:Zone.Identifier",
        "notice.lnk",
        "notice.md.crdownload",
    ),
)


@pytest.mark.parametrize("name", SYSTEM)
@pytest.mark.parametrize("folder", ["", "adverts/", "pages/2026/"])
def test_what_a_computer_makes_for_itself_is_left_out_with_advice(
    tmp_path: Path, folder: str, name: str
) -> None:
    (advice,) = laid_out(tmp_path, f"{folder}{name}")
    assert isinstance(advice, Diagnostic)
    assert (advice.code, advice.severity.word) == ("system-file", "advice")
    assert name.strip() in advice.message


def test_all_of_it_is_told_once_and_the_records_beside_it_are_read(tmp_path: Path) -> None:
    names = (f"{folder}{name}" for folder in ("", "pages/") for name in SYSTEM)
    found = laid_out(tmp_path, "pages/a.md", *names)
    assert [one.id if isinstance(one, Source) else one.code for one in found] == ["a", "system-file"]


@pytest.mark.parametrize("folder", ["__MACOSX", "$RECYCLE.BIN", "adverts/@eaDir", "pages/.trash"])
def test_folders_of_the_system_are_not_entered(tmp_path: Path, folder: str) -> None:
    found = laid_out(tmp_path, f"{folder}/a.md")
    assert {one.code for one in found if isinstance(one, Diagnostic)} <= {"system-file"}
    assert not any(isinstance(one, Source) for one in found)


def test_hidden_files_and_backups_of_editors_are_passed_over_in_silence(tmp_path: Path) -> None:
    names = (".DS_Store", "._notice.md", ".gitkeep", ".#a.md", "notice.md~", "#notice#", "#notice.md#")
    assert laid_out(tmp_path, *names, *(f"pages/{name}" for name in names)) == []


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("adverts/benches.md.txt", "benches.md"),
        ("adverts/Benches.MD", "benches.md"),
        ("adverts/benches.txt", "benches.md"),
        ("adverts/benches.markdown", "benches.md"),
        ("adverts/benches", "benches.md"),
        ("adverts/notice.yml", "notice.md"),
        ("adverts/Notice.docx", "notice.md"),
        ("adverts/Our notice.html", "our-notice.md"),
        ("objectives/streets.yml", "streets.yaml"),
        ("objectives/streets.yaml.txt", "streets.yaml"),
        ("objectives/streets.md", "streets.yaml"),
    ],
)
def test_a_file_of_the_wrong_kind_gets_its_right_name(tmp_path: Path, name: str, right: str) -> None:
    (wrong,) = laid_out(tmp_path, name)
    assert isinstance(wrong, Diagnostic)
    assert wrong.code == "wrong-file-type"
    assert f"call it {right}; an attachment belongs in content/files/" in wrong.hint
    assert [type(one) for one in laid_out(tmp_path / "again", f"{name.partition('/')[0]}/{right}")] == [
        Source
    ]


@pytest.mark.parametrize("name", ["adverts/plan.pdf", "adverts/photo.JPG", "adverts/list.xlsx"])
def test_an_attachment_among_the_records_is_to_be_put_where_it_belongs(tmp_path: Path, name: str) -> None:
    (wrong,) = laid_out(tmp_path, name)
    assert isinstance(wrong, Diagnostic)
    assert wrong.hint == "an attachment belongs in content/files/: put it there"


@pytest.mark.parametrize(
    "name",
    [
        "Copy of notice.md",
        "notice - Copy.md",
        "notice copy.md",
        "notice (1).md",
        "notice (conflicted copy).md",
    ],
)
def test_a_copy_may_be_deleted(tmp_path: Path, name: str) -> None:
    (wrong,) = laid_out(tmp_path, f"adverts/{name}")
    assert isinstance(wrong, Diagnostic)
    assert wrong.hint.startswith("if nobody needs this copy, delete it")


def test_a_file_that_was_not_downloaded_is_told(tmp_path: Path) -> None:
    (wrong,) = laid_out(tmp_path, "adverts/.benches.md.icloud")
    assert isinstance(wrong, Diagnostic)
    assert (wrong.code, Path(wrong.path).name) == ("cannot-read", "benches.md")


def test_a_link_to_a_record_whose_file_has_a_wrong_name_is_not_told_as_well(
    repository: Path, tmp_path: Path
) -> None:
    laid_out(tmp_path, "pages/Benches.md.txt", "pages/Thumbs.db")
    (tmp_path / "site.yaml").write_bytes((repository / "tests/cases/base/site.yaml").read_bytes())
    content = read(tmp_path, NOW, drafts=False).content
    assert content
    assert ("pages", "benches") in content.known
    assert not any("thumbs" in name for _, name in content.known)
