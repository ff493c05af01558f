"""Small releases, and a site to import them into."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main

Object = dict[str, Any]
Import = Callable[..., Result]


@pytest.fixture
def site(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The quiet site, in the current folder."""
    shutil.copytree(repository / "tests/sites/quiet/content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def bring(site: Path) -> Import:
    """Imports releases: a value is written as JSON, a text as it is. Options follow."""

    def run(data: object, *options: str) -> Result:
        text = data if isinstance(data, str) else json.dumps(data)
        (site / "in.json").write_text(text, "utf-8")
        return CliRunner().invoke(main, ["import", "in.json", *options])

    return run


def release(name: str = "1", **fields: Any) -> Object:  # noqa: ANN401 - whatever a test wants
    """A notice of engagement as Find a Tender has it; `fields` replace its own."""
    return {
        "ocid": f"ocds-h6vhtk-{name}",
        "id": f"00000{name}-2026",
        "date": "2026-09-03T16:54:16+01:00",
        "tag": ["planning"],
        "buyer": {"id": "GB-1", "name": "Mill Council"},
        "parties": [
            {
                "id": "GB-1",
                "name": "Mill Council",
                "roles": ["buyer"],
                "contactPoint": {"name": "Buying team", "email": "buying@example.org"},
            }
        ],
        "planning": {
            "milestones": [
                {
                    "id": "engagement",
                    "type": "engagement",
                    "description": "Send an email.",
                    "dueDate": "2026-10-12T12:00:00+01:00",
                }
            ],
            "documents": [
                {
                    "id": f"00000{name}-2026",
                    "noticeType": "UK2",
                    "documentType": "marketEngagementNotice",
                    "url": f"https://www.find-tender.service.gov.uk/Notice/00000{name}-2026",
                    "datePublished": "2026-09-03T16:54:16+01:00",
                }
            ],
        },
        "tender": {
            "id": f"ocds-h6vhtk-{name}",
            "title": f"Benches {name}",
            "description": "Forty benches for six parks.",
            "status": "planning",
        },
        **fields,
    }
