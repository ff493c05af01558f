"""What protects staff when their work goes to another employer, by nation, and a law of which no day is known yet."""

from typing import Final

from sitegen.model.legislation import Fact

BRITISH: Final = (
    Fact(
        "Staff whose work moves to another employer move with it and keep their terms.",
        "Transfer of Undertakings (Protection of Employment) Regulations 2006 (SI 2006/246)",
    ),
)
"""Of the whole United Kingdom; in Northern Ireland without what it says of services that change hands (Schedule 1)."""
WELSH: Final = (
    *BRITISH,
    Fact(
        "Bodies that outsource a service use model clauses from a code on its workforce, or tell the Welsh Ministers why not.",
        "Social Partnership and Public Procurement (Wales) Act 2023, sections 26(1) and 34 to 37, in force on 25 March 2026",
    ),
)
SCOTTISH: Final = (
    *BRITISH,
    Fact(
        "Councils must have regard to guidance against a two-tier workforce when they make a contract.",
        "Local Government in Scotland Act 2003, section 52",
    ),
)
NORTHERN_IRISH: Final = (
    *BRITISH,
    Fact(
        "Staff whose service goes to another provider move with it and keep their terms.",
        "Service Provision Change (Protection of Employment) Regulations (Northern Ireland) 2006 (SR 2006/177)",
    ),
)

TWO_TIER: Final = Fact(
    "Ministers may make rules, so that a supplier treats staff who move to it no less favourably than before, and its other "
    "staff on the contract no less favourably than those. No day was found from which there are such rules.",
    "Employment Rights Act 2025, section 32",
)
"""It adds Part 5A to the Procurement Act 2023, for a Minister of the Crown, the Scottish and the Welsh Ministers; not for Northern Ireland."""
