"""What would take too long to read is refused in plain words; what is long and can be read is read."""

from zoneinfo import ZoneInfo

import pytest

from sitegen.reading.limits import LONGEST_LINE, LONGEST_RUN, MOST_LINES, MOST_MARKS, beyond_limits
from sitegen.reading.load import load, load_settings
from sitegen.reading.source import Source

ZONE = ZoneInfo("Europe/London")
START = "---\ntitle: Benches\n---\n\n"
RUN = f"Here are more than {LONGEST_RUN:,} characters without a space"
LINE = f"This line has more than {LONGEST_LINE:,} characters"
LINES = f"This file has more than {MOST_LINES:,} lines"
MARKS = f"There are more than {MOST_MARKS:,} marks of Markdown down to here, such as brackets, bars and stars"


def page(text: str) -> Source:
    return Source("content/pages/a.md", "pages", "pages", "a", START + text)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("Words.\n\nMore " + "[" * 1_900_000, (7, 6), RUN),
        ("`" * 1_900_000, (5, 1), RUN),
        ("*" * (LONGEST_RUN + 1), (5, 1), RUN),
        (f"![](data:image/png;base64,{'iVBORw0KGgo' * 10_000})", (5, 1), RUN),
        ("Words.\n" + "* a " * 450_000, (6, 1), LINE),
        ("\n\n".join("## Heading" for _ in range(10_000)), (MOST_LINES + 1, 1), LINES),
        ("\n".join(f"[^{number}]: Note." for number in range(50_000)), (MOST_LINES + 1, 1), LINES),
        (
            "> " * 9_000 + "a\n" + "- " * 9_000 + "\n" + "[a](/pages/a/) " * 1_000 + "\n**a** " * 5_000,
            None,
            MARKS,
        ),
        ("| a | b | c | d |\n" * 5_000, (5 + MOST_MARKS // 5, 1), MARKS),
    ],
    ids=["brackets", "ticks", "stars", "picture", "items", "headings", "notes", "mixture", "table"],
)
def test_a_text_that_would_take_too_long_is_refused_at_its_place(
    text: str, place: tuple[int, int] | None, message: str
) -> None:
    entry, (fault,) = load(page(text), ZONE)
    assert entry is None
    assert (fault.code, fault.message) == ("too-long", message)
    assert fault.hint
    assert fault.span
    assert place in (None, (fault.span.line, fault.span.column))


@pytest.mark.parametrize(
    "text",
    [
        "a" * LONGEST_RUN,
        " ".join(["a" * LONGEST_RUN] * 3),
        "word " * (LONGEST_LINE // 5),
        "\n".join("word " * 200 for _ in range(200)),
        "| a | b |\n" * 2_000,
        "- a\n" * (MOST_LINES - 4),
    ],
    ids=["run", "runs", "line", "paragraph", "table", "list"],
)
def test_a_text_that_is_long_and_can_be_read_is_read(text: str) -> None:
    assert beyond_limits(page(text)) is None


def test_a_run_is_found_wherever_it_begins() -> None:
    for start in (0, 1, 999, 1000, 1001, 1999):
        text = "a " * (start // 2) + " " * (start % 2)
        assert beyond_limits(page(text + "b" * LONGEST_RUN)) is None
        assert beyond_limits(page(text + "b" * (LONGEST_RUN + 1)))


def test_settings_are_refused_for_the_same_reason_and_may_have_many_lines() -> None:
    entry, (fault,) = load_settings(Source("site.yaml", "", "", "", f"title: {'[' * 300_000}"))
    assert entry is None
    assert fault.message == RUN
