"""Web addresses that track readers → the addresses that were meant."""

import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

WEB: Final = re.compile(r"https?://[^\s<>\"'\])]+")
"""An address on the web within a text."""

_DETOURS: Final = {
    "safelinks.protection.outlook.com": "url",
    "statics.teams.cdn.office.net": "url",
    "linkprotect.cudasvc.com": "a",
    "urldefense.proofpoint.com": "u",
    "urldefense.com": "",
    "mimecast.com": "",
    "l.facebook.com": "u",
    "lnkd.in": "",
    "google.com/url": "q",
    "list-manage.com/track": "",
    "lnks.gd": "",
    "links.govdelivery.com": "",
}
"""Hosts that lead on to other addresses, and the parameter in which some of them say where."""
_PARAMETERS: Final = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|vero_id|_ga|_gl",
    re.IGNORECASE,
)
_SIGNS: Final = (
    *_DETOURS,
    "utm_",
    "clid=",
    "braid=",
    "igshid",
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "vero_id",
    "_ga=",
    "_gl=",
)


def may_be_tracked(text: str) -> bool:
    """Whether a text may have such an address: a quick test."""
    addresses = " ".join(WEB.findall(text)).lower()
    return any(map(addresses.__contains__, _SIGNS))


def detour(address: str) -> tuple[str, str] | None:
    """The redirecting host of an address, and its target, empty if unknown; None if it does not redirect."""
    parts = urlsplit(address)
    place = f"{parts.hostname or ''}{parts.path}".lower()
    for host, parameter in _DETOURS.items():
        if re.match(rf"(?:[\w-]+\.)*{re.escape(host)}(?![\w.-])", place):
            return host.partition("/")[0], _meant(address, parts.path, parts.query, parameter)
    return None


def _meant(address: str, path: str, query: str, parameter: str) -> str:
    if found := re.search(r"/v3/__(.+?)__;", address):
        return re.sub(r"^(https?:/)(?=[^/])", r"\1/", found[1])
    written = dict(parse_qsl(query)).get(parameter, "")
    if path.startswith("/v2/"):  # Proofpoint writes - for % and _ for /
        written = unquote(written.translate({ord("-"): "%", ord("_"): "/"}))
    return untracked(written) if WEB.fullmatch(written) else ""


def untracked(address: str) -> str:
    """The address without tracking parameters."""
    parts = urlsplit(address)
    if not parts.query or not _PARAMETERS.search(parts.query):
        return address
    kept = [part for part in parts.query.split("&") if not _PARAMETERS.fullmatch(part.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(kept)))
