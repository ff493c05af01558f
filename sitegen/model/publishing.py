"""Where the site is published to, and which addresses are gone for good, as the settings say it."""

import re
import unicodedata
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema

from sitegen.model.faults import fault
from sitegen.model.quantities import read_decimal
from sitegen.model.record import Part
from sitegen.model.scalars import LocalAddress, Slug, Text
from sitegen.model.web import wrong_safe_address

_SECRET = re.compile(
    r"//[^/@\s:]+:[^/@\s]+@|https?://[^/@\s]+@|(?:pass|secret|token|key|sas|sig)[\w-]*=", re.IGNORECASE
)


def _without_secret(text: str) -> str:
    if _SECRET.search(text):
        raise fault(
            "password-in-settings",
            "This address holds a password or a key, which other people could read here",
            "take it out; keep it in rclone's or git's own configuration, or in the environment of the machine",
        )
    return text


_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_REMOTE = re.compile(r"[\w.+@][\w.+@ -]*:")
"""A remote by the name it has in rclone's configuration (https://rclone.org/docs/#valid-remote-names)."""
_HELPER = re.compile(r"[\w+.-]*::|(?!(?:ssh|git|https?|ftps?|file)://)[\w+.-]+://", re.IGNORECASE)
"""How git starts another program for an address: `ext::` any, others one by the name of the scheme."""
_OPTION = re.compile(r"(?:\w+://)?(?:[^/@]*@)?-")
"""A folder or a host that a program would take for one of its options."""
_BRANCH = re.compile(r"(?!-)(?!.*(?:\.\.|//|@\{|\.lock$|[/.]$))[^\x00-\x20\x7f~^:?*\[\\]+")
"""https://git-scm.com/docs/git-check-ref-format"""


def _starts_nothing(text: str, info: ValidationInfo) -> str:
    """An address that only says where: git and rclone know others that start a program of the writer's choice."""
    kind = info.data.get("kind")
    if kind == "rclone" and not _REMOTE.match(text):
        raise fault(
            "unsafe-target",
            "This is not the name of a remote, a colon and a folder, as in council:market-tests",
            "set the remote up with rclone config on the machine that publishes, and write its name here, without options",
        )
    if _CONTROL.search(text) or (kind == "git" and (_HELPER.match(text) or _OPTION.match(text))):
        raise fault(
            "unsafe-target",
            "This is not an address that can be published to",
            "for a git repository, write https://…, ssh://…, git@example.org:council/site.git, or a folder",
        )
    return text


def _branch(text: str) -> str:
    if not _BRANCH.fullmatch(text):
        raise fault(
            "bad-branch",
            f"“{text}” cannot be the name of a branch",
            "use letters, digits, hyphens, full stops and slashes, as in pages",
        )
    return text


def _path(text: str) -> str:
    if not text.startswith("/") or text.startswith("//") or ".." in text.split("/"):
        path = urlsplit(text).path.lstrip("/") if "://" in text or "/" not in text[:1] else ""
        is_clear = path and ".." not in path.split("/") and ":" not in path
        hint = (
            f"begin with /: /{path}"
            if is_clear
            else "begin with /, as in /old-page/, without .. between slashes"
        )
        raise fault("bad-redirect", f"“{text}” is not an address on this site", hint)
    return unicodedata.normalize("NFC", text)


SitePath = Annotated[Text, AfterValidator(_path)]


def _kept(value: object) -> int:
    number = read_decimal(value)
    if number < 1 or number != number.to_integral_value():
        raise fault("bad-keep", f"“{value}” is not a number of publications to keep", "write 1 or more: 5")
    return int(number)


Kept = Annotated[int, PlainValidator(_kept), WithJsonSchema({"type": "integer", "minimum": 1})]


def _heartbeat(text: str) -> str:
    if wrong := wrong_safe_address(text):
        raise fault("bad-heartbeat", *wrong)
    if "@" in urlsplit(text).netloc:
        raise fault(
            "bad-heartbeat",
            "This address contains a name or a password, which other people could read here",
            "remove what is before the @",
        )
    return text


class PublishTarget(Part):
    """A place that `sitegen publish` brings the site to."""

    name: Slug
    """Its name, for the command line: `live`."""
    kind: Literal["directory", "git", "rclone"]
    """`directory` for a folder of a web server, `git` for a branch, `rclone` for what rclone reaches."""
    to: Annotated[Text, AfterValidator(_without_secret), AfterValidator(_starts_nothing)]
    """The folder, the address of the git repository, or rclone's `remote:path`. Never a password or key."""
    branch: Annotated[Text, AfterValidator(_branch)] = "pages"
    """The branch, for `git`."""
    keep: Kept = 5
    """How many publications stay there to go back to, for `directory`."""
    at: LocalAddress | None = None
    """Where people read what is published there, if not at `base_url`: a test site."""
    heartbeat: Annotated[Text, AfterValidator(_heartbeat)] | None = None
    """An address, beginning with https://, that is requested after each successful run. A service there can raise the alarm when
    requests stop."""


class Gone(Part):
    """An address that was public and is gone for good."""

    source: Annotated[SitePath, Field(alias="from")]
    """The address on this site: `/adverts/old-notice/`."""
    reason: Text
    """Why it is gone. The record of the publication keeps it."""
