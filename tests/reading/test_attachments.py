"""The files below content/files/ → attachments."""

from pathlib import Path

import pikepdf
import pytest

from sitegen.model.attachment import Attachment
from sitegen.reading.attachments import count_pages, survey


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with attachments of every sort."""
    folder = tmp_path / "files"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "list.csv").write_bytes(b"a,b\n")
    (folder / "b.txt").write_bytes(b"")
    (folder / ".secret").write_bytes(b"x")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "c.txt").write_bytes(b"x")
    (tmp_path / "outside.txt").write_bytes(b"not ours")
    (folder / "away.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    return folder


def test_attachments_are_found_in_order_with_their_size(files: Path) -> None:
    found = survey(files)
    assert [(path, found[path].size) for path in found if not found[path].is_link] == [
        ("2026/list.csv", 4),
        ("b.txt", 0),
    ]


def test_links_are_listed_and_never_followed(files: Path) -> None:
    found = survey(files)
    assert {path for path in found if found[path].is_link} == {"away.txt", "loop", "gone.txt"}
    assert not any(path.startswith("loop/") for path in found)


def test_a_site_may_have_no_attachments(tmp_path: Path) -> None:
    assert survey(tmp_path / "files") == {}


def test_a_folder_of_attachments_that_is_kept_elsewhere_is_not_entered(files: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(files)
    assert survey(tmp_path / "linked") == {}


def test_pages_are_counted_of_the_pdfs_that_records_name(files: Path) -> None:
    for name, pages in (("named.pdf", 3), ("other.PDF", 2)):
        pdf = pikepdf.new()
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(files / name)
    (files / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    counted = count_pages(survey(files), {"named.pdf", "broken.pdf", "b.txt", "nowhere.pdf"})
    assert {path: attachment.pages for path, attachment in counted.items() if attachment.type == "PDF"} == {
        "broken.pdf": None,
        "named.pdf": 3,
        "other.PDF": None,
    }


def test_a_pdf_behind_a_link_is_not_opened(files: Path, tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "outside.pdf")
    (files / "away.pdf").symlink_to(tmp_path / "outside.pdf")
    assert count_pages(survey(files), {"away.pdf"})["away.pdf"].pages is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.pdf", "PDF"),
        ("A.PDF", "PDF"),
        ("a.docx", "Word"),
        ("a.tar.gz", "GZ"),
        ("Makefile", "file"),
        ("b/c.odt", "OpenDocument text"),
    ],
)
def test_the_kind_of_a_file_is_told_in_words_people_use(path: str, kind: str) -> None:
    assert Attachment(path, Path(path), 0).type == kind
