"""What a contract leaves behind: listed, closed, signed by both sides (appendix 2, p. 12(2))."""

from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from contracts import queries as contract_queries
from contracts.actions import moves
from contracts.actions.cards import card_of_a_party, note_card, own_card, tell_card
from contracts.ending_states import HAND_OVER_MOVES
from contracts.models import Asset, ContractCard, HandOver, HandOverSignature
from contracts.protocols.ending import hand_over_act
from contracts.queries import cards
from contracts.queries import ending as queries
from contracts.rules import ending as rules
from ppp_portal.documents import values
from ppp_portal.documents.actions import request_print
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse

PAGE = "contracts:card_handover"


def _refuse_move(row: HandOver, name: str, by: Actor) -> list[Refusal]:
    return moves.refuse(HAND_OVER_MOVES, row, name, by, "ending.wrong_state")


def _make_move(row: HandOver, name: str, *, by: Actor, at: datetime, facts: dict[str, Any]) -> None:
    turned, basis = moves.turn(HAND_OVER_MOVES, row, name)
    row.save()
    note_card(row.card, name, by=by, at=at, basis=[basis], facts={**turned, **facts})


def _list_of(card: ContractCard, at: datetime) -> HandOver:
    """The hand-over of the card; its list can be begun while the contract is in force."""
    row, _made = HandOver.objects.get_or_create(
        card=card, defaults={"number": f"{card.number}/H", "opened_at": at}
    )
    row.card = card
    return row


@transaction.atomic
def add_asset(
    *,
    card_id: UUID,
    name_kk: str,
    name_ru: str,
    quantity: Decimal | None,
    unit_kk: str,
    unit_ru: str,
    book_value: Decimal | None,
    condition_kk: str,
    condition_ru: str,
    bearer: str,
    basis_kk: str,
    basis_ru: str,
    by: Actor,
    inventory: str = "",
) -> Asset:
    """Enter one line of what is handed over."""
    card = own_card(card_id, by)
    at = clock.now()
    row = _list_of(card, at)
    refuse(
        _refuse_move(row, "close_list", by)
        + rules.refuse_asset(
            rules.AssetFacts(
                texts={
                    "name": (name_kk, name_ru),
                    "unit": (unit_kk, unit_ru),
                    "condition": (condition_kk, condition_ru),
                    "basis": (basis_kk, basis_ru),
                },
                quantity=quantity,
                book_value=book_value,
                bearer=bearer,
            )
        )
    )
    asset = Asset.objects.create(
        hand_over=row,
        number=row.assets.count() + 1,
        name_kk=name_kk.strip(),
        name_ru=name_ru.strip(),
        inventory=inventory.strip(),
        quantity=quantity,
        unit_kk=unit_kk.strip(),
        unit_ru=unit_ru.strip(),
        book_value=book_value,
        condition_kk=condition_kk.strip(),
        condition_ru=condition_ru.strip(),
        bearer=bearer,
        basis_kk=basis_kk.strip(),
        basis_ru=basis_ru.strip(),
    )
    told = {"asset": asset.pk, "number": asset.number, "bearer": bearer}
    note_card(card, "add_asset", by=by, at=at, basis=[rules.PROPERTY], facts=told)
    return asset


@transaction.atomic
def remove_asset(*, card_id: UUID, asset_id: int, by: Actor) -> None:
    """Take a line off a list that is not closed. Its number is not given again."""
    card = own_card(card_id, by)
    at = clock.now()
    row = _list_of(card, at)
    refuse(_refuse_move(row, "close_list", by))
    asset = queries.asset(row, asset_id)
    if asset is None:
        raise Asset.DoesNotExist
    asset.removed_at = at
    asset.save(update_fields=["removed_at"])
    note_card(card, "remove_asset", by=by, at=at, basis=[rules.PROPERTY], facts={"asset": asset.pk})


@transaction.atomic
def close_list(*, card_id: UUID, handed_on: date | None, place_kk: str, place_ru: str, by: Actor) -> HandOver:
    """Close the list once the contract is over: it is printed, and both sides sign exactly this list."""
    card = own_card(card_id, by)
    at = clock.now()
    row = _list_of(card, at)
    refuse(
        _refuse_move(row, "close_list", by)
        + rules.refuse_closing(
            state=card.state,
            assets=len(queries.assets(row)),
            handed_on=handed_on,
            place=(place_kk, place_ru),
            since=card.ended_on or card.ends_on,
            today=local_day(at),
        )
    )
    row.handed_on, row.sent_at = handed_on, at
    row.place_kk, row.place_ru = place_kk.strip(), place_ru.strip()
    context = hand_over_act(row, at)
    row.digest = sha256(values.canonical(context)).hexdigest()
    row.pair = request_print(
        "card.hand_over",
        context,
        key=f"card.hand_over:{row.pk}:{row.digest}",
        subject=card.subject,
        at=at,
        by=by,
        audience="parties",
    ).pk
    _make_move(row, "close_list", by=by, at=at, facts={"digest": row.digest, "handed_on": handed_on})
    tell_card(card, "hand_over_to_sign", row.digest, at, url_name=PAGE)
    return row


@transaction.atomic
def recall_list(*, card_id: UUID, by: Actor) -> HandOver:
    """Take the closed list back for correction: signatures given so far no longer count."""
    card = own_card(card_id, by)
    at = clock.now()
    row = _list_of(card, at)
    refuse(_refuse_move(row, "recall_list", by))
    digest, row.digest = row.digest, ""
    _make_move(row, "recall_list", by=by, at=at, facts={"digest": digest})
    tell_card(card, "hand_over_recalled", f"{digest}:{at.isoformat()}", at, url_name=PAGE)
    return row


@transaction.atomic
def sign_hand_over(*, card_id: UUID, seen: str, by: Actor) -> HandOver:
    """One side signs the list it saw; with the second signature the act is printed signed."""
    card = card_of_a_party(card_id, by)
    at = clock.now()
    row = _list_of(card, at)
    side = cards.card_side(card, by)
    signed = queries.signatures(row)
    authority = contract_queries.authority(by)
    refuse(
        _refuse_move(row, "sign_hand_over", by)
        + rules.refuse_signature(
            side=side,
            role=by.role,
            authority=authority,
            seen=seen,
            digest=row.digest,
            signed=any(mark.side == side for mark in signed),
        )
    )
    HandOverSignature.objects.create(
        hand_over=row,
        side=side,
        organisation_id=by.organisation_id,
        person_id=by.person_id,
        authority=authority,
        digest=row.digest,
        at=at,
    )
    signed = queries.signatures(row)
    told = {"side": side, "digest": row.digest}
    if len(signed) < 2:
        note_card(card, "hand_over_approved", by=by, at=at, basis=[rules.PROPERTY], facts=told)
        return row
    row.signed_at = at
    row.pair = request_print(
        "card.hand_over",
        hand_over_act(row, at, signed),
        key=f"card.hand_over:{row.pk}:signed",
        subject=card.subject,
        at=at,
        by=by,
        audience="parties",
    ).pk
    _make_move(row, "sign_hand_over", by=by, at=at, facts=told)
    tell_card(card, "hand_over_signed", row.digest, at, url_name=PAGE)
    return row
