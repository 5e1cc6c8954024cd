"""A portal with many of everything, written with a handful of statements: for query counts and benchmarks."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from contracts.models import (
    AcceptanceAct,
    Asset,
    Assignment,
    Contract,
    ContractCard,
    Duty,
    Extension,
    Finding,
    HandOver,
    MonitoringMonth,
    MonitoringReport,
    PartnerReport,
)
from ppp_portal.accounts.models import AuditMandate, Organisation
from ppp_portal.comparison.models import Answer, Column
from ppp_portal.comparison.models import Question as Asked
from ppp_portal.journal import clock
from ppp_portal.law.calendar import add_months
from ppp_portal.notices.models import Notice
from ppp_portal.panel.models import Commission, CommissionAssignment, Declaration
from projects.models import AlternativeProposal, InitiationNotice, Project, ProposalAnswer
from scoring.models import CriteriaSet
from tenders.models import Bid, BidSecurity, ConsortiumMember, Documentation, Question, Tender
from tests.tenders.commission import seat, voters
from tests.tenders.factories import DAY, INVESTMENTS, SECURITY, START, published_tender

BOTH = {"title_kk": "Студенттік жатақхана", "title_ru": "Студенческое общежитие"}
DIGEST = "a" * 64


def crowd(cast: Any, count: int, first: int = 1) -> list[Tender]:
    """``count`` announced tenders of the organiser with a project, a bid, a security, a commission, a notice each.

    Every third one is won and has a contract; every fourth invites a consortium. Numbers begin with ``first``.
    """
    at = clock.now()
    serials = range(first, first + count)
    projects = Project.objects.bulk_create(
        Project(
            owner=cast.org_organiser,
            object_kk="Нысан",
            object_ru="Объект",
            sector="education",
            region="75",
            cost=INVESTMENTS,
            cost_with_vat=True,
            created_at=START,
            **BOTH,
        )
        for _serial in serials
    )
    tenders = Tender.objects.bulk_create(
        _tender(cast, project, serial, at) for serial, project in zip(serials, projects, strict=True)
    )
    sets = CriteriaSet.objects.bulk_create(
        CriteriaSet(
            projects=0, construction_cost=INVESTMENTS, own_funds=Decimal(1), months=24, price=Decimal(1)
        )
        for _tender_ in tenders
    )
    Documentation.objects.bulk_create(
        Documentation(tender=tender, criteria=criteria, approved_at=START, posted_at=START, sha256=DIGEST)
        for tender, criteria in zip(tenders, sets, strict=True)
    )
    _seats(cast, tenders, at)
    bids = Bid.objects.bulk_create(_bid(cast.org_a, tender) for tender in tenders)
    _securities(bids)
    _people(cast, serials, tenders, bids, at)
    won = [(tender, bid) for tender, bid in zip(tenders, bids, strict=True) if tender.results_at]
    Contract.objects.bulk_create(
        Contract(
            tender=tender,
            bid=bid,
            number=f"{tender.number}/1",
            results_at=at,
            due_at=at + 90 * DAY,
            created_at=at,
            next_alert_at=at + 60 * DAY,
        )
        for tender, bid in won
    )
    ContractCard.objects.bulk_create(_card(cast, f"{tender.number}/1", at) for tender, _bid_ in won)
    _notices(cast, projects, serials)
    return tenders


def _card(cast: Any, number: str, at: Any) -> ContractCard:
    """A published contract in force, without anything that hangs on it."""
    day = at.date()
    return ContractCard(
        organiser=cast.org_organiser,
        number=number,
        object_kk="Нысан",
        object_ru="Объект",
        regime="605",
        rule_pack="605-458",
        first_ends_on=day + 3000 * DAY,
        ends_on=day + 3000 * DAY,
        source="Шарт",
        published_at=at,
        created_at=at,
        **BOTH,
    )


def _notices(cast: Any, projects: list[Project], serials: range) -> None:
    """An initiation notice on every project; a page of the list reads its title from the published form."""
    InitiationNotice.objects.bulk_create(
        InitiationNotice(
            number=f"N-2026-{50_000 + serial}",
            project=project,
            organiser=cast.org_organiser,
            initiator=cast.org_d,
            state="published",
            ground="owner",
            closes_at=START + 400 * DAY,
            published_at=START + timedelta(seconds=serial),
            created_at=START,
            form={"title": {"kk": BOTH["title_kk"], "ru": BOTH["title_ru"]}},
            sha256=DIGEST,
        )
        for serial, project in zip(serials, projects, strict=True)
    )


def _tender(cast: Any, project: Project, serial: int, at: Any) -> Tender:
    won = serial % 3 == 0
    closes_at = at + (-70 if won else 40) * DAY
    return Tender(
        number=f"2026-{90_000 + serial}",
        project=project,
        organiser=cast.org_organiser,
        rule_pack="605-458",
        state="results_signed" if won else "accepting",
        investments=INVESTMENTS,
        security_amount=SECURITY,
        budget_kk="Бюджет",
        budget_ru="Бюджет",
        opening_place_kk="Орны",
        opening_place_ru="Место",
        bids_valid_until=(at + 300 * DAY).date(),
        created_at=START,
        published_at=closes_at - 40 * DAY + timedelta(seconds=serial),
        closes_at=closes_at,
        opens_at=closes_at + DAY,
        results_at=at if won else None,
        signing_due_at=at + 90 * DAY if won else None,
        next_deadline_at=None if won else closes_at,
        **BOTH,
    )


def _seats(cast: Any, tenders: list[Tender], at: Any) -> None:
    """One commission for all of them; everybody on it has declared."""
    if not Commission.objects.exists():
        seat(cast, published_tender(cast, number="2026-89999"))
    commission = Commission.objects.get()
    CommissionAssignment.objects.bulk_create(
        CommissionAssignment(subject=tender.subject, commission=commission, pack="605-458", at=at)
        for tender in tenders
    )
    Declaration.objects.bulk_create(
        Declaration(subject=tender.subject, person_id=actor.person_id, no_conflict=True, at=at)
        for tender in tenders
        for actor in (*voters(cast), cast.secretary)
    )


def _bid(bidder: Any, tender: Tender) -> Bid:
    return Bid(
        tender=tender,
        bidder=bidder,
        state="winner" if tender.results_at else "submitted",
        version=1,
        sha256=DIGEST,
        receipt_number=f"R-{uuid4().hex[:12]}",
        created_at=START,
        submitted_at=START,
        first_submitted_at=START,
    )


def _securities(bids: list[Bid]) -> None:
    BidSecurity.objects.bulk_create(
        BidSecurity(
            bid=bid,
            state="forfeit_proposed" if bid.state == "winner" else "lodged",
            form="deposit",
            amount=SECURITY,
            payer="Төлеуші",
            lodged_at=START,
            verified_at=START,
            forfeit_ground="33-2-refused" if bid.state == "winner" else "",
            forfeit_proposed_at=START if bid.state == "winner" else None,
        )
        for bid in bids
    )


def _people(cast: Any, serials: range, tenders: list[Tender], bids: list[Bid], at: Any) -> None:
    """Notices for everybody, a question, a mandate; rival bids that invite the consortium member."""
    Notice.objects.bulk_create(
        Notice(
            person_id=actor.person_id,
            kind="question.asked",
            key=f"crowd:{actor.person_id}:{serial}",
            subject=tender.subject,
            params={"number": tender.number, "question": 1, "due_at": {"moment": at.isoformat()}},
            url_name="tenders:organizer_questions",
            url_args=[str(tender.pk)],
            created_at=at,
        )
        for actor in (cast.staff, cast.bidder_a)
        for serial, tender in zip(serials, tenders, strict=True)
    )
    Question.objects.bulk_create(
        Question(
            tender=tender,
            number=1,
            asked_by=cast.org_b,
            asker_id=cast.bidder_b.person_id,
            language="kk",
            text="Сұрақ?",
            asked_at=at,
            answer_due_at=at + 3 * DAY,
        )
        for tender in tenders
    )
    rivals = Bid.objects.bulk_create(_bid(cast.org_b, tender) for tender in tenders if not tender.results_at)
    ConsortiumMember.objects.bulk_create(
        ConsortiumMember(bid=bid, organisation=cast.org_consortium_member, invited_at=at) for bid in rivals
    )
    mandates = AuditMandate.objects.bulk_create(
        AuditMandate(
            membership_id=cast.auditor.membership_id,
            document=f"№ {serial}",
            since=START.date(),
            until="2099-01-01",
        )
        for serial in serials
    )
    through = AuditMandate.organisations.through
    through.objects.bulk_create(
        through(auditmandate_id=mandate.pk, organisation_id=cast.org_organiser.pk) for mandate in mandates
    )


def propose(cast: Any, notice: InitiationNotice, count: int, first: int = 1) -> None:
    """So many opened proposals of as many firms, each answered in writing, each a column of the comparison."""
    at, serials = clock.now(), range(first, first + count)
    firms = Organisation.objects.bulk_create(
        Organisation(
            kind="private",
            bin=f"{990_000_000_000 + serial}",
            name_kk=f"«Фирма {serial}» ЖШС",
            name_ru=f"ТОО «Фирма {serial}»",
            confirmed_at=at,
        )
        for serial in serials
    )
    asked = [row.key for row in notice.requirements.filter(kind="proposal")]
    content = {
        "answers": {key: {"kk": "Иә", "ru": "Да", "file": None} for key in asked},
        "qualification": {str(n): {"statement": "Иә", "file": None} for n in range(1, 9)},
        "amounts": {"tax_debt": "0", "own_funds": "1", "borrowed_funds": "0"},
        "documents": {},
    }
    proposals = AlternativeProposal.objects.bulk_create(
        AlternativeProposal(
            notice=notice,
            organisation=firm,
            state="answered",
            version=1,
            sha256=DIGEST,
            receipt_number=f"P-{serial:06d}",
            created_at=START,
            submitted_at=START + timedelta(seconds=serial),
            opened_at=at,
            place=serial,
            content=content,
        )
        for serial, firm in zip(serials, firms, strict=True)
    )
    ProposalAnswer.objects.bulk_create(
        ProposalAnswer(
            proposal=row,
            number=f"{notice.number}/A-{row.place}",
            text_kk="Жауап",
            text_ru="Ответ",
            at=at,
            person_id=cast.head.person_id,
            pair=uuid4(),
        )
        for row in proposals
    )
    question = Asked.objects.get(questionnaire__subject=notice.subject)
    columns = Column.objects.bulk_create(
        Column(
            questionnaire=question.questionnaire,
            organisation=firm,
            name_kk=firm.name_kk,
            name_ru=firm.name_ru,
            added_at=at,
        )
        for firm in firms
    )
    Answer.objects.bulk_create(
        Answer(question=question, column=column, state="given", number=Decimal(5), at=at)
        for column in columns
    )


def ask_much(cast: Any, card: ContractCard, paper: Any, count: int, first: int = 1) -> None:
    """So many refused requests to extend and to assign under one contract, and things on its list of hand-over."""
    at, serials = clock.now(), range(first, first + count)
    day = at.date()
    Extension.objects.bulk_create(
        Extension(
            card=card,
            number=f"{serial}",
            state="refused",
            side="public",
            requested_at=at,
            ground="R55-1",
            reason_kk="Себеп",
            reason_ru="Причина",
            evidence=paper,
            old_ends_on=day,
            asked_ends_on=day + DAY,
            new_ends_on=day + DAY,
        )
        for serial in serials
    )
    Assignment.objects.bulk_create(
        Assignment(
            card=card,
            number=f"{serial}",
            state="refused",
            kind="claim",
            assignor=cast.org_a,
            assignee=cast.org_b,
            share=Decimal(10),
            reason_kk="Себеп",
            reason_ru="Причина",
            application=paper,
            requested_at=at,
            refused_at=at,
        )
        for serial in serials
    )
    hand_over, _new = HandOver.objects.get_or_create(card=card, defaults={"number": "1", "opened_at": at})
    Asset.objects.bulk_create(
        Asset(
            hand_over=hand_over,
            number=serial,
            name_kk="Камера",
            name_ru="Камера",
            quantity=Decimal(1),
            unit_kk="дана",
            unit_ru="шт.",
            book_value=Decimal(1),
            condition_kk="Жарамды",
            condition_ru="Исправна",
            bearer="public",
            basis="12",
        )
        for serial in serials
    )


def watch(card: ContractCard, paper: Any, count: int, first: int = 1) -> None:
    """So many months, duties, reports, findings, acts and conclusions under one contract; ``paper`` is their file."""
    at, serials = clock.now(), range(first, first + count)
    day = at.date()
    told = {"notified_at": at, "reply_due_at": at, "state": "notified"}
    period = {"period_from": day - 60 * DAY, "period_to": day - 30 * DAY, "dated_on": day}
    MonitoringMonth.objects.bulk_create(
        MonitoringMonth(
            card=card,
            month=add_months(day.replace(day=1), -serial),
            mark="not_performed",
            dated_on=day,
            registered_at=at,
            evidence=paper,
            reply_due_at=at,
            silent_at=at,
        )
        for serial in serials
    )
    Duty.objects.bulk_create(
        Duty(card=card, side="private", direction="conditions", due_on=day + serial * DAY, document=paper)
        for serial in serials
    )
    PartnerReport.objects.bulk_create(
        PartnerReport(card=card, number=f"{serial}", registered_at=at, document=paper, **period)
        for serial in serials
    )
    MonitoringReport.objects.bulk_create(
        MonitoringReport(card=card, number=f"{serial}", registered_at=at, **period) for serial in serials
    )
    Finding.objects.bulk_create(
        Finding(
            card=card,
            number=f"{serial}",
            direction="conditions",
            remedy_on=day,
            found_on=day,
            registered_at=at,
            evidence=paper,
            **told,
        )
        for serial in serials
    )
    AcceptanceAct.objects.bulk_create(
        AcceptanceAct(
            card=card,
            number=f"{serial}",
            amount=1,
            dated_on=day,
            submitted_at=at,
            due_at=at + 14 * DAY,
            document=paper,
        )
        for serial in serials
    )
