"""Old addresses of files: what leads on from them, and that an attachment with a redirect may leave its own."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.commands.main import main
from sitegen.model.file_kinds import names_file
from tests.publishing.conftest import NOW, Desk, only_sftp
from tests.publishing.hosts import Host

PAGE = "content/pages/intent.md"


def attach(desk: Desk, name: str, old: str = "") -> None:
    """Puts a file among the attachments, and a link to it on a page, in the place of an older one."""
    (desk.folder / "content/files").mkdir(exist_ok=True)
    (desk.folder / "content/files" / name).write_text("a,b\n1,2\n", "utf-8")
    file = desk.folder / PAGE
    text = file.read_text("utf-8")
    link = f"[The figures by year](../files/{name})"
    text = text.replace(f"../files/{old}", f"../files/{name}") if old else f"{text}\n{link}\n"
    file.write_text(text, "utf-8")
    if old:
        (desk.folder / "content/files" / old).unlink()


def redirect(desk: Desk, source: str, target: str) -> None:
    desk.edit("content/site.yaml", "redirects:", f"redirects:\n  - {{from: {source}, to: {target}}}")


def test_an_attachment_that_moved_needs_a_redirect_and_no_page_takes_its_place(
    desk: Desk, tmp_path: Path
) -> None:
    attach(desk, "old.csv")
    assert desk.publish("./www", "--allow-warnings").exit_code == 0
    attach(desk, "new.csv", "old.csv")
    done = desk.publish("./www", "--allow-warnings")
    assert (done.exit_code, "error[address-vanishes]" in done.stderr) == (4, True)
    redirect(desk, "/files/old.csv", "/files/new.csv")
    done = desk.publish("./www", "--allow-warnings")
    assert done.exit_code == 0, done.output
    current = tmp_path / "www/current"
    assert not (current / "files/old.csv").exists()
    assert "/markets/files/old.csv /markets/files/new.csv 301\n" in (current / "_redirects").read_text()


@only_sftp
@pytest.mark.usefixtures("kind")
def test_on_a_host_with_real_folders_the_old_file_makes_way(desk: Desk, host: Host) -> None:
    attach(desk, "old.csv")
    assert desk.publish(host.remote, "--allow-warnings").exit_code == 0
    attach(desk, "new.csv", "old.csv")
    redirect(desk, "/files/old.csv", "/files/new.csv")
    done = desk.publish(host.remote, "--allow-warnings")
    assert done.exit_code == 0, done.output
    assert not (host.folder / "files/old.csv").exists()


def test_a_redirect_may_lead_to_a_file_and_from_a_feed(desk: Desk, tmp_path: Path) -> None:
    redirect(desk, "/news.xml", "/feed.xml")
    redirect(desk, "/tenders.aspx", "/data/adverts.csv")
    done = CliRunner().invoke(main, ["build", "--now", NOW])
    assert done.exit_code == 0, done.output
    assert not (tmp_path / "output/news.xml").exists()
    assert 'href="/markets/data/adverts.csv"' in (tmp_path / "output/tenders.aspx/index.html").read_text()


@pytest.mark.parametrize(("target", "words"), [("/fed.xml", "There is no file /fed.xml on this site")])
def test_a_redirect_to_a_file_that_is_not_there_is_told(desk: Desk, target: str, words: str) -> None:
    redirect(desk, "/news.xml", target)
    done = CliRunner().invoke(main, ["check", "--now", NOW])
    assert (done.exit_code, words in done.stderr) == (3, True)


@pytest.mark.parametrize(
    ("address", "is_file"),
    [
        ("/news.xml", True),
        ("/files/old.pdf", True),
        ("/files/README", True),
        ("/files/old.PDF", True),
        ("/old/", False),
        ("/old.pdf/", False),
        ("/old.html", False),
        ("/tenders.aspx", False),
        ("/report-2.0", False),
    ],
)
def test_what_an_address_names_can_be_seen_from_its_end(address: str, *, is_file: bool) -> None:
    assert names_file(address) == is_file
