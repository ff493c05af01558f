"""A name or an address as it is written → the target it means."""

import re
from pathlib import Path
from urllib.parse import urldefrag

from pydantic import ValidationError

from sitegen.model.config import Config
from sitegen.model.publishing import PublishTarget
from sitegen.publishing.directory import Directory
from sitegen.publishing.git import GitBranch
from sitegen.publishing.rclone import Rclone
from sitegen.publishing.repository import remote_address
from sitegen.publishing.target import Target


def find_target(wanted: str | None, config: Config) -> PublishTarget | None:
    """The target of that name in the settings, or the one that an address means; without either, the only one there is.

    Raises ValueError for an address that is unsafe, with the words for people. An address is a path (`/var/www/site`), `git+` and that of a repository with `#branch`, or `rclone:remote:path`.
    """
    if wanted is None:
        return config.publish[0] if len(config.publish) == 1 else None
    known = {target.name: target for target in config.publish}
    return known.get(wanted) or _checked_address(wanted)


def _checked_address(address: str) -> PublishTarget | None:
    try:
        return _from_address(address)
    except ValidationError as problem:
        words = problem.errors()[0]["ctx"]
        message = f"{words['message']}: {words['hint']}."  # without the address: it may hold a password
        raise ValueError(message) from None


def _from_address(address: str) -> PublishTarget | None:
    if address.startswith("git+"):
        to, branch = urldefrag(address.removeprefix("git+"))
        return PublishTarget.model_validate(
            {"name": "git", "kind": "git", "to": to, "branch": branch or "pages"}
        )
    if address.startswith("rclone:"):
        to = address.removeprefix("rclone:")
        return PublishTarget.model_validate({"name": "rclone", "kind": "rclone", "to": to})
    if re.match(r"[.~]?/|\.\./|[A-Za-z]:[\\/]", address):
        return PublishTarget.model_validate({"name": "directory", "kind": "directory", "to": address})
    return None


def open_target(target: PublishTarget, keep: int | None, kept: Path, *, force: bool) -> Target:
    """What publishes to this target. `kept` is the folder beside the content in which copies of branches are kept.

    A branch may be in a repository that the one of the content knows as a remote, such as `origin`.
    """
    if target.kind == "git":
        return GitBranch(remote_address(kept.parent, target.to), target.branch, kept, force=force)
    if target.kind == "rclone":
        return Rclone(target.to)
    return Directory(Path(target.to).expanduser(), keep or target.keep)
