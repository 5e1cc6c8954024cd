"""The commission of the cast at work: what a story needs to bring a tender from the cut-off to its results."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ppp_portal.journal.actor import Actor
from ppp_portal.panel import actions as panel
from ppp_portal.panel import queries
from ppp_portal.panel.models import Motion, Protocol, Sitting
from ppp_portal.panel.rules import SeatPlan
from tenders.actions import admission, cutoff, evaluation, negotiation, opening, outcome, papers, sittings
from tenders.actions.lodging import verify_security
from tenders.models import Bid, BidSecurity, EvidenceItem, Tender
from tests.stages import kept
from tests.tenders.factories import published_tender, submitted_bid

PLACE = {"place_kk": "Алматы қ., 3-кабинет", "place_ru": "г. Алматы, кабинет 3"}


def seat(cast: Any, tender: Tender, *, declare: bool = True) -> None:
    """Appoint five voters and the secretary, and let them declare."""
    plan = [
        SeatPlan(cast.chair.person_id, "chair"),
        SeatPlan(cast.deputy.person_id, "deputy"),
        *[SeatPlan(member.person_id, "member") for member in cast.members[:3]],
        SeatPlan(cast.secretary.person_id, "secretary"),
    ]
    made = panel.appoint_commission(
        organisation_id=cast.org_organiser.pk,
        kind="tender",
        name_kk="Конкурстық комиссия",
        name_ru="Конкурсная комиссия",
        order_number="12-ө",
        order_date=date(2026, 2, 20),
        seats=plan,
        by=cast.head,
        pack="605-458",
    )
    panel.assign(
        subject=tender.subject, commission_id=made.pk, pack="605-458", by=cast.head, stream=tender.stream
    )
    if declare:
        for actor in [*voters(cast), cast.secretary]:
            panel.declare(subject=tender.subject, no_conflict=True, by=actor, stream=tender.stream)


def voters(cast: Any) -> list[Actor]:
    return [cast.chair, cast.deputy, *cast.members[:3]]


def sit(cast: Any, tender: Tender, purpose: str) -> Sitting:
    """The chair enters everybody, and everybody confirms it under the own name."""
    everybody = [*voters(cast), cast.secretary]
    present = [actor.person_id for actor in everybody]
    held = sittings.open_sitting(
        tender_id=tender.pk, purpose=purpose, by=cast.chair, present=present, **PLACE
    )
    for actor in everybody:
        panel.arrive(sitting_id=held.pk, by=actor, stream=tender.stream)
    return held


def vote(cast: Any, motion: Motion, *, dissent: str = "", against: int = 0) -> Motion:
    """Everybody votes for, the last ``against`` of them against."""
    stream = motion.sitting.subject
    everybody = voters(cast)
    for place, actor in enumerate(everybody):
        contrary = place >= len(everybody) - against
        choice, words = ("against", dissent) if contrary else ("for", "")
        texts = {"dissent_kk": words, "dissent_ru": words and f"{words} (ru)"}
        panel.cast_vote(motion_id=motion.pk, choice=choice, by=actor, stream=stream, **texts)
    return panel.close_motion(motion_id=motion.pk, by=cast.chair, stream=stream)


def conclude(cast: Any, tender: Tender, kind: str) -> Protocol:
    """Close the sitting, write its protocol and let everybody sign."""
    sitting = queries.open_sitting(tender.subject)
    panel.close_sitting(sitting_id=sitting.pk, by=cast.chair, stream=tender.stream)
    made = papers.draft(tender_id=tender.pk, kind=kind, by=cast.secretary)
    panel.send_to_signing(protocol_id=made.pk, by=cast.secretary, stream=tender.stream)
    for actor in [*voters(cast), cast.secretary]:
        made = papers.sign(tender_id=tender.pk, protocol_id=made.pk, by=actor, seen=made.digest)
    return made


@kept
def closed_tender(cast: Any, clock: Any, bids: dict[str, Actor], **overrides: Any) -> Tender:
    """A tender with a commission and these bids ("A": cast.bidder_a), at the hour of its opening."""
    tender = published_tender(cast, clock, **overrides)
    seat(cast, tender)
    for name, actor in bids.items():
        clock.forward(timedelta(minutes=1))
        submitted_bid(tender, actor, name)
    confirm_securities(cast, tender)
    clock.set(tender.opens_at)
    cutoff.close_submission(tender_id=tender.pk)
    tender.refresh_from_db()
    return tender


def confirm_securities(cast: Any, tender: Tender) -> None:
    """The custodian has seen the money of every bid."""
    for security in BidSecurity.objects.filter(bid__tender=tender, state="lodged"):
        verify_security(security_id=security.pk, by=cast.custodian)


@kept
def opened_tender(cast: Any, clock: Any, bids: dict[str, Actor], **overrides: Any) -> Tender:
    tender = closed_tender(cast, clock, bids, **overrides)
    sit(cast, tender, "opening")
    opening.confirm_opening(tender_id=tender.pk, by=cast.chair)
    opening.confirm_opening(tender_id=tender.pk, by=cast.member_1)
    tender = opening.open_bids(tender_id=tender.pk, by=cast.chair)
    conclude(cast, tender, "tender.opening")
    return tender


def qualify(cast: Any, bid: Bid, *, failing: int = 0) -> None:
    """Record all eight requirements of a single bidder; one of them may fail."""
    amounts = {
        2: {"tax_debt": Decimal(0)},
        8: {"own_funds": Decimal("1000000000"), "borrowed_funds": Decimal(0)},
    }
    for number in range(1, 9):
        met = number != failing
        admission.record_requirement(
            bid_id=bid.pk,
            organisation_id=bid.bidder_id,
            requirement=number,
            verdict="met" if met else "not_met",
            reason_kk="" if met else "Анықтама жоқ",
            reason_ru="" if met else "Справки нет",
            amounts=amounts.get(number),
            by=cast.secretary,
        )


@kept
def admitted_tender(
    cast: Any, clock: Any, bids: dict[str, Actor], *, failing: dict[str, int] | None = None, **overrides: Any
) -> Tender:
    """Every bid judged: those named in ``failing`` fail that requirement and are rejected."""
    tender = opened_tender(cast, clock, bids, **overrides)
    admission.open_qualification(tender_id=tender.pk, by=cast.secretary)
    sit(cast, tender, "admission")
    for name, actor in bids.items():
        bid = Bid.objects.get(tender=tender, bidder_id=actor.organisation_id)
        number = (failing or {}).get(name, 0)
        qualify(cast, bid, failing=number)
        wrong = {
            "code": "qualification",
            "reason_kk": "Талап орындалмаған",
            "reason_ru": "Требование не выполнено",
        }
        vote(
            cast,
            admission.judge_bid(bid_id=bid.pk, admit=not number, by=cast.chair, **(wrong if number else {})),
        )
    conclude(cast, tender, "tender.admission")
    tender.refresh_from_db()
    return tender


def accept_everything(cast: Any, tender: Tender) -> None:
    for item in EvidenceItem.objects.filter(bid__tender=tender, bid__state="admitted"):
        evaluation.decide_evidence(item_id=item.pk, accepted=item.claimed, by=cast.chair)


@kept
def counted_tender(cast: Any, clock: Any, bids: dict[str, Actor], **options: Any) -> Tender:
    """Evidence accepted, points counted; the sitting for the evaluation goes on."""
    tender = admitted_tender(cast, clock, bids, **options)
    sit(cast, tender, "evaluation")
    accept_everything(cast, tender)
    evaluation.evaluate(tender_id=tender.pk, by=cast.chair)
    tender.refresh_from_db()
    return tender


@kept
def negotiating_tender(cast: Any, clock: Any, bids: dict[str, Actor], **options: Any) -> Tender:
    tender = counted_tender(cast, clock, bids, **options)
    vote(cast, evaluation.put_result(tender_id=tender.pk, by=cast.chair))
    conclude(cast, tender, "tender.evaluation")
    negotiation.start_negotiation(tender_id=tender.pk, by=cast.chair)
    tender.refresh_from_db()
    return tender


def reselect(cast: Any, tender: Tender) -> Tender:
    """In a sitting for the evaluation: the vote to return to the other bids, and the return."""
    vote(cast, outcome.put_reselection(tender_id=tender.pk, by=cast.chair))
    return outcome.reselect_after_evasion(tender_id=tender.pk, by=cast.chair)


def finish(cast: Any, tender: Tender) -> Tender:
    """Agree, vote for the winner, sign the results."""
    sit(cast, tender, "negotiation")
    negotiation.agree_negotiation(tender_id=tender.pk, by=cast.chair)
    conclude(cast, tender, "tender.negotiation")
    sit(cast, tender, "results")
    vote(cast, outcome.put_winner(tender_id=tender.pk, by=cast.chair))
    conclude(cast, tender, "tender.results")
    tender.refresh_from_db()
    return tender
