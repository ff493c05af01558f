"""The folders of templates → the stylesheet, scripts and icons in them."""

import re
from collections.abc import Sequence
from pathlib import Path

_NOT_ON_A_NOTICE = re.compile(rb"/\* not on a notice \{ \*/.*?/\* \} \*/", re.DOTALL)


def read_assets(templates: Sequence[Path]) -> dict[str, bytes]:
    """{name: bytes} of the files in `assets/` of these folders; of two with one name, the one in the earlier folder.

    `notice.css` and `notice.js` are `site.css` and `page.js` without what no notice needs, unless a folder has its own.
    """
    found: dict[str, bytes] = {}
    for folder in reversed(templates):
        paths = sorted(
            path for path in (folder / "assets").glob("*") if path.is_file() and not path.name.startswith(".")
        )
        found |= {path.name: path.read_bytes() for path in paths}
    for whole, part in (("site.css", "notice.css"), ("page.js", "notice.js")):
        if whole in found:
            found.setdefault(part, _NOT_ON_A_NOTICE.sub(b"", found[whole]))
    return dict(sorted(found.items()))
