"""The folders of templates → the stylesheet, scripts and icons in them."""

from collections.abc import Sequence
from pathlib import Path


def read_assets(templates: Sequence[Path]) -> dict[str, bytes]:
    """{name: bytes} of the files in `assets/` of these folders; of two with one name, the one in the earlier folder."""
    found: dict[str, bytes] = {}
    for folder in reversed(templates):
        paths = sorted(
            path for path in (folder / "assets").glob("*") if path.is_file() and not path.name.startswith(".")
        )
        found |= {path.name: path.read_bytes() for path in paths}
    return dict(sorted(found.items()))
