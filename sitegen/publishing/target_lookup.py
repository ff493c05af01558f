"""The name or address of a target, as typed → its settings, and the target itself."""

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
    """The target with that name, or at that address; for None, the only one in the settings. None if there is no such target.

    An address is a path (`/var/www/site`), `git+` with a repository's address and `#branch`, or `rclone:remote:path`. Raises
    ValueError, with a message for people, for an unsafe one.
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
    """The target for these settings. `kept` is the folder `.sitegen` beside the content, for copies of branches.

    A repository can be given as a remote of the content's own, such as `origin`.
    """
    if target.kind == "git":
        return GitBranch(remote_address(kept.parent, target.to), target.branch, kept, force=force)
    if target.kind == "rclone":
        return Rclone(target.to)
    return Directory(Path(target.to).expanduser(), keep or target.keep)
