"""Assignment of claim and transfer of debt: asked for, checked, consented to, signed, entered on the card (p. 56)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts.actions import moves
from contracts.actions.cards import (
    card_of_a_party,
    lock_card,
    new_version,
    note_card,
    tell_assignee,
    tell_card,
    tell_operator,
)
from contracts.actions.extensions import end_requests
from contracts.assignment_states import ASSIGNMENT_MOVES, RUNNING, AssignmentState, Consenter
from contracts.card_states import CardState
from contracts.models import Assignment, AssignmentConsent, CardParty
from contracts.protocols.assignment import assignment_file, consent
from contracts.queries import assignment as queries
from contracts.queries import cards
from contracts.rules import assignment as rules
from contracts.rules.texts import refuse_pair
from contracts.states import Side
from ppp_portal.accounts.models import Person
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.bilingual import name_of
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.journal.records import record
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse


def lock_assignment(assignment_id: UUID, by: Actor) -> tuple[Assignment, str]:
    """The request, held alone with its contract, and the side of the actor. Strangers find nothing."""
    card = lock_card(Assignment.objects.values_list("card_id", flat=True).get(pk=assignment_id))
    assignment = queries.by_id(assignment_id)
    side = cards.card_side(card, by)
    if not side:
        raise Assignment.DoesNotExist
    return assignment, side


def refuse_move(assignment: Assignment, name: str, by: Actor) -> list[Refusal]:
    """Why ``by`` may not make the move ``name`` now: wrong state, wrong role."""
    return moves.refuse(ASSIGNMENT_MOVES, assignment, name, by, "assignment.wrong_state")


def make_move(assignment: Assignment, name: str, *, by: Actor, at: datetime, **facts: Any) -> None:
    turned, _basis = moves.turn(ASSIGNMENT_MOVES, assignment, name)
    note(assignment, name, by=by, at=at, **{**turned, **facts})


def note(assignment: Assignment, kind: str, *, by: Actor, at: datetime, **facts: Any) -> None:
    assignment.save()
    told = {"assignment": assignment.pk, "card": assignment.card_id, "number": assignment.number, **facts}
    record(f"assignment.{kind}", stream=assignment.stream, by=by, at=at, basis=[rules.P56], facts=told)


def _file(upload: UploadedFile, assignment: Assignment, kind: str, by: Actor, at: datetime) -> Any:
    return store_upload(upload, by=by, subject=assignment.subject, kind=f"assignment.{kind}", at=at)


@transaction.atomic
def request_assignment(
    *,
    card_id: UUID,
    kind: str,
    assignee_bin: str,
    share: Decimal | None,
    reason_kk: str,
    reason_ru: str,
    by: Actor,
    upload: UploadedFile | None = None,
) -> Assignment:
    """The private partner asks to pass its claim or its debt, wholly or a stated share, to another organisation."""
    card = card_of_a_party(card_id, by)
    at = clock.now()
    assignee = queries.organisation(assignee_bin)
    facts = rules.RequestFacts(
        private_side=cards.card_side(card, by) == Side.PRIVATE,
        in_force=card.state == CardState.IN_FORCE,
        running=queries.running(card) is not None,
        known=assignee is not None,
        same=assignee is not None and assignee.pk in cards.private_organisations(card),
        against_assignee=queries.against(assignee),
        kind=kind,
        share=share,
        held=queries.held(card, by.organisation_id),
        reason=(reason_kk, reason_ru),
        application=upload is not None,
    )
    refuse(rules.refuse_request(facts))
    assert upload is not None
    assignment = Assignment(
        card=card,
        number=f"{card.number}/A-{card.assignments.count() + 1}",
        kind=kind,
        assignor_id=by.organisation_id,
        assignee=assignee,
        share=share,
        reason_kk=reason_kk.strip(),
        reason_ru=reason_ru.strip(),
        requested_at=at,
        object_cost=queries.cost_of(card),
    )
    assignment.application = _file(upload, assignment, "application", by, at)
    note(
        assignment,
        "request_assignment",
        by=by,
        at=at,
        what=kind,
        assignee=assignment.assignee_id,
        share=share,
        document=assignment.application_id,
    )
    tell_card(card, "assignment_requested", str(assignment.pk), at, sides="public")
    tell_operator(card, "assignment_operator_asked", str(assignment.pk))
    tell_assignee(card, "assignment_assignee_named", str(assignment.pk), assignment.assignee_id)
    return assignment


def refuse_step(assignment: Assignment, side: str, name: str, by: Actor, at: datetime) -> list[Refusal]:
    """The organiser's people take it, in its state, while the contract lasts and the assignor has a part in it."""
    return [*_refuse_side(side), *refuse_move(assignment, name, by), *queries.gone(assignment, at)]


def _refuse_side(side: str) -> list[Refusal]:
    return [] if side == Side.PUBLIC else [Refusal("card.wrong_role", rules.P56)]


@transaction.atomic
def give_consent(
    *,
    assignment_id: UUID,
    party_id: int | None,
    number: str,
    dated: date | None,
    by: Actor,
    upload: UploadedFile | None = None,
) -> Assignment:
    """Register the written consent of one party: a public partner or the operator. With the last one it goes on."""
    assignment, side = lock_assignment(assignment_id, by)
    at = clock.now()
    refusals = refuse_step(assignment, side, "give_consent", by, at)
    party = next((row for row in queries.needed_consents(assignment) if row.pk == party_id), None)
    if party is None:
        refusals.append(Refusal("assignment.no_such_consent", rules.P56, field="party_id"))
    elif party.pk in queries.consents(assignment):
        refusals.append(Refusal("assignment.consented", rules.P56, field="party_id"))
    asked = local_day(assignment.requested_at)
    refuse([*refusals, *rules.refuse_consent(number, dated, upload is not None, asked, local_day(at))])
    assert upload is not None
    assert dated is not None
    assert party is not None
    given = AssignmentConsent.objects.create(
        assignment=assignment,
        consenter=Consenter(party.part),
        party=party,
        number=number.strip(),
        dated=dated,
        document=_file(upload, assignment, "consent", by, at),
        recorded_at=at,
    )
    facts = {
        "consenter": party.part,
        "party": party.pk,
        "paper": given.number,
        "dated": dated,
        "document": given.document_id,
    }
    if queries.missing_consents(assignment):
        note(assignment, "consent", by=by, at=at, **facts)
    else:
        assignment.consented_at = at
        make_move(assignment, "give_consent", by=by, at=at, **facts)
        tell_card(assignment.card, "assignment_consented", str(assignment.pk), at)
    if party.part == Consenter.PUBLIC_PARTNER and party.organisation_id == by.organisation_id:
        head = Person.objects.filter(pk=by.person_id).first()
        _print("consent", consent(assignment, given, head, at), assignment, by, at)
    return assignment


@transaction.atomic
def register_agreement(
    *,
    assignment_id: UUID,
    number: str,
    signed_on: date | None,
    by: Actor,
    upload: UploadedFile | None = None,
) -> Assignment:
    """The agreement of assignor and assignee lies here. Without every consent it is not entered."""
    assignment, _side = lock_assignment(assignment_id, by)
    at = clock.now()
    consented = [row.dated for row in assignment.consents.all()]
    refuse(
        [
            *queries.missing_consents(assignment),
            *refuse_move(assignment, "register_agreement", by),
            *queries.gone(assignment, at),
            *rules.refuse_agreement(
                number,
                signed_on,
                upload is not None,
                max(consented, default=local_day(assignment.requested_at)),
                local_day(at),
            ),
        ]
    )
    assert upload is not None
    assignment.agreement_number, assignment.agreement_on = number.strip(), signed_on
    assignment.agreement_file = _file(upload, assignment, "agreement", by, at)
    assignment.signed_at = at
    facts = {"paper": number.strip(), "signed_on": signed_on, "document": assignment.agreement_file.pk}
    make_move(assignment, "register_agreement", by=by, at=at, **facts)
    tell_card(assignment.card, "assignment_signed", str(assignment.pk), at)
    return assignment


@transaction.atomic
def apply_assignment(*, assignment_id: UUID, by: Actor) -> Assignment:
    """Enter the assignee on the card under a new version; who passed everything leaves it.

    What was asked at the request is asked once more: meanwhile the assignee may have got on the list of bad faith.
    """
    assignment, side = lock_assignment(assignment_id, by)
    at = clock.now()
    if assignment.state == AssignmentState.APPLIED:
        return assignment
    refuse(
        [
            *refuse_step(assignment, side, "apply_assignment", by, at),
            *queries.missing_consents(assignment),
            *queries.against(assignment.assignee),
            *rules.refuse_share(assignment.share, queries.held(assignment.card, assignment.assignor_id)),
        ]
    )
    card, on, number = assignment.card, assignment.agreement_on, assignment.agreement_number
    assignment.applied_at = at
    old, had = queries.part_of(card, assignment.assignor_id), queries.held(card, assignment.assignor_id)
    assert old is not None
    told = name_of(assignment.assignee)
    CardParty.objects.create(
        card=card,
        organisation=assignment.assignee,
        name_kk=told.kk,
        name_ru=told.ru,
        part=old.part,
        share=None if assignment.share == rules.WHOLE else assignment.share,
        since_on=on,
    )
    if assignment.share == had:
        end_requests("leave_extension", card_id=card.pk, at=at)  # told to who leaves too
        old.until_on = on
    else:
        old.share = had - assignment.share
    old.save(update_fields=["until_on", "share"])
    make_move(assignment, "apply_assignment", by=by, at=at)
    version = new_version(
        card,
        reason_kk=f"Жекеше әріптестің құқықтары мен міндеттері өтті: {told.kk}, № {number} келісім",
        reason_ru=f"Права и обязанности частного партнера перешли: {told.ru}, соглашение № {number}",
        at=at,
    )
    facts = {"assignment": assignment.pk, "assignee": assignment.assignee_id, "version": version.number}
    note_card(card, "assigned", by=by, at=at, basis=[rules.P56], facts=facts)
    _print("file", assignment_file(assignment, at), assignment, by, at)
    tell_card(card, "assignment_applied", str(assignment.pk), at)
    tell_operator(card, "assignment_operator_applied", str(assignment.pk))
    return assignment


@transaction.atomic
def end_assignments(
    name: str, *, card_id: UUID, at: datetime | None = None, by: Actor = SYSTEM
) -> list[Assignment]:
    """The contract, or the partner's part in it, ended first: what was not in force by then is over.

    ``name`` is the move that says why: the contract ended, or the replacement of its partner was opened.
    """
    card = lock_card(card_id)
    at = at or clock.now()
    running = list(Assignment.objects.filter(card=card, state__in=RUNNING))
    for assignment in running:
        make_move(assignment, name, by=by, at=at)
        key = str(assignment.pk)
        tell_card(card, ENDED[name], key, at, number=assignment.number)
        tell_operator(card, "assignment_operator_ended", key)
        tell_assignee(card, "assignment_assignee_ended", key, assignment.assignee_id)
    return running


ENDED = {"lapse_assignment": "assignment_lapsed", "drop_assignment": "assignment_dropped"}


@transaction.atomic
def refuse_assignment(*, assignment_id: UUID, reason_kk: str, reason_ru: str, by: Actor) -> Assignment:
    """The organiser's head refuses, with the reason in both languages."""
    assignment, side = lock_assignment(assignment_id, by)
    at = clock.now()
    if assignment.state == AssignmentState.REFUSED:
        return assignment
    refuse(
        [
            *_refuse_side(side),
            *refuse_move(assignment, "refuse_assignment", by),
            *refuse_pair("reason", (reason_kk, reason_ru), rules.P56),
        ]
    )
    assignment.refused_at = at
    assignment.refusal_reason_kk, assignment.refusal_reason_ru = reason_kk.strip(), reason_ru.strip()
    make_move(
        assignment,
        "refuse_assignment",
        by=by,
        at=at,
        reason_kk=reason_kk.strip(),
        reason_ru=reason_ru.strip(),
    )
    _print("file", assignment_file(assignment, at), assignment, by, at)
    tell_card(assignment.card, "assignment_refused", str(assignment.pk), at)
    tell_operator(assignment.card, "assignment_operator_ended", str(assignment.pk))
    tell_assignee(assignment.card, "assignment_assignee_ended", str(assignment.pk), assignment.assignee_id)
    return assignment


def _print(kind: str, paper: Any, assignment: Assignment, by: Actor, at: datetime) -> None:
    request_print(
        f"assignment.{kind}",
        paper,
        key=f"assignment.{kind}:{assignment.pk}",
        subject=assignment.subject,
        at=at,
        by=by,
        audience="parties",
    )
