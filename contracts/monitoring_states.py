"""What is monitored in a contract in force (appendix 2, p. 99-100), and the life of what is found.

Finding::

    OPEN -> NOTIFIED -> REMEDIED            (the breach notice goes out; the organiser accepts what was done)
            NOTIFIED -> ESCALATED -> REMEDIED   (the organiser's head)

Acceptance act::

    SUBMITTED -> ACCEPTED | RETURNED (with reasons)
    SUBMITTED -> SILENT (nobody answered in time: the portal) -> ACCEPTED | RETURNED

Nothing of it is ever deleted; a mark of a month is corrected by a new mark that names its reason.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.states import HEAD, STAFF, SYSTEM, Moves


class Mark(models.TextChoices):
    PERFORMED = "performed", _("performed")
    NOT_PERFORMED = "not_performed", _("not performed")


class Direction(models.TextChoices):
    """The two directions of p. 100. The Russian text says construction works, the Kazakh any works: any."""

    CONDITIONS = "conditions", _("conditions and procedures of the contract")
    ENVIRONMENT = "environment", _("environment and safety of works")


class FindingState(models.TextChoices):
    OPEN = "open", _("being written")
    NOTIFIED = "notified", _("notified")
    REMEDIED = "remedied", _("remedied")
    ESCALATED = "escalated", _("handed to the head")


class ActState(models.TextChoices):
    SUBMITTED = "submitted", _("waits for acceptance")
    SILENT = "silent", _("not answered in time")
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned with reasons")


class ProposalAnswer(models.TextChoices):
    NONE = "", _("not decided yet")
    REPLACE = "replace", _("the private partner is to be replaced")
    CONTINUE = "continue", _("the contract goes on")


WAITING = (ActState.SUBMITTED, ActState.SILENT)

FINDING_MOVES: Moves = {
    "notify_finding": ((FindingState.OPEN,), FindingState.NOTIFIED, (STAFF, HEAD), "605:A2:99"),
    "escalate_finding": ((FindingState.NOTIFIED,), FindingState.ESCALATED, (STAFF, HEAD), "605:A2:99"),
    "close_finding": (
        (FindingState.NOTIFIED, FindingState.ESCALATED),
        FindingState.REMEDIED,
        (STAFF, HEAD),
        "605:A2:99",
    ),
}
ACT_MOVES: Moves = {
    "accept_act": (WAITING, ActState.ACCEPTED, (STAFF, HEAD), "605:A2:99"),
    "return_act": (WAITING, ActState.RETURNED, (STAFF, HEAD), "605:A2:99"),
    "note_silence": ((ActState.SUBMITTED,), ActState.SILENT, (SYSTEM,), "605:A2:99"),
}
