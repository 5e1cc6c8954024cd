"""The project company that signs in the winner's place, in projects of special significance only (p. 48)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models.contracts import Contract
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.models import Document


class SpvClaim(models.Model):
    """The winner names the company it founded, with the bank guarantee of its obligations.

    ``needed_amount`` (₸) and ``needed_until`` are what the contract fixes for the guarantee: the order sets no figure.
    ``decision`` is the motion of the commission on which the approval rests.
    """

    contract = models.OneToOneField(Contract, on_delete=models.PROTECT, related_name="spv")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    founder_bin = models.CharField(_("BIN of the founder"), max_length=12)
    guarantee_amount = models.DecimalField(_("guarantee, ₸"), max_digits=20, decimal_places=2)
    guarantee_valid_until = models.DateField(_("guarantee valid until"))
    guarantee_bank = models.CharField(_("bank"), max_length=200)
    guarantee_number = models.CharField(_("number of the guarantee"), max_length=100)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    declared_at = models.DateTimeField()
    needed_amount = models.DecimalField(
        _("guarantee required by the contract, ₸"), max_digits=20, decimal_places=2, null=True
    )
    needed_until = models.DateField(_("required until"), null=True)
    decision = models.CharField(_("decision of the commission"), max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True)
    pair = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("project company of the winner")
        verbose_name_plural = _("project companies of winners")
        constraints = [
            models.CheckConstraint(condition=Q(guarantee_amount__gt=0), name="contracts_guarantee_positive"),
            models.CheckConstraint(
                condition=Q(approved_at=None)
                | ~Q(decision="") & Q(needed_amount__isnull=False, needed_until__isnull=False),
                name="contracts_spv_approved_by_decision",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)
