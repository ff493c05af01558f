"""What the output folder holds after every kind of build: finished, refused, killed, and two at once."""

import errno
import gc
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.writing.write import CannotWrite, Staging, Written

Files = dict[str, bytes]


def build(output: Path, files: Files | Iterable[tuple[str, bytes]], wait: float = 10) -> Written:
    with Staging(output, wait) as staging:
        for path, data in files.items() if isinstance(files, dict) else files:
            staging.add(path, data)
        return staging.commit()


def refusal(
    output: Path, files: Files | Iterable[tuple[str, bytes]], wait: float = 10
) -> tuple[str, str, str]:
    """The code, message and hint of a build that must not succeed."""
    with pytest.raises(CannotWrite) as caught:
        build(output, files, wait)
    finding = caught.value.diagnostic
    return finding.code, finding.message, finding.hint


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder but our own records; a symbolic link counts as the text it holds."""
    found = {}
    for place in folder.rglob("*"):
        path = place.relative_to(folder).as_posix()
        if place.is_symlink():
            found[path] = b"-> " + os.fsencode(place.readlink())
        elif place.is_file() and not path.startswith(".sitegen/"):
            found[path] = place.read_bytes()
    return found


def folders(folder: Path) -> set[str]:
    return {place.relative_to(folder).as_posix() for place in folder.rglob("*") if place.is_dir()} - {
        ".sitegen"
    }


def put(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


SITE = {"index.html": b"home", "adverts/grounds/index.html": b"grounds", "assets/site.css": b"p{}"}


@pytest.fixture(scope="module", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """No test cuts the power, and waiting for the disk would take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


# What a build does, and says it did


def test_a_first_build_writes_every_file_and_nothing_else(output: Path) -> None:
    assert build(output, SITE) == Written(3, 0, 0, 0, ())
    assert tree(output) == SITE
    assert {place.name for place in (output / ".sitegen").iterdir()} == {"lock", "manifest.json"}


def test_a_later_build_counts_what_it_created_changed_left_and_removed(output: Path) -> None:
    build(output, SITE)
    later = {"index.html": b"new home", "assets/site.css": b"p{}", "a.html": b"a", "b.html": b"b"}
    assert build(output, later) == Written(created=2, changed=1, unchanged=1, removed=1, foreign=())
    assert tree(output) == later


def test_an_unchanged_file_keeps_its_time_and_so_does_the_manifest(output: Path) -> None:
    build(output, SITE)
    places = [output / path for path in (*SITE, ".sitegen/manifest.json")]
    for place in places:
        os.utime(place, (1, 1))
    build(output, SITE)
    assert [place.stat().st_mtime for place in places] == [1] * 4


def test_only_the_changed_file_gets_a_new_time(output: Path) -> None:
    build(output, SITE)
    for path in SITE:
        os.utime(output / path, (1, 1))
    build(output, SITE | {"index.html": b"HOME"})
    assert [path for path in SITE if (output / path).stat().st_mtime != 1] == ["index.html"]


def test_a_file_of_ours_that_was_edited_is_made_right_while_we_want_it(output: Path) -> None:
    build(output, SITE)
    (output / "index.html").write_bytes(b"edited")
    assert build(output, SITE).changed == 1
    assert tree(output) == SITE


def test_a_file_of_ours_that_was_deleted_comes_back(output: Path) -> None:
    build(output, SITE)
    (output / "index.html").unlink()
    assert build(output, SITE) == Written(1, 0, 2, 0, ())


def test_folders_that_become_empty_go_and_others_stay(output: Path) -> None:
    build(output, {"a/b/c/x": b"", "a/y": b"", "z/only/x": b""})
    put(output / "z/theirs.txt", b"")
    (output / "empty").mkdir()
    build(output, {"a/y": b""})
    assert folders(output) == {"a", "z", "empty"}


def test_a_site_of_no_files_removes_all_of_ours(output: Path) -> None:
    build(output, SITE)
    assert build(output, {}).removed == 3
    assert (tree(output), folders(output)) == ({}, set())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"adverts/x": b"1"}, {"adverts/x/index.html": b"2"}),
        ({"adverts/x/index.html": b"1"}, {"adverts/x": b"2"}),
        ({"adverts/x/a/b": b"1", "adverts/x/c": b"1"}, {"adverts": b"2"}),
        ({"adverts": b"1"}, {"adverts/x/a/b": b"2", "adverts/x/c": b"3"}),
    ],
)
def test_a_file_may_become_a_folder_and_a_folder_a_file(output: Path, before: Files, after: Files) -> None:
    build(output, before)
    written = build(output, after)
    assert (tree(output), written.created, written.removed) == (after, len(after), len(before))
    assert build(output, after).unchanged == len(after)


@given(st.permutations(sorted(SITE)))
@settings(max_examples=6, deadline=None)
def test_the_order_of_adding_leaves_no_trace(order: list[str]) -> None:
    with tempfile.TemporaryDirectory() as home:
        one, other = Path(home, "one"), Path(home, "other")
        build(one, SITE)
        build(other, {"index.html": b"earlier", "gone.html": b""})
        build(other, {path: SITE[path] for path in order})
        assert tree(one) == tree(other)
        manifests = [(folder / ".sitegen/manifest.json").read_bytes() for folder in (one, other)]
        assert manifests[0] == manifests[1]
        assert json.loads(manifests[0])["files"].keys() == SITE.keys()


def test_adding_the_same_file_under_another_case_keeps_it_on_a_disk_that_ignores_case(output: Path) -> None:
    build(output, {"Maps.pdf": b"map"})
    (output / "maps.pdf").hardlink_to(output / "Maps.pdf")  # both names lead to one file, as on such a disk
    assert build(output, {"maps.pdf": b"map"}).removed == 0
    assert (output / "Maps.pdf").exists()


# Builds that are given up


def test_without_commit_nothing_changes(output: Path) -> None:
    build(output, SITE)
    manifest = (output / ".sitegen/manifest.json").read_bytes()
    with Staging(output) as staging:
        staging.add("index.html", b"other")
        staging.add("new/x", b"new")
    assert (tree(output), folders(output)) == (SITE, {"adverts", "adverts/grounds", "assets"})
    assert (output / ".sitegen/manifest.json").read_bytes() == manifest


def test_an_exception_gives_the_build_up_and_comes_through(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"x"
        raise LookupError

    with pytest.raises(LookupError):
        build(tmp_path / "a/b/output", files())
    assert list(tmp_path.iterdir()) == []


def test_giving_up_in_a_folder_that_was_there_leaves_it_as_it_was(output: Path) -> None:
    put(output / ".gitignore", b"*")
    with Staging(output) as staging:
        staging.add("index.html", b"x")
    assert list(output.iterdir()) == [output / ".gitignore"]


def test_what_a_dead_build_left_in_staging_is_cleared(output: Path) -> None:
    build(output, SITE)
    put(output / ".sitegen/staging/0", b"half a page")
    put(output / ".sitegen/staging/deep/1", b"")
    build(output, SITE | {"new.html": b"new"})
    assert tree(output) == SITE | {"new.html": b"new"}
    assert not (output / ".sitegen/staging").exists()


# Files that are not ours


def test_foreign_files_stay_and_are_reported_sorted(output: Path) -> None:
    theirs = {"notes.txt": b"n", "assets/theirs.css": b"t", "old/a/b": b""}
    for path, data in theirs.items():
        put(output / path, data)
    assert build(output, SITE).foreign == ("assets/theirs.css", "notes.txt", "old/a/b")
    assert build(output, {}).foreign == ("assets/theirs.css", "notes.txt", "old/a/b")
    assert tree(output) == theirs


def test_dotfiles_at_the_top_stay_and_are_not_reported(output: Path) -> None:
    for path in (".gitignore", ".git/config", ".well-known/theirs", "deep/.hidden"):
        put(output / path, b"")
    assert build(output, SITE).foreign == ("deep/.hidden",)
    assert build(output, {}).removed == 3
    assert (output / ".git/config").exists()


def test_a_dotfile_of_ours_is_written_and_removed_like_any_other(output: Path) -> None:
    build(output, {".nojekyll": b"", ".well-known/security.txt": b"x"})
    assert build(output, {".nojekyll": b""}) == Written(0, 0, 1, 1, ())
    assert tree(output) == {".nojekyll": b""}


def test_a_foreign_file_with_the_bytes_we_want_becomes_ours(output: Path) -> None:
    put(output / "index.html", b"home")
    assert build(output, SITE) == Written(2, 0, 1, 0, ())
    assert build(output, {}).removed == 3


def test_a_foreign_file_with_other_bytes_stops_the_build_before_anything_changes(output: Path) -> None:
    build(output, SITE)
    theirs = {f"pages/{number}.html": b"theirs" for number in range(7)}
    for path, data in theirs.items():
        put(output / path, data)
    code, message, hint = refusal(output, dict.fromkeys(theirs, b"ours") | {"index.html": b"new"})
    assert code == "output-not-ours"
    assert "pages/0.html, pages/1.html, pages/2.html, pages/3.html, pages/4.html and 2 more" in message
    assert "--output" in hint
    assert tree(output) == SITE | theirs


@pytest.mark.parametrize(
    ("theirs", "wanted"),
    [
        ("adverts/x", "adverts/x/index.html"),
        ("adverts/x/theirs.html", "adverts/x"),
        (".well-known/x/theirs", ".well-known/x"),
    ],
)
def test_a_foreign_file_in_the_way_of_a_folder_or_within_one_stops_the_build(
    output: Path, theirs: str, wanted: str
) -> None:
    put(output / theirs, b"theirs")
    code, message, _ = refusal(output, {wanted: b"ours", "index.html": b"new"})
    assert (code, theirs in message) == ("output-not-ours", True)
    assert tree(output) == {theirs: b"theirs"}


def test_an_unwanted_file_of_ours_that_was_edited_is_kept_and_foreign_from_then_on(output: Path) -> None:
    build(output, SITE)
    (output / "index.html").write_bytes(b"edited")
    rest = {path: data for path, data in SITE.items() if path != "index.html"}
    assert build(output, rest) == Written(0, 0, 2, 0, ("index.html",))
    assert refusal(output, SITE)[0] == "output-not-ours"
    assert (output / "index.html").read_bytes() == b"edited"


def test_an_edited_file_of_ours_is_not_removed_to_make_room_for_a_folder(output: Path) -> None:
    build(output, {"adverts/x": b"1"})
    (output / "adverts/x").write_bytes(b"edited")
    assert refusal(output, {"adverts/x/index.html": b"2"})[0] == "output-not-ours"
    assert tree(output) == {"adverts/x": b"edited"}


def test_something_that_is_no_file_at_all_stops_the_build(output: Path) -> None:
    output.mkdir()
    os.mkfifo(output / "index.html")
    assert refusal(output, SITE)[0] == "output-not-ours"


def test_a_foreign_name_that_is_no_text_is_reported_in_a_form_that_prints(output: Path) -> None:
    output.mkdir()
    (output / os.fsdecode(b"caf\xe9")).touch()
    assert build(output, SITE).foreign == ("caf?",)


NAMES = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)
TREES = st.dictionaries(NAMES, st.sampled_from([b"1", b"2"]), max_size=6).map(
    lambda files: {p: d for p, d in files.items() if not any(o.startswith(f"{p}/") for o in files)}
)


def add_by_hand(output: Path, files: Files) -> None:
    """Somebody else saves files, where the disk allows it."""
    for path, data in files.items():
        place = output / path
        if not place.is_dir() and not any((output / folder).is_file() for folder in Path(path).parents):
            put(place, data)


@given(st.lists(st.tuples(TREES, TREES), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_writing_removes_only_its_own_files(rounds: list[tuple[dict[str, bytes], dict[str, bytes]]]) -> None:
    with tempfile.TemporaryDirectory() as home:
        output = Path(home)
        ours: dict[str, bytes] = {}
        for theirs, wanted in rounds:
            add_by_hand(output, theirs)
            before = tree(output)
            try:
                written = build(output, wanted)
            except CannotWrite:
                assert tree(output) == before
                assert any(ours.get(path) != data for path, data in before.items())
            else:
                foreign = {
                    path: data
                    for path, data in before.items()
                    if ours.get(path) != data and path not in wanted
                }
                assert tree(output) == foreign | wanted
                assert written.foreign == tuple(sorted(foreign))
                ours = wanted


# Unsafe paths and symbolic links


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../x",
        "a/../../x",
        "a/./b",
        "a//b",
        "a/",
        ".",
        "a\\b",
        "C:x",
        "a\0b",
        "a\nb",
        "\ud800",
        ".sitegen/manifest.json",
        ".sitegen",
        ".SiteGen/x",
        ".git/hooks/x",
    ],
)
def test_an_unsafe_path_is_refused_and_nothing_is_written(tmp_path: Path, path: str) -> None:
    code, message, hint = refusal(tmp_path / "output", {"index.html": b"", path: b""})
    assert code == "output-path"
    assert message.isprintable()
    assert hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "path", ["..x", "a/b..c", ".well-known/x", ".gitignore", "a b/c'd.pdf", "caf\u00e9/\u202f.pdf"]
)
def test_an_unusual_but_safe_path_is_written(output: Path, path: str) -> None:
    build(output, {path: b"x"})
    assert tree(output) == {path: b"x"}


@pytest.mark.parametrize(
    "pair",
    [
        ("Map.pdf", "map.PDF"),
        ("caf\u00e9", "cafe\u0301"),
        ("stra\u00dfe", "STRASSE"),
        ("adverts", "adverts/x/y"),
        ("Adverts/X", "adverts/x/index.html"),
    ],
)
def test_two_files_for_one_place_are_refused_in_either_order(output: Path, pair: tuple[str, str]) -> None:
    texts = {refusal(output, dict.fromkeys(order, b"")) for order in (pair, pair[::-1])}
    assert [code for code, _, _ in texts] == ["output-path"]
    assert not output.exists()


def test_the_same_path_twice_is_refused(output: Path) -> None:
    code, message, _ = refusal(output, [("index.html", b"a"), ("index.html", b"a")])
    assert (code, "index.html" in message) == ("output-path", True)


@pytest.mark.parametrize("link", ["adverts", "adverts/grounds", "index.html"])
@pytest.mark.parametrize("same", [True, False])
def test_a_symbolic_link_in_the_way_is_refused_and_what_it_leads_to_is_safe(
    tmp_path: Path, link: str, *, same: bool
) -> None:
    output, outside = tmp_path / "output", tmp_path / "outside"
    files = SITE if same else dict.fromkeys(SITE, b"other")
    build(outside, files)
    (output / link).parent.mkdir(parents=True)
    (output / link).symlink_to(outside / link)
    before = tree(tmp_path)
    code, message, hint = refusal(output, SITE)
    assert (code, str(output / link) in message, "Remove the link" in hint) == ("output-path", True, True)
    assert tree(tmp_path) == before


def test_nothing_is_removed_through_a_link_that_took_the_place_of_our_folder(tmp_path: Path) -> None:
    output, outside = tmp_path / "output", tmp_path / "outside"
    build(output, SITE)
    (output / "adverts").rename(outside)
    (output / "adverts").symlink_to(outside)
    assert build(output, {"index.html": b"home"}).foreign == ("adverts",)
    assert tree(outside) == {"grounds/index.html": b"grounds"}


@pytest.mark.parametrize("link", [".sitegen", ".sitegen/lock", ".sitegen/manifest.json"])
def test_our_own_records_are_not_reached_through_a_link(tmp_path: Path, link: str) -> None:
    output = tmp_path / "output"
    (output / link).parent.mkdir(parents=True)
    (output / link).symlink_to(tmp_path / "elsewhere")
    assert refusal(output, SITE)[0] == "output-path"
    assert not (tmp_path / "elsewhere").exists()


def test_leftover_staging_that_is_a_link_goes_without_what_it_leads_to(tmp_path: Path) -> None:
    put(tmp_path / "outside/x", b"keep")
    (tmp_path / "output/.sitegen").mkdir(parents=True)
    (tmp_path / "output/.sitegen/staging").symlink_to(tmp_path / "outside")
    build(tmp_path / "output", SITE)
    assert tree(tmp_path / "outside") == {"x": b"keep"}


def test_the_output_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "output").symlink_to("real")
    build(tmp_path / "output", SITE)
    assert tree(tmp_path / "real") == SITE


# A damaged manifest

DAMAGED = {
    "empty": b"",
    "cut in half": b'{"files": {"index.html": ["12',
    "not JSON": b"hello",
    "not text": b"\xff\xfe",
    "a list": b"[]",
    "files in a list": b'{"format": 1, "files": ["index.html"]}',
    "a hash that is a number": b'{"format": 1, "files": {"index.html": [5]}}',
    "a hash not in a list": b'{"format": 1, "files": {"index.html": "5"}}',
    "no number": b'{"files": {}}',
    "very deep": b"[" * 200_000,
    "a path outside": b'{"format": 1, "files": {"../outside": ["x"]}}',
}


@pytest.mark.parametrize("raw", DAMAGED.values(), ids=DAMAGED)
def test_with_a_damaged_manifest_equal_files_are_adopted_and_others_refused_with_a_way_out(
    output: Path, raw: bytes
) -> None:
    build(output, SITE)
    (output / ".sitegen/manifest.json").write_bytes(raw)
    code, _, hint = refusal(output, SITE | {"index.html": b"new"})
    assert (code, f"empty the folder {output}" in hint) == ("output-not-ours", True)
    assert tree(output) == SITE
    assert build(output, SITE) == Written(0, 0, 3, 0, ())
    assert build(output, SITE | {"index.html": b"new"}).changed == 1


def test_a_manifest_of_a_newer_format_is_left_alone_and_says_which_version_reads_it(output: Path) -> None:
    build(output, SITE)
    raw = b'{"format": 2, "generator": "sitegen 0.4.0", "files": {}}'
    (output / ".sitegen/manifest.json").write_bytes(raw)
    code, message, hint = refusal(output, SITE)
    assert (code, "was written by sitegen 0.4.0" in message) == ("newer-format", True)
    assert hint == "Use sitegen 0.4.0 or newer, or choose another folder with --output."
    assert (output / ".sitegen/manifest.json").read_bytes() == raw


def test_a_manifest_as_it_was_before_formats_had_that_name_is_read(output: Path) -> None:
    build(output, SITE)
    file = output / ".sitegen/manifest.json"
    told = json.loads(file.read_bytes())
    assert told.pop("format") == 1
    file.write_text(json.dumps({"version": 1, **told}))
    assert build(output, SITE | {"index.html": b"new"}).changed == 1


def test_a_manifest_never_makes_us_remove_a_file_outside(tmp_path: Path) -> None:
    digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"  # of "foo"
    put(tmp_path / "outside", b"foo")
    manifest = {"format": 1, "files": {"../outside": [digest]}}
    put(tmp_path / "output/.sitegen/manifest.json", json.dumps(manifest).encode())
    assert build(tmp_path / "output", SITE).removed == 0
    assert (tmp_path / "outside").exists()


def test_a_folder_where_the_manifest_should_be_is_told_in_plain_words(output: Path) -> None:
    (output / ".sitegen/manifest.json").mkdir(parents=True)
    code, message, _ = refusal(output, SITE)
    assert (code, "manifest.json: there is a folder of that name" in message) == ("output-failed", True)


# What the system refuses


@pytest.mark.parametrize("path", ["file", "file/output"])
def test_an_output_path_that_runs_into_a_file_is_told_in_plain_words(tmp_path: Path, path: str) -> None:
    put(tmp_path / "file", b"")
    code, message, hint = refusal(tmp_path / path, SITE)
    assert code == "output-failed"
    assert str(tmp_path / "file") in message
    assert "a part of the path is a file, not a folder" in message
    assert "--output" in hint
    assert tree(tmp_path) == {"file": b""}


def test_a_name_that_is_too_long_is_told_before_anything_changes(output: Path) -> None:
    build(output, SITE)
    code, message, _ = refusal(output, {"index.html": b"new", "x" * 300: b""})
    assert (code, "the name is too long" in message) == ("output-failed", True)
    assert tree(output) == SITE


def no_space(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_while_staging_changes_nothing(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(output, SITE)
    with monkeypatch.context() as patch:
        patch.setattr("sitegen.writing.write.open", no_space, raising=False)
        code, message, _ = refusal(output, SITE | {"index.html": b"new"})
    assert (code, message) == (
        "output-failed",
        f"Cannot write {output / 'index.html'}: there is no space left on the disk.",
    )
    assert tree(output) == SITE


@pytest.mark.parametrize("call", ["fsync", "replace", "unlink", "mkdir"])
def test_a_full_disk_while_committing_is_told_and_the_next_build_completes(
    output: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    build(output, SITE)
    wanted = {"index.html": b"new", "more/x": b"x"}
    with monkeypatch.context() as patch, Staging(output) as staging:
        for path, data in wanted.items():
            staging.add(path, data)
        patch.setattr(os, call, no_space)
        with pytest.raises(CannotWrite, match="no space left on the disk"):
            staging.commit()
    build(output, wanted)
    assert (tree(output), folders(output)) == (wanted, {"more"})


def test_a_folder_we_may_not_look_into_is_reported_and_does_no_harm(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(output / "lost+found/x", b"")
    scan = os.scandir

    def denied(place: Path) -> object:
        if str(place).endswith("lost+found"):
            raise PermissionError(errno.EACCES, "Permission denied", str(place))
        return scan(place)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", denied)
        assert build(output, SITE).foreign == ("lost+found",)


def test_an_unknown_refusal_is_told_in_the_words_of_the_system(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error", str(output / "x"))

    monkeypatch.setattr("sitegen.writing.write.open", broken, raising=False)
    assert refusal(output, SITE)[1] == f"Cannot write {output / 'x'}: input/output error."


# Builds that are killed

OLD = {
    "same": b"same",
    "a/index.html": b"old",
    "b/index.html": b"old",
    "x": b"old",
    "d/e/f": b"old",
    "d/e/g": b"old",
}
NEW = {"same": b"same", "a/index.html": b"new", "x/index.html": b"new", "d/e": b"new", "n/m/o": b"new"}
CALLS = ("replace", "unlink", "mkdir", "rmdir", "fsync")


def die_at(number: int) -> None:
    """From now on the process ends, without any clearing up, just before its n-th change to the disk."""
    left = iter(range(number, -1, -1))

    def mortal(call: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **kwargs: object) -> object:
            if next(left) == 0:
                os._exit(9)
            return call(*args, **kwargs)

        return counted

    for name in CALLS:
        setattr(os, name, mortal(getattr(os, name)))


def build_and_die(output: Path, files: Files, number: int) -> bool:
    """Builds in a process that dies before its n-th change; says whether it died."""
    child = os.fork()
    if child == 0:
        try:
            gc.disable()  # it would copy the memory of the whole test run
            die_at(number)
            build(output, files)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.parametrize("after", [OLD, NEW, {}, {"x": b"third"}], ids=["back", "on", "none", "third"])
@pytest.mark.parametrize("before", [OLD, {}], ids=["over a site", "first"])
def test_whatever_the_moment_of_a_kill_the_next_build_completes(
    tmp_path: Path, before: Files, after: Files
) -> None:
    for number in range(100):
        output = tmp_path / str(number)
        put(output / "d/theirs", b"theirs")
        build(output, before)
        died = build_and_die(output, NEW, number)
        for path, data in tree(output).items():
            assert data in {before.get(path), NEW.get(path), b"theirs"}
        build(output, after)
        assert tree(output) == after | {"d/theirs": b"theirs"}
        assert folders(output) == {str(folder) for path in tree(output) for folder in Path(path).parents} - {
            "."
        }
        if not died:
            break
    assert number > 12


def test_two_kills_in_a_row_are_put_right(output: Path) -> None:
    build(output, OLD)
    assert build_and_die(output, NEW, 9)
    assert build_and_die(output, {"a/index.html": b"third", "q": b"third", "d/e/f": b"third"}, 9)
    build(output, SITE)
    assert tree(output) == SITE


def test_a_file_somebody_saved_after_a_kill_is_not_removed(output: Path) -> None:
    build(output, OLD)
    assert build_and_die(output, NEW, 3)
    put(output / "n/m/o", b"theirs")
    assert build(output, OLD).foreign == ("n/m/o",)


PROGRAM = """
import sys
from pathlib import Path
from sitegen.writing.write import CannotWrite, Staging
output, text, count, hold = Path(sys.argv[1]), sys.argv[2].encode(), int(sys.argv[3]), sys.argv[4] == "hold"
print("starting", flush=True)
with Staging(output) as staging:
    for number in range(count):
        staging.add(f"{text.decode()}/{number}/index.html", text * 500)
        staging.add(f"both/{number}.html", text * 500)
    if hold:
        print("holding", flush=True)
        sys.stdin.readline()
    print("committing", flush=True)
    staging.commit()
"""


def program(output: Path, text: str, count: int, hold: str = "") -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(output), text, str(count), hold],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def of_program(text: str, count: int) -> dict[str, bytes]:
    paths = [
        path for number in range(count) for path in (f"{text}/{number}/index.html", f"both/{number}.html")
    ]
    return dict.fromkeys(paths, text.encode() * 500)


def test_a_build_killed_at_any_time_is_put_right_by_the_next(output: Path) -> None:
    build(output, of_program("old", 100))
    for number in range(12):
        with program(output, "new", 100) as process:
            assert said(process) == "starting"
            if number % 3:
                assert said(process) == "committing"
            time.sleep(random.random() * 0.08)  # noqa: S311 - any moment will do
            process.kill()
        wanted = of_program("old", 100) if number % 2 else {"index.html": b"third"}
        build(output, wanted)
        assert tree(output) == wanted


# Two builds at once


def test_a_build_that_cannot_wait_says_that_another_is_writing_and_disturbs_nothing(output: Path) -> None:
    with program(output, "first", 3, "hold") as process:
        assert [said(process), said(process)] == ["starting", "holding"]
        code, message, hint = refusal(output, SITE, wait=0.2)
        assert (code, message) == ("output-busy", f"Another build is writing to {output}.")
        assert "Wait" in hint
        process.communicate("\n")
    assert process.returncode == 0
    assert tree(output) == of_program("first", 3)


def test_of_two_builds_at_once_the_second_waits_and_both_succeed(output: Path) -> None:
    with program(output, "first", 3, "hold") as first:
        assert [said(first), said(first)] == ["starting", "holding"]
        with program(output, "second", 2) as second:
            assert said(second) == "starting"
            time.sleep(0.1)
            assert second.poll() is None
            first.communicate("\n")
            second.wait(timeout=20)
    assert (first.returncode, second.returncode) == (0, 0)
    assert tree(output) == of_program("second", 2)


def test_a_build_that_waited_for_one_that_gave_up_still_keeps_others_out(output: Path) -> None:
    """Giving up removes the lock file; a lock on a removed file would guard nothing."""
    entered, leave = threading.Event(), threading.Event()

    def wait_and_build() -> None:
        with Staging(output, 10) as staging:
            entered.set()
            leave.wait(10)
            staging.add("index.html", b"second")
            staging.commit()

    second = threading.Thread(target=wait_and_build)
    with Staging(output):
        second.start()
        time.sleep(0.1)
        assert not entered.is_set()
    assert entered.wait(10)
    assert refusal(output, SITE, wait=0)[0] == "output-busy"
    leave.set()
    second.join()
    assert tree(output) == {"index.html": b"second"}


@pytest.mark.parametrize("replaced", [True, False])
def test_a_lock_on_a_file_that_was_removed_meanwhile_is_taken_again(
    output: Path, monkeypatch: pytest.MonkeyPatch, *, replaced: bool
) -> None:
    acquire, calls = FileLock.acquire, []

    def late(lock: FileLock, timeout: float, poll_interval: float) -> None:
        acquire(lock, timeout, poll_interval)
        calls.append(lock)
        if len(calls) == 1:
            (output / ".sitegen/lock").rename(output / "away")
            if replaced:
                (output / ".sitegen/lock").touch()

    monkeypatch.setattr(FileLock, "acquire", late)
    build(output, SITE)
    assert len(calls) == 2


def modes(folder: Path) -> dict[str, str]:
    """The mode of each file and folder but our own records; `.` is the folder itself."""
    return {
        place.relative_to(folder).as_posix(): f"{place.stat().st_mode & 0o7777:o}"
        for place in (folder, *folder.rglob("*"))
        if ".sitegen" not in place.parts
    }


OPEN = {".": "755", "a": "755", "a/b": "755", "a/b/index.html": "644", "index.html": "644"}
NESTED = {"index.html": b"home", "a/b/index.html": b"page"}


@pytest.mark.parametrize("mask", [0o077, 0o027, 0o022, 0o002, 0])
def test_every_account_may_read_the_site_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        build(tmp_path / "srv/output", NESTED)
    finally:
        os.umask(before)
    assert modes(tmp_path / "srv/output") == OPEN
    assert modes(tmp_path / "srv")["."] == "755"


def test_what_a_strict_umask_left_is_put_right_by_the_next_build(output: Path) -> None:
    build(output, NESTED)
    for place in (output, *output.rglob("*")):
        place.chmod(0o700 if place.is_dir() else 0o600)
    build(output, NESTED)
    assert modes(output) == OPEN


def test_a_mode_that_people_chose_for_the_output_folder_stays_and_so_do_links_and_a_shared_group(
    output: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o2771)
    output.symlink_to(shared)
    (shared / "a").mkdir()
    (shared / "a").chmod(0o2775)
    build(output, NESTED)
    found = modes(shared)
    assert (found["."], found["a"], found["a/b"]) == ("2771", "2775", "2755")


def test_a_site_with_drafts_is_for_those_whom_the_umask_lets(output: Path) -> None:
    before = os.umask(0o077)
    try:
        with Staging(output, public=False) as staging:
            staging.add("index.html", b"a draft")
            staging.commit()
    finally:
        os.umask(before)
    assert modes(output) == {".": "700", "index.html": "600"}
