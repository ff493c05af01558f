"""Drafts, future-dated and exempt material reach the output in no form: neither text, nor name, nor attachment."""

import io
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from sitegen.build.pipeline import Request, build
from sitegen.commands.options import SHIPPED

HIDDEN = ("zebra", "yakdraft", "wombatsecret", "quokka")
"""Words that only hidden material of the small site holds, in its texts, its ids and its files."""


@pytest.fixture
def site(repository: Path) -> Path:
    return repository / "tests/sites/small/content"


def make(
    content: Path, output: Path, now: str, *, drafts: bool = False, pdf: bool = False
) -> dict[str, bytes]:
    """The files of the built site, by path."""
    result = build(Request(content, (SHIPPED,), output, datetime.fromisoformat(now), drafts, pdf=pdf))
    assert result.diagnostics == ()
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name != "stamps"  # which tells of inodes and times
    }


def words_found(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for path, data in files.items():
        for word in HIDDEN:
            # In small letters, as the search index has them.
            if word.encode() in (path.encode() + b"\n" + data).lower():
                yield word, path


def test_nothing_hidden_is_in_any_file_or_file_name(site: Path, tmp_path: Path) -> None:
    files = make(site, tmp_path / "output", "2026-11-23T11:00")
    assert list(words_found(files)) == []
    assert "adverts/bins/index.html" in files


def test_the_words_are_there_to_be_found_when_a_preview_shows_everything_but_exempt_reports(
    site: Path, tmp_path: Path
) -> None:
    files = make(site, tmp_path / "output", "2026-11-23T11:00", drafts=True)
    assert {word for word, _ in words_found(files)} == {"zebra", "yakdraft", "quokka"}
    index = {path: data for path, data in files.items() if path.startswith("search/terms/")}
    assert {word for word, _ in words_found(index)} == {"zebra", "yakdraft", "quokka"}


@pytest.mark.parametrize(
    ("path", "tags"),
    [
        ("adverts/index.html", ["Draft", "Not public yet until Tuesday 1 December 2026"]),
        ("objectives/index.html", ["Draft"]),
        ("initiatives/index.html", ["Not public yet until Monday 1 February 2027"]),
        ("decisions/index.html", []),
    ],
)
def test_lists_in_a_preview_tell_what_is_a_draft_from_what_is_scheduled(
    site: Path, tmp_path: Path, path: str, tags: list[str]
) -> None:
    page = make(site, tmp_path / "output", "2026-11-23T11:00", drafts=True)[path].decode()
    found = re.findall(r'<p><span class="tag scheduled">(Draft|Not public yet)</span>(.*?)</p>', page)
    assert [re.sub(r"<[^>]+>", "", f"{tag}{when}").strip() for tag, when in found] == tags


def test_nothing_hidden_is_in_a_pdf_neither_in_its_words_nor_in_what_it_says_of_itself(
    site: Path, tmp_path: Path
) -> None:
    content = shutil.copytree(site, tmp_path / "content")
    found = {}
    for drafts in (False, True):
        output = tmp_path / f"output-{drafts}"
        files = make(content, output, "2026-11-23T11:00", drafts=drafts, pdf=True)
        texts = {path: words_in(data) for path, data in files.items() if path.endswith(".pdf")}
        assert {"adverts/bins/bins.pdf", "decisions/closed-report/closed-report.pdf"} <= texts.keys()
        found[drafts] = {word for word, _ in words_found({**files, **texts})}
    assert found == {False: set(), True: {"zebra", "yakdraft", "quokka"}}
    assert b"Disclosure would harm the council" in texts["decisions/closed-report/closed-report.pdf"]


def words_in(pdf: bytes) -> bytes:
    """All that a PDF says: on its leaves, of itself, in its bookmarks and in what describes its links."""
    reader = PdfReader(io.BytesIO(pdf))
    leaves = [page.extract_text() for page in reader.pages]
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    return repr((leaves, reader.metadata, reader.outline, links)).encode()


def test_an_advert_appears_on_its_day_of_publication_in_the_sites_time_zone(
    site: Path, tmp_path: Path
) -> None:
    before = make(site, tmp_path / "before", "2026-11-30T23:59:59+00:00")
    after = make(site, tmp_path / "after", "2026-12-01T00:00:00+00:00")
    assert "adverts/later/index.html" not in before
    assert "files/zebra-later.txt" not in before
    assert "adverts/later/index.html" in after
    assert "files/zebra-later.txt" in after


def test_an_exempt_report_shows_its_notice_and_not_one_word_more(site: Path, tmp_path: Path) -> None:
    page = make(site, tmp_path / "output", "2026-11-23T11:00")["decisions/closed-report/index.html"].decode()
    for shown in (
        "Terms of the depot lease",
        "Executive Board",
        "11 September 2026",
        "Schedule 12A, Local Government Act 1972",
        "It concerns the business affairs of a person.",
        "Disclosure would harm the council&#39;s position.",
    ):
        assert shown in page
    assert "/initiatives/streets/" not in page


def test_only_attachments_that_a_public_record_names_are_copied(site: Path, tmp_path: Path) -> None:
    files = make(site, tmp_path / "output", "2026-11-23T11:00")
    assert sorted(path for path in files if path.startswith("files/")) == [
        "files/Map of bins, café 100%.txt",
        "files/form.txt",
    ]


def test_a_link_to_a_page_that_is_not_public_stops_the_build(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "content")
    page = copy / "pages/intent.md"
    page.write_text(page.read_text() + "\nSee [that](/adverts/later/).\n")
    result = build(
        Request(
            copy, (SHIPPED,), tmp_path / "output", datetime.fromisoformat("2026-11-23T11:00"), drafts=False
        )
    )
    assert [(finding.code, finding.span and finding.span.line) for finding in result.diagnostics] == [
        ("link-to-hidden", 10)
    ]
    assert not (tmp_path / "output").exists()


RECORDS = (
    "adverts/2026/bins.md",
    "decisions/bins-report.md",
    "objectives/bins.yaml",
    "initiatives/streets.md",
    "initiatives/parks.md",
)
"""The records of the small site that name each other in every way that fields allow."""


def marker_of(name: str) -> str:
    """A word that only this record's title has."""
    return "Marker" + re.sub(r"\W", "", name)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(RECORDS), st.sampled_from(["draft: true", "published: 2026-11-24"]), max_size=4
    )
)
def test_whatever_is_hidden_no_page_gives_away_its_title_or_its_address(
    site: Path, tmp_path_factory: pytest.TempPathFactory, hidden: dict[str, str]
) -> None:
    content = shutil.copytree(site, tmp_path_factory.mktemp("site") / "content")
    for name in RECORDS:
        text = (content / name).read_text().replace("closes: 2026-11-23", "closes: 2027-01-29")
        marker = marker_of(name)
        text = text.replace("title: ", f"title: {marker} ", 1).replace(
            "../../decisions/bins-report.md#recommendation-ii", "https://example.org/"
        )
        if line := hidden.get(name):
            text = re.sub(r"^published: .*\n", "", text, flags=re.MULTILINE)
            text = text.replace(
                "title: ",
                f"{line}\n{'published: 2026-10-01' if 'draft' in line else 'draft: false'}\ntitle: ",
                1,
            ).replace("{date: 2026-10-06", "{date: 2026-11-24")
        (content / name).write_text(text)
    (content / "site.yaml").write_text((site / "site.yaml").read_text().replace("/adverts/bins/", "/"))
    files = make(content, content.parent / "output", "2026-11-23T11:00")
    everything = b"\n".join(path.encode() + b"\n" + data for path, data in files.items()).decode()
    for name in RECORDS:
        address = f"{name.partition('/')[0]}/{Path(name).stem}/"
        assert (marker_of(name) in everything) == (name not in hidden)
        term = f"\n{marker_of(name).lower()}\t"  # as the search index has it
        assert (term in everything) == (name not in hidden)
        assert (address in everything) == (name not in hidden)
