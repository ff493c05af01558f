"""Whatever the content, every output of every format is made, and no word of a hidden record is in any of them."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.commands.options import SHIPPED
from sitegen.model.site import Site
from sitegen.outputs import hosting
from sitegen.outputs.output import info_of
from sitegen.reading.assets import read_assets
from sitegen.writing.render import Renderer, environment
from tests import strategies as content

HIDDEN = "zqxsecret"
_TEMPLATES = environment([SHIPPED])
_ASSETS = read_assets([SHIPPED])


def secretly(value: object) -> object:
    """The same fields, with the secret word in every text that is for readers."""
    match value:
        case dict():
            return {name: secretly(one) if name in _READ else one for name, one in value.items()}
        case list():
            return [secretly(one) for one in value]
        case str():
            return f"{HIDDEN} {value}"
        case _:
            return value


_READ = {
    "title",
    "summary",
    "questions",
    "how",
    "include",
    "respond",
    "role",
    "contact",
    "places",
    "events",
    "place",
} | {"clarifications", "question", "answer", "amendments", "change", "reason", "withdrawn", "body"}
"""The fields of an advert that hold words for readers, and the groups in which they are."""


@st.composite
def sites_with_a_secret(draw: st.DrawFn) -> Site:
    """A site of a few records of every kind, some of which are hidden and hold the secret word."""
    named = {"initiative": "streets", "objectives": "aims", "decision": "seating"}
    hidden = st.sampled_from([{"draft": "true"}, {"published": "2027-06-01"}])
    found = [
        content.advert("shown", **draw(content.adverts(**named))),
        content.advert("alone", **draw(content.adverts())),
    ]
    fields = secretly(draw(content.adverts(**(named if draw(st.booleans()) else {}))))
    assert isinstance(fields, dict)
    found.append(content.advert(f"{HIDDEN}-a", **{**fields, "reference": HIDDEN, **draw(hidden)}))
    for make, name in (
        (content.initiative, "streets"),
        (content.objectives, "aims"),
        (content.decision, "seating"),
    ):
        is_hidden = draw(st.booleans())
        more = (
            {"title": f"{HIDDEN} {name}", **draw(hidden)} if is_hidden else {"title": draw(content.titles())}
        )
        found.append(make(name, **more))
    return content.site(*found, assets=_ASSETS, ocid_prefix="ocds-213czf", now="2026-11-23T09:00")


def made(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of the site by its path."""
    renderer, about = Renderer(_TEMPLATES, "/markets"), []
    for job in content.jobs_of(site):
        for output in job.plan().outputs:
            about.append(info_of(output))
            file = renderer.make(output)
            assert file.diagnostics == ()
            yield file.path, file.data
    for output in hosting.plan(site, about):
        yield output.path, renderer.make(output).data


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")  # a site is long to tell
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(sites_with_a_secret())
def test_every_output_is_made_once_and_tells_nothing_hidden(site: Site) -> None:
    files = list(made(site))
    assert len({path for path, _ in files}) == len(files)
    assert "adverts/shown/index.html" in dict(files)
    assert [path for path, data in files if HIDDEN.encode() in (path.encode() + data).lower()] == []
