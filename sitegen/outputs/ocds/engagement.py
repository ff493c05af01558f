"""An advert → `planning.marketTest`, a field of the extension in `extension.py`."""

from collections.abc import Iterator

from sitegen.model.advert import Advert
from sitegen.model.kinds import Shown
from sitegen.model.objectives import Objectives
from sitegen.model.parts import Respond
from sitegen.model.site import Site
from sitegen.outputs.exact import Object, absolute, known, number, web, with_ids
from sitegen.outputs.statements import statements_of


def market_test(site: Site, advert: Advert) -> Object:
    """What a market test asks, and the weighted objectives that suppliers are asked to address."""
    objectives, initiative = site.get(advert.objectives), site.get(advert.initiative)
    return known(
        {
            "kind": advert.kind,
            "reference": advert.reference,
            "initiative": _initiative(site, initiative) if initiative else None,
            "authorisedBy": list(advert.authorised_by or ()),
            "statements": [*_statements(site, advert)],
            "purposes": list(dict.fromkeys(advert.purposes)),
            "places": list(advert.places),
            "valueNote": advert.value.note if advert.value else None,
            "questions": [
                {"id": name, "description": question.text}
                for name, question in with_ids("question", advert.questions, lambda question: question.text)
            ],
            "response": _response(advert.respond) if advert.respond else None,
            "objectives": _objectives(site, objectives) if isinstance(objectives, Objectives) else None,
        }
    )


def _initiative(site: Site, initiative: Shown) -> Object:
    return {
        "id": initiative.id,
        "title": initiative.title,
        "url": absolute(initiative.address, site),
    }


def _statements(site: Site, advert: Advert) -> Iterator[Object]:
    """What the site says of all notices of the kind: how they differ from a tender, and its standing statements."""
    if advert.is_engagement and (words := site.config.not_a_tender):
        yield {"id": "not-a-tender", "description": words.text}
    for one in statements_of(site, advert):
        yield known({"id": one.id, "title": one.title, "description": one.text.text})


def _response(respond: Respond) -> Object:
    return known(
        {
            "email": respond.email,
            "url": web(respond.url or ""),
            "address": respond.address,
            "include": list(respond.include),
        }
    )


def _objectives(site: Site, objectives: Objectives) -> Object:
    weighting = objectives.weighting
    return known(
        {
            "id": objectives.id,
            "title": objectives.title,
            "url": absolute(objectives.address, site),
            "weighting": known(
                {"basis": weighting.basis, "status": weighting.status, "note": weighting.note}
            ),
            "items": [
                known(
                    {
                        "id": objective.id,
                        "title": objective.title,
                        "description": objective.detail.text if objective.detail else None,
                        "weight": None if objective.weight is None else number(objective.weight),
                    }
                )
                for objective in objectives.objectives
            ],
        }
    )
