"""YAML and front matter → plain data, every scalar as the author typed it, with the place of each key and value.

YAML is read as nodes and never constructed: constructing turns `17:00` into 1020, `0123` into 83 and `NO` into
False, and silently keeps the last of two equal keys (YAML 1.1, https://yaml.org/type/).
"""

import re
from dataclasses import dataclass, field

import yaml

from sitegen.diagnostics import Diagnostic, Label, Span, error
from sitegen.model.characters import called
from sitegen.model.entry import Loc, Origin, Places
from sitegen.reading.encoding import CONTROL
from sitegen.reading.fences import end_of_fields
from sitegen.reading.spaces import with_spaces
from sitegen.reading.yaml_faults import explain

Data = dict[str, "Data"] | list["Data"] | str
DEEPEST = 12
"""Levels of nesting; the deepest record of the model has five."""
LONGEST = 400_000
"""Characters of YAML in one file."""
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Line ends in YAML 1.1. A source has only line feeds."""
_LOST_VALUE = re.compile(r"\s*:\s+(#\S.*)")
_LOST_WORDS = re.compile(r"\s+(#\S.*)")
"""A comment that the author may have meant as a part of the value: a colour, “Lot #2”."""
_REMARK = re.compile(r"\s+(#\s.*\S)")
_NOTHING = ("~", "null", "Null", "NULL")
"""Words that YAML reads as null unless they are quoted (https://yaml.org/type/null.html)."""
_NESTING_SIGNS = "[{-?"
_FEW = 1000
"""This many signs of nesting cannot exhaust the C stack, on which libyaml's composer recurses."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed file: its fields, its body (None if the format has none), places and faults."""

    fields: dict[str, Data]
    body: str | None
    places: Places
    faults: tuple[Diagnostic, ...]
    remarks: tuple[tuple[Loc, Span], ...] = ()
    """Comments after a value, which YAML drops. The author may have meant them as part of a text."""
    blanks: tuple[Loc, ...] = ()
    """Fields and list items without a value. `blanks.py` decides what follows."""


@dataclass(slots=True)
class _Reader:
    """Gathers places and faults while a tree of nodes is read."""

    path: str
    first_line: int
    text: str
    lines: list[str]
    keys: dict[Loc, Span] = field(default_factory=dict)
    values: dict[Loc, Span] = field(default_factory=dict)
    texts: dict[Loc, Origin] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    blanks: list[Loc] = field(default_factory=list)
    remarks: list[tuple[Loc, Span]] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    is_sound: bool = True
    """Whether the data is what the author meant. If not, validating it would add false findings."""

    def fault(self, code: str, message: str, node: yaml.Node, hint: str = "", *labels: Label) -> None:
        self.faults.append(error(code, message, self.path, self.span(node), hint, *labels))

    def span(self, node: yaml.Node) -> Span:
        """The extent of a scalar; for a list or a group, its first character."""
        start, end = node.start_mark, node.end_mark
        line, column = start.line + self.first_line, start.column + 1
        if not isinstance(node, yaml.ScalarNode) or end.index <= start.index:
            return Span.at(line, column)
        if node.style in ("|", ">") or (end.line > start.line and end.column == 0):
            return Span.at(line, column)
        return Span(line, column, end.line + self.first_line, end.column + 1)

    def read(self, node: yaml.Node, loc: Loc) -> Data:
        self.values[loc] = self.span(node)
        if _is_blank(node):
            self.blanks.append(loc)
        if id(node) in self.seen:
            self.is_sound = False  # a second use of an anchor, which is a fault already
            return ""
        self.seen.add(id(node))
        if (sign := self.text[node.start_mark.index : node.start_mark.index + 1]) in ("&", "!"):
            self.fault(
                "yaml-extra", f"A value cannot begin with {sign} here", node, "put the value in quotes"
            )
        if isinstance(node, yaml.MappingNode | yaml.SequenceNode) and len(loc) >= DEEPEST:
            self.fault(
                "too-deep",
                "Lists and groups are nested too deeply here",
                node,
                "no field needs so many levels: take some brackets or indents away",
            )
            self.is_sound = False
            return ""
        if isinstance(node, yaml.MappingNode):
            return self.group(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*loc, place)) for place, item in enumerate(node.value)]
        return self.scalar(node, loc) if isinstance(node, yaml.ScalarNode) else ""

    def group(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Data]:
        group: dict[str, Data] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in ("", "<<"):
                self.fault(
                    "bad-key", "This cannot be the name of a field", key, "write a name, a colon and a space"
                )
                continue
            self.control(key)
            here = (*loc, key.value)
            if here in self.keys:
                first = Label(self.keys[here], "first given here")
                self.fault(
                    "repeated-key", f"“{key.value}” is given twice", key, "keep one of the two lines", first
                )
                continue
            self.keys[here] = self.span(key)
            if not _is_left_out(value):
                group[key.value] = self.read(value, here)
            elif lost := self.comment(key, _LOST_VALUE):
                group[key.value] = lost
            else:
                self.blanks.append(here)
        return group

    def scalar(self, node: yaml.ScalarNode, loc: Loc) -> str:
        start = node.start_mark
        self.control(node)
        if node.style == "|":
            # The lines of a block keep their text, and the first comes right after the header.
            self.texts[loc] = Origin(
                start.line + self.first_line + 1, self.indent(node) + 1, self.indent(node)
            )
        elif node.style != ">" and node.end_mark.line == start.line:
            if not self.comment(node, _LOST_WORDS):
                self.remark(node, loc)
            self.texts[loc] = Origin(start.line + self.first_line, start.column + 1 + bool(node.style))
        return str(node.value)

    def control(self, node: yaml.ScalarNode) -> None:
        """Reports a control character written as an escape. All others were found when the file was read."""
        if node.style == '"' and (found := CONTROL.search(str(node.value))):
            message = f"There is a character here that cannot be shown: {called(found[0])}"
            self.fault(
                "control-character", message, node, "delete what follows the backslash, and the backslash"
            )

    def comment(self, node: yaml.ScalarNode, rest: re.Pattern[str]) -> str:
        """The comment right after a node, which is reported since its author hardly meant one, or an empty text."""
        end = node.end_mark
        found = rest.match(self.lines[end.line][end.column :]) if not node.style else None
        if found:
            place = Span.at(end.line + self.first_line, end.column + found.start(1) + 1, len(found[1]))
            hint = "put the whole value in quotes; or, if this is a note to yourself, put a space after the #"
            self.faults.append(error("lost-words", "Everything after # is left out", self.path, place, hint))
        return found[1] if found else ""

    def remark(self, node: yaml.ScalarNode, loc: Loc) -> None:
        end = node.end_mark
        if not node.style and (found := _REMARK.match(self.lines[end.line], end.column)):
            place = Span.at(end.line + self.first_line, found.start(1) + 1, len(found[1]))
            self.remarks.append((loc, place))

    def indent(self, node: yaml.ScalarNode) -> int:
        """The indent of a block, in spaces. libyaml does not give it, so the first line with words does."""
        for line in self.lines[node.start_mark.line + 1 :]:
            if line.strip():
                return len(line) - len(line.lstrip(" "))
        return 0


def _is_left_out(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style


def _is_blank(node: yaml.Node) -> bool:
    """Whether a node has no value: only spaces, an empty list or group, or one of YAML's words for null."""
    if isinstance(node, yaml.ScalarNode):
        return not node.value.strip() or (not node.style and node.value in _NOTHING)
    return not node.value


def parse_yaml(text: str, path: str, first_line: int = 1) -> Parsed:
    """The fields of a YAML file, or of front matter that begins on `first_line`. Never raises on any text."""
    text, slips = with_spaces(text, path, first_line)
    reader = _Reader(path, first_line, text, _LINE_END.split(text), faults=slips)
    fields = _read_fields(text, reader)
    places = Places(Span.at(max(first_line - 1, 1), 1, 3), reader.keys, reader.values, reader.texts)
    return Parsed(fields, None, places, tuple(reader.faults), tuple(reader.remarks), tuple(reader.blanks))


def _read_fields(text: str, reader: _Reader) -> dict[str, Data]:
    if len(text) > LONGEST:
        reader.faults.append(
            error("too-long", f"There are more than {LONGEST:,} characters of settings here", reader.path)
        )
        return {}
    try:
        if deep := _deepest(text):
            place = Span.at(deep.line + reader.first_line, deep.column + 1)
            reader.faults.append(
                error("too-deep", "Lists and groups are nested too deeply here", reader.path, place)
            )
            return {}
        node = yaml.CSafeLoader(text).get_single_node()
    except (yaml.YAMLError, UnicodeEncodeError) as problem:
        reader.faults.append(explain(problem, reader.lines, reader.path, reader.first_line))
        return {}
    if node is None or _is_left_out(node):
        return {}
    if not isinstance(node, yaml.MappingNode):
        reader.fault(
            "not-fields",
            "Fields are expected here",
            node,
            "write each field as its name, a colon, a space and its value",
        )
        return {}
    fields = reader.group(node, ())
    return fields if reader.is_sound else {}


def _deepest(text: str) -> Span | None:
    """The place where nesting exceeds `DEEPEST`, found without recursion; None if it never does."""
    if sum(map(text.count, _NESTING_SIGNS)) <= _FEW:
        return None
    depth = 0
    for event in yaml.parse(text, yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST and event.start_mark:
            return Span.at(event.start_mark.line, event.start_mark.column)
    return None


def parse(text: str, path: str, suffix: str) -> Parsed:
    """The contents of a record's file: front matter and a text if `suffix` is .md, otherwise YAML. Never raises on any text."""
    return parse_front_matter(text, path) if suffix == ".md" else parse_yaml(text, path)


def parse_front_matter(text: str, path: str) -> Parsed:
    """The fields between the two `---` lines of a Markdown file, and the body below them. Never raises on any text."""
    lines = text.split("\n")
    end = end_of_fields(lines, path)
    if isinstance(end, tuple):
        return Parsed({}, None, Places(Span.at(1, 1), {}, {}, {}), end)
    parsed = parse_yaml("\n".join(lines[1:end]) + "\n", path, first_line=2)
    return Parsed(
        parsed.fields, *_body(lines, end, parsed.places), parsed.faults, parsed.remarks, parsed.blanks
    )


def _body(lines: list[str], end: int, places: Places) -> tuple[str, Places]:
    """The text below line `end`, and the places with its own added."""
    start = next((number for number, line in enumerate(lines[end + 1 :], start=end + 1) if line.strip()), end)
    body = "\n".join(lines[start:]) if start > end else ""
    span = Span.at(start + 1, 1, max(len(lines[start]), 1))
    return body, Places(
        places.start,
        places.keys,
        {**places.values, ("body",): span},
        {**places.texts, ("body",): Origin(start + 1, 1)},
    )
