"""`sitegen host`: the configurations for nginx and Apache, read by the real servers, at the root and below a path."""

import http.client
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from click.testing import CliRunner

from sitegen.commands.main import main
from sitegen.model.media_types import COMPRESSED, MEDIA_TYPES, content_type, media_type
from sitegen.outputs.policy import POLICY
from sitegen.starting.hosts import HOSTS
from tests.doctor.conftest import OPEN, certified

MODULES = [
    "mpm_event",
    "authz_core",
    "dir",
    "mime",
    "headers",
    "filter",
    "deflate",
    "alias",
    "rewrite",
    "ssl",
    "socache_shmcb",
    "autoindex",
]
NGINX = "daemon off; pid {work}/pid; error_log {work}/errors; events {{}}\nhttp {{ access_log off; client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c; uwsgi_temp_path {work}/d; scgi_temp_path {work}/e; include {work}/site.conf; }}"
APACHE = 'ServerRoot "{work}"\nPidFile "{work}/pid"\nListen 127.0.0.1:{port}\nListen 127.0.0.1:{plain}\nErrorLog "{work}/errors"\nTypesConfig /etc/mime.types\n'
SERVERS = {"nginx": "/usr/share/nginx", "apache": "/usr/lib/apache2"}

HOSTILE = (
    "/old notices/",
    "/a\"b/c'd",
    "/$HOME/${PATH}/$1/",
    "/%{REQUEST_URI}/50%/",
    "/a+b*(c)[d]{e}^f|g.h~i;j&k=l,@m:n/",
    "/café/مناقصة/page.html",
    "/x;} location / { return 200; } {",
    "/" + "/".join(["notices-of-a-long-name"] * 13),
)
"""Addresses with what means something in one of the languages of configurations."""
LEADING_TO = '/adverts/bins/?cost=$1&share=%1 é"\\#key-facts'
LED_TO = "/adverts/bins/?cost=%241&share=%1%20%C3%A9%22%5C#key-facts"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@dataclass
class Live:
    """A server at work, with the site below `path`."""

    server: str
    path: str
    port: int
    plain: int
    folder: Path
    certificate: Path

    def ask(self, path: str, headers: Mapping[str, str] | None = None, *, plainly: bool = False) -> "Answer":
        """The answer for a path of the host."""
        port = self.plain if plainly else self.port
        with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as raw:
            connection = http.client.HTTPConnection("www.example.org")
            context = ssl.create_default_context(cafile=str(self.certificate))
            connection.sock = raw if plainly else context.wrap_socket(raw, server_hostname="www.example.org")
            connection.request("GET", path, headers=headers or {})
            reply = connection.getresponse()
            answer = Answer(reply.status, reply.headers, reply.read())
            connection.close()
            return answer


@dataclass
class Answer:
    """What a server said."""

    status: int
    headers: Message
    body: bytes


def content_with(folder: Path, base_url: str, **settings: object) -> Path:
    """The content of the small site with other settings."""
    content = shutil.copytree(Path(__file__).parent.parent / "sites/small/content", folder / "content")
    text = (content / "site.yaml").read_text("utf-8")
    text = re.sub("base_url: .*", f"base_url: {base_url}", text)
    text = re.sub(r"redirects:\n.*\n", "", text) if "redirects" in settings else text
    more = yaml.safe_dump(settings, allow_unicode=True) if settings else ""
    (content / "site.yaml").write_text(f"{text}\n{more}", "utf-8")
    return content


def run(*words: object) -> str:
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.stdout


@contextmanager
def readable_folder() -> Iterator[Path]:
    """A new folder that servers may read when they have given up being root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def serving(server: str, text: str, path: str, site: Path) -> Iterator[Live]:
    """The server at work with a configuration, in which only ports and certificates are changed."""
    port, plain = free_port(), free_port()
    work = site / server
    work.mkdir()
    key, certificate = certified(work, "DNS:www.example.org")
    text = re.sub(r"/etc/letsencrypt/\S+/fullchain\.pem", str(certificate), text)
    text = re.sub(r"/etc/letsencrypt/\S+/privkey\.pem", str(key), text)
    text = re.sub(r"listen \[::\].*\n", "", text)
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;").replace(
        "*:443>", f"127.0.0.1:{port}>"
    )
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};").replace("*:80>", f"127.0.0.1:{plain}>")
    (work / "site.conf").write_text(text, "utf-8")
    if server == "nginx":
        (work / "main.conf").write_text(NGINX.format(work=work))
        command = ["nginx", "-p", str(work), "-c", str(work / "main.conf")]
    else:
        load = (f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in MODULES)
        main_text = APACHE.format(work=work, port=port, plain=plain)
        (work / "main.conf").write_text("".join(load) + main_text + f"Include {work}/site.conf\n")
        command = ["apache2", "-X", "-f", str(work / "main.conf")]
    process = subprocess.Popen(command)
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, (
                    (work / "errors").read_text() if (work / "errors").exists() else text
                )
                assert time.monotonic() < deadline
                time.sleep(0.05)
        yield Live(server, path, port, plain, site, work / "certificate.pem")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


@pytest.fixture(scope="module", params=["", "/markets"], ids=["root", "path"])
def built(request: pytest.FixtureRequest) -> Iterator[tuple[str, Path]]:
    """The path of a small site, and the folder that holds its content and its output."""
    with readable_folder() as work:
        moved = [{"from": "/old/", "to": "/adverts/bins/"}]
        gone = [{"from": "/adverts/gone notice/", "reason": "Nobody needs it."}]
        content = content_with(work, f"https://www.example.org{request.param}", redirects=moved, gone=gone)
        output = work / "releases/1"
        run("build", "--content", content, "--output", output, "--now", OPEN)
        (work / "current").symlink_to(output)
        yield request.param, work


@pytest.fixture(scope="module", params=HOSTS)
def live(request: pytest.FixtureRequest, built: tuple[str, Path]) -> Iterator[Live]:
    path, work = built
    text = run("host", request.param, "--content", work / "content", "--root", work / "current")
    with serving(request.param, text, path, work) as live:
        yield live


def lead_to(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets whoever asks for www.example.org in this process reach the server."""
    ports, connect = {80: live.plain, 443: live.port}, socket.create_connection

    def connected(address: tuple[str, int], *more: Any, **options: Any) -> socket.socket:  # noqa: ANN401 - as in the original
        if address[0] == "127.0.0.1":
            return connect(address, *more, **options)
        assert address[0] == "www.example.org"
        return connect(("127.0.0.1", ports[address[1]]), *more, **options)

    monkeypatch.setattr(socket, "create_connection", connected)
    monkeypatch.setenv("SSL_CERT_FILE", str(live.certificate))


def test_the_doctor_finds_nothing_wrong(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    lead_to(live, monkeypatch)
    monkeypatch.chdir(live.folder)
    # The moment is that of the build; the clock of the server is that of this machine.
    options = ("--output", "current", "--now", OPEN, "--accept", "wrong-clock", "--most", "2000")
    done = CliRunner().invoke(main, ["doctor", *options])
    assert (done.exit_code, done.output[:19]) == (0, "Nothing wrong found"), done.output


def test_every_answer_carries_the_headers_once_even_that_there_is_no_such_page(live: Live) -> None:
    for path, status in (("/", 200), ("/adverts/", 200), ("/nowhere/", 404), ("/search/index.json", 200)):
        answer = live.ask(live.path + path)
        assert answer.status == status
        assert answer.headers.get_all("Content-Security-Policy") == [POLICY]
        assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert answer.headers.get_all("Referrer-Policy") == ["same-origin"]
        assert "geolocation=()" in answer.headers["Permissions-Policy"]
        assert answer.headers.get_all("Strict-Transport-Security") == (
            None if live.path else ["max-age=31536000"]
        )


def test_files_are_kept_for_as_long_as_they_stay_the_same(live: Live) -> None:
    asset = next(path.name for path in (live.folder / "current/assets").iterdir() if path.suffix == ".css")
    lifetimes = {
        "/": "public, max-age=300",
        "/search/index.json": "no-cache",
        f"/assets/{asset}": "public, max-age=31536000, immutable",
        "/assets/nothing.css": "public, max-age=300",
    }
    for path, lifetime in lifetimes.items():
        assert live.ask(live.path + path).headers.get_all("Cache-Control") == [lifetime], path
    assert live.ask(f"{live.path}/feed.xml").headers.get_all("Access-Control-Allow-Origin") == ["*"]
    assert live.ask(f"{live.path}/assets/{asset}").headers["Access-Control-Allow-Origin"] is None


def published(live: Live) -> Iterator[str]:
    """The files that readers can ask for, as paths below the site."""
    root = live.folder / "current"
    for file in root.rglob("*"):
        path = file.relative_to(root).as_posix()
        if file.is_file() and not re.search(r"(^|/)[._](?!well-known/)", path):
            yield path


def test_every_published_file_has_its_type_and_texts_come_compressed(live: Live) -> None:
    seen = set()
    for path in published(live):
        wanted = MEDIA_TYPES[Path(path).suffix.lower()] if path.startswith("files/") else content_type(path)
        answer = live.ask(f"{live.path}/{quote(path)}", {"Accept-Encoding": "gzip"})
        assert (answer.status, answer.headers["Content-Type"].lower()) == (200, wanted), path
        if media_type(path) in COMPRESSED and int((live.folder / "current" / path).stat().st_size) > 1000:
            assert answer.headers["Content-Encoding"] == "gzip", path
            assert answer.headers["Vary"] == "Accept-Encoding", path
        seen.add(wanted)
    assert {"application/jsonl", "text/csv; charset=utf-8", "text/plain; charset=utf-8", "text/plain"} <= seen


KINDS = {"prices.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "prices.ods": "application/vnd.oasis.opendocument.spreadsheet", "map.pdf": "application/pdf", "plan.SVG": "image/svg+xml", "face.woff2": "font/woff2", "feed.xml": "application/xml"}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_an_attachment_has_its_type_and_no_encoding(live: Live, name: str) -> None:
    (live.folder / "current/files" / name).write_bytes(b"x")
    assert live.ask(f"{live.path}/files/{name}").headers["Content-Type"] == KINDS[name]


def test_a_sitemap_is_compressed_for_readers_behind_a_proxy(live: Live) -> None:
    answer = live.ask(f"{live.path}/sitemap.xml", {"Accept-Encoding": "gzip", "Via": "1.1 proxy"})
    assert (answer.headers["Content-Type"], answer.headers["Content-Encoding"]) == ("application/xml", "gzip")


def test_a_compressed_page_that_has_not_changed_is_not_sent_again(live: Live) -> None:
    packed = {"Accept-Encoding": "gzip"}
    first = live.ask(f"{live.path}/adverts/", packed)
    assert first.headers["Content-Encoding"] == "gzip"
    known = {"If-None-Match": first.headers["ETag"]}
    assert live.ask(f"{live.path}/adverts/", packed | known).status == 304
    assert live.ask(f"{live.path}/adverts/", packed | {"If-None-Match": '"another-gzip"'}).status == 200


def test_an_address_without_its_slash_leads_to_the_page_and_to_no_inner_port(live: Live) -> None:
    for path in ("/adverts", "/decisions/bins-report", *([""] if live.path else [])):
        for host in ("www.example.org", f"127.0.0.1:{live.port}"):  # a proxy may pass on either
            answer = live.ask(live.path + path, {"Host": host})
            assert answer.status == 301
            assert location(answer) == f"{live.path}{path}/"


def location(answer: Answer) -> str:
    """Where an answer leads on the host, by a relative address or by the one that readers know."""
    return answer.headers["Location"].removeprefix("https://www.example.org")


def test_without_https_readers_are_led_to_the_same_page_with_it(live: Live) -> None:
    answer = live.ask(f"{live.path}/adverts/?status=open", plainly=True)
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://www.example.org{live.path}/adverts/?status=open"


def test_what_has_moved_leads_on_and_what_is_gone_says_so_with_a_page(live: Live) -> None:
    for path in ("/old/", "/old"):
        answer = live.ask(live.path + path)
        assert (answer.status, location(answer)) == (301, f"{live.path}/adverts/bins/")
    for path in ("/adverts/gone%20notice/", "/adverts/gone%20notice"):
        answer = live.ask(live.path + path)
        assert (answer.status, b"Page not found" in answer.body) == (410, True)
    assert live.ask(f"{live.path}/older/").status == 404


def test_what_is_not_for_readers_is_not_there_and_says_so_with_the_page_of_the_site(live: Live) -> None:
    current = live.folder / "current"
    (current / ".git").mkdir(exist_ok=True)
    (current / ".git/config").write_text("secret")
    (current / "empty").mkdir(exist_ok=True)
    hidden = (
        "/_headers",
        "/_redirects",
        "/.nojekyll",
        "/.git/config",
        "/.sitegen/manifest.json",
        "/adverts/.x",
    )
    for path in (*hidden, "/no/such/page/", "/empty/", "/files/"):
        answer = live.ask(live.path + path)
        assert (answer.status, b"Page not found" in answer.body) == (404, True), path
    (current / ".well-known").mkdir(exist_ok=True)
    (current / ".well-known/security.txt").write_text("Contact: mailto:security@example.org\n")
    assert live.ask(f"{live.path}/.well-known/security.txt").status == 200


def test_other_paths_of_the_host_are_not_ours(live: Live) -> None:
    if live.path:
        for path in ("/", "/adverts/", "/marketsquare/", "/.git/config"):
            answer = live.ask(path)
            assert answer.headers["Content-Security-Policy"] is None
            assert b"Page not found" not in answer.body, path


@pytest.mark.parametrize("path", ["", "/a/märkte"])
@pytest.mark.parametrize("server", HOSTS)
def test_an_address_is_never_read_as_a_part_of_the_configuration(
    server: str, path: str, tmp_path: Path
) -> None:
    moved = [{"from": source, "to": LEADING_TO} for source in HOSTILE]
    gone = [{"from": f"/gone{source}", "reason": "It was a test."} for source in HOSTILE]
    content = content_with(tmp_path, f"https://www.example.org{path}", redirects=moved, gone=gone)
    with readable_folder() as work:
        (work / "404.html").write_text("Page not found")
        text = run("host", server, "--content", content, "--root", work)
        with serving(server, text, path, work) as live:
            for source in HOSTILE:
                answer = live.ask(quote(path + source))
                assert (answer.status, location(answer)) == (301, quote(path) + LED_TO), source
                answer = live.ask(quote(f"{path}/gone{source}"))
                assert (answer.status, answer.body) == (410, b"Page not found"), source
            assert (
                live.ask(quote(f"{path}/a+b*(c)[d]{{e}}^f|gxh~i;j&k=l,@m:n/")).status == 404
            )  # a full stop is one


# The command


def refused(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["host", *(str(word) for word in words)])
    return done.exit_code, done.stderr


def test_a_server_that_it_does_not_know_is_refused_in_a_sentence(tmp_path: Path) -> None:
    content = content_with(tmp_path, "https://www.example.org")
    code, words = refused("iis", "--content", content)
    assert code == 2
    assert "sitegen knows no web server “iis”" in words


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ("www/current", "has to begin with /"),
        ('/var/www/a"b', "has a character that web servers read differently"),
        ("/srv/markets", "Write --root /srv/markets/current"),
    ],
)
def test_a_folder_that_cannot_hold_the_site_is_refused(tmp_path: Path, root: str, words: str) -> None:
    target = [{"name": "live", "kind": "directory", "to": "/srv/markets"}]
    content = content_with(tmp_path, "https://www.example.org", publish=target)
    code, said = refused("nginx", "--content", content, "--root", root)
    assert (code, words in said) == (2, True), said


def test_the_folder_of_the_content_is_never_published(tmp_path: Path) -> None:
    content = content_with(tmp_path, "https://www.example.org")
    assert refused("apache", "--content", content, "--root", content)[0] == 2


@pytest.mark.parametrize(("broken", "exit_code"), [("site.yaml", 3), ("pages/intent.md", 1)])
def test_content_with_errors_makes_no_configuration(tmp_path: Path, broken: str, exit_code: int) -> None:
    content = content_with(tmp_path, "https://www.example.org")
    (content / broken).write_text("---\ntitle: [\n---\n" if broken.endswith(".md") else "base_url: nowhere\n")
    code, said = refused("nginx", "--content", content)
    assert (code, broken in said) == (exit_code, True), said


def test_the_folder_is_where_the_settings_publish_to_and_a_port_is_kept(tmp_path: Path) -> None:
    target = [{"name": "live", "kind": "directory", "to": "/srv/markets"}]
    content = content_with(tmp_path, "https://www.example.org:8443/m", publish=target)
    texts: Mapping[str, str] = {server: run("host", server, "--content", content) for server in HOSTS}
    assert "listen 8443 ssl;" in texts["nginx"]
    assert 'alias "/srv/markets/current/";' in texts["nginx"]
    assert "<VirtualHost *:8443>" in texts["apache"]
    assert "Listen 8443" in texts["apache"]
    file = tmp_path / "made/site.conf"
    assert run("host", "nginx", "--content", content, "--output", file) == ""
    assert file.read_text("utf-8") == texts["nginx"]
