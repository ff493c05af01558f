"""A set of objectives as a public interest test: its page with both parts, and its sheet."""

from html import unescape

from sitegen.commands.options import SHIPPED
from sitegen.outputs.output import Printed, Rendered
from sitegen.outputs.search.texts import texts
from sitegen.reading.assets import read_assets
from sitegen.writing.render import Renderer, environment
from tests.strategies import Fields, objectives, outputs_of, site

TEST: Fields = {
    "public_interest_test": {"readiness": "Two years **to hire**.", "indication": "A mixture of both."},
    "models": [{"id": "in-house", "title": "By our own staff", "scores": {"a": "3", "b": "4"}}],
}
PAGE = "objectives/aims/index.html"


def page(fields: Fields) -> str:
    made = site(objectives(**fields), assets=read_assets((SHIPPED,)))
    (found,) = (one for one in outputs_of(made) if isinstance(one, Rendered) and one.path == PAGE)
    return unescape(Renderer(environment((SHIPPED,))).make(found).data.decode())


def sheets(fields: Fields, *, pdf: bool) -> list[str]:
    made = site(objectives(**fields), assets=read_assets((SHIPPED,)), pdf="true" if pdf else "false")
    return [one.path for one in outputs_of(made) if isinstance(one, Printed)]


def test_the_page_says_what_the_test_is_how_ready_the_buyer_is_and_what_it_points_to() -> None:
    html = page(TEST)
    assert '<dt>Public interest test</dt>\n<dd><a href="#public-interest-test">' in html
    section = html.partition('<h2 id="public-interest-test">')[2]
    assert "the objectives and the ways to deliver it above" in section
    assert "<h3>How ready we are</h3>\n<p>Two years <strong>to hire</strong>.</p>" in section
    assert "<h3>What the test points to</h3>\n<p>A mixture of both.</p>" in section
    assert html.count('href="#public-interest-test"') == 2


def test_without_contract_models_the_page_does_not_speak_of_ways_to_deliver() -> None:
    assert "ways to deliver it" not in page(TEST | {"models": []})


def test_a_set_that_is_no_test_does_not_speak_of_one() -> None:
    assert "ublic interest test" not in page({})


def test_a_test_has_a_sheet_where_the_site_has_pdfs() -> None:
    assert sheets(TEST, pdf=True) == ["objectives/aims/aims.pdf"]
    assert sheets(TEST, pdf=False) == sheets({}, pdf=True) == []


def test_its_words_can_be_found() -> None:
    assert texts(objectives(**TEST).record).count("A mixture of both.") == 1
