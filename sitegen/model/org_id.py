"""The code of a register of organisations → whether org-id.guide lists it, as far as that is known here."""

import re
from typing import Final

_OF_THE_UK: Final = frozenset(
    f"GB-{code}"
    for code in [
        "CASC",
        "CCSCUST",
        "CHC",
        "COA",
        "COE",
        "COH",
        "CR",
        "EDU",
        "GOR",
        "GOV",
        "GOVUK",
        "HESA",
        "IRN",
        "LAE",
        "LANI",
        "LAS",
        "MPR",
        "NHS",
        "NIC",
        "PLA",
        "PPG",
        "REV",
        "SC",
        "SCOTEDU",
        "SHPE",
        "SRS",
        "UKPRN",
        "WALEDU",
    ]
)
"""The lists of the United Kingdom in the repository org-id/register (folder lists/gb), without its two tests; read on 1 December 2026."""
_CODE: Final = re.compile(r"[A-Z]{2}-[A-Z0-9_-]+")


def may_be_listed(code: str) -> bool:
    """Whether org-id.guide may list the register: for the UK, whether it does; for others, whether the code has the form of one."""
    return code in _OF_THE_UK if code.upper().startswith("GB-") else bool(_CODE.fullmatch(code))
