"""Commissions: appointed and changed by an order, assigned to a tender."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.accounts.queries import members_of
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions as panel
from ppp_portal.panel import queries as seats
from ppp_portal.panel.rules import SeatPlan
from ppp_portal.panel.states import ROLES
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from tenders.clockwork import CURRENT_PACK
from tenders.forms.interrupting import AssignmentForm, CompositionForm
from tenders.states import TenderState
from tenders.views.organizer_pages import ORGANISER, beside, own, page

SEATED_ROLES = (Role.CHAIR, Role.DEPUTY, Role.MEMBER, Role.SECRETARY)


def _candidates(organisation_id: int) -> dict[Any, str]:
    """People who hold a role of a commission in the organisation, with the first such role."""
    found: dict[Any, str] = {}
    for membership in members_of(organisation_id, *SEATED_ROLES):
        found.setdefault(membership.person, membership.role)
    return found


@audience(*ORGANISER)
def commissions(request: HttpRequest) -> HttpResponse:
    """The commissions of the own organisation, who sits on each and what it works on."""
    found = list(seats.commissions(actor_of(request).organisation_id or 0)[:50])
    keys = [row.pk for row in found]
    seated, works = seats.seats_of_all(keys), seats.work_of(keys)
    rows = [
        {
            "commission": row,
            "told": seats.commission_named(row),
            "seats": _seats(row, seated.get(row.pk, [])),
            "works": [(work.number, reverse(work.page, args=work.args)) for work in works.get(row.pk, [])],
        }
        for row in found
    ]
    return show(request, "tenders/organizer/commissions.html", rows=rows)


def _seats(commission: Any, seated: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": seat.person.name,
            "role": ROLES[commission.kind](seat.role).label,
            "behind": seat.substitute_for.person.name if seat.substitute_for else "",
        }
        for seat in seated
    ]


@audience(*ORGANISER)
def appoint(request: HttpRequest) -> HttpResponse:
    """A new commission by an order (art. 35(2) of the Law)."""
    by = actor_of(request)
    people = _candidates(by.organisation_id or 0)
    initial: dict[str, Any] = {f"seat_{person.pk}": role for person, role in people.items()}
    initial["kind"] = request.GET.get("kind")  # known where the commission is asked for
    form = CompositionForm(
        posted(request),
        request.FILES or None,
        people=people,
        file_needed=not settings.PORTAL_TRAINING,
        initial=initial,
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            panel.appoint_commission(
                organisation_id=by.organisation_id or 0,
                kind=data["kind"],
                name_kk=data["name_kk"],
                name_ru=data["name_ru"],
                order_number=data["order_number"],
                order_date=data["order_date"],
                seats=[SeatPlan(*line) for line in form.plan()],
                document=_order_file(data["document"], by, data["order_number"]),
                by=by,
            )
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("The commission is appointed."))
            return _onwards(request)
    return show(request, "tenders/organizer/appoint.html", form, changing=None)


def _order_file(upload: Any, by: Any, number: str) -> Any:
    if not upload:
        return None
    return store_upload(
        upload,
        by=by,
        subject=f"organisation:{by.organisation_id}",
        kind="panel.order",
        at=clock.now(),
        number=number,
        field="document",
    )


def _onwards(request: HttpRequest) -> HttpResponse:
    """Back to the tender, or to the notice, from which the commission was asked for."""
    for asked, name in (("tender", "tenders:organizer_commission"), ("notice", "projects:notice_group")):
        try:
            return go(name, UUID(request.GET.get(asked, "")))
        except ValueError:
            continue
    return go("tenders:organizer_commissions")


@audience(*ORGANISER)
def change(request: HttpRequest, commission: UUID) -> HttpResponse:
    """The whole composition anew, by another order."""
    by = actor_of(request)
    found = seats.commissions(by.organisation_id or 0).filter(pk=commission).first()
    if found is None:
        raise Http404
    people = _candidates(by.organisation_id or 0)
    initial: dict[str, Any] = {}
    for seat in seats.seats_of(found.pk):
        people.setdefault(seat.person, seat.role)
        initial[f"seat_{seat.person_id}"] = seat.role
        initial[f"behind_{seat.person_id}"] = seat.substitute_for.person_id if seat.substitute_for else ""
    form = CompositionForm(
        posted(request),
        request.FILES or None,
        people=people,
        changes=True,
        file_needed=not settings.PORTAL_TRAINING,
        initial=initial,
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            panel.change_composition(
                commission_id=found.pk,
                order_number=data["order_number"],
                order_date=data["order_date"],
                seats=[SeatPlan(*line) for line in form.plan()],
                document=_order_file(data["document"], by, data["order_number"]),
                by=by,
            )
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("The composition is changed by the order."))
            return go("tenders:organizer_commissions")
    return show(request, "tenders/organizer/appoint.html", form, changing=found)


@audience(*ORGANISER)
def of_tender(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which commission works on the tender, and who sits on it."""
    tender = own(request, pk)
    by = actor_of(request)
    choices = seats.to_choose(by.organisation_id or 0, tender.subject)
    assigned = seats.assignment(tender.subject)
    seated = seats.seats_of_all([assigned.commission_id])[assigned.commission_id] if assigned else []
    first = {"commission": next((key for key, _row in choices), "")}  # the one at work, else the newest
    form = AssignmentForm(posted(request), commissions=choices, initial=first)
    if form.is_valid():
        try:
            panel.assign(
                subject=tender.subject,
                commission_id=form.cleaned_data["commission"],
                pack=tender.rule_pack or CURRENT_PACK,
                by=by,
                stream=tender.stream,
                draft=tender.state == TenderState.DRAFT,
            )
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("The commission is assigned to this tender."))
            return go("tenders:organizer_commission", tender.pk)
    return show(
        request,
        "tenders/organizer/commission.html",
        form,
        **page(request, tender, "commission"),
        assigned=assigned,
        seats=_seats(assigned.commission, seated) if assigned else [],
        choices=choices,
    )
