"""Real notices in the Open Contracting Data Standard → sites of our own, one for each notice, as its author would have written it.

Example: python tests/corpus/convert.py NOTICES FOLDER

NOTICES holds releases, one on a line, or a package of releases. What a release does not say is not made up, but for
two fields that an advert must have: the summary is the beginning of the description, and the day of publication,
which awards leave out, is thirty days before the closing time.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")
USUAL = timedelta(days=30)
"""The time to respond that is taken where a release does not say when the notice was published."""
SUMMARY = 200
"""Characters of the description that make the summary."""
NOTICES = {"tenderNotice", "awardNotice", "marketEngagementNotice"}
"""Kinds of documents that are the notice itself on another site."""
BULLET = re.compile(r"^(?:[-*•·–]\s+|•)")
LOST_BREAK = re.compile(r"rn {2,}")
"""What is left of a line break where a system on the way took the strokes out of `\\r\\n`."""
SITE = """\
title: Notices
base_url: https://example.org/
publisher: {{name: {buyer}}}
minimum_response_days: 20
accessibility:
  owner: Head of Communications
  email: accessibility@example.org
  prepared: {day}
  reviewed: {day}
  tested:
    - {{what: One page, tool: A person with a keyboard, date: {day}}}
"""

Release = dict[str, Any]


def read_releases(file: Path) -> list[Release]:
    """The releases of a file: one on each line, or a package of them."""
    text = file.read_text("utf-8")
    try:
        found: dict[str, Any] = json.loads(text)
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return list(found.get("releases", [found]))


def write_site(release: Release, folder: Path) -> datetime:
    """Writes the notice as `adverts/notice.md` of a site in `folder`; gives the moment at which its author would check it."""
    published = _published(release)
    (folder / "adverts").mkdir(parents=True)
    site = SITE.format(buyer=_quoted(release["buyer"]["name"]), day=published.date().isoformat())
    (folder / "site.yaml").write_text(site, "utf-8")
    (folder / "adverts" / "notice.md").write_text(advert(release), "utf-8", newline="")
    return published


def advert(release: Release) -> str:
    """The notice as a file of content."""
    lines = "\n".join(_lines(_fields(release)))
    return f"---\n{lines}\n---\n\n{_paragraphs(_description(release))}\n"


def _fields(release: Release) -> dict[str, Any]:
    tender, contact = release["tender"], _contact(release)
    lots = tender.get("lots") or [{}]
    period = tender.get("contractPeriod") or lots[0].get("contractPeriod") or {}
    suitable = tender.get("suitability") or lots[0].get("suitability") or {}
    how = _engagement(release).get("description") or "Write to the address below."
    return {
        "title": _line(tender.get("title") or release["title"]),
        "summary": _summary(_description(release)),
        "reference": tender["id"],
        "kind": "early-engagement" if release["tag"] == ["planning"] else "planned-procurement",
        "published": _published(release).date().isoformat(),
        "closes": _closes(release).replace(tzinfo=None).isoformat(timespec="minutes"),
        "respond": {"how": how, "email": contact["email"]},
        "contact": {"role": contact["name"], "email": contact["email"]},
        "cpv": list(dict.fromkeys(_cpv(tender))),
        "value": _value(tender),
        "term": {"starts": period.get("startDate", "")[:10], "ends": period.get("endDate", "")[:10]},
        "places": list(dict.fromkeys(_places(tender))),
        "suitable_for": {name: suitable[name] for name in ("sme", "vcse") if name in suitable},
        "documents": [
            {"title": _line(document.get("description") or ""), "url": document["url"]}
            for document in tender.get("documents", [])
            if document.get("documentType") not in NOTICES
        ],
    }


def _description(release: Release) -> str:
    return LOST_BREAK.sub("\n", str(release["tender"].get("description") or release["tender"]["title"]))


def _paragraphs(description: str) -> str:
    """The description, whose every line is a line for its readers too, in Markdown: lines apart, lists together."""
    lines = [line.strip() for line in description.splitlines() if line.strip()]
    text = "\n\n".join(BULLET.sub("- ", line) for line in lines)
    return re.sub(r"(?m)(^- .*)\n(?=\n- )", r"\1", text)


def _summary(description: str) -> str:
    words = _line(description)
    return words if len(words) <= SUMMARY else words[:SUMMARY].rpartition(" ")[0] + " …"


def _contact(release: Release) -> dict[str, str]:
    buyers = (party for party in release["parties"] if "buyer" in party["roles"])
    contact: dict[str, str] = next(buyers)["contactPoint"]
    return contact


def _engagement(release: Release) -> dict[str, Any]:
    milestones = release.get("planning", {}).get("milestones", [])
    return next((found for found in milestones if found["type"] == "engagement"), {})


def _closes(release: Release) -> datetime:
    end = _engagement(release).get("dueDate") or release["tender"].get("tenderPeriod", {}).get("endDate")
    return _moment(end or release["date"])


def _published(release: Release) -> datetime:
    if day := release["tender"].get("datePublished") or (release["date"] if "planning" in release else None):
        return _moment(day)
    return _closes(release) - USUAL


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(ZONE)


def _cpv(tender: dict[str, Any]) -> Iterator[str]:
    groups = [tender, *tender.get("items", [])]
    for group in groups:
        for found in (group.get("classification"), *group.get("additionalClassifications", ())):
            if found and re.fullmatch(r"\d{8}(-\d)?", found["id"]):
                yield found["id"]


def _value(tender: dict[str, Any]) -> dict[str, Any]:
    least, most = tender.get("minValue", {}), tender.get("value", {})
    value = {"minimum": least.get("amount"), "maximum": most.get("amount")}
    return value | {"currency": (most or least).get("currency")}


def _places(tender: dict[str, Any]) -> Iterator[str]:
    for item in tender.get("items", []):
        for address in item.get("deliveryAddresses", []):
            if place := address.get("region") or address.get("postalCode"):
                yield place


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(value: Any, indent: str = "") -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """YAML of what there is in a value; nothing of what is empty."""
    for key, inner in value.items():
        if isinstance(inner, dict):
            inner_lines = list(_lines(inner, f"{indent}  "))
            yield from [f"{indent}{key}:", *inner_lines] if inner_lines else []
        elif isinstance(inner, list):
            yield from [f"{indent}{key}:"] if inner else []
            for item in inner:
                yield f"{indent}  - {_flow(item)}"
        elif inner is not None and inner != "":
            yield f"{indent}{key}: {_flow(inner)}"


def _flow(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main(arguments: Iterable[str]) -> None:
    """Writes a site for each release of a file, in folders named by their ocids."""
    notices, folder = map(Path, arguments)
    for release in read_releases(notices):
        write_site(release, folder / release["ocid"])


if __name__ == "__main__":
    main(sys.argv[1:])
