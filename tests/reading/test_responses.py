"""Private tables of responses: what is read, and each fault at its line and column, without a word of the table."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Severity, has_errors
from sitegen.model.responses import RESPONDENT_KINDS, Answer
from sitegen.reading.frontmatter import parse_yaml
from sitegen.reading.response_columns import COLUMNS, Expected, proposal
from sitegen.reading.responses import Table, parse_responses, propose_columns, read_responses
from sitegen.reading.spreadsheet import Row, parse_sheet

TITLES = {"a": "More people active", "b": "Buildings that last", "c": "Lower cost"}
EXPECTED = Expected(TITLES, RESPONDENT_KINDS)
HEADER = ",".join(COLUMNS)
RARE = "ĝĥĵŝŭ"
"""Letters that stand in no message of the program."""


def parsed(text: str, expected: Expected = EXPECTED) -> Table:
    return parse_responses(parse_sheet(text, "r.csv"), "r.csv", expected)


def parse(*lines: str) -> Table:
    return parsed("\n".join((HEADER, *lines, "")))


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
        (("Ann,Charities,a,4/6,",), ["bad-mark 2:4"]),
        (("Ann,Charities,a,4.5/5,",), ["bad-mark 2:4"]),
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
        (("Ann,Ducks,a,3,", "Bo,DUCKS,a,3,", "Cy,Geese,a,3,"), ["unknown-kind 2:2"]),
        (
            ('Ann,Charities,a,9,"one', 'two"', "Bo,Charities,z,3,", ",Charities,b,x,"),
            ["bad-mark 2:4", "unknown-objective 4:3", "empty-cell 5:1"],
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
        ("Name,a,b\nAnn,4,3\n", "missing-columns 1:1", "--columns"),
        ("respondent,kind,a,b,A\nAnn,Charities,4,3,2\n", "repeated-column 1:5", "keep one"),
        ("respondent,kind,objektive,value\n", "missing-column 1:3", "write “objective” in the place of"),
        ("respondent,kind,objective\n", "missing-column 1:1", "put “value” into the first line"),
        ("respondent,kind,kind,objective,value\nA,b,c,a,1\n", "repeated-column 1:3", "keep one"),
    ],
)
def test_a_table_without_its_columns_is_told_how_to_begin(text: str, found: str, hint: str) -> None:
    table = parsed(text)
    assert faults(table) == [found]
    assert hint in table.faults[0].hint


def test_an_objective_that_is_nearly_right_is_guessed() -> None:
    expected = Expected({"costs": "Cost", "b": "Buildings"}, RESPONDENT_KINDS)
    table = parsed(f"{HEADER}\nAnn,Charities,cost,3,\n", expected)
    assert [fault.hint for fault in table.faults] == ["did you mean “costs”?"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (f"{HEADER}\nAnn,Charities,a,3,".encode() + b"caf\x81\n", "not-utf-8 2:22"),
        (f"{HEADER}\nAnn\x00,Charities,a,3,\n".encode(), "control-character 2:4"),
    ],
)
def test_a_file_that_is_no_text_says_so(tmp_path: Path, data: bytes, found: str) -> None:
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
    table = parsed(text)
    said = "".join(f"{fault.code}{fault.message}{fault.hint}{fault.labels}" for fault in table.faults)
    assert not set(RARE) & set(said)


# Tables as people have them

WIDE = "Respondent{0}Kind{0}A{0}Buildings that last{0}c. Lower cost{0}Notes\n"
ROWS = "Ann{0}Charities{0}4{0}3{1}0{0}n/a{0}\nBo{0}Large firms{0}4/5{0}{0}-{0}caf\u00e9\n"


@pytest.mark.parametrize(("separator", "decimal"), [(",", "."), (";", ","), ("\t", ",")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_column_for_each_objective_is_read_from_any_encoding(
    tmp_path: Path, separator: str, decimal: str, encoding: str
) -> None:
    text = f"{WIDE}{ROWS}".format(separator, decimal)
    (tmp_path / "r.csv").write_bytes(text.encode(encoding))
    table = read_responses(tmp_path / "r.csv", EXPECTED)
    assert table.faults == ()
    assert [(one.respondent, one.objective, one.value) for one in table.answers] == [
        *(("Ann", letter, mark) for letter, mark in (("a", 4), ("b", 3), ("c", None))),
        *(("Bo", letter, mark) for letter, mark in (("a", 4), ("b", None), ("c", None))),
    ]


def test_a_workbook_is_read_as_its_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["respondent", "kind", "a", "b", "c"],
        ["Ann", "Charities", 4, 3.0, "n/a"],
        [],
        ["Bo", "Large firms", "4/5"],
    ):
        book.active.append(row)
    book.save(tmp_path / "r.xlsx")
    table = read_responses(tmp_path / "r.xlsx", EXPECTED)
    assert table.faults == ()
    assert [one.value for one in table.answers] == [4, 3, None, 4, None, None]
    assert table.answers[3] == Answer("Bo", "Large firms", "a", 4)


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 and more", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)],
    ids=["no archive", "old Excel"],
)
def test_a_workbook_that_cannot_be_read_says_what_to_save(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "r.xlsx").write_bytes(data)
    table = read_responses(tmp_path / "r.xlsx", EXPECTED)
    assert faults(table) == ["not-a-table"]
    assert "CSV" in table.faults[0].hint


def test_a_message_names_all_lines_of_its_cause_and_column() -> None:
    table = parse(*(f"R{number},Charities,a,{number + 5}," for number in range(1, 13)))
    (fault,) = table.faults
    assert fault.message == (
        "The value is not a whole number from 0 to 5; so too in lines 3, 4, 5, 6, 7, 8, 9, 10 and 3 more"
    )


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Oak Leisure Ltd,Charities,a,1,", "Oak Leisure Limited,Charities,a,1,"), ["alike-respondents 3:1"]),
        (
            ("Oak Leisure Ltd,Charities,a,1,", "The O.A.K. Leisure Ltd.,Charities,a,1,"),
            ["alike-respondents 3:1"],
        ),
        (("Smith & Sons,Charities,a,1,", "SMITH AND SON'S plc,Charities,a,1,"), ["alike-respondents 3:1"]),
        (("Oak Leisure,Charities,a,1,", "Oak Care,Charities,a,1,"), []),
        (("Ann,Charities,a,1,", "TOTAL,,,1,"), ["total-row 3:1"]),
        (("Ann,Charities,a,1,", "Grand total:,,a,1,"), ["total-row 3:1"]),
        (("Total Fitness,Charities,a,1,",), []),
        (("Ann,Zebra Seats Ltd,a,1,",), ["name-as-kind 2:2", "unknown-kind 2:2"]),
        (("Zebra Seats Ltd,Charities,a,1,", "Bo,Zebra seats,a,1,"), ["name-as-kind 3:2", "unknown-kind 3:2"]),
    ],
)
def test_names_that_would_be_counted_wrongly_or_shown_are_reported(
    lines: tuple[str, ...], found: list[str]
) -> None:
    table = parse(*lines)
    assert faults(table) == found
    assert "TOTAL" not in {answer.respondent.upper() for answer in table.answers}
    assert all(fault.severity is Severity.WARNING for fault in table.faults)


GOOGLE = (
    '"Timestamp","Email Address","Name of your organisation","What best describes you?",'
    '"How much? [More people active]","How much? [Buildings that last]","Would it make for a lower cost?","Anything else?"\n'
    '"2026/03/20 10:11:12 am GMT","a@x.org","Zebra Ltd","Large firms","4","n/a","5/5","hello, ""you"""\n'
    '"2026/03/21 10:11:12 am GMT","b@x.org","Yak Trust","Charity","3,0","","2","hello\nagain"\n'
)
MICROSOFT = (
    "ID\tStart time\tCompletion time\tEmail\tName\tWhat type of organisation are you?\ta\tb\tc\n"
    "1\t3/20/26 10:11\t3/20/26 10:15\tanonymous\t\tLarge firms\t4\tn/a\t5\n"
    "2\t3/20/26 11:11\t3/20/26 11:15\tanonymous\t\tCharity\t3\t\t2\n"
)


@pytest.mark.parametrize(
    ("text", "who"),
    [(GOOGLE, ["Zebra Ltd", "Yak Trust"]), (MICROSOFT, ["1", "2"])],
    ids=["Google", "Microsoft"],
)
def test_an_export_of_a_form_is_read_once_its_columns_are_said(
    tmp_path: Path, text: str, who: list[str]
) -> None:
    table, columns = tmp_path / "r.csv", tmp_path / "columns.yaml"
    table.write_text(text, "utf-8")
    assert has_errors(read_responses(table, EXPECTED).faults)
    proposed = propose_columns(table, EXPECTED)
    assert isinstance(proposed, str)
    # Its author has little to do: say what a kind means.
    edited = proposed.replace("# kinds:", "kinds:").replace(
        '#   "Charity": write its kind here', '  "Charity": Charities'
    )
    columns.write_text(edited, "utf-8")
    found = read_responses(table, EXPECTED, columns)
    assert found.faults == ()
    assert [(one.respondent, one.kind, one.objective, one.value) for one in found.answers] == [
        *((who[0], "Large firms", letter, mark) for letter, mark in (("a", 4), ("b", None), ("c", 5))),
        *((who[1], "Charities", letter, mark) for letter, mark in (("a", 3), ("b", None), ("c", 2))),
    ]


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ("objectives:\n  a: Score A\n  b: Scored B\n  c: Score C\n", ["no-such-column 3:6"]),
        ("kind: Sort\nobjectives: {a: Score A, b: Score B, c: Score C}\n", ["no-such-column 1:7"]),
        ("objectives: {a: Score A, b: Score A, c: Score C}\n", ["repeated-column 1:29"]),
        ("objectives: {a: Twice, b: Score B, c: Score C}\n", ["repeated-column 1:17"]),
        ("objectives: {a: Score A, b: Score B, z: Score C}\n", ["unknown-objective 1:38"]),
        ("objectives: {a: Score A}\n", ["no-marks 1:1"]),
        ("objective: {a: Score A}\n", ["unknown-field 1:1"]),
        ("kind: [\n", ["bad-yaml 1:7"]),
    ],
)
def test_a_file_of_columns_that_does_not_fit_the_table_says_where(
    tmp_path: Path, columns: str, found: list[str]
) -> None:
    table, file = tmp_path / "r.csv", tmp_path / "columns.yaml"
    table.write_text("Score A,Score B,Score C,Twice,twice\n1,2,3,4,5\n", "utf-8")
    file.write_text(columns, "utf-8")
    read = read_responses(table, EXPECTED, file)
    assert [one.split(" ")[0] for one in faults(read)] == [one.split(" ")[0] for one in found]
    assert faults(read) == found
    assert all(fault.path == file.as_posix() for fault in read.faults)
    assert "Scor" not in "".join(f"{fault.message}{fault.hint}" for fault in read.faults)


def test_a_file_of_columns_that_is_a_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("Score A\n1\n", "utf-8")
    assert faults(read_responses(tmp_path / "r.csv", EXPECTED, tmp_path)) == ["cannot-read"]


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=5))
def test_a_file_of_columns_is_proposed_for_any_table_and_can_be_read(rows: list[list[str]]) -> None:
    text = proposal(tuple(Row(line, cells) for line, cells in enumerate(rows, start=1)), EXPECTED)
    parsed = parse_yaml(text, "columns.yaml")
    assert {fault.code for fault in parsed.faults} <= set()
    assert set(parsed.fields) <= {"respondent", "kind", "objectives"}
