"""Requests the heartbeat address of a target, whose service raises the alarm when requests stop."""

import http.client
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

_TIMEOUT = 10.0


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: only the address in the settings may be requested."""

    def redirect_request(self, *_: Any) -> None:  # noqa: ANN401 - the base's own
        """None, so that the redirect counts as the answer."""


def send_heartbeat(address: str) -> str:
    """Requests an address with GET. Returns a warning, empty if all went well, that names only the host: the path may be a key."""
    host = urlsplit(address).hostname
    opener = urllib.request.build_opener(_NoRedirect())
    try:
        with opener.open(address, timeout=_TIMEOUT):
            return ""
    except urllib.error.HTTPError as problem:
        problem.close()
        return (
            f"The heartbeat was sent to {host}, which answered {problem.code}. Check heartbeat: in site.yaml."
        )
    except (OSError, ValueError, http.client.HTTPException):
        return f"The heartbeat could not be sent: {host} did not answer."
