"""A code of the Common Procurement Vocabulary (Regulation (EC) No 213/2008) → its division: two digits and a title."""

from collections.abc import Iterable

DIVISIONS = {
    "03": "Agricultural, farming, fishing, forestry and related products",
    "09": "Petroleum products, fuel, electricity and other sources of energy",
    "14": "Mining, basic metals and related products",
    "15": "Food, beverages, tobacco and related products",
    "16": "Agricultural machinery",
    "18": "Clothing, footwear, luggage articles and accessories",
    "19": "Leather and textile fabrics, plastic and rubber materials",
    "22": "Printed matter and related products",
    "24": "Chemical products",
    "30": "Office and computing machinery, equipment and supplies",
    "31": "Electrical machinery, equipment and lighting",
    "32": "Radio, television, communication and related equipment",
    "33": "Medical equipment, pharmaceuticals and personal care products",
    "34": "Transport equipment",
    "35": "Security, fire-fighting, police and defence equipment",
    "37": "Musical instruments, sport goods, games, toys, handicraft and art materials",
    "38": "Laboratory, optical and precision equipment",
    "39": "Furniture, furnishings, domestic appliances and cleaning products",
    "41": "Collected and purified water",
    "42": "Industrial machinery",
    "43": "Machinery for mining, quarrying and construction",
    "44": "Construction structures and materials",
    "45": "Construction work",
    "48": "Software packages and information systems",
    "50": "Repair and maintenance services",
    "51": "Installation services, except software",
    "55": "Hotel, restaurant and retail trade services",
    "60": "Transport services, except waste transport",
    "63": "Supporting transport services and travel agencies",
    "64": "Postal and telecommunications services",
    "65": "Public utilities",
    "66": "Financial and insurance services",
    "70": "Real estate services",
    "71": "Architectural, construction, engineering and inspection services",
    "72": "IT services: consulting, software development, internet and support",
    "73": "Research and development services",
    "75": "Administration, defence and social security services",
    "76": "Services related to the oil and gas industry",
    "77": "Agricultural, forestry and horticultural services",
    "79": "Business services: law, marketing, consulting, recruitment, printing and security",
    "80": "Education and training services",
    "85": "Health and social work services",
    "90": "Sewage, refuse, cleaning and environmental services",
    "92": "Recreational, cultural and sporting services",
    "98": "Other community, social and personal services",
}


def subjects(codes: Iterable[str]) -> tuple[str, ...]:
    """The titles of the divisions of these codes, each once, in order."""
    return tuple(dict.fromkeys(found[1] for code in codes if (found := division(code))))


def division(code: str) -> tuple[str, str] | None:
    """The digits and the title of the division of a CPV code; None if there is no such division."""
    digits = code[:2]
    return (digits, DIVISIONS[digits]) if digits in DIVISIONS else None
