"""Reads of contracts in force, from the side that asks."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from contracts.card_states import PRIVATE_PARTS, CardPart
from contracts.models import CardParty, ContractCard
from contracts.rules import regime
from contracts.states import Side
from ppp_portal.accounts.models import Organisation, Role
from ppp_portal.accounts.queries import holders
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.packs import RulePack, pack
from tenders.clockwork import CURRENT_PACK
from tenders.models import Risk
from tenders.queries import bids as bid_queries

ALL = ("organiser", "contract__tender", "document")


def rules_of(card: ContractCard) -> RulePack:
    return pack(card.rule_pack or CURRENT_PACK)


def cited(card: ContractCard, paragraph: Paragraph) -> Paragraph:
    """The paragraph as it is cited for this contract, where its page does not say it of all of them."""
    return regime.cited(card.regime, paragraph)


# --- whose card -------------------------------------------------------------------------------------------


def by_id(pk: UUID) -> ContractCard:
    return ContractCard.objects.select_related(*ALL).get(pk=pk)


def of_organiser(organisation_id: int | None) -> QuerySet[ContractCard]:
    found = ContractCard.objects.filter(organiser_id=organisation_id)
    return found.select_related(*ALL).order_by("-created_at", "-pk")


def organisers(organisation_id: int | None, pk: UUID) -> ContractCard | None:
    return of_organiser(organisation_id).filter(pk=pk).first()


def of_private(organisation_id: int | None) -> QuerySet[ContractCard]:
    """Contracts in which the organisation is the private partner now, or its project company."""
    own = CardParty.objects.filter(organisation_id=organisation_id, part__in=PRIVATE_PARTS, until_on=None)
    found = ContractCard.objects.filter(pk__in=own.values("card"))
    return found.select_related(*ALL).order_by("-created_at", "-pk")


def left_by(organisation_id: int | None) -> QuerySet[ContractCard]:
    """Contracts in which it was the private partner once and is none now."""
    own = CardParty.objects.filter(organisation_id=organisation_id, part__in=PRIVATE_PARTS)
    found = ContractCard.objects.filter(pk__in=own.exclude(until_on=None).values("card"))
    found = found.exclude(pk__in=own.filter(until_on=None).values("card"))
    return found.select_related(*ALL).order_by("-created_at", "-pk")


def privates(organisation_id: int | None, pk: UUID) -> ContractCard | None:
    return of_private(organisation_id).filter(pk=pk).first()


def published() -> QuerySet[ContractCard]:
    found = ContractCard.objects.filter(
        Q(published_at__isnull=False) | Q(contract__published_at__isnull=False)
    )
    return found.select_related(*ALL).order_by("-created_at", "-pk")


def public_one(pk: UUID) -> ContractCard | None:
    return published().filter(pk=pk).first()


def of_organisations(organisations: QuerySet[Organisation]) -> QuerySet[ContractCard]:
    """For an auditor: the contracts of the bodies in the mandate."""
    found = ContractCard.objects.filter(organiser__in=organisations)
    return found.select_related(*ALL).order_by("-created_at", "-pk")


def of_contract(contract_id: UUID) -> ContractCard | None:
    return ContractCard.objects.select_related(*ALL).filter(contract_id=contract_id).first()


def card_side(card: ContractCard, by: Actor) -> str:
    """For which side the actor speaks; empty for a stranger."""
    if by.role in (Role.STAFF, Role.HEAD) and by.organisation_id == card.organiser_id:
        return Side.PUBLIC
    if by.role == Role.BIDDER and by.organisation_id in private_organisations(card):
        return Side.PRIVATE
    return ""


# --- what it says -----------------------------------------------------------------------------------------


def parties(card: ContractCard, *parts: str, now: bool = True) -> list[CardParty]:
    """The parties of today (``now=False``: of all times), those of the given parts only."""
    found = card.parties.select_related("organisation").order_by("id")
    found = found.filter(part__in=parts) if parts else found
    return list(found.filter(until_on=None) if now else found)


def public_partners(found: list[ContractCard]) -> dict[UUID, str]:
    """By card: its public partners in the reader's language. One query; of several they stand one after another."""
    rows = CardParty.objects.filter(card__in=found, part=CardPart.PUBLIC_PARTNER, until_on=None).order_by(
        "id"
    )
    names: dict[UUID, list[str]] = {}
    for row in rows:
        names.setdefault(row.card_id, []).append(row.name)
    return {card: ", ".join(said) for card, said in names.items()}


def party(card: ContractCard, part: str) -> CardParty | None:
    return next(iter(parties(card, part)), None)


def end_known_since(card: ContractCard) -> datetime:
    """From when the portal has known the last day: the entry of the card, or the extension that moved it last."""
    moved = card.extensions.exclude(applied_at=None).aggregate(last=Max("applied_at"))["last"]
    return max(card.created_at, moved) if moved else card.created_at


def has_operator(card: ContractCard) -> bool:
    return party(card, CardPart.OPERATOR) is not None


def private_organisations(card: ContractCard) -> list[int]:
    return [p.organisation_id for p in parties(card, *PRIVATE_PARTS) if p.organisation_id]


def public_people(card: ContractCard) -> list[int]:
    """The organiser's people whose role is in force today."""
    return sorted(holders(card.organiser_id, Role.STAFF, Role.HEAD))


def private_people(card: ContractCard, at: datetime) -> list[int]:
    return bid_queries.representatives(private_organisations(card), at)


def operator_people(card: ContractCard) -> list[int]:
    """Whoever acts for the operator on this portal today; a role that is over tells nobody of the contract."""
    operator = party(card, CardPart.OPERATOR)
    if operator is None or operator.organisation_id is None:
        return []
    return sorted(holders(operator.organisation_id, Role.STAFF, Role.HEAD, Role.BIDDER))


def risks(card: ContractCard) -> list[dict[str, Any]]:
    """The risk allocation with the bearer in words."""
    return [{"row": row, "bearer": Risk.Bearer(row.bearer).label} for row in card.risks.all()]


def snapshot(card: ContractCard) -> dict[str, Any]:
    """Everything the card says, as plain values: kept with every version and compared between versions."""
    fields = ("number", "title_kk", "title_ru", "object_kk", "object_ru", "regime", "state")
    days = ("signed_on", "starts_on", "creation_ends_on", "first_ends_on", "ends_on", "registered_on")
    return {
        **{name: getattr(card, name) or "" for name in fields},
        **{name: _day(getattr(card, name)) for name in days},
        "no_further_extension": card.no_further_extension,
        "parties": [
            [p.part, p.name_kk, p.name_ru, _day(p.since_on), _day(p.until_on)] for p in card.parties.all()
        ],
        "terms": [[t.number, t.text_kk, t.text_ru] for t in card.terms.all()],
        "risks": [[r.code, r.name_kk, r.name_ru, r.bearer] for r in card.risks.all()],
        "quantities": [
            [q.name_kk, q.name_ru, f"{q.value.normalize():f}", _day(q.from_on), q.basis_kk, q.basis_ru]
            for q in card.quantities.all()
        ],
        "tariffs": [
            [_sum(t.value), t.unit_kk, t.unit_ru, _day(t.from_on), t.basis_kk, t.basis_ru]
            for t in card.tariffs.all()
        ],
        "obligations": [
            [o.year, _sum(o.plan), _sum(o.fact), o.covers_kk, o.covers_ru] for o in card.obligations.all()
        ],
        "milestones": [
            [m.period, m.title_kk, m.title_ru, _day(m.due_on), _day(m.done_on)] for m in card.milestones.all()
        ],
    }


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _sum(value: Any) -> str:
    return "" if value is None else f"{value:.2f}"


# --- the sweep --------------------------------------------------------------------------------------------


def due(at: datetime, limit: int) -> list[UUID]:
    """Cards on which something has come due, by the partial index."""
    found = ContractCard.objects.filter(next_deadline_at__lte=at).order_by("next_deadline_at")
    return list(found.values_list("pk", flat=True)[:limit])
