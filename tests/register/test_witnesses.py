"""A register whose keeper has rewritten all of it, hashes and all: what finds it is what others have kept."""

import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic, sleep

import pytest
from click.testing import CliRunner, Result

from sitegen.build.request import Request
from sitegen.commands.main import main
from sitegen.commands.options import SHIPPED
from sitegen.model.record import Key
from sitegen.model.register import Register
from sitegen.model.witness import Witness
from sitegen.reading.register import read_register
from sitegen.register.exchange import NoAnswer, ask
from sitegen.register.update import Update, update
from sitegen.register.witness import look

NOW = "2026-11-23T11:00"
LATER = "2026-11-24T11:00"
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="the program openssl is missing")


def rewrite(content: Path) -> None:
    """The attack: another word in version 1 of a notice, and every hash made anew."""
    previous, lines = "0" * 64, []
    for raw in (content / "register.jsonl").read_bytes().splitlines():
        line = json.loads(raw)
        folder = f"{line['collection']}/" if "collection" in line else ""
        file = content / f"register/{folder}{line['id']}/{line['version']}.json"
        if (line["id"], line["version"]) == ("bins", 1) and not folder:
            file.write_bytes(file.read_bytes().replace(b"How could", b"How must", 1))
        line |= {"hash": sha256(file.read_bytes()).hexdigest(), "previous": previous}
        lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode())
        previous = sha256(lines[-1]).hexdigest()
    (content / "register.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))


def run(content: Path, *words: str) -> Result:
    command = ["register", *words, "--content", str(content)]
    return CliRunner().invoke(main, command if words[0] in ("stamp", "sign") else [*command, "--now", LATER])


def register_of(content: Path) -> Register:
    found, _ = read_register(content)
    assert found
    return found


@pytest.fixture(scope="module")
def recorded(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = tmp_path_factory.mktemp("recorded") / "content"
    shutil.copytree(repository / "tests/sites/small/content", content)
    update(request(content, NOW))
    return content


@pytest.fixture
def content(recorded: Path, tmp_path: Path) -> Path:
    """The small site with its register of four lines."""
    return shutil.copytree(recorded, tmp_path / "content")


def request(content: Path, now: str) -> Request:
    return Request(content, (SHIPPED,), None, datetime.fromisoformat(now))


def test_a_rewritten_register_holds_together_and_a_noted_head_finds_it(content: Path) -> None:
    head, first = register_of(content).head, register_of(content).lines[0].head
    for noted in (head, head[:12], head.upper(), first[:20]):
        assert run(content, "verify", "--head", noted).exit_code == 0
    rewrite(content)
    assert run(content, "verify").exit_code == 0  # which is why others have to keep something
    done = run(content, "verify", "--head", head[:12])
    assert done.exit_code == 4
    assert f"The register has never had the head {head[:12]}" in done.stderr


def test_a_head_of_earlier_times_is_still_in_a_register_that_grew(content: Path) -> None:
    head = register_of(content).head
    (place,) = content.rglob("bins.md")
    place.write_text(place.read_text("utf-8").replace("summary: ", "summary: Now, ", 1), "utf-8")
    assert update(request(content, LATER)).lines
    assert register_of(content).head != head
    assert run(content, "verify", "--head", head).exit_code == 0


@pytest.mark.parametrize("noted", ["123", "x" * 12, "0" * 65])
def test_what_is_no_head_is_not_understood(content: Path, noted: str) -> None:
    assert run(content, "verify", "--head", noted).exit_code == 2


@contextmanager
def host(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """The address of a host on this machine that answers every request in this way."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        do_POST = do_GET  # noqa: N815 - the name that the base calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/data/register.jsonl"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


# Time-stamps


def openssl(*words: str, cwd: Path) -> None:
    subprocess.run(["openssl", *words], cwd=cwd, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a time-stamping authority on this machine, and the certificate that it signs with."""
    folder = tmp_path_factory.mktemp("authority")
    (folder / "tsa.cnf").write_text(
        "[req]\ndistinguished_name = name\nprompt = no\n[name]\nCN = A test authority\n"
        "[stamping]\nextendedKeyUsage = critical,timeStamping\n"
        "[tsa]\ndefault_tsa = own\n[own]\nserial = serial\ncrypto_device = builtin\nsigner_cert = cert.pem\ncerts = cert.pem\n"
        "signer_key = key.pem\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha256\n"
    )
    (folder / "serial").write_text("01")
    made = ("-keyout", "key.pem", "-out", "cert.pem", "-days", "9000", "-extensions", "stamping")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-config", "tsa.cnf", *made, cwd=folder)

    def reply(handler: BaseHTTPRequestHandler) -> None:
        assert handler.headers["Content-Type"] == "application/timestamp-query"
        (folder / "query").write_bytes(handler.rfile.read(int(handler.headers["Content-Length"])))
        openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply", cwd=folder)
        send(handler, (folder / "reply").read_bytes())

    with host(reply) as address:
        yield address, folder / "cert.pem"


@needs_openssl
def test_a_stamp_is_kept_checked_and_finds_a_rewritten_register(
    content: Path, authority: tuple[str, Path], tmp_path: Path
) -> None:
    address, certificate = authority
    head = register_of(content).head
    assert run(content, "stamp", "--authority", address).exit_code == 0
    kept = shutil.copy(content / f"register.stamps/{head}.tsr", tmp_path / "kept.tsr")
    checked = ("verify", "--authorities", str(certificate))
    done = run(content, *checked)
    assert done.exit_code == 0, done.output
    assert (
        "A time-stamp (RFC 3161) is for the first 4 lines. The authority says that it saw them by 20"
        in done.stdout
    )
    rewrite(content)
    done = run(content, *checked)
    assert done.exit_code == 4
    assert f"is for the head {head[:12]}…, which this register has never had" in done.stderr
    shutil.rmtree(content / "register.stamps")  # as whoever rewrites would
    assert run(content, *checked).exit_code == 0
    done = run(content, *checked, "--stamp", str(kept))
    assert done.exit_code == 4
    assert f"for another head, {head}" in " ".join(done.stderr.split())


@needs_openssl
def test_a_stamp_of_somebody_else_or_with_another_byte_is_found(
    content: Path, authority: tuple[str, Path], tmp_path: Path
) -> None:
    address, certificate = authority
    assert run(content, "stamp", "--authority", address).exit_code == 0
    (file,) = (content / "register.stamps").iterdir()
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=Other",
        "-keyout",
        "k",
        "-out",
        "c",
        cwd=tmp_path,
    )
    done = run(content, "verify", "--authorities", str(tmp_path / "c"))
    assert (done.exit_code, "not signed by one of these authorities" in done.stderr) == (4, True)
    file.write_bytes(file.read_bytes()[:-1] + b"\0")
    assert run(content, "verify").exit_code == 0  # who signed is not asked
    assert run(content, "verify", "--authorities", str(certificate)).exit_code == 4


@needs_openssl
def test_the_site_publishes_stamps_and_leaves_out_what_is_none(
    content: Path, authority: tuple[str, Path], tmp_path: Path
) -> None:
    assert run(content, "stamp", "--authority", authority[0]).exit_code == 0
    (file,) = (content / "register.stamps").iterdir()
    (content / "register.stamps/notes.txt").write_text("Nothing.")
    words = ["build", "--content", str(content), "--output", str(tmp_path / "output"), "--now", LATER]
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, "warning[unknown-stamp]: This is not a time-stamp" in done.stderr) == (0, True)
    assert [one.name for one in (tmp_path / "output/data/register.stamps").iterdir()] == [file.name]
    assert f"register.stamps/{file.name}" in (tmp_path / "output/data/index.html").read_text("utf-8")


@pytest.mark.parametrize("body", [b"", b"No.", b"\x30\x05\x30\x03\x02\x01\x02"])
@needs_openssl
def test_an_authority_that_stamps_nothing_leaves_nothing(content: Path, body: bytes) -> None:
    with host(lambda handler: send(handler, body)) as address:
        done = run(content, "stamp", "--authority", address)
    assert (done.exit_code, "stamped nothing" in done.output) == (1, True)
    assert not (content / "register.stamps").exists()


def test_without_an_authority_the_ways_to_name_one_are_told(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    done = run(content, "stamp")
    assert (done.exit_code, "stamped_by: in site.yaml" in done.output) == (1, True)


# Witnesses


class Peer:
    """Another publisher, whose register is what `body` is; and what we note of it."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.address = ""
        self.doubts: list[str] = []

    def noted(self, content: Path, now: str) -> Update:
        witness = Witness(title="Another council", url=self.address)
        made = update(request(content, now), look([witness], self.doubts.append))
        assert made.is_sound
        return made


@pytest.fixture
def peer(recorded: Path) -> Iterator[Peer]:
    found = Peer((recorded / "register.jsonl").read_bytes())
    with host(lambda handler: send(handler, found.body)) as found.address:
        yield found


def test_the_head_of_a_witness_is_a_line_of_ours(content: Path, peer: Peer, tmp_path: Path) -> None:
    theirs = register_of(content)
    (line,) = peer.noted(content, LATER).lines
    register = register_of(content)
    ((_, note),) = register.notes("witnesses")
    assert (note["head"], note["lines"], note["title"]) == (theirs.head, 4, "Another council")
    assert register.lines[-1] == line
    assert peer.noted(content, LATER).lines == ()  # nothing is new there
    done = CliRunner().invoke(
        main,
        [
            "build",
            "--content",
            str(content),
            "--output",
            str(tmp_path / "output"),
            "--now",
            "2026-11-25T11:00",
        ],
    )
    assert done.exit_code == 0, done.output
    page = (tmp_path / "output/data/index.html").read_text("utf-8")
    assert theirs.head in page
    assert "can make every hash in it anew" in page
    assert (tmp_path / f"output/data/{line.file}").is_file()


def test_a_rewritten_register_is_found_by_who_noted_its_head(
    content: Path, peer: Peer, tmp_path: Path
) -> None:
    peer.noted(content, LATER)
    head = register_of(content).notes("witnesses").__next__()[1]["head"]
    theirs = tmp_path / "theirs"
    shutil.copytree(content.parent / "content", theirs)
    rewrite(theirs)
    peer.body = b"".join((theirs / "register.jsonl").read_bytes().splitlines(keepends=True)[:4])
    made = peer.noted(content, LATER)
    assert [note["head"] for note in made.lost] == [head]
    assert [note.get("lost") for _, note in register_of(content).notes("witnesses")] == [None, head]
    assert peer.noted(content, LATER).lost == ()  # it is noted once


@pytest.mark.parametrize(
    ("body", "words"),
    [(b"", "is empty"), (b"<html>", "does not hold"), (b'{"reference":1}\n', "Line 1")],
)
def test_a_witness_without_a_register_that_holds_is_told_and_stops_nothing(
    content: Path, peer: Peer, body: bytes, words: str
) -> None:
    peer.body = body
    assert peer.noted(content, LATER).lines == ()
    assert words in peer.doubts[0]


def test_sites_that_note_each_other_do_not_wake_each_other(content: Path, peer: Peer) -> None:
    peer.noted(content, "2026-11-23T12:00")
    line = replace(register_of(content).lines[0], version=2, previous=register_of(content).lines[3].head)
    peer.body += line.data + b"\n"
    assert peer.noted(content, "2026-11-25T11:00").lines == ()
    assert len(peer.noted(content, "2026-11-30T12:00").lines) == 1  # a week later


def trickle(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.flush_headers()
    with suppress(OSError):
        for _ in range(100):
            handler.wfile.write(b"X-Header: again\r\n")
            sleep(0.1)


@pytest.mark.parametrize("answer", [trickle, lambda _: sleep(5)], ids=["trickles", "hangs"])
def test_a_host_that_never_ends_its_answer_is_left_in_time(
    answer: Callable[[BaseHTTPRequestHandler], None],
) -> None:
    with host(answer) as address:
        started = monotonic()
        with pytest.raises(NoAnswer):
            ask(address, seconds=0.5)
        assert monotonic() - started < 3


def test_a_status_that_is_not_ok_is_told() -> None:
    with (
        host(lambda handler: send(handler, b"", 404)) as address,
        pytest.raises(NoAnswer, match="404 Not Found"),
    ):
        ask(address)


def test_the_id_of_a_witness_comes_from_its_address() -> None:
    witness = Witness(title="A", url="https://www.example.org/tests/data/register.jsonl")
    assert Key("witnesses", witness.id) == ("witnesses", "www-example-org-tests")
