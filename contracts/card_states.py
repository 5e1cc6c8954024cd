"""The life of a contract after it came into force, kept on its card.

Card::

    IN_FORCE -> EXPIRED      (its last day is over: the portal)
    IN_FORCE -> TERMINATED   (by agreement or by a judgment: the organiser's head)
    IN_FORCE, TERMINATED -> REPLACING -> IN_FORCE   (the private partner is replaced, p. 62, or it performs again)
    REPLACING -> REPLACING   (the contract with the old partner is terminated: the organiser's head)

An extension leaves the card IN_FORCE and moves its last day; nothing revives an expired contract (p. 55).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.states import HEAD, STAFF, SYSTEM, Moves


class CardState(models.TextChoices):
    IN_FORCE = "in_force", _("in force")
    EXPIRED = "expired", _("expired")
    TERMINATED = "terminated", _("terminated")
    REPLACING = "replacing", _("the private partner is being replaced")


class Regime(models.TextChoices):
    PROGRAMME = "605", _("programme PPP of science and higher education (order 605)")
    GENERAL = "general", _("general procedure (the Law, order 725)")


class CardPart(models.TextChoices):
    PUBLIC_PARTNER = "public_partner", _("public partner")
    PRIVATE_PARTNER = "private_partner", _("private partner")
    PROJECT_COMPANY = "project_company", _("project company of the winner")
    OPERATOR = "operator", _("operator")
    CREDITOR = "creditor", _("creditor")
    UNIVERSITY = "university", _("university")


class MilestonePeriod(models.TextChoices):
    CREATION = "creation", _("investment period")
    OPERATION = "operation", _("operational period")


class WarningAnswer(models.TextChoices):
    """What is done about a contract that ends."""

    NONE = "", _("no answer yet")
    TENDER = "tender", _("a tender is being prepared")
    EXTENSION = "extension", _("an extension is being examined")
    ENDS = "ends", _("the contract will end on its day")


PRIVATE_PARTS = (CardPart.PRIVATE_PARTNER, CardPart.PROJECT_COMPANY)
ALIVE = (CardState.IN_FORCE, CardState.REPLACING)

CARD_MOVES: Moves = {
    "expire_card": ((CardState.IN_FORCE,), CardState.EXPIRED, (SYSTEM,), "605:A2:12(6)"),
    "terminate_card": ((CardState.IN_FORCE,), CardState.TERMINATED, (HEAD,), "L:49(4)"),
    "end_replaced_contract": ((CardState.REPLACING,), CardState.REPLACING, (HEAD,), "L:49(4)"),
    "begin_replacement": (
        (CardState.IN_FORCE, CardState.TERMINATED),
        CardState.REPLACING,
        (STAFF, HEAD),
        "605:62",
    ),
    "enter_new_partner": ((CardState.REPLACING,), CardState.IN_FORCE, (STAFF, HEAD, SYSTEM), "605:62(5)"),
    "keep_old_partner": ((CardState.REPLACING,), CardState.IN_FORCE, (HEAD,), "605:62"),
}
