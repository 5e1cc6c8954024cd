"""The assignee is checked by the eight requirements, as a bidder is in a tender (p. 56)."""

from decimal import Decimal
from typing import Unpack
from uuid import UUID

from django.db import transaction

from contracts.actions.assignment import lock_assignment, make_move, note, refuse_step
from contracts.actions.cards import tell_card
from contracts.assignment_states import AssignmentState
from contracts.models import Assignment
from contracts.queries import assignment as queries
from contracts.queries import cards
from contracts.rules import assignment as rules
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.qualification import actions as qualification
from ppp_portal.qualification.models import Check, Sheet
from ppp_portal.qualification.states import Scope


@transaction.atomic
def open_check(*, assignment_id: UUID, by: Actor, object_cost: Decimal | None = None) -> Sheet:
    """Open the sheet with the eight requirements; the cost of the object is asked for where no tender here gives it."""
    assignment, side = lock_assignment(assignment_id, by)
    at = clock.now()
    refuse(refuse_step(assignment, side, "qualify_assignee", by, at))
    if assignment.object_cost is None:
        refuse([] if object_cost else [Refusal("sheet.cost", rules.P56, field="object_cost")])
        assignment.object_cost = object_cost
        note(assignment, "open_check", by=by, at=at, object_cost=object_cost)
    return qualification.open_sheet(
        subject=assignment.subject,
        organisation_id=assignment.assignee_id,
        scope=Scope.WHOLE,
        deadline=assignment.requested_at,
        pack=cards.rules_of(assignment.card).key,
        object_cost=assignment.object_cost,
        by=by,
        stream=assignment.stream,
        at=at,
    )


@transaction.atomic
def record_finding(
    *,
    assignment_id: UUID,
    requirement: int,
    by: Actor,
    **found: Unpack[qualification.Found],
) -> Check:
    """What was found about one of the eight requirements, as in a tender."""
    sheet = open_check(assignment_id=assignment_id, by=by)  # locks the request, and asks whether one may
    stream = queries.by_id(assignment_id).stream
    return qualification.record_check(
        sheet_id=sheet.pk, requirement=requirement, by=by, stream=stream, **found
    )


@transaction.atomic
def qualify_assignee(*, assignment_id: UUID, by: Actor) -> Assignment:
    """Close the sheet: the assignee meets every requirement. Where it does not, the request can only be refused."""
    assignment, side = lock_assignment(assignment_id, by)
    at = clock.now()
    if assignment.state == AssignmentState.QUALIFIED:
        return assignment
    sheet = queries.sheet(assignment)
    refuse(
        [
            *refuse_step(assignment, side, "qualify_assignee", by, at),
            *([] if sheet else [Refusal("assignment.not_checked", rules.P56)]),
        ]
    )
    assert sheet is not None
    closed = qualification.close_sheet(sheet_id=sheet.pk, by=by, stream=assignment.stream, at=at)
    if not closed.passed:
        # The sheet stays closed: nothing is checked anew until it fits.
        note(assignment, "assignee_failed", by=by, at=at, sheet=sheet.pk)
        return assignment
    assignment.qualified_at = at
    make_move(assignment, "qualify_assignee", by=by, at=at, sheet=sheet.pk)
    tell_card(assignment.card, "assignment_qualified", str(assignment.pk), at)
    return assignment
