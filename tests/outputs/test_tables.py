"""Tables: true to their description, exact, complete, and harmless in a spreadsheet."""

import codecs
import csv
import io
import json
import re
from datetime import datetime
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.model.kinds import Shown
from sitegen.model.site import Site
from sitegen.outputs.tables.csvw import metadata
from sitegen.outputs.tables.records import tables
from sitegen.outputs.tables.table import Column, Table, as_csv, as_json_lines
from tests import strategies as content

Row = dict[str, str]
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def rows(data: bytes) -> list[Row]:
    """The rows of a CSV file, which begins with the mark that Excel looks for, by the names of their columns."""
    assert data.startswith(codecs.BOM_UTF8)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def lines(data: bytes) -> list[dict[str, Any]]:
    """The rows of a file of JSON Lines."""
    return [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]]


def in_order(site: Site) -> tuple[Shown, ...]:
    return (*site.adverts, *site.objectives, *site.decisions)


def table_of(site: Site, name: str) -> Table[Any]:
    return next(table for table in tables(site, *in_order(site)) if table.name == name)


def one(site: Site, name: str = "adverts") -> Row:
    (row,) = rows(as_csv(table_of(site, name)))
    return row


# The description: rules of the W3C's vocabulary that a reader of ours relies on.

_FORMS = {
    "string": re.compile(r".*", re.DOTALL),
    "anyURI": re.compile(r"https://[\x21-\x7e]+"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "datetime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d"),
    "time": re.compile(r"\d\d:\d\d:\d\d"),
    "decimal": re.compile(r"-?\d+(\.\d+)?"),
    "nonNegativeInteger": re.compile(r"\d+"),
    "boolean": re.compile(r"true|false"),
}


def assert_as_described(described: Any, folder: dict[str, bytes]) -> None:  # noqa: ANN401 - whatever JSON holds
    """Each table has the columns that are described, in their order, with values of their types and a key that is one."""
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    assert {table["url"] for table in described["tables"]} == folder.keys()
    for table in described["tables"]:
        found, schema = rows(folder[table["url"]]), table["tableSchema"]
        header = folder[table["url"]].partition(b"\r\n")[0].decode("utf-8-sig").split(",")
        assert header == [column["titles"] for column in schema["columns"]]
        for column in schema["columns"]:
            assert re.fullmatch(r"[a-z_]+", column["name"])
            values = [row[column["name"]] for row in found]
            assert not column.get("required") or all(values)
            for value in filter(None, values):
                assert _FORMS[column["datatype"]].fullmatch(value)
                if column["datatype"] in ("date", "datetime"):
                    datetime.fromisoformat(value)
        keys = [tuple(row[name] for name in schema.get("primaryKey", row)) for row in found]
        assert len(keys) == len(set(keys))


def test_the_tables_of_the_worked_example_are_as_they_are_described(example_site: Path) -> None:
    folder = {path.name: path.read_bytes() for path in example_site.glob("data/*.csv")}
    described = json.loads((example_site / "data/csv-metadata.json").read_bytes())
    assert_as_described(described, folder)
    assert described["dc:license"]["@id"].startswith("https://www.nationalarchives.gov.uk/")
    assert described["dc:publisher"]["schema:name"] == "Example Borough Council"
    assert all(rows(data) for data in folder.values())


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(content.sites(count=5))
def test_whatever_the_content_tables_are_as_described_and_no_cell_is_a_formula(site: Site) -> None:
    found = tables(site, *in_order(site))
    folder = {f"{table.name}.csv": as_csv(table) for table in found}
    assert_as_described(json.loads(metadata(site, found)), folder)
    for table in found:
        numbers = {column.name for column in table.columns if column.datatype == "decimal"}
        made, exact = rows(folder[f"{table.name}.csv"]), lines(as_json_lines(table))
        assert len(made) == len(exact) == len(table.records)
        for row in made:
            assert not [name for name, cell in row.items() if FORMULA.match(cell) and name not in numbers]
    titles = [row["title"] for row in lines(as_json_lines(table_of(site, "adverts")))]
    assert titles == [advert.title for advert in site.adverts]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe_in_csv_alone(start: str) -> None:
    words = f"{start}HYPERLINK(1)"
    table = Table(
        "t",
        "T",
        (Column("a", "A", itemgetter(0)), Column("b", "B", itemgetter(1), is_list=True)),
        (),
        ((words, (words,)),),
    )
    (row,) = rows(as_csv(table))
    assert row == {"a": f"'{words}", "b": f"'{words}"}
    assert lines(as_json_lines(table)) == [{"a": words, "b": [words]}]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1))
def test_any_texts_come_back_as_they_went_in(texts: list[str]) -> None:
    columns = (Column("a", "A", itemgetter(0)), Column("b", "B", itemgetter(1)))
    table = Table("t", "T", columns, (), tuple(("x", text) for text in texts))
    data = as_csv(table)
    assert data.endswith(b"\r\n")
    found = [row["b"] for row in rows(data)]
    assert [text[1:] if FORMULA.match(text[1:]) and text[0] == "'" else text for text in found] == texts


def test_numbers_keep_their_digits_and_their_sign() -> None:
    values = (Decimal("-0.10"), Decimal("123456789012345.123456789"), None)
    columns: tuple[Column[Any], ...] = tuple(
        Column(name, "", itemgetter(place), "decimal") for place, name in enumerate("abc")
    )
    (row,) = rows(as_csv(Table("t", "T", columns, (), (values,))))
    assert row == {"a": "-0.10", "b": "123456789012345.123456789", "c": ""}


def test_texts_of_a_list_are_separated_and_cannot_run_together() -> None:
    assert one(content.site(content.advert(places=["Alder", "Brook|side"])))["places"] == "Alder|Brook/side"


# What happens to an advert


def test_a_withdrawn_advert_has_its_day_and_its_reason() -> None:
    row = one(content.site(content.advert(withdrawn={"date": "2026-11-20", "reason": "No money"})))
    assert (row["withdrawn"], row["withdrawn_reason"]) == ("2026-11-20", "No money")
    assert row["last_changed"] == "2026-11-20"


def test_an_amended_and_redated_advert_has_its_new_time_and_each_change_a_row() -> None:
    change = {"date": "2026-11-09", "change": "Closes a week later.", "reason": "Firms asked."}
    site = content.site(content.advert(amendments=[change], closes="2026-12-18T12:00"))
    row = one(site)
    assert (row["closes"], row["changes"]) == ("2026-12-18T12:00:00+00:00", "1")
    assert row["last_changed"] == "2026-11-09"
    assert one(site, "changes") == {
        "advert": "benches",
        "advert_title": "Park benches",
        "number": "1",
        "url": "https://www.example.org/markets/adverts/benches/#change-1",
        "date": "2026-11-09",
        "change": "Closes a week later.",
        "reason": "Firms asked.",
    }


def test_a_question_has_a_row_before_it_has_an_answer() -> None:
    asked = {"id": "q1", "asked": "2026-11-10", "question": "Is **wood** allowed?"}
    row = one(content.site(content.advert(clarifications=[asked])), "questions")
    assert (row["question"], row["answered"], row["answer"]) == ("Is wood allowed?", "", "")


def test_points_in_time_have_their_day_and_time_of_day_where_the_buyer_is() -> None:
    summer = content.advert(closes="2027-06-18T12:30", questions_close="2027-06-11T17:00")
    row = one(content.site(summer))
    assert row["closes"] == "2027-06-18T12:30:00+01:00"
    assert (row["closes_date"], row["closes_time"]) == ("2027-06-18", "12:30:00")
    assert (row["questions_close_date"], row["questions_close_time"]) == ("2027-06-11", "17:00:00")
    (exact,) = lines(as_json_lines(table_of(content.site(summer), "adverts")))
    assert (exact["closes_date"], exact["closes_time"]) == ("2027-06-18", "12:30:00")


def test_a_plan_has_no_closing_time_and_the_last_day_of_its_month() -> None:
    plan = content.advert(kind="planned-procurement", closes=None, questions=None, tender_expected="2028-02")
    row = one(content.site(plan))
    assert (row["closes"], row["closes_date"], row["closes_time"]) == ("", "", "")
    assert (row["tender_expected"], row["tender_expected_by"]) == ("2028-02", "2028-02-29")
    assert (row["status"], row["status_label"], row["kind_label"]) == (
        "planned",
        "Planned",
        "Planned procurement",
    )


def test_each_point_in_time_of_any_table_has_columns_that_sort(example_site: Path) -> None:
    described = json.loads((example_site / "data/csv-metadata.json").read_bytes())
    for table in described["tables"]:
        types = {column["name"]: column["datatype"] for column in table["tableSchema"]["columns"]}
        for name in (name for name, kind in types.items() if kind == "datetime"):
            assert (types[f"{name}_date"], types[f"{name}_time"]) == ("date", "time")


def test_codes_are_there_in_words_too() -> None:
    advert = content.advert(
        purposes=["a", "d"],
        cpv=["79000000-4", "45000000"],
        category="works",
        regions=["UKE42"],
        reserved=["sme-vcse"],
    )
    row = one(content.site(advert))
    assert row["kind_label"] == "Early engagement"
    assert row["category_label"] == "Works"
    assert row["cpv_label"].split("|")[1] == "Construction work"
    assert row["regions_label"] == "Part of West Yorkshire"
    assert row["reserved_label"].startswith("Small and medium-sized firms")
    assert row["purposes"] == "a|d"
    assert len(row["purposes_label"].split("|")) == 2


def test_the_status_is_that_of_the_moment() -> None:
    def status(now: str, **fields: Any) -> str:  # noqa: ANN401 - as an author writes it
        return one(content.site(content.advert(closes="2026-12-18T12:00", **fields), now=now))["status"]

    assert status("2026-11-23T12:00") == "open"
    assert status("2026-12-18T11:59") == "closing-soon"
    assert status("2026-12-18T12:00") == "closed"
    assert status("2026-11-23T12:00", withdrawn={"date": "2026-11-20", "reason": "No money"}) == "withdrawn"


def test_what_is_not_stated_is_an_empty_cell_and_what_is_false_says_so() -> None:
    row = one(content.site(content.advert(suitable_for={"sme": "false"})))
    assert (row["suits_sme"], row["suits_vcse"], row["value_maximum"], row["ocid"]) == ("false", "", "", "")


def test_objectives_have_their_weights() -> None:
    found = rows(as_csv(table_of(content.site(content.objectives()), "objectives")))
    assert [(row["id"], row["weight"], row["basis"]) for row in found] == [
        ("a", "60.5", "percentage"),
        ("b", "39.5", "percentage"),
    ]


def test_each_recommendation_and_part_has_a_row_and_no_decision_is_without_one() -> None:
    why = dict.fromkeys(("schedule", "paragraph", "reason", "public_interest"), "Because")
    site = content.site(
        content.decision("a", recommendations=[{"text": "Agree", "parts": [{"text": "To ask"}]}]),
        content.decision("b"),
        content.decision("c", part="2", exempt=why, recommendations=[{"text": "Secret"}]),
    )
    data = as_csv(table_of(site, "decisions"))
    found = {(row["decision"], row["number"], row["recommendation"], row["exempt"]) for row in rows(data)}
    assert found == {
        ("a", "(i)", "Agree", "false"),
        ("a", "(i) a.", "To ask", "false"),
        ("b", "", "", "false"),
        ("c", "", "", "true"),
    }
    assert b"Secret" not in data
