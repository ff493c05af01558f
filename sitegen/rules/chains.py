"""Do the notices of one procurement follow each other in order, under one id, to what came of them?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert, ocid
from sitegen.model.content import Content
from sitegen.rules.rule import rule


@rule(Severity.ERROR)
def follows_a_later_notice(content: Content) -> Iterator[Diagnostic]:
    """An advert follows one that is published later.

    Why: The pages show the notices of a procurement from first to last, and the first gives the open contracting id to all.

    Wrong:
        published: 2026-11-02
        follows: park-benches-plan      # published on 15 February 2027

    Right:
        published: 2026-11-02
        follows: park-benches-pipeline  # published on 4 May 2026
    """
    for advert in content.of(Advert):
        before = content.record(Advert, advert.record.follows)
        if before and before.published > advert.record.published:
            message = f"This follows “{before.id}”, which is published later, on {before.published:%Y-%m-%d}"
            hint = "name the notice that came before; or let the later one follow this"
            yield advert.find(("follows",), message, hint, (("published",), "published here"))


@rule(Severity.WARNING)
def forked_procurement(content: Content) -> Iterator[Diagnostic]:
    """Two adverts follow the same one.

    Why: A procurement may be split, and then this is right. More often the later notice should follow the other, so that
    readers see one thread.

    Wrong:
        follows: park-benches-pipeline   (in two files)

    Right:
        follows: park-benches-pipeline   (in one of them; the other follows that)
    """
    first: dict[str, str] = {}
    for advert in sorted(content.public_first(Advert), key=lambda one: one.record.published):
        if named := advert.record.follows:
            other = first.setdefault(named, advert.record.id)
            if other != advert.record.id:
                message = f"“{other}” follows “{named}” too"
                hint = f"write follows: {other} if this notice came after that one; if the work was split, leave it"
                yield advert.find(("follows",), message, hint)


@rule(Severity.ERROR, fixed=True)
def differing_ocid(content: Content) -> Iterator[Diagnostic]:
    """A later notice of a procurement has another open contracting id than the first.

    Why: The id identifies a procurement from its first notice to its last (OCDS 1.1, “Open Contracting Process
    Identifier”). With two ids, programs take it for two.

    Wrong:
        follows: park-benches-pipeline  # ocid: ocds-a1b2c3-benches
        ocid: ocds-h6vhtk-06f1ad

    Right:
        follows: park-benches-pipeline  # ocid: ocds-h6vhtk-06f1ad
        ocid: ocds-h6vhtk-06f1ad
    """
    for advert in content.of(Advert):
        named, first = advert.record.ocid, _first(content, advert.record)
        if named and first is not advert.record:
            shared = ocid(content.config.ocid_prefix or "", first)
            if named != shared:
                message = (
                    f"The open contracting id of this procurement is that of its first notice, “{first.id}”"
                )
                hint = f"take this line out; or write ocid: {named} in “{first.id}”"
                yield advert.find(("ocid",), message, hint)


def _first(content: Content, advert: Advert) -> Advert:
    """The first notice of the procurement; of those in a circle, which another rule reports, any."""
    seen, first = {advert.id}, advert
    while (before := content.record(Advert, first.follows)) and before.id not in seen:
        seen.add(before.id)
        first = before
    return first


@rule(Severity.ERROR, reach="record")
def became_before_publication(content: Content) -> Iterator[Diagnostic]:
    """What came of a procurement is dated before the notice was published.

    Why: A notice comes before what comes of it. One of the two dates is a slip.

    Wrong:
        published: 2026-11-16
        became:
          - kind: tender
            date: 2026-03-15
            title: Park benches

    Right:
        published: 2026-11-16
        became:
          - kind: tender
            date: 2027-03-15
            title: Park benches
    """
    for advert in content.of(Advert):
        for place, became in enumerate(advert.record.became):
            if became.date < advert.record.published:
                message = "This is dated before the notice was published"
                hint = f"write the day on which it came about, {advert.record.published} or later"
                label = (("published",), "published here")
                yield advert.find(("became", place, "date"), message, hint, label)


@rule(Severity.WARNING)
def became_in_the_future(content: Content) -> Iterator[Diagnostic]:
    """What came of a procurement is dated in the future.

    Why: Readers see it from that day. What is only expected belongs under “timetable” or “tender_expected”; most often the
    date is a slip.

    Wrong:
        became:
          - kind: tender
            date: 2072-03-15
            title: Park benches

    Right:
        became:
          - kind: tender
            date: 2027-03-15
            title: Park benches
    """
    for advert in content.of(Advert):
        for place, became in enumerate(advert.record.became):
            if became.date > content.today and content.is_due(advert.record):
                message = "This has a date in the future, so readers do not see it yet"
                hint = "write the day on which it came about; what is expected belongs under timetable:"
                yield advert.find(("became", place, "date"), message, hint)
