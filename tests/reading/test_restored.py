"""A record that is recorded and read back from its snapshot is the record that it was."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.model.kinds import Known
from sitegen.model.prose import Prose
from sitegen.model.publication import ExemptNotice
from sitegen.model.recording import RECORDED, snapshot
from sitegen.model.site import Site, index
from sitegen.reading.content import read
from sitegen.reading.restored import restored

NOW = datetime.fromisoformat("2026-11-23T11:00+00:00")


@pytest.fixture(scope="module")
def example(repository: Path) -> tuple[Site, list[tuple[Known, dict[str, object]]]]:
    """The worked example, and each of its records that has versions with its snapshot."""
    content = read(repository / "content", NOW, drafts=False).content
    assert content
    site = index(content, {})
    found = [
        (entry.record, dict(snapshot(content, entry)))
        for key, entry in content.entries.items()
        if key.collection in RECORDED and key in site.shown
    ]
    return site, found


def test_what_pages_show_of_a_record_comes_back_from_its_snapshot(
    example: tuple[Site, list[tuple[Known, dict[str, object]]]],
) -> None:
    site, found = example
    assert len(found) > 15
    for record, recorded in found:
        past = restored(recorded, site)
        assert past, record.id
        assert type(past.record) is type(site.shown[record.collection, record.id])  # type: ignore[index]
        for name in (
            "title",
            "summary",
            "closes",
            "published",
            "value",
            "term",
            "events",
            "weighting",
            "meeting",
        ):
            if hasattr(past.record, name):
                assert getattr(past.record, name) == getattr(record, name), (record.id, name)
        for name in ("body", "executive_summary", "risk"):
            was, now = (getattr(one, name, None) for one in (past.record, record))
            if isinstance(was, Prose):
                assert isinstance(now, Prose)
                assert was.text == now.text, (record.id, name)
            elif not isinstance(past.record, ExemptNotice):
                assert was == now, (record.id, name)


def test_a_file_that_is_another_now_is_no_link(
    example: tuple[Site, list[tuple[Known, dict[str, object]]]],
) -> None:
    site, found = example
    recorded = next(one for _, one in found if "attachments" in one and one.get("documents"))
    before = restored(recorded, site)
    changed = {path: replace(one, digest="0" * 64) for path, one in site.attachments.items()}
    after = restored(recorded, replace(site, attachments=changed))
    assert before
    assert after
    assert any(document.file for document in before.record.documents)  # type: ignore[union-attr]
    assert not any(document.file for document in after.record.documents)  # type: ignore[union-attr]
    assert [one.title for one in after.record.documents] == [one.title for one in before.record.documents]  # type: ignore[union-attr]


def test_what_is_no_record_of_today_is_none(
    example: tuple[Site, list[tuple[Known, dict[str, object]]]],
) -> None:
    site, found = example
    recorded = found[0][1]
    assert restored(recorded | {"a_field_of_long_ago": "x"}, site) is None
    assert restored(recorded | {"collection": "gone"}, site) is None
    assert restored({"format": 2, "id": "x", "redacted": {"date": "2026-11-01", "reason": "x"}}, site) is None
