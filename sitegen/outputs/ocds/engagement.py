"""An advert → `planning.marketTest`, a field of the extension in `extension.py`."""

from sitegen.model.advert import Advert
from sitegen.model.objectives import Objectives
from sitegen.model.parts import Respond
from sitegen.model.site import Site
from sitegen.outputs.exact import Object, absolute, known, number, web, with_ids


def market_test(site: Site, advert: Advert) -> Object:
    """What a market test asks, and the weighted objectives that suppliers are asked to address."""
    objectives = site.get(advert.objectives)
    return known(
        {
            "kind": advert.kind,
            "reference": advert.reference,
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
