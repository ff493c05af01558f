"""An unknown field name → the field that was probably meant, or the place where it belongs."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Final

from sitegen.model.entry import Loc, Places
from sitegen.model.record import Part
from sitegen.reading.schema import listed, names, part_at, parts_of

_SYNONYMS: Final = {
    name: field
    for field, others in {
        "answer": "a, reply, response",
        "booking": "book, register, registration, how to book",
        "change": "what, amendment, changed",
        "closes": "closing, closing date, closing time, closing day, close, deadline, due, end date, ends, respond by",
        "documents": "attachments, files, downloads, papers",
        "email": "mail, e mail, email address, e mail address",
        "ends": "end, finish, finishes, end time, end date, until, to, closes",
        "file": "filename, file name, attachment, path, download",
        "excluding_vat": "ex vat, net, without vat",
        "includes_vat": "vat, inc vat",
        "including_vat": "gross, with vat",
        "maximum": "max, most, upper, up to, high",
        "minimum": "min, least, lower, from, low",
        "name": "full name, person, contact name",
        "place": "venue, location, where, room, address",
        "places": "ward, wards, area, areas, location, locations, place",
        "published": "publish, publication, publication date, publish date, published on, publish on, date",
        "question": "q, asks, query",
        "questions": "question, what we ask",
        "questions_close": "questions by, questions deadline, clarification deadline, question deadline",
        "reason": "why, because, reasons",
        "reference": "ref, reference number, ref no, number, reference no",
        "role": "post, job title, position, title, job",
        "starts": "start, time, date, when, begin, begins, start time, start date, from, day",
        "summary": "abstract, intro, introduction, description, teaser",
        "telephone": "phone, tel, mobile, phone number, telephone number, fon",
        "timetable": "timeline, schedule, next steps, what happens next, milestones",
        "title": "name, heading, headline, subject",
        "url": "link, website, web, web address, href, webpage, address",
        "value": "budget, cost, price, estimated value, contract value, amount",
        "tender_expected": "tender date, tender notice, expected, tender notice date, expected tender date",
        "became": "result, what came of it, tender, award, awarded",
        "follows": "previous, previous notice, earlier, before, after",
        "withdrawn": "cancelled, canceled, withdraw, withdrawal",
    }.items()
    for name in (f"{field}={other.strip()}" for other in others.split(","))
}
"""Other names for a field, as `field=other name`: one name may mean different fields in different groups."""
_COUNTED: Final = {2: "two", 3: "three", 4: "four", 6: "six"}
_FEW: Final = 8
"""Most names that are still readable in a sentence."""


def meant(loc: Loc, model: type[Part], places: Places) -> str:
    """The known field that an unknown one was probably meant to be; "" if none is similar."""
    known = names(part_at(model, loc[:-1]) or model)
    name = _plain(str(loc[-1]))
    plain = {_plain(field): field for field in known}
    if same := plain.get(name):
        return same
    if synonym := _synonym(name, known):
        return "" if (*loc[:-1], synonym) in places.keys else synonym
    close = get_close_matches(name, plain, n=1, cutoff=0.6)
    return plain[close[0]] if close else ""


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _synonym(name: str, known: Iterable[str]) -> str:
    return next((field for field in known if f"{field}={name}" in _SYNONYMS), "")


def advice(loc: Loc, model: type[Part], places: Places) -> str:
    """The hint for an unknown field."""
    name, known = str(loc[-1]), names(part_at(model, loc[:-1]) or model)
    if len(loc) == 1:
        elsewhere = _draft(name, known) or _home(name, model, _above(loc, places), places)
    else:
        elsewhere = _left_edge(name, model, known)
    field = meant(loc, model, places)
    return elsewhere or (f"did you mean “{field}”?" if field else _other(loc, known, places))


def _draft(name: str, known: Iterable[str]) -> str:
    is_meant = name == "status" and "draft" in known
    return "for a page that is not public yet, write “draft: true”" if is_meant else ""


def _left_edge(name: str, model: type[Part], known: Iterable[str]) -> str:
    if name not in names(model) or _synonym(_plain(name), known):
        return ""
    return f"“{name}” belongs at the left edge: take the spaces before it away"


def _other(loc: Loc, known: tuple[str, ...], places: Places) -> str:
    name = str(loc[-1])
    if (field := _synonym(_plain(name), known)) and (*loc[:-1], field) in places.keys:
        return f"“{field}” says this already: take the line out"
    if " " in name and _is_beside_another(loc, places):
        return "a comma ends a value between { and }: put the whole value in quotes"
    if " " in name:
        return "if it goes on from the line above, put both on one line, and the whole value in quotes"
    if len(known) <= _FEW:
        return f"the fields here are {listed(known, 'and')}"
    return "check its spelling, or take the line out; a file that sitegen new makes shows every field"


def _is_beside_another(loc: Loc, places: Places) -> bool:
    """Whether another field of the same group is on the same line, which is possible only between braces."""
    line = places.key(loc).line
    return any(span.line == line and key != loc and key[:-1] == loc[:-1] for key, span in places.keys.items())


def _above(loc: Loc, places: Places) -> str:
    """The nearest top-level field above an unknown one, or an empty text."""
    here = places.key(loc)
    keys = [(span, key) for key, span in places.keys.items() if len(key) == 1 and span < here]
    return str(max(keys)[1][0]) if keys else ""


def _home(name: str, model: type[Part], above: str, places: Places) -> str:
    """The hint for a field at the left edge that belongs in a group; "" if it belongs in none."""
    homes = {
        field: part
        for field, part in parts_of(model)
        if name in names(part) or _synonym(_plain(name), names(part))
    }
    exact = {field: part for field, part in homes.items() if name in names(part)}
    if above in homes:
        right = name if above in exact else _synonym(_plain(name), names(homes[above]))
        others = listed([field for field in homes if field == above or field in exact], "or")
        spaces = _spaces(above, places)
        if right != name:
            return f"under {above} this is called {right}: write “{right}:” with {spaces} spaces before it"
        return f"“{name}” belongs under {others}: put {spaces} spaces before it"
    if exact and len(exact) <= _FEW and not _synonym(_plain(name), names(model)):
        return (
            f"“{name}” belongs under {listed(list(exact), 'or')}: move it there, and put two spaces before it"
        )
    return ""


def _spaces(above: str, places: Places) -> str:
    """How many spaces the fields of a group are indented by, as a word."""
    columns = [span.column for key, span in places.keys.items() if key[0] == above and len(key) > 1]
    return _COUNTED.get(columns[-1] - 1, "two") if columns else "two"


def unknown_groups(unknown: Collection[Loc], missing: Collection[Loc], places: Places) -> set[Loc]:
    """Groups of which no field is known and some are missing: together, that is one fault."""
    groups = {loc[:-1] for loc in unknown} & {loc[:-1] for loc in missing}
    right = {loc[:-1] for loc in places.keys if loc not in unknown}
    return {group for group in groups if group and group not in right}
