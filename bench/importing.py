"""Notices as open contracting data → how long `sitegen import` takes, beside reading what it made as content.

Example: python bench/importing.py 10000
"""

import gc
import json
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.importing.plan import plan
from sitegen.reading.content import read
from sitegen.writing.create import create_records

SITE = """\
title: Notices
base_url: https://www.example.org/
publisher: {name: Example Council}
accessibility: {owner: Head of Communications, email: web@example.org, prepared: 2026-01-01, reviewed: 2026-01-01}
"""
WORDS = "repair supply of benches roads care software schools parks heating cleaning for the council in all wards over years".split()  # noqa: SIM905 - words
BUYERS = 200


def main() -> None:
    """Makes releases, imports them, reads them, and prints both times and their ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    gc.set_threshold(100_000)  # as the commands do
    with TemporaryDirectory() as folder:
        content, file = Path(folder, "content"), Path(folder, "releases.jsonl")
        content.mkdir()
        (content / "site.yaml").write_text(SITE, "utf-8")
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(f"{json.dumps(one)}\n" for one in releases(count))
        started = time.monotonic()
        made = plan(content, [file], draft=True)
        create_records(content, made.files, made.settings)
        imported = time.monotonic() - started
        found = read(content, datetime(2026, 11, 23, tzinfo=UTC), drafts=True)
        taken = time.monotonic() - started - imported
    assert found.content  # noqa: S101 - else there is nothing to compare
    assert len(found.content.entries) == count  # noqa: S101 - as above
    print(f"import {imported:.2f} s, read {taken:.2f} s, ratio {imported / taken:.2f}")


def releases(count: int) -> Iterator[dict[str, object]]:
    """Notices of planned procurements and of tenders, of about the length of real ones, and the same each time."""
    chance = random.Random(18)
    for number in range(count):
        day = (date(2026, 1, 1) + timedelta(days=number % 300)).isoformat()
        buyer = chance.randrange(BUYERS)
        sentences = (f"{' '.join(chance.choices(WORDS, k=14))}.".capitalize() for _ in range(12))
        yield {
            "ocid": f"ocds-a1b2c3-{number}",
            "id": f"{number}-1",
            "date": f"{day}T09:30:00Z",
            "tag": ["tender" if number % 3 else "planning"],
            "language": "en",
            "initiationType": "tender",
            "buyer": {"id": f"B{buyer}", "name": f"Council {buyer}"},
            "parties": [
                {
                    "id": f"B{buyer}",
                    "name": f"Council {buyer}",
                    "roles": ["buyer"],
                    "address": {"streetAddress": "Civic Hall", "locality": "Leeds", "postalCode": "LS1 1UR"},
                    "contactPoint": {"name": "Buying team", "email": "buying@example.org"},
                }
            ],
            "tender": {
                "id": f"REF-{number}",
                "title": " ".join(chance.choices(WORDS, k=8)).capitalize(),
                "description": "\r\n".join(sentences),
                "status": "active" if number % 3 else "planned",
                "mainProcurementCategory": "services",
                "classification": {
                    "scheme": "CPV",
                    "id": "50712000",
                    "description": "Repair of installations",
                },
                "items": [{"id": "1", "deliveryAddresses": [{"region": "UKE42"}, {"postalCode": "LS1"}]}],
                "value": {"amount": chance.randrange(10_000, 900_000), "currency": "GBP"},
                "contractPeriod": {"startDate": "2027-01-01T00:00:00Z", "endDate": "2029-12-31T23:59:59Z"},
                "tenderPeriod": {"endDate": "2026-12-01T12:00:00Z"},
                "suitability": {"sme": True, "vcse": False},
            },
        }


if __name__ == "__main__":
    main()
