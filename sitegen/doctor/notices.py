"""A tour → a sentence for the editor about each notice published or changed in the last week."""

from collections.abc import Iterator

from sitegen.doctor.built import Built
from sitegen.doctor.tour import Tour

_MOST = 10


def notices(tour: Tour, built: Built) -> Iterator[str]:
    """Whether each recent notice is live, and the status on its page; latest first, ten at most."""
    for path, title in list(built.recent.items())[:_MOST]:
        stop = tour.stops.get(path)
        said = stop.page.status if stop and stop.page else None
        right = built.statuses[path]
        if stop is None or not stop.is_there:
            yield f"Your notice “{title}” is not live."
        elif said is None:
            yield f"Your notice “{title}” is live."
        elif said is right:
            yield f"Your notice “{title}” is live and says {said.label}."
        else:
            yield f"Your notice “{title}” is live and says {said.label}, but it is {right.label}."
    if (more := len(built.recent) - _MOST) > 0:
        yield f"{more:,} more notices were published or changed in the last week."
