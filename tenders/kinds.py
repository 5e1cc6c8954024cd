"""The kinds of tender are rows of one table; a kind never gets a class of its own."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class TenderKind(models.TextChoices):
    OPEN = "open", _("open one-stage tender")
    TWO_STAGE = "two_stage", _("tender with two-stage procedures")
    SELECTION = "selection", _("tender with qualification selection")
    RE_TENDER = "re_tender", _("re-tender after a failed tender")
    REPLACEMENT = "replacement", _("tender to replace the private partner")


class Preliminary(models.TextChoices):
    NONE = "", _("none")
    DISCUSSION = "discussion", _("technical proposals and their discussion")
    SELECTION = "selection", _("qualification selection")


@dataclass(frozen=True)
class KindRow:
    """What sets one kind apart: its stage one, its parent, its clocks (``re_tender`` names the shorter ones)."""

    preliminary: Preliminary = Preliminary.NONE
    needs_complexity: bool = False
    needs_failed_parent: bool = False
    needs_contract: bool = False
    short_clocks: bool = False
    minimum_admitted: int = 1

    @property
    def discusses(self) -> bool:
        """Stage one discusses technical proposals."""
        return self.preliminary == Preliminary.DISCUSSION

    def filed(self, stage: int) -> Preliminary:
        """What comes in at ``stage``: bids (``NONE``) at the second, what precedes them at the first."""
        return Preliminary.NONE if stage == 2 else self.preliminary

    @property
    def staged(self) -> bool:
        return self.preliminary != Preliminary.NONE


KINDS: dict[str, KindRow] = {
    TenderKind.OPEN: KindRow(),
    TenderKind.TWO_STAGE: KindRow(preliminary=Preliminary.DISCUSSION, needs_complexity=True),
    TenderKind.SELECTION: KindRow(preliminary=Preliminary.SELECTION, minimum_admitted=2),
    TenderKind.RE_TENDER: KindRow(needs_failed_parent=True, short_clocks=True),
    TenderKind.REPLACEMENT: KindRow(needs_contract=True),
}

STAGED = tuple(kind for kind, row in KINDS.items() if row.preliminary != Preliminary.NONE)
# The parts of the documentation that stage one makes public: who may take part, and the task itself.
STAGE_ONE_PARTS = (1, 2)
