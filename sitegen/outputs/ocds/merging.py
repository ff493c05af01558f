"""The releases of several notices of one procurement → ids that do not meet, and one compiled release (OCDS 1.1, “Merging”)."""

from collections.abc import Mapping

from sitegen.outputs.exact import Object

OF_A_NOTICE = {"planning": ("documents", "milestones"), "tender": ("enquiries", "amendments")}
"""The lists whose parts belong to one notice: those of another notice must not replace them."""

_WHOLE = ("additionalClassifications",)
"""Lists that the standard replaces as a whole, though their parts have ids."""


def among_others(release: Object, notice: str) -> Object:
    """The release of a notice that follows another: the parts that are its own have its id before theirs."""
    return release | {
        stage: {
            name: [_renamed(part, notice) for part in value]
            if name in own and isinstance(value, list)
            else value
            for name, value in parts.items()
        }
        for stage, own in OF_A_NOTICE.items()
        if isinstance(parts := release.get(stage), dict)
    }


def _renamed(part: Mapping[str, object], notice: str) -> Object:
    return {**part, "id": f"{notice}-{part['id']}"}


def merged(old: Object, new: Object) -> Object:
    """The two as one: later values replace earlier ones, and parts of lists are matched by their ids."""
    return old | {
        name: value if name in _WHOLE else _merged(old.get(name), value) for name, value in new.items()
    }


def _merged(old: object, new: object) -> object:
    if isinstance(old, dict) and isinstance(new, dict):
        return merged(old, new)
    before, now = _by_id(old), _by_id(new)
    if before is None or now is None:
        return new
    return [merged(before.get(name, {}), now.get(name, {})) for name in {**before, **now}]


def _by_id(value: object) -> Mapping[object, Object] | None:
    """The parts of a list by their ids; None for anything else."""
    if isinstance(value, list) and all(isinstance(part, dict) and "id" in part for part in value):
        return {part["id"]: part for part in value}
    return None
