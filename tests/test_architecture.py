"""What ARCHITECTURE.md and CONTRIBUTING.md say of the code is so, and what is made from the code is complete."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "sitegen").rglob("*.py"))
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
CODE_MAP = (ROOT / "docs/code-map.md").read_text("utf-8")

WORLD = re.compile(
    r"\b(?:read_bytes|write_bytes|write_text|scandir|rmtree|create_server|urlopen|TemporaryDirectory|is_dir|is_file)\("
    r"|\.(?:read_text|open|exists|mkdir|unlink|rmdir|touch|stat|is_symlink)\("
    r"|\bos\.(?:environ|replace|remove|cpu_count|_exit)\b|\bget_code\(|\bsubprocess\b|\bhttp\.client\b|\bfrom watchfiles\b"
)
CLOCK = re.compile(r"\.(?:now|today|utcnow)\(|\btime\.time\(")
REMEMBERS = re.compile(r"memo\.(?:each|share|recall|keep)\(")
PLAIN = ("reading", "rules", "outputs", "model")


def modules_with(pattern: re.Pattern[str]) -> set[str]:
    """The modules of the package whose code has the pattern, as ARCHITECTURE.md names them."""
    return {name(path) for path in MODULES if pattern.search(path.read_text("utf-8"))}


def name(path: Path) -> str:
    return path.relative_to(ROOT / "sitegen").with_suffix("").as_posix()


def named(start: str, end: str) -> set[str]:
    """The modules that ARCHITECTURE.md names between two of its phrases."""
    _, found, text = ARCHITECTURE.partition(start)
    assert found, start
    return set(re.findall(r"`([\w/]+)`", text.partition(end)[0]))


def test_only_the_modules_that_the_architecture_names_touch_the_world() -> None:
    assert modules_with(WORLD) == named("Only these touch the world:", "Held by")


def test_only_the_modules_that_the_architecture_names_remember_or_share() -> None:
    assert modules_with(REMEMBERS) == named("Only `build/read`", "ask it") | {"build/read"}


def test_what_a_stage_does_knows_nothing_of_remembering_and_sharing() -> None:
    knows = re.compile(
        r"\bsitegen\.memo\b|\bpickle\b|\bmarshal\b|\bmultiprocessing\b|__reduce__|__getstate__"
    )
    assert [one for one in modules_with(knows) if one.startswith(PLAIN)] == []


def test_only_the_commands_read_the_clock() -> None:
    assert modules_with(CLOCK) == {"commands/running"}


def test_the_folders_that_the_architecture_names_exist() -> None:
    folders = re.findall(r"^\| `([a-z]+/)`", ARCHITECTURE, re.MULTILINE)
    assert folders
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []


def test_the_architecture_is_read_in_one_go() -> None:
    assert len(ARCHITECTURE.splitlines()) < 150


def test_every_module_says_what_it_does_in_the_code_map() -> None:
    said = dict(
        re.findall(r"^\| \[`\w+\.py`\]\(\.\./sitegen/([\w/]+)\.py\) \| (.*) \|$", CODE_MAP, re.MULTILINE)
    )
    assert said.keys() == {name(path) for path in MODULES if path.name != "__init__.py"}
    assert [module for module, words in said.items() if len(words) < 10] == []


def test_no_module_is_longer_than_the_house_allows() -> None:
    assert [name(path) for path in MODULES if len(path.read_text("utf-8").splitlines()) > 300] == []


def test_no_function_is_longer_than_the_house_allows() -> None:
    """What a command's options and its help add does not count: these are what people read in `--help`."""
    functions = [
        (node.end_lineno - node.lineno + 1, name(path), node.name)
        for path in MODULES
        if path.parent.name != "commands"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    ]
    assert [found for found in functions if found[0] > 50] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "helpers", "common", "base", "manager"}
    assert [name(path) for path in MODULES if empty & {*path.with_suffix("").parts[len(ROOT.parts) :]}] == []


def imported() -> Iterator[str]:
    """The libraries that modules import, those of Python left out."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.partition(".")[0]


def test_every_library_has_a_contract_that_says_who_imports_it() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    protected = {name for one in settings["contracts"] for name in one.get("protected_modules", ())}
    outside = {*imported()} - sys.stdlib_module_names - {"sitegen"}
    assert outside - protected == {"pydantic", "pydantic_core"}
    assert protected - outside == set()


def test_a_program_that_a_test_starts_is_of_this_tree(tmp_path: Path) -> None:
    """Without `site`, Python does not know what is installed."""
    program = [sys.executable, "-S", "-c", "import sitegen; print(sitegen.__file__)"]
    done = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(ROOT / "sitegen/__init__.py"), done.stderr


def test_what_is_looked_at_before_a_commit_is_what_make_check_looks_at() -> None:
    hooks = re.findall(
        r"^ +entry: \.venv/bin/(.+)$", (ROOT / ".pre-commit-config.yaml").read_text("utf-8"), re.MULTILINE
    )
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^check: (.+?) ##", makefile, re.MULTILINE)[0].split()
    recipes = "".join(re.findall(rf"^(?:{'|'.join(targets)}):.*\n((?:\t.+\n)+)", makefile, re.MULTILINE))
    assert sorted(hooks) == sorted(re.findall(r"\$\(BIN\)/(.+)", recipes))
