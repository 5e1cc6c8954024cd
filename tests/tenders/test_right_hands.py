"""Steps of the commission and of the house in the right hands: seats, protocols, votes, questions, court acts."""

from fractions import Fraction
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ppp_portal.accounts.models import Membership
from ppp_portal.journal import clock, locks
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions as panel
from ppp_portal.panel import queries as seats
from ppp_portal.panel.models import Motion, Protocol
from ppp_portal.panel.rules import PersonFacts, SeatPlan, Terms, refuse_composition
from tenders.actions import opening, papers, questions, sittings, staying
from tests.tenders.commission import closed_tender, seat, sit
from tests.tenders.factories import DAY, published_tender
from tests.tenders.staying import COURT, stay

pytestmark = pytest.mark.django_db


def codes(action, **arguments):
    with pytest.raises(Refused) as caught:
        action(**arguments)
    return [refusal.code for refusal in caught.value.refusals]


def test_p36_a_seat_gives_nothing_once_the_role_at_the_organiser_has_ended(cast, clock_at):
    tender = closed_tender(cast, clock_at, {"A": cast.bidder_a})
    sit(cast, tender, "opening")
    assert seats.may_see(cast.member_1, tender.subject)
    Membership.objects.filter(pk=cast.member_1.membership_id).update(ended_at=clock.now())
    assert not seats.may_see(cast.member_1, tender.subject)
    confirming = {"tender_id": tender.pk, "by": cast.member_1}
    assert codes(opening.confirm_opening, **confirming) == ["commission.out_of_office"]


def test_p36_a_role_at_another_organiser_does_not_hold_the_seat(cast, clock_at):
    tender = published_tender(cast, clock_at)
    seat(cast, tender)
    Membership.objects.filter(pk=cast.member_1.membership_id).update(
        organisation=cast.other_staff.organisation_id
    )
    standing = {row.person_id: row.clear for row in seats.composition(tender.subject)}
    assert (standing[cast.member_1.person_id], standing[cast.member_2.person_id]) == (False, True)


def test_p36_and_law_33_only_who_has_the_role_and_no_bidder_is_seated():
    roles = ["chair", "deputy", "member", "member", "member", "secretary"]
    plan = [SeatPlan(number, role) for number, role in enumerate(roles)]
    people = [PersonFacts(number, f"N{number}") for number in range(4)]
    people += [PersonFacts(4, "N4", in_office=False), PersonFacts(5, "N5", represents_bidder=True)]
    found = refuse_composition(plan, people, Terms(5, True, Fraction(2, 3)))
    assert [(row.code, row.params["name"]) for row in found] == [
        ("composition.no_role", "N4"),
        ("composition.bidder", "N5"),
    ]


def test_p36_staff_does_not_exchange_a_commission_that_is_at_work(cast, clock_at):
    tender = published_tender(cast, clock_at)
    seat(cast, tender)
    assigned = seats.assignment(tender.subject)
    plan = [
        SeatPlan(row.person_id, row.role) for row in seats.composition(tender.subject) if row.role != "member"
    ] + [SeatPlan(actor.person_id, "member") for actor in cast.members[1:4]]
    order = {"order_number": "31", "order_date": local_day(clock.now()), "seats": plan}
    changing = {"commission_id": assigned.commission_id, **order}
    assert codes(panel.change_composition, by=cast.staff, **changing) == ["panel.head_only"]
    replacing = {"subject": tender.subject, "stream": tender.stream, "commission_id": assigned.commission_id}
    assert codes(panel.assign, by=cast.staff, pack="605", **replacing) == ["panel.head_only"]
    panel.change_composition(by=cast.head, **changing)
    assert cast.members[3].person_id in {row.person_id for row in seats.composition(tender.subject)}


def test_a_protocol_and_a_vote_of_another_tender_are_not_found(cast, clock_at):
    other = published_tender(cast, clock_at)
    one = closed_tender(cast, clock_at, {"A": cast.bidder_a})
    sitting = sit(cast, one, "opening")
    motion = panel.put_motion(
        sitting_id=sitting.pk,
        code="x",
        question_kk="Ма?",
        question_ru="Ли?",
        by=cast.chair,
        stream=one.stream,
    )
    with pytest.raises(Motion.DoesNotExist):
        sittings.close_vote(tender_id=other.pk, motion_id=motion.pk, by=cast.chair)
    for action, words in ((papers.sign, {}), (papers.refuse_to_sign, {"reason_kk": "а", "reason_ru": "б"})):
        with pytest.raises(Protocol.DoesNotExist):
            action(tender_id=other.pk, protocol_id=uuid4(), by=cast.chair, **words)


def test_law_37_4_a_question_never_holds_back_a_submission(cast, clock_at, monkeypatch):
    tender = published_tender(cast, clock_at)
    held, exclusive = [], locks.exclusive
    monkeypatch.setattr(locks, "exclusive", lambda name: (held.append(name), exclusive(name)))
    asking = {"tender_id": tender.pk, "language": "kk", "by": cast.bidder_a}
    assert codes(questions.ask_question, text=" ", **asking) == ["question.blank"]
    assert held == []  # what can be refused without a lock is
    assert questions.ask_question(text="Неше?", **asking).number == 1
    assert f"questions:{tender.pk}" in held
    assert f"tender:{tender.pk}" not in held


def test_law_57_3_outside_training_a_stay_rests_on_the_file_of_the_court_act(cast, clock_at, monkeypatch):
    tender = published_tender(cast, clock_at)
    clock_at.set(tender.closes_at - DAY)
    monkeypatch.setattr(clock, "is_training", lambda: False)
    given = {"tender_id": tender.pk, "by": cast.staff, **COURT}
    assert codes(staying.propose_stay, **given) == ["stay.act_file"]
    file = SimpleUploadedFile("act.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
    assert stay(tender, cast, upload=file).document is not None
