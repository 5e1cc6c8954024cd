"""What happens to a card: made at registration, changed on an agreed basis, warned about, over."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts import card_deadlines
from contracts.actions.cards import (
    ROWS,
    keep_card,
    lock_card,
    make_card_move,
    new_version,
    note_card,
    own_card,
    tell_card,
)
from contracts.card_states import CardPart, CardState, MilestonePeriod, Regime, WarningAnswer
from contracts.models import CardMilestone, Contract, ContractCard, ExpiryWarning
from contracts.queries import cards as queries
from contracts.queries.saying import investments, own_funds
from contracts.queries.term import term_months
from contracts.rules import cards as rules
from contracts.rules import monitoring as monitoring_rules
from contracts.rules.obligations import Paper
from contracts.states import PartyRole
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.acts import law
from ppp_portal.law.calendar import ONE_DAY, add_months, end_of_day, local_day
from ppp_portal.law.refusals import Refusal, refuse

PARTS = {
    PartyRole.ORGANISER: CardPart.PUBLIC_PARTNER,
    PartyRole.PUBLIC_PARTNER: CardPart.PUBLIC_PARTNER,
    PartyRole.PRIVATE_PARTNER: CardPart.PRIVATE_PARTNER,
    PartyRole.PROJECT_COMPANY: CardPart.PROJECT_COMPANY,
}
PUBLICATION = law("35(3)")
TENGE = {"unit_kk": "₸", "unit_ru": "₸"}
INVESTED = {"name_kk": "Инвестициялар", "name_ru": "Инвестиции", **TENGE}
OWN_FUNDS = {"name_kk": "Меншікті қаражат", "name_ru": "Собственные средства", **TENGE}
BUILT = {
    "period": MilestonePeriod.CREATION,
    "title_kk": "Құрылысты аяқтау және объектіні пайдалануға беру",
    "title_ru": "Завершение строительства и ввод объекта в эксплуатацию",
}


@transaction.atomic
def open_card(*, contract_id: UUID, by: Actor = SYSTEM, at: datetime | None = None) -> ContractCard:
    """Make the card of a contract registered on this portal. Once.

    Interpreted: the contract runs from its registration for the whole term that was signed.
    """
    if made := queries.of_contract(contract_id):
        return made
    at = at or clock.now()
    contract = Contract.objects.select_related("tender__project", "tender__organiser").get(pk=contract_id)
    starts = contract.registered_on or local_day(at)
    project = contract.tender.project
    numbers = queries.pack(contract.tender.rule_pack or queries.CURRENT_PACK)
    ends = _last_day(starts, contract, numbers.contract_term_years.value)
    card = ContractCard(
        contract=contract,
        organiser_id=contract.tender.organiser_id,
        number=contract.number,
        title_kk=project.title_kk,
        title_ru=project.title_ru,
        object_kk=project.object_kk,
        object_ru=project.object_ru,
        regime=Regime.PROGRAMME,
        rule_pack=numbers.key,
        signed_on=local_day(contract.signed_at) if contract.signed_at else None,
        registration_number=contract.registration_number,
        registered_on=contract.registered_on,
        starts_on=starts,
        creation_ends_on=_built_by(starts, contract),
        first_ends_on=ends,
        ends_on=ends,
        created_at=at,
        next_deadline_at=at,
        source_kk="",
        source_ru="",
    )
    return keep_card(card, _rows_of(contract, starts), by=by, at=at)


def _built_by(starts: date, contract: Contract) -> date | None:
    """The last day of the months of construction; the next one is the first of operation."""
    return add_months(starts, contract.months) - ONE_DAY if contract.months else None


def _last_day(starts: date, contract: Contract, years: tuple[int, int]) -> date:
    """After the whole term that was signed.

    A replacement, and a contract sent to be signed before its text said a term, may name none or another: it is then
    kept inside the limits of the Law.
    """
    least, most = (add_months(starts, 12 * number) - ONE_DAY for number in years)
    months = term_months(contract)
    return min(max(least, add_months(starts, months) - ONE_DAY), most) if months else least


def _rows_of(contract: Contract, starts: date) -> dict[str, list[dict[str, Any]]]:
    parties = [
        {
            "part": PARTS[PartyRole(row.role)],
            "organisation_id": row.organisation_id,
            "name_kk": row.organisation.name_kk,
            "name_ru": row.organisation.name_ru,
            "since_on": starts,
        }
        for row in contract.parties.select_related("organisation")
    ]
    terms = [
        {"number": row.number, "text_kk": row.text_kk, "text_ru": row.text_ru} for row in contract.terms.all()
    ]
    risks = [
        {"code": row.code, "name_kk": row.name_kk, "name_ru": row.name_ru, "bearer": row.bearer}
        for row in contract.risks.all()
    ]
    price = {
        "value": contract.price,
        "unit_kk": "айына бір орын",
        "unit_ru": "место в месяц",
        "from_on": starts,
        "basis_kk": f"{contract.number} шарты",
        "basis_ru": f"Договор {contract.number}",
        "competed": True,
    }
    return {
        "parties": parties,
        "terms": terms,
        "risks": risks,
        "quantities": list(_money(contract, starts)),
        "tariffs": [price] if contract.price else [],
        "milestones": [BUILT | {"due_on": due}] if (due := _built_by(starts, contract)) else [],
    }


def _money(contract: Contract, starts: date) -> Iterable[dict[str, Any]]:
    """Investments as announced, and as the talks set them instead; own funds as the contract says them: of the bid, and
    not below what the documentation asks of everybody. What the talks added was not competed."""
    announced, instead = investments(contract)
    own = own_funds(contract)
    number = contract.tender.number
    posted = (f"{number} конкурсының құжаттамасы", f"Документация конкурса {number}")
    talked = (f"{number} келіссөздерінің хаттамасы", f"Протокол переговоров {number}")
    bid = (f"{number} жеңімпазының өтінімі", f"Заявка победителя {number}")
    for name, value, competed, (basis_kk, basis_ru) in (
        (INVESTED, announced, True, posted),
        (INVESTED, instead, False, talked),
        (OWN_FUNDS, own and own.offer, True, posted if own and own.offer == own.limit else bid),
    ):
        if value:
            basis = {"basis_kk": basis_kk, "basis_ru": basis_ru}
            yield {**name, **basis, "value": value, "from_on": starts, "competed": competed}


@transaction.atomic
def change_card(
    *,
    card_id: UUID,
    rows: Mapping[str, Iterable[Mapping[str, Any]]],
    basis_kk: str,
    basis_ru: str,
    by: Actor,
    upload: UploadedFile | None = None,
    document: Document | None = None,
    budget_number: str = "",
    budget_on: date | None = None,
    budget_upload: UploadedFile | None = None,
    maslikhat_number: str = "",
    maslikhat_on: date | None = None,
    maslikhat_upload: UploadedFile | None = None,
) -> ContractCard:
    """Add rows on an agreed basis with its document: a quantity, a tariff, a sum, a milestone.

    What is added here was not competed. Nothing that stands is rewritten. A tariff and a planned sum of the state
    need what they need in an extension (art. 49(2)); a sum that was paid is only noted.
    """
    card = own_card(card_id, by)
    at = clock.now()
    rows = {name: list(lines) for name, lines in rows.items()}
    papers = {
        Paper("budget", budget_number, budget_on, budget_upload is not None): budget_upload,
        Paper("maslikhat", maslikhat_number, maslikhat_on, maslikhat_upload is not None): maslikhat_upload,
    }
    owed = rows.get("tariffs") or any(line.get("plan") is not None for line in rows.get("obligations", ()))
    refuse(
        [
            *refuse_over(card),
            *rules.refuse_parts(rows, [row["part"] for row in rows.get("parties", ())]),
            *rules.refuse_change([("kk", basis_kk), ("ru", basis_ru)], bool(upload or document)),
            *(rules.refuse_obligations(by.role, papers, local_day(at)) if owed else []),
        ]
    )
    if upload is not None:
        document = store_upload(upload, by=by, subject=card.subject, kind="card.change", at=at)
    write_rows(card, rows, basis_kk=basis_kk, basis_ru=basis_ru, document=document, at=at)
    version = new_version(card, reason_kk=basis_kk, reason_ru=basis_ru, at=at)
    facts: dict[str, Any] = {"version": version.number, "document": document.pk if document else None}
    facts["what"] = sorted(rows)
    for paper, file in papers.items():
        if file is None or not owed:
            continue
        kept = store_upload(file, by=by, subject=card.subject, kind=f"card.{paper.name}", at=at)
        facts[paper.name] = {"number": paper.number.strip(), "on": paper.on, "document": kept.pk}
    note_card(card, "change_card", by=by, at=at, basis=[rules.QUANTITY], facts=facts)
    tell_card(card, "changed", str(version.number), at)
    return card


def refuse_over(card: ContractCard) -> list[Refusal]:
    """Nothing of a contract that is over changes any more."""
    alive = card.state in (CardState.IN_FORCE, CardState.REPLACING)
    return [] if alive else [Refusal("card.wrong_state", rules.TERM, {"state": card.get_state_display()})]


def write_rows(
    card: ContractCard,
    rows: Mapping[str, Iterable[Mapping[str, Any]]],
    *,
    basis_kk: str,
    basis_ru: str,
    document: Document | None,
    at: datetime,
) -> None:
    """Write new rows; quantities and tariffs carry the basis and its document."""
    for name, lines in rows.items():
        for line in lines:
            extra: dict[str, Any] = {}
            if name in ("quantities", "tariffs"):
                extra = {"basis_kk": basis_kk, "basis_ru": basis_ru, "document": document, "competed": False}
            elif name == "obligations":
                extra = {"recorded_at": at}
            ROWS[name].objects.create(card=card, **{**line, **extra})


@transaction.atomic
def reach_milestone(
    *, milestone_id: int, done_on: date | None, by: Actor, upload: UploadedFile | None = None
) -> CardMilestone:
    """A milestone was reached: the typed day stands beside the time at which the portal learnt of it."""
    row = CardMilestone.objects.get(pk=milestone_id)
    card = own_card(row.card_id, by)
    at = clock.now()
    row = CardMilestone.objects.get(pk=milestone_id)
    if row.done_on is not None:
        return row
    refuse(monitoring_rules.refuse_done(done_on, local_day(at), upload is not None))
    if upload is not None:
        row.document = store_upload(upload, by=by, subject=card.subject, kind="card.milestone", at=at)
    row.done_on, row.noted_at = done_on, at
    row.save()
    facts = {"milestone": row.pk, "due_on": row.due_on, "done_on": done_on}
    note_card(card, "reach_milestone", by=by, at=at, basis=[rules.TERM], facts=facts)
    return row


@transaction.atomic
def publish_card(*, card_id: UUID, by: Actor) -> ContractCard:
    """Show the card to everybody: its parties, quantities, tariffs, term and how they changed."""
    card = own_card(card_id, by)
    at = clock.now()
    if card.published_at:
        return card
    card.published_at = at
    note_card(card, "publish_card", by=by, at=at, basis=[PUBLICATION])
    return card


# --- the sweep --------------------------------------------------------------------------------------------


@transaction.atomic
def wake_card(card_id: UUID) -> bool:
    """Give the warnings that have come; note that the contract is over once its last instant has passed."""
    card = lock_card(card_id)
    at = clock.now()
    if card.next_deadline_at is None or card.next_deadline_at > at:
        return False
    if card.state != CardState.IN_FORCE:
        card.next_deadline_at = None
        card.save(update_fields=["next_deadline_at"])
        return False
    last = card_deadlines.last_instant(card.ends_on)
    if last.passed(at):
        expire_card(card_id=card.pk, by=SYSTEM)
        return True
    _warn(card, at)
    card.next_deadline_at = card_deadlines.next_moment(card.ends_on, queries.rules_of(card), at)
    card.save(update_fields=["next_deadline_at"])
    return True


def _warn(card: ContractCard, at: datetime) -> None:
    given = frozenset(card.warnings.filter(ends_on=card.ends_on).values_list("months", flat=True))
    to_give = card_deadlines.to_give(
        card.ends_on, queries.rules_of(card), at, known_since=queries.end_known_since(card), given=given
    )
    for warning in to_give:
        row = ExpiryWarning.objects.create(
            card=card, ends_on=card.ends_on, months=warning.months, effective_at=warning.at, given_at=at
        )
        note_card(
            card,
            "warned",
            by=SYSTEM,
            at=at,
            basis=[card_deadlines.EXTENSION],
            facts={"months": warning.months, "ends_on": card.ends_on, "warning": row.pk},
            effective_at=warning.at,
        )
    if to_give:
        last = to_give[-1]
        key = f"{card.ends_on}:{last.months}"
        tell_card(card, "ending", key, at, months=last.months, ends_on=card.ends_on)


@transaction.atomic
def expire_card(*, card_id: UUID, by: Actor = SYSTEM) -> ContractCard:
    """The last day is over: the contract expired then, and the portal noticed it now."""
    card = lock_card(card_id)
    at = clock.now()
    if card.state != CardState.IN_FORCE or not card_deadlines.last_instant(card.ends_on).passed(at):
        return card
    card.ended_on = card.ends_on
    make_card_move(
        card,
        "expire_card",
        by=by,
        at=at,
        facts={"ends_on": card.ends_on},
        effective_at=end_of_day(card.ends_on),
    )
    tell_card(card, "expired", str(card.ends_on), at, ends_on=card.ends_on)
    return card


@transaction.atomic
def answer_warning(*, warning_id: int, answer: str, note: str, by: Actor) -> ExpiryWarning:
    """Say what is done about a contract that ends, before it does. An answer stays: an auditor reads it."""
    row = ExpiryWarning.objects.get(pk=warning_id)
    card = own_card(row.card_id, by)
    at = clock.now()
    row = ExpiryWarning.objects.get(pk=warning_id)
    refusals = rules.refuse_late_answer(card.state, card.ends_on, row.ends_on, at)
    if row.answer:
        refusals.append(Refusal("card.warning_answered", card_deadlines.EXTENSION))
    if not answer or answer not in WarningAnswer.values:
        refusals.append(Refusal("card.warning_choice", card_deadlines.EXTENSION, field="answer"))
    if not note.strip():
        refusals.append(Refusal("card.warning_note", card_deadlines.EXTENSION, field="note"))
    refuse(refusals)
    row.answer, row.note, row.answered_at = answer, note.strip(), at
    row.save()
    facts = {"warning": row.pk, "months": row.months, "answer": answer}
    note_card(card, "answer_warning", by=by, at=at, basis=[card_deadlines.EXTENSION], facts=facts)
    return row
