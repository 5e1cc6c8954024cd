"""The end of a contract before its day: by agreement or by a judgment, on its document (art. 49)."""

from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts.actions.cards import make_card_move, own_card, refuse_card_move, tell_card
from contracts.actions.replacement_case import take_step
from contracts.card_states import CardState
from contracts.models import ContractCard, Termination
from contracts.protocols.ending import termination_note
from contracts.queries import replacement as replacements
from contracts.replacement_states import StepCode
from contracts.rules import ending as rules
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import end_of_day, local_day
from ppp_portal.law.refusals import Refusal, refuse


@transaction.atomic
def terminate_card(
    *,
    card_id: UUID,
    ground: str,
    number: str,
    dated_on: date | None,
    effective_on: date | None,
    reason_kk: str,
    reason_ru: str,
    by: Actor,
    upload: UploadedFile | None = None,
    document: Document | None = None,
) -> ContractCard:
    """The organiser's head registers the agreement or the judgment that ended the contract, and its last day.

    While the partner is being replaced the card stays so, and the step of the case is taken (p. 62).
    """
    card = own_card(card_id, by)
    at = clock.now()
    case = replacements.running(card) if card.state == CardState.REPLACING else None
    twice = case is not None and StepCode.TERMINATION in replacements.done(case)
    refuse(
        refuse_card_move(card, "end_replaced_contract" if case else "terminate_card", by)
        + ([Refusal("replacement.step_done", rules.TERMINATION)] if twice else [])
        + rules.refuse_termination(
            rules.TerminationFacts(
                ground=ground,
                number=number,
                dated_on=dated_on,
                effective_on=effective_on,
                reason=(reason_kk, reason_ru),
                file=bool(upload or document),
                since=card.signed_on or card.starts_on or date.min,
                today=local_day(at),
            )
        )
    )
    assert dated_on is not None
    assert effective_on is not None
    if upload is not None:
        document = store_upload(upload, by=by, subject=card.subject, kind="card.termination_file", at=at)
    assert document is not None
    row = Termination.objects.create(
        card=card,
        ground=ground,
        number=number.strip(),
        dated_on=dated_on,
        effective_on=effective_on,
        reason_kk=reason_kk.strip(),
        reason_ru=reason_ru.strip(),
        registered_at=at,
        document=document,
    )
    row.pair = request_print(
        "card.termination",
        termination_note(row, at, by),
        key=f"card.termination:{row.pk}",
        subject=card.subject,
        at=at,
        by=by,
        audience="parties",
    ).pk
    row.save(update_fields=["pair"])
    card.ended_on = effective_on
    told = {"termination": row.pk, "ground": ground, "document": document.pk, "dated_on": dated_on}
    when = end_of_day(effective_on)
    if case is None:
        make_card_move(card, "terminate_card", by=by, at=at, facts=told, effective_at=when)
    else:
        make_card_move(card, "end_replaced_contract", by=by, at=at, facts=told, effective_at=when)
        take_step(
            case, StepCode.TERMINATION, on=effective_on, by=by, at=at, number=row.number, document=document
        )
    tell_card(card, "terminated", str(row.pk), at, url_name="contracts:card_handover", ended_on=effective_on)
    return card
