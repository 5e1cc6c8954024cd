"""The door of the commission's pages: strangers find nothing, members without a declaration are taught first."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from ppp_portal.accounts.models import Role
from ppp_portal.accounts.models.roles import COMMISSION
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import queries as panel
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.refusals import add_to_form
from tenders.queries import commission as reads
from tenders.queries.phases import phase
from tenders.rules.opening import overdue_since
from tenders.states import TenderState

# Refusals whose way out is the page of the sitting.
AT_TABLE = frozenset({"commission.no_sitting", "commission.other_sitting", "commission.no_quorum"})
Page = Callable[..., HttpResponseBase]
ROLES: tuple[Role, ...] = tuple(sorted(COMMISSION))


def at_commission(view: Page) -> Page:
    """``view(request, tender, …)`` for a seated member who declared no conflict of interest.

    Without a seat the tender is not found. Without a declaration, or recused, the page is a 403 that says what
    to do; nothing of the bids stands on it.
    """

    @audience(*ROLES)
    @wraps(view)
    def opened(request: HttpRequest, tender: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found, seat = seated(request, tender)
        if not seat.clear:
            return render(
                request, "tenders/commission/undeclared.html", {"tender": found, "seat": seat}, status=403
            )
        return view(request, found, *args, **kwargs)

    return opened


def seated(request: HttpRequest, tender: UUID) -> tuple[Any, Any]:
    """The tender and the actor's seat, or nothing at all."""
    actor = actor_of(request)
    found = reads.seated_tender(actor, tender)
    seat = panel.seat_of(actor, found.subject) if found else None
    if found is None or seat is None:
        raise Http404
    return found, seat


def frame(request: HttpRequest, tender: Any, **more: Any) -> dict[str, Any]:
    """What every page of a tender shows: its state, the portal's time, the table with the actor at it."""
    at = clock.now()
    sitting = reads.sitting_now(tender)
    now = phase(tender, at)
    return {
        "tender": tender,
        "phase": now,
        "overdue": overdue_since(at, tender.opens_at) if now.state == TenderState.CLOSED else None,
        "portal_now": at,
        "sitting": sitting,
        "table": reads.table(tender, actor_of(request), sitting),
        **more,
    }


def asks_for_sitting(refused: Refused) -> bool:
    """Whether the sitting stands in the way: the page then links to it."""
    return any(refusal.code in AT_TABLE for refusal in refused.refusals)


def carried_out(form: Any, action: Callable[[], Any]) -> bool:
    """Run the action; whatever it refuses stands in the form, with everything that was typed."""
    try:
        action()
    except Refused as refused:
        add_to_form(form, refused)
        form.needs_sitting = asks_for_sitting(refused)
        return False
    return True


def page(request: HttpRequest, name: str, context: dict[str, Any], form: Any = None) -> HttpResponse:
    """A page of the commission; 422 when its form was refused."""
    bad = form is not None and form.is_bound and bool(form.errors)
    context = {**context, "form": form} if form is not None else context
    return render(request, f"tenders/commission/{name}.html", context, status=422 if bad else 200)
