"""Bid security and its ledger, in which every tenge ends somewhere."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.models import Document
from tenders.models.bids import Bid
from tenders.states import SecurityState


class SecurityForm(models.TextChoices):
    DEPOSIT = "deposit", _("cash deposit")
    GUARANTEE = "guarantee", _("bank guarantee")


# Kept instead of words: the bidder is told so in the own language, and nothing else.
NOT_FOUND = "not_found"
_NOT_FOUND_WORDS = _(
    "The custodian could not find this payment or guarantee. Compare every line with the bank's document."
)


class ReturnTrigger(models.TextChoices):
    NONE = "", _("none")
    WITHDRAWAL = "withdrawal", _("the bid was withdrawn in time")
    ADMISSION = "admission", _("the admission protocol was signed and the bid was not admitted")
    RESULTS = "results", _("the results protocol was signed and the bid did not win")
    CONTRACT = "contract", _("the contract entered into force")
    EXPIRY = "expiry", _("the bid expired")
    ENDED = "ended", _("the tender was cancelled or failed")
    NOT_FILED = "not_filed", _("no bid was submitted until the deadline")
    LAPSE = "lapse", _("the contract was not concluded and the security is not forfeited")


class BidSecurity(models.Model):
    """The security of one bid (p. 31). The custodian sees payer and amount; the guarantee itself stays sealed.

    ``refusal_reason`` is why the custodian could not confirm it, in words or ``NOT_FOUND``; ``seen_twice`` is why it
    was confirmed although the same payment stood in the ledger for another bid, for the commission.
    ``return_triggered_at`` starts the three working days of art. 39(7); ``forfeit_protocol`` is the number of the
    protocol on which a forfeiture rests, decided at ``forfeit_decided_at`` and credited to the budget at
    ``settled_at``.
    """

    # Not a running number: it stands in what a bidder is shown, and would tell how many others have lodged.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="security")
    state = models.CharField(_("state"), max_length=18, choices=SecurityState, default=SecurityState.REQUIRED)
    form = models.CharField(_("form"), max_length=10, choices=SecurityForm, blank=True)
    amount = models.DecimalField(_("amount, ₸"), max_digits=20, decimal_places=2, null=True, blank=True)
    payer = models.CharField(_("payer"), max_length=300, blank=True)
    bank = models.CharField(_("bank"), max_length=200, blank=True)
    reference = models.CharField(_("payment or guarantee number"), max_length=100, blank=True)
    dated = models.DateField(_("date of the payment or guarantee"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    account = models.CharField(_("bank account for the return"), max_length=34, blank=True)
    lodged_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    return_trigger = models.CharField(max_length=12, choices=ReturnTrigger, blank=True)
    refusal_reason = models.TextField(_("why it was not confirmed"), blank=True)
    seen_twice_kk = models.TextField(blank=True)
    seen_twice_ru = models.TextField(blank=True)
    return_triggered_at = models.DateTimeField(null=True)
    return_due_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    forfeit_ground = models.CharField(_("ground of forfeiture"), max_length=40, blank=True)
    forfeit_protocol = models.CharField(_("protocol of the ground"), max_length=60, blank=True)
    forfeit_proposed_at = models.DateTimeField(null=True)
    forfeit_decided_at = models.DateTimeField(null=True)
    discrepancy_acknowledged = models.BooleanField(default=False)
    decision = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    decision_pair = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("bid security")
        verbose_name_plural = _("bid securities")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="tenders_security_positive"
            ),
            models.CheckConstraint(
                condition=~Q(state=SecurityState.RETURN_DUE)
                | Q(return_due_at__isnull=False) & ~Q(return_trigger=""),
                name="tenders_return_has_trigger",
            ),
            models.CheckConstraint(
                condition=~Q(state=SecurityState.FORFEITED)
                | ~Q(forfeit_ground="") & Q(discrepancy_acknowledged=True, settled_at__isnull=False),
                name="tenders_forfeiture_has_ground",
            ),
            models.CheckConstraint(
                condition=Q(forfeit_decided_at=None)
                | ~Q(forfeit_ground="") & ~Q(forfeit_protocol="") & Q(discrepancy_acknowledged=True),
                name="tenders_forfeiture_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["verified", "held"]) | Q(verified_at__isnull=False),
                name="tenders_held_was_verified",
            ),
            models.CheckConstraint(
                condition=~Q(state=SecurityState.RETURNED) | Q(settled_at__isnull=False),
                name="tenders_returned_has_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["return_due_at"],
                name="tenders_returns_due",
                condition=Q(state=SecurityState.RETURN_DUE),
            )
        ]

    def __str__(self) -> str:
        return f"{self.bid_id} {self.state}"

    @property
    def told(self) -> str:
        """What the bidder reads about a security that was not confirmed."""
        return str(_NOT_FOUND_WORDS) if self.refusal_reason == NOT_FOUND else self.refusal_reason


class LedgerEntry(models.Model):
    """One movement: in (``lodged``), out to the bidder (``returned``) or out to the budget (``forfeited``).

    Written when the custodian has seen the money or the guarantee; a top-up is a second row of kind ``lodged``.
    """

    class Kind(models.TextChoices):
        LODGED = "lodged", _("lodged")
        RETURNED = "returned", _("returned to the bidder")
        FORFEITED = "forfeited", _("credited to the budget")

    security = models.ForeignKey(BidSecurity, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    amount = models.DecimalField(_("amount, ₸"), max_digits=20, decimal_places=2)
    account = models.CharField(_("account"), max_length=200, blank=True)
    reference = models.CharField(_("payment document"), max_length=100, blank=True)
    document_date = models.DateField(_("date of the document"))
    registered_at = models.DateTimeField(_("registered"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["security"], condition=~Q(kind="lodged"), name="tenders_ledger_leaves_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="tenders_ledger_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
