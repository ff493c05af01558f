"""Values that may be missing → an object of JSON with those that are there."""

from collections.abc import Mapping

Object = dict[str, object]
"""An object of JSON. What is not known is left out: there is neither a null nor an empty list."""


def known(values: Mapping[str, object]) -> Object:
    """The values without those that are not known: none, and empty texts, lists and objects. False and 0 stay."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], {})}
