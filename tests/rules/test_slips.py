"""Each kind of slip is told once, in the words of one rule, and gone when the message is followed."""

import shutil
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.reading.content import read
from sitegen.reading.markdown import render
from sitegen.rules import check

FOLLOWED = [
    ("##What we need", "heading_joined", "## What we need"),
    ("##\u00a0What we need", "heading_odd", "## What we need"),
    ("\u202f## What we need", "heading_odd", "## What we need"),
    ("####### What we need", "heading_deep", "###### What we need"),
    ("Words\n    ## When", "heading_indented", "Words\n\n## When"),
    ("• one\n• two", "bullet", "- one\n- two"),
    ("\uf0b7 one", "bullet", "- one"),
    ("o one\no two", "circle", "- one\n- two"),
    ("– one\n– two", "dash", "- one\n- two"),
    ("-one\n-two", "item_joined", "- one\n- two"),
    ("-\u00a0one", "item_odd", "- one"),
    ("Words\n    - one\n    - two", "item_indented", "Words\n- one\n- two"),
    ("- one\n      - two", "item_indented", "- one\n  - two"),
    ("→ one\n→ two", "sign", "- one\n- two"),
    ("- one\n-two\n- three", "item_joined", "- one\n- two\n- three"),
    ("1. one\n2.two\n3. three", "number_joined", "1. one\n2. two\n3. three"),
    ("1.one", "number_joined", "1. one"),
    ("We ask:\n2. When?\n3. Where?", "number_below", "We ask:\n\n2. When?\n3. Where?"),
    ("(a) one\n(b) two", "letter", "1. one\n2. two"),
    ("| a | b |\n| c | d |", "table_unruled", "| a | b |\n|---|---|\n| c | d |"),
    ("| a | b |\n|---|\n| c | d |", "table_misruled", "| a | b |\n|---|---|\n| c | d |"),
    ("a | b\n---|---|---\nc | d", "table_misruled", "a | b\n---|---\nc | d"),
    ("a | b\n---\nc | d", "table_misruled", "a | b\n---|---\nc | d"),
    ("a\tb\nc\td", "table_tabs", "| a | b |\n|---|---|\n| c | d |"),
    ("::: tip\nWords.\n:::", "box_unknown", "::: note\nWords.\n:::"),
    (":: note\nWords.", "box_short", "::: note\nWords.\n:::"),
    ("> [!NOTE]\n> Words.", "box_foreign", "::: note\nWords.\n:::"),
    ("[a] (/b)", "link_apart", "[a](/b)"),
    ("(a)[/b]", "link_reversed", "[a](/b)"),
    ("![a](/files/b c.png)", "link_spaced", "![a](</files/b c.png>)"),
    ("[a](/b c", "link_open", "[a](/b)"),
    ("[a](", "link_open", "[a](/b)"),
    ("[ab][c]", "link_unnamed", "[ab](/pages/c/)"),
    ("A.[^b]", "note_missing", "A.[^b]\n\n[^b]: B."),
    ("A.[^B]\n\n[^b]: B.", "note_renamed", "A.[^b]\n\n[^b]: B."),
    ("A.[^b c]", "note_spaced", "A.[^b-c]\n\n[^b-c]: B."),
    ("A.^[B.]", "note_within", "A.[^1]\n\n[^1]: B."),
    ("A.[^b]\n\n[^b] B.", "note_unmarked", "A.[^b]\n\n[^b]: B."),
    ("This is ** not ** it.", "strong", "This is **not** it."),
    ("**Closes:**noon", "strong_joined", "**Closes:** noon"),
    ("This is *not it.", "stress", "This is *not* it."),
    ("This is * not an offer * yet.", "stress_apart", "This is *not an offer* yet."),
    ("***not an offer**", "stress_before", "***not an offer***"),
    ("This is ~~not it.", "struck", "This is ~~not~~ it."),
    ("The council`s bench", "tick", "The council's bench"),
    ("{{ name }}", "foreign", "Name"),
    ("It costs \\£5.", "backslash", "It costs £5."),
    ("Words.\n---", "heading_underlined", "Words.\n\n---"),
    ("Words\n=", "heading_underlined", "## Words"),
    ("    Some words", "code_indented", "Some words"),
    ("~~~\nWords", "fence_open", "~~~\nWords\n~~~"),
    ("::: note\nWords", "box_open", "::: note\nWords\n:::"),
    ("1986. A year", "number_as_list", "1986\\. A year"),
    ("- £5m", "sign_as_mark", "\\- £5m"),
    ("> 5 years", "sign_as_mark", "\\> 5 years"),
    ("+ VAT", "sign_as_mark", "\\+ VAT"),
    ("Words\n~ 50 more", "sign_as_mark", "Words\n\\~ 50 more"),
    ("5*6*7", "figures", "5\\*6\\*7"),
    ("1. a\n3. b", "renumbered", "1. a\n2. b"),
    ("- a\nWords", "joined_list", "- a\n\nWords"),
    ("> a\nWords", "joined_blockquote", "> a\n\nWords"),
    ("A.[^b]\n\n[^b]: B.\nWords", "joined_footnote", "A.[^b]\n\n[^b]: B.\n\nWords"),
    ("a\n: b\nWords", "joined_dd", "a\n: b\n\nWords"),
    ("| a |\n|---|\n| b |\nWords", "row_unbarred", "| a |\n|---|\n| b |\n\nWords"),
    ("Town Hall\nHigh Street\nAnytown", "lines_joined", "Town Hall\\\nHigh Street\\\nAnytown"),
]
"""A slip, its kind, and the text as the message says that it should be."""


@pytest.mark.parametrize(("text", "kind", "right"), FOLLOWED)
def test_a_slip_is_noted_once_and_gone_when_the_message_is_followed(text: str, kind: str, right: str) -> None:
    assert [slip.kind for slip in render(text).slips] == [kind]
    assert render(right).slips == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("What would you do?\n---", []),
        ("What would you do next year?\n---", ["heading_underlined"]),
        ("What would you do next year?\n----------", []),
    ],
)
def test_a_line_of_dashes_makes_a_heading_of_a_sentence_only_where_it_is_short(
    text: str, kinds: list[str]
) -> None:
    assert [slip.kind for slip in render(text).slips] == kinds


OTHERS = {"linked-from-nowhere", "broken-link", "missing-file", "table-without-caption"}
"""What is found in texts as short as these besides."""


def test_one_rule_tells_of_a_slip_and_no_other_speaks_of_what_comes_of_it(
    tmp_path: Path, repository: Path
) -> None:
    site = shutil.copytree(repository / "tests/cases/base", tmp_path / "content", symlinks=True)
    for number, (text, _, right) in enumerate(FOLLOWED):
        for name, words in (("wrong", text), ("right", right)):
            page = f"---\ntitle: Parks\n---\n\n{words}\n"
            (site / f"pages/{name}-{number}.md").write_text(page, "utf-8", newline="")
    content = read(site, datetime.fromisoformat("2026-11-23T09:00"), drafts=False).content
    assert content
    found = defaultdict(list)
    for finding in check(content):
        if finding.code not in OTHERS:
            found[Path(finding.path).stem].append(finding.code)
    told = [(case[0], found[f"wrong-{number}"]) for number, case in enumerate(FOLLOWED)]
    assert [(text, codes) for text, codes in told if len(codes) != 1] == []
    assert [(name, codes) for name, codes in found.items() if name.startswith("right")] == []
