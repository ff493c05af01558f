"""Private tables of responses: what is read, and each fault at its line and column, without a word of the table."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.responses import RESPONDENT_KINDS, Answer
from sitegen.reading.responses import COLUMNS, Expected, Table, parse_responses, read_responses

EXPECTED = Expected(["a", "b", "c"], RESPONDENT_KINDS)
HEADER = ",".join(COLUMNS)
RARE = "ĝĥĵŝŭ"
"""Letters that stand in no message of the program."""


def parse(*lines: str) -> Table:
    return parse_responses("\n".join((HEADER, *lines, "")), "r.csv", EXPECTED)


def faults(table: Table) -> list[str]:
    """Each fault in short: its code and place."""
    return [
        f"{fault.code} {fault.span.line}:{fault.span.column}" if fault.span else fault.code
        for fault in table.faults
    ]


SOUND = (
    Answer("Ann", "Charities", "a", 4),
    Answer("Ann", "Charities", "b", None),
    Answer("Bo, Co", "Large firms", "a", 0),
)


@pytest.mark.parametrize(
    "data",
    [
        b'respondent,kind,objective,value,note\nAnn,Charities,a,4,x\nAnn,Charities,b,,\n"Bo, Co",Large firms,a,0,\n',
        b"respondent;kind;objective;value\r\nAnn;Charities;a;4\r\nAnn;Charities;b;\r\nBo, Co;Large firms;a;0",
        b'\xef\xbb\xbfValue, NOTE ,Kind,Respondent,Objective\n4,"a\nb",Charities,Ann,A\n,,,,\n,,Charities,Ann,b\n0,,Large firms,"Bo, Co",a\n',
        b'respondent,email,kind,objective,value\nAnn,a@b.c,Charities,a,4\nAnn,,Charities,b,\n"Bo, Co",,Large firms,a,0\n',
    ],
    ids=["commas", "semicolons", "byte order mark, another order, a long note", "a column more"],
)
def test_a_table_is_read_as_spreadsheets_save_it(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "r.csv").write_bytes(data)
    table = read_responses(tmp_path / "r.csv", EXPECTED)
    assert (table.answers, table.faults) == (SOUND, ())


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Ann,Charities,a,6,",), ["bad-mark 2:4"]),
        (("Ann,Charities,a,-1,",), ["bad-mark 2:4"]),
        (("Ann,Charities,a,n/a,",), ["bad-mark 2:4"]),
        (('Ann,Charities,a,"3,5",',), ["bad-mark 2:4"]),
        (("Ann,Charities,a,٣,",), ["bad-mark 2:4"]),
        (("Ann,Charities,a,=SUM(B1),",), ["formula 2:4"]),
        (("Ann,Charities,a,#REF!,",), ["formula 2:4"]),
        (("=A1,Charities,a,3,",), ["formula 2:1"]),
        (("Ann,=A1,a,3,",), ["formula 2:2"]),
        (("Ann,Charities,g,3,",), ["unknown-objective 2:3"]),
        (("Ann,Charities,,3,",), ["empty-cell 2:3"]),
        ((",Charities,a,3,",), ["empty-cell 2:1"]),
        (("Ann,,a,3,",), ["empty-cell 2:2"]),
        (("Ann,Charities,a,3,", "ANN ,Charities,a,4,"), ["repeated-answer 3:3"]),
        (("Ann,Charities,a,3,", "Ann,Large firms,b,4,"), ["changed-kind 3:2"]),
        (("Ann,Charities,a",), ["wrong-width 2:1"]),
        (("Ann,Charities,a,3,one, two",), ["wrong-width 2:1"]),
        (('Ann,Charities,a,3,"said ""yes""', "Bo,Charities,a,3,"), ["bad-quotation-marks 2:1"]),
        (('Ann,Charities,a,3,"yes" he said',), ["bad-quotation-marks 2:1"]),
        ((), ["no-responses"]),
        (("Ann,Ducks,a,3,", "Bo,DUCKS,a,3,", "Cy,Geese,a,3,"), ["unknown-kind 2:2", "unknown-kind 4:2"]),
        (
            ('Ann,Charities,a,9,"one', 'two"', "Bo,Charities,z,3,", ",Charities,b,x,"),
            ["bad-mark 2:4", "unknown-objective 4:3", "empty-cell 5:1", "bad-mark 5:4"],
        ),
    ],
)
def test_every_fault_is_told_at_its_line_and_column(lines: tuple[str, ...], found: list[str]) -> None:
    table = parse(*lines)
    assert faults(table) == found
    assert all(fault.hint for fault in table.faults if fault.code != "no-responses")


@pytest.mark.parametrize(
    ("text", "found", "hint"),
    [
        ("", "empty-file", "respondent,kind,objective,value,note"),
        ("\n\n", "empty-file", "respondent,kind,objective,value,note"),
        ("Ann,Charities,a,3\n", "missing-columns 1:1", "respondent,kind,objective,value,note"),
        (
            "respondent\tkind\tobjective\tvalue\n",
            "missing-columns 1:1",
            "respondent,kind,objective,value,note",
        ),
        ("respondent,kind,objektive,value\n", "missing-column 1:3", "write “objective” in the place of"),
        ("respondent,kind,objective\n", "missing-column 1:1", "put “value” into the first line"),
        ("respondent,kind,kind,objective,value\nA,b,c,a,1\n", "repeated-column 1:3", "keep one"),
    ],
)
def test_a_table_without_its_columns_is_told_how_to_begin(text: str, found: str, hint: str) -> None:
    table = parse_responses(text, "r.csv", EXPECTED)
    assert faults(table) == [found]
    assert hint in table.faults[0].hint


def test_an_objective_that_is_nearly_right_is_guessed() -> None:
    table = parse_responses(
        f"{HEADER}\nAnn,Charities,cost,3,\n", "r.csv", Expected(["costs", "b"], RESPONDENT_KINDS)
    )
    assert [fault.hint for fault in table.faults] == ["did you mean “costs”?"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (f"{HEADER}\nAnn,Charities,a,3,caf\xe9\n".encode("cp1252"), "not-utf-8 2:22"),
        (f"{HEADER}\n".encode("utf-16"), "not-utf-8 1:1"),
        (f"{HEADER}\nAnn\x00,Charities,a,3,\n".encode(), "control-character 2:4"),
    ],
)
def test_a_file_that_is_no_text_in_utf_8_says_so(tmp_path: Path, data: bytes, found: str) -> None:
    (tmp_path / "r.csv").write_bytes(data)
    assert faults(read_responses(tmp_path / "r.csv", EXPECTED)) == [found]


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_what_is_no_file_is_told_in_words(tmp_path: Path, name: str) -> None:
    assert faults(read_responses(tmp_path / name, EXPECTED)) == ["cannot-read"]


CELLS = st.text(st.sampled_from(f'{RARE}a1=#,;"\n '), max_size=8)


def as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *rows])
    return text.getvalue()


@given(
    st.one_of(
        st.lists(st.lists(CELLS, max_size=6), max_size=6).map(as_csv), CELLS, st.lists(CELLS).map("".join)
    )
)
def test_no_table_raises_and_no_message_quotes_it(text: str) -> None:
    table = parse_responses(text, "r.csv", EXPECTED)
    said = "".join(f"{fault.code}{fault.message}{fault.hint}{fault.labels}" for fault in table.faults)
    assert not set(RARE) & set(said)
