"""The parties of a release → buyers of a site: those that it has, and new ones."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sitegen.importing.found import Found
from sitegen.importing.parts import Fields, address, contact, known, region
from sitegen.importing.texts import line, short
from sitegen.model.buyers import Buyer
from sitegen.model.characters import look
from sitegen.model.slug import slug

_TYPES: Final = {
    "publicAuthorityCentralGovernment": "central-government",
    "publicAuthoritySubCentralGovernment": "sub-central-government",
    "publicUndertaking": "public-undertaking",
    "privateUtility": "private-utility",
}
_NATIONS: Final = {"GB-WLS": "wales", "GB-SCT": "scotland", "GB-NIR": "northern-ireland"}
_ADDRESS: Final = {
    "street": "streetAddress",
    "town": "locality",
    "postcode": "postalCode",
    "country": "countryName",
}
_ROLES: Final = ("buyer", "procuringEntity")


def buyers_of(whole: Found) -> list[Found]:
    """The parties that buy, the one that leads first. Without parties, what the release calls its buyer."""
    parties = list(whole["parties"].objects)
    lead = whole["buyer"]["id"].value
    found = [
        one
        for one in parties
        if set(_ROLES) & {role.value for role in one["roles"].each if isinstance(role.value, str)}
    ]
    found = found or [one for one in parties if lead is not None and one["id"].value == lead]
    found.sort(key=lambda one: one["id"].value != lead)
    if found:
        return found
    alone = whole["buyer"] or whole["tender"]["procuringEntity"]
    return [alone] if line(alone["name"].value) else []


class Buyers:
    """The buyers of a site, and those that an import adds."""

    def __init__(self, there: Sequence[Buyer]) -> None:
        """`there` are the buyers in site.yaml."""
        self.new: list[Fields] = []
        self._taken: set[str] = set()
        self._known: defaultdict[str, list[Fields]] = defaultdict(list)
        for one in there:
            self._add(one.model_dump(mode="json", exclude_none=True))

    def named(self, whole: Found, parties: Sequence[Found]) -> list[str]:
        """The ids of the buyers that these parties are, in their order. New ones are added."""
        found = [self._named(party) for party in parties if line(party["name"].value)]
        for reference in (whole["buyer"], whole["tender"]["procuringEntity"]):
            if any(line(reference["name"].value) == line(party["name"].value) for party in parties):
                reference["name"].note()
            number = reference["id"].value
            if isinstance(number, str) and whole.ledger.has((("parties", "id"), "", number)):
                reference["id"].note()
        return list(dict.fromkeys(found))

    def _named(self, party: Found) -> str:
        there = self._there(described_party(party.quiet()))
        if there is None:
            described = described_party(party)
            there = {"id": self._free(slug(str(described["name"]), otherwise="buyer")), **described}
            self.new.append(there)
            self._add(there)
        else:
            described_party(party, there)
        party["identifier"]["legalName"].take(lambda value: True if line(value) == there["name"] else None)
        for role in party["roles"].each:
            role.take(lambda value: True if value in _ROLES else None)
        if party["id"].value == _number(there):
            party["id"].note()
        return str(there["id"])

    def _add(self, buyer: Fields) -> None:
        self._taken.add(str(buyer["id"]))
        for key in filter(None, (_number(buyer), look(str(buyer["name"])))):
            self._known[key].append(buyer)

    def _there(self, buyer: Fields) -> Fields | None:
        """The buyer that this one is: with its number in a register, or with its name, and not with another number."""
        number = _number(buyer)
        for key in filter(None, (number, look(str(buyer["name"])))):
            for one in self._known.get(key, ()):
                if not (number and _number(one)) or number == _number(one):
                    return one
        return None

    def _free(self, name: str) -> str:
        name, number = short(name), 1
        while (found := name if number == 1 else f"{name}-{number}") in self._taken:
            number += 1
        return found


def _number(buyer: Mapping[str, object]) -> str:
    """A buyer's number in a register, with the register; empty if it has none."""
    found = buyer.get("identifier")
    return f"{found['scheme']}-{found['id']}" if isinstance(found, dict) else ""


def described_party(party: Found, there: Mapping[str, object] | None = None) -> Fields:
    """A party as a buyer. With a buyer that is there, only what that says too is noted as having a place."""
    readers: Mapping[str, Callable[[Found], object]] = {
        "name": lambda one: one["name"].take(line),
        "identifier": lambda one: _identifier(one["identifier"]),
        "type": lambda one: _classified(one, "UK_CA_TYPE", _TYPES),
        "devolved": lambda one: _classified(one, "UK_CA_DEVOLVED_REGULATIONS", _NATIONS),
        "address": lambda one: _address(one["address"]),
        "url": _website,
    }
    found: Fields = {}
    for field, read in readers.items():
        if there is None or read(party.quiet()) == there.get(field):
            found[field] = read(party)
    return known(found)


def contact_of(parties: Sequence[Found], otherwise: str) -> Fields:
    """Whom to ask about a notice: the contact of the buyer that leads."""
    if not parties:
        return {"role": otherwise}
    return contact(parties[0]["contactPoint"], line(parties[0]["name"].value) or otherwise)


def _identifier(found: Found) -> Fields | None:
    if not (line(found["scheme"].value) and line(found["id"].value)):
        return None
    return {"scheme": found["scheme"].take(line), "id": found["id"].take(line)}


def _address(found: Found) -> Fields:
    made: Fields = {name: found[field].take(line) for name, field in _ADDRESS.items()}
    return known({**made, "region": found["region"].take(region)})


def _classified(party: Found, scheme: str, codes: Mapping[str, str]) -> str | None:
    for one in party["details"]["classifications"].objects:
        if one["scheme"].value == scheme and (code := one["id"].code(codes)):
            one["scheme"].note()
            return code
    return None


def _website(party: Found) -> str | None:
    return party["details"]["url"].take(address) or party["contactPoint"]["url"].take(address)
