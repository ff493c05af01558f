"""Named parts → one ZIP archive, the same bytes for the same parts on every machine."""

import io
from collections.abc import Iterable
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can hold. It stands for none."""
_UNIX = 3
"""Where it was made, which the archive holds and the library would take from this machine."""


def archive(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The archive with these parts in their order, not made smaller: what packs them differs between machines."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as file:
        for name, data in parts:
            info = ZipInfo(name, _FIRST_DAY)
            info.create_system = _UNIX
            file.writestr(info, data)
    return packed.getvalue()
