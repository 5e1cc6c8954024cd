"""Extending a contract: the request, its ground, the comparison, the decision (p. 55)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts.actions import moves
from contracts.actions.cards import card_of_a_party, lock_card, note_card, own_card, tell_card
from contracts.extension_states import EXTENSION_MOVES, UNSIGNED
from contracts.models import ContractCard, Extension, ExtensionLine
from contracts.protocols.extensions import agreement, extension_file
from contracts.queries import cards
from contracts.queries import extensions as queries
from contracts.rules import extensions as rules
from contracts.rules.texts import refuse_pair
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.refusals import Refusal, refuse


def locked(extension_id: UUID, by: Actor, *, either: bool = False) -> Extension:
    """The request with its card, held alone, for the organiser's people (``either``: for both sides)."""
    card_id = Extension.objects.values_list("card_id", flat=True).get(pk=extension_id)
    card = card_of_a_party(card_id, by) if either else own_card(card_id, by)
    extension = queries.by_id(extension_id)
    extension.card = card
    return extension


def refuse_move(extension: Extension, name: str, by: Actor) -> list[Refusal]:
    return moves.refuse(EXTENSION_MOVES, extension, name, by, "extension.wrong_state")


def make_move(
    extension: Extension, name: str, *, by: Actor, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    """Set the state, save, and record ``card.<name>`` in the stream of the contract."""
    turned, basis = moves.turn(EXTENSION_MOVES, extension, name)
    extension.save()
    told = {"extension": extension.pk, **turned, **(facts or {})}
    note_card(extension.card, name, by=by, at=at, basis=[basis], facts=told)


@transaction.atomic
def request_extension(
    *,
    card_id: UUID,
    ground: str,
    reason_kk: str,
    reason_ru: str,
    new_ends_on: date | None,
    by: Actor,
    one_off: bool = False,
    total_statement_kk: str = "",
    total_statement_ru: str = "",
    upload: UploadedFile | None = None,
    document: Document | None = None,
    lines: Iterable[Mapping[str, Any]] = (),
) -> Extension:
    """Either party asks for a later last day, with the ground and its evidence. Nothing else is decided yet.

    A line says what something will be; what it was before stands on the card.
    """
    card = card_of_a_party(card_id, by)
    at = clock.now()
    lines = list(lines)
    refuse(
        rules.refuse_request(
            rules.RequestFacts(
                side=cards.card_side(card, by),
                state=card.state,
                ends_on=card.ends_on,
                starts_on=card.starts_on,
                no_further=card.no_further_extension,
                running=queries.running(card) is not None,
                ground=ground,
                reason=(reason_kk, reason_ru),
                evidence=bool(upload or document),
                new_ends_on=new_ends_on,
                at=at,
                most_years=cards.rules_of(card).contract_term_years.value[1],
                total_statement=(total_statement_kk, total_statement_ru),
            )
        )
        + rules.refuse_lines([_asked(line) for line in lines])
    )
    assert new_ends_on is not None
    extension = Extension(
        card=card,
        number=f"{card.number}/E-{queries.of_card(card).count() + 1}",
        side=cards.card_side(card, by),
        requested_at=at,
        ground=ground,
        reason_kk=reason_kk.strip(),
        reason_ru=reason_ru.strip(),
        old_ends_on=card.ends_on,
        asked_ends_on=new_ends_on,
        new_ends_on=new_ends_on,
        one_off=one_off,
        total_statement_kk=total_statement_kk.strip(),
        total_statement_ru=total_statement_ru.strip(),
    )
    if upload is not None:
        document = store_upload(upload, by=by, subject=card.subject, kind="extension.evidence", at=at)
    assert document is not None
    extension.evidence = document
    extension.save()
    ExtensionLine.objects.bulk_create(
        ExtensionLine(
            extension=extension, before=queries.on_the_card(card, line), asked=line["after"], **line
        )
        for line in lines
    )
    facts = {
        "extension": extension.pk,
        "side": extension.side,
        "ground": ground,
        "from": card.ends_on,
        "to": new_ends_on,
        "one_off": one_off,
        "evidence": document.pk,
    }
    note_card(card, "request_extension", by=by, at=at, basis=[rules.GROUNDS[ground]], facts=facts)
    tell_card(card, "extension_requested", str(extension.pk), at, until=new_ends_on)
    return extension


def _asked(line: Mapping[str, Any]) -> rules.AskedLine:
    name, unit = ((line[f"{word}_kk"], line[f"{word}_ru"]) for word in ("name", "unit"))
    return rules.AskedLine(line["kind"], name, unit, line["after"])


@transaction.atomic
def confirm_ground(*, extension_id: UUID, note_kk: str, note_ru: str, by: Actor) -> Extension:
    """A person examined the evidence and says why the ground is given."""
    extension = locked(extension_id, by)
    at = clock.now()
    refuse(
        [
            *refuse_move(extension, "confirm_ground", by),
            *rules.refuse_late(extension.card.state, extension.card.ends_on, at),
            *refuse_pair("note", (note_kk, note_ru), rules.GROUNDS[extension.ground]),
        ]
    )
    extension.ground_note_kk, extension.ground_note_ru = note_kk.strip(), note_ru.strip()
    extension.ground_at = at
    make_move(extension, "confirm_ground", by=by, at=at, facts={"ground": extension.ground})
    return extension


@transaction.atomic
def open_review(*, extension_id: UUID, by: Actor) -> Extension:
    """Alternatives are asked for: the same questionnaire for the incumbent and for everybody else."""
    extension = locked(extension_id, by)
    at = clock.now()
    refuse(
        [
            *refuse_move(extension, "open_review", by),
            *rules.refuse_late(extension.card.state, extension.card.ends_on, at),
        ]
    )
    extension.review_at = at
    make_move(extension, "open_review", by=by, at=at)
    return extension


def refuse_deciding(extension: Extension, by: Actor, at: datetime) -> list[Refusal]:
    """Why ``by`` cannot decide to extend now: wrong state, wrong role, the contract is over."""
    card = extension.card
    return [
        *refuse_move(extension, "approve_extension", by),
        *rules.refuse_late(card.state, card.ends_on, at),
    ]


def why_no_decision(extension: Extension, by: Actor) -> list[Refusal]:
    """The same with what has to lie on the table, whatever is typed; the page of the decision tells it beforehand."""
    examined = queries.is_compared(extension), extension.recommended_at is not None
    return [*refuse_deciding(extension, by, clock.now()), *rules.refuse_unexamined(*examined)]


@transaction.atomic
def approve_extension(
    *,
    extension_id: UUID,
    deciding_body_kk: str,
    deciding_body_ru: str,
    decision_number: str,
    decision_on: date | None,
    decision_reason_kk: str,
    decision_reason_ru: str,
    effect_kk: str,
    effect_ru: str,
    by: Actor,
    unchanged_kk: str = "",
    unchanged_ru: str = "",
    new_ends_on: date | None = None,
    one_off: bool = False,
    after: Mapping[int, Decimal | None] | None = None,
    upload: UploadedFile | None = None,
    document: Document | None = None,
) -> Extension:
    """Register the decision of the competent body, and print the supplementary agreement that follows from it.

    It may grant less than was asked for: an earlier day, smaller changes (``after`` by the number of the row), or
    one time only. What it does not say stays as asked.
    """
    extension = locked(extension_id, by)
    at = clock.now()
    card = extension.card
    extension.deciding_body_kk, extension.deciding_body_ru = (
        deciding_body_kk.strip(),
        deciding_body_ru.strip(),
    )
    extension.decision_number, extension.decision_on = decision_number.strip(), decision_on
    extension.decision_reason_kk = decision_reason_kk.strip()
    extension.decision_reason_ru = decision_reason_ru.strip()
    extension.effect_kk, extension.effect_ru = effect_kk.strip(), effect_ru.strip()
    extension.unchanged_kk, extension.unchanged_ru = unchanged_kk.strip(), unchanged_ru.strip()
    extension.new_ends_on = new_ends_on or extension.asked_ends_on
    extension.one_off = extension.one_off or one_off
    rows = _grant(extension, after or {})
    refuse(
        [
            *refuse_deciding(extension, by, at),
            *rules.refuse_decision(
                queries.decision_facts(extension, rows, at, file=upload is not None or document is not None)
            ),
            *rules.refuse_granted(
                extension.old_ends_on,
                extension.asked_ends_on,
                extension.new_ends_on,
                [(row.before, row.asked or Decimal(0), row.after or Decimal(0)) for row in rows],
            ),
        ]
    )
    if upload is not None:
        document = store_upload(upload, by=by, subject=card.subject, kind="extension.decision", at=at)
    ExtensionLine.objects.bulk_update(rows, ["after"])
    extension.decision_file, extension.decided_at = document, at
    extension.digest = queries.digest(extension)
    order = request_print(
        "extension.agreement",
        agreement(extension, at, signatures=()),
        key=f"extension.agreement:{extension.pk}",
        subject=card.subject,
        at=at,
        by=by,
        audience="parties",
    )
    extension.agreement_pair = order.pk
    facts = {
        "body": {"kk": deciding_body_kk, "ru": deciding_body_ru},
        "decision": [decision_number, decision_on],
        "to": extension.new_ends_on,
        "one_off": extension.one_off,
        "document": document.pk if document else None,
        "digest": extension.digest,
    }
    make_move(extension, "approve_extension", by=by, at=at, facts=facts)
    tell_card(card, "extension_approved", str(extension.pk), at, until=extension.new_ends_on)
    return extension


def _grant(extension: Extension, after: Mapping[int, Decimal | None]) -> list[ExtensionLine]:
    """The rows with what was granted; a row of which nothing is said stays as asked."""
    rows = list(extension.lines.all())
    for number, row in enumerate(rows, 1):
        granted = after.get(number)
        row.after = row.asked if granted is None else granted
    return rows


@transaction.atomic
def refuse_extension(*, extension_id: UUID, reason_kk: str, reason_ru: str, by: Actor) -> Extension:
    """The extension is not granted; the reason stands in the file and goes to both sides."""
    extension = locked(extension_id, by)
    at = clock.now()
    refuse(
        [
            *refuse_move(extension, "refuse_extension", by),
            *refuse_pair("reason", (reason_kk, reason_ru), rules.P55),
        ]
    )
    extension.decision_reason_kk, extension.decision_reason_ru = reason_kk.strip(), reason_ru.strip()
    extension.decided_at = at
    make_move(extension, "refuse_extension", by=by, at=at)
    print_file(extension, at, by)
    tell_card(extension.card, "extension_refused", str(extension.pk), at)
    return extension


def print_file(extension: Extension, at: datetime, by: Actor) -> None:
    """The whole file of the request as one paper; once at its end."""
    order = request_print(
        "extension.file",
        extension_file(extension, at),
        key=f"extension.file:{extension.pk}",
        subject=extension.card.subject,
        at=at,
        by=by,
        audience="public",
    )
    extension.file_pair = order.pk
    extension.save(update_fields=["file_pair"])


@transaction.atomic
def end_requests(
    name: str, *, card_id: UUID, at: datetime | None = None, by: Actor = SYSTEM
) -> list[Extension]:
    """The contract, or its private partner's part in it, ended first: what was not signed by then is over.

    ``name`` is the move that says why: the contract ended, a replacement was opened, the partner left. Both sides are
    told which.
    """
    card: ContractCard = lock_card(card_id)
    at = at or clock.now()
    open_ones = list(queries.of_card(card).filter(state__in=UNSIGNED))
    for extension in open_ones:
        extension.card = card
        make_move(extension, name, by=by, at=at)
        tell_card(card, ENDED[name], str(extension.pk), at, number=extension.number)
    return open_ones


ENDED = {
    "lapse_extension": "extension_lapsed",
    "drop_extension": "extension_dropped",
    "leave_extension": "extension_left",
}
