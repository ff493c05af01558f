"""An address within the site as somebody wrote it → its parts that matter."""

import re
from unicodedata import normalize
from urllib.parse import unquote

from sitegen.model.record import Key


def plain(address: str) -> str:
    """The address without what makes no difference to what is opened: no query, no fragment, no index.html."""
    path = re.split(r"[?#]", address)[0]
    return path.removesuffix("index.html") if path.endswith("/index.html") else path


def place_of(address: str) -> str:
    """The address as people read it, without a slash at its end: the form in which two addresses are compared."""
    return "/" + normalize("NFC", unquote(plain(address))).strip("/")


def key_at(path: str) -> Key:
    """The collection and the id of the record whose page is at a path, or above it."""
    collection, _, rest = path.strip("/").partition("/")
    return Key(collection, rest.partition("/")[0])
