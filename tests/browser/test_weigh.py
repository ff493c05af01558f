"""Readers move the weights of objectives, and see and hear how the contract models then rank."""

import base64
import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from sitegen.writing.render import environment
from tests.outputs.test_charts import compared

PARTNERSHIP = "objectives/strategic-partnership-2003/"
LEISURE = "objectives/leisure-2026/"
MOST_BYTES = 3 * 1024
RESULTS = re.compile("[Ss]core and place (of those compared )?with ")

# What of a drawing overlaps or leaves it: words that meet other words of the same line, or the drawing's edge.
OVERLAPS = """svg => {
    const boxes = [...svg.querySelectorAll('text')].map(text => ({text, box: text.getBBox()}));
    const wide = svg.viewBox.baseVal.width;
    return boxes.flatMap(({text, box}, at) => [
        ...(box.x < -1 || box.x + box.width > wide + 1 ? [text.textContent] : []),
        ...boxes.slice(at + 1).filter(({box: other}) => box.x < other.x + other.width && other.x < box.x + box.width
            && box.y < other.y + other.height && other.y < box.y + box.height
            && Math.abs(box.y - other.y) < 1).map(other => text.textContent + ' / ' + other.text.textContent),
    ]);
}"""


@pytest.fixture
def weighing(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Opens a page of objectives when its form is ready."""

    def opened(address: str = PARTNERSHIP, **reader: object) -> Page:
        page = open_page(address, **reader)
        page.clock.pause_at("2026-11-23T10:00:00Z")  # the test says when time passes
        expect(page.locator(".weigh")).to_be_visible()
        return page

    return opened


def results(page: Page) -> list[list[str]]:
    rows = page.get_by_role("table", name=RESULTS).get_by_role("row").all()
    return [row.locator("th, td").all_inner_texts() for row in rows[1:]]


def slider(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name)


def test_at_the_published_weights_the_form_shows_what_the_page_says(weighing: Callable[..., Page]) -> None:
    for address in (PARTNERSHIP, LEISURE, "objectives/digital-care-2026/"):
        page = weighing(address)
        before = page.evaluate("fetch(location).then(answer => answer.text())")
        rows = before.split('class="weigh"')[1].split("<tbody>")[1].split("</tbody>")[0]
        assert [cell for row in results(page) for cell in row] == re.findall(r"<t[hd][^>]*>([^<]*)<", rows)
        slider(page, "a. ").press("ArrowRight")
        slider(page, "a. ").press("ArrowLeft")
        assert [cell for row in results(page) for cell in row] == re.findall(r"<t[hd][^>]*>([^<]*)<", rows)


NEARLY_LEVEL = """title: Set
weighting: {basis: points, status: proposed}
objectives:
  - {id: a, title: A, weight: 1000}
  - {id: b, title: B, weight: 1000}
  - {id: c, title: C, weight: 1001}
models:
  - {id: x, title: X, scores: {a: 3, b: 3, c: 3}}
  - {id: y, title: Y, scores: {a: 1, b: 3, c: 5}}
  - {id: z, title: Z, scores: {a: 5}}
"""


def test_scores_that_are_nearly_level_are_told_apart_and_the_first_is_that_of_those_compared(
    repository: Path,
    tmp_path: Path,
    build_site: Callable[..., Path],
    static_server: Callable[..., str],
    weighing: Callable[..., Page],
) -> None:
    settings = (repository / "tests/sites/quiet/content/site.yaml").read_text("utf-8")
    (tmp_path / "objectives").mkdir()
    off = "rules: {models-on-different-sets: off, linked-from-nowhere: off}"
    (tmp_path / "site.yaml").write_text(f"{settings}\n{off}\n", "utf-8")
    (tmp_path / "objectives/set.yaml").write_text(NEARLY_LEVEL, "utf-8")
    page = weighing("objectives/set/", site=static_server(build_site(tmp_path)))
    level = [["Y", "about 3.001", "First"], ["X", "3", "Second"]]
    assert results(page) == level
    slider(page, "c. ").press("ArrowLeft")
    assert results(page)[0] == ["X", "3", "First"]
    slider(page, "c. ").press("ArrowRight")
    assert results(page) == level
    page.clock.run_for(1000)
    status = page.locator(".weigh [role=status]")
    expect(status).to_have_text("Highest score of those compared with these weights: Y.")
    slider(page, "a. ").press("End")
    slider(page, "b. ").press("Home")
    slider(page, "b. ").press("ArrowRight")
    assert slider(page, "b. ").input_value() == "1"


def test_moved_by_keyboard_the_preference_changes_and_is_told(weighing: Callable[..., Page]) -> None:
    page = weighing()
    assert results(page)[0] == ["Incremental partnering", "3.5", "First"]
    regeneration = slider(page, "f. Regeneration")
    regeneration.focus()
    # From 50 of 400 upwards: at 66 of 416 it has 15.9%, at 67 of 417 it has 16.1%. The page names 16%.
    for _ in range(16):
        page.keyboard.press("ArrowRight")
    assert results(page)[0][0] == "Incremental partnering"
    page.keyboard.press("ArrowRight")
    assert results(page)[0][::2] == ["Joint venture", "First"]
    assert page.locator(".leader").inner_text().endswith(": Joint venture.")
    assert regeneration.input_value() == page.locator("output").nth(5).inner_text() == "67"
    page.clock.run_for(1000)
    status = page.locator(".weigh [role=status]")
    expect(status).to_have_text("Highest score with the sliders as they are: Joint venture.")


def test_a_reader_hears_of_the_end_of_a_move_and_not_of_each_step(weighing: Callable[..., Page]) -> None:
    page = weighing()
    status = page.locator(".weigh [role=status]")
    slider(page, "f. Regeneration").press("End")
    assert status.text_content() == ""
    page.clock.run_for(1000)
    expect(status).to_have_text("Highest score with the sliders as they are: Joint venture.")


def test_nothing_is_said_before_a_reader_has_moved_anything(weighing: Callable[..., Page]) -> None:
    page = weighing()
    page.clock.run_for(5000)
    assert page.locator(".weigh [role=status]").text_content() == ""


def test_the_accessibility_tree_has_sliders_with_names_and_shares_in_words(
    weighing: Callable[..., Page],
) -> None:
    page = weighing()
    tree = page.locator(".weigh").aria_snapshot()
    assert 'heading "Let some objectives count for more" [level=2]' in tree
    for name in ("a. Better services", "h. Strategic capacity"):
        assert f'slider "{name}"' in tree
    assert 'button "Let all count the same again"' in tree
    assert "- status" in tree
    assert 'table "Score and place with the sliders as they are"' in tree
    assert 'row "Incremental partnering 3.5 First"' in tree
    assert slider(page, "a. Better services").input_value() == "50"


def test_a_tie_and_no_weight_at_all_are_told(weighing: Callable[..., Page]) -> None:
    page = weighing()
    status = page.locator(".weigh [role=status]")
    for one in page.get_by_role("slider").all():
        one.press("Home")
    assert {row[1] + row[2] for row in results(page)} == {""}
    page.clock.run_for(1000)
    expect(status).to_have_text("Let at least one objective count for something.")
    slider(page, "h. ").press("End")
    assert [row[2] for row in results(page)] == ["Joint first", "Joint first", "Third", "Fourth"]
    page.clock.run_for(1000)
    expect(status).to_have_text("Level with the highest score: Incremental partnering, Joint venture.")


def test_the_published_weights_come_back(weighing: Callable[..., Page]) -> None:
    page = weighing(LEISURE)
    before = results(page)
    slider(page, "d. ").press("End")
    slider(page, "a. ").press("Home")
    assert results(page) != before
    page.get_by_role("button", name="Back to the published weights").press("Enter")
    assert results(page) == before
    assert slider(page, "c. ").input_value() == "17.5"


def test_every_slider_goes_from_0_to_100_and_its_thumb_is_where_its_number_says(
    weighing: Callable[..., Page],
) -> None:
    page = weighing(LEISURE)
    for one in page.get_by_role("slider").all():
        assert (one.get_attribute("min"), one.get_attribute("max")) == ("0", "100")
    shown = page.locator(".weigh output")
    values = ["30", "20", "17.5", "12.5", "10", "10"]
    assert shown.all_inner_texts() == values
    slider(page, "a. ").press("End")
    assert shown.all_inner_texts() == ["100", *values[1:]]
    assert slider(page, "a. ").input_value() == "100"


def test_a_link_carries_the_weights_and_a_link_that_does_not_fit_is_ignored(
    weighing: Callable[..., Page],
) -> None:
    page = weighing(LEISURE)
    published = results(page)
    slider(page, "b. ").press("End")
    slider(page, "a. ").press("Home")
    moved = results(page)
    link = page.get_by_role("link", name="Link to the sliders").get_attribute("href")
    assert link is not None
    assert link.endswith("#weights=0,100,17.5,12.5,10,10")
    assert moved != published
    assert results(weighing(link)) == moved
    for wrong in ("#weights=1,2", "#weights=1,2,3,4,5,101", "#weights=1,2,3,4,5,-1", "#weights=a,b,c,d,e,f"):
        assert results(weighing(LEISURE + wrong)) == published


def test_without_script_there_is_no_form_and_the_page_says_everything(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(PARTNERSHIP, script=False)
    expect(page.locator(".weigh")).to_be_hidden()
    text = page.locator("main").inner_text()
    assert (
        "If “Regeneration” counted for more than 16% of the total (12.5% when all count the same), “Joint venture” would"
        " become preferred." in text
    )
    assert "“Incremental partnering” has the highest average score, 3.5 of 5." in text


def test_axe_finds_nothing_as_it_is_opened_after_a_move_and_with_no_weight(
    weighing: Callable[..., Page], axe_faults: Callable[[Page], list[str]]
) -> None:
    page = weighing()
    slider(page, "f. ").press("End")
    page.clock.run_for(1000)
    page.clock.resume()  # axe waits now and then
    assert axe_faults(page) == []
    for one in page.get_by_role("slider").all():
        one.press("Home")
    expect(page.locator(".weigh [role=status]")).to_have_text(re.compile("count for something"))
    assert axe_faults(page) == []


def test_nothing_is_sent_or_kept(weighing: Callable[..., Page]) -> None:
    page = weighing()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    address = page.url
    slider(page, "f. ").press("End")
    slider(page, "f. ").press("Enter")
    page.clock.run_for(1000)
    assert (page.url, [one for one in sent if not one.endswith(".svg")]) == (address, [])
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_the_script_is_small_and_only_where_it_has_something_to_do(example_site: Path) -> None:
    (script,) = (example_site / "assets").glob("weigh*.js")
    assert len(gzip.compress(script.read_bytes())) <= MOST_BYTES
    pages = {
        page.parent.name
        for page in example_site.rglob("index.html")
        if script.name in page.read_text("utf-8")
    }
    assert pages == {"strategic-partnership-2003", "leisure-2026", "digital-care-2026"}


LONG = {
    "W" * 60: 5,
    "Mmmm wwww " * 9: 4,
    "i" * 99: 3,
    "語" * 40: 2,
    "A model with words of usual length, but many": 0,
}
"""Titles that are hard to fit, with a score for each."""


def test_nothing_overlaps_in_a_chart_whose_titles_are_long(
    repository: Path, open_page: Callable[..., Page]
) -> None:
    chart = compared(LONG, {"a": 3, "b": 4})
    assert chart
    drawing = environment([repository / "templates"]).get_template("charts/bars.svg")
    page = open_page("about:blank", site="")
    page.set_content(drawing.render(site=chart.site, page=chart))
    assert page.locator("svg").evaluate(OVERLAPS) == []
    assert page.locator("text", has_text="…").count() == 2 * len(LONG)


@pytest.mark.parametrize("address", ["weights.svg", "scores.svg"])
def test_nothing_overlaps_in_a_chart(
    address: str, example_site: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page("about:blank", site="")
    page.set_content((example_site / LEISURE / address).read_text("utf-8"))
    assert page.locator("svg").evaluate(OVERLAPS) == []
    image = page.get_by_role("img")
    expect(image).to_have_accessible_name(re.compile("Leisure centres"))
    expect(image).to_have_accessible_description(re.compile("bar for each"))


def test_letters_of_a_chart_are_not_too_small_in_a_narrow_window(open_page: Callable[..., Page]) -> None:
    page = open_page(LEISURE, width=320)
    chart = page.locator("img.chart").first
    box = chart.bounding_box()
    assert box
    assert 14 * box["width"] / 320 >= 12


# Of a picture, the share of its points that are nearly as light, and nearly as dark, as it has any.
LIGHT_AND_DARK = """async picture => {
    const image = Object.assign(new Image(), {src: 'data:image/png;base64,' + picture});
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const {data} = canvas.getImageData(0, 0, image.width, image.height);
    let [light, dark] = [0, 0];
    for (let at = 0; at < data.length; at += 4) {
        const sum = data[at] + data[at + 1] + data[at + 2];
        light += sum > 600;
        dark += sum < 200;
    }
    return [light, dark].map(count => count * 4 / data.length);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["active", "none"])
def test_the_words_of_a_chart_stand_out_in_every_scheme_of_colours(
    scheme: Literal["light", "dark"], forced: Literal["active", "none"], open_page: Callable[..., Page]
) -> None:
    page = open_page(LEISURE, scheme=scheme, forced_colors=forced, styles=True)
    chart = page.locator("img.chart").last
    chart.scroll_into_view_if_needed()
    chart.evaluate("image => image.decode()")
    picture = base64.b64encode(chart.screenshot()).decode()
    light, dark = page.evaluate(LIGHT_AND_DARK, picture)
    paper, ink = (light, dark) if scheme == "light" else (dark, light)
    assert paper > 0.5
    assert ink > 0.005
