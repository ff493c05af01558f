"""What a run of `sitegen publish` did → one JSON object for programs. docs/publish-targets.md describes its fields."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sitegen.diagnostics import Diagnostic
from sitegen.model.changes import Due
from sitegen.model.register import Line
from sitegen.publishing.plan import Plan
from sitegen.reports.json import due_fields, finding_fields

VERSION = 1
"""Rises when a field changes its meaning or is removed, not when one is added."""
Done = Literal["published", "nothing-to-publish", "planned", "refused", "rolled-back"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run. Fields about steps that it did not reach are empty or None."""

    done: Done = "refused"
    code: int = 0
    """The exit code."""
    target: str | None = None
    place: str | None = None
    address: str | None = None
    """Where people read the site."""
    commit: str | None = None
    plan: Plan | None = None
    staying: int = 0
    """Number of files of earlier builds that are still live."""
    recorded: tuple[Line, ...] = ()
    """New lines of the register."""
    due: Due | None = None
    """When the site next changes with time."""
    receipt: Path | None = None
    warnings: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    heartbeat: str | None = None
    """The address to request if the exit code is 0."""

    @property
    def is_live(self) -> bool:
        """Whether readers may see something new."""
        return self.done in ("published", "rolled-back")


def as_json(outcome: Outcome) -> str:
    """The JSON text, in ASCII, so that no pipe can damage it."""
    return json.dumps(fields(outcome), indent=2) + "\n"


def fields(outcome: Outcome) -> Mapping[str, Any]:
    """The JSON object. Findings have the form that `sitegen check --format json` gives them."""
    plan = outcome.plan
    return {
        "version": VERSION,
        "outcome": outcome.done,
        "exit_code": outcome.code,
        "target": outcome.target,
        "place": outcome.place,
        "address": outcome.address,
        "commit": outcome.commit,
        "files": plan
        and {
            "new": len(plan.new),
            "changed": len(plan.changed),
            "removed": len(plan.removed),
            "staying": outcome.staying,
            "bytes": plan.size,
        },
        "notices": list(plan.notices) if plan else [],
        "register": [
            {"reference": line.reference, "id": line.id, "version": line.version} for line in outcome.recorded
        ],
        "next_change": due_fields(outcome.due),
        "receipt": str(outcome.receipt) if outcome.receipt else None,
        "warnings": list(outcome.warnings),
        **finding_fields(outcome.findings),
    }
