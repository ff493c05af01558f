"""Real notices as open contracting data → sites of one notice each, and what the rules find in them at the moment of their last release.

Example: python tests/corpus/judge.py NOTICES FOLDER
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.importing.plan import plan
from sitegen.importing.releases import Release, read_file
from sitegen.reading.content import read
from sitegen.rules import check
from sitegen.writing.create import create_records

SITE = """\
title: Notices
base_url: https://example.org/
publisher: {name: Example Council}
minimum_response_days: 20
accessibility:
  owner: Head of Communications
  email: accessibility@example.org
  prepared: 2025-01-01
  reviewed: 2025-01-01
"""


def found_in(release: Release, folder: Path) -> Iterator[Diagnostic]:
    """Imports a release into a new site in `folder`, as its author would publish it; gives what is found in the notice."""
    content, file = folder / "content", folder / "release.json"
    content.mkdir(parents=True)
    (content / "site.yaml").write_text(SITE, "utf-8")
    file.write_text(json.dumps(release.data), "utf-8")
    made = plan(content, [file], draft=False)
    create_records(content, made.files, made.settings)
    moment = datetime.fromisoformat(release.data["date"]).astimezone(UTC)
    reading = read(content, moment, drafts=False)
    found = (*reading.faults, *(check(reading.content) if reading.content else ()))
    return (one for one in found if not one.path.endswith("site.yaml"))


def main(arguments: Iterable[str]) -> None:
    """Makes the sites in a folder, each named by its place in the file, and prints how often each rule fires."""
    notices, folder = map(Path, arguments)
    counted = Counter(
        (one.severity.name.lower(), one.code)
        for number, release in enumerate(read_file(notices), start=1)
        for one in found_in(release, folder / str(number))
    )
    for (severity, code), count in sorted(counted.items()):
        sys.stdout.write(f"{severity:<8} {code:<28} {count:>4}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
