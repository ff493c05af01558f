"""The folders of templates → the stylesheet, scripts and icons in them."""

from collections.abc import Sequence
from pathlib import Path


def read_assets(templates: Sequence[Path]) -> dict[str, bytes]:
    """Every file in the `assets/` of these folders by its name; the first folder that has a file gives it."""
    found: dict[str, bytes] = {}
    for folder in reversed(templates):
        paths = sorted(
            path for path in (folder / "assets").glob("*") if path.is_file() and not path.name.startswith(".")
        )
        found |= {path.name: path.read_bytes() for path in paths}
    return dict(sorted(found.items()))
