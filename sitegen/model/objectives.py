"""A set of objectives: what a buyer wants, how much each weighs, and the contract models compared."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Final, Literal

from sitegen.model.recommendations import AuthorisedBy
from sitegen.model.record import Part, Record
from sitegen.model.scalars import (
    DecisionRef,
    InitiativeRef,
    Markdown,
    Number,
    ObjectivesRef,
    Section,
    Slug,
    Text,
)

HIGHEST_SCORE: Final = 5
"""The best score of a contract model for an objective; the worst is 0."""


class Objective(Part):
    """One thing the buyer wants to achieve."""

    id: Slug
    """A letter: `a`, `b` and so on."""
    title: Text
    """The objective in a few words."""
    detail: Markdown | None = None
    """What it means in practice."""
    weight: Number | None = None
    """How much it weighs, in the units that `weighting` names."""

    @property
    def anchor(self) -> str:
        """The permanent link's fragment."""
        return f"objective-{self.id}"


class ContractModel(Part):
    """A way to get the work done, scored against every objective."""

    id: Slug
    """A short name: `joint-venture`."""
    title: Text
    """What people call it."""
    summary: Text | None = None
    """How it works, in one or two sentences."""
    scores: dict[Slug, Number] = {}
    """How well it serves each objective, from 0 to 5, by the objective's letter."""
    reasons: dict[Slug, Markdown] = {}
    """Why it has that score, by the objective's letter."""

    @property
    def anchor(self) -> str:
        """The permanent link's fragment."""
        return f"model-{self.id}"


class Scenario(Part):
    """Another weighting, to show what would change."""

    id: Slug
    """A short name: `regeneration-first`."""
    title: Text
    """What people call it."""
    note: Text | None = None
    """What it asks, in a sentence."""
    weights: dict[Slug, Number]
    """The weight of each objective, by its letter."""

    @property
    def total(self) -> Decimal:
        """What the weights add up to."""
        return sum(self.weights.values(), Decimal(0))

    @property
    def anchor(self) -> str:
        """The permanent link's fragment."""
        return f"scenario-{self.id}"


class PublicInterestTest(Part):
    """What makes a set of objectives a public interest test: whether a service could be better delivered in-house (PPN 024).

    The objectives and the contract models are its first part.
    """

    readiness: Markdown
    """The second part: how ready you are to deliver the service yourselves."""
    indication: Markdown
    """What the test points to: your own staff, others, or a mixture of both. The business case still decides."""


class Weighting(Part):
    """The units of the weights, and whether they were approved."""

    basis: Literal["none", "percentage", "points"] = "none"
    """`none` when nothing is weighted, `percentage` or `points`."""
    status: Literal["proposed", "approved"] | None = None
    """`proposed` until a decision approves the weights."""
    decision: DecisionRef | None = None
    """The decision that approved the weights."""
    authorised_by: AuthorisedBy | None = None
    """The recommendation within `decision` that set the weights, such as `i` or `ii.a`; or a list of several."""
    note: Text | None = None
    """Anything a reader should know of the weights."""


class Objectives(Record):
    """A set of objectives with their weights, and the contract models compared against them."""

    collection: ClassVar[str] = ObjectivesRef.collection
    kind_name: ClassVar[str] = "set of objectives"
    always: ClassVar[tuple[str, ...]] = ("objectives",)
    sections: ClassVar[Mapping[str, str]] = {
        "models": "models",
        "scenarios": "scenarios",
        "public_interest_test": "public-interest-test",
    }

    initiative: InitiativeRef | None = None
    """The initiative it belongs to."""
    decision: DecisionRef | None = None
    """The decision that agreed the objectives."""
    intro: Section | None = None
    """What readers should know before the list."""
    weighting: Weighting = Weighting()
    """The units of the weights, and whether they were approved."""
    objectives: tuple[Objective, ...]
    """The objectives in their order."""
    models: tuple[ContractModel, ...] = ()
    """The contract models compared."""
    scenarios: tuple[Scenario, ...] = ()
    """Other weightings, to show what would change."""
    public_interest_test: PublicInterestTest | None = None
    """What the comparison is part of, if it is one: a test of whether a service could be better delivered in-house."""

    @property
    def is_weighted(self) -> bool:
        """Whether some objective has a weight in a unit that `weighting` names."""
        return self.weighting.basis != "none" and any(one.weight is not None for one in self.objectives)

    def anchors(self) -> Iterator[str]:
        """The anchors of its sections, objectives, contract models and scenarios."""
        yield from super().anchors()
        for group in (self.objectives, self.models, self.scenarios):
            yield from (part.anchor for part in group)
