"""The Almaty video surveillance notice with its real figures: three alternatives, compared, and a tender instead.

The organisation that initiated the project and the three that answer are invented.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from hashlib import sha256
from typing import Any
from uuid import uuid4

from ppp_portal.comparison import queries as compared
from ppp_portal.comparison.actions import Ask, Mark, Reply
from ppp_portal.documents.values import Both
from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.panel import actions as panel
from ppp_portal.panel.models import Sitting
from ppp_portal.panel.rules import SeatPlan
from ppp_portal.panel.states import CommissionKind
from ppp_portal.sealing import store
from ppp_portal.training.play.announcing import PLACE, SEATS, moment
from ppp_portal.training.play.cases.notice_texts import (
    DISSENT,
    OFFERS,
    REASON,
    VIDEO,
    Alternative,
    Initiative,
)
from ppp_portal.training.play.papers import paper, upload
from ppp_portal.training.play.stage import Stage
from projects import envelopes
from projects.actions import checking, comparing, opening, proposals, ways
from projects.actions.cards import create_project, set_parameters
from projects.actions.initiation import create_notice, publish_notice, save_notice, set_requirements
from projects.models import AlternativeProposal, InitiationNotice
from tenders.actions.drafts import SealedFile

VOTERS = ("chair", "deputy", "member_1", "member_2", "member_3")
SEATED = (*VOTERS, "secretary")
PDF = "application/pdf"


def play(stage: Stage) -> InitiationNotice:
    """Ends with the draft of a tender, and every proposal answered in writing."""
    notice = announce(stage, VIDEO)
    propose(stage, notice)
    group(stage, notice)
    stage.go_to(closed_at(notice))
    stage.next_day()
    open_all(stage, notice)
    check_and_ask(stage, notice, VIDEO)
    stage.next_day(3)
    answer(stage, notice, VIDEO)
    stage.next_day(5)
    compare(stage, notice, VIDEO)
    stage.next_day()
    recommend(stage, notice)
    decide(
        stage,
        "head",
        "decides: the partner is chosen by a tender; everybody is answered",
        "switch_to_tender",
        notice,
        REASON,
    )
    notice.refresh_from_db()
    return notice


def announce(stage: Stage, what: Initiative) -> InitiationNotice:
    """The card, the notice with its two requirements and the eight, and the head's publication."""
    project = stage.do("staff", "writes the project card", create_project, **what.card)
    stage.do(
        "staff",
        "writes the technical parameters, whose parts make the whole",
        set_parameters,
        project_id=project.pk,
        parameters=what.parameters,
    )
    notice = stage.do("staff", "begins the initiation notice", create_notice, project_id=project.pk)
    closes = moment(clock.calendar().next_working(local_day(stage.now()) + timedelta(days=37)), 18)
    stage.do(
        "staff",
        "fills the notice in and attaches its ground",
        save_notice,
        notice_id=notice.pk,
        ground_document=upload("patent.pdf", "Авторское свидетельство", "Исключительное право инициатора"),
        initiator_id=stage.organisation(what.initiator),
        closes_at=closes,
        **what.notice,
    )
    stage.do(
        "staff",
        "asks two things of an alternative, each with its citation",
        set_requirements,
        notice_id=notice.pk,
        requirements=what.requirements,
    )
    notice = stage.do("head", "publishes the notice", publish_notice, notice_id=notice.pk)
    return notice


# --- proposals --------------------------------------------------------------------------------------------


def propose(stage: Stage, notice: InitiationNotice) -> None:
    """Three sealed proposals; one is changed in time, a fourth is begun and withdrawn."""
    made = []
    for offer in OFFERS:
        stage.next_day(4)
        made.append(propose_one(stage, notice, offer))
    stage.next_day(2)
    stage.do(
        OFFERS[1].who,
        "submits again: only the last version counts",
        proposals.submit_proposal,
        proposal_id=made[1].pk,
        key=uuid4(),
    )
    stage.next_day()
    gone = propose_one(stage, notice, Alternative(**{**vars(OFFERS[2]), "who": "outsider"}))
    stage.do("outsider", "withdraws; it stays sealed", proposals.withdraw_proposal, proposal_id=gone.pk)


def propose_one(stage: Stage, notice: InitiationNotice, offer: Alternative) -> AlternativeProposal:
    """One bidder writes, attaches its file and submits, all at one moment."""

    def written() -> AlternativeProposal:
        by = stage[offer.who]
        proposal = proposals.begin_proposal(notice_id=notice.pk, by=by, language="ru")
        data = paper("Сведения о реализованных проектах", [offer.projects.ru])
        blob = store.seal_stream([data], recipients=envelopes.recipients(notice))
        sealed = SealedFile("projects.pdf", len(data), PDF, sha256(data).hexdigest(), data[:8192], blob)
        file = proposals.add_proposal_file(proposal_id=proposal.pk, upload=sealed, by=by)
        proposals.save_proposal(
            proposal_id=proposal.pk,
            content=_content(offer, str(file.pk)),
            revision=proposal.revision,
            by=by,
        )
        proposals.submit_proposal(proposal_id=proposal.pk, key=uuid4(), by=by)
        proposal.refresh_from_db()
        return proposal

    return stage.together(offer.who, "proposes an alternative: sealed, with its receipt", written)


def _content(offer: Alternative, file: str) -> dict[str, Any]:
    return {
        "language": "ru",
        "application": True,
        "answers": {
            "1": {"kk": offer.projects.kk, "ru": offer.projects.ru, "file": file},
            "2": {"kk": offer.programme.kk, "ru": offer.programme.ru, "file": None},
        },
        "qualification": {
            str(n): {"statement": "Требованию соответствуем, документы приложены.", "file": None}
            for n in range(1, 9)
        },
        "amounts": {"tax_debt": "0", "own_funds": offer.own, "borrowed_funds": "0"},
        "affiliates": [],
    }


# --- the working group ------------------------------------------------------------------------------------


def group(stage: Stage, notice: InitiationNotice) -> None:
    """Appointed by an order, assigned to the notice; everybody declares before anything is seen."""
    made = stage.do(
        "head",
        "appoints the working group by an order",
        panel.appoint_commission,
        organisation_id=stage.organisation("head"),
        kind=CommissionKind.GROUP,
        name_kk="Жұмыс тобы",
        name_ru="Рабочая группа",
        order_number="31-Ө",
        order_date=local_day(stage.now()),
        seats=[SeatPlan(stage.person(who), role) for who, role, behind in SEATS if not behind],
        pack="725",
    )
    chosen: dict[str, Any] = {"notice_id": notice.pk, "commission_id": made.pk}
    stage.do("head", "assigns it to the notice", comparing.assign_group, **chosen)

    def all_declare() -> None:
        for who in SEATED:
            panel.declare(subject=notice.subject, no_conflict=True, by=stage[who], stream=notice.stream)

    stage.together("chair", "and all members declare to have no conflict of interest", all_declare)


def closed_at(notice: InitiationNotice) -> datetime:
    notice.refresh_from_db()
    assert notice.closes_at is not None
    return notice.closes_at


def open_all(stage: Stage, notice: InitiationNotice) -> None:
    """All envelopes at once in a sitting, the register, and that there is something to compare."""
    held = sit(stage, notice)
    stage.do("chair", "opens all proposals at once", opening.open_proposals, notice_id=notice.pk)
    stage.do("chair", "closes the sitting", panel.close_sitting, sitting_id=held.pk, stream=notice.stream)
    because = Both("Балама ұсыныстар түсті, олар салыстырылады.", "Альтернативы поступили и сравниваются.")
    decide(
        stage,
        "staff",
        "records that there are alternatives to compare",
        "record_alternatives",
        notice,
        because,
    )


def check_and_ask(stage: Stage, notice: InitiationNotice, what: Initiative) -> None:
    """The eight requirements of each, then the questionnaire: what the notice asked, and more figures."""
    held = sit(stage, notice)
    for offer in what.offers:
        name, proposal = stage.names[offer.who], proposal_of(stage, notice, offer)
        stage.together(
            "secretary",
            f"checks {name} on all eight; the group votes on what was found",
            partial(_check, stage, notice, proposal, offer),
        )
    stage.do("chair", "closes the sitting", panel.close_sitting, sitting_id=held.pk, stream=notice.stream)
    asked = [Ask(row["text_kk"], row["text_ru"]) for row in what.requirements]
    stage.do(
        "secretary",
        "writes the questionnaire: the same five questions for all",
        comparing.write_questions,
        notice_id=notice.pk,
        title_kk="Балама ұсыныстарды салыстыру",
        title_ru="Сравнение альтернативных предложений",
        questions=asked + [Ask(**row) for row in what.asked],
    )
    last = clock.calendar().add_working_days(local_day(stage.now()), 4)
    stage.do(
        "secretary",
        "fixes and sends the questions, to be answered until one moment",
        comparing.send_questions,
        notice_id=notice.pk,
        answers_until=moment(last, 18),
    )


def proposal_of(stage: Stage, notice: InitiationNotice, offer: Alternative) -> AlternativeProposal:
    return notice.proposals.get(organisation_id=stage.organisation(offer.who))


def answer(stage: Stage, notice: InitiationNotice, what: Initiative) -> None:
    for offer in what.offers:
        stage.do(
            offer.who,
            "answers the questionnaire",
            comparing.answer_questions,
            proposal_id=proposal_of(stage, notice, offer).pk,
            replies=[
                Reply(number, figure=Decimal(value)) for number, value in enumerate(offer.figures, start=3)
            ],
        )


def compare(stage: Stage, notice: InitiationNotice, what: Initiative) -> None:
    """What was found about each answer, a reasoned verdict on each offer, the matrix on paper."""
    stage.together(
        "chair", "writes down what the group found and its verdicts", lambda: _judge(stage, notice, what)
    )
    stage.do(
        "secretary",
        "closes the comparison: the matrix is printed on A3",
        comparing.close_group_comparison,
        notice_id=notice.pk,
    )


def _check(stage: Stage, notice: InitiationNotice, proposal: AlternativeProposal, offer: Alternative) -> None:
    sums = {2: {"tax_debt": Decimal(0)}, 8: {"own_funds": _read(offer.own), "borrowed_funds": Decimal(0)}}
    for number in range(1, 9):
        checking.check_requirement(
            proposal_id=proposal.pk,
            requirement=number,
            verdict="met",
            evidence_kk="Мемлекеттік тізілімнен үзінді",
            evidence_ru="Выписка из государственного реестра",
            amounts=sums.get(number),
            by=stage["secretary"],
        )
    motion = checking.put_check(proposal_id=proposal.pk, by=stage["secretary"])
    for who in VOTERS:
        panel.cast_vote(
            motion_id=motion.pk, choice="for", seen=motion.digest, by=stage[who], stream=notice.stream
        )
    panel.close_motion(motion_id=motion.pk, by=stage["secretary"], stream=notice.stream)
    checking.close_check(proposal_id=proposal.pk, by=stage["secretary"])


def _read(typed: str) -> Decimal:
    return Decimal(typed.replace(" ", ""))


def _judge(stage: Stage, notice: InitiationNotice, what: Initiative) -> None:
    by_organisation = {stage.organisation(offer.who): offer for offer in what.offers}
    for column in compared.columns(notice.subject):
        offer = by_organisation[column.organisation_id or 0]
        falls_short = offer.outcome != "meets"
        marks = [
            Mark(number, "no", offer.found.kk, offer.found.ru)
            if falls_short and number < 3
            else Mark(number, "yes")
            for number in range(1, 6)
        ]
        comparing.judge_column(
            notice_id=notice.pk,
            column_id=column.pk,
            marks=marks,
            outcome=offer.outcome,
            reason_kk=offer.found.kk,
            reason_ru=offer.found.ru,
            by=stage["chair"],
        )


def sit(stage: Stage, notice: InitiationNotice) -> Sitting:
    """The chair enters everybody; what is opened waits for everybody's own word (C-05)."""
    held: Sitting = stage.do(
        "chair",
        "opens a sitting of the working group",
        comparing.open_group_sitting,
        notice_id=notice.pk,
        present=[stage.person(who) for who in SEATED],
        **PLACE,
    )

    def confirm() -> None:
        for who in SEATED[1:]:
            panel.arrive(sitting_id=held.pk, by=stage[who], stream=notice.stream)

    told = "and the others confirm under their own names that they are at the table"
    stage.together(SEATED[1], told, confirm)
    return held


def recommend(stage: Stage, notice: InitiationNotice) -> None:
    """The vote with one dissent, the protocol signed by all."""

    sit(stage, notice)

    def voted() -> Any:
        motion = comparing.put_recommendation(
            notice_id=notice.pk,
            recommendation="tender",
            reason_kk=REASON.kk,
            reason_ru=REASON.ru,
            by=stage["chair"],
        )
        for who in VOTERS:
            against = who == "member_2"
            panel.cast_vote(
                motion_id=motion.pk,
                choice="against" if against else "for",
                dissent_kk=DISSENT.kk if against else "",
                dissent_ru=DISSENT.ru if against else "",
                seen=motion.digest,
                by=stage[who],
                stream=notice.stream,
            )
        return panel.close_motion(motion_id=motion.pk, by=stage["chair"], stream=notice.stream)

    motion = stage.together("chair", "puts to the vote: a tender (4 for, 1 against)", voted)
    stage.pass_time(minutes=50)
    held = motion.sitting_id
    stage.do("chair", "closes the sitting", panel.close_sitting, sitting_id=held, stream=notice.stream)

    def signed() -> None:
        drafted = comparing.draft_recommendation(notice_id=notice.pk, by=stage["secretary"])
        panel.send_to_signing(protocol_id=drafted.pk, by=stage["secretary"], stream=notice.stream)
        for who in SEATED:
            panel.sign_protocol(
                protocol_id=drafted.pk, by=stage[who], stream=notice.stream, seen=drafted.digest
            )

    stage.together("secretary", "drafts the protocol and all sign it", signed)


def decide(stage: Stage, who: str, what: str, move: str, notice: InitiationNotice, reason: Both) -> None:
    """One way on, with its reason and its document."""
    stage.do(
        who,
        what,
        getattr(ways, move),
        notice_id=notice.pk,
        reason_kk=reason.kk,
        reason_ru=reason.ru,
        document=upload("decision.pdf", "Основание решения", reason.ru),
    )
