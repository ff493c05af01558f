"""A citation → the source of the law: its address, where and when its text was read. Every fact about a nation's law cites one.

Most texts were read in stored copies, of which some are older than the day of reading. What no source says is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

_ACT: Final = "https://www.legislation.gov.uk/"
_BEFORE: Final = date(2026, 11, 30)
_NOW: Final = date(2026, 12, 1)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a law or guidance was read, and the day on which it was."""

    address: str
    read: date


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a law provides, in our own short words, and the law with its section."""

    words: str
    law: str


SOURCES: Final[Mapping[str, Source]] = {
    title: Source(address if "//" in address else f"{_ACT}{address}", read)
    for title, (address, read) in {
        "Banking and Financial Dealings Act 1971": ("ukpga/1971/80", _BEFORE),
        "Employment Rights Act 2025": ("ukpga/2025/36/section/32", _NOW),
        "Data Protection Act 2018": ("ukpga/2025/18/section/103", _NOW),  # the Act that inserted section 164A
        "Environmental Information (Scotland) Regulations 2004": ("ssi/2004/520", _BEFORE),
        "Environmental Information Regulations 2004": ("uksi/2004/3391", _BEFORE),
        "Find a Tender, notice types": ("https://www.find-tender.service.gov.uk/Home/NoticeTypes", _NOW),
        "Freedom of Information (Scotland) Act 2002": ("asp/2002/13", _BEFORE),
        "Freedom of Information Act 2000": ("ukpga/2000/36", _BEFORE),
        "Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012": (
            "uksi/2012/2089/part/3/made",
            _NOW,
        ),
        "Local Government (Scotland) Act 1973": ("ukpga/1973/65/schedule/7A", _NOW),
        "Local Government Act (Northern Ireland) 2014": ("nia/2014/8", _NOW),
        "Local Government Act 1972": ("ukpga/1972/70/schedule/12A", _NOW),
        "Local Government Act 2000": ("ukpga/2000/22", _BEFORE),
        "Local Government Transparency Code 2015": (
            (
                "https://www.gov.uk/government/publications/local-government-transparency-code-2015/guidance-for-reconciling-"
                "publication-requirements-of-the-procurement-act-2023-and-the-local-government-transparency-code-2015"
            ),
            _NOW,
        ),
        "Local Government in Scotland Act 2003": (
            "https://www2.gov.scot/Topics/Government/Procurement/policy/322554",
            _NOW,
        ),
        "PPN 024": (
            (
                "https://www.gov.uk/government/publications/ppn-024-the-public-interest-test-and-insourcing-strategy/"
                "insourcing-and-the-public-interest-test-guidance-note-html"
            ),
            _NOW,
        ),
        "Procurement Act 2023": ("ukpga/2023/54", _NOW),
        "Procurement Act 2023 (Threshold Amounts) (Amendment) (Wales) Regulations 2025": (
            "https://content.govdelivery.com/accounts/UKWALES/bulletins/4001bb7",
            _NOW,
        ),
        "Procurement Act 2023 (Threshold Amounts) (Amendment) Regulations 2025": (
            "https://insights.devonshires.com/post/102lxjy/new-public-procurement-thresholds-from-1-january-2026",
            _NOW,
        ),
        "Procurement (Wales) Regulations 2024": ("wsi/2024/782/regulation/5/made", _NOW),
        "Procurement Regulations 2024": ("uksi/2024/692/regulation/17/made", _NOW),
        "Procurement Reform (Scotland) Act 2014": ("asp/2014/12", _BEFORE),
        "Public Contracts (Scotland) Regulations 2015": ("ssi/2015/446/regulation/49", _NOW),
        "Public Procurement (Agreement on Government Procurement) (Thresholds) (Miscellaneous Amendments) (Scotland) "
        "Regulations 2025": (
            (
                "https://www.mfmac.com/insights/public-sector/scottish-public-procurement-thresholds-updated-what-the-2025-"
                "regulations-mean-from-january-2026"
            ),
            _NOW,
        ),
        "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018": (
            "uksi/2018/952/regulation/12/made",
            _NOW,
        ),
        "Service Provision Change (Protection of Employment) Regulations (Northern Ireland) 2006": (
            "https://www.nibusinessinfo.co.uk/content/tupe-legislation-northern-ireland",
            _NOW,
        ),
        "Social Partnership and Public Procurement (Wales) Act 2023": ("wsi/2025/1353", _NOW),
        "Transfer of Undertakings (Protection of Employment) Regulations 2006": (
            "uksi/2006/246/schedules",
            _NOW,
        ),
        "org-id.guide": ("https://github.com/org-id/register/tree/main/lists/gb", _NOW),
        "UK GDPR": ("eur/2016/679", _BEFORE),
    }.items()
}
"""By title. An address is that of the text that was read, so a law may be known here from guidance on it."""


def source(citation: str) -> Source:
    """The source of the law that a citation names. Raises KeyError if it names none of them."""
    named = [title for title in SOURCES if title in citation]
    if not named:
        raise KeyError(citation)
    return SOURCES[max(named, key=len)]
