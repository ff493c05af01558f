"""What the documents say is so: commands, messages, examples and links."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sitegen.commands.main import COMMANDS, main
from sitegen.model.advert import Advert
from sitegen.model.config import Config

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
)
NOW = "2027-04-01T09:00"
"""When all that the guide publishes has been published."""
ADVERT = "adverts/park-benches.md"
"""The advert that the guide writes first; its fragments are parts of it."""

Block = tuple[str, str, str]
"""The file of content that a block of code is about (ours, when none is named), its language, its text."""


def read(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def blocks(document: str) -> list[Block]:
    """The blocks of code in a document, each with the file that the line above it names."""
    found = re.finditer(
        r"(?:^`content/(\S+)`:\n\n)?^```(\w*)\n(.*?)^```$", read(document), re.MULTILINE | re.DOTALL
    )
    return [(match[1] or "", match[2], match[3]) for match in found]


def example(name: str) -> str:
    """A whole file that the guide shows."""
    return next(text for file, _, text in blocks("docs/writing.md") if file == name)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the worked example with the advert of the guide, in the current folder."""
    monkeypatch.chdir(tmp_path)
    copy = tmp_path / "content"
    shutil.copytree(ROOT / "content", copy)
    (copy / "files/bench.jpg").write_bytes(b"")
    (copy / ADVERT).write_text(example(ADVERT), "utf-8")
    settings = copy / "site.yaml"
    # The worked example must not grow old while the guide looks ahead; and its fragments stand by themselves.
    text = re.sub(r"(reviewed: )\S+", r"\g<1>2027-01-01", settings.read_text("utf-8"))
    off = ("unanswered-question", "linked-from-nowhere", "no-next-step", "past-step", "outcome-not-named")
    rules = "".join(f"\n  {rule}: off" for rule in off)
    settings.write_text(text.replace("\nrules:", f"\nrules:{rules}", 1), "utf-8")
    return copy


def check() -> str:
    """What an author hears of the content in the current folder."""
    return CliRunner().invoke(main, ["check", "--now", NOW]).stderr


# Commands


def options(command: click.Command) -> set[str]:
    return {name for option in command.params for name in option.opts if name.startswith("-")}


def command_called(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found, name
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    reference = read("docs/commands.md").split(f"\n## sitegen {name}\n")
    assert len(reference) == 2, f"sitegen {name} is not in docs/commands.md"
    section = reference[1].split("\n## ")[0]
    assert {option for option in options(command_called(name)) if option not in section} == set()


def test_the_generated_references_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs/generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def commands_shown(document: str) -> Iterator[str]:
    """Every `sitegen …` of a document that an author could type, in blocks and within sentences."""
    text = read(document)
    yield from re.findall(r"`(sitegen(?: [^`\n]+)?)`", text)
    for _, language, block in blocks(document):
        if language == "sh":
            yield from re.findall(r"^(sitegen\b[^#\n]*)", block, re.MULTILINE)


@pytest.mark.parametrize("document", [name for name in DOCUMENTS if name != "docs/commands.md"])
def test_every_command_that_a_document_shows_can_be_typed(document: str) -> None:
    for shown in commands_shown(document):
        words = shlex.split(shown)[1:]
        named = [word for word in words if not word.startswith("-")]
        assert not named or named[0] in COMMANDS, shown
        command: click.Command = command_called(named[0]) if named else main
        if isinstance(command, click.Group) and len(named) > 1:
            assert named[1] in command.commands, shown
            command = command.commands[named[1]]
        known = options(command) | options(main) | {"--help"}
        assert {word.split("=")[0] for word in words if word.startswith("-")} - known == set(), shown


def test_the_targets_of_make_that_documents_name_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = {name for document in DOCUMENTS for name in re.findall(r"`make ([a-z-]+)`", read(document))}
    assert {"site", "test"} <= named
    assert named - targets == set()


# Messages and examples


MESSAGES = [
    (document, text)
    for document in DOCUMENTS
    for _, language, text in blocks(document)
    if language == "text" and re.match(r"(error|warning)\[", text)
]
FROM_START = "README.md"
"""The document that begins with an empty folder: its commands make the file that its message is about."""


def test_the_readme_leads_from_nothing_to_the_message_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (message,) = (text for document, text in MESSAGES if document == FROM_START)
    for shown in commands_shown(FROM_START):
        if re.match(r"sitegen (init|new) ", shown):
            done = CliRunner().invoke(main, [*shlex.split(shown)[1:], "--now", "2027-01-04"])
            assert done.exit_code == 0, done.output
            monkeypatch.chdir(tmp_path / "my-site")
    assert set(re.findall(r"^\w+\[[\w-]+\]", check(), re.MULTILINE)) == {"warning[starter-value]"}
    put_in(tmp_path / "my-site/content", message)
    assert f"{message}\n" in check()


@pytest.mark.parametrize(
    ("document", "message"),
    [case for case in MESSAGES if case[0] != FROM_START],
    ids=lambda text: text.split("]")[0],
)
def test_a_message_in_a_document_is_what_the_program_says(content: Path, document: str, message: str) -> None:
    put_in(content, message)
    assert f"{message}\n" in check(), document


def put_in(content: Path, message: str) -> None:
    """Puts the lines that a message shows into the file it names, at their numbers."""
    place = re.search(r"--> content/(\S+?):\d+:\d+$", message, re.MULTILINE)
    assert place, message
    lines = (content / place[1]).read_text("utf-8").split("\n")
    for number, line in re.findall(r"^ *(\d+) \| (.*)$", message, re.MULTILINE):
        lines[int(number) - 1] = line
    (content / place[1]).write_text("\n".join(lines), "utf-8")


SETTINGS = Config.model_fields.keys() - Advert.model_fields.keys()
"""What an example of the guide that names no file is about, when it begins with one of these."""


def first_line(text: str) -> str:
    return text.split("\n", maxsplit=1)[0]


GUIDE = [
    block
    for document in ("docs/writing.md", "docs/appraisal.md")
    for block in blocks(document)
    if block[1] in ("markdown", "yaml")
]


def test_the_advert_that_the_guide_begins_with_is_sound(content: Path) -> None:
    assert (content / ADVERT).is_file()
    assert check() == ""


@pytest.mark.parametrize(("file", "language", "text"), GUIDE, ids=first_line)
def test_every_example_of_the_guide_is_accepted(content: Path, file: str, language: str, text: str) -> None:
    path = content / (file or ADVERT)
    if file:
        path.write_text(text, "utf-8")
    elif language == "markdown":
        path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8")
    elif first_line(text).partition(":")[0] in SETTINGS:
        settings = content / "site.yaml"
        settings.write_text(f"{without_fields(settings.read_text('utf-8'), text)}{text}", "utf-8")
    else:
        path.write_text(with_fields(path.read_text("utf-8"), text), "utf-8")
    assert check() == ""


def with_fields(record: str, fields: str) -> str:
    """A record with these fields in place of its own of the same names."""
    _, head, body = record.split("---\n", 2)
    return f"---\n{without_fields(head, fields)}{fields}---\n{body}"


def without_fields(text: str, fields: str) -> str:
    """The lines of a file without its own fields of the names that these have."""
    for name in re.findall(r"^(\w+):", fields, re.MULTILINE):
        text = re.sub(rf"^{name}:.*\n(?:[ -].*\n|\n)*", "", text, flags=re.MULTILINE)
    return text


# Links


def headings(text: str) -> set[str]:
    """The anchors of a document's headings, as code hosts make them."""
    outside = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", outside, re.MULTILINE)
    }


def links(document: str) -> list[str]:
    """Where the links and pictures of a document lead, those elsewhere left out."""
    text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", read(document), flags=re.MULTILINE | re.DOTALL)
    return [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_in_a_document_leads_to_a_file_and_a_heading(document: str) -> None:
    for target in links(document):
        path, _, fragment = target.partition("#")
        file = (ROOT / document).parent / path if path else ROOT / document
        assert file.is_file(), target
        assert not fragment or fragment in headings(file.read_text("utf-8")), target


def test_every_document_is_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        if document not in reached and document.suffix == ".md":
            reached.add(document)
            name = document.relative_to(ROOT).as_posix()
            waiting += [(document.parent / target.partition("#")[0]).resolve() for target in links(name)]
    assert {ROOT / name for name in DOCUMENTS} - reached == {ROOT / "docs/README.md"}


def test_the_files_that_documents_name_in_the_repository_exist() -> None:
    """A path with a folder of ours at its start; those with a star or a placeholder are patterns."""
    named = {
        path
        for document in DOCUMENTS
        if document != "docs/writing.md"
        for path in re.findall(
            r"`((?:sitegen|tests|docs|bench|tools|templates|requirements|\.ci)/[\w./-]+)`", read(document)
        )
    }
    assert "sitegen/build/pipeline.py" in named
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_what_documents_name_in_the_folder_beside_the_content_is_what_the_program_calls_it() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "sitegen").rglob("*.py"))
    named = {
        name for document in DOCUMENTS for name in re.findall(r"`[\w/]*\.sitegen/([\w.-]+)", read(document))
    }
    assert "cache.sqlite" in named
    calls = r'(?:/ |= |\.sitegen/)"?{}"'
    assert sorted(name for name in named if not re.search(calls.format(re.escape(name)), code)) == []


def test_no_document_says_how_many_rules_there_are() -> None:
    """The number would be wrong after the next one."""
    said = re.compile(r"\b\d+ (?:rules|checks)\b")
    assert [name for name in (*DOCUMENTS, "bench/README.md") if said.search(read(name))] == []


def test_a_recipe_names_what_is_in_the_file_of_its_step() -> None:
    steps = re.findall(
        r"^\d\. (`sitegen/[\w/]+\.py`.*?)(?=^\d\.|^\n)", read("CONTRIBUTING.md"), re.MULTILINE | re.DOTALL
    )
    found = []
    for step in steps:
        for part in step.split("; "):
            for path in re.findall(r"^`(sitegen/[\w/]+\.py)`", part):
                found += [(path, name) for name in re.findall(r"`([A-Z]{3,})`", part)]
    assert ("sitegen/outputs/plan.py", "BESIDE") in found
    assert [one for one in found if not re.search(rf"^{one[1]}\b", read(one[0]), re.MULTILINE)] == []
