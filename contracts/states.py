"""The life of a contract until it is in force; what comes after (monitoring, extension, replacement) is not here.

Contract::

    DRAFT <-> TERMS_AGREED -> SIGNING -> SIGNED -> REGISTERED
    SIGNING -> TERMS_AGREED (recalled)
    DRAFT, TERMS_AGREED, SIGNING -> LAPSED   (day 90 is over: the portal; the winner refuses: the organiser's head)

The draft is made by the portal when the results are signed. Both sides agree each of the eight essential terms;
editing one takes both agreements to it back.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContractState(models.TextChoices):
    DRAFT = "draft", _("terms being agreed")
    TERMS_AGREED = "terms_agreed", _("all eight terms agreed")
    SIGNING = "signing", _("being signed")
    SIGNED = "signed", _("signed")
    REGISTERED = "registered", _("registered, in force")
    LAPSED = "lapsed", _("not concluded")


class Side(models.TextChoices):
    PUBLIC = "public", _("public side")
    PRIVATE = "private", _("private side")


class PartyRole(models.TextChoices):
    ORGANISER = "organiser", _("organiser of the tender")
    PUBLIC_PARTNER = "public_partner", _("public partner")
    PRIVATE_PARTNER = "private_partner", _("private partner")
    PROJECT_COMPANY = "project_company", _("project company of the winner")


class Fault(models.TextChoices):
    UNDECIDED = "", _("not decided yet")
    WINNER = "winner", _("the winner evaded")
    PUBLIC = "public", _("the public side is at fault")
    NONE = "none", _("nobody is at fault")


BEFORE_SIGNED = (ContractState.DRAFT, ContractState.TERMS_AGREED, ContractState.SIGNING)
CONCLUDED = (ContractState.SIGNED, ContractState.REGISTERED)

STAFF, HEAD, BIDDER, SYSTEM = "staff", "head", "bidder", "system"
PEOPLE = (STAFF, HEAD, BIDDER)

# The small tables of what happens to a contract in force.
# Name of the move: from where, to where, by whom, under which paragraph.
Moves = dict[str, tuple[tuple[str, ...], str, tuple[str, ...], str]]


@dataclass(frozen=True)
class Move:
    """One way on: from where, to where, by whom, under which paragraph (``Paragraph.key``)."""

    name: str
    sources: tuple[ContractState, ...]
    target: ContractState
    roles: tuple[str, ...]
    basis: str


MOVES: tuple[Move, ...] = (
    Move(
        "edit_term",
        (ContractState.DRAFT, ContractState.TERMS_AGREED),
        ContractState.DRAFT,
        (STAFF, HEAD, BIDDER),
        "605:A2:12",
    ),
    Move(
        "agree_term", (ContractState.DRAFT,), ContractState.TERMS_AGREED, (STAFF, HEAD, BIDDER), "605:A2:13"
    ),
    Move("send_to_signing", (ContractState.TERMS_AGREED,), ContractState.SIGNING, (STAFF, HEAD), "605:48"),
    Move(
        "recall_from_signing", (ContractState.SIGNING,), ContractState.TERMS_AGREED, (STAFF, HEAD), "605:48"
    ),
    Move("sign_contract", (ContractState.SIGNING,), ContractState.SIGNED, PEOPLE, "605:48"),
    Move("register_contract", (ContractState.SIGNED,), ContractState.REGISTERED, (STAFF, HEAD), "605:48"),
    Move("lapse_contract", BEFORE_SIGNED, ContractState.LAPSED, (SYSTEM, HEAD), "605:51"),
)

MOVE = {move.name: move for move in MOVES}


def open_moves(state: str, role: str) -> tuple[Move, ...]:
    """The moves that ``role`` may make from ``state``: from here come the buttons and the tests."""
    return tuple(move for move in MOVES if state in move.sources and role in move.roles)
