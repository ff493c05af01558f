"""Publishing with rclone to real servers on this machine: object store, OpenSSH, WebDAV, FTP. Order, headers, secrets."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sitegen.publishing.program import Completed, _pdeathsig_prefix, run, without_secrets
from sitegen.publishing.rclone import Rclone
from sitegen.publishing.target import Transfer
from tests.publishing.conftest import ADVERT, LIST, Desk, digests, only_s3
from tests.publishing.hosts import RCLONE, Host


def test_the_host_holds_the_site_and_then_the_site_as_it_changed(desk: Desk, host: Host) -> None:
    done = desk.publish(host.remote)
    assert done.exit_code == 0, done.output
    assert digests(host.folder) == desk.built()
    old = desk.built()
    desk.edit(ADVERT, "How could bins", "How might bins")
    (desk.folder / "content/decisions/closed-report.md").unlink()
    done = desk.publish(host.remote, "--allow-removals")
    assert done.exit_code == 0, done.output
    assert digests(host.folder) == desk.built()
    assert "decisions/closed-report/index.html" in old.keys() - desk.built().keys()
    assert old["adverts/bins/index.html"] != desk.built()["adverts/bins/index.html"]
    told = json.loads((host.folder / LIST).read_bytes())
    assert told["files"] == desk.built()
    assert "coming" not in told
    assert "Nothing to publish" in desk.publish(host.remote).output


@only_s3
def test_each_file_is_sent_with_how_long_it_lives_and_what_it_is(desk: Desk, host: Host) -> None:
    desk.publish(host.remote)

    def sent(path: str) -> tuple[str, str]:
        command = [RCLONE, "lsjson", "-M", "--stat", f"host:bucket/{path}"]
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        return found["Metadata"]["cache-control"], found["MimeType"]

    (script,) = [path for path in desk.built() if path.startswith("assets/page.")]
    assert sent(script) == ("public, max-age=31536000, immutable", "text/javascript; charset=utf-8")
    assert sent("index.html") == ("public, max-age=300", "text/html; charset=utf-8")
    assert sent("feed.xml") == ("public, max-age=300", "application/atom+xml; charset=utf-8")


@pytest.mark.parametrize("kind", ["webdav"], indirect=True)
def test_a_host_that_keeps_no_headers_is_sent_all_pages_at_once(
    desk: Desk, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []

    def noted(words: Sequence[str], **more: Any) -> Completed:  # noqa: ANN401 - what run takes
        begun.append(words[1])
        return run(words, **more)

    monkeypatch.setattr("sitegen.publishing.rclone.run", noted)
    assert desk.publish(host.remote).exit_code == 0
    assert begun.count("copy") == len(("assets", "pages", "lists"))


@only_s3
def test_files_of_others_are_not_touched_without_a_word(desk: Desk, host: Host) -> None:
    (host.folder / "theirs.txt").write_text("theirs")
    done = desk.publish(host.remote)
    assert done.exit_code == 4
    assert "sitegen did not publish" in done.output
    assert desk.publish(host.remote, "--force").exit_code == 0
    assert digests(host.folder).keys() == {*desk.built(), "theirs.txt"}


@only_s3
def test_of_two_publishers_at_once_the_one_that_was_overtaken_stops(
    desk: Desk, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Rclone._upload  # noqa: SLF001 - the moment between the first word and the last

    def meanwhile(self: Rclone, source: Path, paths: tuple[str, ...]) -> None:
        (host.folder / LIST).write_text("{}")
        real(self, source, paths)

    monkeypatch.setattr(Rclone, "_upload", meanwhile)
    done = desk.publish(host.remote)
    assert done.exit_code == 4
    assert "Someone else published" in done.output
    assert not (host.folder / "index.html").exists()


def test_without_rclone_it_is_told_how_to_come_by_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.publishing.rclone._program", lambda: "/nowhere/rclone")
    done = desk.publish("rclone:host:bucket")
    assert done.exit_code == 4
    assert "requirements-rclone.txt" in done.output


@only_s3
def test_a_file_that_changes_or_goes_after_the_build_is_no_publication_that_succeeded(
    desk: Desk, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The receipt must not say that all was read back as the list has it."""
    put = Rclone.put

    def meddled(self: Rclone, transfer: Transfer) -> None:
        (transfer.source / "index.html").write_text("somebody else")
        (transfer.source / "robots.txt").unlink()
        put(self, transfer)

    monkeypatch.setattr(Rclone, "put", meddled)
    done = desk.publish(host.remote)
    assert done.exit_code == 4
    assert "index.html" in done.output
    assert "robots.txt" in done.output
    assert desk.receipts() == []


@pytest.mark.parametrize(
    "said",
    [
        "https://account.blob.example/c?sv=1&sig=HIDDEN%3D",
        "X-Amz-Credential=HIDDEN/2026&X-Amz-Signature=HIDDEN",
        "Authorization: Bearer HIDDEN",
        "https://user:HIDDEN@host/x",
        "pass=HIDDEN, secret: HIDDEN",
    ],
)
def test_what_other_programs_say_is_told_without_passwords_and_keys(said: str) -> None:
    assert "HIDDEN" not in without_secrets(said)


@pytest.mark.parametrize("setpriv", ["", "#!/bin/sh\nexit 1\n"], ids=["none", "one that is too old"])
def test_where_no_program_can_be_bound_to_us_it_runs_all_the_same(
    setpriv: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if setpriv:
        (tmp_path / "setpriv").write_text(setpriv)
        (tmp_path / "setpriv").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(
        "sitegen.publishing.program._pdeathsig_prefix", _pdeathsig_prefix.__wrapped__
    )  # not what was found before
    assert run([sys.executable, "-c", "print('done')"], ends_with_us=True).text == "done"


def test_no_secret_of_the_environment_is_told_whatever_a_program_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("RCLONE_CONFIG_HOST_PASS", "AWS_SECRET_ACCESS_KEY", "RCLONE_CONFIG_HOST_SAS_URL"):
        monkeypatch.setenv(name, f"word of {name}")
    tells = "import os, sys; sys.exit('so it is: ' + '; '.join(os.environ.values()))"
    done = run([sys.executable, "-c", tells])
    assert "so it is" in done.stderr
    assert "word of" not in done.stderr


@pytest.mark.parametrize(
    "to",
    [
        "https://TOKEN@host/x.git",
        "https://u:p@host/x.git",
        ":azureblob,sas_url='x':c",
        ":s3,secret_access_key=x:b",
    ],
)
def test_settings_hold_no_password(desk: Desk, to: str) -> None:
    desk.settings(f'publish:\n  - {{name: live, kind: rclone, to: "{to}"}}')
    done = desk.publish("live")
    assert done.exit_code == 3
    assert "password-in-settings" in done.output
