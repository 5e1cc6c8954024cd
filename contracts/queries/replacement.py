"""Reads of a replacement case: whose it is, what its steps, changes, costs and terms are."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q

from contracts import replacement_deadlines as terms
from contracts.card_states import PRIVATE_PARTS, CardPart
from contracts.models import (
    AcceptanceAct,
    Adjustment,
    CardParty,
    Contract,
    ContractCard,
    MonitoringMonth,
    Replacement,
    ReplacementStep,
)
from contracts.monitoring_states import ActState
from contracts.queries import cards, monitoring
from contracts.replacement_states import RUNNING, STEPS, ReplacementState, StepCode
from contracts.rules import compensation as money
from contracts.rules import replacement as rules
from ppp_portal.accounts.models import Role
from ppp_portal.documents.models import Document
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.canonical import canonical_bytes, plain
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.calendar import local_day
from ppp_portal.law.deadlines import Deadline
from tenders.models import Tender
from tenders.queries import bids
from tenders.queries import changes as change_words
from tenders.queries import documentation as texts
from tenders.states import TenderState

ALL = ("card__organiser", "card__contract__tender", "tender", "old_partner", "new_partner", "contract")
OVER = (TenderState.FAILED, TenderState.CANCELLED)


def by_id(pk: UUID) -> Replacement:
    return Replacement.objects.select_related(*ALL).get(pk=pk)


def latest(card: ContractCard) -> Replacement | None:
    """The case of a contract that runs, or the last one."""
    return Replacement.objects.select_related(*ALL).filter(card=card).order_by("-opened_at").first()


def running(card: ContractCard) -> Replacement | None:
    return Replacement.objects.select_related(*ALL).filter(card=card, state__in=RUNNING).first()


def of_tender(tender_id: UUID) -> Replacement | None:
    """The case for which this tender is held."""
    return Replacement.objects.select_related(*ALL).filter(tender_id=tender_id).first()


def begins_tender(contract_number: str, organisation_id: int | None) -> bool:
    """Whether a case of the organiser is beginning its tender now: it has said the kind of contract, and no more."""
    found = Replacement.objects.filter(card__number=contract_number, card__organiser_id=organisation_id)
    return found.filter(state=ReplacementState.TRIGGERED, tender=None).exclude(contract_kind="").exists()


def replaced(tender_id: UUID) -> set[int]:
    """The organisations of the partner whom this tender replaces: who stood on the card when the case was opened.

    Whoever comes by the case itself replaces and is not replaced; who passed its part on meanwhile was there.
    """
    case = of_tender(tender_id)
    if case is None:
        return set()
    on = local_day(case.opened_at)
    there = CardParty.objects.filter(
        Q(since_on=None) | Q(since_on__lte=on),
        Q(until_on=None) | Q(until_on__gte=on),
        card=case.card,
        part__in=PRIVATE_PARTS,
    )
    came = Q(organisation=case.new_partner_id, since_on__gte=on)
    known = there.exclude(organisation=None).exclude(came).values_list("organisation_id", flat=True)
    return {*known, *([case.old_partner_id] if case.old_partner_id else [])}


def of_partner(organisation_id: int | None, card_id: UUID) -> Replacement | None:
    """The case as the old or the new partner sees it: the old one is owed money after it left the contract."""
    own = Q(old_partner_id=organisation_id) | Q(new_partner_id=organisation_id)
    found = Replacement.objects.select_related(*ALL).filter(own, card_id=card_id)
    return found.order_by("-opened_at").first() if organisation_id else None


def left_by(organisation_id: int | None) -> set[UUID]:
    """Contracts of which the organisation was the old partner in a case."""
    found = Replacement.objects.filter(old_partner_id=organisation_id)
    return set(found.values_list("card_id", flat=True)) if organisation_id else set()


def seen_by(case: Replacement, by: Actor) -> bool:
    """The organiser's people, the old and the new partner."""
    if by.role in (Role.STAFF, Role.HEAD):
        return by.organisation_id == case.card.organiser_id
    return by.role == Role.BIDDER and by.organisation_id in (case.old_partner_id, case.new_partner_id)


# --- the trigger ------------------------------------------------------------------------------------------


def failed_months(card: ContractCard) -> tuple[date, ...]:
    """The run of months not performed, as the monitoring counts it (p. 62)."""
    return monitoring.run(card)


def month_rows(card: ContractCard, months: tuple[date, ...]) -> list[dict[str, Any]]:
    """The months as the case keeps them: what was not performed, the paper, the reply of the partner."""
    found = MonitoringMonth.objects.filter(card=card, month__in=months, corrected_at=None)
    return [
        {
            "month": row.month.isoformat(),
            "evidence": str(row.evidence_id),
            "registered_at": row.registered_at.isoformat(),
            "reason_kk": row.reason_kk or "",
            "reason_ru": row.reason_ru or "",
            "reply_kk": row.reply_kk or "",
            "reply_ru": row.reply_ru or "",
        }
        for row in found.order_by("month")
    ]


# --- the documentation ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """One place in which the documentation differs: what it was, what it is, and its explanation."""

    place: str
    digest: str
    was: Any
    now: Any
    why: Adjustment | None

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What differs, in the reader's words."""
        return change_words.rows_of(self.place, self.was, self.now)

    @property
    def label(self) -> str:
        row = self.rows[0]
        return str(row["label"]) + (f" ({row['lang']})" if row["lang"] else "")


def comparable(case: Replacement) -> bool:
    """Whether the documentation of the partner's own tender lies on this portal."""
    return case.tender is not None and case.tender.replaces_id is not None


def documentation_changes(case: Replacement) -> list[Change]:
    """Every difference from the previous documentation, each with the reason given for exactly this change."""
    if case.tender is None:
        return []
    found = texts.adjustments(case.tender, texts.current(case.tender)) or []
    why = {row.place: row for row in case.adjustments.all()}
    changes = []
    for place, was, now in found:
        key = digest_of(place, was, now)
        given = why.get(place)
        changes.append(Change(place, key, was, now, given if given and given.digest == key else None))
    stands = creditor_terms_stand(case)  # the clause on the creditors is demanded by p. 62(1) itself
    own = f"clauses.{case.creditor_clause}" if stands and case.creditor_clause else ""
    return [change for change in changes if change.place != own]


def digest_of(place: str, was: Any, now: Any) -> str:
    """Binds a reason to what it explains: another text is another change."""
    return hashlib.sha256(canonical_bytes(plain([place, was, now]))).hexdigest()


def has_creditor_terms(case: Replacement) -> bool:
    """What is owed to the creditors, or the head's statement that there are none."""
    return bool(case.creditor_terms_kk and case.creditor_terms_ru)


def creditor_terms_stand(case: Replacement) -> bool:
    """The terms are a clause of the documentation, word for word and closed; or there are no creditors."""
    if case.tender is None or case.no_creditors:
        return has_creditor_terms(case)
    clauses = texts.current(case.tender).clauses.filter(number=case.creditor_clause, closed=True)
    said = clauses.filter(text_kk=case.creditor_terms_kk, text_ru=case.creditor_terms_ru)
    return has_creditor_terms(case) and said.exists()


def creditors(card: ContractCard) -> list[str]:
    """The creditors that stand on the card, in the reader's language."""
    return [row.name for row in cards.parties(card, CardPart.CREDITOR)]


def last_contract(card: ContractCard) -> Contract | None:
    """The contract of the partner of today: of the last replacement on this portal, else the first one."""
    found = Replacement.objects.filter(card=card, state=ReplacementState.CLOSED).exclude(contract=None)
    last = found.select_related("contract__tender").order_by("-opened_at").first()
    return last.contract if last else card.contract


def creditors_paper(case: Replacement) -> Document | None:
    """What was agreed with the creditors."""
    return Document.objects.filter(subject=case.subject, kind="replacement.creditors").first()


# --- steps ------------------------------------------------------------------------------------------------


def steps(case: Replacement) -> dict[str, ReplacementStep]:
    """The rows of the steps by their code, taken or only planned."""
    return {row.code: row for row in case.steps.select_related("document")}


def done(case: Replacement) -> dict[str, date | None]:
    """The steps taken, with their days."""
    return {code: row.done_on for code, row in steps(case).items() if row.done_on is not None}


def has_university(case: Replacement) -> bool:
    return cards.party(case.card, CardPart.UNIVERSITY) is not None


def needed(case: Replacement) -> tuple[str, ...]:
    """The steps between this case and its end."""
    return rules.needed_steps(has_university(case))


def next_steps(case: Replacement) -> list[str]:
    """The steps that can be taken now, in the order of the paragraph."""
    taken = done(case)
    wanted = {*needed(case), StepCode.SECURITY}
    return [
        code
        for code, row in STEPS.items()
        if code in wanted and code not in taken and not row.own and all(name in taken for name in row.after)
    ]


def basis(code: str) -> Paragraph:
    return Paragraph.parse(STEPS[code].basis)


# --- money and terms --------------------------------------------------------------------------------------


def compensation(case: Replacement) -> money.Compensation:
    return money.compensation(
        case.acts.values_list("amount", "within_design"),
        case.payments.values_list("amount", flat=True),
        cards.rules_of(case.card).replacement_payment_share.value,
    )


def handed_in(case: Replacement) -> list[AcceptanceAct]:
    """The old partner's acts in the monitoring: those of its predecessor and of its successor are not its costs."""
    entered = ReplacementStep.objects.filter(code=StepCode.REGISTRATION, replacement__card=case.card)
    left = entered.filter(replacement=case).exclude(recorded_at=None).first()
    before = entered.filter(replacement__opened_at__lt=case.opened_at).aggregate(at=Max("recorded_at"))["at"]
    found = case.card.acts.select_related("document").order_by("dated_on", "pk")
    found = found.filter(submitted_at__gte=before) if before else found
    return list(found.filter(submitted_at__lt=left.recorded_at) if left else found)


def to_take_over(case: Replacement) -> list[AcceptanceAct]:
    """Accepted acts of the old partner whose costs are not counted yet."""
    counted = set(case.acts.values_list("accepted_id", flat=True))
    return [act for act in handed_in(case) if act.state == ActState.ACCEPTED and act.pk not in counted]


def rights_deadline(case: Replacement, taken: Mapping[str, date | None]) -> Deadline | None:
    registered = taken.get(StepCode.REGISTRATION)
    numbers = cards.rules_of(case.card)
    return terms.rights(registered, numbers, clock.calendar()) if registered else None


def payment_deadline(case: Replacement) -> Deadline | None:
    numbers = cards.rules_of(case.card)
    return terms.payment(case.start_on, numbers, clock.calendar()) if case.start_on else None


def alive(case: Replacement) -> list[Deadline]:
    """The terms that still run: each ends with its step."""
    taken = done(case)
    found = {
        StepCode.RIGHTS: rights_deadline(case, taken),
        StepCode.COMPENSATION: payment_deadline(case),
    }
    over = case.state not in RUNNING
    return [term for code, term in found.items() if term and code not in taken and not over]


def title_passes_first(case: Replacement) -> bool:
    """Whether the rights pass before the money while nothing secures it (I-18)."""
    taken = done(case)
    if StepCode.SECURITY in taken:
        return False
    rights, payment = rights_deadline(case, taken), payment_deadline(case)
    last = case.payments.aggregate(last=Max("paid_on"))["last"]
    return money.title_passes_first(
        taken.get(StepCode.RIGHTS),
        rights.last_day if rights else None,
        last if StepCode.COMPENSATION in taken else None,
        payment.last_day if payment else None,
    )


def tender_runs(case: Replacement) -> bool:
    tender: Tender | None = case.tender
    return tender is not None and tender.state not in OVER


def people(case: Replacement, at: datetime) -> list[int]:
    """Representatives of the old and of the new partner."""
    partners = [pk for pk in (case.old_partner_id, case.new_partner_id) if pk]
    return bids.representatives(partners, at)


def debtors(case: Replacement, kind: str, at: datetime) -> list[int]:
    """Who acts on a term: the public partner passes the rights on, the new partner pays and the organiser enters it."""
    public = cards.public_people(case.card)
    if kind == "replacement.rights" or case.new_partner_id is None:
        return public
    return [*public, *bids.representatives([case.new_partner_id], at)]


def to_remind(at: datetime, limit: int) -> list[UUID]:
    """Cases of which a term ends within a week and nobody was reminded in that week, by the same index as ``due``."""
    near = Replacement.objects.filter(next_deadline_at__range=(at, at + terms.REMIND))
    found = near.filter(Q(reminded_at=None) | Q(reminded_at__lt=F("next_deadline_at") - terms.REMIND))
    return list(found.order_by("next_deadline_at").values_list("pk", flat=True)[:limit])


def due(at: datetime, limit: int) -> list[UUID]:
    """Cases on which a term has passed, by the partial index."""
    found = Replacement.objects.filter(next_deadline_at__lt=at).order_by("next_deadline_at")
    return list(found.values_list("pk", flat=True)[:limit])
