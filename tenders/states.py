"""The life of a tender, of a bid and of a security; the one table of moves.

Tender::

    DRAFT -> (STAGE1_ACCEPTING -> STAGE1_CLOSED ->) DOCS_APPROVED -> ACCEPTING <-> SUSPENDED
    ACCEPTING -> CLOSED -> OPENED -> ADMITTED -> EVALUATED <-> NEGOTIATION -> RESULTS_SIGNED -> CONTRACTED
    RESULTS_SIGNED -> EVADED -> EVALUATED        CLOSED, STAGE1_CLOSED, ADMITTED, EVALUATED -> FAILED
    before results: -> CANCELLED, -> STAYED -> back to where it was, or CANCELLED

Bid::

    DRAFT -> SUBMITTED -> WITHDRAWN | OPENED -> ADMITTED | REJECTED
    ADMITTED -> SCORED -> BEST -> IN_NEGOTIATION -> WINNER | DROPPED        any open one -> EXPIRED

Security::

    REQUIRED -> LODGED -> VERIFIED -> HELD -> RETURN_DUE -> RETURNED
    HELD -> FORFEIT_PROPOSED -> FORFEITED | RETURN_DUE
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class TenderState(models.TextChoices):
    DRAFT = "draft", _("draft")
    STAGE1_ACCEPTING = "stage1_accepting", _("stage one: accepting")
    STAGE1_CLOSED = "stage1_closed", _("stage one: under review")
    DOCS_APPROVED = "docs_approved", _("documentation approved")
    ACCEPTING = "accepting", _("accepting bids")
    SUSPENDED = "suspended", _("suspended for an amendment")
    CLOSED = "closed", _("submission closed")
    OPENED = "opened", _("bids opened")
    ADMITTED = "admitted", _("bids admitted")
    EVALUATED = "evaluated", _("bids evaluated")
    NEGOTIATION = "negotiation", _("negotiation")
    RESULTS_SIGNED = "results_signed", _("results signed")
    CONTRACTED = "contracted", _("contract signed")
    EVADED = "evaded", _("contract not signed in time")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")
    STAYED = "stayed", _("stayed by a court")


class BidState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted, sealed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    OPENED = "opened", _("opened")
    ADMITTED = "admitted", _("admitted")
    REJECTED = "rejected", _("rejected")
    SCORED = "scored", _("scored")
    BEST = "best", _("best bid")
    IN_NEGOTIATION = "in_negotiation", _("in negotiation")
    WINNER = "winner", _("winner")
    DROPPED = "dropped", _("dropped")
    EXPIRED = "expired", _("no longer in force")


# Nobody but the bidder has read these.
UNOPENED = frozenset({BidState.DRAFT, BidState.SUBMITTED, BidState.WITHDRAWN})


class SecurityState(models.TextChoices):
    NOT_REQUIRED = "not_required", _("not required")
    REQUIRED = "required", _("required")
    LODGED = "lodged", _("lodged")
    VERIFIED = "verified", _("verified")
    HELD = "held", _("held")
    RETURN_DUE = "return_due", _("to be returned")
    RETURNED = "returned", _("returned")
    FORFEIT_PROPOSED = "forfeit_proposed", _("forfeiture proposed")
    FORFEITED = "forfeited", _("forfeited to the budget")


class LapseFault(models.TextChoices):
    """Whose fault it is that the winner and the organiser did not sign in time; the portal itself decides nothing."""

    UNDECIDED = "undecided", _("not decided yet")
    WINNER = "winner", _("the winner evaded")
    PUBLIC = "public", _("the public side is at fault")
    NONE = "none", _("nobody is at fault")


STAFF, HEAD, CHAIR, SYSTEM = "staff", "head", "chair", "system"
ORGANISER = (STAFF, HEAD)

BEFORE_RESULTS = (
    TenderState.STAGE1_ACCEPTING,
    TenderState.STAGE1_CLOSED,
    TenderState.DOCS_APPROVED,
    TenderState.ACCEPTING,
    TenderState.SUSPENDED,
    TenderState.CLOSED,
    TenderState.OPENED,
    TenderState.ADMITTED,
    TenderState.EVALUATED,
    TenderState.NEGOTIATION,
)


@dataclass(frozen=True)
class Move:
    """One way on: from where, to where, by whom, under which paragraph (``Paragraph.key``).

    ``name`` is also the name of the one action that makes the move.
    """

    name: str
    sources: tuple[TenderState, ...]
    target: TenderState
    roles: tuple[str, ...]
    basis: str


MOVES: tuple[Move, ...] = (
    Move("publish_stage_one", (TenderState.DRAFT,), TenderState.STAGE1_ACCEPTING, ORGANISER, "L:42"),
    Move("close_stage_one", (TenderState.STAGE1_ACCEPTING,), TenderState.STAGE1_CLOSED, (SYSTEM,), "L:42"),
    Move(
        "approve_documentation",
        (TenderState.DRAFT, TenderState.STAGE1_CLOSED),
        TenderState.DOCS_APPROVED,
        (HEAD,),
        "605:A1:10",
    ),
    Move("return_to_draft", (TenderState.DOCS_APPROVED,), TenderState.DRAFT, (HEAD,), "605:A1:10"),
    Move("publish_tender", (TenderState.DOCS_APPROVED,), TenderState.ACCEPTING, ORGANISER, "605:20"),
    Move("announce_amendment", (TenderState.ACCEPTING,), TenderState.SUSPENDED, (HEAD,), "L:37(5)"),
    Move("post_amendment", (TenderState.SUSPENDED,), TenderState.ACCEPTING, (HEAD,), "L:37(5)"),
    Move("close_submission", (TenderState.ACCEPTING,), TenderState.CLOSED, (SYSTEM,), "605:27"),
    Move("open_bids", (TenderState.CLOSED,), TenderState.OPENED, (CHAIR,), "605:36"),
    Move("decide_admission", (TenderState.OPENED,), TenderState.ADMITTED, (CHAIR,), "L:39(7)"),
    Move(
        "evaluate", (TenderState.ADMITTED, TenderState.EVALUATED), TenderState.EVALUATED, (CHAIR,), "605:A4"
    ),
    Move("start_negotiation", (TenderState.EVALUATED,), TenderState.NEGOTIATION, (CHAIR,), "605:41"),
    Move("drop_best", (TenderState.NEGOTIATION,), TenderState.EVALUATED, (CHAIR,), "L:40(7)"),
    Move("sign_results", (TenderState.NEGOTIATION,), TenderState.RESULTS_SIGNED, (CHAIR,), "605:51"),
    Move("record_contract", (TenderState.RESULTS_SIGNED,), TenderState.CONTRACTED, (SYSTEM,), "605:51"),
    Move("record_lapse", (TenderState.RESULTS_SIGNED,), TenderState.EVADED, (SYSTEM, HEAD), "605:51"),
    Move("reselect_after_evasion", (TenderState.EVADED,), TenderState.EVALUATED, (CHAIR,), "605:33(2)"),
    Move(
        "declare_failed",
        (
            TenderState.STAGE1_CLOSED,
            TenderState.CLOSED,
            TenderState.OPENED,
            TenderState.ADMITTED,
            TenderState.EVALUATED,
            TenderState.NEGOTIATION,
            TenderState.EVADED,
        ),
        TenderState.FAILED,
        (CHAIR,),
        "605:44",
    ),
    Move("cancel_tender", (*BEFORE_RESULTS, TenderState.STAYED), TenderState.CANCELLED, (HEAD,), "L:35"),
    Move("stay_tender", BEFORE_RESULTS, TenderState.STAYED, (HEAD,), "L:57(3)"),
    Move("end_stay", (TenderState.STAYED,), TenderState.ACCEPTING, (HEAD,), "L:57(3)"),
)

MOVE = {move.name: move for move in MOVES}

LIVE_BID = (
    BidState.SUBMITTED,
    BidState.OPENED,
    BidState.ADMITTED,
    BidState.SCORED,
    BidState.BEST,
    BidState.IN_NEGOTIATION,
    BidState.WINNER,
)


def open_moves(state: str, role: str) -> tuple[Move, ...]:
    """The moves that ``role`` may make from ``state``: from here come the buttons, the gates and the tests."""
    return tuple(move for move in MOVES if state in move.sources and role in move.roles)
