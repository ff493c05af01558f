"""A record as it was in an earlier version, with what its page took from elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.model.kinds import Shown
from sitegen.model.objectives import Objectives
from sitegen.model.prose import Prose


@dataclass(frozen=True, slots=True)
class Past:
    """A record as it was."""

    record: Shown
    objectives: Objectives | None = None
    """Those that an advert was tested against, as they were then."""
    statements: Mapping[str, tuple[str, Prose]] = field(default_factory=dict)
    """The title and the text of each statement that an advert showed, by its id."""
