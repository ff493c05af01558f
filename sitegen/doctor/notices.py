"""A crawl → a sentence for the editor about each notice published or changed in the last week."""

from collections.abc import Iterator

from sitegen.doctor.built import Built
from sitegen.doctor.crawl import Crawl

_MOST = 10


def notices(crawl: Crawl, built: Built) -> Iterator[str]:
    """Whether each recent notice is live, and the status on its page; latest first, ten at most."""
    for path, title in list(built.recent.items())[:_MOST]:
        visit = crawl.visits.get(path)
        said = visit.page.status if visit and visit.page else None
        right = built.statuses[path]
        if visit is None or not visit.is_there:
            yield f"Your notice “{title}” is not live."
        elif said is None:
            yield f"Your notice “{title}” is live."
        elif said is right:
            yield f"Your notice “{title}” is live and says {said.label}."
        else:
            yield f"Your notice “{title}” is live and says {said.label}, but it is {right.label}."
    if (more := len(built.recent) - _MOST) > 0:
        yield f"{more:,} more notices were published or changed in the last week."
