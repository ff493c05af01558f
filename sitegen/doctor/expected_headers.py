"""The text of `_headers` → the headers that the site expects at each address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExpectedHeaders:
    """The rules of a `_headers` file, in its order; `pattern` matches addresses from the root of the site."""

    rules: tuple[tuple[re.Pattern[str], tuple[tuple[str, str], ...]], ...]

    def at(self, address: str) -> Mapping[str, str]:
        """The expected headers at an address such as `/adverts/`, by their names as written."""
        return dict(
            header for pattern, headers in self.rules if pattern.fullmatch(address) for header in headers
        )


def expected_headers(text: str, base_path: str) -> ExpectedHeaders:
    """The headers in the file. `base_path` is the path of the site's address, with which its patterns begin."""
    blocks = re.findall(r"^(/\S*)\n((?:[ \t]+\S.*\n?)*)", text, re.MULTILINE)
    return ExpectedHeaders(
        tuple((_pattern(path.removeprefix(base_path)), _headers(lines)) for path, lines in blocks)
    )


def _headers(lines: str) -> tuple[tuple[str, str], ...]:
    split = (line.partition(":") for line in lines.splitlines())
    return tuple((name.strip(), value.strip()) for name, _, value in split)


def _pattern(path: str) -> re.Pattern[str]:
    """The expression for a path, in which `*` matches anything and `:word` one part of the path."""
    parts = re.split(r"(\*|(?<=/):\w+)", path)
    kinds = {"*": ".*"}
    return re.compile(
        "".join(kinds.get(part, "[^/]+" if part.startswith(":") else re.escape(part)) for part in parts)
    )
