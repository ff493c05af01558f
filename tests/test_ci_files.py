"""The files to copy for continuous integration: they keep the schemas of those who read them, and their steps run."""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

WORKFLOWS = ("check.yml", "publish.yml")
NOW = "2026-11-23T11:00:00Z"


def read(repository: Path, path: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    return yaml.safe_load((repository / "docs/ci" / path).read_text("utf-8"))


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-workflows", "github/workflows/check.yml"),
        ("vendor.github-workflows", "github/workflows/publish.yml"),
        ("vendor.github-actions", "github/action.yml"),
        ("vendor.gitlab-ci", "gitlab/.gitlab-ci.yml"),
    ],
)
def test_each_file_keeps_the_published_schema(repository: Path, schema: str, path: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, f"docs/ci/{path}"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def steps(repository: Path) -> Iterator[dict[str, Any]]:
    for name in WORKFLOWS:
        for job in read(repository, f"github/workflows/{name}")["jobs"].values():
            yield from job["steps"]
    yield from read(repository, "github/action.yml")["runs"]["steps"]


def test_actions_of_others_are_pinned_to_one_commit(repository: Path) -> None:
    used = [step["uses"] for step in steps(repository) if "uses" in step]
    assert len(used) > 4
    for action in used:
        assert action.startswith("./") or re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action)


def test_a_workflow_may_do_no_more_than_it_must(repository: Path) -> None:
    found = {name: read(repository, f"github/workflows/{name}") for name in WORKFLOWS}
    assert found["check.yml"]["permissions"] == {"contents": "read"}
    assert found["publish.yml"]["permissions"] == {"contents": "write"}
    assert found["publish.yml"]["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert read(repository, "gitlab/.gitlab-ci.yml")["pages"]["resource_group"] == "publish"
    assert "pull_request_target" not in str(found)


def test_no_expression_stands_within_a_script(repository: Path) -> None:
    """What others can choose, such as the name of a branch, must not become part of a command."""
    assert not [step for step in steps(repository) if "${{" in step.get("run", "")]


# The steps, as a runner would run them


@pytest.fixture
def clone(repository: Path, tmp_path: Path) -> Path:
    """A clean clone of a repository with a small site."""
    origin, work = tmp_path / "origin.git", tmp_path / "work"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", str(origin))
    git(tmp_path, "init", "--quiet", "--initial-branch", "main", str(work))
    command = ["cp", "-r", str(repository / "tests/sites/small/content"), str(work / "content")]
    subprocess.run(command, check=True)
    git(work, "add", ".")
    git(work, "commit", "--quiet", "--message", "First")
    git(work, "push", "--quiet", str(origin), "main")
    git(tmp_path, "clone", "--quiet", str(origin), str(tmp_path / "clone"))
    return tmp_path / "clone"


def environment(folder: Path) -> dict[str, str]:
    """What a runner gives to a step, with our own sitegen on the path and a clock that stands still."""
    commands = folder.parent / "bin"
    commands.mkdir(exist_ok=True)
    program = commands / "sitegen"
    program.write_text(
        "#!/bin/sh\n"
        f'case "$*" in *--now*) exec "{sys.executable}" -m sitegen "$@" ;; esac\n'
        f'exec "{sys.executable}" -m sitegen "$@" --now {NOW}\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    who = {
        f"GIT_{role}_{what}": "a@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return {
        **os.environ,
        **who,
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(folder.parent / "github-output"),
    }


def git(folder: Path, *words: str) -> str:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(["git", *settings, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def run(folder: Path, script: str, **given: str) -> subprocess.CompletedProcess[str]:
    """As GitHub's and GitLab's runners do: any command that fails ends the step."""
    command = ["bash", "-e", "-o", "pipefail", "-c", script]
    return subprocess.run(
        command, cwd=folder, env=environment(folder) | given, capture_output=True, text=True, check=False
    )


def test_the_check_of_a_pull_request_marks_lines_and_keeps_a_preview(repository: Path, clone: Path) -> None:
    found = [
        step["run"]
        for step in read(repository, "github/workflows/check.yml")["jobs"]["check"]["steps"]
        if "run" in step
    ]
    for script in found:
        done = run(clone, script)
        assert done.returncode == 0, done.stderr
    assert (clone / "preview/index.html").is_file()
    advert = clone / "content/adverts/2026/bins.md"
    advert.write_text(advert.read_text().replace("title:", "titel:", 1))
    done = run(clone, found[0])
    assert done.returncode == 1
    assert "::error file=content/adverts/2026/bins.md,line=2" in done.stdout


def test_gitlab_runs_the_same(repository: Path, clone: Path) -> None:
    found = read(repository, "gitlab/.gitlab-ci.yml")
    for job in ("check", "pages"):
        done = run(clone, "\n".join(found[job]["script"]))
        assert done.returncode == 0, done.stderr
    assert "<testsuite" in (clone / "findings.xml").read_text()
    assert (clone / "public/adverts/bins/index.html").is_file()
    assert not (clone / "public/.sitegen").exists()


@pytest.mark.parametrize(
    ("next_change", "event", "output"),
    [
        (None, "schedule", "publish=yes\n"),
        ("2026-01-01T12:00:00+00:00", "schedule", "publish=yes\n"),
        ("2999-01-01T12:00:00+00:00", "schedule", None),
        ("2999-01-01T12:00:00+00:00", "push", "publish=yes\n"),
    ],
)
def test_a_scheduled_run_publishes_only_when_something_is_due(
    repository: Path, clone: Path, next_change: str | None, event: str, output: str | None
) -> None:
    (script,) = (
        step["run"]
        for step in read(repository, "github/workflows/publish.yml")["jobs"]["publish"]["steps"]
        if step.get("id") == "due"
    )
    if next_change:
        (clone / ".sitegen").mkdir()
        (clone / ".sitegen/next-change").write_text(f"{next_change}\n")
    done = run(clone, script, EVENT=event)
    assert done.returncode == 0, done.stderr
    told = clone.parent / "github-output"
    assert (told.read_text() if told.exists() else None) == output


def with_target(clone: Path) -> str:
    """The clone with a branch to publish to and a register, committed and pushed. The branch's repository."""
    origin = git(clone, "remote", "get-url", "origin").strip()
    with (clone / "content/site.yaml").open("a") as settings:
        settings.write(f'\npublish: [{{name: pages, kind: git, to: "{origin}", branch: gh-pages}}]\n')
    done = run(clone, "sitegen register update")
    assert done.returncode == 0, done.stderr
    (clone / ".gitignore").write_text(".sitegen/\noutput/\n")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message", "Where to publish")
    git(clone, "push", "--quiet", "origin", "main")
    return origin


def published(origin: str, path: str) -> str:
    return git(Path(origin), "show", f"gh-pages:{path}")


def edit(clone: Path) -> None:
    advert = clone / "content/adverts/2026/bins.md"
    advert.write_text(f"{advert.read_text()}\nOne more sentence.\n")
    git(clone, "commit", "--quiet", "--all", "--message", "Edit")
    git(clone, "push", "--quiet", "origin", "main")


def publishing(repository: Path, kind: str) -> str:
    """What a recipe runs to publish."""
    if kind == "shell":
        return f"{repository}/docs/ci/shell/publish.sh pages"
    if kind == "gitlab":
        return "\n".join(read(repository, "gitlab/.gitlab-ci.yml")["pages"]["script"])
    found = read(repository, "github/workflows/publish.yml")["jobs"]["publish"]["steps"]
    return "\n".join(step["run"] for step in found if "run" in step and step.get("id") != "due")


RECIPES = ("github", "gitlab", "shell")


def live(clone: Path, origin: str, kind: str, path: str) -> str:
    return (clone / "public" / path).read_text() if kind == "gitlab" else published(origin, path)


@pytest.mark.parametrize("kind", RECIPES)
def test_each_recipe_publishes_and_keeps_the_register(repository: Path, clone: Path, kind: str) -> None:
    origin = with_target(clone)
    for sentences in (0, 1):
        if sentences:
            edit(clone)
        done = run(clone, publishing(repository, kind))
        assert done.returncode == 0, done.stderr
        assert ("One more sentence." in live(clone, origin, kind, "adverts/bins/index.html")) is bool(
            sentences
        )
    git(clone, "fetch", "--quiet")
    assert git(clone, "status", "--porcelain").split() in ([], ["??", "public/"])
    assert git(clone, "rev-parse", "HEAD") == git(clone, "rev-parse", "origin/main")
    assert git(clone, "show", "origin/main:content/register.jsonl").count('"id":"bins"') == 2
    assert kind == "gitlab" or (clone / ".sitegen/next-change").read_text().startswith("2")


@pytest.mark.parametrize(
    ("kind", "theirs"),
    [
        ("github", "another file"),
        ("github", "the register"),
        ("gitlab", "the same notice"),
        ("shell", "the same notice"),
    ],
)
def test_no_recipe_loses_a_line_that_is_live_when_somebody_pushes_in_between(
    repository: Path, clone: Path, kind: str, theirs: str
) -> None:
    """The push comes after the version was recorded, at the last moment: git itself is overtaken."""
    origin = with_target(clone)
    assert run(clone, publishing(repository, kind)).returncode == 0
    other = clone.parent / "other"
    git(clone.parent, "clone", "--quiet", origin, str(other))
    edit(clone)
    (clone.parent / "in-between").write_text(
        {
            "another file": "echo >> content/site.yaml",
            "the same notice": "sed -i 's/^summary: /summary: Now, /' content/adverts/2026/bins.md",
            "the register": "sed -i 's/^summary: /summary: Now, /' content/adverts/2026/bins.md; sitegen register update >&2",
        }[theirs]
        + "; git add content; git commit --quiet --message Theirs; git pull --quiet --rebase; git push --quiet"
    )
    overtaking(clone, other)
    done = run(clone, publishing(repository, kind))
    assert done.returncode == 0, done.stderr
    assert not (clone.parent / "in-between").exists()
    lines = live(clone, origin, kind, "data/register.jsonl")
    assert lines == git(Path(origin), "show", "main:content/register.jsonl")
    assert "One more sentence." in live(clone, origin, kind, "adverts/bins/index.html")
    done = run(clone, publishing(repository, kind))
    assert done.returncode == 0, done.stderr
    assert live(clone, origin, kind, "data/register.jsonl") == lines
    assert run(clone, "sitegen register verify").returncode == 0


def overtaking(clone: Path, other: Path) -> None:
    """Makes git on the path of `clone` one that is overtaken once: somebody pushes from `other` just before it does."""
    real, between = shutil.which("git"), clone.parent / "in-between"
    environment(clone)
    program = clone.parent / "bin/git"
    program.write_text(
        "#!/bin/sh\n"
        f'case "$1" in push) if [ -e {between} ] && [ "$PWD" != {other} ]; then\n'
        f"  mv {between} {between}.done; (cd {other}; unset GIT_INDEX_FILE; . {between}.done) || exit 99\n"
        "fi ;; esac\n"
        f'exec {real} "$@"\n'
    )
    program.chmod(0o755)


def test_the_script_gets_through_when_its_clone_has_gone_another_way(repository: Path, clone: Path) -> None:
    """As an earlier version left it, whose push was refused: it never published again."""
    origin = with_target(clone)
    script = publishing(repository, "shell")
    assert run(clone, script).returncode == 0
    other = clone.parent / "other"
    git(clone.parent, "clone", "--quiet", origin, str(other))
    advert = clone / "content/adverts/2026/bins.md"
    advert.write_text(f"{advert.read_text()}\nOurs.\n")
    assert run(clone, "sitegen register update").returncode == 0
    git(clone, "add", "content")
    git(clone, "commit", "--quiet", "--message", "Never pushed")
    settings = other / "content/site.yaml"
    settings.write_text(f"{settings.read_text()}\n")
    git(other, "commit", "--quiet", "--all", "--message", "Theirs")
    git(other, "push", "--quiet")
    done = run(clone, script)
    assert done.returncode == 0, done.stderr
    assert "Ours." in published(origin, "adverts/bins/index.html")
    assert git(clone, "rev-parse", "HEAD") == git(Path(origin), "rev-parse", "main").strip() + "\n"


def test_the_script_for_any_runner_publishes_what_has_changed_and_only_that(
    repository: Path, clone: Path
) -> None:
    origin = with_target(clone)
    script = f"{repository}/docs/ci/shell/publish.sh pages"
    first = run(clone, script)
    assert first.returncode == 0, first.stderr
    tip = git(Path(origin), "rev-parse", "gh-pages")
    (clone / ".sitegen/next-change").write_text("2999-01-01T00:00:00+00:00\n")
    again = run(clone, script)
    assert (again.returncode, again.stdout) == (0, "")
    edit(clone)
    assert run(clone, script).returncode == 0
    assert git(Path(origin), "rev-parse", "gh-pages") != tip
    assert "One more sentence." in published(origin, "adverts/bins/index.html")
