"""What the public may see of a record: exempt reports shrink to their notice, references to hidden records go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar, cast

from pydantic import BaseModel

from sitegen.model.decision import Decision
from sitegen.model.proceedings import Exemption
from sitegen.model.record import key_of
from sitegen.model.scalars import Reference

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExemptNotice:
    """All that the public site has of an exempt report."""

    collection: ClassVar[str] = Decision.collection

    id: str
    title: str
    body: str
    date: date
    exemption: Exemption

    @property
    def address(self) -> str:
        """The notice's path from the site's root."""
        return key_of(self).address


@dataclass(frozen=True, slots=True)
class Hidden:
    """Why only a preview shows a record: it is a draft, or its day is yet to come, or both."""

    draft: bool
    day: date | None


def exempt_notice(decision: Decision) -> ExemptNotice:
    """The notice of an exempt report that says why it is exempt (a rule sees to it that it does)."""
    assert decision.exempt  # noqa: S101 - no site is made from content with errors
    return ExemptNotice(
        decision.id, decision.title, decision.meeting.body, decision.meeting.date, decision.exempt
    )


def without_hidden(value: T, is_shown: Callable[[Reference], bool]) -> T:
    """The same record without its references to records that are not shown.

    An optional reference becomes None; a part that requires the reference is removed.
    """
    return cast("T", _clean(value, is_shown))


def _clean(value: object, is_shown: Callable[[Reference], bool]) -> object:
    if isinstance(value, Reference):
        return value if is_shown(value) else None
    if isinstance(value, tuple):
        cleaned = tuple(_clean(item, is_shown) for item in value)
        changed = any(new is not old for new, old in zip(cleaned, value, strict=True))
        return tuple(item for item in cleaned if item is not None) if changed else value
    if isinstance(value, BaseModel):
        return _clean_part(value, is_shown)
    return value


def _clean_part(part: BaseModel, is_shown: Callable[[Reference], bool]) -> BaseModel | None:
    changes = {}
    for name, info in type(part).model_fields.items():
        old = getattr(part, name)
        if (new := _clean(old, is_shown)) is not old:
            if new is None and info.is_required():
                return None
            changes[name] = new
    return part.model_copy(update=changes) if changes else part
