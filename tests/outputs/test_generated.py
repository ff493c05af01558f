"""Every format of 500 generated adverts, in every script, shape and stage, is valid in the eyes of others."""

from hypothesis import HealthCheck, given, settings

from sitegen.model.site import Site
from tests.outputs.judges import calendars_of, feeds_of, made, read_by_ical_js, read_calendar, read_feed
from tests.strategies import sites

ADVERTS, SITES = 20, 25


@settings(max_examples=SITES, suppress_health_check=list(HealthCheck))
@given(sites(ADVERTS))
def test_feeds_and_calendars_are_valid_and_two_programs_read_the_same_in_them(site: Site) -> None:
    read = {path: read_feed(data, site.config.base_url, path) for path, data in made(site, feeds_of).items()}
    found = made(site, calendars_of)
    assert {path: read_calendar(data) for path, data in found.items()} == read_by_ical_js(found)
    for advert in site.adverts:
        asked = advert.clarifications
        answers = sum((answer.answer is not None) + (answer.asked is not None) for answer in asked)
        told = (*advert.amendments, *advert.became)
        happened = 1 + answers + len(told) + bool(advert.withdrawn) + bool(advert.outcome)
        assert 1 <= len(read[f"adverts/{advert.id}/feed.xml"].entries) <= happened
        dates = bool(advert.closes) + bool(advert.questions_close) + len(advert.events)
        own = found.get(f"adverts/{advert.id}/calendar.ics")
        assert (len(read_calendar(own)["events"]) if own else 0) == dates
