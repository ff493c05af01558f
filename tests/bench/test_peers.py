"""What is compared is alike: each generator is given the same notices; and what a command takes is counted in full."""

import sys
from pathlib import Path

import pytest
import yaml

from bench import peers
from bench.measure import measure
from bench.peers import FULL, Generator, for_eleventy, for_hugo, for_pelican


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("peers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(peers, "WORK", folder)
        peers.set_up(30, peers.generators())
    return folder


def test_every_generator_has_the_same_notices(work: Path) -> None:
    found = list(peers.notices(work / "full/content"))
    assert len(found) == 30
    names = {notice.name for notice in found}
    assert {path.stem for path in (work / "hugo/content/notices").iterdir()} == names
    assert {path.stem for path in (work / "eleventy/posts").iterdir()} == names
    assert {path.stem for path in (work / "pelican/content").iterdir()} == names
    assert {path.stem for path in (work / "alike/content/adverts").rglob("*.md")} == names


def test_each_says_the_same_in_its_own_form(work: Path) -> None:
    for notice in peers.notices(work / "full/content"):
        assert notice.body.count("\n") > 15
        assert "](/" not in notice.body  # no generator has to know the pages of another
        for text, tags in ((for_hugo(notice), "tags"), (for_eleventy(notice), "subjects")):
            _, matter, body = text.split("---\n", 2)
            said = yaml.safe_load(matter)
            assert (said["title"], said["summary"], tuple(said[tags])) == (
                notice.title,
                notice.summary,
                notice.tags,
            )
            assert body == notice.body
        head, _, body = for_pelican(notice).partition("\n\n")
        assert f"Title: {notice.title}" in head.splitlines()
        assert f"Tags: {', '.join(notice.tags)}" in head.splitlines()
        assert body == notice.body


@pytest.mark.parametrize("step", ["one edit", "template edit"])
def test_a_step_changes_one_file_of_each(work: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "WORK", work)
    found = list(peers.notices(work / "full/content"))
    for generator in peers.generators():
        before = contents(generator.folder)
        assert peers.change(step, generator, found) == peers.NOW
        after = contents(generator.folder)
        assert len([path for path in after if before.get(path) != after[path]]) == 1, generator.name


def test_a_new_notice_is_one_file_more(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "WORK", work)
    found = list(peers.notices(work / "full/content"))
    full = next(one for one in peers.generators() if one.name == FULL)
    peers.change("one new notice", full, found)
    text = place(full, "a-new-notice").read_text()
    assert "title: A new notice" in text
    assert "reference: 999999" in text
    place(full, "a-new-notice").unlink()


def place(generator: Generator, name: str) -> Path:
    return generator.notice(name)


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# What is counted

_WORKER = "import time; kept = bytearray({size}); kept[::4096] = b'x' * len(kept[::4096]); end = time.process_time() + {work}\nwhile time.process_time() < end: pass"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_work_and_the_memory_of_all_processes_count(tmp_path: Path) -> None:
    child = _WORKER.format(size=60_000_000, work=0.5)
    parent = f"import subprocess, sys; two = [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in 'ab']; [one.wait() for one in two]"
    took = measure([sys.executable, "-c", parent], tmp_path)
    assert 0.85 < took.cpu < 3
    assert 120 < took.peak < 220


def test_a_command_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="non-zero exit status 3") as caught:
        measure([sys.executable, "-c", "print('why'); raise SystemExit(3)"], tmp_path)
    assert "why" in str(getattr(caught.value, "output", ""))
