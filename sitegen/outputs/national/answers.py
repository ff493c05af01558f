"""An advert → the answers to single questions of a national notice, as lines of plain text. No line means no answer."""

from collections.abc import Iterable, Sequence

from sitegen.model.advert import Advert
from sitegen.model.cpv import division
from sitegen.model.parts import Event, Respond, Suitability, Term, Value
from sitegen.model.prose import Prose
from sitegen.model.regions import named
from sitegen.model.site import Site
from sitegen.outputs import wording
from sitegen.outputs.exact import absolute
from sitegen.outputs.national.authorities import Authority, authorities

Lines = Sequence[str]


def lead(site: Site, advert: Advert) -> Lines:
    """The name of the authority that leads, or of the only one."""
    return [authorities(site, advert)[0].name]


def others(site: Site, advert: Advert) -> Lines:
    """The names of the other authorities that act jointly."""
    return [one.name for one in authorities(site, advert)[1:]]


def address(one: Authority) -> str:
    """The postal and the email address of an authority that has both."""
    return f"{one.address}; {one.email}" if one.address and one.email else ""


def identifier(one: Authority) -> str:
    """The register and the number of an authority."""
    return f"{one.identifier.scheme}-{one.identifier.id}" if one.identifier else ""


def kind(one: Authority) -> str:
    """What kind of authority it is, and whose devolved law it follows."""
    devolved = f"devolved: {wording.NATIONS[one.devolved]}" if one.devolved else ""
    return "; ".join(filter(None, (wording.BODY_TYPES.get(one.type, ""), devolved)))


def nothing(_site: Site, _advert: Advert) -> Lines:
    """No answer: a notice of ours has nothing of the kind."""
    return ()


def contact(site: Site, advert: Advert) -> Lines:
    """Whom to ask about the notice, with the postal address of the authority that leads; no line without an email address."""
    asked = advert.contact
    found = (asked.name, asked.role, asked.email, asked.telephone, authorities(site, advert)[0].address)
    return [one for one in found if one] if asked.email else ()


def title(_site: Site, advert: Advert) -> Lines:
    """The title."""
    return [advert.title]


def ocid(site: Site, advert: Advert) -> Lines:
    """The open contracting id of the procurement, as far as a platform gave it one."""
    given = (one.ocid for one in site.chain(advert) if one.ocid)
    return [found] if (found := next(given, None)) else ()


def description(site: Site, advert: Advert) -> Lines:
    """The summary and the text below it; in place of a text with tables, which no plain text can hold, its address."""
    if advert.body.tables:
        return [advert.summary, f"More, with tables: {absolute(advert.address, site)}"]
    return [advert.summary, *_words(advert.body)]


def category(_site: Site, advert: Advert) -> Lines:
    """Goods, services or works."""
    return [wording.CATEGORIES[advert.category]] if advert.category else ()


def cpv(_site: Site, advert: Advert) -> Lines:
    """The codes without check digits, each with the title of its division; those of lots too."""
    codes = dict.fromkeys(
        code[:8] for code in (*advert.cpv, *(code for lot in advert.lots for code in lot.cpv))
    )
    divisions = ((code, division(code)) for code in codes)
    return [f"{code} (division {found[0]}: {found[1]})" if found else code for code, found in divisions]


def places(_site: Site, advert: Advert) -> Lines:
    """The regions by their codes, and the places in our words."""
    return [*map(named, advert.regions), *advert.places]


def engagement_date(_site: Site, advert: Advert) -> Lines:
    """When the engagement is to close, or when it was over."""
    if advert.engagement:
        return [f"It closed on {wording.day(advert.engagement.closed)}."]
    return [wording.moment(advert.closes)] if advert.closes else ()


def process(_site: Site, advert: Advert) -> Lines:
    """How suppliers can take part, or could: with events, and until when they may ask questions."""
    if advert.engagement:
        return _words(advert.engagement.how)
    return [
        *(_respond(advert.respond) if advert.respond else ()),
        *(f"Event: {_event(event)}" for event in advert.events),
        *(
            [f"Questions to us until {wording.moment(advert.questions_close)}."]
            if advert.questions_close
            else ()
        ),
        *_listed("What we ask:", [question.text for question in advert.questions]),
    ]


def _respond(respond: Respond) -> Lines:
    to = [place for place in (respond.email, respond.url, respond.address) if place]
    return [
        *_words(respond.how),
        *([f"Responses go to: {'; or '.join(to)}"] if to else ()),
        *_listed("A response should include:", respond.include),
    ]


def _event(event: Event) -> str:
    parts = (wording.span(event.starts, event.ends), event.place, event.url, event.booking)
    return "; ".join((event.title, *(part for part in parts if part)))


def intention(site: Site, advert: Advert) -> Lines:
    """That a tender notice is to be published."""
    return [f"{authorities(site, advert)[0].name} intends to publish a tender notice."]


def tender_date(_site: Site, advert: Advert) -> Lines:
    """When the tender notice is expected."""
    return [wording.month_or_day(advert.tender_expected)] if advert.tender_expected else ()


def value(_site: Site, advert: Advert) -> Lines:
    """The upper estimate without and with VAT, the lower one, and what the figures cover."""
    return _value(advert.value)


def _value(stated: Value | None) -> Lines:
    if stated is None:
        return ()
    lowest = "including VAT" if stated.includes_vat else "excluding VAT"
    amounts = (
        (stated.net, "Excluding VAT: {}"),
        (stated.gross, "Including VAT: {}"),
        (stated.minimum, f"At least, {lowest}: {{}}"),
    )
    return [
        *(form.format(wording.money(one, stated.currency)) for one, form in amounts if one is not None),
        *([f"These are figures for a {stated.per}."] if stated.per == "year" else ()),
        *([stated.note] if stated.note else ()),
    ]


def threshold(_site: Site, advert: Advert) -> Lines:
    """Whether it is above the threshold, if the advert says so."""
    return () if advert.above_threshold is None else ["Above" if advert.above_threshold else "Below"]


def term(_site: Site, advert: Advert) -> Lines:
    """The first and the last day of the contract."""
    return _term(advert.term)


def _term(stated: Term | None) -> Lines:
    days = ((stated.starts, "From"), (stated.ends, "To")) if stated else ()
    return [f"{word} {wording.day(one)}" for one, word in days if one]


def extension(_site: Site, advert: Advert) -> Lines:
    """How the contract may be extended or renewed."""
    extended = advert.term.extension if advert.term else None
    return [*([extended] if extended else ()), *_words(advert.renewal)]


def options(_site: Site, advert: Advert) -> Lines:
    """What the buyer may ask for beyond the contract."""
    return _words(advert.options)


def risks(_site: Site, advert: Advert) -> Lines:
    """What could stop the work from going to plan."""
    return _words(advert.risks)


def lots(_site: Site, advert: Advert) -> Lines:
    """The lots, each with what it covers, its value and its term."""
    found: list[str] = []
    for lot in advert.lots:
        parts = (*_words(lot.description), *_value(lot.value), *_term(lot.term), *_suits(lot.suitable_for))
        found += [f"Lot {lot.id}: {lot.title}", *(f"  {part}" for part in parts if part)]
    return found


def suitability(_site: Site, advert: Advert) -> Lines:
    """Whom the work may suit."""
    return _suits(advert.suitable_for)


def _suits(stated: Suitability | None) -> Lines:
    known = (
        (
            (stated.sme, "Small and medium-sized enterprises (SME)"),
            (stated.vcse, "Voluntary, community and social enterprises (VCSE)"),
        )
        if stated
        else ()
    )
    return [words for suits, words in known if suits]


def reserved(_site: Site, advert: Advert) -> Lines:
    """Whom the contract may be reserved for."""
    return [wording.RESERVED[who] for who in dict.fromkeys(advert.reserved)]


def own_page(site: Site, advert: Advert) -> Lines:
    """Our own page, with the documents, questions and answers."""
    return [absolute(advert.address, site)]


def _words(text: Prose | None) -> Lines:
    return [line.rstrip() for line in text.text.strip().splitlines()] if text else ()


def _listed(head: str, items: Iterable[str]) -> Lines:
    found = [f"- {item}" for item in items]
    return [head, *found] if found else ()
