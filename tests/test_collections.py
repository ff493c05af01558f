"""A collection is added as CONTRIBUTING.md says, in a copy of the program, and its records are published."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.model.kinds import KINDS, NAMES
from sitegen.model.record import Record

NEW = {
    "sitegen/model/policy.py": '''"""A policy: what notices and decisions rest on."""

from typing import ClassVar

from sitegen.model.record import Record
from sitegen.model.scalars import Body, Text


class Policy(Record):
    """What notices and decisions rest on."""

    collection: ClassVar[str] = "policies"
    kind_name: ClassVar[str] = "policy"

    summary: Text
    """One or two plain sentences."""
    body: Body
    """The text of the policy."""
''',
    "sitegen/outputs/html/policies.py": '''"""The site → the page of each policy."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.policy import Policy
from sitegen.model.site import Site
from sitegen.outputs.html.chrome import HOME, hidden, path_of
from sitegen.outputs.html.chrome import dates_of
from sitegen.outputs.output import Rendered
from sitegen.outputs.view import Chrome, View


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage(View):
    """A policy."""

    policy: Policy


def page(site: Site, chrome: Chrome, policy: Policy) -> Iterator[Rendered]:
    """The page of a policy."""
    shown = PolicyPage(
        site=chrome,
        title=policy.title,
        address=policy.address,
        description=policy.summary,
        crumbs=(HOME,),
        hidden=hidden(site, policy),
        dates=dates_of(site, policy),
        policy=policy,
    )
    yield Rendered(path_of(policy.address), "pages/policy.html", shown)
''',
    "templates/pages/policy.html": """{% extends "layout/page.html" %}
{% block area %}
<h1>{{ page.title }}</h1>
{% endblock %}
{% block content %}
<div class="text">
{{ page.policy.body }}
</div>
{% endblock %}
""",
    "templates/starters/policy.md": """---
draft: true
title: {{ title }}
summary: Say here in one or two sentences what the policy asks.
---

## Wording

Write the text of the policy here.
""",
}
"""The files that the recipe adds."""
CHANGED = {
    "sitegen/model/kinds.py": {
        "from sitegen.model.publication": "from sitegen.model.policy import Policy\nfrom sitegen.model.publication",
        "Undated = Objectives |": "Undated = Policy | Objectives |",
        'Kind(Page, "page"),': 'Kind(Page, "page"),\n    Kind(Policy, "policy"),',
    },
    "sitegen/outputs/html/__init__.py": {
        "from sitegen.model.publication": "from sitegen.model.policy import Policy\nfrom sitegen.model.publication",
        "    pages,\n": "    pages,\n    policies,\n",
        "        case Page():": "        case Policy():\n            return policies.page(site, chrome, record)\n        case Page():",
    },
    "sitegen/outputs/search/texts.py": {
        "from sitegen.model.prose": "from sitegen.model.policy import Policy\nfrom sitegen.model.prose",
        "        case Page():": "        case Policy():\n            return iter((record.body,))\n        case Page():",
    },
}
"""The files that it changes, each with what it puts in place of what."""


@pytest.fixture(scope="module")
def tree(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program to which the recipe was applied, and content beside it."""
    copy = tmp_path_factory.mktemp("tree")
    for name in ("sitegen", "templates"):
        shutil.copytree(repository / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(repository / "tests/sites/small/content", copy / "content")
    for path, text in NEW.items():
        assert not (copy / path).exists()
        (copy / path).write_text(text, "utf-8")
    for path, changes in CHANGED.items():
        text = (copy / path).read_text("utf-8")
        for old, new in changes.items():
            assert text.count(old) == 1, (path, old)
            text = text.replace(old, new)
        (copy / path).write_text(text, "utf-8")
    return copy


def sitegen(tree: Path, *arguments: str) -> str:
    """What a command of the copy prints. Fails when the command does."""
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", *arguments], cwd=tree, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_recipe_names_each_file_that_it_touches_and_there_are_no_more_than_eight(
    repository: Path,
) -> None:
    text = (repository / "CONTRIBUTING.md").read_text("utf-8")
    recipe = text.split("\n### Add a collection\n")[1].split("\n### ")[0]
    named = re.findall(r"^\d+\. `([^`]+)`:", recipe, re.MULTILINE)
    touched = {path if path in CHANGED else f"{Path(path).parent.as_posix()}/" for path in (*NEW, *CHANGED)}
    assert sorted(named) == sorted(touched)
    assert len(NEW) + len(CHANGED) <= 8


def test_a_record_of_a_new_collection_is_started_linked_to_searched_and_published(tree: Path) -> None:
    sitegen(tree, "new", "policy", "Seating", "--now", "2026-11-23T11:00")
    record = tree / "content/policies/seating.md"
    started = record.read_text("utf-8")
    assert 'title: "Seating"\n' in started
    text = re.sub(r"summary: .*", "summary: What a bench must have.", started.replace("draft: true\n", ""))
    record.write_text(text.replace("Write", "Benches have backs and arms, and we write"), "utf-8")
    words = "Our [policy](../policies/seating.md#wording) says why."
    (tree / "content/pages/seats.md").write_text(
        f"---\ntitle: Seats\nin_footer: true\n---\n\n{words}\n", "utf-8"
    )
    sitegen(tree, "build", "--now", "2026-11-23T11:00", "--no-cache")
    page = (tree / "output/policies/seating/index.html").read_text("utf-8")
    assert "<h1>Seating</h1>" in page
    assert "Benches have backs and arms" in page
    assert "policies/seating/#wording" in (tree / "output/pages/seats/index.html").read_text("utf-8")
    assert "/policies/seating/" in (tree / "output/sitemap.xml").read_text("utf-8")
    searched = "".join(file.read_text("utf-8") for file in (tree / "output/search").rglob("*.json"))
    assert '["policies/seating/","Seating","Policy"' in searched
    assert "backs" in searched


def test_commands_and_schemas_know_a_new_collection(tree: Path) -> None:
    assert "page|policy" in "".join(sitegen(tree, "new", "--help").split())
    assert "summary" in json.loads(sitegen(tree, "schema", "policy"))["properties"]


def test_each_class_of_record_has_one_row() -> None:
    assert {kind.cls for kind in KINDS} == set(Record.__subclasses__())
    assert len(NAMES) == len(KINDS)
