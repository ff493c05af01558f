"""The settings of a site and its published folder → the configuration of a web server."""

from collections.abc import Callable, Mapping
from pathlib import Path
from string import Template
from types import MappingProxyType

from sitegen.model.config import Config
from sitegen.starting.hosts import apache, nginx
from sitegen.starting.hosts.served import Served, served

HOSTS: Mapping[str, Callable[[Served], Mapping[str, str]]] = MappingProxyType(
    {"nginx": nginx.parts, "apache": apache.parts}
)
"""The values for the template of each web server, by its name."""


def configuration(host: str, config: Config, root: Path, templates: Path) -> str:
    """The configuration of one of `HOSTS` for the site published in the folder `root`, which may be on another machine."""
    text = (templates / f"hosts/{host}.conf").read_text("utf-8")
    return Template(text).substitute(HOSTS[host](served(config, root)))
