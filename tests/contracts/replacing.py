"""A contract of the cast that was not performed for six months, and the steps of its replacement."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.actions import agree_term, assignee, register_contract, send_to_signing, sign_contract
from contracts.actions import assignment as assigning
from contracts.actions import replacement as actions
from contracts.actions import replacement_tender as tender_actions
from contracts.actions.compensation import declare_acts
from contracts.actions.ending import terminate_card
from contracts.actions.months import answer_six_months, record_month, reply_month
from contracts.models import AcceptanceAct, ContractCard, MonitoringMonth
from contracts.queries import cards, of_tender
from contracts.queries.cards import of_contract
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM
from ppp_portal.journal.records import record
from ppp_portal.law.calendar import add_months, local_day, start_of_day
from tenders.models import Bid, OpenedBid
from tests.contracts.cards import a_card
from tests.contracts.factories import EIGHT, signed
from tests.stages import kept
from tests.tenders.factories import make_project

GROUND = {
    "ground_kk": "Құрылыс 6 ай бойы жүргізілмеді.",
    "ground_ru": "Строительство не велось 6 месяцев.",
}


def pdf(name="paper.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7\n%%EOF\n", "application/pdf")


@kept
def registered_card(cast, clock_at, number="75-0003") -> ContractCard:
    """The card that the portal makes when the contract of the cast is registered."""
    contract = signed(cast, clock_at)
    register_contract(contract_id=contract.pk, number=number, date=local_day(clock.now()), by=cast.staff)
    return of_contract(contract.pk)


def evidence(card):
    return store_upload(pdf("act.pdf"), by=SYSTEM, subject=card.subject, kind="card.month", at=clock.now())


def not_performed(cast, card, clock_at, count=6, first=date(2026, 12, 1), *, replied=True, done=False):
    """So many months in a row as people record them: each marked a few days after its end, with its act and the
    partner's reply. Returns the months.
    """
    months = [add_months(first, number) for number in range(count)]
    for month in months:
        at = clock_at.set(start_of_day(add_months(month, 1)) + timedelta(days=3, hours=10))
        row = record_month(
            card_id=card.pk,
            month=month,
            mark="performed" if done else "not_performed",
            reason_kk="Жұмыс жүргізілмеді.",
            reason_ru="Работы не велись.",
            dated_on=local_day(at),
            upload=None if done else pdf("act.pdf"),
            by=cast.staff,
        )
        if replied and not done:
            partner = cards.private_organisations(card)[0]
            by = {cast.org_a.pk: cast.bidder_a, cast.org_b.pk: cast.bidder_b}[partner]
            reply_month(month_id=row.pk, reply_kk="Қаржы жоқ.", reply_ru="Нет средств.", by=by)
    return months


def decided(cast, card, answer="replace"):
    """The head's answer to what the portal proposed."""
    words = {"reason_kk": GROUND["ground_kk"], "reason_ru": GROUND["ground_ru"]}
    return answer_six_months(card_id=card.pk, answer=answer, by=cast.head, **words)


@kept
def opened(cast, clock_at, **overrides):
    """A case on six months."""
    card = registered_card(cast, clock_at)
    not_performed(cast, card, clock_at)
    return actions.open_replacement(**{"card_id": card.pk, **GROUND, "by": cast.head, **overrides})


@kept
def begun(cast, clock_at, **overrides):
    """Its tender is begun, a draft with the documentation of the old one."""
    case = opened(cast, clock_at)
    values = {
        "contract_kind": "additional",
        "title_kk": "Конкурс",
        "title_ru": "Конкурс",
        "creditor_terms_kk": "Банк алдындағы 120 000 000 теңге берешек жаңа әріптеске өтеді.",
        "creditor_terms_ru": "Долг перед банком 120 000 000 тенге переходит к новому партнёру.",
        "upload": pdf("creditors.pdf"),
        "by": cast.staff,
    }
    return tender_actions.begin_tender(replacement_id=case.pk, **{**values, **overrides})


def entered(case, cast, code, on=None, **overrides):
    """The paper of one step."""
    values = {"done_on": on or local_day(clock.now()), "number": "17", "upload": pdf(), "by": cast.staff}
    return actions.record_step(replacement_id=case.pk, code=code, **{**values, **overrides})


def terminated(case, cast, **overrides):
    """The agreement that ends the contract with the old partner, registered by the head."""
    today = local_day(clock.now())
    values = {
        "ground": "agreement",
        "number": "11-Р",
        "dated_on": today,
        "effective_on": today,
        "reason_kk": "Алты ай орындалмады.",
        "reason_ru": "Шесть месяцев не исполнялся.",
        "upload": pdf("termination.pdf"),
        "by": cast.head,
    }
    return terminate_card(card_id=case.card_id, **{**values, **overrides})


def declared(case, cast, **overrides):
    """The head says that the list of acts is complete."""
    words = {"statement_kk": "Барлық акт тізімде.", "statement_ru": "Все акты в списке.", "by": cast.head}
    return declare_acts(replacement_id=case.pk, **{**words, **overrides})


def won(cast, case):
    """Bidder B wins the replacement tender: its results are signed, the draft of the contract is made."""
    at, tender = clock.now(), case.tender
    bid = Bid.objects.create(
        tender=tender,
        bidder=cast.org_b,
        state="winner",
        version=1,
        sha256="b" * 64,
        receipt_number="R-18",
        submitted_at=at,
        created_at=at,
    )
    OpenedBid.objects.create(
        bid=bid,
        order=1,
        opened_at=at,
        content={"offer": {}},
        months=12,
        price=Decimal(35000),
        headcount=90,
        spv_declared=False,
    )
    tender.published_at = tender.published_at or at
    tender.closes_at = tender.closes_at or at
    tender.security_amount = tender.security_amount or 1
    tender.state, tender.results_at = "results_signed", at
    tender.save()
    tender.documentations.update(posted_at=at, sha256="d" * 64)
    said = {"tender": tender.pk}
    record("tender.publish_tender", stream=tender.stream, by=SYSTEM, at=at, facts=said)
    record("tender.sign_results", stream=tender.stream, by=SYSTEM, at=at, facts=said)
    case.refresh_from_db()
    return case


def concluded(cast, case):
    """Its contract: eight terms agreed, signed by both, registered."""
    contract = of_tender(case.tender_id)
    for term in EIGHT:
        for by in (cast.staff, cast.bidder_b):
            agree_term(contract_id=contract.pk, term=term, by=by)
    contract = send_to_signing(contract_id=contract.pk, by=cast.staff)
    for by in (cast.head, cast.bidder_b):
        sign_contract(contract_id=contract.pk, by=by, seen=contract.digest)
    register_contract(contract_id=contract.pk, number="75-0090", date=local_day(clock.now()), by=cast.staff)
    case.refresh_from_db()
    return case


def answered(case, number, state="accepted", at=None, amount=7):
    """An act of the monitoring, handed in by whoever was the partner at that time."""
    at = at or case.opened_at - timedelta(days=1)
    answer = at if state in ("accepted", "returned") else None
    return AcceptanceAct.objects.create(
        card=case.card,
        number=number,
        title_kk="Іргетас",
        title_ru="Фундамент",
        amount=Decimal(amount),
        dated_on=local_day(at),
        submitted_at=at,
        due_at=at + timedelta(days=14),
        state=state,
        answered_at=answer,
        document=evidence(case.card),
        reason_kk="Себебі" if state == "returned" else "",
        reason_ru="Причина" if state == "returned" else "",
    )


def failing(cast, number):
    """A case on six months of another contract, written straight into the tables."""
    card = a_card(cast, number=number)
    at = clock.now()
    for place in range(6):
        month = add_months(date(2025, 6, 1), place)
        MonitoringMonth.objects.create(
            card=card,
            month=month,
            mark="not_performed",
            reason_kk="Жұмыс жүргізілмеді.",
            reason_ru="Работы не велись.",
            dated_on=add_months(month, 1) + timedelta(days=4),
            registered_at=at,
            evidence=evidence(card),
            reply_due_at=at,
            silent_at=at,
        )
    return actions.open_replacement(card_id=card.pk, **GROUND, by=cast.head)


def in_world(cast):
    """A case with a begun tender, one whose list of acts waits for the old partner, a request to assign."""
    case = failing(cast, "ГЧП-77")
    tender_actions.begin_tender(
        replacement_id=case.pk,
        contract_kind="new",
        title_kk="Конкурс",
        title_ru="Конкурс",
        creditor_terms_kk="Берешек өтеді.",
        creditor_terms_ru="Долг переходит.",
        upload=pdf("creditors.pdf"),
        project_id=make_project(cast).pk,
        by=cast.staff,
    )
    answered(case, "А-1")
    counted = failing(cast, "ГЧП-79")
    counted.acts_closed_at = clock.now()
    counted.acts_statement_kk, counted.acts_statement_ru = "Барлық акт тізімде.", "Все акты в списке."
    counted.save()
    assigned = a_card(cast, number="ГЧП-78", operator=True)
    assignment = requested(cast, assigned)
    assignee.open_check(assignment_id=assignment.pk, object_cost=Decimal(10**9), by=cast.staff)
    return {
        "replacing": str(case.card_id),
        "counted": str(counted.card_id),
        "creditors_paper": str(Document.objects.get(kind="replacement.creditors").pk),
        "assigned": str(assigned.pk),
        "assignment": str(assignment.pk),
        "assignment_paper": str(assignment.application_id),
    }


def requested(cast, card, **overrides):
    """The private partner asks to pass everything to bidder B."""
    values = {
        "kind": "both",
        "assignee_bin": cast.org_b.bin,
        "share": Decimal(100),
        "reason_kk": "Топ ішіндегі қайта құру.",
        "reason_ru": "Реорганизация группы.",
        "upload": pdf("application.pdf"),
        "by": cast.bidder_a,
    }
    return assigning.request_assignment(card_id=card.pk, **{**values, **overrides})
