"""Are the site's own settings fit to be published?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from sitegen.diagnostics import Diagnostic, Gate, Severity
from sitegen.model.buyers import Identifier
from sitegen.model.colour import READABLE, WASH, contrast, on_light
from sitegen.model.content import Content
from sitegen.model.entry import Loc
from sitegen.model.org_id import may_be_listed
from sitegen.rules.rule import rule

_YEAR, _DAY = timedelta(days=366), timedelta(days=1)


@rule(Severity.ERROR, fixed=True)
def pale_accent(content: Content) -> Iterator[Diagnostic]:
    """White text on the accent colour, and links in it, could not be read by everyone.

    Why: People with low sight need a contrast of at least 4.5 to 1 between text and what is behind it (WCAG 2.2,
    success criterion 1.4.3). Links appear on white and on pale grey. For dark mode, sitegen works out a lighter shade.

    Law: accessibility

    Wrong:
        theme:
          accent: "#ffdd00"

    Right:
        theme:
          accent: "#0b5563"
    """
    accent = content.config.theme.accent
    ratio = contrast(
        accent, WASH
    )  # harder than white: a colour dark enough for the grey is dark enough for both
    if ratio < READABLE:
        # Rounded down, so that a colour just short of enough never shows as enough.
        message = (
            f"The accent colour {accent} has a contrast of {int(ratio * 100) / 100:.2f} to 1 with the pale grey behind key"
            f" facts; {READABLE} to 1 is needed"
        )
        hint = f"choose a darker colour, for example {on_light(accent)}"
        yield content.settings.find(("theme", "accent"), message, hint)


@rule(Severity.ADVICE)
def no_ocid_prefix(content: Content) -> Iterator[Diagnostic]:
    """The settings name no prefix for open contracting data, so none is made.

    Why: Procurement systems and analysts read notices in the Open Contracting Data Standard. Every publisher has a
    prefix of its own, which shows whose process an id belongs to. A made-up prefix could be somebody else's.

    Wrong:
        publisher:
          name: Example Borough Council

    Right:
        publisher:
          name: Example Borough Council
        ocid_prefix: ocds-a1b2c3
    """
    if not content.config.ocid_prefix:
        message = "No open contracting data is made: the settings name no ocid_prefix"
        hint = "ask the Open Contracting Partnership for a prefix, which is free; or add no-ocid-prefix: off under rules"
        yield content.settings.find((), message, hint)


@rule(Severity.ADVICE)
def unlisted_register(content: Content) -> Iterator[Diagnostic]:
    """The identifier of the publisher, or of a buyer, names a register that org-id.guide does not list.

    Why: The open data names your organisation by this code and number, and people look the code up on org-id.guide, the
    list that the Open Contracting Data Standard uses. `GB-PPON` is what Find a Tender writes for its own numbers of
    organisations, and is not on the list. If your data should match that of Find a Tender, keep it as Find a Tender
    writes it, and set this check to off; programs that check open data may then say that they do not know the code.

    Wrong:
        identifier:
          scheme: GB-PPON
          id: ABCD-1234-EFGH

    Right:
        identifier:
          scheme: GB-LAE
          id: ANY
    """
    config, law = content.config, content.config.law
    named: list[tuple[Loc, Identifier | None]] = [(("publisher",), config.publisher.identifier)]
    named += [(("buyers", place), buyer.identifier) for place, buyer in enumerate(config.buyers)]
    for loc, identifier in named:
        if identifier and not may_be_listed(identifier.scheme):
            message = f"org-id.guide does not list the register “{identifier.scheme}”"
            own = f": for its councils, {law.name} has {law.register.words}" if law.register else ""
            hint = f"write the code of a register that it lists, and the number there{own}"
            if identifier.scheme == "GB-PPON":
                hint += "; or keep this as Find a Tender has it, and add unlisted-register: off under rules"
            yield content.settings.find((*loc, "identifier", "scheme"), message, hint)


@rule(Severity.WARNING, gate=Gate.NONE)
def old_accessibility_review(content: Content) -> Iterator[Diagnostic]:
    """The accessibility statement was last reviewed over twelve months ago.

    In the 30 days before, the check says as advice when the next review is due. From that day on, the statement itself
    says that its review is overdue.

    Why: A public body must review its statement regularly, and government guidance asks for at least
    once a year.

    Law: accessibility

    Wrong:
        accessibility:
          reviewed: 2024-09-21

    Right:
        accessibility:
          reviewed: 2026-09-21
    """
    overdue = content.config.accessibility.overdue_from
    if content.is_soon(overdue):
        message = "The accessibility statement was last reviewed more than twelve months ago"
        coming = f"From {overdue:%Y-%m-%d} the accessibility statement will say that its review is overdue"
        hint = "check that it is still true, then write the day you checked it"
        yield _dated(content, ("accessibility", "reviewed"), overdue, (message, coming), hint)


@rule(Severity.WARNING, gate=Gate.NONE)
def late_fix(content: Content) -> Iterator[Diagnostic]:
    """The day by which a known accessibility problem was to be put right has passed.

    In the 30 days before, the check says so as advice. After that day, the statement itself says that the problem was
    not put right in time.

    Why: The statement must say what does not work for everyone, and must be kept up to date. People who need the fix
    plan by that day.

    Law: accessibility

    Wrong:
        known_problems:
          - title: Attached spreadsheets
            why: We have not tried them with a screen reader.
            fix_by: 2025-03-31

    Right:
        known_problems:
          - title: Attached spreadsheets
            why: We have not tried them with a screen reader.
            fix_by: 2027-03-31
    """
    for place, problem in enumerate(content.config.accessibility.known_problems):
        if problem.fix_by and content.is_soon(late := problem.fix_by + _DAY):
            message = "This problem should have been fixed by now"
            coming = f"This problem is due to be fixed by {problem.fix_by:%Y-%m-%d}"
            hint = "if it has been put right, take it out; if not, write a day by which it will be"
            loc = ("accessibility", "known_problems", place, "fix_by")
            yield _dated(content, loc, late, (message, coming), hint)


@rule(Severity.WARNING, gate=Gate.NONE)
def stale_security_contact(content: Content) -> Iterator[Diagnostic]:
    """The security contact has expired, or expires more than a year from now.

    In the 30 days before it expires, the check says so as advice.

    Why: People who find a weakness tell nobody, or everybody, if there is no contact they trust. So a contact has a
    last day, less than a year ahead, so that it does not go out of date (RFC 9116, section 2.5.5).

    Wrong:
        security:
          contact: security@example.org
          expires: 2031-01-01

    Right:
        security:
          contact: security@example.org
          expires: 2027-09-14
    """
    security = content.config.security
    if security is None:
        return
    hint = (
        "check that somebody still reads what is sent there, then write a day within the next twelve months"
    )
    loc = ("security", "expires")
    if content.is_soon(security.expires):
        message = "The security contact has expired, so that people who find a weakness will not trust it"
        coming = f"The security contact expires on {security.expires:%Y-%m-%d}"
        yield _dated(content, loc, security.expires, (message, coming), hint)
    elif security.expires - content.today > _YEAR:
        yield content.settings.find(loc, "The security contact expires more than a year from now", hint)


def _dated(content: Content, loc: Loc, day: date, words: tuple[str, str], hint: str) -> Diagnostic:
    """The finding from `day` on, in the first words; before that day, advice in the second words."""
    message, coming = words
    if content.today < day:
        return replace(content.settings.find(loc, coming, hint), severity=Severity.ADVICE)
    return content.settings.find(loc, message, hint)
