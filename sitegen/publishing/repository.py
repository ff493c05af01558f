"""The git repository with the content: queries, and commits of the register's files alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.model.register import REGISTER, SIGNATURE, SNAPSHOTS, STAMPS
from sitegen.publishing.program import Completed, run

QUIET = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "GIT_EDITOR": "true"}
"""Nobody types passwords or messages on a build server, and we parse git's messages in English."""
IDENTITY = {
    "GIT_AUTHOR_NAME": "sitegen",
    "GIT_AUTHOR_EMAIL": "sitegen@localhost",
    "GIT_COMMITTER_NAME": "sitegen",
    "GIT_COMMITTER_EMAIL": "sitegen@localhost",
}
"""The author of commits if git has no user configured."""
_NO_PROGRAM = 127
_OURS = (REGISTER, SIGNATURE, SNAPSHOTS, STAMPS)
_MERGE_MARKERS = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


@dataclass(frozen=True, slots=True)
class Upstream:
    """The upstream branch: its short name for people, the remote, and its ref there."""

    name: str
    remote: str
    ref: str


class GitRefused(Exception):  # noqa: N818 - says what happened
    """Git failed. The message is git's own, on one line."""


def git_output(folder: Path, *arguments: str) -> str:
    """Git's output without its last line end; empty if it fails or the folder is in no repository."""
    done = run(["git", *arguments], cwd=folder)
    return done.out.decode("utf-8", "replace").rstrip("\n") if done.code == 0 else ""


def git_problem(folder: Path) -> str:
    """Why git does not work for a folder in a repository; empty if it works, or outside a repository."""
    places = (folder.absolute(), *folder.absolute().parents)
    root = next((place for place in places if (place / ".git").exists()), None)
    done = run(["git", "rev-parse", "--git-dir"], cwd=folder, environment=QUIET) if root else None
    if done is None or done.code == 0:
        return ""
    if done.code == _NO_PROGRAM:
        return "the program git is not on this machine, or not where programs are looked for (PATH)"
    if "dubious ownership" in done.stderr:
        return (
            f"the folder {root} belongs to another account, and git trusts it only after "
            f"git config --global --add safe.directory {root}"
        )
    return f"git said “{_error_lines(done)}”"


def untracked(folder: Path) -> list[str]:
    """The untracked files below a folder, by their paths in it; empty outside git."""
    return (
        git_output(folder, "ls-files", "--others", "-z", "--", ".").split("\0")[:-1]
        if folder.is_dir()
        else []
    )


def changed_since(folder: Path, commit: str) -> list[str] | None:
    """The files below a folder that differ from a commit, by their paths in it; None if git fails."""
    done = run(["git", "diff", "--name-only", "--relative", "-z", commit, "--", "."], cwd=folder)
    new = run(["git", "ls-files", "--others", "-z", "--", "."], cwd=folder)
    if done.code or new.code:
        return None
    return [
        name
        for listed in (done, new)
        for name in listed.out.decode("utf-8", "surrogateescape").split("\0")
        if name
    ]


def remote_address(folder: Path, name: str) -> str:
    """Where pushes to a remote of this repository go; the name itself if there is no such remote."""
    return git_output(folder, "remote", "get-url", "--push", "--", name) or name


def common_ancestor(folder: Path, commit: str) -> str:
    """The hash of the last commit shared with another commit; empty if git does not know it."""
    found = git_output(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}")
    return found and (git_output(folder, "merge-base", found, "HEAD") or found)


@contextmanager
def content_at(folder: Path, commit: str) -> Iterator[Path]:
    """A temporary copy of a folder as of a commit; an empty one if that commit has none. Raises GitRefused."""
    with TemporaryDirectory(prefix="sitegen-") as place:
        index = {"GIT_INDEX_FILE": f"{place}/index"}
        _git(folder, "read-tree", commit, environment=index)
        _git(folder, "checkout-index", "--all", f"--prefix={place}/then/", environment=index)
        then = Path(place, "then", git_output(folder, "rev-parse", "--show-prefix"))
        then.mkdir(parents=True, exist_ok=True)
        yield then


def is_unchanged(file: Path) -> bool:
    """Whether a file is the same as in the last commit."""
    done = run(["git", "diff", "--quiet", "HEAD", "--", file.name], cwd=file.parent)
    return done.code == 0 and bool(git_output(file.parent, "ls-files", "--", file.name))


def is_committed(content: Path) -> bool:
    """Whether the last commit has this folder."""
    return bool(git_output(content, "ls-tree", "--name-only", "HEAD", "--", "."))


def last_commit_with(file: Path, words: str) -> str:
    """The last commit in which a file has these words; empty if no commit has."""
    commit = git_output(file.parent, "log", "-1", "--format=%h", f"-S{words}", "--", file.name)
    if not commit:
        return ""
    has = words in git_output(file.parent, "show", f"{commit}:./{file.name}")
    return commit if has else f"{commit}~1"


def find_version(file: Path, wanted: Callable[[bytes], bool]) -> bytes | None:
    """The newest committed version of a file, in any branch, that `wanted` accepts, or None."""
    for commit in git_output(
        file.parent.parent, "log", "--all", "--format=%H", "--", f"{file.parent.name}/{file.name}"
    ).split():
        done = run(["git", "show", f"{commit}:./{file.parent.name}/{file.name}"], cwd=file.parent.parent)
        if done.code == 0 and wanted(done.out):
            return done.out
    return None


def upstream(content: Path) -> Upstream | None:
    """The upstream branch; None without one, or if no branch is checked out."""
    branch = git_output(content, "symbolic-ref", "--quiet", "--short", "HEAD")
    remote, ref = (git_output(content, "config", f"branch.{branch}.{part}") for part in ("remote", "merge"))
    name = git_output(content, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
    return Upstream(name, remote, ref) if branch and name and ref and remote not in ("", ".") else None


def register_commit(content: Path, message: str) -> str:
    """Makes a commit of only the register's files on top of HEAD, in no branch yet. Returns its hash; empty if nothing changed.

    Other staged files stay staged, and no hook runs. Raises GitRefused.
    """
    if work := _unfinished_merge(content):
        raise GitRefused(work)
    with TemporaryDirectory(prefix="sitegen-") as folder:
        index = {"GIT_INDEX_FILE": f"{folder}/index"}
        _git(content, "read-tree", "HEAD", environment=index)
        _git(content, "add", "--all", "--", *_register_files(content), environment=index)
        tree = _git(content, "write-tree", environment=index)
    if tree == git_output(content, "rev-parse", "HEAD^{tree}"):
        return ""
    return _git(content, "commit-tree", tree, "-p", "HEAD", "-m", message, environment=_identity(content))


def advance_branch(content: Path, commit: str) -> None:
    """Moves HEAD, and the branch if one is checked out, to a commit of ours."""
    _git(content, "update-ref", "-m", "sitegen: register", "HEAD", commit)
    _git(content, "reset", "--quiet", "HEAD", "--", *_register_files(content))


def unpushed(content: Path, there: Upstream) -> bool:
    """Whether a commit that changes the register is not yet upstream."""
    found = git_output(content, "rev-list", "-1", f"{there.name}..HEAD", "--", *_register_files(content))
    return bool(found)


def push(content: Path, commit: str, there: Upstream) -> str:
    """Pushes a commit to the upstream branch. Returns git's error, empty if it succeeded."""
    done = _run_git(content, "push", "--quiet", "--no-verify", "--", there.remote, f"{commit}:{there.ref}")
    return _error_lines(done) if done.code else ""


def fetch(content: Path, there: Upstream) -> bool:
    """Fetches the upstream branch. Returns whether it has commits that ours lacks. Raises GitRefused."""
    _git(content, "fetch", "--quiet", "--", there.remote)
    return run(["git", "merge-base", "--is-ancestor", there.name, "HEAD"], cwd=content).code != 0


def rebase(content: Path, there: Upstream, settle: Callable[[], bool]) -> None:
    """Rebases our commits on the upstream branch. `settle` resolves conflicts in the register and returns whether it could.

    Raises GitRefused, with everything as before, for any other conflict.
    """
    done = _run_git(content, "rebase", "--quiet", there.name)
    while done.code and _conflicts(content):
        if not (_is_only_the_register(content) and settle()):
            _run_git(content, "rebase", "--abort")
            raise GitRefused("both sides changed the same lines")  # noqa: TRY003
        _git(content, "add", "--all", "--", *_register_files(content))
        done = _run_git(content, "rebase", "--continue")
    if done.code:
        _run_git(content, "rebase", "--abort")
        raise GitRefused(_error_lines(done))


def _conflicts(content: Path) -> list[str]:
    """Files with conflicts, by their paths in the folder of the content."""
    return git_output(content, "diff", "--relative", "--name-only", "--diff-filter=U", "-z").split("\0")[:-1]


def _is_only_the_register(content: Path) -> bool:
    all_of_them = git_output(content, "diff", "--name-only", "--diff-filter=U", "-z").split("\0")[:-1]
    ours = [name for name in _conflicts(content) if name == REGISTER or name.startswith(f"{SNAPSHOTS}/")]
    return len(ours) == len(all_of_them)


def _unfinished_merge(content: Path) -> str:
    folder = Path(content, git_output(content, "rev-parse", "--git-dir"))
    names = [name for name in _MERGE_MARKERS if (folder / name).exists()]
    return "a merge or rebase is not finished here" if names else ""


def _register_files(content: Path) -> Sequence[str]:
    """The register's files that exist or are committed: git fails for other names."""
    known = git_output(content, "ls-tree", "-z", "--name-only", "HEAD", "--", *_OURS).split("\0")
    return [name for name in _OURS if (content / name).exists() or name in known]


def _identity(content: Path) -> Mapping[str, str]:
    return {} if git_output(content, "config", "user.email") else IDENTITY


def _git(content: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
    done = _run_git(content, *arguments, environment=environment)
    if done.code:
        raise GitRefused(_error_lines(done))
    return done.text


def _run_git(content: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Completed:
    variables = {**QUIET, **_identity(content), **(environment or {})}
    return run(["git", *arguments], cwd=content, environment=variables)


def _error_lines(done: Completed) -> str:
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    faults = [line for line in lines if line.startswith(("fatal:", "error:", "remote:", "!"))]
    return "; ".join((faults or lines or ["nothing"])[:2])
