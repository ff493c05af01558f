"""The security contact of the settings → security.txt (RFC 9116)."""

from collections.abc import Iterator
from datetime import UTC
from urllib.parse import quote, urlsplit

from sitegen.model.addresses import SECURITY
from sitegen.model.config import Config, Security
from sitegen.model.times import midnight
from sitegen.outputs.exact import web


def security(contact: Security, config: Config) -> str:
    """The text of the file. `Canonical` is its address at the root of the host, the only one that counts."""
    return "".join(f"{name}: {value}\n" for name, value in _fields(contact, config))


def _fields(contact: Security, config: Config) -> Iterator[tuple[str, str]]:
    host = urlsplit(config.base_url).netloc
    yield (
        "Contact",
        web(contact.contact) if "://" in contact.contact else f"mailto:{quote(contact.contact, safe='@+')}",
    )
    yield "Expires", midnight(contact.expires, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield "Preferred-Languages", ", ".join(contact.languages or (config.language,))
    yield "Canonical", f"https://{host}{SECURITY}"
    if contact.policy:
        yield "Policy", web(contact.policy)
