"""The policy is a strict one, by the judgement of csp_evaluator, and pages keep to it where the host sends none."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

SEVERE = 10
"""What csp_evaluator calls HIGH; a lower number would be worse."""
MALFORMED = 20
MAYBE = 50
"""MEDIUM_MAYBE: what depends on what else is on the host."""
JUDGE = """
const { CspEvaluator } = require("csp_evaluator");
const { CspParser } = require("csp_evaluator/dist/parser");
const findings = new CspEvaluator(new CspParser(process.argv[1]).csp).evaluate();
console.log(JSON.stringify(findings.map((found) => [found.severity, found.directive, found.description])));
"""

Judge = Callable[[str], list[tuple[int, str, str]]]


@pytest.fixture
def judge(
    page_checkers: Path,
    program: Callable[[str], str],
    run_checker: Callable[..., subprocess.CompletedProcess[str]],
) -> Judge:
    """What csp_evaluator finds in a policy: severity, directive, words."""

    def found(policy: str) -> list[tuple[int, str, str]]:
        script = f"process.chdir({json.dumps(str(page_checkers.parent))});" + JUDGE.replace(
            'require("', f'require("{page_checkers}/'
        )
        done = run_checker(program("node"), "-e", script, "--", policy)
        assert done.returncode == 0, done.stderr
        return [(int(severity), directive, words) for severity, directive, words in json.loads(done.stdout)]

    return found


def test_the_policy_of_the_built_site_has_no_severe_finding(example_site: Path, judge: Judge) -> None:
    lines = (example_site / "_headers").read_text(encoding="utf-8").splitlines()
    (policy,) = [
        line.partition(": ")[2] for line in lines if line.strip().startswith("Content-Security-Policy:")
    ]
    # One thing is left to say: scripts of one's own are only as safe as the host. Files of readers are not taken.
    assert [(severity, directive) for severity, directive, _ in judge(policy)] == [(MAYBE, "script-src")]


@pytest.mark.parametrize(
    ("policy", "severity"),
    [
        ("script-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'", SEVERE),
        ("script-src 'self'; base-uri 'none'", SEVERE),
        ("default-src 'none'; script-scr 'self'", MALFORMED),
    ],
)
def test_the_judge_sees_a_weak_policy_and_a_misspelt_one(policy: str, severity: int, judge: Judge) -> None:
    assert severity in {found[0] for found in judge(policy)}


def test_where_a_host_sends_nothing_a_page_that_was_tampered_with_runs_no_script(
    example_site: Path, open_page: Callable[..., Page], page_faults: list[str]
) -> None:
    whole = (example_site / "index.html").read_text(encoding="utf-8")
    tampered = whole.replace("</main>", "<script>document.title = 'taken'</script></main>")

    def answer(route: Route) -> None:
        is_page = route.request.resource_type == "document"
        route.fulfill(body=tampered if is_page else "", content_type="text/html" if is_page else None)

    page = open_page("about:blank", site="")
    page.route("**/*", answer)
    page.goto("https://plain.example/")
    assert page.title() != "taken"
    assert [fault for fault in page_faults if "inline script" in fault]
    page_faults.clear()
