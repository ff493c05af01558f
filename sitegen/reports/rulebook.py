"""The rules → a list or one explanation for a terminal, or a page of Markdown with all of them."""

from collections.abc import Iterable

from sitegen.rules.rule import Rule

_STANDING = {True: "always holds", False: "can be set and ignored"}


def listed(rules: Iterable[Rule]) -> str:
    """A line for each rule: its code, its severity, what it checks."""
    rules = tuple(rules)
    width = max(len(rule.code) for rule in rules)
    return "\n".join(f"{rule.code:<{width}}  {rule.severity.word:<7}  {_in_short(rule)}" for rule in rules)


def explanation(rule: Rule) -> str:
    """Everything about one rule: severity, what, why and examples."""
    parts = [
        f"{rule.code} ({rule.severity.word}; {_STANDING[rule.fixed]})",
        rule.what,
        f"Why: {rule.why}",
        f"Wrong:\n\n{_indented(rule.wrong)}",
        f"Right:\n\n{_indented(rule.right)}",
    ]
    return "\n\n".join(parts)


def page(rules: Iterable[Rule]) -> str:
    """A Markdown table of the rules and a section for each, sorted by code."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    rows = (f"| [{rule.code}](#{rule.code}) | {rule.severity.word} | {_in_short(rule)} |" for rule in ordered)
    table = "\n".join(("| code | severity | what it finds |", "|---|---|---|", *rows))
    return "\n\n".join((table, *map(_section, ordered)))


def _section(rule: Rule) -> str:
    examples = (("Wrong", rule.wrong), ("Right", rule.right))
    shown = (f"{name}:\n\n```text\n{example}\n```" for name, example in examples)
    standing = f"{rule.severity.word.capitalize()}; {_STANDING[rule.fixed]}."
    return "\n\n".join((f"## {rule.code}", standing, rule.what, f"**Why:** {rule.why}", *shown))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))


def _in_short(rule: Rule) -> str:
    """The first paragraph of the description; later ones have exceptions."""
    return " ".join(rule.what.partition("\n\n")[0].split())
