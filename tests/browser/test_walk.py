"""A person who was never here finds a notice with the keyboard alone, by what a screen reader would tell."""

from collections.abc import Callable
from typing import Literal

from playwright.sync_api import Locator, Page, expect

Role = Literal["heading", "link", "searchbox"]

MOST_KEYS = 70
"""More key presses than this, and people give up."""

REFERENCE = "SMT-2003-01"
OBJECTIVES = (
    "Better services",
    "Faster improvement",
    "Value for money",
    "Use of existing skills",
    "Secure employment",
    "Regeneration",
    "Democratic accountability",
    "Strategic capacity",
)
NOTICE = "Strategic partnership for corporate and personnel services"


class Walker:
    """Somebody with a keyboard and a screen reader, who counts the keys pressed. Typing counts as one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0

    def press(self, key: str) -> None:
        self.keys += 1
        assert self.keys <= MOST_KEYS, f"given up at {self.page.url}"
        self.page.keyboard.press(key)

    def go_to(self, role: Role, name: str, *, within: str | None = None) -> None:
        """Presses Tab until the keyboard is at the first thing of this role and name, maybe within a landmark."""
        wanted = self._within(within).get_by_role(role, name=name).first
        wanted.wait_for()
        while not wanted.evaluate("element => element === document.activeElement"):
            self.press("Tab")

    def follow(self, name: str, *, within: str | None = None) -> None:
        """Goes to a link and presses Enter, and waits until the page has loaded or the place in it is reached."""
        self.go_to("link", name, within=within)
        there = self.page.evaluate("document.activeElement.href")
        self.press("Enter")
        self.page.wait_for_url(there)

    def skip(self) -> None:
        """Follows the skip link, as somebody does who has heard the head of the page before."""
        self.follow("Skip to the main content")

    def type(self, text: str) -> None:
        self.keys += 1
        self.page.keyboard.type(text)

    def hears(self, role: Role, name: str) -> Locator:
        """What the page says, by role and name; fails where it says nothing of the kind."""
        found = self.page.get_by_role(role, name=name).first
        found.wait_for()
        return found

    def _within(self, landmark: str | None) -> Page | Locator:
        if landmark is None:
            return self.page
        if landmark == "main":
            return self.page.get_by_role("main")
        return self.page.get_by_role("navigation", name=landmark)


def reads_the_notice_and_reaches_the_decision(walker: Walker) -> None:
    """From the page of the notice: it is closed, it has eight objectives, and Cabinet authorised it."""
    walker.hears("heading", NOTICE)
    main = walker.page.get_by_role("main")
    assert main.get_by_text("Closed", exact=True).first.is_visible()
    walker.skip()
    walker.follow("Objectives", within="On this page")
    expect(walker.hears("heading", "Objectives")).to_be_in_viewport()
    for objective in OBJECTIVES:
        walker.go_to("link", objective, within="main")
    walker.follow("recommendation (vi)", within="main")
    walker.hears("heading", "Strategic partnership project: next steps")
    assert walker.page.url.endswith("#recommendation-vi")


def test_without_script_a_stranger_gets_from_the_lists_to_the_decision_behind_a_notice(
    open_page: Callable[..., Page],
) -> None:
    walker = Walker(open_page("", script=False))
    walker.follow("Notices", within="Sections of this site")
    walker.skip()
    walker.follow("2003", within="Narrow the list")
    walker.skip()
    walker.follow(NOTICE, within="main")
    reads_the_notice_and_reaches_the_decision(walker)


def test_a_stranger_gets_from_a_search_for_a_reference_to_the_decision_behind_a_notice(
    open_page: Callable[..., Page],
) -> None:
    walker = Walker(open_page(""))
    walker.follow("Search", within="Sections of this site")
    walker.go_to("searchbox", "Words, or a reference")
    walker.type(REFERENCE)
    walker.press("Enter")
    walker.page.get_by_role("status").filter(has_text="1").first.wait_for()
    walker.follow(NOTICE, within="main")
    reads_the_notice_and_reaches_the_decision(walker)
