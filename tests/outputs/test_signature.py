"""What is published of the signature of the register, checked as a reader would: by ssh-keygen, from the output alone."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.build.pipeline import Request, Result, build
from sitegen.commands.main import main
from sitegen.commands.options import SHIPPED
from sitegen.reading.register import read_register

NOW = "2026-11-23T11:00"
NAME = "clerk@example.org"


def typed(*words: str | Path) -> None:
    done = CliRunner().invoke(main, ["register", *map(str, words)])
    assert done.exit_code == 0, done.output


@pytest.fixture
def key(tmp_path: Path) -> Path:
    place = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(place)], check=True)
    return place


@pytest.fixture
def content(repository: Path, tmp_path: Path, key: Path) -> Path:
    """A copy of the small site with a signed register."""
    folder = shutil.copytree(repository / "tests/sites/small/content", tmp_path / "content")
    typed("update", "--content", folder, "--now", NOW)
    typed("sign", "--content", folder, "--key", key)
    return folder


def name_signers(content: Path, key: Path, start: str = "") -> None:
    line = f"{NAME} {key.with_suffix('.pub').read_text('utf-8')}"
    (content / "register.signers").write_text(start + line, "utf-8")


@pytest.fixture
def made(content: Path, tmp_path: Path) -> Callable[[], Result]:
    """The site built with what was kept of the build before."""
    output, kept = tmp_path / "output", tmp_path / "kept"
    return lambda: build(Request(content, (SHIPPED,), output, datetime.fromisoformat(NOW), cache=kept))


def as_told(data: Path) -> subprocess.CompletedProcess[str]:
    """What the page says to type, typed where the files are."""
    (command,) = re.findall(r"<code>(ssh-keygen .*?)</code>", (data / "index.html").read_text("utf-8"))
    return subprocess.run(
        ["sh", "-c", unescape(command)], cwd=data, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("start", ["", "# Those who sign\n\nmayor@example.org ssh-ed25519 AAAA\n"])
def test_what_is_published_is_verified_by_what_the_page_says_to_type(
    content: Path, key: Path, made: Callable[[], Result], tmp_path: Path, start: str
) -> None:
    name_signers(content, key, start)
    assert made().diagnostics == ()
    data = tmp_path / "output/data"
    done = as_told(data)
    assert (done.returncode, f'Good "sitegen-register" signature for {NAME}' in done.stdout) == (0, True)
    for name in ("register.jsonl.sig", "register.signers"):
        assert f'href="../data/{name}"' in (data / "index.html").read_text("utf-8")
        ending = f"/data/{name}\n  Content-Type: text/plain; charset=utf-8\n"
        assert ending in (tmp_path / "output/_headers").read_text("utf-8")
    register = data / "register.jsonl"
    register.write_bytes(register.read_bytes().replace(b"11:00:00Z", b"11:00:01Z"))
    assert as_told(data).returncode != 0


def test_without_a_file_of_signers_the_page_says_how_to_see_the_key(
    made: Callable[[], Result], tmp_path: Path
) -> None:
    assert made().diagnostics == ()
    done = as_told(tmp_path / "output/data")
    assert (done.returncode, "signature with ED25519 key SHA256:" in done.stdout) == (0, True)
    assert not (tmp_path / "output/data/register.signers").exists()


def test_a_signature_that_no_longer_fits_is_not_published_until_it_is_given_again(
    content: Path, key: Path, made: Callable[[], Result], tmp_path: Path
) -> None:
    assert made().diagnostics == ()
    (notice,) = content.rglob("bins.md")
    notice.write_text(notice.read_text("utf-8").replace("summary: ", "summary: Now, ", 1), "utf-8")
    typed("update", "--content", content, "--now", NOW)
    (finding,) = made().diagnostics
    assert (finding.code, finding.severity.word) == ("old-signature", "warning")
    assert "sitegen register sign" in finding.hint
    data = tmp_path / "output/data"
    assert not (data / "register.jsonl.sig").exists()
    assert "ssh-keygen" not in (data / "index.html").read_text("utf-8")
    typed("sign", "--content", content, "--key", key)
    assert made().diagnostics == ()
    assert as_told(data).returncode == 0


def test_a_new_signature_of_the_same_register_is_published_by_a_build_with_what_was_kept(
    content: Path, made: Callable[[], Result], tmp_path: Path
) -> None:
    made()
    other = tmp_path / "other"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(other)], check=True)
    before = (tmp_path / "output/data/register.jsonl.sig").read_bytes()
    typed("sign", "--content", content, "--key", other)
    made()
    after = (tmp_path / "output/data/register.jsonl.sig").read_bytes()
    assert after != before
    assert (content / "register.jsonl.sig").read_bytes().startswith(after)


@pytest.mark.parametrize("change", ["cut", "empty", "binary", "by hand"])
def test_a_file_that_is_no_signature_is_told_and_never_raises(content: Path, change: str) -> None:
    place = content / "register.jsonl.sig"
    data = place.read_bytes()
    changed = {"cut": data[:200], "empty": b"", "binary": b"\xff\x00" * 99}
    place.write_bytes(changed.get(change, data[: data.index(b"register sha256")]))
    register, (finding,) = read_register(content)
    assert (register and register.signature, finding.code) == (None, "old-signature")


def test_signers_without_the_key_that_signed_are_told_and_not_published(
    content: Path, made: Callable[[], Result], tmp_path: Path
) -> None:
    (content / "register.signers").write_text(f"{NAME} ssh-ed25519 AAAA\n", "utf-8")
    (finding,) = made().diagnostics
    assert (finding.code, finding.severity.word) == ("unknown-signer", "warning")
    assert not (tmp_path / "output/data/register.signers").exists()
    assert as_told(tmp_path / "output/data").returncode == 0


def test_a_site_as_of_an_earlier_moment_has_no_signature_of_what_came_later(
    content: Path, tmp_path: Path
) -> None:
    earlier = Request(content, (SHIPPED,), tmp_path / "output", datetime.fromisoformat("2026-11-23T10:00"))
    assert build(earlier).diagnostics == ()
    assert not (tmp_path / "output/data/register.jsonl.sig").exists()
