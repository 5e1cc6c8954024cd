"""A whole tender in a real browser: from the card of the project to the papers that the auditor takes home."""

import re
from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import expect

from contracts.models import Contract
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal.verify import findings
from ppp_portal.panel.models import Protocol
from ppp_portal.training.play import bidders
from tenders.models import Bid, BidSecurity, Tender
from tests.browser import steps

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CHANGED = (
    "Құрылыс 21 айдан аспайды. Авариялық жағдайларға 2 сағат ішінде әрекет етіледі.",
    "Строительство – не более 21 месяца. На аварийные ситуации – за 2 часа.",
)


def test_two_bidders_one_contract_and_an_auditor(people):
    announced(people)
    bids_are_made(people)
    opened(people)
    judged(people)
    negotiated(people)
    concluded(people)
    audited(people)
    assert {key: person.complaints for key, person in people.items() if person.complaints} == {}


def announced(people):
    staff = people["staff"] = people.at_screen("staff")
    staff.sign_in()
    steps.make_project(staff)
    steps.begin_tender(staff)
    steps.write_parts(staff)
    steps.appoint_commission(staff)
    steps.approve(people["head"])
    steps.publish(staff)
    assert Tender.objects.get().state == "accepting"


def bids_are_made(people):
    for offer in (bidders.A, bidders.B):
        bidder = people[offer.who]
        steps.begin_bid(bidder)
        steps.fill_bid(bidder, offer)
        steps.lodge(bidder, offer.who, "5 000 000")
        assert "R-" in steps.submit(bidder)
    assert steps.confirm_securities(people["custodian"]) == 2
    assert Bid.objects.filter(state="submitted").count() == 2


def opened(people):
    chair = people["chair"]
    tender = Tender.objects.get()
    while steps.portal_time(chair) <= tender.closes_at:
        chair.move_time("To the next deadline")
    steps.declare_all(people)
    chair.move_time("To the next deadline")
    assert steps.portal_time(chair) > tender.opens_at
    steps.open_sitting(chair, "opening")
    steps.open_bids(people)
    steps.close_sitting(chair)
    steps.make_protocol(people, watched=steps.WATCHED)
    assert set(Bid.objects.values_list("state", flat=True)) == {"opened"}


def judged(people):
    chair, secretary = people["chair"], people["secretary"]
    steps.check_requirements(secretary)
    steps.open_sitting(chair, "admission")
    assert steps.judge_bids(people) == 2
    steps.close_sitting(chair)
    steps.make_protocol(people)
    steps.open_sitting(chair, "evaluation")
    assert steps.accept_evidence(chair) == 16
    steps.count_points(people)
    steps.close_sitting(chair)
    steps.make_protocol(people)


def negotiated(people):
    chair, best = people["chair"], people["bidder_a"]
    steps.begin_talks(chair)
    steps.change_clause(best, chair, "3.1", *CHANGED)
    steps.change_clause(best, chair, "4.1")  # as the portal begins it: with the own funds of the bid
    steps.open_sitting(chair, "negotiation")
    steps.end_talks(chair)
    steps.close_sitting(chair)
    steps.make_protocol(people)
    steps.open_sitting(chair, "results")
    steps.put_winner(people)
    steps.close_sitting(chair)
    steps.make_protocol(people)
    assert Tender.objects.get().state == "results_signed"
    assert Bid.objects.get(state="winner").bidder.name_kk == "«Жетісу Кампус Құрылыс» ЖШС"


def concluded(people):
    staff, head, winner = people["staff"], people["head"], people["bidder_a"]
    steps.agree_terms(staff)
    steps.agree_terms(winner)
    steps.sign_contract(staff, head, winner)
    steps.register(staff, "ГЧП-2026/17")
    assert Contract.objects.get().state == "registered"
    assert Tender.objects.get().state == "contracted"
    held = BidSecurity.objects.exclude(state="return_due")
    assert not held.exists(), "the loser's after the results, the winner's after the contract is in force"


def audited(people):
    """Both PDFs of the results, Kazakh and Russian; the journal holds."""
    carry_out(PrintOrder.objects.get(kind="tender.results"))  # what a worker does meanwhile
    auditor = people["auditor"]
    auditor.section("Tenders under audit")
    auditor.open_titled(steps.title(auditor))
    number = Protocol.objects.get(kind="tender.results").number
    # The letters bear its number too, and their own after it.
    row = auditor.main.get_by_role("listitem").filter(has_text=re.compile(rf"{re.escape(number)}(?![/\d])"))
    expect(row).to_have_count(1)
    for language in ("kk", "ru"):
        data = auditor.download(row.locator(f'a[hreflang="{language}"]'))
        assert data.startswith(b"%PDF")
        assert str(pikepdf.open(BytesIO(data)).Root.Lang) == language
    assert list(findings()) == []
