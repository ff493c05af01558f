"""What the site's accessibility statement is built from."""

from datetime import date, timedelta

from sitegen.model.record import Part
from sitegen.model.scalars import Date, Email, Section, Text


class KnownProblem(Part):
    """Something on the site that not everyone can use."""

    title: Text
    """What it is."""
    why: Text
    """Whom it shuts out, and which success criterion it fails."""
    alternative: Text | None = None
    """How to get the same thing another way."""
    fix_by: Date | None = None
    """When it will be put right."""


class Tested(Part):
    """A test of the site's accessibility."""

    what: Text
    """What was tested."""
    tool: Text
    """How, and by whom."""
    date: Date
    """When."""


class Accessibility(Part):
    """What the accessibility statement is built from."""

    owner: Text
    """The job title of the person responsible for the site's accessibility."""
    email: Email
    """Where people report a problem."""
    reviewed: Date
    """The day the statement was last reviewed. Twelve months later, the statement says that its review is overdue."""
    prepared: Date
    """The day the statement was first prepared."""
    known_problems: tuple[KnownProblem, ...] = ()
    """What not everyone can use."""
    tested: tuple[Tested, ...] = ()
    """How the site was tested."""
    enforcement: Section | None = None
    """Whom to turn to when a complaint is not answered. Left out, the body for your `jurisdiction` is named."""

    @property
    def turns(self) -> tuple[date, ...]:
        """The days from which the statement says that its review or the repair of a problem is late."""
        late = (problem.fix_by + timedelta(days=1) for problem in self.known_problems if problem.fix_by)
        return (self.overdue_from, *late)

    @property
    def overdue_from(self) -> date:
        """The first day on which the last review is more than twelve months old."""
        after = self.reviewed + timedelta(days=1)
        try:
            return after.replace(year=after.year + 1)
        except ValueError:  # 29 February
            return date(after.year + 1, 3, 1)
