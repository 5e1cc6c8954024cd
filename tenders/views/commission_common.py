"""The door of the commission's pages, and what every one of them shows."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.panel.screens import Door
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import show
from ppp_portal.web.refusals import add_to_form
from tenders.queries import commission as reads
from tenders.queries.phases import phase
from tenders.rules.opening import overdue_since
from tenders.states import TenderState

# Refusals whose way out is the page of the sitting.
AT_TABLE = frozenset({"commission.no_sitting", "commission.other_sitting", "commission.no_quorum"})


at_commission = Door(
    reads.seated_tender, "tenders/commission/undeclared.html", lambda found: {"tender": found}, key="tender"
)


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
    return show(request, f"tenders/commission/{name}.html", form, **context)
