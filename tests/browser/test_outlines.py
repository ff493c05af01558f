"""What a screen reader finds on one page of each template: landmarks, headings, links and tables, as text."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

OUTLINED = {
    "accessibility.html": "accessibility statement",
    "advert.html": "advert, open",
    "adverts.html": "list of adverts",
    "changes.html": "changes",
    "data.html": "data",
    "decision.html": "decision, approved",
    "decisions.html": "list of decisions",
    "exempt.html": "decision, exempt",
    "facet.html": "values of a facet",
    "follow.html": "follow",
    "form.html": "response form",
    "glossary.html": "glossary",
    "home.html": "home",
    "initiative.html": "initiative",
    "initiatives.html": "list of initiatives",
    "not-found.html": "not found",
    "objectives-list.html": "list of objectives",
    "objectives.html": "objectives, weighted",
    "page.html": "page",
    "search.html": "search",
    "version.html": "advert, earlier version",
}
"""Each template of templates/pages/, and the line of READERS_PAGES whose page shows it best."""

UNSEEN = {"redirect.html"}
"""A page that leads on at once; no reader stays on it."""

LEFT_OUT = {
    "caption",
    "cell",
    "definition",
    "listitem",
    "paragraph",
    "row",
    "rowgroup",
    "strong",
    "emphasis",
    "superscript",
    "text",
    "time",
}
"""Running words: how they read is not what an outline is for."""

FRAME = {"banner", "contentinfo"}
"""The same on every page, so told in full for the home page alone."""

LONGEST = 60
"""Characters of a name that are shown."""


def outline(snapshot: str, *, with_frame: bool) -> Iterator[str]:
    """The lines of Playwright's picture of the accessibility tree that say how a page is made up."""
    above: list[int] = []
    within_frame = -1
    for line in snapshot.splitlines():
        depth = len(line) - len(line.lstrip())
        while above and above[-1] >= depth:
            above.pop()
        if within_frame >= 0 and depth > within_frame:
            continue
        within_frame = -1
        words = line.strip().removeprefix("- ").rstrip(":").strip("'")
        role = re.match(r"[\w/]+", words)
        if not role or role[0].startswith("/") or role[0] in LEFT_OUT:
            continue
        yield "  " * len(above) + re.sub(rf'"([^"]{{{LONGEST}}})[^"]+"', r'"\1…"', words)
        above.append(depth)
        if role[0] in FRAME and not with_frame:
            within_frame = depth


@pytest.mark.parametrize("template", OUTLINED)
def test_a_screen_reader_finds_what_it_found_before(
    template: str, readers_pages: dict[str, str], look_at: Callable[..., Page]
) -> None:
    """To accept changes that are meant: SITEGEN_GOLDEN=write .venv/bin/pytest tests/browser/test_outlines.py."""
    page = look_at(readers_pages[OUTLINED[template]])
    page.wait_for_load_state("networkidle")  # what script adds belongs to the page
    snapshot = page.locator("body").aria_snapshot()
    found = "\n".join(outline(snapshot, with_frame=template == "home.html")) + "\n"
    golden = Path(__file__).parent / "outlines" / f"{Path(template).stem}.txt"
    if os.environ.get("SITEGEN_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found.splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_every_template_has_an_outline_and_every_outline_a_template(repository: Path) -> None:
    templates = {file.name for file in (repository / "templates/pages").iterdir()}
    outlines = {f"{file.stem}.html" for file in (Path(__file__).parent / "outlines").iterdir()}
    assert templates - UNSEEN == set(OUTLINED), "a new template needs a line in OUTLINED"
    assert outlines == set(OUTLINED)
