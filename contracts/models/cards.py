"""The card of a contract in force: who, what, how much, until when, and every change with its basis.

Rows are never edited: a change is a new row with the day from which it holds and its basis. What was competed
is marked, so that what was added without a tender can be counted.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contracts.card_states import CardPart, CardState, MilestonePeriod, Regime, WarningAnswer
from contracts.models.contracts import Contract
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.models import Document


class ContractCard(models.Model):
    """A contract that lives: made when one is registered on this portal, or entered from an older paper.

    ``first_ends_on`` is the last day as concluded, ``ends_on`` as it stands after extensions. ``starts_on`` and
    ``signed_on`` stay empty where no public source gives them; ``source`` names the source of imported facts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.OneToOneField(Contract, on_delete=models.PROTECT, null=True, related_name="life")
    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("number"), max_length=60)
    title = models.CharField(_("title"), max_length=300)
    object = models.TextField(_("object"))
    regime = models.CharField(_("procedure"), max_length=8, choices=Regime)
    rule_pack = models.CharField(max_length=20)
    signed_on = models.DateField(_("signed"), null=True)
    registration_number = models.CharField(_("registration number"), max_length=60, blank=True)
    registered_on = models.DateField(_("day of registration"), null=True)
    starts_on = models.DateField(_("first day"), null=True)
    creation_ends_on = models.DateField(_("last day of the investment period"), null=True)
    first_ends_on = models.DateField(_("last day as concluded"))
    ends_on = models.DateField(_("last day"))
    state = models.CharField(_("state"), max_length=10, choices=CardState, default=CardState.IN_FORCE)
    ended_on = models.DateField(_("ended"), null=True)
    no_further_extension = models.BooleanField(_("no further extension"), default=False)
    source = models.CharField(_("source"), max_length=500, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    next_deadline_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(_("published"), null=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("contract in force")
        verbose_name_plural = _("contracts in force")
        constraints = [
            models.UniqueConstraint(fields=["organiser", "number"], name="contracts_card_number_once"),
            models.CheckConstraint(
                condition=Q(first_ends_on__lte=F("ends_on"))
                & (Q(starts_on=None) | Q(starts_on__lte=F("first_ends_on"))),
                name="contracts_card_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["expired", "terminated"], ended_on__isnull=False)
                | Q(state="in_force", ended_on=None)
                | Q(state="replacing"),
                name="contracts_card_end_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(contract__isnull=False) | ~Q(source="") | Q(document__isnull=False),
                name="contracts_card_has_a_source",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_deadline_at"],
                name="contracts_card_deadlines",
                condition=Q(next_deadline_at__isnull=False),
            ),
            models.Index(fields=["organiser", "-created_at"], name="contracts_card_lists"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The journal stream."""
        return f"card:{self.pk}"

    @property
    def subject(self) -> str:
        """The name under which the ground floor knows this card."""
        return f"card:{self.pk}"


class CardParty(models.Model):
    """Who has a part in the contract, from when until when. ``organisation`` only for those known to the portal.

    ``share`` of the private partner's part, %; nothing where it was never divided.
    """

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=300)
    part = models.CharField(_("part"), max_length=16, choices=CardPart)
    share = models.DecimalField(_("share, %"), max_digits=7, decimal_places=4, null=True)
    since_on = models.DateField(_("since"), null=True)
    until_on = models.DateField(_("until"), null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(since_on=None) | Q(since_on__lte=F("until_on")),
                name="contracts_card_party_dates",
            ),
            models.UniqueConstraint(
                fields=["card", "organisation", "part"],
                condition=Q(until_on=None),
                name="contracts_card_party_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card_id} {self.part}"


class CardTerm(models.Model):
    """One of the eight essential terms as it stands in the contract (appendix 2, p. 12)."""

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["card", "number"], name="contracts_card_term_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=8), name="contracts_card_eight"),
        ]

    def __str__(self) -> str:
        return f"{self.card_id} {self.number}"


class CardRisk(models.Model):
    """A row of the risk allocation; ``bearer`` as in the documentation."""

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="risks")
    code = models.CharField(_("code"), max_length=12)
    name = models.CharField(_("name"), max_length=300)
    bearer = models.CharField(_("borne by"), max_length=8)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["card", "code"], name="contracts_card_risk_once")]

    def __str__(self) -> str:
        return self.code


class CardQuantity(models.Model):
    """How much of the object there is from a day on; investments too, in ₸.

    ``competed``: it stood in the contract that was competed.
    """

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="quantities")
    name = models.CharField(_("what is counted"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60)
    value = models.DecimalField(_("quantity"), max_digits=20, decimal_places=4)
    from_on = models.DateField(_("from"), null=True)
    basis = models.CharField(_("basis"), max_length=500)
    competed = models.BooleanField(_("competed"), default=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="contracts_card_quantity_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


class CardTariff(models.Model):
    """What is paid for a unit of the service. No value: not published; ``basis`` then says what is known."""

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="tariffs")
    value = models.DecimalField(_("tariff, ₸"), max_digits=20, decimal_places=2, null=True)
    unit = models.CharField(_("unit"), max_length=60)
    from_on = models.DateField(_("from"), null=True)
    basis = models.CharField(_("basis"), max_length=500)
    competed = models.BooleanField(_("competed"), default=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gt=0), name="contracts_card_tariff_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card_id} {self.value}"


class CardObligation(models.Model):
    """Obligations of the state, ₸: of a year, or of the whole contract. ``covers`` says what they pay for.

    Rows for the whole contract add up: each is what a change added, less than zero where it took something away.
    """

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="obligations")
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    plan = models.DecimalField(_("planned, ₸"), max_digits=20, decimal_places=2, null=True)
    fact = models.DecimalField(_("paid, ₸"), max_digits=20, decimal_places=2, null=True)
    covers = models.CharField(_("what it covers"), max_length=500)
    competed = models.BooleanField(_("competed"), default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=False) | Q(fact__isnull=False), name="contracts_obligation_has_a_sum"
            ),
            models.CheckConstraint(
                condition=(Q(plan=None) | Q(plan__gte=0) | Q(year=None)) & (Q(fact=None) | Q(fact__gte=0)),
                name="contracts_obligation_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card_id} {self.year}"


class CardMilestone(models.Model):
    """A day of the investment or the operational period. ``financial_close``: the two texts define it differently."""

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="milestones")
    period = models.CharField(_("period"), max_length=9, choices=MilestonePeriod)
    title = models.CharField(_("milestone"), max_length=300)
    due_on = models.DateField(_("due"))
    done_on = models.DateField(_("done"), null=True)
    noted_at = models.DateTimeField(null=True)
    financial_close = models.BooleanField(_("financial close"), default=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, noted_at=None) | Q(done_on__isnull=False, noted_at__isnull=False),
                name="contracts_milestone_noted",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CardVersion(models.Model):
    """The whole card after a change, with the reason of the change."""

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    snapshot = models.JSONField()
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("registered"))

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["card", "number"], name="contracts_card_version_once")]

    def __str__(self) -> str:
        return f"{self.card_id} v{self.number}"


class ExpiryWarning(models.Model):
    """The portal said in good time that a contract ends; what was done about it, or that nobody did anything.

    ``months`` before ``ends_on``; ``effective_at`` is the day it was due, ``given_at`` when the portal gave it.
    """

    card = models.ForeignKey(ContractCard, on_delete=models.PROTECT, related_name="warnings")
    ends_on = models.DateField()
    months = models.PositiveSmallIntegerField(_("months before the end"))
    effective_at = models.DateTimeField(_("due"))
    given_at = models.DateTimeField(_("given"))
    answer = models.CharField(_("answer"), max_length=9, choices=WarningAnswer, blank=True)
    note = models.TextField(_("explanation"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta:
        ordering = ["effective_at"]
        constraints = [
            models.UniqueConstraint(fields=["card", "ends_on", "months"], name="contracts_warning_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="contracts_warning_answer_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card_id} {self.months}"
