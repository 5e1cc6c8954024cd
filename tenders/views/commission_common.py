"""The door of the commission's pages, and what every one of them shows."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel.screens import Door, seats_at
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import show, wrong
from ppp_portal.web.refusals import speak
from tenders.messages.competed import TOLD
from tenders.queries import commission as reads
from tenders.queries.phases import phase
from tenders.rules.opening import overdue_since
from tenders.states import TenderState

# The page of the commission where what stands in the way is put right.
WAYS_OUT = {
    "commission.no_sitting": "sitting",
    "commission.other_sitting": "sitting",
    "commission.no_quorum": "sitting",
    "opening.hearsay": "sitting",
    "opening.unconfirmed": "opening",
    "opening.no_bids": "failure",
    "evaluation.undecided": "evidence",
    "negotiation.no_best": "scores",
    "negotiation.unsigned": "papers",
    **{f"negotiation.{kind}": "negotiation" for kind in TOLD},
    "negotiation.not_agreed": "negotiation",
    "results.not_agreed": "negotiation",
    "results.talks_unsigned": "papers",
    "results.bid_expired": "failure",
}
AT_TABLE = [code for code, page in WAYS_OUT.items() if page == "sitting"]


at_commission = Door(
    reads.by_id, "tenders/commission/undeclared.html", lambda found: {"tender": found}, key="tender"
)


def frame(request: HttpRequest, tender: Any, **more: Any) -> dict[str, Any]:
    """What every page of a tender shows: its state, the portal's time, the table with the actor at it.

    ``why_not`` is what keeps the step of the page from being taken, whatever is typed: then it shows no form.
    """
    at = clock.now()
    sitting = reads.sitting_now(tender)
    now = phase(tender, at)
    return {
        "tender": tender,
        "phase": now,
        "overdue": overdue_since(at, tender.opens_at) if now.state == TenderState.CLOSED else None,
        "portal_now": at,
        "sitting": sitting,
        "table": reads.table(tender, actor_of(request), sitting, seats_at(request)),
        "why_not": [],
        **more,
    }


def linked(tender: Any, refusals: Iterable[Refusal]) -> list[dict[str, str]]:
    """Refusals in words, each leading to the page where it is put right."""
    return [
        {"text": said.message, "basis": said.basis, "href": _way_out(tender, said.code)}
        for said in speak(refusals)
    ]


def _way_out(tender: Any, code: str) -> str:
    page = WAYS_OUT.get(code)
    return reverse(f"tenders:commission_{page}", args=[tender.pk]) if page else ""


def page(request: HttpRequest, name: str, context: dict[str, Any], form: Any = None) -> HttpResponse:
    """A page of the commission; 422 when its form was refused, with the way to the sitting where that is missing."""
    context["needs_sitting"] = wrong(form) and any(
        form.has_error(NON_FIELD_ERRORS, code) for code in AT_TABLE
    )
    return show(request, f"tenders/commission/{name}.html", form, **context)
