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
from ppp_portal.qualification import queries as sheets
from ppp_portal.qualification.models import Check, Sheet
from ppp_portal.qualification.states import Scope


@transaction.atomic
def open_check(*, assignment_id: UUID, by: Actor, object_cost: Decimal | None = None) -> Sheet:
    """Open the sheet with the eight requirements; the cost of the object is asked for where no tender here gives it."""
    assignment, _side = lock_assignment(assignment_id, by)
    at = clock.now()
    refuse(why_no_check(assignment, by))
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


def _refuse_checking(assignment: Assignment, by: Actor) -> list[Refusal]:
    """Why ``by`` checks nothing now, whatever was found so far."""
    side = cards.card_side(assignment.card, by)
    return refuse_step(assignment, side, "qualify_assignee", by, clock.now())


def why_no_check(assignment: Assignment, by: Actor) -> list[Refusal]:
    """Why the sheet cannot be opened now; its page tells it beforehand."""
    once = [Refusal("assignment.check_open", rules.P56)] if queries.sheet(assignment) else []
    return [*_refuse_checking(assignment, by), *once]


def why_no_end_of_check(assignment: Assignment, by: Actor) -> list[Refusal]:
    """Why the sheet cannot be closed now: it is not open, or closed already, or a requirement is not checked."""
    sheet = queries.sheet(assignment)
    failed = sheet is not None and sheet.decided_at is not None and not sheet.passed
    return [
        *_refuse_checking(assignment, by),
        *rules.refuse_qualification(opened=sheet is not None, failed=failed),
        *(sheets.unchecked(sheet) if sheet else []),
    ]


@transaction.atomic
def record_finding(
    *,
    assignment_id: UUID,
    requirement: int,
    by: Actor,
    **found: Unpack[qualification.Found],
) -> Check:
    """What was found about one of the eight requirements, as in a tender."""
    assignment, _side = lock_assignment(assignment_id, by)
    sheet = queries.sheet(assignment)
    opened = rules.refuse_qualification(opened=sheet is not None, failed=False)
    refuse([*_refuse_checking(assignment, by), *opened])
    assert sheet is not None
    return qualification.record_check(
        sheet_id=sheet.pk, requirement=requirement, by=by, stream=assignment.stream, **found
    )


@transaction.atomic
def qualify_assignee(*, assignment_id: UUID, by: Actor) -> Assignment:
    """Close the sheet: the assignee meets every requirement. Where it does not, the request can only be refused."""
    assignment, _side = lock_assignment(assignment_id, by)
    at = clock.now()
    if assignment.state == AssignmentState.QUALIFIED:
        return assignment
    refuse(why_no_end_of_check(assignment, by))
    sheet = queries.sheet(assignment)
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
