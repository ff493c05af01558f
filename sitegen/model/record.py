"""What all records share: strictness, an id, an address, and when they may be seen."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar, Final, NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict

from sitegen.model.scalars import Date, Decides, Flag, Text

FROM_THE_DAY: Final = "write the day from which the page may be public, such as 2026-11-23"


class Key(NamedTuple):
    """What identifies a record: the folder of content/ that its file is in, and its id."""

    collection: str
    id: str

    @property
    def address(self) -> str:
        """The path of its page from the site's root: `/<collection>/<id>/`."""
        return f"/{self.collection}/{self.id}/"


SETTINGS: Final = Key("", "")
"""The settings, where other things are found by the key of a record."""


class Keyed(Protocol):
    """A record, what the public sees of it, a reference to it, or its file."""

    @property
    def collection(self) -> str: ...  # noqa: D102 - as in Key
    @property
    def id(self) -> str: ...  # noqa: D102 - as in Key


def key_of(one: Keyed) -> Key:
    """The key of the record that this is, names or holds."""
    return Key(one.collection, one.id)


class Part(BaseModel):
    """A group of fields within a record: frozen, and strict about names."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Ignore(Part):
    """A check that does not apply to this page."""

    rule: Text
    """The check's code, as the message gives it in square brackets: `short-response`."""
    reason: Text
    """Why it does not apply here, for the next person who reads the file. It is not published."""


class Record(Part):
    """One file of content. Its id is the file's stem."""

    collection: ClassVar[str]
    kind_name: ClassVar[str]
    """What people call one of these: “advert”, “set of objectives”."""
    always: ClassVar[tuple[str, ...]] = ()
    """The anchors of the sections that its page always has."""
    sections: ClassVar[Mapping[str, str]] = {}
    """The anchors of those that its page has when a field is filled, by the field."""

    id: str
    title: Text
    """The name of the page, as readers see it in lists and at the top."""
    draft: Annotated[
        Flag,
        Decides(
            "write “draft: true” to keep the page off the public site; or take the line out to publish it"
        ),
    ] = False
    """`true` keeps the page off the public site until you remove the line."""
    published: Annotated[
        Date | None, Decides(f"{FROM_THE_DAY}, or take the line out to publish it at once")
    ] = None
    """The day from which the page may be public. Left out, it is public at once."""
    ignore: tuple[Ignore, ...] = ()
    """Checks that do not apply to this page, each with the reason."""

    @property
    def address(self) -> str:
        """The page's path from the site's root."""
        return key_of(self).address

    def anchors(self) -> Iterator[str]:
        """The anchors on its page to which links may lead for good, but for those of headings in its texts."""
        yield from self.always
        yield from (anchor for field, anchor in self.sections.items() if getattr(self, field))

    @property
    def public_from(self) -> date | None:
        """The first day on which the page may be public; None if it may be at once."""
        return self.published
