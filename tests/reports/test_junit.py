"""What CI servers read: well-formed XML with a test case for each file."""

from xml.etree import ElementTree as ET  # the XML is our own

import pytest

from sitegen.diagnostics import Diagnostic, error, warning
from sitegen.reports.junit import report

PATHS = ("content/site.yaml", "content/adverts/a.md")


def cases(text: str) -> dict[str, ET.Element]:
    """The test cases by name; each is there once."""
    found = list(ET.fromstring(text.encode()).iter("testcase"))  # noqa: S314 - our own
    assert len({case.get("name") for case in found}) == len(found)
    return {case.get("name", ""): case for case in found}


def test_each_file_is_one_test_case_and_errors_are_its_failure(findings: list[Diagnostic]) -> None:
    text = report([*findings, error("second", "Another", PATHS[1])], PATHS, strict=False)
    assert text == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<testsuites name="sitegen" tests="4" failures="2" errors="0">\n'
        '  <testsuite name="content" tests="4" failures="2" errors="0" skipped="0">\n'
        '    <testcase classname="content" name="content/adverts/a.md">\n'
        '      <failure type="closes-before-published second" message="2 errors">'
        "error[closes-before-published]: The closing time is not after the publication date\n"
        "  --&gt; content/adverts/a.md:4:9\n"
        "help: choose a day after 2026-05-02\n\n"
        "error[second]: Another\n"
        "  --&gt; content/adverts/a.md</failure>\n"
        "      <system-out>warning[split]: Two “lines”\n"
        "  --&gt; content/adverts/a.md:7:3</system-out>\n"
        "    </testcase>\n"
        '    <testcase classname="content" name="content/pages/caf\u00e9 &amp; co.md">\n'
        "      <system-out>advice[tidy]: Tidy it\n"
        "  --&gt; content/pages/caf\u00e9 &amp; co.md</system-out>\n"
        "    </testcase>\n"
        '    <testcase classname="content" name="content/site.yaml"/>\n'
        '    <testcase classname="content" name="the whole site">\n'
        '      <failure type="output-failed" message="The disk is full">'
        "error[output-failed]: The disk is full</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )
    assert len(cases(text)) == 4


@pytest.mark.parametrize("strict", [False, True])
def test_a_warning_is_a_failure_only_when_it_stops_the_build(*, strict: bool) -> None:
    text = report([warning("w", "M", PATHS[0])], PATHS, strict=strict)
    assert (cases(text)[PATHS[0]].find("failure") is not None) is strict
    assert f'failures="{int(strict)}"' in text


def test_the_words_of_a_finding_cannot_break_the_document() -> None:
    said = "<failure/> ]]> & \"quotes\" 'and' \x00\x1b\ufffe\udce9 &#0; -->"
    text = report([error('c"<', said, 'a"<&>\x07.md')], (), strict=False)
    (case,) = cases(text).values()
    assert case.get("name") == 'a"<&>\ufffd.md'
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("message") == "<failure/> ]]> & \"quotes\" 'and' \ufffd\ufffd\ufffd\ufffd &#0; -->"
