"""How a case of replacement is held: locked, moved along its table, recorded, told, its evidence kept."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from contracts.actions import moves
from contracts.actions.cards import lock_card
from contracts.models import Replacement, ReplacementStep
from contracts.queries import cards
from contracts.queries import replacement as queries
from contracts.replacement_states import (
    REPLACEMENT_MOVES,
    ReplacementState,
)
from contracts.rules import replacement as rules
from ppp_portal.accounts.models import Role
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.refusals import Refusal
from ppp_portal.notices.outgoing import notify


def lock_case(replacement_id: UUID) -> Replacement:
    """The case, held alone together with its contract. Read the clock only after this."""
    lock_card(Replacement.objects.values_list("card_id", flat=True).get(pk=replacement_id))
    return queries.by_id(replacement_id)


def own_case(replacement_id: UUID, by: Actor) -> Replacement:
    """The same for the organiser's own people. Raises ``DoesNotExist`` for everybody else."""
    case = lock_case(replacement_id)
    if cards.card_side(case.card, by) != "public":
        raise Replacement.DoesNotExist
    return case


def old_partners_case(replacement_id: UUID, by: Actor) -> Replacement:
    """The same for the people of the old partner."""
    case = lock_case(replacement_id)
    if by.role != Role.BIDDER or by.organisation_id != case.old_partner_id:
        raise Replacement.DoesNotExist
    return case


def refuse_case_move(case: Replacement, name: str, by: Actor) -> list[Refusal]:
    """Why ``by`` may not make the move ``name`` now: wrong state, wrong role."""
    return moves.refuse(REPLACEMENT_MOVES, case, name, by, "replacement.wrong_state")


def make_case_move(case: Replacement, name: str, *, by: Actor, at: datetime, **facts: Any) -> None:
    """Set the state, save, and record ``replacement.<name>``."""
    turned, basis = moves.turn(REPLACEMENT_MOVES, case, name)
    if case.state in (ReplacementState.CLOSED, ReplacementState.STOPPED):
        case.ended_at = at
    note_case(case, name, by=by, at=at, basis=basis, **{**turned, **facts})


def note_case(
    case: Replacement, kind: str, *, by: Actor, at: datetime, basis: Paragraph = rules.P62, **facts: Any
) -> None:
    """Save the case with the index of its terms and record ``replacement.<kind>`` in its stream."""
    case.version += 1
    case.next_deadline_at = min(
        (term.due_at for term in queries.alive(case) if not term.passed(at)), default=None
    )
    case.save()
    told = {"replacement": case.pk, "card": case.card_id, "number": case.number, **facts}
    record(f"replacement.{kind}", stream=case.stream, by=by, at=at, basis=[basis], facts=told)


def tell_case(
    case: Replacement, kind: str, key: str, at: datetime, *, to: list[int] | None = None, **params: Any
) -> None:
    """Notify the organiser's people, the old partner and the new one; or only the people named in ``to``."""
    everybody = [*cards.public_people(case.card), *queries.people(case, at)] if to is None else to
    notify(
        f"replacement.{kind}",
        to=everybody,
        subject=case.subject,
        params={"contract": case.card.number, **params},
        key=f"replacement.{kind}:{case.pk}:{key}",
        url_name="contracts:card_replacement",
        url_args=[str(case.card_id)],
    )


def take_step(
    case: Replacement,
    code: str,
    *,
    on: date,
    by: Actor,
    at: datetime,
    number: str = "",
    note_kk: str = "",
    note_ru: str = "",
    document: Document | None = None,
) -> ReplacementStep:
    """Keep the evidence of a step; the typed day stands beside the moment of its registration."""
    step, _new = ReplacementStep.objects.update_or_create(
        replacement=case,
        code=code,
        defaults={
            "done_on": on,
            "recorded_at": at,
            "number": number.strip(),
            "note_kk": note_kk.strip(),
            "note_ru": note_ru.strip(),
            **({"document": document} if document else {}),
        },
    )
    note_case(
        case,
        "take_step",
        by=by,
        at=at,
        basis=queries.basis(code),
        step=code,
        done_on=on,
        paper=number.strip(),
        document=document.pk if document else None,
    )
    return step


def keep_file(upload: UploadedFile | None, case: Replacement, kind: str, by: Actor, at: datetime) -> Any:
    return upload and store_upload(upload, by=by, subject=case.subject, kind=kind, at=at)
