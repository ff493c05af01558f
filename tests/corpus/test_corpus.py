"""Real notices are imported without an error and build, and what they say is in the open data once more.

The notices are not kept here. SITEGEN_CORPUS names a folder with files of releases (*.jsonl, *.json).
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sitegen.commands.main import main
from sitegen.diagnostics import has_errors
from sitegen.importing.releases import read_file
from tests.corpus.judge import found_in

CORPUS = Path(os.environ.get("SITEGEN_CORPUS", "no corpus here"))
FILES = sorted(CORPUS.glob("*.json*"))
ENOUGH = 55
"""Of the 63 values of the notice from Find a Tender, those that are equal in our open data."""

pytestmark = pytest.mark.skipif(not FILES, reason="SITEGEN_CORPUS names no folder with notices")


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def site(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The quiet site, with a prefix for open data, in the current folder."""
    shutil.copytree(repository / "tests/sites/quiet/content", tmp_path / "content")
    settings = tmp_path / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nocid_prefix: ocds-a1b2c3\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_all_notices_are_imported_together_and_build(site: Path) -> None:
    run("import", *map(str, FILES))
    run("build", "--drafts", "--now", "2026-11-30T12:00")
    processes = {release.data["ocid"] for file in FILES for release in read_file(file)}
    assert len([*(site / "content/adverts").iterdir()]) >= len(processes)


def test_each_notice_is_free_of_errors_by_itself(tmp_path: Path) -> None:
    for file in FILES:
        for number, release in enumerate(read_file(file)):
            assert not has_errors([*found_in(release, tmp_path / f"{file.name}-{number}")]), release.place


@pytest.mark.usefixtures("site")
def test_what_a_notice_of_find_a_tender_says_is_in_our_open_data() -> None:
    notices = [file for file in FILES if "find-tender" in file.read_text("utf-8")[:200]]
    assert notices
    for file in notices:
        run("import", str(file), "--no-draft")
        run("build", "--now", "2026-11-30T12:00")
        (release,) = (one.data for one in read_file(file))
        packages = [
            json.loads(path.read_text("utf-8")) for path in Path("output/adverts").glob("*/ocds.json")
        ]
        ours = next(one["releases"][-1] for one in packages if one["releases"][-1]["ocid"] == release["ocid"])
        assert (Counter(leaves(release)) & Counter(leaves(ours))).total() >= ENOUGH


def leaves(value: Any, field: str = "") -> Iterator[tuple[str, object]]:  # noqa: ANN401 - whatever JSON holds
    """Every value with its field, wherever in a list it is, without null."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{field}/{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, field)
    elif value is not None:
        yield field, value
