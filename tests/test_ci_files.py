"""The files to copy for continuous integration: what they may do, and the schemas of those who read them."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

WORKFLOWS = (
    "github/workflows/check.yml",
    "github/workflows/publish.yml",
    "forgejo/check.yml",
    "forgejo/publish.yml",
)
SCRIPTS = ("steps/install.sh", "steps/check.sh", "steps/publish.sh", "cron/cron.sh")
SECRET = re.compile(r"secrets\.|TOKEN|AccessToken|withCredentials|credentialsId")


def text(repository: Path, path: str) -> str:
    return (repository / "docs/ci" / path).read_text("utf-8")


def read(repository: Path, path: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    return yaml.safe_load(text(repository, path))


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        *(("vendor.github-workflows", path) for path in WORKFLOWS),  # Forgejo's are in the same form
        ("vendor.gitlab-ci", "gitlab/.gitlab-ci.yml"),
        ("vendor.azure-pipelines", "azure/azure-pipelines.yml"),
    ],
)
def test_each_file_keeps_the_published_schema(repository: Path, schema: str, path: str) -> None:
    # Azure's schema has patterns that the checker's own engine does not know.
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--regex-variant",
        "python",
        "--builtin-schema",
        schema,
    ]
    done = subprocess.run(
        [*command, f"docs/ci/{path}"], cwd=repository, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def steps(repository: Path) -> Iterator[dict[str, Any]]:
    for name in WORKFLOWS:
        for job in read(repository, name)["jobs"].values():
            yield from job["steps"]


def test_actions_of_others_are_pinned_to_one_commit(repository: Path) -> None:
    used = [step["uses"] for step in steps(repository) if "uses" in step]
    assert len(used) > 8
    for action in used:
        assert re.fullmatch(r"(https://code\.forgejo\.org/)?[\w.-]+/[\w./-]+@[0-9a-f]{40}", action)


def test_a_workflow_may_do_no_more_than_it_must(repository: Path) -> None:
    check, publish = (read(repository, f"github/workflows/{name}.yml") for name in ("check", "publish"))
    assert check["permissions"] == {"contents": "read"}
    assert publish["permissions"] == {"contents": "write"}
    for found in (publish, read(repository, "forgejo/publish.yml")):
        assert found["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert read(repository, "gitlab/.gitlab-ci.yml")["publish"]["resource_group"] == "publish"
    assert "disableConcurrentBuilds()" in text(repository, "jenkins/Jenkinsfile")
    assert not [path for path in WORKFLOWS if "pull_request_target" in text(repository, path)]


def test_no_checkout_leaves_a_password_in_the_clone(repository: Path) -> None:
    checkouts = [step["with"] for step in steps(repository) if "/checkout@" in step.get("uses", "")]
    assert [found["persist-credentials"] for found in checkouts] == [False] * len(WORKFLOWS)
    jobs = read(repository, "azure/azure-pipelines.yml")["jobs"]
    assert [job["steps"][0]["persistCredentials"] for job in jobs] == ["false"] * 2


def test_only_the_step_that_publishes_gets_a_password(repository: Path) -> None:
    gitlab = read(repository, "gitlab/.gitlab-ci.yml")
    jobs = read(repository, "azure/azure-pipelines.yml")["jobs"]
    jenkins = re.findall(
        r"stage\('\w+'\) \{.*?(?=stage\('|\Z)", text(repository, "jenkins/Jenkinsfile"), re.DOTALL
    )
    parts = [
        *map(str, steps(repository)),
        *(f"{name}: {part}" for name, part in gitlab.items()),
        *(str(step) for job in jobs for step in job["steps"]),
        *jenkins,
    ]
    secret = [part for part in parts if SECRET.search(part)]
    assert len(secret) == 5
    assert [part for part in secret if "ci/publish.sh" not in part] == []


def test_no_expression_stands_within_a_script(repository: Path) -> None:
    """What others can choose, such as the name of a branch, must not become part of a command."""
    assert not [step for step in steps(repository) if "${{" in step.get("run", "")]


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_sound(repository: Path, script: str) -> None:
    path = repository / "docs/ci" / script
    assert path.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", path], check=True)
    if shutil.which("shellcheck"):
        done = subprocess.run(["shellcheck", path], capture_output=True, text=True, check=False)
        assert done.stdout == ""


def test_every_recipe_runs_the_shared_steps(repository: Path) -> None:
    for path in (
        *WORKFLOWS,
        "gitlab/.gitlab-ci.yml",
        "azure/azure-pipelines.yml",
        "jenkins/Jenkinsfile",
        "cron/cron.sh",
    ):
        found = text(repository, path)
        assert "ci/install.sh" in found
        assert "ci/check.sh" in found or "ci/publish.sh" in found
