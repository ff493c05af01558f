"""Where the site is published to, and which addresses are gone for good, as the settings say it."""

import re
import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema

from sitegen.model.faults import fault
from sitegen.model.record import Part
from sitegen.model.scalars import Slug, Text, WebAddress, read_decimal

_SECRET = re.compile(
    r"//[^/@\s:]+:[^/@\s]+@|https?://[^/@\s]+@|(?:pass|secret|token|key|sas|sig)[\w-]*=", re.IGNORECASE
)


def _without_secret(text: str) -> str:
    if _SECRET.search(text):
        raise fault(
            "password-in-settings",
            "This address holds a password or a key, and everybody who works on the site could read it here",
            "take it out; keep it in rclone's or git's own configuration, or in the environment of the machine",
        )
    return text


def _path(text: str) -> str:
    if not text.startswith("/") or text.startswith("//") or ".." in text.split("/"):
        raise fault(
            "bad-redirect", f"“{text}” is not an address on this site", "begin with /, as in /old-page/"
        )
    return unicodedata.normalize("NFC", text)


SitePath = Annotated[Text, AfterValidator(_path)]


def _kept(value: object) -> int:
    number = read_decimal(value)
    if number < 1 or number != number.to_integral_value():
        raise fault("bad-keep", f"“{value}” is not a number of publications to keep", "write 1 or more: 5")
    return int(number)


Kept = Annotated[int, PlainValidator(_kept), WithJsonSchema({"type": "integer", "minimum": 1})]


class PublishTarget(Part):
    """A place that `sitegen publish` brings the site to."""

    name: Slug
    """Its name, for the command line: `live`."""
    kind: Literal["directory", "git", "rclone"]
    """`directory` for a folder of a web server, `git` for a branch, `rclone` for what rclone reaches."""
    to: Annotated[Text, AfterValidator(_without_secret)]
    """The folder, the address of the git repository, or rclone's `remote:path`. Never a password or key."""
    branch: Text = "pages"
    """The branch, for `git`."""
    keep: Kept = 5
    """How many publications stay there to go back to, for `directory`."""
    at: WebAddress | None = None
    """Where people read what is published there, if not at `base_url`: a test site."""


class Gone(Part):
    """An address that was public and is gone for good."""

    source: Annotated[SitePath, Field(alias="from")]
    """The address on this site: `/adverts/old-notice/`."""
    reason: Text
    """Why it is gone. The record of the publication keeps it."""
