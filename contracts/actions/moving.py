"""Locking a contract, moving it along the table of moves, recording and telling."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts import queries
from contracts.models import Contract
from contracts.states import BEFORE_SIGNED, MOVE
from ppp_portal.journal import locks
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law import refusals
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.refusals import Refusal
from ppp_portal.notices.outgoing import notify
from tenders.actions.moving import lock as lock_tender


def lock(contract_id: UUID) -> Contract:
    """The contract, held alone together with its tender. Read the clock only after this."""
    lock_tender(Contract.objects.values_list("tender_id", flat=True).get(pk=contract_id))
    locks.exclusive(f"contract:{contract_id}")
    return queries.by_id(contract_id)


def of_a_party(contract_id: UUID, by: Actor) -> Contract:
    """The same for somebody of one of the two sides. Raises ``DoesNotExist`` for strangers."""
    contract = lock(contract_id)
    if not queries.side_of(contract, by):
        raise Contract.DoesNotExist
    return contract


def of_a_signer(contract_id: UUID, by: Actor) -> Contract:
    """The same for one who may sign: somebody of a side, or the head of a public partner."""
    contract = lock(contract_id)
    if not queries.signing_side(contract, by):
        raise Contract.DoesNotExist
    return contract


def of_organiser(contract_id: UUID, by: Actor) -> Contract:
    """The same for the organiser's own people."""
    contract = lock(contract_id)
    if queries.side_of(contract, by) != "public":
        raise Contract.DoesNotExist
    return contract


def refuse_move(contract: Contract, name: str, by: Actor) -> list[Refusal]:
    """Why ``by`` may not make the move ``name`` now: wrong state, wrong role."""
    move = MOVE[name]
    return refusals.refuse_move(
        contract,
        by.role,
        sources=move.sources,
        roles=move.roles,
        basis=Paragraph.parse(move.basis),
        wrong_state="contract.wrong_state",
        wrong_role="contract.wrong_role",
    )


def make_move(
    contract: Contract,
    name: str,
    *,
    by: Actor,
    at: datetime,
    facts: dict[str, Any] | None = None,
    effective_at: datetime | None = None,
) -> None:
    """Set the state and the version, save, and record ``contract.<name>``."""
    move = MOVE[name]
    source, contract.state = contract.state, move.target
    if contract.state not in BEFORE_SIGNED:
        contract.next_alert_at = None
    note(
        contract,
        name,
        by=by,
        at=at,
        basis=[Paragraph.parse(move.basis)],
        facts={"from": source, "to": contract.state, **(facts or {})},
        effective_at=effective_at,
    )


def note(
    contract: Contract,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    basis: Iterable[Paragraph] = (),
    facts: dict[str, Any] | None = None,
    effective_at: datetime | None = None,
) -> None:
    """Save the contract under its next version and record what happened in its stream."""
    contract.version += 1
    contract.save()
    told = {"contract": contract.pk, "number": contract.number, "tender": contract.tender_id, **(facts or {})}
    record(
        f"contract.{kind}",
        stream=contract.stream,
        by=by,
        at=at,
        basis=basis,
        facts=told,
        effective_at=effective_at,
    )


def tell(
    contract: Contract, kind: str, key: str, at: datetime, *, sides: str = "public private", **params: Any
) -> None:
    """Notify people of the sides named: the organiser's, the private party's, heads of other public partners.

    Each is led to its own page.
    """
    audiences = {
        "public": ("contracts:organizer_contract", queries.public_people),
        "partners": ("contracts:partner_contract", queries.partner_heads),
        "private": ("contracts:bidder_contract", lambda found: queries.private_people(found, at)),
    }
    for side in sides.split():
        page, people = audiences[side]
        notify(
            f"contract.{kind}",
            to=people(contract),
            subject=contract.subject,
            params={"contract": contract.number, **params},
            key=f"contract.{kind}:{contract.pk}:{side}:{key}",
            url_name=page,
            url_args=[str(contract.pk)],
        )
