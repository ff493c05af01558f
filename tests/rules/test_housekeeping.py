"""Redirects of every kind at once: where the rules are silent, the build can write every page."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.build.pipeline import Request, build
from sitegen.commands.options import SHIPPED

NOW = datetime.fromisoformat("2026-11-23T09:00")
PLACES = ("/", "/a/", "/a", "/b/", "/b/index.html", "/pages/about/", "/adverts", "/404.html", "/initiatives/")
PAGE = "---\ntitle: About\n---\n\nAbout [notices](/adverts/).\n"


@pytest.fixture(scope="module")
def folder(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The settings of the small site, and a page."""
    folder = tmp_path_factory.mktemp("site")
    settings = (repository / "tests/cases/base/site.yaml").read_text("utf-8")
    (folder / "settings.yaml").write_text(settings, "utf-8")
    (folder / "content/pages").mkdir(parents=True)
    (folder / "content/pages/about.md").write_text(PAGE, "utf-8")
    return folder


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES)), min_size=1, max_size=3))
def test_where_the_rules_are_silent_no_two_pages_want_one_address(
    folder: Path, redirects: list[tuple[str, str]]
) -> None:
    lines = "".join(f"  - from: {source}\n    to: {target}\n" for source, target in redirects)
    text = (folder / "settings.yaml").read_text("utf-8")
    (folder / "content/site.yaml").write_text(f"{text}redirects:\n{lines}", "utf-8")
    result = build(Request(folder / "content", (SHIPPED,), None, NOW))
    assert "same-address" not in {finding.code for finding in result.diagnostics}
