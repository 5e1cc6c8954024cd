"""A working group on an extension, brought to where a test needs it; by its actions, not its pages."""

from contracts.actions import comparing, working_group
from contracts.queries import working_group as reads
from ppp_portal.comparison.queries import columns
from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.panel import actions as panel
from ppp_portal.panel.rules import SeatPlan
from tests.contracts.test_extensions import compared, seats, under_review

PLACE = {"place_kk": "Астана", "place_ru": "Астана"}
QUESTION = {
    "question_kk": "2030 жылға дейін ұзартуды ұсыну",
    "question_ru": "Рекомендовать продление до 2030 года",
}


def group(cast, number="7-ө"):
    """A commission of the organiser, not assigned to anything."""
    return panel.appoint_commission(
        organisation_id=cast.org_organiser.pk,
        kind="group",
        name_kk="Жұмыс тобы",
        name_ru="Рабочая группа",
        order_number=number,
        order_date=local_day(clock.now()),
        seats=[SeatPlan(who.person_id, role) for who, role in seats(cast)],
        by=cast.head,
        pack="605-458",
    )


def voters(cast):
    return [cast.chair, cast.deputy, *cast.members[:3]]


def grouped(card, cast, *, judged=True, declared=True, closed=False):
    """A request with its offers and its group."""
    extension = under_review(card, cast)
    compared(extension, cast, close=False)
    if not judged:
        for column in columns(extension.subject):
            column.verdict.delete()
    key = {"extension_id": extension.pk, "by": cast.staff}
    working_group.assign_group(commission_id=group(cast).pk, **key)
    if declared:
        declare(extension, *voters(cast), cast.secretary)
    if closed:
        comparing.close_comparison(**key)
    return extension


def declare(extension, *people):
    for by in people:
        panel.declare(subject=extension.subject, no_conflict=True, by=by, stream=extension.card.stream)


def sit(extension, cast):
    present = [who.person_id for who in (*voters(cast), cast.secretary)]
    return working_group.sit_down(extension_id=extension.pk, present=present, by=cast.chair, **PLACE)


def put(extension, cast):
    """A sitting of all, and the recommendation before it."""
    sit(extension, cast)
    return working_group.put_recommendation(extension_id=extension.pk, by=cast.chair, **QUESTION)


def vote(extension, cast, motion, choice="for"):
    for by in voters(cast):
        panel.cast_vote(motion_id=motion.pk, choice=choice, by=by, stream=extension.card.stream)
    return panel.close_motion(motion_id=motion.pk, by=cast.chair, stream=extension.card.stream)


def written(extension, cast):
    """Voted for, the sitting closed, the protocol drafted."""
    motion = put(extension, cast)
    vote(extension, cast, motion)
    panel.close_sitting(
        sitting_id=reads.sitting_now(extension).pk, by=cast.chair, stream=extension.card.stream
    )
    return working_group.draft_recommendation(extension_id=extension.pk, by=cast.secretary)


def sign(extension, cast, protocol):
    """Sent to be signed, and signed by everybody."""
    frame = {"protocol_id": protocol.pk, "stream": extension.card.stream}
    panel.send_to_signing(by=cast.secretary, **frame)
    for by in (*voters(cast), cast.secretary):
        panel.sign_protocol(by=by, seen=protocol.digest, **frame)
    extension.refresh_from_db()
    return protocol
