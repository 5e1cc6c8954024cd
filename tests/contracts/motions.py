"""A sitting of the tender's commission that decides on the winner's project company."""

from datetime import date

from contracts.actions import put_spv_motion
from ppp_portal.panel import actions as panel
from ppp_portal.panel import queries
from ppp_portal.panel.rules import SeatPlan


def seat_commission(contract, cast):
    tender = contract.tender
    seats = [
        SeatPlan(cast.chair.person_id, "chair"),
        SeatPlan(cast.deputy.person_id, "deputy"),
        *(SeatPlan(member.person_id, "member") for member in cast.members[:3]),
        SeatPlan(cast.secretary.person_id, "secretary"),
    ]
    commission = panel.appoint_commission(
        organisation_id=tender.organiser_id,
        kind="tender",
        name_kk="Конкурстық комиссия",
        name_ru="Конкурсная комиссия",
        order_number="17",
        order_date=date(2026, 2, 2),
        seats=seats,
        by=cast.head,
    )
    panel.assign(
        subject=tender.subject,
        commission_id=commission.pk,
        pack=tender.rule_pack,
        by=cast.head,
        stream=tender.stream,
    )
    for actor in (*cast.voters[:5], cast.secretary):
        panel.declare(subject=tender.subject, no_conflict=True, by=actor, stream=tender.stream)


def sit(contract, cast):
    """A sitting in which the question can be put."""
    tender = contract.tender
    if queries.assignment(tender.subject) is None:
        seat_commission(contract, cast)
    return panel.open_sitting(
        subject=tender.subject,
        purpose="other",
        place_kk="Алматы қ.",
        place_ru="г. Алматы",
        by=cast.chair,
        stream=tender.stream,
        present=[actor.person_id for actor in (*cast.voters[:5], cast.secretary)],
    )


def decide(contract, cast, choice="for"):
    """Everybody votes alike."""
    sitting = sit(contract, cast)
    return count(contract, cast, sitting, put_spv_motion(contract_id=contract.pk, by=cast.chair), choice)


def count(contract, cast, sitting, motion, choice="for"):
    stream = contract.tender.stream
    for voter in cast.voters[:5]:
        panel.cast_vote(motion_id=motion.pk, choice=choice, by=voter, stream=stream)
    motion = panel.close_motion(motion_id=motion.pk, by=cast.chair, stream=stream)
    panel.close_sitting(sitting_id=sitting.pk, by=cast.chair, stream=stream)
    return motion
