"""The questions of a national notice → one HTML page for staff, which needs nothing beside it. A build never publishes it."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from typing import Final

from sitegen.outputs.national.questions import Question
from sitegen.outputs.national.text import NOT_SENT, summary

MARK: Final = '<meta name="generator" content="sitegen, national notice">'
"""By this a page that an earlier run made is known, and may be replaced."""
_STYLE: Final = """
:root { color-scheme: light dark; }
body { max-width: 50rem; margin: 0 auto; padding: 1rem; font: 1.1rem/1.5 sans-serif; }
ol { padding: 0; list-style: none; }
li { margin: 2rem 0; }
h2 { margin: 0; font-size: 1.2rem; }
p { margin: 0.3rem 0; }
textarea { box-sizing: border-box; width: 100%; padding: 0.5rem; font: inherit; }
button { min-height: 2.75rem; padding: 0 1rem; font: inherit; }
.missing { padding-inline-start: 0.7rem; border-inline-start: 0.3rem solid #b00020; }
pre { font: inherit; white-space: pre-wrap; }
@media print { button { display: none; } }
"""
_SCRIPT: Final = """
const said = document.getElementById("said");
for (const button of document.querySelectorAll("button")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const answer = document.getElementById(button.dataset.answer);
    try {
      await navigator.clipboard.writeText(answer.value);
      said.textContent = "Copied: " + button.dataset.label;
    } catch {
      answer.select();
      said.textContent = "The answer is selected. Press Ctrl and C, or Command and C, to copy it.";
    }
  });
}
"""
# Without JavaScript there are no buttons, and each answer can be selected by hand.


def page(language: str, head: Sequence[str], asked: Sequence[Question]) -> str:
    """The page: the lines of the head, what is missing, and each question with its law, our answer and a button to copy it.

    `language` is that of the answers.
    """
    title, *notes = head
    items = "\n".join(_item(number, one, language) for number, one in enumerate(asked, start=1))
    said = "\n".join(f"<p>{escape(note)}</p>" for note in (*notes, NOT_SENT))
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{_policy()}">
{MARK}
<meta name="robots" content="noindex">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
{said}
<pre>{escape(summary(asked))}</pre>
<p id="said" role="status"></p>
<ol>
{items}
</ol>
</main>
<script>{_SCRIPT}</script>
</body>
</html>
"""


def _item(number: int, one: Question, language: str) -> str:
    answer = _answer(number, one, language) if one.answer else "<p>No answer in our notice.</p>"
    missing = f'\n<p class="missing">Missing: {escape(one.missing)}.</p>' if one.missing else ""
    note = f"\n<p>{escape(one.note)}</p>" if one.note else ""
    return f"""<li>
<h2 id="question-{number}">{number}. {escape(one.label)}</h2>
<p>{escape(one.regulation)}</p>
{answer}{missing}{note}
</li>"""


def _answer(number: int, one: Question, language: str) -> str:
    """The answer in a box, whose line feed at the start a browser drops, and a button that a script shows."""
    words = "\n".join(one.answer)
    rows = min(12, sum(1 + len(line) // 80 for line in one.answer))
    return f"""<textarea id="answer-{number}" rows="{rows}" lang="{escape(language)}" readonly aria-labelledby="question-{number}">
{escape(words)}</textarea>
<button type="button" hidden data-answer="answer-{number}" data-label="{escape(one.label)}" aria-label="Copy: {escape(one.label)}">Copy</button>"""


def _policy() -> str:
    """The page's Content Security Policy: its own style and script, by their digests, and nothing else."""
    return f"default-src 'none'; style-src '{_digest(_STYLE)}'; script-src '{_digest(_SCRIPT)}'; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
