"""Releases are kept: whatever is edited, earlier ones keep their bytes, and all of them merge to the record of today."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import ocdsmerge
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sitegen.build.pipeline import Request, build
from sitegen.commands.main import main
from sitegen.commands.options import SHIPPED
from sitegen.model.content import Content
from sitegen.model.site import Site, index
from sitegen.outputs.ocds.packages import package, record_package, records
from tests import strategies as content
from tests.outputs.standard import problems_of_records, problems_of_releases, release_schema

PREFIX = "ocds-213czf"
Json = Any
"""Whatever JSON holds."""
DAYS = [str(date(2026, 11, 21) + timedelta(number)) for number in range(5)]


@cache
def merger() -> ocdsmerge.Merger:
    return ocdsmerge.Merger(release_schema())


class History(tuple[Content, ...]):
    """The content of a site at several moments, which is too long to be printed."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{len(self)} moments"


@st.composite
def histories(draw: st.DrawFn) -> History:
    """What a site was on several days: on each, any of three notices was edited; two are of one procurement."""
    now: dict[str, Json] = {}
    moments = []
    aims = content.objectives()
    for day in DAYS[: draw(st.integers(2, len(DAYS)))]:
        edited = draw(st.sets(st.sampled_from(["a", "b", "c"]), min_size=0 if now else 1))
        for name in edited:
            fields = draw(content.adverts(objectives="aims") if draw(st.booleans()) else content.adverts())
            # Half of the fields stay as they were.
            kept = {key: value for key, value in now.get(name, {}).items() if draw(st.booleans())}
            now[name] = {**kept, **fields, "published": now.get(name, fields)["published"]}
        if "b" in now and "a" in now:
            now["b"] |= {"follows": "a"}
        found = [content.advert(name, **fields) for name, fields in now.items()]
        moments.append(content.content_of(aims, *found, now=f"{day}T12:00", ocid_prefix=PREFIX))
    return History(moments)


def lines_of(site: Site) -> dict[str, list[bytes]]:
    """The lines of the release packages, as a reader takes them out of the files."""
    found = {}
    for advert in site.adverts:
        data = package(site, advert, PREFIX)
        found[advert.id] = [line.removesuffix(b",") for line in data.split(b"\n")[1:-2]]
    return found


@settings(max_examples=25, phases=(Phase.generate,), deadline=None, suppress_health_check=list(HealthCheck))
@given(histories())
def test_earlier_releases_keep_their_bytes_and_all_merge_to_the_record_of_today(
    moments: History,
) -> None:
    before: dict[str, list[bytes]] = {}
    for number in range(1, len(moments) + 1):
        site = index(content.recorded(*moments[:number]), {})
        now = lines_of(site)
        for name, lines in before.items():
            assert now[name][: len(lines)] == lines
        before = now
    packages = [json.loads(package(site, advert, PREFIX)) for advert in site.adverts]
    assert [problem for one in packages for problem in problems_of_releases(one)] == []
    every = [json.loads(line) for lines in before.values() for line in lines]
    assert len({each["id"] for each in every}) == len(every)
    firsts = {site.chain(advert)[0].id: site.chain(advert)[0] for advert in site.adverts}
    of_site = [found for first in firsts.values() for found in records(site, first, PREFIX)]
    assert {json.loads(one.line)["ocid"] for one in of_site} == {each["ocid"] for each in every}
    by_id = {each["id"]: each for each in every}
    for one in of_site:
        found = json.loads(one.line)
        assert (
            problems_of_records(json.loads(record_package(site, "/x", one.line.encode(), one.changed))) == []
        )
        releases = [by_id[link["url"].partition("#")[2]] for link in found["releases"]]
        assert merger().create_compiled_release(releases) == found["compiledRelease"]
    linked = [link["url"] for one in of_site for link in json.loads(one.line)["releases"]]
    assert len(linked) == len(set(linked)) == len(every)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories())
def test_a_site_as_of_an_earlier_day_has_the_releases_of_that_day(moments: History) -> None:
    last = content.recorded(*moments)
    assert last.register
    for number, then in enumerate(moments, start=1):
        earlier = index(replace(then, register=last.register.until(then.now)), {})
        assert lines_of(earlier) == lines_of(index(content.recorded(*moments[:number]), {}))


def test_notices_that_are_joined_later_keep_the_process_of_their_earlier_releases() -> None:
    apart = content.content_of(
        content.advert("a"), content.advert("b"), now=f"{DAYS[0]}T12:00", ocid_prefix=PREFIX
    )
    joined = content.content_of(
        content.advert("a"), content.advert("b", follows="a"), now=f"{DAYS[1]}T12:00", ocid_prefix=PREFIX
    )
    site = index(content.recorded(apart, joined), {})
    found = [json.loads(one.line) for one in records(site, site.adverts[0], PREFIX)]
    assert [(one["ocid"], len(one["releases"])) for one in found] == [(f"{PREFIX}-a", 2), (f"{PREFIX}-b", 1)]


# A month with a register


def run(folder: Path, *words: str, now: str) -> None:
    done = CliRunner().invoke(main, [*words, "--content", str(folder), "--now", now])
    assert done.exit_code == 0, done.output


def edit(folder: Path, old: str, new: str) -> None:
    place = folder / "adverts/2026/bins.md"
    place = place if place.exists() else next(folder.rglob("bins.md"))
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def month(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site after a month: a version a week, one of them taken out."""
    home = tmp_path_factory.mktemp("month")
    folder = Path(shutil.copytree(repository / "tests/sites/small/content", home / "content"))
    run(folder, "register", "update", now="2026-11-23T11:00")
    edit(folder, "summary: ", "summary: Now, ")
    run(folder, "register", "update", now="2026-11-30T09:12")
    edit(folder, "Now, ", "A name by mistake, ")
    run(folder, "register", "update", now="2026-12-07T15:00")
    edit(folder, "A name by mistake, ", "Again, ")
    run(folder, "register", "update", now="2026-12-14T15:00")
    run(folder, "register", "redact", "bins", "3", "--reason", "A name.", now="2026-12-15T10:00")
    result = build(Request(folder, (SHIPPED,), home / "site", datetime.fromisoformat("2026-12-23T11:00")))
    assert result.diagnostics == ()
    return home


@pytest.fixture(scope="module")
def script(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script that docs/open-data.md gives to others."""
    text = (repository / "docs/open-data.md").read_text("utf-8")
    (found,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert set(re.findall(r"^import (.*)$", found, re.MULTILINE)) == {"hashlib, json, pathlib, sys"}
    place = tmp_path_factory.mktemp("script") / "releases.py"
    place.write_text(found, "utf-8")
    return place


def checked(script: Path, site: Path) -> list[str]:
    command = [sys.executable, "-I", str(script), str(site)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_a_second_party_finds_each_line_of_the_package_in_the_register(month: Path) -> None:
    register = [json.loads(line) for line in (month / "site/data/register.jsonl").read_bytes().splitlines()]
    hashes = {line["release"]: line for line in register if "release" in line}
    found = []
    for raw in (month / "site/adverts/bins/ocds.json").read_bytes().split(b"\n")[1:-2]:
        line = hashes[hashlib.sha256(raw.removesuffix(b",")).hexdigest()]
        release = json.loads(raw.removesuffix(b","))
        assert release["date"] == line["time"]
        found.append((line["version"], line["time"]))
    assert found == [(1, "2026-11-23T11:00:00Z"), (2, "2026-11-30T09:12:00Z"), (4, "2026-12-14T15:00:00Z")]
    everything = b"".join(file.read_bytes() for file in (month / "site").rglob("*.json*"))
    assert b"A name by mistake" not in everything


def test_the_script_for_others_says_the_same_and_finds_what_was_altered(
    month: Path, script: Path, tmp_path: Path
) -> None:
    told = checked(script, month / "site")
    of_bins = [line for line in told if f"{PREFIX}-bins-" in line]
    assert [line.endswith(" is as it was recorded.") for line in of_bins] == [True] * 3
    assert [line for line in told if "taken out" in line] == ["Line 6: the release was taken out."]
    assert all(line.endswith(("as it was recorded.", "taken out.")) for line in told)
    site = Path(shutil.copytree(month / "site", tmp_path / "site"))
    file = site / "adverts/bins/ocds.json"
    file.write_bytes(file.read_bytes().replace(b"Again, ", b"Once, "))
    told = checked(script, site)
    assert "Line 8: the release was changed or left out." in told
    assert told[-1].endswith("is not in the register.")
