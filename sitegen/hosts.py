"""What a site asks hosts to send → the configuration of a web server of one's own."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from string import Template

from sitegen.outputs.hosting.headers import headers
from sitegen.outputs.output import Told

HOSTS = ("nginx", "apache")
_PATHS = (
    "index.html",
    "robots.txt",
    "feed.xml",
    "calendar.ics",
    "site.webmanifest",
    ".well-known/security.txt",
    "adverts/a/feed.xml",
    "adverts/a/calendar.ics",
    "adverts/subject/a/feed.xml",
    "initiatives/a/feed.xml",
    "decisions/a/figures.csv",
    "objectives/a/appraisal.csv",
    "data/adverts.csv",
    "search/index.json",
    "assets/site.css",
)
"""A path for each kind of file that a site may have."""
_CASES = re.compile(r":\w+|\*")
Rules = dict[str, dict[str, str]]
"""Header → pattern → value, the general ones first."""


def configuration(host: str, templates: Path) -> str:
    """The configuration of one of `HOSTS`, from its starter."""
    rules = _rules()
    types = rules.pop("Content-Type")
    starter = Template((templates / f"starters/hosts/{host}.conf").read_text("utf-8"))
    parts = _for_nginx(rules, types) if host == "nginx" else _for_apache(rules, types)
    return starter.safe_substitute({name: "\n".join(lines) for name, lines in parts.items()})


def _rules() -> Rules:
    """What `_headers` says for a site on a host of its own."""
    found: Rules = {}
    pattern = ""
    for line in headers("https://example.org", [Told(path) for path in _PATHS]).splitlines():
        if line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            found.setdefault(name, {})[pattern] = value
        else:
            pattern = line
    return found


def _expression(pattern: str) -> str:
    """A pattern of paths as a regular expression."""
    plain = (re.escape(part) for part in _CASES.split(pattern))
    marks = ("" if mark == "*" else "[^/]+" for mark in (*_CASES.findall(pattern), "*"))
    text = "".join(part + mark for part, mark in zip(plain, marks, strict=True))
    return f"^{text}" if pattern.endswith("*") else f"^{text}$"


def _usual(values: Mapping[str, str]) -> str:
    """The value that most files get."""
    return max(sorted(set(values.values())), key=list(values.values()).count)


def _for_nginx(rules: Rules, types: Mapping[str, str]) -> dict[str, Iterator[str]]:
    varying = {name: values for name, values in rules.items() if "/*" not in values}

    def maps() -> Iterator[str]:
        for name, values in varying.items():
            usual = _usual(values)
            yield f"map $uri $sitegen_{_variable(name)} {{"
            yield f'    default "{usual}";'
            for pattern, value in _exceptions(values, usual):
                yield f'    "~{_expression(pattern)}" "{value}";'
            yield "}"

    def always() -> Iterator[str]:
        for name, values in rules.items():
            value = f"$sitegen_{_variable(name)}" if name in varying else f'"{values["/*"]}"'
            yield f"    add_header {name} {value} always;"

    def kinds() -> Iterator[str]:
        for paths, kind in _kinds(types).items():
            yield f'    location ~ "{paths}" {{'
            yield "        types {}"
            yield f"        default_type {kind.partition(';')[0]};"  # charset_types says how it is encoded
            yield "    }"

    return {"maps": maps(), "headers": always(), "types": kinds()}


def _for_apache(rules: Rules, types: Mapping[str, str]) -> dict[str, Iterator[str]]:
    def always() -> Iterator[str]:
        for name, values in rules.items():
            usual = values.get("/*") or _usual(values)
            yield f'    Header always set {name} "{usual}"'
            for pattern, value in _exceptions(values, usual):
                act = f'set {name} "{value}"' if value else f"unset {name}"
                yield f'    <LocationMatch "{_expression(pattern)}">'
                yield f"        Header always {act}"
                yield "    </LocationMatch>"

    def kinds() -> Iterator[str]:
        for paths, kind in _kinds(types).items():
            yield f'    <LocationMatch "{paths}">'
            yield f'        ForceType "{kind}"'
            yield "    </LocationMatch>"

    return {"headers": always(), "types": kinds()}


def _exceptions(values: Mapping[str, str], usual: str) -> Iterator[tuple[str, str]]:
    """Patterns with another value than usual; those that have none although others have one get an empty one."""
    if "/*" not in values:
        for pattern in _rules()["Cache-Control"]:  # which says something of every path
            if (value := values.get(pattern, "")) != usual:
                yield pattern, value


def _kinds(types: Mapping[str, str]) -> dict[str, str]:
    """How the paths of each kind of file look, as regular expressions. Attachments are left alone."""
    found = {}
    for pattern, kind in types.items():
        path = PurePosixPath(pattern)
        ending = f"/{path.name}" if path.suffix in (".xml", ".txt") else path.suffix
        found[f"^(?!/files/).*{re.escape(ending)}$"] = kind
    return found


def _variable(name: str) -> str:
    return name.lower().replace("-", "_")
