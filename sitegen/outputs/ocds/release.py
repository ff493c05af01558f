"""An advert now → its release (OCDS 1.1.5): for the register, which keeps it for ever, or for a site that has none kept."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import reduce
from hashlib import sha256
from json import loads

from sitegen.model.advert import Advert
from sitegen.model.advert import ocid as ocid_of
from sitegen.model.history import outcome_day, versions
from sitegen.model.record import key_of
from sitegen.model.register import utc
from sitegen.model.site import Site
from sitegen.model.times import midnight
from sitegen.outputs.exact import Object, json_line, language
from sitegen.outputs.ocds.merging import among_others, completed, merged
from sitegen.outputs.ocds.parties import lead, parties
from sitegen.outputs.ocds.planning import planning
from sitegen.outputs.ocds.state import State
from sitegen.outputs.ocds.tender import tender


def lines(site: Site, advert: Advert, prefix: str) -> list[str]:
    """The releases of an advert, oldest first, a line of JSON each: those in the register, as they are.

    If there is none of its last version, the last is made of the advert as it is now, and changes with it.
    """
    recorded = site.recorded.get(key_of(advert), ())
    kept = [found.release.decode() for found in recorded if found.release]
    if kept and recorded[-1].line.release:
        return kept
    return [*kept, _present(site, advert, prefix, [loads(line) for line in kept])]


def for_register(site: Site, advert: Advert, prefix: str, version: int) -> bytes:
    """The line of the release of a version that is recorded now: at the moment of the site, which is not a part of one."""
    before = [loads(found.release) for found in site.recorded.get(key_of(advert), ()) if found.release]
    now = site.as_of.replace(microsecond=0)
    state = State(now, now.date(), now if before else _last_change(site, advert))
    return _made(site, advert, prefix, state, before, str(version)).encode()


def _present(site: Site, advert: Advert, prefix: str, before: Sequence[Object]) -> str:
    """The release of an advert as it is now: of the day of its latest change, but not before the last one that is kept."""
    day = site.as_of.date()
    changed = _last_change(site, advert)
    found = [changed or midnight(advert.published, site.config.zone)]
    found += (datetime.fromisoformat(str(one["date"])).astimezone(site.config.zone) for one in before[-1:])
    state = State(max(found), day, changed)
    return _made(site, advert, prefix, state, before, max(found).date().isoformat())


def _last_change(site: Site, advert: Advert) -> datetime | None:
    """The start of the day on which it changed last; None if it never did."""
    history = versions(advert, site.as_of.date(), outcome_day(site.get(advert.outcome)))
    return midnight(history[-1].day, site.config.zone) if len(history) > 1 else None


def _made(site: Site, advert: Advert, prefix: str, state: State, before: Sequence[Object], name: str) -> str:
    """The release that follows those before it. Its id has its name and a digest of all else in it, so that no two share one."""
    process = ocid_of(prefix, site.chain(advert)[0])
    earlier = [one for one in before if one["ocid"] == process]
    made: Object = {
        "ocid": process,
        "id": "",
        "date": utc(state.released),
        "tag": ["planningUpdate" if earlier or advert.follows else "planning"],
        "initiationType": "tender",
        "parties": parties(site, advert),
        "buyer": lead(site, advert),
        "planning": planning(site, advert, state),
        "tender": tender(site, advert, process, state),
        "language": language(site.config.language),
    }
    whole = among_others(made, advert.id) if advert.follows else made
    if earlier:
        so_far = reduce(merged, earlier)
        if "procuringEntity" in _tender(
            so_far
        ):  # has an id, which cannot be null: without buyers it is the publisher
            whole |= {"tender": {"procuringEntity": made["buyer"]} | _tender(whole)}
        whole = completed(whole, so_far)
    digest = sha256(json_line(whole).encode()).hexdigest()[:8]
    named = whole | {"id": f"{process}-{name}-{digest}"}
    return json_line(named | {"tender": _with_amendments(named, earlier)})


def _with_amendments(release: Object, earlier: Sequence[Object]) -> Object:
    """Its tender, each amendment with the release that had it first, and the one that this changed."""
    found = _tender(release)
    amendments = [*_amendments(release)]
    if not amendments:
        return found
    own = {"releaseID": release["id"]}
    own |= {"amendsReleaseID": earlier[-1]["id"]} if earlier else {}
    known = {one["id"]: one for each in earlier for one in _amendments(each)}
    ids = ("releaseID", "amendsReleaseID")
    return found | {
        "amendments": [
            {**one, **{name: known[one["id"]][name] for name in ids if name in known[one["id"]]}}
            if one["id"] in known
            else {**one, **own}
            for one in amendments
        ]
    }


def _amendments(release: Object) -> Iterator[Mapping[str, object]]:
    found = _tender(release).get("amendments", [])
    assert isinstance(found, list)  # noqa: S101 - so the standard has it, and we made it
    yield from found


def _tender(release: Object) -> Object:
    found = release["tender"]
    assert isinstance(found, dict)  # noqa: S101 - likewise
    return found
