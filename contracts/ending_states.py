"""How a contract ends before its last day, and the life of its hand-over.

Hand-over::

    DRAFT -> SIGNING (the list is closed and printed) -> SIGNED (both sides)
    SIGNING -> DRAFT (taken back for correction; signatures given no longer count)
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.states import BIDDER, HEAD, STAFF, Moves


class TerminationGround(models.TextChoices):
    """By agreement of the parties or by a judgment in force: the Law knows no third way (art. 49)."""

    AGREEMENT = "agreement", _("agreement of the parties")
    JUDGMENT = "judgment", _("judgment in force")


class HandOverState(models.TextChoices):
    DRAFT = "draft", _("list being made")
    SIGNING = "signing", _("being signed")
    SIGNED = "signed", _("signed by both sides")


class Bearer(models.TextChoices):
    PUBLIC = "public", _("the state")
    PRIVATE = "private", _("the private partner")


HAND_OVER_MOVES: Moves = {
    "close_list": ((HandOverState.DRAFT,), HandOverState.SIGNING, (STAFF, HEAD), "605:A2:12(2)"),
    "recall_list": ((HandOverState.SIGNING,), HandOverState.DRAFT, (STAFF, HEAD), "605:A2:12(2)"),
    "sign_hand_over": ((HandOverState.SIGNING,), HandOverState.SIGNED, (HEAD, BIDDER), "605:A2:12(2)"),
}
