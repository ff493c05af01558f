"""The configurations for nginx and Apache, read by the real servers: what they send with each kind of file."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli import main
from sitegen.outputs.policy import POLICY

MODULES = ["mpm_event", "authz_core", "dir", "mime", "headers", "filter", "deflate", "alias"]
NGINX = "daemon off; pid {work}/pid; error_log {work}/errors; events {{}}\nhttp {{ include /etc/nginx/mime.types; access_log off; client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c; uwsgi_temp_path {work}/d; scgi_temp_path {work}/e; include {work}/site.conf; }}"
APACHE = 'ServerRoot "{work}"\nPidFile "{work}/pid"\nListen 127.0.0.1:{port}\nErrorLog "{work}/errors"\nTypesConfig /etc/mime.types\n'


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def serving(host: str, site: Path, work: Path) -> Iterator[int]:
    """The server at work with our configuration, in which only names, folders and the port are changed."""
    made = CliRunner().invoke(main, ["init", str(work / "new"), "--host", host])
    assert made.exit_code == 0, made.output
    port = free_port()
    text = (work / f"new/hosting/{host}.conf").read_text()
    text = text.replace("/var/www/market-tests/current", str(site)).replace(
        "/var/www/market-tests", str(site)
    )
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("*:80>", f"127.0.0.1:{port}>")
    (work / "site.conf").write_text(text)
    if host == "nginx":
        (work / "main.conf").write_text(NGINX.format(work=work))
        command = ["nginx", "-p", str(work), "-c", str(work / "main.conf")]
    else:
        load = "".join(
            f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in MODULES
        )
        (work / "main.conf").write_text(
            load + APACHE.format(work=work, port=port) + f"Include {work}/site.conf\n"
        )
        command = ["apache2", "-X", "-f", str(work / "main.conf")]
    os.chmod(work, 0o755)  # noqa: PTH101, S103 - servers give up being root
    process = subprocess.Popen(command)
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, (work / "errors").read_text()
                assert time.monotonic() < deadline
                time.sleep(0.05)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def ask(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer


@pytest.fixture(scope="module", params=["nginx", "apache"])
def port(request: pytest.FixtureRequest, example_site: Path) -> Iterator[int]:
    import tempfile  # noqa: PLC0415 - a folder that the servers may read when they have given up being root

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        site = shutil.copytree(example_site, work / "site")
        (site / ".git").mkdir()
        (site / ".git/config").write_text("secret")
        with serving(request.param, site, work) as found:
            yield found


def test_every_answer_carries_the_policy_even_that_there_is_no_such_page(port: int) -> None:
    for path, status in (("/", 200), ("/adverts/", 200), ("/nowhere/", 404), ("/search/index.json", 200)):
        answer = ask(port, path)
        assert answer.status == status
        assert answer.headers.get_all("Content-Security-Policy") == [POLICY]
        assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert answer.headers.get_all("Referrer-Policy") == ["same-origin"]
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_what_there_is_not_is_told_by_the_sites_own_page(port: int) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", "/no/such/page/")
        answer = connection.getresponse()
        assert (answer.status, b"Page not found" in answer.read()) == (404, True)


def test_files_are_kept_for_as_long_as_they_stay_the_same(port: int, example_site: Path) -> None:
    asset = next(path.name for path in (example_site / "assets").iterdir() if path.suffix == ".css")
    kept = {
        "/": "public, max-age=300",
        "/search/index.json": "no-cache",
        f"/assets/{asset}": "public, max-age=31536000, immutable",
    }
    for path, lifetime in kept.items():
        assert ask(port, path).headers.get_all("Cache-Control") == [lifetime]
    assert ask(port, "/feed.xml").headers["Access-Control-Allow-Origin"] == "*"
    assert ask(port, f"/assets/{asset}").headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/calendar.ics", "text/calendar; charset=utf-8"),
        ("/data/adverts.csv", "text/csv; charset=utf-8"),
        ("/site.webmanifest", "application/manifest+json"),
        ("/search/index.json", "application/json; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_each_kind_of_file_says_what_it_is(port: int, path: str, kind: str) -> None:
    answer = ask(port, path)
    assert answer.status == 200
    assert re.sub("utf-8", "utf-8", answer.headers["Content-Type"], flags=re.IGNORECASE) == kind


def test_texts_come_compressed(port: int) -> None:
    for path in ("/", "/feed.xml", "/search/index.json", "/data/adverts.csv"):
        assert ask(port, path, **{"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip", path


def test_an_address_without_its_slash_leads_to_the_page(port: int) -> None:
    answer = ask(port, "/adverts")
    assert answer.status == 301
    assert answer.headers["Location"].endswith("/adverts/")


def test_records_of_git_and_of_the_build_are_not_served(port: int) -> None:
    assert ask(port, "/.git/config").status == 404
    assert ask(port, "/.sitegen/manifest.json").status == 404


def test_a_site_that_is_there_gets_the_configuration_alone(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    made = CliRunner().invoke(main, ["init", str(tmp_path), "--host", "nginx"])
    assert made.exit_code == 0
    assert list((tmp_path / "content").iterdir()) == []
    assert "CHANGE" in (tmp_path / "hosting/nginx.conf").read_text()
