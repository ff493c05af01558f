"""Is every attachment there that a record names?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.model.content import Content
from sitegen.model.scalars import FilePath
from sitegen.model.walk import find
from sitegen.rules.nearest import did_you_mean


def missing_file(content: Content) -> Iterator[Diagnostic]:
    """A record names an attachment that does not exist, or that is kept elsewhere."""
    for entry in (content.settings, *content.entries.values()):
        for loc, path in find(entry.record, FilePath):
            found = content.attachments.get(path)
            if path in content.attachments and found and not found.is_link:
                continue
            if any(
                link.is_link and f"{path}/".startswith(f"{link.path}/")
                for link in content.attachments.values()
            ):
                message = f"“{path}” is a symbolic link, a pointer to a file kept outside content/files/"
                yield entry.error(loc, "file-outside", message, "put the file itself into content/files/")
            else:
                hint = did_you_mean(path, content.attachments) or "put the file into content/files/"
                yield entry.error(loc, "missing-file", f"There is no file “{path}” in content/files/", hint)
