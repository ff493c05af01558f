"""Findings → the panel above every preview page: the file, the line, what is wrong and what to do."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.reports.brevity import brief

MOST_SHOWN = 20
"""Findings that are shown; the rest are counted."""
_BODY = re.compile(rb"<body[^>]*>", re.IGNORECASE)
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
# `all: revert` protects each element from the site's stylesheet.
_ERRORS = """
<section aria-labelledby="sitegen-errors" style="all: revert; position: sticky; top: 0; z-index: 9999; padding: 0.5em 1em;
 max-height: 50vh; overflow: auto; border-bottom: 4px solid #b00020; color: #1a1a1a; background: #fff4f4; font: 16px/1.4 sans-serif; text-align: start">
<div role="alert" style="all: revert">
<h2 id="sitegen-errors" style="all: revert; margin: 0; font-size: 1.2em">{title}</h2>
<p style="all: revert; margin: 0.3em 0">{outlook}</p>
</div>
{items}
</section>
"""
_WARNINGS = """
<details{open} style="all: revert; padding: 0.5em 1em; border-bottom: 4px solid #8a5a00; color: #1a1a1a; background: #fff8e5;
 font: 16px/1.4 sans-serif; text-align: start">
<summary style="all: revert; font-weight: bold">{title}</summary>
{items}
</details>
"""
_ITEM = '<li style="all: revert; margin: 0.5em 0"><strong style="all: revert">{place}</strong>{message}{hint}</li>'
_BLOCK = '<p style="all: revert; margin: 0">{}</p>'
_TO_TYPE = (
    '<pre style="all: revert; margin: 0.3em 0; white-space: pre-wrap; font: 14px/1.4 monospace">{}</pre>'
)


@dataclass(frozen=True, slots=True)
class Panel:
    """The errors and warnings of the previewed site.

    `content` is the folder to leave out of the paths of findings; `is_new` means that there has been no good build.
    """

    content: Path
    errors: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    is_new: bool = False

    def above(self, page: bytes, file: str = "") -> bytes:
        """The page with the panel above it, findings in its own `file` first.

        The page's security policy is removed: it would block the panel's style, and in some browsers reloading.
        """
        panel = (self._errors_html() + self._warnings_html(file)).encode("utf-8", "replace")
        return _BODY.sub(lambda body: body[0] + panel, _POLICY.sub(b"", page, count=1), count=1)

    def outlook(self, where: str = "Below is") -> str:
        """A sentence on what is shown, and when it updates."""
        one = len(self.errors) == 1
        if self.is_new:
            return f"The site appears here as soon as you fix {'this' if one else 'these'}."
        return f"{where} the page before {'it' if one else 'them'}; it updates as soon as you fix {'this' if one else 'these'}."

    def _errors_html(self) -> str:
        if not self.errors:
            return ""
        count = len(self.errors)
        where = "" if self.is_new else " in your last change"
        title = f"There is a mistake{where}" if count == 1 else f"There are {count:,} mistakes{where}"
        return _ERRORS.format(title=title, outlook=self.outlook(), items=self._items(self.errors))

    def _warnings_html(self, file: str) -> str:
        here = [finding for finding in self.warnings if finding.path == file]
        rest = [finding for finding in self.warnings if finding.path != file]
        other = "in other files" if here else "in this site"
        return "".join(
            _WARNINGS.format(open=state, title=f"{_counted(found)} {where}", items=self._items(found))
            for found, where, state in ((here, "on this page", " open"), (rest, other, ""))
            if found
        )

    def _items(self, findings: Sequence[Diagnostic]) -> str:
        items = "\n".join(map(self._item, findings[:MOST_SHOWN]))
        more = len(findings) - MOST_SHOWN
        rest = _BLOCK.format(f"… and {more:,} more: sitegen check") if more > 0 else ""
        return f'<ul style="all: revert; margin: 0">\n{items}\n</ul>{rest}'

    def _item(self, finding: Diagnostic) -> str:
        finding = brief(finding)
        name = finding.path.removeprefix(f"{self.content.as_posix()}/")
        place = f"{name}, line {finding.span.line}" if finding.span else name
        words, _, to_type = finding.hint.partition("\n")
        hint = _BLOCK.format(f"What to do: {escape(words)}") if words else ""
        hint += _TO_TYPE.format(escape(to_type)) if to_type else ""
        return _ITEM.format(place=escape(place), message=_BLOCK.format(escape(finding.message)), hint=hint)


def _counted(findings: Sequence[Diagnostic]) -> str:
    return f"{len(findings):,} {'warning' if len(findings) == 1 else 'warnings'}"


def unique(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings in order, without repetitions."""
    return tuple(dict.fromkeys(findings))
