"""An address that waits for publications → a request that says one went well, so that it raises the alarm when none comes."""

import http.client
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

_PATIENCE = 10.0


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the settings name the one address that may be asked."""

    def redirect_request(self, *_: Any) -> None:  # noqa: ANN401 - the base's own
        """None, so that the redirect is told as what the host answered."""


def beat(address: str) -> str:
    """Asks for an address with GET. A warning in words that names the host alone, as the path may be a key; empty when all is well."""
    host = urlsplit(address).hostname
    opener = urllib.request.build_opener(_Stay())
    try:
        with opener.open(address, timeout=_PATIENCE):
            return ""
    except urllib.error.HTTPError as problem:
        problem.close()
        return (
            f"The heartbeat was sent to {host}, which answered {problem.code}. Check heartbeat: in site.yaml."
        )
    except (OSError, ValueError, http.client.HTTPException):
        return f"The heartbeat could not be sent: {host} did not answer."
