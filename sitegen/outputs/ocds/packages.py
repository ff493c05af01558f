"""The adverts → release packages, record packages and compiled releases (OCDS 1.1.5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from json import loads
from typing import Final

from sitegen.model import filenames
from sitegen.model.addresses import DATA, EXTENSION
from sitegen.model.advert import Advert
from sitegen.model.filenames import CONTRACTING
from sitegen.model.site import Site
from sitegen.outputs.exact import Object, absolute, json_line, known, web
from sitegen.outputs.ocds.merging import merged, without_nulls
from sitegen.outputs.ocds.release import lines

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
    b'"legalBasis":': f"{_COMMUNITY}/ocds_legalBasis_extension/master/extension.json",
    b'"country":': f"{_COMMUNITY}/ocds_countryCode_extension/master/extension.json",
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


def package(site: Site, advert: Advert, prefix: str) -> bytes:
    """The release package of an advert: a line for each release, oldest first."""
    found = lines(site, advert, prefix)
    return _package(site, address(advert), _date(loads(found[-1])), "releases", ",\n".join(found).encode())


def records(site: Site, advert: Advert, prefix: str) -> list[Record]:
    """The records of the advert's procurement, with links to the releases of all its notices.

    There is one; or several, if notices that were published apart were joined later, as their earlier releases have other ids.
    """
    found: dict[str, list[tuple[Advert, Object]]] = {}
    for one in site.chain(advert):
        for line in lines(site, one, prefix):
            release = loads(line)
            found.setdefault(release["ocid"], []).append((one, release))
    return [_record(site, sorted(each, key=lambda pair: _date(pair[1]))) for each in found.values()]


def _record(site: Site, found: Sequence[tuple[Advert, Object]]) -> Record:
    """The record of these releases, the oldest first."""
    last = found[-1][1]
    whole = without_nulls(reduce(merged, (release for _, release in found)))
    assert isinstance(whole, dict)  # noqa: S101 - as it was one
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
    return Record(_date(last), line, compiled)


def _date(release: Object) -> str:
    return str(release["date"])


def record_package(site: Site, path: str, lines: bytes, changed: str) -> bytes:
    """A record package of several processes: their lines, with a comma and a line feed between them.

    `path` is its path from the site's root; `changed` is when the last of them changed (RFC 3339).
    """
    return _package(site, path, changed, "records", lines)


def compiled_releases(found: Iterable[Record]) -> bytes:
    """The compiled releases of processes, as JSON Lines."""
    return "".join(f"{one.compiled}\n" for one in found).encode()


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
