"""Sentences that speak of a tender are found; those that deny it, ask, or tell what may follow are not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.rules.tendering import tender_words

HARMLESS = (
    "This is not an invitation to tender.",
    "We are asking before deciding whether to invite tenders.",
    "Nobody is asked to submit a tender.",
    "If a tender follows, bids will be scored on quality and price.",
    "This is **not a formal invitation to tender**, and nothing can be won or lost by answering it.",
    "No contract will be awarded as a result of this exercise.",
    "This notice does not constitute a call for competition, and bids must not be sent.",
    "Cabinet may stop, ask more questions, or decide to invite tenders after a full assessment of risk.",
    "The council expects to begin this procurement in March 2027. You cannot make an offer yet, and until a tender notice appears nothing is asked.",
    "Tender notice expected",
    "An invitation to tender will be published on Find a Tender in spring 2027.",
    "We may issue an invitation to tender later.",
    "What would stop you from submitting a bid?",
    "Would you submit a tender for one park only?",
    "How should tenders be scored?",
    "Tell us how bids should be scored, and why.",
    "Suppliers are not being invited to bid at this stage.",
    "Tenders are not being invited.",
    "Any future contract will be awarded through a separate procurement under the Procurement Act 2023.",
    "Any contract would be awarded through a later competition.",
    "Please don't submit a bid.",
    "Taking part does not affect your chances should the council invite tenders.",
    "A reply is neither a bid nor an invitation to tender.",
    "This PIN is for market engagement only and is not a call for competition or an invitation to tender.",
    "The current contract was awarded to the lowest bidder in 2019, and that did not work.",
    "Last time the lowest price won, and nobody was happy.",
    "We will use your replies to shape the tender documents.",
    "When the tender is published, bids must be sent through the portal.",
    "Small firms told us that tenders were too long.",
    "It is expected that the contract will be awarded in 2028.",
    "The council plans to invite tenders in the autumn.",
    "This notice is not:\n\n- an invitation to tender\n- a promise that a contract will be awarded\n- a commitment",
    "This is not:\n- an invitation to tender.\n- a request for quotations.",
    "You can find the notice on Find a Tender.",
    "See https://example.org/invitation-to-tender/ for the old one.",
    "Suppliers that do not respond will not be prevented from submitting a bid later.",
    "There is no obligation to submit a tender.",
    "Do not submit prices or bids.",
    "Responding is not a condition of being invited to tender.",
    "Suppliers who reply will not be treated as having been invited to tender.",
    "Unlike an invitation to tender, this notice asks for ideas.",
    "How a market test differs from an invitation to tender",
    "Tenders may be invited in 2027.",
    "Before any tender, bidders will need to know the site.",
    "The information may be used to inform a subsequent procurement in which the successful bidder will run the pools.",
    "This is soft market testing, not a competition: no bids should be sent.",
    "We want your views on whether the contract should be awarded in lots.",
    "A bid library for schools is part of the service.",
    "We have been bidding farewell to paper forms.",
    "Please quote the reference SMT-2026-05.",
    "Awards evening at the town hall",
    "The award-winning park has 400 visitors a day.",
    "Quotes from residents are in the report.",
    "Send us your ideas by noon on 11 December.",
    "Submit your response through the online form.",
    "Responses must be no longer than four pages.",
    "This exercise will inform the Invitation to Tender, planned for June 2027.",
    "Nothing in this notice, or in any meeting held because of it, or in any reply that we may send, is an invitation to tender.",
    "Submitting a tender is not possible at this stage.",
    "It is an early conversation and should in no way be read as an invitation to tender.",
    "Tell us what would make you bid, and what would put you off.",
    "The tender documents will be drafted in the light of your answers.",
    "We think the cheapest bid wins too often in this sector. Would a different approach help?",
    "Would lowest price wins be a bad idea?",
    "Price alone should never decide: the lowest bid is not always the best.",
    "Draft invitation to tender: comments welcome",
    "Officers will report to Cabinet, which will decide whether a contract will be awarded.",
    "Following a procurement, the contract will be awarded in March 2028.",
    "Suppliers should not treat this as an invitation to tender.",
    "At this point the council is only exploring the market and is not inviting bids.",
    "The aim is to find out whether bidders would be interested.",
    "A tender might follow, in which bidders must show accounts for three years.",
    "This notice isn’t an invitation to tender.",
    "The authority reserves the right not to proceed to an invitation to tender.",
    "We are undecided between inviting tenders and running the service ourselves.",
    "The Council is considering inviting tenders for this work.",
    "The Council wishes to hear from the market ahead of inviting tenders.",
    "The procurement timetable is: invitation to tender, June 2027; contract starts, April 2028.",
    "Contracts like this are usually awarded to the lowest bidder.",
    "Please take this as a soft test of the market rather than a formal invitation to submit tenders.",
    "The authority is conducting this exercise to inform its procurement strategy and is not committed to any procurement.",
    "This notice does not constitute a formal call for competition or an invitation to tender.",
    "The purpose of this PME is to test the market prior to the publication of the tender.",
    "Interested parties should complete the questionnaire; this will not form part of any tender evaluation.",
    "Responses will not be scored and will have no bearing on the evaluation of bids.",
    "Participation will neither advantage nor disadvantage suppliers in a subsequent tender process.",
    "Please note that this is a market sounding exercise only and suppliers are not being asked to submit bids.",
    "The Council anticipates issuing an Invitation to Tender in Q2 2027.",
    "Following this engagement, the Council may issue a tender notice and invite bids from suppliers.",
    "It is currently anticipated that a contract will be awarded by March 2028 for a period of five years.",
    "Estimated date of tender notice: 1 May 2027.",
    "We would like to understand barriers that prevent SMEs from submitting tenders.",
    "What lead time do you need between the invitation to tender and the deadline for bids?",
    "How long do you need to prepare a bid?",
    "We are keen to learn how the market would price such a contract and whether lowest price wins is a sensible approach.",
    "Suppliers will be required to bid again if a procurement follows.",
    "An Invitation to Tender (ITT) will follow in the summer should the council decide to proceed.",
    "This is not a tender opportunity. No bids are sought.",
    "We do not seek tenders at this time.",
    "You do not need to submit a quotation.",
    "Nothing you send us will be treated as a bid, and no contract will be let on the strength of it.",
    "The last contract, in 2021, attracted two bids and was awarded to the lowest.",
    "The council has previously invited tenders for this work without success.",
    "In 2019 we invited tenders and received none.",
    "We want to hear from firms that decided not to submit a bid last time.",
    "Views gathered will shape the specification, the award criteria and the invitation to tender.",
    "The event will cover the draft specification and how bids will be evaluated.",
    "Should we invite tenders for one lot or for four?",
    "Contracts of this kind go to tender every five years.",
    "This market test will help the council write an invitation to tender.",
    "There will be a further opportunity to submit a bid once the procurement begins.",
    "The contract would be awarded under the Provider Selection Regime.",
    "Community groups told us they never bid because tenders must be submitted through a portal.",
    "Many small firms say that bids must be too long.",
    "Answers will help us decide what bidders must show.",
    "The Council is not bound to accept the lowest or any tender.",
    "The deadline for responses is noon on 4 May; the deadline for tenders, if there are any, would be much later.",
    "Some will take this for an invitation to tender: it is not one.",
    "You may have seen our invitation to tender: this isn't one.",
    "People read it as an invitation to tender, which it is not.",
    "Invitation to tender? Far from it: we ask for ideas.",
    "## Invitation to tender\n\nThis is not one.",
    "They call it a request for quotations. It is not.",
    "The words “submit your bid” do not apply here.",
    "What is the best price that you have seen for a bench?",
    "Bids will not be considered: we ask for ideas.",
    "Do not send us your best price.",
    "Tell us how prices are made up.",
    "No tenders, late or not, will be opened: there are none.",
)
HARMFUL = (
    "Tenders received late will not be considered.",
    "Tenders received after 12 noon on 3 June will not be considered.",
    "Late bids will be rejected.",
    "No late quotations will be accepted.",
    "We cannot accept late tenders.",
    "The council will not consider tenders received after the closing time.",
    "Please submit your best price.",
    "Send us your lowest price by Friday.",
    "Submit your best and final offer.",
    "Prices must be fixed for 90 days.",
    "The successful supplier will start in June.",
    "This is an invitation to tender: it is not to be missed.",
    "Submit your tender by noon on 11 December.",
    "Please submit your completed tender through the portal before 12 noon on Friday.",
    "Bids must be received no later than 12 noon on 11 December.",
    "The contract will be awarded to the supplier with the best price.",
    "The contract will be awarded to the most economically advantageous tender.",
    "Lowest price wins.",
    "The lowest price wins, so sharpen your pencil.",
    "Invitation to tender: grounds maintenance from April 2028",
    "This is an invitation to tender for grounds maintenance.",
    "Applicants may submit a bid for any number of lots.",
    "If you wish to bid, you must submit your tender by noon.",
    "The successful bidder will start in April.",
    "Please access the Invitation to Tender documentation via the portal.",
    "Respond to this ITT by email.",
    "Tenders should be sent to the Town Hall in a sealed envelope.",
    "All bidders must complete the selection questionnaire.",
    "We will award the contract in January.",
    "Tenders are invited for the maintenance of six parks.",
    "Request for quotation: benches",
    "The cheapest bid wins.",
    "The council will evaluate replies, and the contract will be awarded to the highest scorer.",
    "Closing date for tenders: 12 December",
    "Quotations must be submitted by email.",
    "Your bid must include three references.",
    "Tenders will be evaluated on price (60%) and quality (40%).",
    "The lowest bidder will be appointed.",
    "**Submit your\ntender** by noon.",
    "Late replies are not read. Bids must be in by noon.",
    "## How to reply\n\n- Read the brief\n- Submit your bid by email",
    "There is no charge to take part, and bids must be sent by post.",
    "You may submit a tender until 12 noon on 4 May.",
    "We are currently seeking quotes for six benches.",
    "Bidders should note that the site floods.",
    "Millside Council (the Council) invites tenders for a repair service, as set out in the pack.",
    "The trust would like to invite your firm to tender for minibus journeys.",
    "We are inviting experienced local builders to tender for three footpaths.",
    "To take part you must complete and submit a tender by the deadline of 12 noon on 3 June.",
    "The deadline for quotations is 2pm on 12 February.",
    "Able firms are invited to submit tenders for six streets.",
    "The contract will be awarded for a year until Tuesday 30 March.",
    "Tender returns: all tenders must be uploaded to the portal by 5pm.",
    "The Council invites bids from suitably qualified contractors.",
    "Your quotation should be fixed for 90 days.",
    "Completed tenders must be returned by noon.",
    "The contract shall be awarded on the basis of 60% price and 40% quality.",
    "We shall award the contract to the most suitable bidder.",
    "Bids will be evaluated on price only.",
    "The closing date for receipt of tenders is 12 December 2026.",
    "The winning supplier will start on 1 April.",
    "Interested bidders must register on the portal and submit their bid before noon.",
    "All quotes must include VAT.",
    "Please quote your best price and submit your best quotation.",
    "The tenderer should include three references.",
    "ITT reference 4711 must be quoted in all correspondence.",
    "We are inviting skilled firms to tender for the design and running of a winter fair.",
)
WORDS = (
    *(
        "tender",
        "bid",
        "Bids",
        "must",
        "submit",
        "your",
        "invite",
        "invitation",
        "to",
        "the",
        "contract",
        "ITT",
    ),
    *(
        "will be",
        "awarded",
        "lowest",
        "price",
        "wins",
        "not",
        "if",
        "may",
        ":",
        ".",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "**",
        "?",
    ),
)


@pytest.mark.parametrize("sentence", HARMLESS)
def test_a_sentence_that_denies_or_supposes_a_tender_is_harmless(sentence: str) -> None:
    assert list(tender_words(sentence)) == []


@pytest.mark.parametrize("sentence", HARMFUL)
def test_a_sentence_that_calls_for_tenders_is_found_once(sentence: str) -> None:
    assert len(list(tender_words(sentence))) == 1


@pytest.mark.parametrize("sentence", HARMFUL)
def test_it_is_found_beside_harmless_ones(sentence: str) -> None:
    (found,) = tender_words(
        f"This is not an invitation to tender. {sentence}\n\nNobody is asked to submit a bid."
    )
    (alone,) = tender_words(sentence)
    assert found.words == alone.words
    assert found.start == alone.start + len("This is not an invitation to tender. ")


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_words_are_given_with_their_place_in_any_text(text: str) -> None:
    end = 0
    for phrase in tender_words(text):
        assert end <= phrase.start < phrase.end <= len(text)
        assert text[phrase.start : phrase.end].replace("*", " ").split() == phrase.words.split()
        end = phrase.end


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert len(list(tender_words(f"{text} Bids must be short"))) <= 1 + text.count("bid")


@pytest.mark.parametrize(
    "text",
    [
        "not a tender " * 8_000,
        "This notice is not:\n\n" + "- an invitation to tender\n" * 5_000,
        "Bids must be in. " * 5_000,
        "   " * 30_000 + "\n\t bids must\n" * 2_000,
    ],
)
def test_a_long_text_takes_no_longer_for_each_word(text: str) -> None:
    started = time.process_time()
    list(tender_words(text))
    assert time.process_time() - started < 10
