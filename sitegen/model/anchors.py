"""A record → the anchors on its page that links may lead to."""

from collections.abc import Iterator

from sitegen.model.appraisal import appraise
from sitegen.model.objectives import Objectives
from sitegen.model.prose import Prose
from sitegen.model.record import Record
from sitegen.model.walk import find


def anchors(record: Record) -> frozenset[str]:
    """The anchors on the record's page: its sections, its numbered parts, and the headings of its texts."""
    headings = (heading.anchor for _, prose in find(record, Prose) for heading in prose.headings)
    appraised = _appraised(record) if isinstance(record, Objectives) else ()
    return frozenset(("main", *record.anchors(), *appraised, *headings))


def _appraised(objectives: Objectives) -> Iterator[str]:
    """The anchors of the sections that appear if contract models can be compared."""
    if appraisal := appraise(objectives):
        yield "figures"
        if len(appraisal.models) > 1:
            yield "sensitivity"
