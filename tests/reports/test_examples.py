"""The files to copy for editors, code hosts and hooks: they fit what the program says and takes."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from sitegen.commands.main import main
from sitegen.diagnostics import Diagnostic, Severity, Span, error
from sitegen.reports.text import report


def takes(shown: str) -> bool:
    """Whether a `sitegen …` can be typed."""
    name, *words = shlex.split(shown)
    command = main.get_command(click.Context(main), words[0])
    assert command
    try:
        command.make_context(words[0], words[1:], parent=click.Context(main))
    except click.UsageError:
        return False
    return name == "sitegen"


def read(repository: Path, path: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    return yaml.safe_load((repository / path).read_text("utf-8"))


def test_the_hook_runs_a_command_that_exists(repository: Path) -> None:
    (hook,) = read(repository, ".pre-commit-hooks.yaml")
    assert hook["id"] == "sitegen-check"
    assert takes(hook["entry"])
    assert hook["pass_filenames"] is False
    assert re.match(hook["files"], "content/adverts/a.md")
    assert not takes(f"{hook['entry']} --no-such-option")


def test_the_hook_in_the_document_is_one_that_there_is(repository: Path) -> None:
    text = (repository / "docs/checking.md").read_text("utf-8")
    (block,) = (found for found in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "repos:" in found)
    (hook,) = yaml.safe_load(block)["repos"][0]["hooks"]
    (offered,) = read(repository, ".pre-commit-hooks.yaml")
    assert hook["id"] == offered["id"]
    assert takes(" ".join([offered["entry"], *hook["args"]]))


@pytest.fixture
def task(repository: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The task for Visual Studio Code, whose JSON has comments on lines of their own."""
    text = (repository / "docs/examples/tasks.json").read_text("utf-8")
    (found,) = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))["tasks"]
    return found


def test_the_task_of_the_editor_runs_a_command_that_exists(task: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    assert takes(task["command"])


@pytest.mark.parametrize("severity", Severity)
def test_the_problem_matcher_reads_every_finding(task: Any, severity: Severity) -> None:  # noqa: ANN401 - whatever JSON holds
    finding = Diagnostic("a-rule", severity, "It: is [wrong]", "content/a b.md", Span.at(12, 3, 2), "do this")
    other = error("x", "M", "content/c.md", Span.at(1, 1))
    told = report([finding, other], lambda _: ["line"] * 20).splitlines()
    first, second = task["problemMatcher"]["pattern"]
    head, place = re.search(first["regexp"], told[0]), re.search(second["regexp"], told[1])
    assert head
    assert place
    assert head[first["severity"]] == severity.word
    assert (head[first["code"]], head[first["message"]]) == ("a-rule", "It: is [wrong]")
    assert (place[second["file"]], place[second["line"]], place[second["column"]]) == (
        "content/a b.md",
        "12",
        "3",
    )
    assert sum(bool(re.search(first["regexp"], line)) for line in told) == 2
    # The editor knows these names; for another it takes the matcher's own severity.
    if severity is Severity.ADVICE:
        assert task["problemMatcher"]["severity"] == "info"
