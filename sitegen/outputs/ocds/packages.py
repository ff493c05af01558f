"""The adverts → release packages, record packages and compiled releases (OCDS 1.1.5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from hashlib import sha256
from typing import Final

from sitegen.model import filenames
from sitegen.model.addresses import DATA, EXTENSION
from sitegen.model.advert import Advert
from sitegen.model.advert import ocid as ocid_of
from sitegen.model.filenames import CONTRACTING
from sitegen.model.site import Site
from sitegen.outputs.exact import Object, absolute, instant, json_line, known, language, web
from sitegen.outputs.ocds.merging import among_others, merged
from sitegen.outputs.ocds.parties import lead, parties
from sitegen.outputs.ocds.planning import planning
from sitegen.outputs.ocds.tender import tender
from sitegen.outputs.ocds.versions import State, states

_PUBLISHED = "https://raw.githubusercontent.com"
_COMMUNITY = f"{_PUBLISHED}/open-contracting-extensions"
EXTENSIONS: Final = (
    f"{_COMMUNITY}/ocds_lots_extension/master/extension.json",
    f"{_COMMUNITY}/ocds_enquiry_extension/v1.1.5/extension.json",
    f"{_COMMUNITY}/ocds_suitability_extension/master/extension.json",
    f"{_PUBLISHED}/cabinetoffice/ocds_uk_extension/main/extension.json",
)
"""The extensions that every package declares: lots, enquiries, suitability, and the UK's amounts with VAT."""
_WHERE_USED: Final = {
    b'"hasOptions":': f"{_COMMUNITY}/ocds_options_extension/master/extension.json",
    b'"hasRenewal":': f"{_COMMUNITY}/ocds_renewal_extension/master/extension.json",
    b'"reservedParticipation":': f"{_COMMUNITY}/ocds_otherRequirements_extension/master/extension.json",
    b'"classifications":': f"{_COMMUNITY}/ocds_organizationClassification_extension/master/extension.json",
    b'"deliveryAddresses":': f"{_COMMUNITY}/ocds_location_extension/master/extension.json",
}
"""The extensions that a package declares if it has their field. A text cannot look like one: its quotation marks are escaped."""


@dataclass(frozen=True, slots=True)
class Record:
    """The record of a contracting process as JSON, its compiled release as JSON, and the date of its last release."""

    changed: str
    line: str
    compiled: str


def address(advert: Advert) -> str:
    """The path of an advert's release package, from the site's root."""
    return f"{advert.address}{CONTRACTING}"


def releases(site: Site, advert: Advert, prefix: str) -> Iterator[Object]:
    """One release for each day on which the advert changed, oldest first.

    Each contains everything in the ones before it, under the same ids. The id of a release has a digest of its content,
    so a release with other content has another id. All notices of a procurement have the ocid of the first.
    """
    process = ocid_of(prefix, site.chain(advert)[0])
    ids: dict[date, str] = {}
    for state in states(site, advert):
        day = state.versions[-1].day
        unnamed = _release(site, advert, process, state, ids)
        digest = sha256(json_line(unnamed).encode()).hexdigest()[:8]
        ids[day] = f"{process}-{day.isoformat()}-{digest}"
        named = unnamed | {"id": ids[day], "tender": tender(site, advert, process, state, ids)}
        yield among_others(named, advert.id) if advert.follows else named


def _release(site: Site, advert: Advert, process: str, state: State, ids: Mapping[date, str]) -> Object:
    """The release of a day, without its own id."""
    return {
        "ocid": process,
        "id": "",
        "date": instant(state.released),
        "tag": ["planningUpdate" if state.is_update or advert.follows else "planning"],
        "initiationType": "tender",
        "parties": parties(site, advert),
        "buyer": lead(site, advert),
        "planning": planning(site, advert, state),
        "tender": tender(site, advert, process, state, ids),
        "language": language(site.config.language),
    }


def package(site: Site, advert: Advert, prefix: str) -> bytes:
    """The release package of an advert: a line for each release, oldest first."""
    found = tuple(releases(site, advert, prefix))
    lines = ",\n".join(map(json_line, found)).encode()
    return _package(site, address(advert), str(found[-1]["date"]), "releases", lines)


def record(site: Site, advert: Advert, prefix: str) -> Record:
    """The record of the advert's procurement, with links to the releases of all its notices."""
    chain = site.chain(advert)
    named = [(one, release) for one in chain for release in releases(site, one, prefix)]
    found = sorted(named, key=lambda pair: str(pair[1]["date"])) if len(chain) > 1 else named
    last = found[-1][1]
    whole = reduce(merged, (release for _, release in found)) if len(chain) > 1 else last
    compiled = json_line(whole | {"id": f"{last['ocid']}-{last['date']}", "tag": ["compiled"]})
    links = json_line(
        [
            {
                "url": f"{absolute(address(one), site)}#{release['id']}",
                "date": release["date"],
                "tag": release["tag"],
            }
            for one, release in found
        ]
    )
    line = f'{{"ocid":{json_line(last["ocid"])},"releases":{links},"compiledRelease":{compiled}}}'
    return Record(str(last["date"]), line, compiled)


def record_package(site: Site, path: str, lines: bytes, changed: str) -> bytes:
    """A record package of several processes: their lines, with a comma and a line feed between them.

    `path` is its path from the site's root; `changed` is when the last of them changed (RFC 3339).
    """
    return _package(site, path, changed, "records", lines)


def compiled_release(found: Record) -> bytes:
    """The compiled release of a process, as a line of JSON Lines."""
    return f"{found.compiled}\n".encode()


def _head(site: Site, path: str, changed: str, lines: bytes) -> Object:
    config = site.config
    identifier = config.publisher.identifier
    used = (extension for field, extension in _WHERE_USED.items() if field in lines)
    return {
        "uri": absolute(path, site),
        "version": "1.1",
        "extensions": [*EXTENSIONS, *used, absolute(f"{EXTENSION}{filenames.EXTENSION}", site)],
        "publisher": known(
            {
                "name": config.publisher.name,
                "scheme": identifier.scheme if identifier else None,
                "uid": identifier.id if identifier else None,
                "uri": web(config.publisher.url or ""),
            }
        ),
        "license": web(config.licence.url),
        "publicationPolicy": absolute(DATA, site),
        "publishedDate": changed,
    }


def _package(site: Site, path: str, changed: str, name: str, lines: bytes) -> bytes:
    """A package with one release or record on each line, which is easy to read and to compare."""
    head = _head(site, path, changed, lines)
    return b"".join((f'{json_line(head)[:-1]},"{name}":[\n'.encode(), lines, b"\n]}\n"))
