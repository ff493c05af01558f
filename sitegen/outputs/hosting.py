"""What static hosts look for beside the pages."""

from collections.abc import Iterator

from sitegen.model.site import Site
from sitegen.outputs.output import Data, Output


def plan(_site: Site) -> Iterator[Output]:
    """A mark that keeps GitHub Pages from leaving out files it takes for its own."""
    yield Data(".nojekyll", b"")
