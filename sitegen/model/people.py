"""Whether an email address or an author's name looks like that of one person. When unsure, it does not."""

import re

GIVEN_NAMES = frozenset(
    """
    aaron abdul abigail adam adrian agnieszka ahmed aidan aisha alan alastair albert alex alexander alice alison
    amanda amelia amir amy ana andrea andrew andy angela anita anna anne annie anthony antonio anwar arthur asha
    ashley barbara barry beata becky ben benjamin bernard beth bethany brenda brian bridget bruce callum cameron
    carl carlos carol caroline carolyn catherine cathy charles charlie charlotte cheryl chloe chris christian
    christina christine christopher claire clare colin connor craig daniel danielle darren dave david dawn dean
    deborah debbie deepak denise dennis derek diana diane dominic donna dorothy doug duncan dylan edward elaine
    eleanor elena elizabeth ella ellen ellie emily emma eric erin ethan eva evan evie ewa faisal farah fatima fiona
    francesca frances gareth gary gavin gemma geoff geoffrey george georgia georgina gerald gillian glenn gordon
    graham greg gregory gurpreet hamza hannah harpreet harriet harry hassan heather helen helena henry holly howard
    hugh hussain ian ibrahim imran irene isaac isabel isla jack jackie jacob jacqueline jade jake james jamie jan
    jane janet janice jared jasmine jason jayne jean jeff jeffrey jennifer jenny jeremy jessica jill jim joan joanna
    joanne jodie joe joel johanna john jon jonathan jordan joseph josh joshua joyce judith julia julian julie june
    justin karen karl kate katherine kathleen kathryn katie katy kayleigh keith kelly ken kenneth kerry kevin khalid
    kieran kim kirsty krzysztof lauren laura lawrence leah leanne lee leigh leo leon lesley lewis liam linda lindsay
    lisa liz lorraine louis louise lucy luke lydia lynn lynne maggie malcolm marcin marcus margaret maria marie
    marion martin martyn mary matt matthew maureen megan mehmet melanie melissa michael michelle miguel mike mohamed
    mohammad mohammed molly monica muhammad nadia naomi nasreen natalie natasha neil niall nicholas nick nicola nicole
    nigel nikki nina nisha noah noel nora norman oliver olivia omar oscar owen pamela parveen patricia patrick
    paul paula pauline peter phil philip philippa phillip piotr priya rachael rachel raj rajesh ralph raymond rebecca
    rhiannon rhys richard rita robert robin roger ronald rory rosemary ross roy russell ruth ryan sally sam samantha
    samuel sandra sanjay sara sarah scott sean shah shane sharon sheila shirley shona sian simon sinead siobhan sonia
    sophia sophie stacey stella stephanie stephen steve steven stewart stuart sunil susan suzanne sylvia tanya tariq
    teresa terry thomas tim timothy tina toby todd tom tomasz tony tracey tracy trevor usman valerie vanessa veronica
    vicky victor vijay vikram vincent wayne wendy wesley william yasmin yusuf yvonne zahra zainab zara zoe
    """.split()  # noqa: SIM905 - words are easier to read than a list of strings
)
"""Given names that are common in the United Kingdom, but for those that are words of their own: grant, mark, will."""
_NOT_SURNAMES = frozenset(
    """
    academy admin adverts association bids board borough bursary business care centre charity church city college
    commercial communications community consultancy consultation contact contracts council county data department design
    development digital engagement enquiries estate events feedback finance foundation gallery garden gardens group hall
    hill hospital house housing info it lane leisure library limited ltd mail market markets media museum office park
    partners partnership planning plc press primary procurement project projects property queries research road school
    service services solutions square station street support team tender tenders theatre training trust uk university
    """.split()  # noqa: SIM905 - words are easier to read than a list of strings
)
"""Words after a given name in the name of a place, a body or a mailbox: `victoria.park`, `jan.tenders`."""
_SHORT_NAMES = frozenset(
    [
        "abi",
        "al",
        "ali",
        "ann",
        "bev",
        "bob",
        "cath",
        "dan",
        "deb",
        "di",
        "don",
        "ed",
        "gaz",
        "jen",
        "jo",
        "kath",
        "liz",
        "lou",
        "mo",
        "nat",
        "pam",
        "pat",
        "ron",
        "sue",
        "ted",
        "val",
        "vic",
    ]
)
"""Short forms of given names."""
_SURNAMES = frozenset(
    """
    ahmed allen anderson bailey baker begum bennett bloggs brown campbell carter chapman clarke collins cooper davies davis
    edwards evans griffiths harris harrison hughes hussain jackson james johnson jones kelly khan lewis martin mitchell
    moore morgan morris murphy parker patel phillips richards richardson roberts robinson rogers scott shaw simpson
    singh smith stewart taylor thomas thompson turner walker watson williams williamson wilson wright
    """.split()  # noqa: SIM905 - likewise
)
"""Surnames that are common in the United Kingdom and form no other word after an initial."""
_INITIAL_AND_SURNAME = re.compile(r"[a-z]([a-z]{4,})\d{0,3}")
_ADDRESS = re.compile(r"(?P<first>[a-z]+)[._](?:[a-z][._])?(?P<last>[a-z][a-z'-]+)\d{0,3}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")


def is_personal(address: str) -> bool:
    """Whether an email address is made of a person's names: `jane.smith@…`, `j.smith@…`."""
    name = address.partition("@")[0].lower()
    if (run := _INITIAL_AND_SURNAME.fullmatch(name)) and run[1] in _SURNAMES:
        return True
    found = _ADDRESS.fullmatch(name)
    if not found or found["last"] in _NOT_SURNAMES:
        return False
    return len(found["first"]) == 1 or found["first"] in GIVEN_NAMES | _SHORT_NAMES


def is_person(name: str) -> bool:
    """Whether the author of a file is one person by name: “Jane Smith”, “Smith, Jane”."""
    last, comma, first = name.partition(",")
    words = _WORD.findall(f"{first} {last}" if comma else name)
    if len(words) not in (2, 3) or any(word.lower() in _NOT_SURNAMES for word in words):
        return False
    return words[0].lower() in GIVEN_NAMES
