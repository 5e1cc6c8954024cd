"""The life of an assignment of claim or a transfer of debt by the private partner (p. 56).

Assignment::

    REQUESTED -> QUALIFIED -> CONSENTED -> SIGNED -> APPLIED
    REQUESTED, QUALIFIED, CONSENTED -> REFUSED   (the organiser's head, with a reason)
    REQUESTED, QUALIFIED, CONSENTED, SIGNED -> LAPSED    (the contract ended first: the portal)
                                            -> DROPPED   (the replacement of its partner was opened: the portal)

The private partner asks; the organiser checks the assignee by the eight requirements as in a tender; the public
partner consents in writing and so does the operator where the contract has one (D-20).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.states import BIDDER, HEAD, STAFF, SYSTEM, Moves


class AssignmentState(models.TextChoices):
    REQUESTED = "requested", _("requested")
    QUALIFIED = "qualified", _("assignee qualified")
    CONSENTED = "consented", _("consents given")
    SIGNED = "signed", _("agreement signed")
    APPLIED = "applied", _("in force")
    REFUSED = "refused", _("refused")
    LAPSED = "lapsed", _("not in force before the contract ended")
    DROPPED = "dropped", _("dropped: the replacement of the private partner was opened")


class AssignmentKind(models.TextChoices):
    CLAIM = "claim", _("assignment of claim")
    DEBT = "debt", _("transfer of debt")
    BOTH = "both", _("assignment of claim and transfer of debt")


class Consenter(models.TextChoices):
    PUBLIC_PARTNER = "public_partner", _("public partner")
    OPERATOR = "operator", _("operator")


RUNNING = (
    AssignmentState.REQUESTED,
    AssignmentState.QUALIFIED,
    AssignmentState.CONSENTED,
    AssignmentState.SIGNED,
)
BEFORE_SIGNED = (AssignmentState.REQUESTED, AssignmentState.QUALIFIED, AssignmentState.CONSENTED)

ASSIGNMENT_MOVES: Moves = {
    "qualify_assignee": (
        (AssignmentState.REQUESTED,),
        AssignmentState.QUALIFIED,
        (STAFF, HEAD),
        "605:56",
    ),
    "give_consent": (
        (AssignmentState.QUALIFIED,),
        AssignmentState.CONSENTED,
        (HEAD,),
        "605:56",
    ),
    "register_agreement": (
        (AssignmentState.CONSENTED,),
        AssignmentState.SIGNED,
        (STAFF, HEAD, BIDDER),
        "605:56",
    ),
    "apply_assignment": ((AssignmentState.SIGNED,), AssignmentState.APPLIED, (STAFF, HEAD), "605:56"),
    "refuse_assignment": (BEFORE_SIGNED, AssignmentState.REFUSED, (HEAD,), "605:56"),
    "lapse_assignment": (RUNNING, AssignmentState.LAPSED, (SYSTEM,), "605:56"),
    "drop_assignment": (RUNNING, AssignmentState.DROPPED, (SYSTEM,), "605:62"),
}
