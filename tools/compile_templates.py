"""The shipped templates → Python modules in the wheel that hatchling builds. pyproject.toml names this file as its hook."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTemplates(BuildHookInterface[Any]):
    """Adds a module for each template, except to an editable installation, whose templates change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles the templates into a temporary folder, from which hatchling takes them."""
        self.folder = tempfile.mkdtemp()
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from sitegen.writing.precompiled import FOLDER  # noqa: PLC0415 - of the tree that is built
        from sitegen.writing.templates import modules  # noqa: PLC0415

        for name, text in modules(Path(self.root, "templates")):
            place = Path(self.folder, f"{name}.py")
            place.write_text(text, "utf-8", newline="\n")
            build_data["force_include"][str(place)] = f"sitegen/writing/{FOLDER}/{place.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatchling's own
        """Removes the temporary folder."""
        shutil.rmtree(self.folder)
