"""The recipes for continuous integration, run as a runner would: in clean clones of a real repository."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

NOW = "2026-11-23T11:00:00Z"
CLOSED = "2026-11-23T13:00:00Z"
"""After the closing time of bins."""
BINS = "content/adverts/2026/bins.md"
PAGE = "adverts/bins/index.html"
CI = ("github", "forgejo", "gitlab", "azure", "jenkins")
RECIPES = (*CI, "cron")
TARGET = """
publish:
  - {name: pages, kind: git, to: origin, branch: pages}
  - {name: live, kind: git, to: origin, branch: pages}
"""


def git(folder: Path, *words: str) -> str:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *settings, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@dataclass(frozen=True)
class Town:
    """A site's repository on a code host, and the people and machines that clone it."""

    folder: Path
    recipes: Path

    @property
    def origin(self) -> Path:
        return self.folder / "origin.git"

    def edit(self, change: str = "One more sentence.", file: str = BINS) -> None:
        """Somebody at a desk of their own pushes a change to main."""
        desk = self.folder / "desk"
        if not desk.exists():
            git(self.folder, "clone", "--quiet", str(self.origin), str(desk))
        git(desk, "pull", "--quiet", "--rebase")
        path = desk / file
        path.write_text(f"{path.read_text()}\n{change}\n")
        git(desk, "commit", "--quiet", "--all", "--message", "Edit")
        git(desk, "push", "--quiet")

    def clone(self, kind: str, cache: Path | None = None) -> Path:
        """What a runner checks out: a new clone, with what the last one kept. cron has one that stays."""
        place = self.folder / kind
        if kind == "cron" and place.exists():
            return place
        kept = self.folder / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        if cache:
            shutil.copytree(cache / ".sitegen", kept)
        shutil.rmtree(place, ignore_errors=True)
        git(self.folder, "clone", "--quiet", str(self.origin), str(place))
        if kind in ("gitlab", "azure", "jenkins"):
            git(place, "checkout", "--quiet", "--detach")
        if cache:
            shutil.copytree(kept, place / ".sitegen")
        self.install(place)
        return place

    def install(self, place: Path) -> None:
        """As install.sh leaves it, but with the program from here and a clock that is set by hand."""
        program(place / ".venv/bin/python3", f'exec "{sys.executable}" "$@"')
        shutil.copy(place / ".venv/bin/python3", place / ".venv/bin/python")
        program(
            place / ".venv/bin/sitegen",
            f'case "$*" in *--now*) ;; *) set -- "$@" --now "${{AT:-{NOW}}}" ;; esac\nexec "{sys.executable}" -m sitegen "$@"',
        )
        shutil.copy(place / "install/requirements.txt", place / ".venv/installed")

    def run(self, place: Path, job: str, **given: str) -> subprocess.CompletedProcess[str]:
        """Runs the commands of a job, as runners do: the first that fails ends it. Its identity and settings are nobody's."""
        script, variables = commands(self.recipes, place.name, job)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment |= {
            "GIT_CONFIG_GLOBAL": str(self.folder / "gitconfig"),
            "PATH": f"{self.folder}/bin{os.pathsep}{os.environ['PATH']}",
            "CHANGE_TARGET": "main",
        }
        return subprocess.run(
            ["sh", "-e", "-c", script],
            cwd=place,
            env=environment | variables | given,
            capture_output=True,
            text=True,
            check=False,
        )

    def publish(self, kind: str, cache: Path | None = None, **given: str) -> subprocess.CompletedProcess[str]:
        return self.run(self.clone(kind, cache), "publish", **given)

    def live(self, path: str = PAGE) -> str:
        return git(self.origin, "show", f"pages:{path}")

    def register(self) -> str:
        return git(self.origin, "show", "main:content/register.jsonl")

    def refuse(self, refs: str) -> None:
        """The code host takes no push to these branches, as where they are protected."""
        program(
            self.origin / "hooks/pre-receive",
            f'while read -r _ _ ref; do case "$ref" in {refs}) echo "protected branch" >&2; exit 1 ;; esac; done',
        )

    def accept(self) -> None:
        (self.origin / "hooks/pre-receive").unlink()


def commands(recipes: Path, kind: str, job: str) -> tuple[str, dict[str, str]]:
    """What a recipe runs in a job, and with which variables. An expression of the code host is nothing here."""

    def plain(variables: dict[str, Any]) -> dict[str, str]:
        return {name: "" if "$" in str(value) else str(value) for name, value in variables.items()}

    if kind == "cron":
        return "ci/cron.sh live", {}
    if kind == "jenkins":
        text = (recipes / "jenkins/Jenkinsfile").read_text("utf-8")
        stages = dict(re.findall(r"stage\('(\w+)'\) \{(.*?)(?=stage\('|\Z)", text, re.DOTALL))
        return "\n".join(re.findall(r"sh '(.*)'", stages["Install"] + stages[job.capitalize()])), {}
    if kind == "gitlab":
        found = yaml.safe_load((recipes / "gitlab/.gitlab-ci.yml").read_text("utf-8"))
        before = found[".site"]["before_script"] if job != "pages" else []
        variables = plain(found[job].get("variables", {})) | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD^1"}
        return "\n".join([*before, *found[job]["script"]]), variables
    if kind == "azure":
        jobs = yaml.safe_load((recipes / "azure/azure-pipelines.yml").read_text("utf-8"))["jobs"]
        steps = next(one["steps"] for one in jobs if one["job"] == job)
        key = "script"
    else:
        path = f"github/workflows/{job}.yml" if kind == "github" else f"forgejo/{job}.yml"
        steps = yaml.safe_load((recipes / path).read_text("utf-8"))["jobs"][job]["steps"]
        key = "run"
    variables = {name: value for step in steps for name, value in plain(step.get("env", {})).items()}
    return "\n".join(step[key] for step in steps if key in step), variables


@pytest.fixture
def town(repository: Path, tmp_path: Path) -> Town:
    """A repository with a small site and our scripts, set up as docs/publish-in-ten-minutes.md says."""
    recipes = repository / "docs/ci"
    made = Town(tmp_path, recipes)
    first = tmp_path / "first"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", str(made.origin))
    git(tmp_path, "init", "--quiet", "--initial-branch", "main", str(first))
    shutil.copytree(repository / "tests/sites/small/content", first / "content")
    shutil.copytree(recipes / "steps", first / "ci")
    shutil.copy(recipes / "cron/cron.sh", first / "ci/cron.sh")
    (first / "install").mkdir()
    (first / "install/requirements.txt").write_text("# one release\n")
    with (first / "content/site.yaml").open("a") as settings:
        settings.write(TARGET)
    shutil.copy(repository / "templates/starters/gitignore", first / ".gitignore")
    git(first, "add", ".")
    git(first, "commit", "--quiet", "--message", "First")
    git(first, "push", "--quiet", str(made.origin), "main")
    program(tmp_path / "bin/apt-get", "exit 0")
    return made


@pytest.mark.parametrize("kind", RECIPES)
def test_each_recipe_publishes_and_keeps_the_register(town: Town, kind: str) -> None:
    done = town.publish(kind)
    assert done.returncode == 0, done.stderr
    assert town.register().count('"reference":"0123","id":"bins"') == 1
    assert town.register() == town.live("data/register.jsonl")
    assert git(town.origin, "log", "-1", "--format=%an <%ae>", "main") == "sitegen <sitegen@localhost>"


@pytest.mark.parametrize("kind", ["github", "gitlab", "cron"])
def test_the_next_run_goes_by_what_the_last_one_kept(town: Town, kind: str) -> None:
    assert town.publish(kind).returncode == 0
    (town.folder / kind / ".sitegen/next-change").write_text("never\n")
    done = town.publish(kind, cache=town.folder / kind)
    said = (town.folder / "cron/.sitegen/said").read_text() if kind == "cron" else done.stdout
    assert "Nothing has changed" in said
    town.edit()
    done = town.publish(kind, cache=town.folder / kind)
    assert done.returncode == 0, done.stderr
    assert "One more sentence." in town.live()
    assert town.register().count('"reference":"0123","id":"bins"') == 2
    if kind == "gitlab":
        done = town.run(town.folder / kind, "pages")
        assert done.returncode == 0, done.stderr
        assert "One more sentence." in (town.folder / kind / "public" / PAGE).read_text()


def test_an_identity_that_is_set_stays(town: Town) -> None:
    (town.folder / "gitconfig").write_text("[user]\nname = Town\nemail = town@example.org\n")
    assert town.publish("github").returncode == 0
    assert git(town.origin, "log", "-1", "--format=%an <%ae>", "main") == "Town <town@example.org>"


def test_a_run_publishes_only_if_the_content_the_program_or_time_has_changed_something(town: Town) -> None:
    assert town.publish("cron").returncode == 0
    place, tip = town.folder / "cron", git(town.origin, "rev-parse", "pages")
    due = place / ".sitegen/next-change"
    assert due.read_text().startswith("2026-1")

    def publishes(**given: str) -> bool:
        done = town.run(place, "publish", **given)
        assert done.returncode == 0, done.stderr
        return "Nothing has changed" not in (place / ".sitegen/said").read_text()

    for early in ("2999-01-01T00:00:00+00:00", "never"):
        due.write_text(f"{early}\n")
        assert not publishes()
    assert publishes(ALWAYS="yes")
    for doubtful in ("2026-01-01T12:00:00+00:00", "", "next week"):
        due.write_text(f"{doubtful}\n")
        assert publishes()
    due.write_text("never\n")
    (place / ".venv/installed").write_text("# another release\n")
    (place / "install/requirements.txt").write_text("# another release\n")
    assert publishes()
    assert git(town.origin, "rev-parse", "pages") == tip  # none of these changed a page


@pytest.mark.parametrize(
    ("kind", "theirs"), [("github", "a file"), ("gitlab", "the notice"), ("cron", "the register")]
)
def test_nothing_is_lost_when_somebody_pushes_in_between(town: Town, kind: str, theirs: str) -> None:
    """After the version was recorded, at the last moment: git itself is overtaken."""
    assert town.publish(kind).returncode == 0
    town.edit()
    other = town.folder / "other"
    git(town.folder, "clone", "--quiet", str(town.origin), str(other))
    change = {
        "a file": "echo >> content/site.yaml",
        "the notice": f"sed -i 's/^summary: /summary: Now, /' {BINS}",
        "the register": f"sed -i 's/^summary: /summary: Now, /' {BINS}; "
        f'"{sys.executable}" -m sitegen register update --now {NOW} >&2',
    }[theirs]
    overtaking(town, other, change)
    done = town.publish(kind)
    assert done.returncode == 0, done.stderr
    assert not (town.folder / "in-between").exists()
    assert town.live("data/register.jsonl") == town.register()
    assert "One more sentence." in town.live()
    assert ("Now, " in town.live()) is (theirs != "a file")


def overtaking(town: Town, other: Path, change: str) -> None:
    """Makes git one that is overtaken once: somebody pushes from `other` just before it does."""
    between = town.folder / "in-between"
    who = "-c user.name=B -c user.email=b@example.org"
    between.write_text(
        f"{change}; git add content; git {who} commit --quiet --message Theirs; git {who} pull --quiet --rebase; git push --quiet"
    )
    program(
        town.folder / "bin/git",
        f'case "$1" in push) if [ -e {between} ] && [ "$PWD" != {other} ]; then\n'
        f"  mv {between} {between}.done; (cd {other}; unset GIT_INDEX_FILE; . {between}.done) || exit 99\n"
        f'fi ;; esac\nexec {shutil.which("git")} "$@"',
    )


@pytest.mark.parametrize(("kind", "refs"), [("gitlab", "*"), ("cron", "refs/heads/main")])
def test_a_refused_push_holds_back_the_edit_but_no_closing_time_and_mends_itself(
    town: Town, kind: str, refs: str
) -> None:
    assert town.publish(kind).returncode == 0
    assert not is_closed(town.live())
    town.edit()
    town.refuse(refs)
    done = town.publish(kind, town.folder / kind, AT=CLOSED)
    assert done.returncode == 4
    assert "register-not-kept" in done.stderr
    assert "One more sentence." not in town.live()
    assert is_closed(town.live()) is (refs != "*")  # a host that takes nothing shows nothing new
    town.accept()
    done = town.publish(kind, town.folder / kind, AT=CLOSED)
    assert done.returncode == 0, done.stderr
    assert "One more sentence." in town.live()
    assert town.live("data/register.jsonl") == town.register()
    assert git(town.folder / kind, "worktree", "list").count("\n") == 0


def is_closed(page: str) -> bool:
    return ">Closed<" in page


def test_a_mistake_on_main_holds_back_no_closing_time(town: Town) -> None:
    assert town.publish("github").returncode == 0
    town.edit("[Lost](lost.md)")
    done = town.publish("github", town.folder / "github", AT=CLOSED)
    assert done.returncode == 1
    assert "the last commit that went live" in done.stderr
    assert is_closed(town.live())
    assert "Lost" not in town.live()


@pytest.mark.parametrize("kind", RECIPES)
@pytest.mark.parametrize("trouble", ["no git", "another owner"])
def test_nothing_is_published_where_git_cannot_be_asked(town: Town, kind: str, trouble: str) -> None:
    place = town.clone(kind)
    git(place, "checkout", "--quiet", "-B", "main", "--track", "origin/main")
    with (place / BINS).open("a") as notice:
        notice.write("\nIn no commit.\n")
    if trouble == "no git":
        program(town.folder / "bin/git", "exit 127")
    done = town.run(
        place, "publish", **({"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"} if trouble != "no git" else {})
    )
    assert done.returncode != 0
    assert git(town.origin, "for-each-ref", "refs/heads/pages") == ""


def test_the_password_goes_to_the_repository_s_own_host_and_into_no_file(town: Town) -> None:
    place = town.clone("github")
    git(place, "remote", "set-url", "origin", "https://reader:old@127.0.0.1:9/town.git")
    program(
        place / ".venv/bin/sitegen",
        "git remote get-url --push origin\n"
        "for host in 127.0.0.1:9 example.org; do printf 'protocol=https\\nhost=%s\\n\\n' $host "
        "| GIT_TERMINAL_PROMPT=0 git credential fill; done; exit 4",
    )
    (place / "content/register.jsonl").touch()
    secret = {"PUSH_TOKEN": "s3cret-word", "GIT_ASKPASS": "/bin/false"}
    done = town.run(place, "publish", **secret)
    assert "https://127.0.0.1:9/town.git" in done.stdout.splitlines()
    assert done.stdout.count("password=s3cret-word") == 1
    assert "host=127.0.0.1:9\nusername=sitegen\npassword=s3cret-word" in done.stdout
    assert "s3cret-word" not in (place / ".git/config").read_text()


# A proposed change


def proposed(town: Town, kind: str, change: str, file: str = BINS) -> Path:
    """What a runner checks out for a pull request: its merge with main."""
    place = town.clone(kind)
    git(place, "checkout", "--quiet", "-B", "change", "origin/main")
    path = place / file
    path.write_text(f"{path.read_text()}\n{change}\n")
    git(place, "commit", "--quiet", "--all", "--message", "Change")
    git(place, "checkout", "--quiet", "--detach", "origin/main")
    git(place, "merge", "--quiet", "--no-ff", "change", "--message", "Merge")
    return place


OTHER = "content/pages/intent.md"


@pytest.mark.parametrize("kind", CI)
def test_each_recipe_checks_a_change_and_keeps_a_preview(town: Town, kind: str) -> None:
    town.edit("TBC", OTHER)  # somebody else's warning, on main
    place = proposed(town, kind, "One more sentence.")
    done = town.run(place, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "One more sentence." in (place / "preview/site" / PAGE).read_text()
    assert not (place / "preview/site/.sitegen").exists()
    assert "http.server" in (place / "preview/how-to-look.txt").read_text()


@pytest.mark.parametrize(
    ("change", "code", "has_preview"),
    [("TBC", "left-over-text", True), ("[Lost](lost.md)", "broken-link", False)],
)
def test_what_the_change_itself_brings_fails_the_check(
    town: Town, change: str, code: str, *, has_preview: bool
) -> None:
    place = proposed(town, "github", change)
    done = town.run(place, "check")
    assert done.returncode == 1
    assert f"::{'warning' if has_preview else 'error'} file={BINS}" in done.stdout
    assert code in done.stdout
    assert (place / "preview/site" / PAGE).exists() is has_preview
    assert ("There is no preview" in done.stderr) is not has_preview
