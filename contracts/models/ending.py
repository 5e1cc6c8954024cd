"""How a contract ends before its day, and what is handed over when it has ended."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contracts.ending_states import Bearer, HandOverState, TerminationGround
from contracts.models.cards import ContractCard
from contracts.states import Side
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.models import Document


class Termination(models.Model):
    """The document that ends a contract. ``effective_on``: the last day on which it binds."""

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="terminations")
    ground = models.CharField(_("ground"), max_length=9, choices=TerminationGround)
    number = models.CharField(_("number of the document"), max_length=80)
    dated_on = models.DateField(_("date of the document"))
    effective_on = models.DateField(_("the contract ends on"))
    reason = models.TextField(_("reasons"))
    registered_at = models.DateTimeField(_("registered"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    pair = models.UUIDField(null=True)

    class Meta:
        ordering = ["-registered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dated_on__lte=F("effective_on")), name="contracts_termination_dates"
            )
        ]

    def __str__(self) -> str:
        return self.number


class HandOver(models.Model):
    """The list of what a contract leaves behind, and the act that both sides sign. One for each card."""

    card = models.OneToOneField(ContractCard, on_delete=models.PROTECT, related_name="hand_over")
    number = models.CharField(_("number"), max_length=80)
    state = models.CharField(_("state"), max_length=7, choices=HandOverState, default=HandOverState.DRAFT)
    handed_on = models.DateField(_("day of the hand-over"), null=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    opened_at = models.DateTimeField()
    sent_at = models.DateTimeField(_("list closed"), null=True)
    digest = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True)
    pair = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("hand-over")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", signed_at=None)
                | Q(state="signing", sent_at__isnull=False, handed_on__isnull=False, signed_at=None)
                | Q(state="signed", sent_at__isnull=False, signed_at__isnull=False),
                name="contracts_hand_over_state",
            )
        ]

    def __str__(self) -> str:
        return self.number


class Asset(models.Model):
    """One thing on the list: how many, in which condition, at which book value, and whose it becomes."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="assets")
    number = models.PositiveIntegerField(_("No."))
    name = models.CharField(_("what"), max_length=300)
    inventory = models.CharField(_("inventory number"), max_length=60, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=20, decimal_places=4)
    unit = models.CharField(_("unit"), max_length=60)
    book_value = models.DecimalField(_("book value, ₸"), max_digits=20, decimal_places=2)
    condition = models.CharField(_("condition"), max_length=300)
    bearer = models.CharField(_("becomes the property of"), max_length=7, choices=Bearer)
    basis = models.CharField(_("clause of the contract"), max_length=200)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "number"], name="contracts_asset_number"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, book_value__gte=0), name="contracts_asset_figures"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HandOverSignature(models.Model):
    """A person with authority signed the act for one side. Under a list taken back it stays, and counts no more."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(_("side"), max_length=7, choices=Side)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    authority = models.CharField(_("authority"), max_length=300)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(_("signed"))

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "side", "digest"], name="contracts_hand_over_side_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hand_over_id} {self.side}"
