"""The card of a contract in force: locked, entered, changed on an agreed basis, published."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts import card_deadlines
from contracts.actions import moves
from contracts.card_states import CARD_MOVES, CardPart, CardState, Regime
from contracts.models import (
    CardMilestone,
    CardObligation,
    CardParty,
    CardQuantity,
    CardRisk,
    CardTariff,
    CardTerm,
    CardVersion,
    ContractCard,
)
from contracts.queries import cards as queries
from contracts.rules import cards as card_rules
from ppp_portal.accounts.models import Organisation, Role
from ppp_portal.accounts.queries import holders, organisation_facts
from ppp_portal.accounts.rules import refuse_organising
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock, locks
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.notices.outgoing import notify
from tenders.clockwork import CURRENT_PACK

Rows = Iterable[Mapping[str, Any]]


def lock_card(card_id: UUID) -> ContractCard:
    """The card, held alone. Read the clock only after this."""
    locks.exclusive(f"card:{card_id}")
    return queries.by_id(card_id)


def own_card(card_id: UUID, by: Actor) -> ContractCard:
    """The same for the organiser's own people. Raises ``DoesNotExist`` for everybody else."""
    card = lock_card(card_id)
    if queries.card_side(card, by) != "public":
        raise ContractCard.DoesNotExist
    return card


def card_of_a_party(card_id: UUID, by: Actor) -> ContractCard:
    """The same for somebody of one of the two sides. Raises ``DoesNotExist`` for strangers."""
    card = lock_card(card_id)
    if not queries.card_side(card, by):
        raise ContractCard.DoesNotExist
    return card


def refuse_card_move(card: ContractCard, name: str, by: Actor) -> list[Refusal]:
    """Why ``by`` may not make the move ``name`` now: wrong state, wrong role."""
    return moves.refuse(CARD_MOVES, card, name, by, "card.wrong_state")


def make_card_move(
    card: ContractCard,
    name: str,
    *,
    by: Actor,
    at: datetime,
    facts: dict[str, Any] | None = None,
    **when: Any,
) -> None:
    """Set the state, save, and record ``card.<name>``. A card that is over wants no attention any more."""
    turned, basis = moves.turn(CARD_MOVES, card, name)
    if card.state in (CardState.EXPIRED, CardState.TERMINATED):
        card.ended_on = card.ended_on or local_day(when.get("effective_at") or at)
        card.next_deadline_at = None
    elif card.state == CardState.IN_FORCE:
        card.ended_on = None
        card.next_deadline_at = card_deadlines.next_moment(card.ends_on, queries.rules_of(card), at)
    note_card(card, name, by=by, at=at, basis=[basis], facts={**turned, **(facts or {})}, **when)


def note_card(
    card: ContractCard,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    basis: Iterable[Paragraph] = (),
    facts: dict[str, Any] | None = None,
    effective_at: datetime | None = None,
) -> None:
    """Save the card and record ``card.<kind>`` in its stream."""
    card.save()
    told = {"card": card.pk, "number": card.number, **(facts or {})}
    record(
        f"card.{kind}", stream=card.stream, by=by, at=at, basis=basis, facts=told, effective_at=effective_at
    )


def tell_card(
    card: ContractCard,
    kind: str,
    key: str,
    at: datetime,
    *,
    sides: str = "public private",
    url_name: str = "",
    url_more: Iterable[Any] = (),
    **params: Any,
) -> None:
    """Notify the people of one side or of both under the notice ``card.<kind>``; they are led to their card.

    ``url_name`` names another page of the contract, ``url_more`` what it takes besides the contract.
    """
    people = {"public": queries.public_people(card), "private": queries.private_people(card, at)}
    for side in sides.split():
        page = url_name or ("contracts:bidder_card" if side == "private" else "contracts:organizer_card")
        _tell(card, kind, f"{side}:{key}", people[side], page, params, url_more)


def tell_operator(card: ContractCard, kind: str, key: str) -> None:
    """Notify the operator of the contract, where it has one."""
    _tell_outside(card, kind, f"operator:{key}", queries.operator_people(card))


def tell_assignee(card: ContractCard, kind: str, key: str, organisation_id: int) -> None:
    """Notify whom a contract, or a part of it, is to pass to: not a party yet."""
    people = sorted(holders(organisation_id, Role.BIDDER))
    _tell_outside(card, kind, f"assignee:{key}", people)


def _tell_outside(card: ContractCard, kind: str, key: str, to: list[int]) -> None:
    """People with no page here but the public card."""
    page = "contracts:public_card" if queries.public_one(card.pk) else ""
    _tell(card, kind, key, to, page, {})


def _tell(
    card: ContractCard,
    kind: str,
    key: str,
    to: list[int],
    page: str,
    params: Mapping[str, Any],
    more: Iterable[Any] = (),
) -> None:
    notify(
        f"card.{kind}",
        to=to,
        subject=card.subject,
        params={"contract": card.number, **params},
        key=f"card.{kind}:{card.pk}:{key}",
        url_name=page,
        url_args=[str(card.pk), *(str(part) for part in more)],
    )


def new_version(card: ContractCard, *, reason_kk: str, reason_ru: str, at: datetime) -> CardVersion:
    """Keep the whole card as it stands now, under the next number. The caller records what happened."""
    card.version += 1
    card.save(update_fields=["version"])
    return CardVersion.objects.create(
        card=card,
        number=card.version,
        snapshot=queries.snapshot(card),
        reason_kk=reason_kk.strip(),
        reason_ru=reason_ru.strip(),
        at=at,
    )


@transaction.atomic
def enter_card(
    *,
    number: str,
    title_kk: str,
    title_ru: str,
    object_kk: str,
    object_ru: str,
    ends_on: date | None,
    by: Actor,
    regime: str = Regime.GENERAL,
    rule_pack: str = "",
    signed_on: date | None = None,
    starts_on: date | None = None,
    creation_ends_on: date | None = None,
    first_ends_on: date | None = None,
    registration_number: str = "",
    registered_on: date | None = None,
    no_further_extension: bool = False,
    source_kk: str = "",
    source_ru: str = "",
    upload: UploadedFile | None = None,
    parties: Rows = (),
    terms: Rows = (),
    risks: Rows = (),
    quantities: Rows = (),
    tariffs: Rows = (),
    obligations: Rows = (),
    milestones: Rows = (),
    document: Document | None = None,
    at: datetime | None = None,
) -> ContractCard:
    """Enter a contract concluded before this portal, with its document or the public source of its facts.

    Rows are fields of their models. The organiser's own body is a public partner unless others are named.
    """
    locks.exclusive(f"cards:{by.organisation_id}:{number.strip()}")
    at = at or clock.now()
    own = Organisation.objects.get(pk=by.organisation_id)
    parties = list(parties) or []
    if all(row["part"] != CardPart.PUBLIC_PARTNER for row in parties):
        parties = [
            {
                "part": CardPart.PUBLIC_PARTNER,
                "organisation_id": own.pk,
                "name_kk": own.name_kk,
                "name_ru": own.name_ru,
            },
            *parties,
        ]
    facts = card_rules.CardFacts(
        texts={"title": (title_kk, title_ru), "object": (object_kk, object_ru)},
        signed_on=signed_on,
        starts_on=starts_on,
        first_ends_on=first_ends_on,
        ends_on=ends_on,
        today=local_day(at),
        most_years=queries.pack(rule_pack or CURRENT_PACK).contract_term_years.value[1],
        proof=bool(upload or document or (source_kk.strip() and source_ru.strip())),
        parts=tuple(row["part"] for row in parties),
    )
    twice = ContractCard.objects.filter(organiser_id=by.organisation_id, number=number.strip()).exists()
    refuse(
        [
            *refuse_organising(organisation_facts(own)),
            *([] if by.role in (Role.STAFF, Role.HEAD) else [Refusal("card.wrong_role", card_rules.TERM)]),
            *([Refusal("card.number_taken", card_rules.TERM, field="number")] if twice else []),
            *([] if number.strip() else [Refusal("card.no_number", card_rules.TERM, field="number")]),
            *card_rules.refuse_card(facts),
        ]
    )
    assert ends_on is not None
    assert by.organisation_id is not None
    card = ContractCard(
        organiser_id=by.organisation_id,
        number=number.strip(),
        title_kk=title_kk.strip(),
        title_ru=title_ru.strip(),
        object_kk=object_kk.strip(),
        object_ru=object_ru.strip(),
        regime=regime,
        rule_pack=rule_pack or CURRENT_PACK,
        signed_on=signed_on,
        starts_on=starts_on,
        creation_ends_on=creation_ends_on,
        first_ends_on=first_ends_on or ends_on,
        ends_on=ends_on,
        registration_number=registration_number.strip(),
        registered_on=registered_on,
        no_further_extension=no_further_extension,
        source_kk=source_kk.strip(),
        source_ru=source_ru.strip(),
        created_at=at,
        next_deadline_at=at,  # the next sweep looks at it at once: its end may already be near
    )
    if upload is not None:
        document = store_upload(upload, by=by, subject=card.subject, kind="card.contract", at=at)
    card.document = document
    rows = {"parties": parties, "terms": terms, "risks": risks, "quantities": quantities}
    return keep_card(
        card,
        {**rows, "tariffs": tariffs, "obligations": obligations, "milestones": milestones},
        by=by,
        at=at,
    )


ROWS: dict[str, Any] = {
    "parties": CardParty,
    "terms": CardTerm,
    "risks": CardRisk,
    "quantities": CardQuantity,
    "tariffs": CardTariff,
    "obligations": CardObligation,
    "milestones": CardMilestone,
}


def keep_card(card: ContractCard, rows: Mapping[str, Rows], *, by: Actor, at: datetime) -> ContractCard:
    """Write the card with its rows and its first version. What is entered first is what was competed."""
    card.save()
    for name, lines in rows.items():
        model = ROWS[name]
        started = {"recorded_at": at} if model is CardObligation else {}
        for line in lines:
            model.objects.create(card=card, **started, **line)
    new_version(card, reason_kk="Карточка енгізілді", reason_ru="Карточка введена", at=at)
    facts = {"ends_on": card.ends_on, "contract": card.contract_id}
    note_card(card, "enter_card", by=by, at=at, basis=[card_rules.TERM], facts=facts)
    return card
