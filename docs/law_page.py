"""The tables of law in the model → docs/law.md: each value with its law, and where and when that was read; and what was not found."""

from collections.abc import Iterator

from sitegen.model.exempt_information import Exemption
from sitegen.model.jurisdiction import JURISDICTIONS, Jurisdiction
from sitegen.model.legislation import SOURCES, Fact
from sitegen.model.thresholds import CONTRACTS
from sitegen.model.workforce import TWO_TIER

_NOT_FOUND = "not found"
_STAGES = {
    "pipeline": "Notice of contracts to come",
    "engagement": "Notice of market engagement",
    "planned": "Notice of a planned tender",
}
_EVERYWHERE = (
    Fact(
        "UK1, UK2 and UK3 are the numbers of the notices on Find a Tender. Its list says that Scottish rules have other notices, "
        "and that pipeline notices need not be published where Northern Irish rules apply.",
        "Find a Tender, notice types",
    ),
    TWO_TIER,
    Fact(
        "People may complain to the body that holds their data. It acknowledges a complaint within 30 days and answers without undue delay. "
        "The privacy page of a new site says so, and names the controller, the purposes and the lawful basis.",
        "Data Protection Act 2018, section 164A, in force on 19 June 2026",
    ),
    Fact(
        "Central government carries out a public interest test before it plans to buy a service worth more than £1 million; others "
        "are encouraged to. [An appraisal can be part of one](appraisal.md#as-part-of-a-public-interest-test).",
        "PPN 024, published 17 June 2026, to be applied from 1 April 2027",
    ),
    Fact(
        "Councils in England publish each invitation to tender and each contract over £5,000. A market test is neither. A council "
        "that publishes them on Find a Tender alone says so on its website; the page “About” of a new site has the sentence.",
        "Local Government Transparency Code 2015, and guidance of 29 January 2025",
    ),
)


def law() -> str:
    """What the program knows of the law, nation by nation."""
    nations = [one for one in JURISDICTIONS.values() if one.name]
    lines = ["# Law", "", _INTRODUCTION]
    for nation in nations:
        lines += ["", f"## {nation.name}", "", "| what | value | law |", "|---|---|---|", *_nation(nation)]
        lines += ["", *_exemption(nation.exemption)] if nation.exemption else []
    lines += ["", "## Thresholds", "", _THRESHOLDS, *_thresholds(nations)]
    lines += ["", "## For every nation, or one sentence", "", "| what | law |", "|---|---|"]
    lines += [f"| {fact.words} | {fact.law} |" for fact in _EVERYWHERE]
    lines += [
        "",
        _EMPTY,
        "",
        "## Where and when each law was read",
        "",
        "| law | read on | text |",
        "|---|---|---|",
    ]
    lines += [f"| {title} | {one.read} | <{one.address}> |" for title, one in sorted(SOURCES.items())]
    return "\n".join(lines) + "\n"


_INTRODUCTION = """What the program knows of the law of each nation of the United Kingdom, as it was in November 2026, and where each law was read.
`jurisdiction` in site.yaml chooses the nation. Nothing here is advice: your lawyers have the last word. Most laws were read in
stored copies, some of them older than the day of reading. Where no source was found, this page says “not found”, and no page or
check of the program relies on the value."""
_THRESHOLDS = """In pounds, VAT included, for a procurement that starts on the day or later. The checks of
[national notices](national-notices.md#what-is-checked) use those of goods and services and of works.
"""
_EMPTY = """## What was not found

- the texts of regulations 14, 15 and 16 of the Procurement Regulations 2024. [National notices](national-notices.md#what-was-read-and-what-was-not-found) says
  what its questions rest on
- the words of paragraphs 10 and 15 of the Scottish schedule, and of 1, 6 and the end of 7 of the Northern Irish one
- the amounts for Scotland but for two; they are in the Scottish Procurement Policy Note 4/2025
- a Scottish notice of market engagement: regulation 41 names none
- how many days before a key decision an executive in Northern Ireland must announce it (SR 2015/44, Part 5, Chapter 2). Councils
  there have committees unless they choose an executive
- key decisions in Wales: the regulations on executives (SI 2001/2290) speak of executive decisions
- a day from which rules under the Employment Rights Act 2025, section 32, apply. In July 2025 the government planned it for October
  2026; no such rules were found
- since when the Information Commission has taken over from the Information Commissioner, if it has"""


def _nation(nation: Jurisdiction) -> Iterator[str]:
    yield f"| Bank holidays | those of {nation.name}, until they are moved by proclamation | {nation.laws['bank-holidays']} |"
    for stage, what in _STAGES.items():
        found = next((fact for name, fact in nation.notices.items() if name == stage), None)
        yield _row(what, found)
    if nation.platforms:
        names = ", ".join(one.name for one in nation.platforms)
        first = "; before anywhere else" if nation.platform_first else ""
        yield f"| Where they are published | {names}{first} | {nation.platform_first or 'Find a Tender, notice types'} |"
    yield _row("Register of councils for `publisher.identifier`", nation.register)
    if enforcement := nation.enforcement:
        yield f"| Accessibility is enforced by | {enforcement.body} | {nation.laws['accessibility']} |"
    for fact in nation.workforce:
        yield _row("Staff", fact)
    key = nation.key_decisions
    days = f"{key.clear_days} clear days, of executives, since {key.since}" if key else _NOT_FOUND
    yield f"| Notice of key decisions | {days} | {nation.laws.get('key-decisions', '')} |"
    if information := nation.information:
        sections = f"sections {information.confidence} (confidence) and {information.commerce} (commerce)"
        yield f"| Access to information | {sections} | {information.act}; {information.environment} |"
    shown = {"bank-holidays", "accessibility", "key-decisions", "exemption"}
    for duty, citation in nation.laws.items():
        if duty not in shown:
            yield f"| Duty: {duty.replace('-', ' ')} | | {citation} |"


def _row(what: str, fact: Fact | None) -> str:
    return f"| {what} | {fact.words} | {fact.law} |" if fact else f"| {what} | {_NOT_FOUND} | |"


def _exemption(exemption: Exemption) -> Iterator[str]:
    yield from (f"Information that may be kept from the public, by paragraph of {exemption.schedule}:", "")
    yield from ("| paragraph | information |", "|---|---|")
    for number, words in exemption.paragraphs.items():
        yield f"| {number} | {words or _NOT_FOUND} |"


def _thresholds(nations: list[Jurisdiction]) -> Iterator[str]:
    tables = [(nation, table) for nation in nations for table in nation.thresholds]
    yield f"| contract | {' | '.join(f'{nation.name}, from {table.since}' for nation, table in tables)} |"
    yield f"|---|{'---|' * len(tables)}"
    for contract, words in CONTRACTS.items():
        amounts = (table.amounts.get(contract) for _, table in tables)
        shown = (f"£{amount:,}" if amount else _NOT_FOUND for amount in amounts)
        yield f"| {words} | {' | '.join(shown)} |"
    yield from ("", *(f"- {nation.name}: {table.law}" for nation, table in tables))
