"""An assignment of claim or a transfer of debt by the private partner, and the consents to it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contracts.assignment_states import RUNNING, AssignmentKind, AssignmentState, Consenter
from contracts.models.cards import CardParty, ContractCard
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.models import Document


class Assignment(models.Model):
    """One request. ``share`` is the part that passes, in per cent; ``object_cost`` the base of requirement 8."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="assignments")
    number = models.CharField(_("number"), max_length=80)
    state = models.CharField(
        _("state"), max_length=10, choices=AssignmentState, default=AssignmentState.REQUESTED
    )
    kind = models.CharField(_("what passes"), max_length=5, choices=AssignmentKind)
    assignor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    share = models.DecimalField(_("share that passes, %"), max_digits=7, decimal_places=4)
    reason = models.TextField(_("reasons"))
    application = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("requested"))
    object_cost = models.DecimalField(_("cost of the object, ₸"), max_digits=20, decimal_places=2, null=True)
    qualified_at = models.DateTimeField(null=True)
    consented_at = models.DateTimeField(null=True)
    agreement_number = models.CharField(_("number of the agreement"), max_length=80, blank=True)
    agreement_on = models.DateField(_("date of the agreement"), null=True)
    agreement_file = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("agreement registered"), null=True)
    applied_at = models.DateTimeField(_("in force since"), null=True)
    refused_at = models.DateTimeField(null=True)
    refusal_reason = models.TextField(_("why it was refused"), blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["card"], condition=Q(state__in=RUNNING), name="contracts_one_running_assignment"
            ),
            models.CheckConstraint(
                condition=~Q(assignor=F("assignee")), name="contracts_assignment_to_another"
            ),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=100), name="contracts_assignment_share"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["consented", "signed", "applied"]) | Q(consented_at__isnull=False),
                name="contracts_assignment_consented",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "applied"])
                | Q(signed_at__isnull=False, agreement_on__isnull=False, agreement_file__isnull=False),
                name="contracts_assignment_signed",
            ),
            models.CheckConstraint(
                condition=Q(state="applied", applied_at__isnull=False)
                | ~Q(state="applied") & Q(applied_at=None),
                name="contracts_assignment_applied",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The journal stream."""
        return f"assignment:{self.pk}"

    @property
    def subject(self) -> str:
        """The name under which qualification and the printing room know this request."""
        return f"assignment:{self.pk}"


class AssignmentConsent(models.Model):
    """A written consent: of every public partner, and of the operator where there is one. Never an oral one."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="consents")
    consenter = models.CharField(_("who consents"), max_length=14, choices=Consenter)
    party = models.ForeignKey(CardParty, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField(_("number of the letter"), max_length=80)
    dated = models.DateField(_("date of the letter"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("registered"))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "party"], name="contracts_assignment_consent_once")
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.consenter}"
