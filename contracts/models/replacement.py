"""A case of replacing the private partner: its steps with evidence, explained changes, acts and payments."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models.cards import ContractCard
from contracts.models.contracts import Contract
from contracts.models.monitoring import AcceptanceAct, SixMonths
from contracts.replacement_states import (
    RUNNING,
    AdjustmentGround,
    ContractKind,
    ReplacementState,
    StartEvent,
    StepCode,
)
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.models import Document
from tenders.models import Tender


class Replacement(models.Model):
    """One case. ``months`` are the six months as they were established, copied from the monitoring, ``proposal`` the
    portal's proposal about them, which is spent by the case.

    ``contract`` is the one that follows from the replacement tender on this portal. ``start_on`` is the day of the
    event from which the 270 days run (T-04), ``start_source`` what names that event. ``acts_statement``: the head
    declared the list of acts complete, also where it is empty and nothing is to be paid. ``acts_reply``: what the old
    partner says to it, once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="replacements")
    number = models.CharField(_("number"), max_length=80)
    state = models.CharField(
        _("state"), max_length=16, choices=ReplacementState, default=ReplacementState.TRIGGERED
    )
    opened_at = models.DateTimeField(_("opened"))
    ground = models.TextField(_("why the partner is replaced"))
    months = models.JSONField(default=list)
    proposal = models.OneToOneField(
        SixMonths, on_delete=models.PROTECT, null=True, related_name="replacement"
    )
    old_partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    old_name = models.CharField(_("old partner"), max_length=300)
    tender = models.OneToOneField(Tender, on_delete=models.PROTECT, null=True, related_name="replacement")
    no_creditors = models.BooleanField(_("the old partner has no creditors"), default=False)
    creditor_terms = models.TextField(_("obligations agreed with the creditors"), blank=True)
    creditor_clause = models.CharField(max_length=12, blank=True)
    new_partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    new_name = models.CharField(_("new partner"), max_length=300, blank=True)
    contract = models.OneToOneField(Contract, on_delete=models.PROTECT, null=True, related_name="+")
    contract_kind = models.CharField(
        _("kind of the contract"), max_length=10, choices=ContractKind, blank=True
    )
    manager = models.CharField(_("manages the object meanwhile"), max_length=300)
    start_event = models.CharField(_("the 270 days run from"), max_length=12, choices=StartEvent, blank=True)
    start_on = models.DateField(null=True)
    start_source = models.CharField(_("what names that event"), max_length=500, blank=True)
    acts_closed_at = models.DateTimeField(_("list of acts declared complete"), null=True)
    acts_statement = models.TextField(_("how the list of acts was completed"), blank=True)
    acts_reply = models.TextField(_("reply of the old partner to the list of acts"), blank=True)
    acts_reply_file = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    acts_replied_at = models.DateTimeField(_("replied"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    stop_reason = models.TextField(_("why it was stopped"), blank=True)
    next_deadline_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("replacement of the private partner")
        verbose_name_plural = _("replacements of private partners")
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["card"], condition=Q(state__in=RUNNING), name="contracts_one_running_replacement"
            ),
            models.CheckConstraint(
                condition=Q(state="triggered", tender=None)
                | Q(state="stopped")
                | ~Q(state__in=["triggered", "stopped"]) & Q(tender__isnull=False),
                name="contracts_replacement_by_tender",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["new_partner", "contract_signed", "registered", "closed"])
                | Q(new_partner__isnull=False),
                name="contracts_replacement_new_partner",
            ),
            models.CheckConstraint(
                condition=Q(start_event="", start_on=None) | ~Q(start_event="") & Q(start_on__isnull=False),
                name="contracts_replacement_start_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(acts_closed_at=None)
                | Q(acts_closed_at__isnull=False) & ~Q(acts_statement_kk="") & ~Q(acts_statement_ru=""),
                name="contracts_replacement_acts_declared",
            ),
            models.CheckConstraint(
                condition=Q(acts_replied_at=None, acts_reply_kk="", acts_reply_ru="")
                | Q(acts_replied_at__isnull=False, acts_closed_at__isnull=False)
                & ~Q(acts_reply_kk="")
                & ~Q(acts_reply_ru=""),
                name="contracts_replacement_acts_reply",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["closed", "stopped"], ended_at__isnull=False)
                | ~Q(state__in=["closed", "stopped"]) & Q(ended_at=None),
                name="contracts_replacement_end_has_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_deadline_at"],
                name="contracts_replacement_due",
                condition=Q(next_deadline_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The journal stream."""
        return f"replacement:{self.pk}"

    @property
    def subject(self) -> str:
        """The name under which the printing room knows this case."""
        return f"replacement:{self.pk}"


class ReplacementStep(models.Model):
    """A step that was taken, or the day the parties set themselves for it (``target_on``, never a statutory term).

    ``done_on`` is the typed day of the evidence, ``recorded_at`` the moment it was registered here.
    """

    replacement = models.ForeignKey(Replacement, on_delete=models.PROTECT, related_name="steps")
    code = models.CharField(_("step"), max_length=4, choices=StepCode)
    target_on = models.DateField(_("planned for"), null=True)
    done_on = models.DateField(_("day of the evidence"), null=True)
    recorded_at = models.DateTimeField(_("registered"), null=True)
    number = models.CharField(_("number of the paper"), max_length=80, blank=True)
    note = models.TextField(_("what the paper says"), blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["replacement", "code"], name="contracts_replacement_step_once"),
            models.CheckConstraint(
                condition=Q(done_on=None, recorded_at=None)
                | Q(done_on__isnull=False, recorded_at__isnull=False),
                name="contracts_replacement_step_registered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.replacement_id} {self.code}"


class Adjustment(models.Model):
    """Why one place of the replacement documentation differs; ``digest`` binds the reason to the change it explains."""

    replacement = models.ForeignKey(Replacement, on_delete=models.PROTECT, related_name="adjustments")
    place = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    ground = models.CharField(_("ground"), max_length=9, choices=AdjustmentGround)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["replacement", "place"], name="contracts_adjustment_once")
        ]

    def __str__(self) -> str:
        return f"{self.replacement_id} {self.place}"


class CapitalAct(models.Model):
    """An act of works that confirms capital costs of the old partner. No cost without its act (p. 62(7)).

    ``within_design`` is the part that the design estimate holds; empty where no estimate covers the act (D-25).
    ``accepted`` is the act of the monitoring from which number, day, works, sum and file were taken.
    """

    replacement = models.ForeignKey(Replacement, on_delete=models.PROTECT, related_name="acts")
    accepted = models.OneToOneField(AcceptanceAct, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField(_("number of the act"), max_length=80)
    dated = models.DateField(_("date of the act"))
    what = models.CharField(_("works"), max_length=500)
    amount = models.DecimalField(_("amount, ₸"), max_digits=20, decimal_places=2)
    within_design = models.DecimalField(
        _("of it within the design estimate, ₸"), max_digits=20, decimal_places=2, null=True
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("registered"))

    class Meta:
        ordering = ["dated", "id"]
        constraints = [
            models.UniqueConstraint(fields=["replacement", "number"], name="contracts_capital_act_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="contracts_capital_act_positive"),
            models.CheckConstraint(
                condition=Q(within_design=None)
                | Q(within_design__isnull=False, within_design__gte=0, within_design__lte=models.F("amount")),
                name="contracts_capital_act_design",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CompensationPayment(models.Model):
    """A payment of the new partner to the old one, with its proof."""

    replacement = models.ForeignKey(Replacement, on_delete=models.PROTECT, related_name="payments")
    number = models.CharField(_("number of the payment"), max_length=80)
    paid_on = models.DateField(_("paid on"))
    amount = models.DecimalField(_("amount, ₸"), max_digits=20, decimal_places=2)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("registered"))

    class Meta:
        ordering = ["paid_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["replacement", "number"], name="contracts_payment_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="contracts_payment_positive"),
        ]

    def __str__(self) -> str:
        return self.number
