"""A request to extend a contract, what was decided about it, and what changes with it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contracts.extension_states import RUNNING, ExtensionState, Ground, LineKind
from contracts.models.cards import ContractCard
from contracts.states import Side
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.models import Document


class Extension(models.Model):
    """One request. ``deciding_body`` is data: the order points to the Law, and the Law does not name it clearly.

    ``recommendation`` is what the working group said, by the portal's own protocol (``protocol``) or by a paper.
    ``decision_on`` is the typed date of the decision, ``decided_at`` the moment it was registered here.
    ``asked_ends_on`` is what was asked for, ``new_ends_on`` what was decided: never later.
    ``silence`` says whom one asked who did not offer.
    ``digest`` is the SHA-256 of the supplementary agreement that is signed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="extensions")
    number = models.CharField(_("number"), max_length=80)
    state = models.CharField(
        _("state"), max_length=16, choices=ExtensionState, default=ExtensionState.REQUESTED
    )
    side = models.CharField(_("requested by"), max_length=7, choices=Side)
    requested_at = models.DateTimeField(_("requested"))
    ground = models.CharField(_("ground"), max_length=7, choices=Ground)
    reason = models.TextField(_("reasons"))
    evidence = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    old_ends_on = models.DateField(_("last day before"))
    asked_ends_on = models.DateField(_("last day asked for"))
    new_ends_on = models.DateField(_("last day after"))
    one_off = models.BooleanField(_("one time only, no further extension"), default=False)
    total_statement = models.TextField(_("the whole term, where its first day is not known"), blank=True)
    silence = models.TextField(_("who was asked and did not offer"), blank=True)
    ground_at = models.DateTimeField(null=True)
    ground_note = models.TextField(_("why the ground is given"), blank=True)
    review_at = models.DateTimeField(null=True)
    recommendation = models.TextField(_("recommendation"), blank=True)
    advised_against = models.BooleanField(_("the working group does not recommend it"), default=False)
    recommended_on = models.DateField(null=True)
    recommended_at = models.DateTimeField(null=True)
    recommendation_file = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    protocol = models.CharField(max_length=40, blank=True)
    effect = models.TextField(_("effect on the budget, on quality and on volume"), blank=True)
    unchanged = models.TextField(_("why the state owes no more"), blank=True)
    budget_number = models.CharField(_("conclusion of the budget commission"), max_length=80, blank=True)
    budget_on = models.DateField(null=True)
    budget_file = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    maslikhat_number = models.CharField(_("decision of the maslikhat"), max_length=80, blank=True)
    maslikhat_on = models.DateField(null=True)
    maslikhat_file = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    deciding_body = models.CharField(_("deciding body"), max_length=300, blank=True)
    decision_number = models.CharField(_("number of the decision"), max_length=80, blank=True)
    decision_on = models.DateField(_("date of the decision"), null=True)
    decision_file = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    decision_reason = models.TextField(_("reasons of the decision"), blank=True)
    decided_at = models.DateTimeField(_("decision registered"), null=True)
    agreement_pair = models.UUIDField(null=True)
    agreement_file = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    agreement_on = models.DateField(_("date of the agreement"), null=True)
    digest = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True)
    applied_at = models.DateTimeField(null=True)
    file_pair = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("extension of a contract")
        verbose_name_plural = _("extensions of contracts")
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["card"], condition=Q(state__in=RUNNING), name="contracts_one_running_extension"
            ),
            models.CheckConstraint(
                condition=Q(new_ends_on__gt=F("old_ends_on")), name="contracts_extension_is_longer"
            ),
            models.CheckConstraint(
                condition=Q(ground__startswith="R55-") | Q(ground="L48-2"),
                name="contracts_extension_has_a_ground",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "agreement_signed", "applied"])
                | Q(decided_at__isnull=False, decision_on__isnull=False, decision_on__lte=F("old_ends_on"))
                & ~Q(decision_number=""),
                name="contracts_extension_decided_in_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["agreement_signed", "applied"], signed_at__isnull=False)
                | ~Q(state__in=["agreement_signed", "applied"]) & Q(signed_at=None),
                name="contracts_extension_signed",
            ),
            models.CheckConstraint(
                condition=Q(state="applied", applied_at__isnull=False)
                | ~Q(state="applied") & Q(applied_at=None),
                name="contracts_extension_applied",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The name under which the working group and the comparison know this request."""
        return f"extension:{self.pk}"


class ExtensionLine(models.Model):
    """What changes with the extension, before and after: quantities, investments, tariff, obligations.

    A tariff is told by its unit and the obligations of the state are one: they may go without a ``name``.
    """

    extension = models.ForeignKey(Extension, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(_("what changes"), max_length=10, choices=LineKind)
    name = models.CharField(_("name"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    before = models.DecimalField(_("before"), max_digits=20, decimal_places=4, null=True)
    asked = models.DecimalField(_("asked for"), max_digits=20, decimal_places=4, null=True)
    after = models.DecimalField(_("after"), max_digits=20, decimal_places=4, null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(before=None) | Q(before__gte=0), name="contracts_line_before_positive"
            ),
            models.CheckConstraint(
                condition=Q(after=None) | Q(after__gte=0), name="contracts_line_after_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.before} -> {self.after}"

    @property
    def what(self) -> str:
        thing = ", ".join(filter(None, (self.name, self.unit)))
        return f"{self.get_kind_display()}: {thing}" if thing else self.get_kind_display()

    @property
    def same(self) -> bool:
        return self.before == self.after


class ExtensionSignature(models.Model):
    """A person with authority signed the supplementary agreement for one side."""

    extension = models.ForeignKey(Extension, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(_("side"), max_length=7, choices=Side)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    authority = models.CharField(_("authority"), max_length=300)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(_("signed"))

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["extension", "side"], name="contracts_extension_side_once")
        ]

    def __str__(self) -> str:
        return f"{self.extension_id} {self.side}"
