"""The files below content/files/ → attachments."""

import io
import unicodedata
import zipfile
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.model.attachment import Attachment
from sitegen.reading.attachments import inspect, survey


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
    counted = inspect(survey(files), {"named.pdf", "broken.pdf", "b.txt", "nowhere.pdf"})
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
    assert inspect(survey(files), {"away.pdf"})["away.pdf"].pages is None


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


def test_a_pdf_is_tagged_when_it_says_so_and_has_a_structure(files: Path) -> None:
    marked = {"/MarkInfo": pikepdf.Dictionary(Marked=True)}
    full = {"/StructTreeRoot": pikepdf.Dictionary(K=pikepdf.Array())}
    empty = {"/StructTreeRoot": pikepdf.Dictionary()}
    unsure = {"/MarkInfo": pikepdf.Dictionary(Marked=False)}
    kinds = {"tagged": marked | full, "mark": marked, "structure": full, "empty": marked | empty}
    for name, entries in (kinds | {"unsure": unsure | full, "plain": {}}).items():
        pdf = pikepdf.new()
        pdf.add_blank_page()
        for key, value in entries.items():
            pdf.Root[key] = value
        pdf.save(files / f"{name}.pdf")
    (files / "odd.pdf").write_bytes(
        (files / "plain.pdf").read_bytes().replace(b"/Catalog", b"/Catalog/MarkInfo 7")
    )
    (files / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    found = survey(files)
    inside = inspect(found, set(found))
    assert {path for path in inside if inside[path].is_tagged} == {"tagged.pdf"}
    assert {path for path in inside if inside[path].is_tagged is False} >= {
        "mark.pdf",
        "empty.pdf",
        "plain.pdf",
    }
    assert inside["broken.pdf"].is_tagged is None


def zipped(file: Path, *parts: str) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for part in ("mimetype", *parts):
            archive.writestr(part, "x")


@pytest.mark.parametrize(
    ("name", "part", "expected"),
    [
        ("form.docm", "word/vbaProject.bin", True),
        ("form.docx", "word/vbaProject.bin", True),
        ("FORM.XLSM", "xl/VBAPROJECT.BIN", True),
        ("talk.pptm", "ppt/vbaProject.bin", True),
        ("old.xlsm", "xl/macrosheets/sheet1.xml", True),
        ("form.odt", "Basic/Standard/Module1.xml", True),
        ("sums.ods", "Scripts/python/sums.py", True),
        ("form.odt", "Basic/Standard/script-lb.xml", False),
        ("form.odt", "Basic/script-lc.xml", False),
        ("form.docx", "word/vbaProject.bin.txt", False),
        ("form.docx", "word/document.xml", False),
        ("form.zip", "word/vbaProject.bin", None),
    ],
)
def test_macros_are_found_in_zipped_office_files(
    files: Path, name: str, part: str, *, expected: bool | None
) -> None:
    zipped(files / name, part)
    assert inspect(survey(files), {name})[name].has_macros is expected


def binary(*names: str, shift: int = 0) -> bytes:
    """The beginning of an old binary file whose directory has entries of these names."""
    data = bytes.fromhex("d0cf11e0a1b11ae1").ljust(512 + shift, b"\0")
    for name in names:
        data += (
            name.encode("utf-16-le").ljust(64, b"\0") + (2 * len(name) + 2).to_bytes(2, "little") + bytes(62)
        )
    return data


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.doc", binary("Root Entry", "VBA", "_VBA_PROJECT"), True),
        ("a.xls", binary("Root Entry", "_VBA_PROJECT_CUR"), True),
        ("renamed.docx", binary("_VBA_PROJECT"), True),
        ("a.doc", binary("Root Entry", "WordDocument"), False),
        ("about-macros.doc", binary("WordDocument", "_VBA_PROJECTS"), False),
        ("about-macros.doc", binary("_VBA_PROJECT", shift=2), False),
        ("short.doc", bytes.fromhex("d0cf11e0a1b11ae1") + "_VBA_PROJECT".encode("utf-16-le"), False),
        ("a.doc", b"", None),
        ("a.docx", b"PK\x03\x04 and no more", None),
        ("a.rtf", b"{\\rtf1 _VBA_PROJECT}", None),
    ],
)
def test_macros_are_found_in_old_office_files(
    files: Path, name: str, data: bytes, *, expected: bool | None
) -> None:
    (files / name).write_bytes(data)
    assert inspect(survey(files), {name})[name].has_macros is expected


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["x.docx", "x.doc", "x.pdf", "x.jpg"]),
    st.binary(max_size=300),
    st.sampled_from(["d0cf11e0a1b11ae1", "504b0304", "504b0506", "255044462d312e370a", "ffd8ffe1", ""]),
)
def test_no_file_is_too_broken_to_be_looked_into(files: Path, name: str, data: bytes, start: str) -> None:
    (files / name).write_bytes(bytes.fromhex(start) + data + b"PK\5\6" + bytes(18))
    found = inspect(survey(files), {name})[name]
    assert found.size > 0


@given(st.binary(max_size=20), st.integers(0, 300))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_office_file_is_looked_into(files: Path, damage: bytes, place: int) -> None:
    zipped(files / "form.docm", "word/vbaProject.bin")
    whole = (files / "form.docm").read_bytes()
    (files / "form.docm").write_bytes(whole[:place] + damage + whole[place + len(damage) :])
    assert inspect(survey(files), {"form.docm"})["form.docm"].size


def test_an_office_file_that_no_record_names_is_not_opened(files: Path) -> None:
    zipped(files / "form.docm", "word/vbaProject.bin")
    assert inspect(survey(files), {"other.docm"})["form.docm"].has_macros is None


def test_an_office_file_that_went_away_is_no_fault(files: Path) -> None:
    zipped(files / "form.docm", "word/vbaProject.bin")
    found = survey(files)
    (files / "form.docm").unlink()
    assert inspect(found, {"form.docm"})["form.docm"].has_macros is None


def test_a_pdf_may_name_its_author_in_xmp_alone(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        with pdf.open_metadata(update_docinfo=False) as described:
            described["dc:creator"] = ["Jane Smith"]
        pdf.save(tmp_path / "a.pdf")
    (found,) = inspect(survey(tmp_path), {"a.pdf"}).values()
    assert (found.author, found.pages, found.has_place) == ("Jane Smith", 1, False)


def saved_pdf(file: Path, **options: object) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(file, **options)  # type: ignore[arg-type] # what the library takes


def test_a_pdf_with_a_password_is_locked_and_one_that_only_forbids_printing_is_not(files: Path) -> None:
    saved_pdf(files / "locked.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    saved_pdf(files / "open.pdf", encryption=pikepdf.Encryption(user="", owner="y"))
    found = inspect(survey(files), {"locked.pdf", "open.pdf"})
    assert (found["locked.pdf"].obstacle, found["open.pdf"].obstacle) == ("locked", None)
    assert found["open.pdf"].pages == 1


@pytest.mark.parametrize(
    "problem", [pikepdf.PdfError, pikepdf.DataDecodingError, RecursionError, MemoryError]
)
def test_a_pdf_is_damaged_whatever_way_it_cannot_be_opened(
    files: Path, monkeypatch: pytest.MonkeyPatch, problem: type[Exception]
) -> None:
    def fails(*_: object) -> None:
        raise problem

    saved_pdf(files / "odd.pdf")
    monkeypatch.setattr(pikepdf, "open", fails)
    assert inspect(survey(files), {"odd.pdf"})["odd.pdf"].obstacle == "damaged"


def test_a_pdf_whose_properties_cannot_be_read_can_still_be_opened(files: Path) -> None:
    saved_pdf(files / "odd.pdf")
    whole = (files / "odd.pdf").read_bytes()
    (files / "odd.pdf").write_bytes(whole.replace(b"/Catalog", b"/Catalog/Metadata <</Type/Metadata>>"))
    found = inspect(survey(files), {"odd.pdf"})["odd.pdf"]
    assert (found.pages, found.obstacle, found.author) == (1, None, None)


def opendocument(*, bit: int = 0, manifest: bytes = b"<manifest/>") -> bytes:
    """An OpenDocument file with this manifest, whose part has this bit set."""
    with io.BytesIO() as data:
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("META-INF/manifest.xml", manifest)
        packed = bytearray(data.getvalue())
    packed[packed.index(b"PK\x01\x02") + 8] |= bit
    return bytes(packed)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.docx", binary("EncryptedPackage"), "locked"),
        ("a.xlsx", binary("EncryptedPackage"), "locked"),
        ("a.docx", binary("WordDocument"), "another-kind"),
        ("a.odt", opendocument(manifest=b"<manifest:encryption-data/>"), "locked"),
        ("a.ods", opendocument(), None),
        ("a.zip", opendocument(bit=1), "locked"),
        ("a.docx", b"PK\x03\x04 and no more", "damaged"),
        ("a.docx", b"<html>", "another-kind"),
        ("a.jpg", b"\x89PNG\r\n\x1a\n", None),
        ("a.jpg", b"\0\0\0\x18ftypheic", "another-kind"),
        ("a.PDF", b"junk before it %PDF-1.4", "damaged"),
        ("a.pdf", b"<html>", "another-kind"),
        ("a.txt", b"", "empty"),
        ("a.dwg", b"AC1032", None),
    ],
)
def test_what_readers_cannot_open_is_known_by_its_bytes(
    files: Path, name: str, data: bytes, expected: str | None
) -> None:
    (files / name).write_bytes(data)
    assert inspect(survey(files), {name})[name].obstacle == expected


def test_a_name_as_a_mac_stores_it_is_the_name_that_others_write(files: Path) -> None:
    nfd = partial(unicodedata.normalize, "NFD")
    for folder in (nfd("Fête"), "Gŵyl"):
        (files / folder).mkdir()
        (files / folder / nfd("Café.csv")).write_text("a", "utf-8")
    assert {path for path in survey(files) if path.endswith("Café.csv")} == {"Fête/Café.csv", "Gŵyl/Café.csv"}


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.zip", {"brief.txt": b"x"}, False),
        ("a.zip", {"folder/setup.exe": b"x"}, True),
        ("a.svg", "<svg><script/></svg>".encode("utf-16"), True),
        ("a.svg", b"<svg><x:script xmlns:x='http://www.w3.org/2000/svg'/></svg>", True),
        ("a.svg", b"<svg><a href='JavaScript:x'/></svg>", True),
        ("a.svg", b"<svg><a href='java\nscript:x'/></svg>", True),
        ("a.svg", b"<svg><use href='data:image/svg+xml,x'/></svg>", True),
        ("a.svgz", b"\x1f\x8b\x08", True),
        ("a.svg", "<svg><title>Parc y Dŵr, one = 1</title></svg>".encode(), False),
        ("a.txt", b"<script>", False),
    ],
)
def test_what_would_run_is_found_in_drawings_and_archives(
    files: Path, name: str, data: bytes | dict[str, bytes], *, expected: bool
) -> None:
    if isinstance(data, dict):
        zipped(files / name, *data)
    else:
        (files / name).write_bytes(data)
    assert inspect(survey(files), {name})[name].is_active is expected
