"""The life of a request to extend a contract (p. 55).

Extension::

    REQUESTED -> GROUND_OK -> UNDER_REVIEW -> APPROVED -> AGREEMENT_SIGNED -> APPLIED
                                       (the last two in one moment: the second signature extends the contract)
    REQUESTED, GROUND_OK, UNDER_REVIEW -> REFUSED      (the organiser's head, with a reason)
    REQUESTED, GROUND_OK, UNDER_REVIEW, APPROVED -> LAPSED   (the contract ended first: the portal)
                                                 -> DROPPED  (the replacement of its partner was opened: the portal)
                                                 -> LEFT     (its partner passed its part to another: the portal)
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.states import BIDDER, HEAD, STAFF, SYSTEM, Moves


class ExtensionState(models.TextChoices):
    REQUESTED = "requested", _("requested")
    GROUND_OK = "ground_ok", _("ground confirmed")
    UNDER_REVIEW = "under_review", _("alternatives being compared")
    APPROVED = "approved", _("decided for")
    AGREEMENT_SIGNED = "agreement_signed", _("supplementary agreement signed")
    APPLIED = "applied", _("in force")
    REFUSED = "refused", _("refused")
    LAPSED = "lapsed", _("not agreed before the contract ended")
    DROPPED = "dropped", _("dropped: the replacement of the private partner was opened")
    LEFT = "left", _("dropped: the private partner left the contract")


class Ground(models.TextChoices):
    """Why a contract may be extended. The last two are what people write and what is no ground."""

    BEYOND_PARTIES = "R55-1", _("delay or suspension for reasons beyond the parties")
    PUBLIC_SIDE = "R55-2", _("suspension caused by the public partner or state bodies")
    EXTRA_DEMANDS = (
        "R55-3",
        _("more expenses because the public partner asked for what is not in the contract"),
    )
    AGREEMENT = "L48-2", _("agreement of the parties within the limit of the Law")
    NO_TIME = "no_time", _("no time left for a tender")
    OTHER = "other", _("another reason")


STATUTORY = (Ground.BEYOND_PARTIES, Ground.PUBLIC_SIDE, Ground.EXTRA_DEMANDS, Ground.AGREEMENT)

BEFORE_DECIDED = (ExtensionState.REQUESTED, ExtensionState.GROUND_OK, ExtensionState.UNDER_REVIEW)
RUNNING = (*BEFORE_DECIDED, ExtensionState.APPROVED, ExtensionState.AGREEMENT_SIGNED)
UNSIGNED = (*BEFORE_DECIDED, ExtensionState.APPROVED)
DECIDED_FOR = (ExtensionState.APPROVED, ExtensionState.AGREEMENT_SIGNED, ExtensionState.APPLIED)

EXTENSION_MOVES: Moves = {
    "confirm_ground": (
        (ExtensionState.REQUESTED,),
        ExtensionState.GROUND_OK,
        (STAFF, HEAD),
        "605:55",
    ),
    "open_review": ((ExtensionState.GROUND_OK,), ExtensionState.UNDER_REVIEW, (STAFF, HEAD), "605:55"),
    "approve_extension": ((ExtensionState.UNDER_REVIEW,), ExtensionState.APPROVED, (HEAD,), "605:55"),
    "refuse_extension": (BEFORE_DECIDED, ExtensionState.REFUSED, (HEAD,), "605:55"),
    "sign_agreement": (
        (ExtensionState.APPROVED,),
        ExtensionState.AGREEMENT_SIGNED,
        (HEAD, BIDDER),
        "L:49(1)",
    ),
    "apply_extension": (
        (ExtensionState.AGREEMENT_SIGNED,),
        ExtensionState.APPLIED,
        (HEAD, BIDDER),
        "605:55",
    ),
    "lapse_extension": (UNSIGNED, ExtensionState.LAPSED, (SYSTEM,), "605:55"),
    "drop_extension": (UNSIGNED, ExtensionState.DROPPED, (SYSTEM,), "605:62"),
    "leave_extension": (UNSIGNED, ExtensionState.LEFT, (SYSTEM,), "605:56"),
}


class LineKind(models.TextChoices):
    QUANTITY = "quantity", _("quantity")
    TARIFF = "tariff", _("tariff, ₸")
    INVESTMENT = "investment", _("investments, ₸")
    OBLIGATION = "obligation", _("obligations of the state, ₸")
