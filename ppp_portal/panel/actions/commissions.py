"""Appointing a commission, changing it by an order, giving it a subject to work on."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from ppp_portal.accounts.models import Membership, Person, Role
from ppp_portal.accounts.queries import holders
from ppp_portal.accounts.rules.roles import COMMISSION as IN_OFFICE
from ppp_portal.documents.models import Document
from ppp_portal.journal import clock, locks
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.calendar import local_day
from ppp_portal.law.packs import pack as rule_pack
from ppp_portal.law.packs import pack_for
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.panel import queries
from ppp_portal.panel.actions.gates import head_only, lock_composition, lock_subject, organiser_only
from ppp_portal.panel.models import Commission, CommissionAssignment, CompositionOrder, Seat, Sitting
from ppp_portal.panel.rules import (
    COMMISSION,
    OrderFacts,
    PersonFacts,
    SeatPlan,
    Terms,
    refuse_composition,
    refuse_kind,
    refuse_order,
)
from ppp_portal.panel.states import SittingState, kind_for


@transaction.atomic
def appoint_commission(
    *,
    organisation_id: int,
    kind: str,
    name_kk: str,
    name_ru: str,
    order_number: str,
    order_date: date,
    seats: Sequence[SeatPlan],
    by: Actor,
    stream: str = "",
    pack: str = "",
    document: Document | None = None,
    at: datetime | None = None,
) -> Commission:
    """Create a commission by an order of its organiser (Law art. 35(2)); C-01 is checked at once.

    ``kind`` says whether it is a tender commission or a working group, once and for all.
    ``pack`` is the rule pack that gives C-01, by default the one in force today.
    """
    pk = uuid4()
    stream = stream or f"commission:{pk}"
    locks.exclusive(f"commissions:{organisation_id}")
    at = at or clock.now()
    pack = pack or pack_for(local_day(at)).key
    commission = Commission(
        pk=pk,
        organisation_id=organisation_id,
        kind=kind,
        name_kk=name_kk,
        name_ru=name_ru,
        pack=pack,
        created_at=at,
    )
    organiser_only(commission, by)
    _check(commission, order_number, order_date, document, seats, at)
    commission.save(force_insert=True)
    order = _apply(commission, order_number, order_date, document, seats, at)
    facts = {
        "commission": pk,
        "organisation": organisation_id,
        "appointed_as": kind,
        "pack": pack,
        **_order_facts(order, seats),
    }
    record("panel.commission_appointed", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return commission


@transaction.atomic
def change_composition(
    *,
    commission_id: UUID | str,
    order_number: str,
    order_date: date,
    seats: Sequence[SeatPlan],
    by: Actor,
    stream: str = "",
    document: Document | None = None,
    at: datetime | None = None,
) -> Commission:
    """Replace the whole composition by a new order. People who stay keep their seats and declarations.

    Refused while a sitting of the commission is in session: adjourn it first.
    """
    commission = queries.commission(commission_id)
    lock_composition(commission.pk, change=True)
    at = at or clock.now()
    organiser_only(commission, by)
    if CommissionAssignment.objects.filter(commission=commission, ended_at=None).exists():
        head_only(by)
    if CompositionOrder.objects.filter(
        commission=commission, number=order_number, signed_on=order_date
    ).exists():
        raise Refused([Refusal("composition.order_twice", COMMISSION, field="order_number")])
    if Sitting.objects.filter(commission=commission, state=SittingState.OPEN).exists():
        raise Refused([Refusal("panel.sitting_in_session", COMMISSION)])
    _check(commission, order_number, order_date, document, seats, at)
    order = _apply(commission, order_number, order_date, document, seats, at)
    facts = {"commission": commission.pk, **_order_facts(order, seats)}
    stream = stream or f"commission:{commission.pk}"
    record("panel.composition_changed", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return commission


@transaction.atomic
def assign(
    *,
    subject: str,
    commission_id: UUID | str,
    pack: str,
    by: Actor,
    stream: str,
    at: datetime | None = None,
    draft: bool = False,
) -> CommissionAssignment:
    """Give a subject its commission, under the rule pack of the procedure; another commission replaces it.

    Who replaces one that was announced is the head; that of a ``draft`` anybody changes who writes the draft.
    """
    lock_subject(subject)
    commission = queries.commission(commission_id)
    at = at or clock.now()
    organiser_only(commission, by)
    current = queries.assignment(subject)
    if current is not None and (current.commission_id, current.pack) == (commission.pk, pack):
        return current
    refuse(refuse_kind(commission.name, commission.kind, kind_for(subject)))
    if current is not None and not draft:
        head_only(by)
    if current is not None and current.commission.organisation_id != commission.organisation_id:
        raise Refused([Refusal("panel.other_organiser", COMMISSION)])
    if queries.open_sitting(subject) is not None:
        raise Refused([Refusal("panel.sitting_in_session", COMMISSION)])
    plans = [
        SeatPlan(seat.person_id, seat.role, seat.substitute_for.person_id if seat.substitute_for else None)
        for seat in queries.seats_of(commission.pk)
    ]
    refuse(refuse_composition(plans, _people(plans, commission.organisation_id), Terms.of(rule_pack(pack))))
    CommissionAssignment.objects.filter(subject=subject, ended_at=None).update(ended_at=at)
    made = CommissionAssignment.objects.create(subject=subject, commission=commission, pack=pack, at=at)
    facts = {"subject": subject, "commission": commission.pk, "pack": pack}
    record("panel.commission_assigned", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return made


def _check(
    commission: Commission,
    number: str,
    on: date,
    document: Document | None,
    seats: Sequence[SeatPlan],
    at: datetime,
) -> None:
    order = OrderFacts(number, on, local_day(at), document is not None, not clock.is_training())
    people = _people(seats, commission.organisation_id)
    refuse([*refuse_order(order), *refuse_composition(seats, people, Terms.of(rule_pack(commission.pack)))])


def _people(seats: Sequence[SeatPlan], organisation_id: int) -> list[PersonFacts]:
    ids = [seat.person_id for seat in seats]
    keepers = Membership.objects.filter(role=Role.CUSTODIAN, organisation_id=organisation_id, ended_at=None)
    custodians = set(keepers.filter(person_id__in=ids).values_list("person_id", flat=True))
    in_office = holders(organisation_id, *IN_OFFICE)
    outside = Membership.objects.filter(role=Role.BIDDER, ended_at=None, person_id__in=ids)
    bidders = set(outside.values_list("person_id", flat=True))
    return [
        PersonFacts(
            person.pk,
            person.name,
            active=person.is_active,
            administrator=person.is_staff,
            custodian=person.pk in custodians,
            in_office=person.pk in in_office,
            represents_bidder=person.pk in bidders,
        )
        for person in Person.objects.filter(pk__in=ids)
    ]


def _apply(
    commission: Commission,
    number: str,
    on: date,
    document: Document | None,
    plans: Sequence[SeatPlan],
    at: datetime,
) -> CompositionOrder:
    """Write the order; end the seats it leaves out, keep those it repeats, add the new ones."""
    order = CompositionOrder.objects.create(
        commission=commission,
        version=commission.orders.count() + 1,
        number=number.strip(),
        signed_on=on,
        document=document,
        at=at,
    )
    kept = {}
    for seat in queries.seats_of(commission.pk):
        plan = SeatPlan(
            seat.person_id, seat.role, seat.substitute_for.person_id if seat.substitute_for else None
        )
        principal_stays = plan.substitute_for is None or plan.substitute_for in kept
        if plan in plans and principal_stays:
            kept[seat.person_id] = seat
            continue
        seat.until, seat.dismissed_by = at, order
        seat.save(update_fields=["until", "dismissed_by"])
    for plan in sorted(plans, key=lambda plan: plan.substitute_for is not None):
        if plan.person_id not in kept:
            kept[plan.person_id] = Seat.objects.create(
                commission=commission,
                person_id=plan.person_id,
                role=plan.role,
                substitute_for=kept.get(plan.substitute_for) if plan.substitute_for else None,
                appointed_by=order,
                since=at,
            )
    return order


def _order_facts(order: CompositionOrder, seats: Sequence[SeatPlan]) -> dict[str, object]:
    return {
        "version": order.version,
        "order": order.number,
        "order_date": order.signed_on,
        "document": order.document_id,
        "seats": [
            {"person": seat.person_id, "role": seat.role, "substitute_for": seat.substitute_for}
            for seat in seats
        ],
    }
