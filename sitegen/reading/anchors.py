"""Words of headings → anchors: short, readable and unique on a page."""

import re
from collections.abc import Sequence

from sitegen.model.kinds import COLLECTIONS
from sitegen.model.slug import slug

PAGE_ANCHORS = frozenset(
    """
    main summary key-facts what-we-are-testing questions objectives respond contact events timetable documents
    questions-and-answers changes statements decision next also-published data recommendations
    executive-summary background risk funding advice contacts wards policies details called-in decided outcome thread
    weighting models scenarios top skip-link header banner nav navigation breadcrumbs pagination filters search
    results tips footer open others used tests recent problems notices led-to feedback enforcement contents compliance
    adverts title statement weighting-table models-table scenarios-table not-a-tender follow withdrawn
    licence cite tables open-contracting releases additional-fields sensitivity weigh figures
    register register-shows register-check register-anew witnesses head signature taken-out text versions
    commitments lessons public-interest-test buyers lots options renewal risks procurement state
    """.split()  # noqa: SIM905 - a paragraph of words reads better than 60 lines of one
)
"""Ids that pages give to their own sections. No heading in a body text gets one of them."""

_PAGE_FAMILIES = re.compile(
    r"(recommendation|question|clarification|change|objective|model|scenario|statement|lot|became|table|fn|fnref|footnote)(-.*)?"
    rf"|({'|'.join(COLLECTIONS)}|site)-\d.*"  # the other texts of a record
)
_TEXT_FAMILIES = re.compile(r"(table|fn|fnref)(-.*)?")


def heading_anchors(headings: Sequence[str], prefix: str = "") -> list[str]:
    """A unique anchor for each heading, in order, each beginning with `prefix`.

    The second of two equal headings gets `-2`, unless another heading is called that. Without a prefix
    the text is the page's main one, and an anchor that the page needs itself, or that begins with a digit, gets `text-` before it.
    """
    plain = [_clear_of_page(slug(words), prefix) for words in headings]
    taken = set(plain)
    times: dict[str, int] = {}
    anchors = []
    for anchor in plain:
        times[anchor] = number = times.get(anchor, 0) + 1
        unique = anchor
        while number > 1 and (unique := f"{anchor}-{number}") in taken:
            times[anchor] = number = number + 1
        taken.add(unique)
        anchors.append(prefix + unique)
    return anchors


def _clear_of_page(anchor: str, prefix: str) -> str:
    if prefix:
        reserved = bool(_TEXT_FAMILIES.fullmatch(anchor))
    else:
        # An id that begins with a digit is hard to use in a style sheet, and checkers object.
        reserved = anchor in PAGE_ANCHORS or anchor[0].isdigit() or bool(_PAGE_FAMILIES.fullmatch(anchor))
    return f"text-{anchor}" if reserved else anchor
