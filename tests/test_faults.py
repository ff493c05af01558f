"""Every mistake an author is likely to make: one is put into a copy of content/, and the report must point at it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

NOW = "2026-11-23T09:00"

GROUNDS = "adverts/2026/grounds-maintenance-2026.md"
CHARGERS = "adverts/2026/electric-vehicle-chargers-2026.md"
COURSES = "adverts/2026/adult-learning-2026.md"
RECORDS = "adverts/2026/digital-care-records-2026.md"
LEISURE = "adverts/2026/leisure-operation-2026.md"
MEALS = "adverts/2026/school-meals-2026.md"
LIGHTS = "adverts/2026/street-lighting-2026.md"
DEPOT = "adverts/2026/waste-depot-2026.md"
MINIBUS = "adverts/community-transport-2027.md"
LIBRARY = "adverts/library-self-service-2027.md"
PARTNERS = "adverts/strategic-partnership-2003.md"
LAND = "decisions/depot-land-2026.md"
KITCHENS = "decisions/kitchen-programme-2026.md"
OUTCOME = "decisions/leisure-market-outcome-2026.md"
CABINET = "decisions/strategic-partnership-2003.md"
STREETS = "initiatives/greener-streets.md"
HEALTHY = "initiatives/healthy-borough.md"
CARE_AIMS = "objectives/digital-care-2026.yaml"
LEISURE_AIMS = "objectives/leisure-2026.yaml"
SITE = "site.yaml"


@dataclass(frozen=True)
class Fault:
    """One fault, and what the report must say of it.

    In `file`, the text `old` becomes `new`; or `act` does something to the folder instead. The report must name
    `file` (or `reported`) and the place between « and » in `new`; where that says nothing, the place is `at`:
    line and column, or none for a fault of the whole file. `hint` is a part of the help given.
    """

    name: str
    code: str
    file: str
    old: str = ""
    new: str = ""
    hint: str = ""
    at: tuple[int, int] | None = None
    act: Callable[[Path], object] | None = None
    reported: str = ""


def put(path: str, data: str | bytes) -> Callable[[Path], object]:
    """Makes a file, and the folders above it."""

    def act(content: Path) -> None:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data.encode() if isinstance(data, str) else data)

    return act


def rename(old: str, new: str) -> Callable[[Path], object]:
    return lambda content: (content / old).rename(content / new)


def replace_bytes(path: str, old: bytes, new: bytes) -> Callable[[Path], object]:
    def act(content: Path) -> None:
        before = (content / path).read_bytes()
        assert before.count(old) == 1
        (content / path).write_bytes(before.replace(old, new))

    return act


def point_away(path: str, *, folder: bool = False) -> Callable[[Path], object]:
    """Puts a symbolic link where `path` was; what was there lies beside content/."""

    def act(content: Path) -> None:
        kept = content.parent / "elsewhere"
        (content / path).rename(kept)
        (content / path).symlink_to(kept, target_is_directory=folder)

    return act


def linked_folder(content: Path) -> None:
    """A folder of attachments that is kept elsewhere, with a file in it that a record names."""
    kept = content.parent / "kept"
    kept.mkdir()
    (kept / "plan.pdf").write_bytes(b"%PDF")
    (content / "files" / "shared").symlink_to(kept, target_is_directory=True)
    page = content / "adverts" / "2026" / "waste-depot-2026.md"
    text = page.read_text("utf-8").replace("file: how-we-run-market-tests.pdf", "file: shared/plan.pdf")
    page.write_text(text, "utf-8")


# In the order of the work: files, YAML, single values, records that do not fit together, links, settings.
FILES = [
    Fault(
        "a word-processor file among the adverts",
        "wrong-file-type",
        "adverts/2026/Draft.docx",
        hint="end in .md",
        act=put("adverts/2026/Draft.docx", b"PK"),
    ),
    Fault(
        "a file name with capitals and a space",
        "bad-file-name",
        "pages/Our Values.md",
        hint="our-values.md",
        act=rename("pages/glossary.md", "pages/Our Values.md"),
    ),
    Fault(
        "a folder with a misspelt name",
        "unknown-folder",
        "advert",
        hint="did you mean “adverts”?",
        act=put("advert/new.md", "---\n---\n"),
    ),
    Fault(
        "two files with one id",
        "same-id",
        "adverts/waste-depot-2026.md",
        hint="rename one of the two",
        act=lambda content: shutil.copy(content / DEPOT, content / "adverts/waste-depot-2026.md"),
    ),
    Fault(
        "a record kept elsewhere",
        "symbolic-link",
        "pages/privacy.md",
        hint="put the file itself here",
        act=point_away("pages/privacy.md"),
    ),
    Fault(
        "a file saved by an old editor",
        "not-utf-8",
        STREETS,
        hint="UTF-8",
        at=(8, 14),
        act=replace_bytes(STREETS, b"published: 2026-09-08", b"published: 20\xa326-09-08"),
    ),
    Fault(
        "an invisible character from another program",
        "control-character",
        HEALTHY,
        "run in the way",
        "run\x0b in the way",
        "delete it",
        at=(3, 62),
    ),
    Fault(
        "a line separator from a design program",
        "control-character",
        "decisions/school-food-2026.md",
        "Talking commits",
        "Talking\u2028 commits",
        "delete it",
        at=(16, 19),
    ),
    Fault("no front matter", "no-front-matter", "pages/about.md", "---\ntitle: About", "«title: About this site»"),
    Fault(
        "front matter that never ends",
        "unclosed-front-matter",
        "pages/statement-of-intent.md",
        "in_footer: true\n---\n",
        "in_footer: true\n",
        "put a line of three hyphens",
        at=(1, 1),
    ),
]
YAML = [
    Fault("tab indentation", "bad-yaml", HEALTHY, "  role: H", "«\t»role: H", "use spaces"),
    Fault("a tab after lines with spaces", "bad-yaml", HEALTHY, "  email: h", "«\t»email: h", "use spaces"),
    Fault("a no-break space after the colon", "bad-yaml", HEALTHY, "lead: D", "lead:«\u00a0»D", "type a space"),
    Fault("an unclosed quotation mark", "bad-yaml", OUTCOME, '"Leisure centres: what the market told us"', '«"»Leisure: told'),
    Fault("text after a quotation mark", "bad-yaml", OUTCOME, 'market told us"', 'market" «told us»', "the other kind"),
    Fault("an unclosed bracket", "bad-yaml", OUTCOME, "[b, c]", "«[»b, c", "close it"),
    Fault("a comma too many", "bad-yaml", OUTCOME, "[b, c]", "[b,«,» c]", "remove the comma"),
    Fault(
        "a colon in an unquoted title",
        "bad-yaml",
        "pages/glossary.md",
        "title: Words we use",
        "title: «Glossary: words we use»",
        "quotes",
    ),
    Fault(
        "a colon in a list item",
        "bad-yaml",
        CABINET,
        "  - Best Value",
        "  - Best: «Value: all of it»",
        "quotes",
    ),
    Fault("a line without a colon", "bad-yaml", CABINET, "funding: Revenue budget", "«funding Revenue budget»"),
    Fault("a line that does not line up", "bad-yaml", CABINET, "  date: 2003-03-05\npart", " «date: 2003-03-05»\npart"),
    Fault("text beside the bar of a block", "bad-yaml", CABINET, "executive_summary: |", "executive_summary: | «In short»"),
    Fault("a second anchor of one value", "bad-yaml", STREETS, "lead: Director", "lead: «*»director Director", "quotes"),
    Fault("an anchor", "yaml-extra", STREETS, "lead: Director of Place", "lead: «&lead Director of Place»", "quotes"),
    Fault("a tag", "yaml-extra", STREETS, "lead: Director of Place", "lead: «!!python/name Director of Place»", "quotes"),
    Fault(
        "lists within lists without end",
        "too-deep",
        "pages/privacy.md",
        "in_footer: true",
        "in_footer: " + "[" * 11 + "«[»" + "]" * 12,
    ),
    Fault("a key that merges", "bad-key", CARE_AIMS, "  basis: points", "  «<<»: x\n  basis: points"),
    Fault("a repeated field", "repeated-key", DEPOT, "closes: 2", "«published»: 2026-01-01\ncloses: 2", "keep one"),
    Fault("fields that are a sentence", "not-fields", CARE_AIMS, "", "", act=put(CARE_AIMS, "To follow.\n"), at=(1, 1)),
]
VALUES = [
    Fault("a misspelt field", "unknown-field", GROUNDS, "summary: >-", "«sumary»: x\nsummary: >-", "did you mean “summary”?"),
    Fault("a misspelt nested field", "unknown-field", GROUNDS, "  telephone: 01632 960111", "  «phone»: x", "telephone"),
    Fault("a field that the file's name gives", "unknown-field", GROUNDS, "kind: soft", "«id»: x\nkind: soft"),
    Fault("the text as a field", "unknown-field", CHARGERS, "kind: plan", "«body»: x\nkind: plan"),
    Fault("no reference", "missing-field", CHARGERS, "reference: PP-2026-01\n", "", "number", at=(1, 1)),
    Fault("a contact without a role", "missing-field", COURSES, "contact:\n  role: Adult Learning manager", "«contact»:", "role:"),
    Fault("a field without a value", "missing-value", COURSES, "title: Adult courses closer to home", "«title»:"),
    Fault("a text of nothing", "empty-value", COURSES, "EE-2026-03", "«''»", "write a value"),
    Fault("no text below the fields", "missing-text", MINIBUS, "## Notes so far\n\nVolunteer drivers carry some nine hundred passengers each month. Rosters are kept on paper, in three village halls.\n", "", at=(1, 1)),
    Fault("an impossible date", "impossible-date", GROUNDS, "published: 2026-11-02", "published: «2026-02-31»", "check the day"),
    Fault("a year of five", "impossible-date", GROUNDS, "starts: 2028-04-01", "starts: «0202-04-01»", "check the year"),
    Fault("a date with slashes", "bad-date", GROUNDS, "asked: 2026-11-05", "asked: «5/11/2026»", "2026-11-05"),
    Fault("a date in words", "bad-date", GROUNDS, "answered: 2026-11-09", "answered: «9 November 2026»", "year-month-day"),
    Fault("a time where only a date belongs", "unwanted-time", GROUNDS, "asked: 2026-11-10", "asked: «2026-11-10T12:00»", "write 2026-11-10"),
    Fault("a closing time without a time", "missing-time", CHARGERS, "closes: 2027-01-15T17:00", "closes: «2027-01-15»", "2027-01-15T12:00"),
    Fault("a closing time at 24:00", "impossible-time", COURSES, "closes: 2026-12-18T17:00", "closes: «2026-12-18T24:00»", "2026-12-19T00:00"),
    Fault("a time of 12:60", "impossible-time", COURSES, "questions_close: 2026-12-04T17:00", "questions_close: «2026-12-04T12:60»", "00 to 59"),
    Fault("a time in words", "bad-time", LIBRARY, "closes: 2027-02-12T12:00", "closes: «12 February 2027, noon»", "12 noon"),
    Fault("a time that the clocks skip", "skipped-time", LIBRARY, "questions_close: 2027-01-29T17:00", "questions_close: «2027-03-28T01:30»", "an hour later"),
    Fault("a time that the clocks repeat", "repeated-time", COURSES, "    starts: 2026-11-25T14:00", "    starts: «2026-10-25T01:30»", "2026-10-25T01:30+01:00 or 2026-10-25T01:30+00:00"),
    Fault("a kind that does not exist", "not-a-choice", LIBRARY, "kind: soft-market-test", "kind: «tender»", "planned-procurement"),
    Fault("a purpose that does not exist", "not-a-choice", LIBRARY, "[a, d]", "[a, «g»]", "or f"),
    Fault("a list written as text", "wrong-shape", LIBRARY, "cpv:\n  - 48160000-7", "cpv: «48160000-7»", "hyphen"),
    Fault("a group written as text", "wrong-shape", CHARGERS, "respond:\n  how: |\n    Tell us by email that you are interested. You need not send anything else.\n  email: chargers@example.org", "respond: «By email»", "how"),
    Fault("text written as a list", "wrong-shape", CHARGERS, "title: Electric vehicle chargers in car parks and streets", "title:\n  «-» Chargers"),
    Fault("Markdown written as a list", "wrong-shape", LIGHTS, "answer: About 2,900, nearly all of them in Alder and Millside.", "answer: «[»a, b]"),
    Fault("a bad email address", "bad-email", LIGHTS, "contact:\n  role: Street Lighting manager\n  email: street-lighting@example.org", "contact:\n  role: Street Lighting manager\n  email: «street-lighting at example.org»", "name@organisation.org"),
    Fault("a web address without https", "bad-web-address", DEPOT, "url: https://example.org/q", "url: «www.example.org/questionnaires/waste-depot»\n  include:\n    - ", "https://"),
    Fault("a CPV code too short", "bad-cpv", LIGHTS, "50232100-1", "«5023-1»", "eight digits"),
    Fault("an amount with a pound sign", "bad-number", LIGHTS, "minimum: 700000", "minimum: «£700,000»", "write 700000"),
    Fault("an amount in words", "bad-number", LIGHTS, "maximum: 950000", "maximum: «about a million»", "250000"),
    Fault("half a response", "bad-count", OUTCOME, "responses: 14", "responses: «13.5»", "whole numbers"),
    Fault("neither true nor false", "bad-flag", LIGHTS, "sme: true", "sme: «perhaps»", "true or false"),
    Fault("a language by its name", "bad-language", COURSES, "language: pl", "language: «Po lish»", "cy"),
    Fault("an id with a capital", "bad-id", LIGHTS, "id: columns", "id: «Columns»", "small letters"),
    Fault("an attachment above the folder", "file-outside", GROUNDS, "file: grounds-maintenance-brief.pdf", "file: «../site.yaml»", "content/files/"),
    Fault("an attachment at an absolute path", "file-outside", GROUNDS, "file: grounds-maintenance-sites.csv", "file: «/etc/passwd»", "content/files/"),
    Fault("an attachment on a Windows disk", "file-outside", GROUNDS, "  form: response-form.odt", "  form: «C:\\forms\\a.odt»", "content/files/"),
    Fault("a hidden attachment", "file-hidden", RECORDS, "  form: response-form.odt", "  form: «.secret.odt»", "full stop"),
]
RULES = [
    Fault("an unknown initiative", "dangling-reference", PARTNERS, "initiative: strategic-partnership-2003", "initiative: «strategic-partnership»", "did you mean “strategic-partnership-2003”?"),
    Fault("an unknown set of objectives", "dangling-reference", PARTNERS, "objectives: strategic-partnership-2003", "objectives: «strategic-partnership-2033»", "did you mean “strategic-partnership-2003”?"),
    Fault("an unknown decision", "dangling-reference", MEALS, "decision: school-food-2026", "decision: «school-foods-2026»", "did you mean “school-food-2026”?"),
    Fault("an unknown advert", "dangling-reference", OUTCOME, "advert: leisure-operation-2026", "advert: «leisure-operations-2026»", "did you mean “leisure-operation-2026”?"),
    Fault("an unknown related initiative", "dangling-reference", HEALTHY, "initiative: digital-and-learning", "initiative: «nowhere»", "file's name"),
    Fault("a decision that authorises its own advert", "circular-reference", LEISURE, "decision: leisure-2026", "decision: «leisure-market-outcome-2026»", "taken before"),
    Fault("an initiative related to itself", "circular-reference", STREETS, "initiative: healthy-borough", "initiative: «greener-streets»", "name another"),
    Fault("an outcome that is a report", "wrong-outcome", RECORDS, "decision: digital", "outcome: «leisure-2026»\ndecision: digital", "kind: outcome"),
    Fault("an unknown recommendation", "unknown-recommendation", COURSES, "authorised_by: iii", "authorised_by: «xi»", "iii"),
    Fault("two adverts with one reference", "repeated-reference", DEPOT, "reference: EE-2026-02", "reference: «ee-2026-01»", "of its own"),
    Fault("two questions with one id", "repeated-id", RECORDS, "id: payments", "id: «records-moved»", "own id"),
    Fault("an unknown objective", "unknown-objective", LEISURE_AIMS, "weights: {a: 10, b: 50, c: 10, d: 10, e: 10, f: 10}", "weights: {a: 10, b: 50, c: 10, d: 10, e: 10, g: «10»}", "a, b, c, d, e, f"),
    Fault("no way to respond", "no-route", CHARGERS, "  how: |\n    Tell us by email that you are interested. You need not send anything else.\n  email: chargers@example.org", "  «h»ow: Tell us.", "email:"),
    Fault("part 2 without a reason", "exempt-without-reasons", KITCHENS, "status: def", "part: «2»\nstatus: def", "public_interest"),
    Fault("a reason to exempt part 1", "exempt-but-public", LAND, "part: 2\nexempt:\n  schedule", "part: 1\nexempt:\n  «s»chedule", "part: 2"),
    Fault("an outcome without engagement", "outcome-without-engagement", "decisions/school-food-2026.md", "reference: CAB/2026/21", "kind: «outcome»\nreference: CAB/2026/21", "engagement:"),
    Fault("a document in two places", "file-and-url", DEPOT, "    file: how-we-run-market-tests.pdf", "    file: how-we-run-market-tests.pdf\n    url: «https://example.org/»", "keep the one"),
    Fault("an unknown statement", "unknown-statement", PARTNERS, "  workforce: |", "  inovation: «|»", "did you mean “innovation”?"),
    Fault("a close before the beginning", "closes-before-published", LIBRARY, "closes: 2027-02-12T12:00", "closes: «2027-01-10T12:00»", "2027-01-11"),
    Fault("a missing attachment", "missing-file", GROUNDS, "file: grounds-maintenance-brief.pdf", "file: «grounds-maintenance-breif.pdf»", "did you mean “grounds-maintenance-brief.pdf”?"),
    Fault("an attachment that points elsewhere", "file-outside", RECORDS, "  form: response-form.odt", "  form: «away.odt»", "put the file itself", act=lambda content: (content / "files/away.odt").symlink_to("/etc/hostname")),
    Fault("an attachment in a folder that points elsewhere", "file-outside", DEPOT, at=(52, 11), hint="put the file itself", act=linked_folder),
]
LINKS = [
    Fault("a broken link in the text", "broken-link", "pages/about.md", "the [decisions](/decisions/)", "the [decisions](«/decision/»)", "page"),
    Fault("a broken link in a list item", "broken-link", STREETS, "What would let the borough's", "What would [let](«/adverts/waste-depot-2062/») the borough's", "did you mean “/adverts/waste-depot-2026/”?"),
    Fault("a broken link in a table cell", "broken-link", CABINET, "[eight objectives](/objectives/strategic-partnership-2003/)", "[eight objectives](«../objectives/eight.yaml»)"),
    Fault("a broken link in a definition", "broken-link", "pages/glossary.md", "before they", "before [they](«/pages/nowhere/»)", act=None) if False else Fault("a broken link in a definition", "broken-link", "pages/glossary.md", "counting neither of them", "counting [neither](«/pages/nowhere/») of them"),
    Fault("a broken link in a block field", "broken-link", RECORDS, "[two contract models](/objectives/digital-care-2026/#model-one-system)", "[two models](«/objectives/digital-care/»)", "did you mean"),
    Fault("a broken link in a one-line field", "broken-link", LIGHTS, "Are energy and repair", "Are [energy](«/adverts/energy/») and repair"),
    Fault("a broken link in quotation marks", "broken-link", "decisions/greener-streets-2026.md", 'text: "Publish two further notices:"', 'text: "Publish [two](«/adverts/two/») further notices:"'),
    Fault("a broken place on a page", "broken-link", "initiatives/strategic-partnership-2003.md", "#recommendation-ii)", "#recomendation-ii)", "did you mean “recommendation-ii”?", at=(19, 34)),
    Fault("a link to a draft", "link-to-hidden", "pages/privacy.md", "We use your name", "We [use](«/adverts/community-transport-2027/») your name", "take the link out"),
    Fault("a link to a notice of next year", "link-to-hidden", "decisions/digital-services-2026.md", "Separate notices are", "[Separate](«../adverts/library-self-service-2027.md») notices are", "take the link out"),
    Fault("a link that would run a program", "unsafe-link", "pages/statement-of-intent.md", "The Transfer of", "The [Transfer](«javascript:alert(1)») of", "https://"),
    Fault("a link to a missing attachment", "missing-file", "initiatives/digital-and-learning.md", "Learners find", "[Learners](«/files/lerners.pdf») find", "content/files/"),
]
SETTINGS = [
    Fault("a pale accent", "pale-accent", SITE, '"#0b5563"', '«"#ffdd00"»', "darker"),
    Fault("an accent without quotes", "missing-value", SITE, 'accent: "#0b5563"', "«accent»: #0b5563"),
    Fault("an accent by name", "bad-colour", SITE, '"#0b5563"', "«teal»", "six digits"),
    Fault("an old accessibility review", "old-accessibility-review", SITE, "reviewed: 2026-09-21", "reviewed: «2025-11-22»", "still true"),
    Fault("an address without https", "bad-base-url", SITE, "https://example.org/market-tests", "«example.org/market-tests»", "https://"),
    Fault("an unknown time zone", "bad-time-zone", SITE, "Europe/London", "«London»", "Europe/London"),
    Fault("days without end", "bad-count", SITE, "minimum_response_days: 20", "minimum_response_days: «999999999999999»", "20"),
    Fault("a redirect to elsewhere", "bad-redirect", SITE, "to: /adverts/", "to: «//evil.example/»", "begin with /"),
    Fault("two statements with one id", "repeated-id", SITE, "id: innovation", "id: «soft-market-test»", "own id"),
    Fault("a broken link in a statement", "broken-link", SITE, "/pages/statement-of-intent/", "«/pages/statement/»"),
    Fault("a colon in the tagline", "bad-yaml", SITE, "tagline: What we are asking the market, why, and what we learned", "tagline: «Markets: what we ask»", "quotes"),
    Fault("no settings at all", "missing-settings", SITE, act=lambda content: (content / SITE).unlink(), hint="sitegen init"),
]
ALL = [*FILES, *YAML, *VALUES, *RULES, *LINKS, *SETTINGS]
