"""What a finding stops: its severity says it, unless its gate says more or less."""

import pytest

from sitegen.diagnostics import Diagnostic, Gate, Severity, has_errors, stops


def finding(severity: Severity, gate: Gate = Gate.SEVERITY) -> Diagnostic:
    return Diagnostic("code", severity, "Words", gate=gate)


@pytest.mark.parametrize(
    ("severity", "ordinary", "strict"),
    [(Severity.ERROR, True, True), (Severity.WARNING, False, True), (Severity.ADVICE, False, False)],
)
def test_errors_stop_every_build_and_warnings_a_strict_one(
    severity: Severity, *, ordinary: bool, strict: bool
) -> None:
    assert stops(finding(severity)) is ordinary
    assert stops(finding(severity), strict=True) is strict


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("strict", [False, True])
def test_what_has_no_gate_stops_nothing_however_severe(severity: Severity, *, strict: bool) -> None:
    assert not has_errors([finding(severity, Gate.NONE)], strict=strict)


@pytest.mark.parametrize("severity", Severity)
def test_a_gate_at_publication_makes_no_difference_to_a_build(severity: Severity) -> None:
    assert stops(finding(severity, Gate.PUBLICATION)) is stops(finding(severity))
