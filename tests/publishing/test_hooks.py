"""Programs that are run after a publication, the address that hears of it, and what goes wrong with either."""

import http.server
import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen.publishing.heartbeat import send_heartbeat
from tests.publishing.conftest import Desk


def program(folder: Path, body: str) -> str:
    """A program that does this, as the word of a command."""
    file = folder / "a program"
    file.write_text(f"#!{sys.executable}\nimport json, os, subprocess, sys, time\n{body}\n", "utf-8")
    file.chmod(0o755)
    return f"'{file}'"


RECORD = "json.dump([sys.argv[1:], json.load(sys.stdin)], open('heard', 'w'))"


def heard(folder: Path) -> tuple[list[str], dict[str, object]]:
    words, outcome = json.loads((folder / "heard").read_bytes())
    return words, outcome


def test_a_program_gets_the_result_and_its_arguments_and_no_shell_reads_them(
    desk: Desk, tmp_path: Path
) -> None:
    command = f"{program(tmp_path, RECORD)} --for '$HOME; it'"
    done = desk.publish("./www", "--after", command)
    assert done.exit_code == 0, done.output
    words, outcome = heard(tmp_path)
    assert words == ["--for", "$HOME; it"]
    assert (outcome["outcome"], outcome["exit_code"]) == ("published", 0)


def test_nothing_is_run_when_nothing_went_live(desk: Desk, tmp_path: Path) -> None:
    command = program(tmp_path, RECORD)
    desk.publish("./www", "--dry-run", "--after", command, "--after-failure", command)
    desk.publish("./www")
    desk.publish("./www", "--after", command, "--after-failure", command)
    assert not (tmp_path / "heard").exists()


def test_a_failure_has_a_program_of_its_own(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www/index.html").touch()
    monkeypatch.setenv("SITEGEN_PUBLISH_AFTER_FAILURE", program(tmp_path, RECORD))
    assert desk.publish("./www").exit_code == 4
    assert heard(tmp_path)[1]["outcome"] == "refused"


def test_a_program_that_fails_and_prints_secrets_is_told_without_them(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CDN_TOKEN", "hunter2hunter2")
    command = program(
        tmp_path, "print('first', os.environ['CDN_TOKEN']); print('refused hunter2hunter2'); sys.exit(3)"
    )
    done = desk.publish("./www", "--after", command, "--format", "json")
    assert done.exit_code == 4
    assert "hunter2" not in done.output
    assert "ended with code 3; it said “refused …”" in done.stderr
    found = json.loads(done.stdout)
    assert (found["outcome"], found["exit_code"]) == ("published", 4)
    assert [one["code"] for one in found["findings"]] == ["hook-failed"]
    assert (tmp_path / "www/current/index.html").is_file()
    assert len(desk.receipts()) == 1


def test_a_program_that_hangs_is_stopped_with_its_children(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.commands.hooks.TIMEOUT", 1.5)
    child = (
        "child = subprocess.Popen(['sleep', '300']); open('child', 'w').write(str(child.pid)); child.wait()"
    )
    done = desk.publish("./www", "--after", program(tmp_path, child))
    assert done.exit_code == 4
    assert "did not end within 1.5 seconds, and was stopped" in done.stderr
    assert not is_alive(int((tmp_path / "child").read_text()))
    assert (tmp_path / "www/current/index.html").is_file()


def is_alive(process: int) -> bool:
    """Whether it is at work a moment later; one that has ended may wait for its parent to hear of it."""
    for _ in range(50):
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (ProcessLookupError, FileNotFoundError):
            return False
        if state == "Z":
            return False
        time.sleep(0.02)
    return True


def test_a_child_that_stays_behind_keeps_nobody_waiting(desk: Desk, tmp_path: Path) -> None:
    child = "child = subprocess.Popen(['sleep', '20']); open('child', 'w').write(str(child.pid))"
    started = time.monotonic()
    done = desk.publish("./www", "--after", program(tmp_path, child))
    process = int((tmp_path / "child").read_text())
    assert is_alive(process)
    os.kill(process, 9)
    assert (done.exit_code, time.monotonic() - started < 18) == (0, True)


@pytest.mark.parametrize("command", ["no-such-program", "'unfinished", " "])
def test_a_program_that_is_not_there_is_a_misuse_before_anything_is_published(
    desk: Desk, tmp_path: Path, command: str
) -> None:
    assert desk.publish("./www", "--after", command).exit_code == 2
    assert not (tmp_path / "www").exists()


@pytest.mark.parametrize(
    "address", ["http://ping.example.org/x", "https://me:hunter2@ping.example.org/x", "ping.example.org"]
)
def test_a_heartbeat_goes_by_https_and_has_no_password(desk: Desk, address: str) -> None:
    desk.settings(f"publish:\n  - {{name: live, kind: directory, to: ./www, heartbeat: '{address}'}}")
    done = desk.publish("live")
    assert done.exit_code == 3
    assert "error[bad-heartbeat]" in done.stderr


def test_a_heartbeat_is_sent_when_all_went_well_and_nobody_there_is_a_warning(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = list[str]()

    def unheard(address: str) -> str:
        asked.append(address)
        return "Nobody."

    monkeypatch.setattr("sitegen.commands.hooks.send_heartbeat", unheard)
    desk.settings(
        "publish:\n  - {name: live, kind: directory, to: ./www, heartbeat: 'https://ping.example.org/k'}"
    )
    done = desk.publish("live", "--format", "json")
    assert (done.exit_code, asked) == (0, ["https://ping.example.org/k"])
    assert json.loads(done.stdout)["warnings"][-1] == "Nobody."
    desk.publish("live")
    assert len(asked) == 2  # nothing to publish, and all is well
    desk.publish("live", "--dry-run")
    failing = program(tmp_path, "sys.exit(1)")
    desk.edit("content/site.yaml", "tagline: ", "tagline: More. ")
    assert desk.publish("live", "--after", failing).exit_code == 4
    assert len(asked) == 2


@contextmanager
def answering(status: int) -> Iterator[tuple[str, list[str]]]:
    asked = list[str]()

    class Host(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Host) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/key", asked
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(("status", "words"), [(200, ""), (302, "answered 302"), (500, "answered 500")])
def test_a_heartbeat_asks_one_address_and_tells_nobody_its_path(status: int, words: str) -> None:
    with answering(status) as (address, asked):
        warning = send_heartbeat(address)
    assert asked == ["/key"]
    assert words in warning
    assert bool(words) == bool(warning)
    assert "key" not in warning


def test_a_heartbeat_that_nobody_answers_is_told() -> None:
    assert (
        send_heartbeat("http://127.0.0.1:9/key")
        == "The heartbeat could not be sent: 127.0.0.1 did not answer."
    )
