"""The life of a case of replacing the private partner (p. 62), and its steps with their evidence.

Replacement::

    TRIGGERED -> TENDER -> NEW_PARTNER -> CONTRACT_SIGNED -> REGISTERED -> CLOSED
    NEW_PARTNER -> TENDER   (the winner did not sign in time)
    TRIGGERED, TENDER, NEW_PARTNER -> STOPPED   (the organiser's head, with a reason)

The organiser opens the case and its tender. NEW_PARTNER, CONTRACT_SIGNED and REGISTERED are noted by the portal when
the replacement tender and its contract get there. Between NEW_PARTNER and CLOSED the order names no sequence and
mostly no time: the return of the land, the hand-over of the object, the agreement to the consortium contract, the
payment and the passing of the rights are steps of their own, each done when its evidence lies here.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.states import HEAD, STAFF, SYSTEM, Moves


class ReplacementState(models.TextChoices):
    TRIGGERED = "triggered", _("case opened")
    TENDER = "tender", _("replacement tender")
    NEW_PARTNER = "new_partner", _("new partner determined")
    CONTRACT_SIGNED = "contract_signed", _("contract with the new partner signed")
    REGISTERED = "registered", _("contract registered")
    CLOSED = "closed", _("replacement completed")
    STOPPED = "stopped", _("stopped")


class StepCode(models.TextChoices):
    """Keys of our own: the two texts number the subparagraphs differently (D-22)."""

    NONPERFORMANCE = "s0", _("six consecutive months of non-performance")
    TERMINATION = "s0t", _("termination with the old partner")
    TENDER = "s1", _("replacement tender")
    PARTNER = "s2", _("new partner determined")
    LAND = "s3", _("return of the land plot")
    OBJECT = "s4", _("hand-over of the unfinished object with its inventory")
    MANAGER = "s5m", _("who manages the object meanwhile")
    CONTRACT = "s5", _("contract with the new partner")
    REGISTRATION = "s5r", _("registration of the contract")
    CONSORTIUM = "s6", _("additional agreement to the consortium contract")
    COMPENSATION = "s6c", _("payment of the confirmed capital costs")
    SECURITY = "s6s", _("security of that payment (recommended, not in the order)")
    RIGHTS = "s7", _("passing of all property rights by an acceptance act")


class StepNames(tuple[str, ...]):
    """Codes of steps that read as their names where a refusal is spoken."""

    def __str__(self) -> str:
        return ", ".join(str(StepCode(code).label) for code in self)


class ContractKind(models.TextChoices):
    """The Russian text speaks of an additional contract, the Kazakh of a contract with the new partner (D-24)."""

    ADDITIONAL = "additional", _("additional contract to the old one (as in the Russian text)")
    NEW = "new", _("contract with the new partner (as in the Kazakh text)")


class StartEvent(models.TextChoices):
    """From what the 270 days run: the order does not say (T-04)."""

    CONSORTIUM = "consortium", _("signing of the additional agreement to the consortium contract")
    REGISTRATION = "registration", _("registration of the contract with the new partner")
    OTHER = "other", _("another event named in the contract")


class AdjustmentGround(models.TextChoices):
    PERFORMED = "performed", _("adjusted to what was already performed")
    OTHER = "other", _("another reason")


RUNNING = (
    ReplacementState.TRIGGERED,
    ReplacementState.TENDER,
    ReplacementState.NEW_PARTNER,
    ReplacementState.CONTRACT_SIGNED,
    ReplacementState.REGISTERED,
)
BEFORE_CONTRACT = (ReplacementState.TRIGGERED, ReplacementState.TENDER, ReplacementState.NEW_PARTNER)


@dataclass(frozen=True)
class StepRow:
    """A step of p. 62: its provision, who takes it, after which steps, whether its evidence is a paper.

    ``own`` steps have an action of their own; the others are entered as day, number and paper. ``needed`` steps
    stand between the case and its end.
    """

    basis: str
    after: tuple[str, ...] = ()
    own: bool = False
    needed: bool = True


STEPS: dict[str, StepRow] = {
    StepCode.NONPERFORMANCE: StepRow("605:62", own=True),
    StepCode.TERMINATION: StepRow("605:62", own=True),
    StepCode.TENDER: StepRow("605:62(1)", own=True),
    StepCode.PARTNER: StepRow("605:62(2)", (StepCode.TENDER,), own=True),
    StepCode.LAND: StepRow("605:62(3)", (StepCode.TERMINATION,)),
    StepCode.OBJECT: StepRow("605:62(4)", (StepCode.TERMINATION,)),
    StepCode.MANAGER: StepRow("605:62(5)", own=True),
    StepCode.CONTRACT: StepRow("605:62(5)", (StepCode.PARTNER, StepCode.TERMINATION), own=True),
    StepCode.REGISTRATION: StepRow("605:62(5)", (StepCode.CONTRACT,), own=True),
    StepCode.CONSORTIUM: StepRow("605:62(7)", (StepCode.CONTRACT,)),
    StepCode.COMPENSATION: StepRow("605:62(7)", own=True),
    StepCode.SECURITY: StepRow("605:62(7)", (StepCode.PARTNER,), needed=False),
    StepCode.RIGHTS: StepRow("605:62(8)", (StepCode.REGISTRATION, StepCode.LAND, StepCode.OBJECT)),
}

REPLACEMENT_MOVES: Moves = {
    "begin_tender": ((ReplacementState.TRIGGERED,), ReplacementState.TENDER, (STAFF, HEAD), "605:62(1)"),
    "determine_partner": (
        (ReplacementState.TENDER, ReplacementState.NEW_PARTNER),
        ReplacementState.NEW_PARTNER,
        (SYSTEM,),
        "605:62(2)",
    ),
    "lose_partner": ((ReplacementState.NEW_PARTNER,), ReplacementState.TENDER, (SYSTEM,), "605:51"),
    "conclude_contract": (
        (ReplacementState.NEW_PARTNER,),
        ReplacementState.CONTRACT_SIGNED,
        (SYSTEM,),
        "605:62(5)",
    ),
    "enter_registration": (
        (ReplacementState.CONTRACT_SIGNED,),
        ReplacementState.REGISTERED,
        (SYSTEM,),
        "605:62(5)",
    ),
    "close_replacement": ((ReplacementState.REGISTERED,), ReplacementState.CLOSED, (HEAD,), "605:62"),
    "stop_replacement": (BEFORE_CONTRACT, ReplacementState.STOPPED, (HEAD,), "605:62"),
}
