"""Every value of a record, wherever it stands."""

from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.model.config import Redirect
from sitegen.model.decision import Decision
from sitegen.model.prose import Prose
from sitegen.model.scalars import FilePath, Reference, Setting
from sitegen.model.walk import find, walk
from sitegen.reading.frontmatter import parse_front_matter

SETTING = Setting(ZoneInfo("Europe/London"), lambda text, _level, _field: Prose.of(text, text, text))
RECORD = Decision.model_validate(
    {
        "id": "a",
        "title": "A",
        "meeting": {"body": "Cabinet", "date": "2026-09-08"},
        "initiative": "x",
        "recommendations": [{"text": "one", "parts": [{"text": "part"}]}],
        "background_documents": [{"title": "B", "file": "b.pdf"}],
        "engagement": {"advert": "y", "responses": "1", "findings": {"a": "found"}},
    },
    context=SETTING,
)


def test_values_are_found_in_groups_lists_and_mappings_with_the_way_to_them() -> None:
    assert list(find(RECORD, Reference)) == [(("initiative",), "x"), (("engagement", "advert"), "y")]
    assert list(find(RECORD, FilePath)) == [(("background_documents", 0, "file"), "b.pdf")]
    assert [(loc, prose.source) for loc, prose in find(RECORD, Prose)] == [
        (("recommendations", 0, "text"), "one"),
        (("recommendations", 0, "parts", 0, "text"), "part"),
        (("engagement", "findings", "a"), "found"),
    ]


def test_a_renamed_field_is_found_by_the_name_that_authors_write() -> None:
    redirect = Redirect.model_validate({"from": "/a", "to": "/b"}, context=SETTING)
    assert list(walk(redirect)) == [(("from",), "/a"), (("to",), "/b")]


def test_the_way_to_a_value_is_the_way_to_its_place(repository: Path) -> None:
    path = repository / "content" / "decisions" / "leisure-market-outcome-2026.md"
    parsed = parse_front_matter(path.read_text("utf-8"), "a.md")
    fields = {"id": "a", "body": parsed.body, **parsed.fields}
    record = Decision.model_validate(fields, context=SETTING)
    ways = {loc for loc, _ in walk(record)} - {("id",), ("draft",), ("part",)}
    ways.remove(("engagement", "commitment", "state"))  # left out, it is open
    assert ways <= parsed.places.values.keys()
