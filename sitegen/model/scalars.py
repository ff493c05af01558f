"""Single values as an author types them → dates, times, amounts, references; each fault in plain words.

Every scalar reaches the model as the author's own text, so that `17:00`, `0123`, `NO` and `1.10` mean what they say.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, ClassVar, Literal, Self, cast
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from sitegen.model.faults import fault, not_text, read_text
from sitegen.model.mail import wrong_mail_address
from sitegen.model.prose import Prose
from sitegen.model.quantities import YEAR, read_amount, read_days, read_decimal
from sitegen.model.times import read_date, read_day_or_month, read_moment
from sitegen.model.web import Wrong, wrong_web_address


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading a record needs from outside: the time zone, and the renderer of Markdown.

    `prose` takes a text, the level of its top heading, and the name of its field.
    """

    zone: ZoneInfo
    prose: Callable[[str, int, str], Prose]


@dataclass(frozen=True, slots=True)
class Decides:
    """Marks a field that decides whether, when or how far something is public: left empty, it would publish unasked.

    `hint` says what to write, and what taking the line out means; `why`, what depends on the field.
    """

    hint: str
    why: str = "it decides what the public sees"


def _pattern(code: str, pattern: str, message: str, hint: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise fault(code, message.format(text), hint)
        return text

    return check


Text = Annotated[str, BeforeValidator(read_text)]
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
Slug = Annotated[
    Text,
    AfterValidator(
        _pattern(
            "bad-id", SLUG, "“{}” cannot be used as an id", "use small letters, digits and single hyphens"
        )
    ),
]


def _address(code: str, wrong: Callable[[str], Wrong | None]) -> Callable[[str], str]:
    def check(text: str) -> str:
        if found := wrong(text):
            raise fault(code, *found)
        return text

    return check


Email = Annotated[Text, AfterValidator(_address("bad-email", wrong_mail_address))]
WebAddress = Annotated[Text, AfterValidator(_address("bad-web-address", wrong_web_address))]
LocalAddress = Annotated[
    Text, AfterValidator(_address("bad-web-address", partial(wrong_web_address, local=True)))
]
"""A web address that only your own network may know, such as that of a test site."""
Cpv = Annotated[
    Text,
    AfterValidator(
        _pattern(
            "bad-cpv",
            r"[0-9]{8}(-[0-9])?",
            "“{}” is not a CPV code",
            "a code has eight digits, then may have a hyphen and a check digit: 79000000-4",
        )
    ),
]
Language = Annotated[
    Text,
    AfterValidator(
        _pattern(
            "bad-language",
            r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*",
            "“{}” is not a language code",
            "use a code such as en-GB or cy",
        )
    ),
]


Ocid = Annotated[
    Text,
    AfterValidator(
        _pattern(
            "bad-ocid",
            r"ocds-[a-z0-9]{6}-[A-Za-z0-9._/-]+",
            "“{}” is not an open contracting id",
            "it is ocds-, the six letters and digits of its publisher, a hyphen, and the rest: ocds-a1b2c3-0042",
        )
    ),
]


def _setting(info: ValidationInfo) -> Setting:
    return cast("Setting", info.context)


def _moment(value: object, info: ValidationInfo) -> datetime:
    return read_moment(value, _setting(info).zone)


def read_flag(value: object) -> bool:
    """True or False from an author's text. Raises a fault for any other text."""
    text = read_text(value).lower()
    if text not in ("true", "yes", "false", "no"):
        raise fault("bad-flag", f"“{value}” is neither true nor false", "write true or false")
    return text in ("true", "yes")


Date = Annotated[date, PlainValidator(read_date), WithJsonSchema({"type": "string", "format": "date"})]
DayOrMonth = Annotated[
    str,
    PlainValidator(read_day_or_month),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"}),
]
"""A day, or a month where no day is known yet, kept as written: `2027-03`."""
Moment = Annotated[
    datetime, PlainValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})
]
Number = Annotated[Decimal, PlainValidator(read_decimal), WithJsonSchema({"type": "number"})]
Amount = Annotated[Decimal, PlainValidator(read_amount), WithJsonSchema({"type": "number", "minimum": 0})]
"""A sum of money."""
Days = Annotated[
    int, PlainValidator(read_days), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": YEAR})
]
Flag = Annotated[bool, PlainValidator(read_flag), WithJsonSchema({"type": "boolean"})]


class _Name(str):
    """A text that names something else: another record, or a file."""

    __slots__ = ()

    @classmethod
    def read(cls, value: object) -> Self:
        """The name, or a fault."""
        return cls(read_text(value))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's signature
        return core_schema.no_info_before_validator_function(
            cls.read, core_schema.any_schema(), json_schema_input_schema=core_schema.str_schema()
        )


class Reference(_Name):
    """The id of another record; the class says in which collection."""

    __slots__ = ()
    collection: ClassVar[str]

    @property
    def id(self) -> str:
        """The id alone."""
        return str(self)


class InitiativeRef(Reference):
    """The id of an initiative."""

    __slots__ = ()
    collection = "initiatives"


class ObjectivesRef(Reference):
    """The id of a set of objectives."""

    __slots__ = ()
    collection = "objectives"


class AdvertRef(Reference):
    """The id of an advert."""

    __slots__ = ()
    collection = "adverts"


class DecisionRef(Reference):
    """The id of a decision."""

    __slots__ = ()
    collection = "decisions"


class FilePath(_Name):
    """The path of an attachment inside `content/files/`, such as `2026/brief.pdf`."""

    __slots__ = ()

    @classmethod
    def read(cls, value: object) -> Self:
        """The path with each accented letter as one character, or a fault when it leads out of the folder."""
        text = unicodedata.normalize("NFC", read_text(value))
        parts = text.split("/")
        if (
            text.startswith("/")
            or "\\" in text
            or re.match(r"[A-Za-z]:", text)
            or {"", ".", ".."} & set(parts)
        ):
            raise fault(
                "file-outside",
                f"“{text}” does not lead to a file inside content/files/",
                "put the file into content/files/ and write only its path from there, with / between folders",
            )
        if any(part.startswith(".") for part in parts):
            raise fault(
                "file-hidden",
                f"“{text}” is a hidden file",
                "give the file a name without a full stop at its start",
            )
        return cls(text)


GENERATE, NO_FORM = "generate", "none"
"""The values of `form` that ask the site to make the form, or not to make one."""


def _form(value: object) -> FilePath | Literal["generate", "none"]:
    match read_text(value):
        case "generate":
            return "generate"
        case "none":
            return "none"
    return FilePath.read(value)


FormChoice = Annotated[
    FilePath | Literal["generate", "none"],
    PlainValidator(_form),
    WithJsonSchema({"type": "string", "examples": [GENERATE, NO_FORM]}),
]
"""The path of an attachment, or a word that asks the site for a form of its own or for none."""


@dataclass(frozen=True, slots=True)
class Level:
    """Marks a Markdown field: its top heading gets this level on the page."""

    top: int

    def read(self, value: object, info: ValidationInfo) -> Prose:
        """The rendered text. Raises a fault if it is empty."""
        if not isinstance(value, str):
            raise not_text()
        if not value.strip():
            raise fault("empty-value", "This is empty", "write a text, or remove the line")
        return _setting(info).prose(value, self.top, info.field_name or "")

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's signature
        return core_schema.with_info_before_validator_function(
            self.read, core_schema.any_schema(), json_schema_input_schema=core_schema.str_schema()
        )


Body = Annotated[Prose, Level(2)]
"""Markdown that is the text of a page."""
Section = Annotated[Prose, Level(3)]
"""Markdown that fills a section of a page."""
Markdown = Annotated[Prose, Level(4)]
"""Markdown within a section: an answer, a reason."""
