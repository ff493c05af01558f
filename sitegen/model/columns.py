"""Which column of a table of responses holds what, for tables that name their columns otherwise than we do."""

from sitegen.model.record import Part
from sitegen.model.scalars import Slug, Text


class Columns(Part):
    """The headings of the columns of a table that has a row for each response."""

    respondent: Text | None = None
    """The heading of the column that names who responded. Left out, each row is a respondent."""
    kind: Text | None = None
    """The heading of the column that says what kind of respondent it is."""
    kinds: dict[Text, Text] = {}
    """What the table has under `kind`, and the kind of respondent that it means."""
    objectives: dict[Slug, Text]
    """The letter of each objective, and the heading of the column with its marks."""
