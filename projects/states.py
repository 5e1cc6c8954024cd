"""The life of a project initiated by direct negotiations (articles 44(1)–(3) of the Law); the one table of moves.

Initiation::

    DRAFT -> PUBLISHED -> CLOSED -> NO_ALTERNATIVE -> EXPERTISE -> NEGOTIATION -> AGREED -> CONTRACT
    CLOSED -> ALTERNATIVES -> SWITCHED_TO_TENDER | NEED_NOT_EXCEEDED -> EXPERTISE
    CLOSED … AGREED -> REJECTED        PUBLISHED … AGREED -> WITHDRAWN

The organiser publishes; the portal closes at the announced instant; everything after that is decided by people, with
reasons and a document. No stage is skipped: each move stands in the table once.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InitiationState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("alternative proposals accepted")
    CLOSED = "closed", _("acceptance closed")
    NO_ALTERNATIVE = "no_alternative", _("no alternative proposals")
    ALTERNATIVES = "alternatives", _("alternative proposals under comparison")
    SWITCHED_TO_TENDER = "switched", _("switched to a tender")
    NEED_NOT_EXCEEDED = "need_not_exceeded", _("the need is not exceeded")
    EXPERTISE = "expertise", _("expertise of the business plan")
    NEGOTIATION = "negotiation", _("direct negotiations")
    AGREED = "agreed", _("terms agreed")
    CONTRACT = "contract", _("contract concluded")
    REJECTED = "rejected", _("initiative rejected")
    WITHDRAWN = "withdrawn", _("notice withdrawn")


class ProposalState(models.TextChoices):
    """DRAFT -> SUBMITTED (sealed, changed until the cut-off) -> OPENED -> ANSWERED; SUBMITTED -> WITHDRAWN.

    The bidder submits and withdraws, the working group opens, the organiser's head answers.
    """

    # "Предложение" is neuter in Russian, the bid of a tender is feminine: its words are its own.
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", pgettext_lazy("proposal", "submitted, sealed")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")
    OPENED = "opened", pgettext_lazy("proposal", "opened")
    ANSWERED = "answered", _("answered in writing")


STAFF, HEAD, SYSTEM = "staff", "head", "system"
ORGANISER = (STAFF, HEAD)

# What may still be rejected or withdrawn.
AFTER_CLOSING = (
    InitiationState.CLOSED,
    InitiationState.NO_ALTERNATIVE,
    InitiationState.ALTERNATIVES,
    InitiationState.NEED_NOT_EXCEEDED,
    InitiationState.EXPERTISE,
    InitiationState.NEGOTIATION,
    InitiationState.AGREED,
)
ENDED = (
    InitiationState.SWITCHED_TO_TENDER,
    InitiationState.CONTRACT,
    InitiationState.REJECTED,
    InitiationState.WITHDRAWN,
)
# Under these nobody negotiates directly about the project: it is free for a tender.
NO_NEGOTIATIONS = (
    InitiationState.DRAFT,
    InitiationState.SWITCHED_TO_TENDER,
    InitiationState.REJECTED,
    InitiationState.WITHDRAWN,
)


@dataclass(frozen=True)
class Move:
    """One way on: from where, to where, by whom, under which paragraph (``Paragraph.key``).

    ``name`` is also the name of the one action that makes the move.
    """

    name: str
    sources: tuple[InitiationState, ...]
    target: InitiationState
    roles: tuple[str, ...]
    basis: str


MOVES: tuple[Move, ...] = (
    Move("publish_notice", (InitiationState.DRAFT,), InitiationState.PUBLISHED, (HEAD,), "L:44(2)"),
    Move("close_acceptance", (InitiationState.PUBLISHED,), InitiationState.CLOSED, (SYSTEM,), "725:130"),
    Move(
        "record_no_alternative",
        (InitiationState.CLOSED,),
        InitiationState.NO_ALTERNATIVE,
        ORGANISER,
        "L:44(2)",
    ),
    Move(
        "record_alternatives", (InitiationState.CLOSED,), InitiationState.ALTERNATIVES, ORGANISER, "L:44(3)"
    ),
    Move(
        "switch_to_tender",
        (InitiationState.ALTERNATIVES,),
        InitiationState.SWITCHED_TO_TENDER,
        (HEAD,),
        "L:44(3)",
    ),
    Move(
        "find_need_not_exceeded",
        (InitiationState.ALTERNATIVES,),
        InitiationState.NEED_NOT_EXCEEDED,
        (HEAD,),
        "L:44(3)",
    ),
    Move(
        "send_to_expertise",
        (InitiationState.NO_ALTERNATIVE, InitiationState.NEED_NOT_EXCEEDED),
        InitiationState.EXPERTISE,
        ORGANISER,
        "L:44(2)",
    ),
    Move("begin_negotiation", (InitiationState.EXPERTISE,), InitiationState.NEGOTIATION, (HEAD,), "L:44(2)"),
    Move("record_agreement", (InitiationState.NEGOTIATION,), InitiationState.AGREED, (HEAD,), "L:44(2)"),
    Move("record_conclusion", (InitiationState.AGREED,), InitiationState.CONTRACT, (HEAD,), "L:44(2)"),
    Move("reject_initiative", AFTER_CLOSING, InitiationState.REJECTED, (HEAD,), "L:44"),
    Move(
        "withdraw_notice",
        (InitiationState.PUBLISHED, *AFTER_CLOSING),
        InitiationState.WITHDRAWN,
        (HEAD,),
        "L:44",
    ),
)

# To give the project up is always open to the head, and is no step on.
GIVING_UP = ("reject_initiative", "withdraw_notice")

MOVE = {move.name: move for move in MOVES}


def open_moves(state: str, role: str) -> tuple[Move, ...]:
    """The moves that ``role`` may make from ``state``: from here come the buttons, the gates and the tests."""
    return tuple(move for move in MOVES if state in move.sources and role in move.roles)
