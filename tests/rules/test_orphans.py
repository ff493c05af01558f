"""What leads to a page may stand in the settings too: a statement, or a link at the foot of every page."""

from datetime import datetime
from pathlib import Path

import pytest

from sitegen.reading.content import read
from sitegen.rules.orphans import linked_from_nowhere

NOW = datetime.fromisoformat("2026-11-23T09:00")
BASE = Path(__file__).parent.parent / "cases" / "base"
FOOTER = "theme:\n  footer_links:\n    - {{title: Counting, url: {}}}\n"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("", ["content/pages/counting.md"]),
        ("phase: {label: Beta, sentence: 'We [count](/pages/counting/).'}\n", []),
        (FOOTER.format("https://example.org/markets/pages/counting/"), []),
        (FOOTER.format("https://example.org/pages/counting/"), ["content/pages/counting.md"]),
        (FOOTER.format("https://other.example/markets/pages/counting/"), ["content/pages/counting.md"]),
    ],
)
def test_the_settings_may_lead_to_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, found: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("content")
    (folder / "pages").mkdir(parents=True)
    (folder / "site.yaml").write_text((BASE / "site.yaml").read_text("utf-8") + settings, "utf-8")
    (folder / "pages" / "counting.md").write_text("---\ntitle: Counting\n---\n\nOne by one.\n", "utf-8")
    reading = read(folder, NOW, drafts=False)
    assert reading.content
    assert [finding.path for finding in linked_from_nowhere(reading.content)] == found
