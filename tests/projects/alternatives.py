"""Alternative proposals of the cast and the working group at its table: what the stories of an initiative need.

submitted(cast, notice, cast.bidder_a)            # a whole proposal, sealed and with its receipt
open_all(cast, notice, clock_at)                  # after the cut-off, in a sitting
compare(cast, notice)                             # questions, columns, verdicts, the closed matrix
recommend(cast, notice)                           # the vote and the signed protocol
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from ppp_portal.comparison import queries as compared
from ppp_portal.comparison.actions import Ask, Mark, Reply
from ppp_portal.comparison.models import Questionnaire
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.panel import actions as panel
from ppp_portal.panel.models import Protocol
from ppp_portal.panel.rules import SeatPlan
from projects.actions import comparing, opening, proposals
from projects.models import AlternativeProposal, InitiationNotice

TICK = timedelta(microseconds=1)
REASON = {"reason_kk": "Жұмыс тобының салыстыруы бойынша", "reason_ru": "По сравнению рабочей группы"}
PLACE = {"place_kk": "Алматы қ., 3-кабинет", "place_ru": "г. Алматы, кабинет 3"}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def paper(name: str = "order.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, "application/pdf")


def whole(notice: InitiationNotice, **said: Any) -> dict[str, Any]:
    """A content that lacks nothing."""
    numbers = [row.key for row in notice.requirements.filter(kind="proposal")]
    return {
        "language": "ru",
        "application": True,
        "answers": {
            str(n): {"kk": f"{n} талапқа жауап", "ru": f"Ответ на требование {n}", "file": None}
            for n in numbers
        },
        "qualification": {str(n): {"statement": f"Соответствуем {n}", "file": None} for n in range(1, 9)},
        "amounts": {"tax_debt": "0", "own_funds": "4 000 000 000", "borrowed_funds": "0"},
        "affiliates": [],
        **said,
    }


def written(notice: InitiationNotice, by: Actor, **said: Any) -> AlternativeProposal:
    proposal = proposals.begin_proposal(notice_id=notice.pk, by=by, language="ru")
    proposals.save_proposal(
        proposal_id=proposal.pk, content=whole(notice, **said), revision=proposal.revision, by=by
    )
    proposal.refresh_from_db()
    return proposal


def submitted(notice: InitiationNotice, by: Actor, **said: Any) -> AlternativeProposal:
    proposal = written(notice, by, **said)
    proposals.submit_proposal(proposal_id=proposal.pk, key=uuid4(), by=by)
    proposal.refresh_from_db()
    return proposal


def voters(cast: Any) -> list[Actor]:
    return [cast.chair, cast.deputy, *cast.members[:3]]


def seat(cast: Any, notice: InitiationNotice, *, declare: bool = True) -> None:
    """The working group: five votes and the secretary, appointed, assigned, declared."""
    made = panel.appoint_commission(
        organisation_id=cast.org_organiser.pk,
        kind="group",
        name_kk="Жұмыс тобы",
        name_ru="Рабочая группа",
        order_number="7-ө",
        order_date=date(2026, 2, 20),
        seats=[
            SeatPlan(cast.chair.person_id, "chair"),
            SeatPlan(cast.deputy.person_id, "deputy"),
            *[SeatPlan(member.person_id, "member") for member in cast.members[:3]],
            SeatPlan(cast.secretary.person_id, "secretary"),
        ],
        by=cast.head,
        pack="725",
    )
    comparing.assign_group(notice_id=notice.pk, commission_id=made.pk, by=cast.head)
    if declare:
        for actor in [*voters(cast), cast.secretary]:
            panel.declare(subject=notice.subject, no_conflict=True, by=actor, stream=notice.stream)


def sit(cast: Any, notice: InitiationNotice) -> None:
    """The chair enters everybody, and everybody confirms it under the own name."""
    everybody = [*voters(cast), cast.secretary]
    present = [actor.person_id for actor in everybody]
    held = comparing.open_group_sitting(notice_id=notice.pk, by=cast.chair, present=present, **PLACE)
    for actor in everybody:
        panel.arrive(sitting_id=held.pk, by=actor, stream=notice.stream)


def open_all(cast: Any, notice: InitiationNotice, clock: Any) -> list[AlternativeProposal]:
    clock.set(notice.closes_at + TICK)
    seat(cast, notice)
    sit(cast, notice)
    return opening.open_proposals(notice_id=notice.pk, by=cast.chair)


def compare(cast: Any, notice: InitiationNotice) -> None:
    """Two requirements of the notice and a number; every offer meets all."""
    asked = [Ask(row.text_kk, row.text_ru) for row in notice.requirements.filter(kind="proposal")]
    questions = [*asked, Ask("Камералар саны", "Количество камер", "number", "дана", "шт.", "more")]
    comparing.write_questions(
        notice_id=notice.pk,
        title_kk="Салыстыру",
        title_ru="Сравнение",
        questions=questions,
        by=cast.secretary,
    )
    send(cast, notice)
    for proposal in notice.proposals.filter(state="opened"):
        by = next(actor for actor in cast.bidders if actor.organisation_id == proposal.organisation_id)
        replies = [Reply(len(questions), figure=Decimal(5957))]
        comparing.answer_questions(proposal_id=proposal.pk, replies=replies, by=by)
    let_answers_end(notice)
    for column in compared.columns(notice.subject):
        comparing.judge_column(
            notice_id=notice.pk,
            column_id=column.pk,
            marks=[Mark(number, "yes") for number in range(1, len(questions) + 1)],
            outcome="meets",
            reason_kk="Талаптарға сай",
            reason_ru="Отвечает требованиям",
            by=cast.chair,
        )
    comparing.close_group_comparison(notice_id=notice.pk, by=cast.chair)


def send(cast: Any, notice: InitiationNotice) -> None:
    """The questions are put to everybody, to be answered within a week."""
    until = clock.now() + timedelta(days=7)
    comparing.send_questions(notice_id=notice.pk, answers_until=until, by=cast.secretary)


def let_answers_end(notice: InitiationNotice) -> None:
    """As if the days of the answers had passed; the clock and whatever else hangs on it stand still."""
    sheet = Questionnaire.objects.get(subject=notice.subject)
    assert sheet.fixed_at is not None
    Questionnaire.objects.filter(pk=sheet.pk).update(
        fixed_at=sheet.fixed_at - 2 * TICK, answers_until=sheet.fixed_at - TICK
    )


def recommend(cast: Any, notice: InitiationNotice, what: str = "tender") -> Protocol:
    """Signed by all and, in training, published with the last signature."""
    motion = comparing.put_recommendation(notice_id=notice.pk, recommendation=what, by=cast.chair, **REASON)
    for place, actor in enumerate(voters(cast)):
        against = place == 4
        panel.cast_vote(
            motion_id=motion.pk,
            choice="against" if against else "for",
            dissent_kk="Мерзім қысқа" if against else "",
            dissent_ru="Срок короток" if against else "",
            seen=motion.digest,
            by=actor,
            stream=notice.stream,
        )
    panel.close_motion(motion_id=motion.pk, by=cast.chair, stream=notice.stream)
    panel.close_sitting(sitting_id=motion.sitting_id, by=cast.chair, stream=notice.stream)
    protocol = comparing.draft_recommendation(notice_id=notice.pk, by=cast.secretary)
    panel.send_to_signing(protocol_id=protocol.pk, by=cast.secretary, stream=notice.stream)
    protocol.refresh_from_db()
    for actor in [*voters(cast), cast.secretary]:
        panel.sign_protocol(protocol_id=protocol.pk, by=actor, stream=notice.stream, seen=protocol.digest)
    protocol.refresh_from_db()
    return protocol
