"""Which changes of what suppliers rely on an amendment must name."""

from zoneinfo import ZoneInfo

import pytest

from sitegen.model.amending import untold_changes
from sitegen.model.snapshot import MATERIAL

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize("field", sorted(MATERIAL.keys() - {"attachments"}))
def test_an_amendment_that_calls_a_removed_field_what_messages_call_it_names_the_change(field: str) -> None:
    old = {field: "2026-11-30T12:00:00Z"}
    for said, untold in (("Nothing of note.", [field]), (f"{MATERIAL[field]}: taken out.", [])):
        new = {"amendments": [{"change": said, "reason": "A mistake."}]}
        assert [one.loc[0] for one in untold_changes(old, new, LONDON)] == untold
