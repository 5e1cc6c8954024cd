"""What both sides record while a contract is performed: months, duties, reports, findings, acts, conclusions.

Whatever bears a typed date (``dated_on``) has beside it the moment at which the portal registered it.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contracts.models.cards import CardMilestone, ContractCard
from contracts.monitoring_states import ActState, Direction, FindingState, Mark, ProposalAnswer
from contracts.states import Side
from ppp_portal.documents.models import Document


class MonitoringMonth(models.Model):
    """The mark of one month, ``month`` is its first day. A corrected mark stays with the time of its correction.

    A month not performed needs evidence; the partner replies until ``reply_due_at``, and its silence is noted by
    the portal (``silent_at``). Only a month answered in one of these two ways counts for p. 62. A mark that came
    ``late``, or in place of a performed month, counts once the organiser's head has said why, with a paper (M-06).
    """

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="months")
    month = models.DateField(_("month"))
    mark = models.CharField(_("mark"), max_length=13, choices=Mark)
    reason = models.TextField(_("what was performed and what was not"))
    dated_on = models.DateField(_("date on the act"))
    registered_at = models.DateTimeField(_("registered"))
    evidence = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    correction = models.TextField(_("reason of the correction"), blank=True)
    corrected_at = models.DateTimeField(null=True)
    reply = models.TextField(_("reply of the private partner"), blank=True)
    reply_file = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(_("replied"), null=True)
    reply_due_at = models.DateTimeField(_("reply due"), null=True)
    reminded_at = models.DateTimeField(null=True)
    silent_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    admission = models.TextField(_("why a mark given late counts"), blank=True)
    admission_on = models.DateField(_("date of its paper"), null=True)
    admission_paper = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    admitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["month", "registered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["card", "month"], condition=Q(corrected_at=None), name="contracts_month_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="contracts_month_is_a_month"),
            models.CheckConstraint(
                condition=Q(mark="performed") | Q(evidence__isnull=False, reply_due_at__isnull=False),
                name="contracts_month_has_evidence",
            ),
            models.CheckConstraint(
                condition=Q(replied_at=None, reply_kk="", reply_ru="")
                | Q(replied_at__isnull=False) & ~Q(reply_kk="") & ~Q(reply_ru=""),
                name="contracts_month_reply",
            ),
            models.CheckConstraint(condition=Q(month__lt=F("dated_on")), name="contracts_month_is_over"),
            models.CheckConstraint(
                condition=Q(admitted_at=None)
                | Q(admission_on__isnull=False, admission_paper__isnull=False)
                & ~Q(admission_kk="")
                & ~Q(admission_ru=""),
                name="contracts_month_admitted_on_a_paper",
            ),
        ]
        indexes = [
            models.Index(
                fields=["reply_due_at"],
                name="contracts_month_silence",
                condition=Q(replied_at=None, silent_at=None, corrected_at=None, mark="not_performed"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.card_id} {self.month}"

    @property
    def answered(self) -> bool:
        """The partner has replied, or let the time for its reply go by."""
        return bool(self.replied_at or self.silent_at)

    @property
    def admitted(self) -> bool:
        """It was marked in time, or the head has said why it counts."""
        return not self.late or self.admitted_at is not None


class MonthGap(models.Model):
    """A month went by without a mark, and the people of the card were told so. It never counts for p. 62."""

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="gaps")
    month = models.DateField(_("month"))
    effective_at = models.DateTimeField()
    noticed_at = models.DateTimeField()

    class Meta:
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["card", "month"], name="contracts_gap_once")]

    def __str__(self) -> str:
        return f"{self.card_id} {self.month}"


class SixMonths(models.Model):
    """The portal's proposal under p. 62, and what the organiser's head answered to it."""

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="proposals")
    first_month = models.DateField(_("first month"))
    last_month = models.DateField(_("last month"))
    proposed_at = models.DateTimeField(_("proposed"))
    pair = models.UUIDField(null=True)
    answer = models.CharField(_("decision"), max_length=8, choices=ProposalAnswer, blank=True)
    reason = models.TextField(_("reasons"), blank=True)
    answered_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(fields=["card", "first_month"], name="contracts_six_months_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | ~Q(answer="") & Q(answered_at__isnull=False) & ~Q(reason_kk="") & ~Q(reason_ru=""),
                name="contracts_six_months_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card_id} {self.first_month}"

    @property
    def number(self) -> str:
        """Of the record on paper; the case of replacement names it as the paper of its first step."""
        return f"{self.card.number}/6-{self.first_month:%Y-%m}"


class Duty(models.Model):
    """One dated obligation of one side, with the clause it stands in: a row of the calendar."""

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="duties")
    side = models.CharField(_("who"), max_length=7, choices=Side)
    direction = models.CharField(_("direction"), max_length=11, choices=Direction)
    title = models.CharField(_("what is to be done"), max_length=300)
    clause = models.CharField(_("clause of the contract"), max_length=200)
    due_on = models.DateField(_("due"))
    milestone = models.ForeignKey(CardMilestone, on_delete=models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    done_on = models.DateField(_("done"), null=True)
    noted_at = models.DateTimeField(_("registered"), null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("obligation")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, noted_at=None) | Q(done_on__isnull=False, noted_at__isnull=False),
                name="contracts_duty_noted",
            ),
            models.UniqueConstraint(
                fields=["card", "milestone"],
                condition=Q(milestone__isnull=False),
                name="contracts_duty_of_milestone",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], name="contracts_duties_due", condition=Q(done_on=None, reminded_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.title


class PartnerReport(models.Model):
    """What the private partner reports of a period. Typed date and time of registration stand side by side."""

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="reports")
    number = models.CharField(_("number"), max_length=80)
    period_from = models.DateField(_("from"))
    period_to = models.DateField(_("to"))
    summary = models.TextField(_("summary"))
    dated_on = models.DateField(_("date of the report"))
    registered_at = models.DateTimeField(_("registered"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-period_to", "-registered_at"]
        constraints = [
            models.UniqueConstraint(fields=["card", "number"], name="contracts_report_number"),
            models.CheckConstraint(
                condition=Q(period_from__lte=F("period_to")) & Q(period_to__lt=F("dated_on")),
                name="contracts_report_period",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Finding(models.Model):
    """A breach found in monitoring: what, under which clause, to be remedied by when, and what the partner says."""

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="findings")
    number = models.CharField(_("number"), max_length=80)
    state = models.CharField(_("state"), max_length=9, choices=FindingState, default=FindingState.OPEN)
    direction = models.CharField(_("direction"), max_length=11, choices=Direction)
    text = models.TextField(_("what was found"))
    clause = models.CharField(_("clause of the contract"), max_length=200)
    remedy_on = models.DateField(_("to be remedied by"))
    found_on = models.DateField(_("found on"))
    registered_at = models.DateTimeField(_("registered"))
    evidence = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    notified_at = models.DateTimeField(_("notified"), null=True)
    pair = models.UUIDField(null=True)
    reply_due_at = models.DateTimeField(_("reply due"), null=True)
    reply = models.TextField(_("reply of the private partner"), blank=True)
    reply_file = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(_("replied"), null=True)
    escalated_at = models.DateTimeField(null=True)
    outcome = models.TextField(_("what was done"), blank=True)
    remedied_at = models.DateTimeField(_("remedied"), null=True)

    class Meta:
        ordering = ["-registered_at"]
        constraints = [
            models.UniqueConstraint(fields=["card", "number"], name="contracts_finding_number"),
            models.CheckConstraint(
                condition=Q(state="open", notified_at=None)
                | ~Q(state="open") & Q(notified_at__isnull=False, reply_due_at__isnull=False),
                name="contracts_finding_notified",
            ),
            models.CheckConstraint(
                condition=Q(state="remedied", remedied_at__isnull=False)
                & ~Q(outcome_kk="")
                & ~Q(outcome_ru="")
                | ~Q(state="remedied") & Q(remedied_at=None),
                name="contracts_finding_remedied",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AcceptanceAct(models.Model):
    """Works or services that the private partner hands in; the public side answers until ``due_at``.

    Silence accepts nothing: the portal notes it and tells both sides. ``amount`` are confirmed capital costs, ₸.
    """

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="acts")
    number = models.CharField(_("number"), max_length=80)
    state = models.CharField(_("state"), max_length=9, choices=ActState, default=ActState.SUBMITTED)
    title = models.CharField(_("what is handed in"), max_length=300)
    amount = models.DecimalField(_("amount, ₸"), max_digits=20, decimal_places=2)
    dated_on = models.DateField(_("date of the act"))
    submitted_at = models.DateTimeField(_("submitted"))
    due_at = models.DateTimeField(_("answer due"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    silent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    reason = models.TextField(_("reasons"), blank=True)
    pair = models.UUIDField(null=True)

    class Meta:
        ordering = ["-submitted_at"]
        constraints = [
            models.UniqueConstraint(fields=["card", "number"], name="contracts_act_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="contracts_act_amount"),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "returned"], answered_at__isnull=False)
                | Q(state__in=["submitted", "silent"], answered_at=None),
                name="contracts_act_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason_kk="") & ~Q(reason_ru=""),
                name="contracts_act_returned_with_reasons",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="contracts_act_clocks", condition=Q(state="submitted"))
        ]

    def __str__(self) -> str:
        return self.number


class MonitoringReport(models.Model):
    """The public partner's conclusion for a period, in both directions of p. 100; printed in both languages."""

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="conclusions")
    number = models.CharField(_("number"), max_length=80)
    period_from = models.DateField(_("from"))
    period_to = models.DateField(_("to"))
    conditions = models.TextField(_("conditions and procedures of the contract"))
    environment = models.TextField(_("environment and safety of works"))
    dated_on = models.DateField(_("date of the report"))
    registered_at = models.DateTimeField(_("registered"))
    pair = models.UUIDField(null=True)

    class Meta:
        ordering = ["-period_to"]
        constraints = [
            models.UniqueConstraint(fields=["card", "number"], name="contracts_conclusion_number"),
            models.CheckConstraint(
                condition=Q(period_from__lte=F("period_to")) & Q(period_to__lt=F("dated_on")),
                name="contracts_conclusion_period",
            ),
        ]

    def __str__(self) -> str:
        return self.number
