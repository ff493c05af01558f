"""The releases of a procurement → ids that do not meet, what each takes back, and one compiled release (OCDS 1.1, “Merging”)."""

from collections.abc import Mapping
from typing import Final

from sitegen.outputs.exact import Object

_OF_A_NOTICE = {"planning": ("documents", "milestones"), "tender": ("enquiries", "amendments")}
"""The lists whose parts belong to one notice: those of another notice must not replace them."""

_WHOLE = ("additionalClassifications",)
"""Lists that the standard replaces as a whole, though their parts have ids."""
_OURS: Final = "marketTest"
"""Where our extension says so of every list."""
_TAKEN_BACK: Final[Mapping[tuple[str, str], object]] = {
    ("suitability", "sme"): False,
    ("suitability", "vcse"): False,
    ("lots", "hasOptions"): False,
    ("lots", "hasRenewal"): False,
    ("options", "description"): "Not stated.",
    ("renewal", "description"): "Not stated.",
}
"""What takes a value back where null would leave an object without any, which its extension forbids."""


def among_others(release: Object, notice: str) -> Object:
    """The release of a notice that follows another: the parts that are its own have its id before theirs."""
    return release | {
        stage: {
            name: [_renamed(part, notice) for part in value]
            if name in own and isinstance(value, list)
            else value
            for name, value in parts.items()
        }
        for stage, own in _OF_A_NOTICE.items()
        if isinstance(parts := release.get(stage), dict)
    }


def _renamed(part: Mapping[str, object], notice: str) -> Object:
    return {**part, "id": f"{notice}-{part['id']}"}


def merged(old: Object, new: Object, *, whole: bool = False) -> Object:
    """The two as one: later values, null among them, replace earlier ones, and parts of lists are matched by their ids.

    With `whole`, lists are replaced.
    """
    return old | {
        name: value if name in _WHOLE else _merged(old.get(name), value, whole=whole or name == _OURS)
        for name, value in new.items()
    }


def _merged(old: object, new: object, *, whole: bool) -> object:
    if isinstance(old, dict) and isinstance(new, dict):
        return merged(old, new, whole=whole)
    before, now = _by_id(old), _by_id(new)
    if whole or before is None or now is None:
        return new
    return [merged(before.get(name, {}), now.get(name, {})) for name in {**before, **now}]


def _by_id(value: object) -> Mapping[object, Object] | None:
    """The parts of a list by their ids; None for anything else."""
    if isinstance(value, list) and all(isinstance(part, dict) and "id" in part for part in value):
        return {part["id"]: part for part in value}
    return None


def without_nulls(value: object) -> object:
    """The value without what was taken back."""
    if isinstance(value, dict):
        return {name: without_nulls(inner) for name, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


def completed(new: Object, old: Object, within: str = "", *, whole: bool = False) -> Object:
    """The new one with null for each value that the old one had and it lacks, since a merge would keep that value.

    Parts of lists that are gone stay in the merge: the standard has nothing that removes them. `within` is the name of the two,
    and with `whole` lists are replaced.
    """
    found = dict(new)
    for name, value in old.items():
        is_whole, now = whole or name == _OURS, new.get(name)
        if isinstance(value, dict):
            part = completed(now if isinstance(now, dict) else {}, value, name, whole=is_whole)
            found |= {name: part} if part else {}
        elif not (is_whole or name in _WHOLE) and (before := _by_id(value)) is not None:
            if parts := _by_id(now):
                found[name] = [completed(part, before.get(key, {}), name) for key, part in parts.items()]
        elif name not in new:
            of_objects = isinstance(value, list) and all(isinstance(part, dict) for part in value)
            gone: object = (
                [] if of_objects and not is_whole else None
            )  # the standard has no null for such lists
            found[name] = _TAKEN_BACK.get((within, name), gone)
    return found
