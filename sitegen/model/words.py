"""The path of a field → whether it has words for readers, not a name, a number or an address."""

from typing import Final

from sitegen.model.walk import Loc

_NOT_FOR_READING: Final = frozenset(
    """
    accent address applies_to at authorised_by base_url basis branch cpv currency email from hub id item jurisdiction kind
    language languages minute objectives ocid ocid_prefix part policy purposes reference rule rules scheme status
    stamped_by telephone time_zone to url
    """.split()  # noqa: SIM905 - a line for each name would hide the rest
)
"""Text fields with a name, a number or an address."""


def is_words(loc: Loc) -> bool:
    """Whether the text at `loc` is words; an item of a list goes by the list's name."""
    name = loc[-1] if isinstance(loc[-1], str) else loc[-2]
    return name not in _NOT_FOR_READING
