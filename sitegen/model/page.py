"""A page: everything that is not a notice or a decision, such as “About” and “Privacy”."""

from typing import ClassVar

from sitegen.model.record import Record
from sitegen.model.scalars import Body, Flag, Text


class Page(Record):
    """A page of its own, such as “About this site” or “Privacy”."""

    collection: ClassVar[str] = "pages"
    kind_name: ClassVar[str] = "page"

    summary: Text | None = None
    """One or two plain sentences, for search engines and lists."""
    in_footer: Flag = False
    """`true` puts a link to the page at the foot of every page."""
    body: Body
    """The text of the page."""
