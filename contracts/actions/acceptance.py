"""Acts of acceptance: handed in, accepted, returned with reasons, or left without an answer."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts import monitoring_deadlines
from contracts.actions import moves
from contracts.actions.cards import lock_card, note_card, own_card, tell_card
from contracts.actions.months import paper, partners_card
from contracts.models import AcceptanceAct
from contracts.monitoring_states import ACT_MOVES
from contracts.protocols.monitoring import acceptance_act
from contracts.queries import cards
from contracts.rules import monitoring as rules
from contracts.rules.texts import refuse_texts
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.refusals import Refusal, refuse

PAGE = "contracts:card_monitoring"


def _card_of(act_id: int) -> UUID:
    return AcceptanceAct.objects.values_list("card_id", flat=True).get(pk=act_id)


def _refuse_move(act: AcceptanceAct, name: str, by: Actor) -> list[Refusal]:
    return moves.refuse(ACT_MOVES, act, name, by, "monitoring.wrong_state")


def _make_move(act: AcceptanceAct, name: str, *, by: Actor, at: datetime, **when: Any) -> None:
    turned, basis = moves.turn(ACT_MOVES, act, name)
    act.save()
    told = {"act": act.pk, **turned, "amount": act.amount}
    note_card(act.card, name, by=by, at=at, basis=[basis], facts=told, **when)


@transaction.atomic
def hand_in_act(
    *,
    card_id: UUID,
    number: str,
    title_kk: str,
    title_ru: str,
    amount: Decimal | None,
    dated_on: date | None,
    by: Actor,
    upload: UploadedFile | None = None,
) -> AcceptanceAct:
    """The private partner hands in an act; from now on the public side's silence is counted."""
    card = partners_card(card_id, by)
    at = clock.now()
    refuse(
        rules.refuse_over(card.state)
        + rules.refuse_act(
            rules.ActFacts(
                number=number,
                number_taken=card.acts.filter(number=number.strip()).exists(),
                texts={"title": (title_kk, title_ru)},
                amount=amount,
                paper=paper(card, dated_on, at),
                file=upload is not None,
            )
        )
    )
    assert upload is not None
    assert amount is not None
    assert dated_on is not None
    term = monitoring_deadlines.acceptance(at, cards.rules_of(card), clock.calendar())
    act = AcceptanceAct.objects.create(
        card=card,
        number=number.strip(),
        title_kk=title_kk.strip(),
        title_ru=title_ru.strip(),
        amount=amount,
        dated_on=dated_on,
        submitted_at=at,
        due_at=term.due_at,
        document=store_upload(upload, by=by, subject=card.subject, kind="card.act", at=at),
    )
    told = {"act": act.pk, "amount": amount, "dated_on": dated_on, "due_at": term.due_at}
    note_card(card, "hand_in_act", by=by, at=at, basis=[rules.TERMS], facts=told)
    tell_card(
        card,
        "act_handed_in",
        str(act.pk),
        at,
        sides="public",
        url_name=PAGE,
        act=act.number,
        due_at=term.due_at,
    )
    return act


@transaction.atomic
def accept_act(*, act_id: int, by: Actor) -> AcceptanceAct:
    """The public side accepts: the sum is confirmed, and the act is printed in both languages."""
    return _answer(act_id, "accept_act", "", "", by)


@transaction.atomic
def return_act(*, act_id: int, reason_kk: str, reason_ru: str, by: Actor) -> AcceptanceAct:
    """The public side returns the act and says why, in both languages."""
    return _answer(act_id, "return_act", reason_kk, reason_ru, by)


def _answer(act_id: int, name: str, reason_kk: str, reason_ru: str, by: Actor) -> AcceptanceAct:
    card = own_card(_card_of(act_id), by)
    at = clock.now()
    act = AcceptanceAct.objects.select_related("document").get(pk=act_id)
    act.card = card
    reasons = refuse_texts({"reason": (reason_kk, reason_ru)}) if name == "return_act" else []
    refuse(_refuse_move(act, name, by) + reasons)
    act.reason_kk, act.reason_ru, act.answered_at = reason_kk.strip(), reason_ru.strip(), at
    act.pair = request_print(
        "card.act",
        acceptance_act(act, at, by, accepted=name == "accept_act"),
        key=f"card.act:{act.pk}",
        subject=card.subject,
        at=at,
        by=by,
        audience="parties",
    ).pk
    _make_move(act, name, by=by, at=at)
    tell_card(card, "act_answered", str(act.pk), at, url_name=PAGE, act=act.number)
    return act


@transaction.atomic
def note_silence(act_id: int) -> bool:
    """Nobody answered in time: noted, both sides are told, nothing is accepted by it (M-03)."""
    card = lock_card(_card_of(act_id))
    at = clock.now()
    act = AcceptanceAct.objects.get(pk=act_id)
    act.card = card
    if _refuse_move(act, "note_silence", SYSTEM) or at <= act.due_at:
        return False
    act.silent_at = at
    _make_move(act, "note_silence", by=SYSTEM, at=at, effective_at=act.due_at)
    tell_card(card, "act_silent", str(act.pk), at, url_name=PAGE, act=act.number, due_at=act.due_at)
    return True
