"""The contract itself, its parties and the signatures under it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contracts.states import ContractState, Fault, PartyRole, Side
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.models import Document
from tenders.models import Bid, Tender


class Contract(models.Model):
    """A PPP contract on the way to being signed. One live one a tender: after an evasion the next best bid gets one.

    ``months`` and ``price`` (₸) are the winning bid's; ``term_months`` is how long the contract runs, creation and
    operation, as the text sent to be signed says (art. 4(2)). ``due_at`` is the last instant of day 90 (p. 51).
    ``explained`` says what figures of the clauses mean that are none of those (``rules.saying``).
    ``digest`` is the SHA-256 of the text sent to be signed in ``round``; ``text_pair`` its two PDFs,
    ``signed_pair`` those with the signatures, ``lapse_pair`` the note that nothing was concluded.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="contracts")
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="contract")
    number = models.CharField(_("number"), max_length=40, unique=True)
    state = models.CharField(_("state"), max_length=14, choices=ContractState, default=ContractState.DRAFT)
    months = models.PositiveIntegerField(_("construction, months"), null=True)
    term_months = models.PositiveSmallIntegerField(_("whole term, months"), null=True)
    price = models.DecimalField(_("payment per place a month, ₸"), max_digits=20, decimal_places=2, null=True)
    results_at = models.DateTimeField(_("summing-up"))
    due_at = models.DateTimeField(_("last instant for signing"))
    created_at = models.DateTimeField()
    next_alert_at = models.DateTimeField(null=True)
    explained = models.TextField(_("what other figures and words mean"), blank=True, default="")
    round = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    text_pair = models.UUIDField(null=True)
    terms_agreed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(_("signed"), null=True)
    signed_file = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    signed_pair = models.UUIDField(null=True)
    registration_number = models.CharField(_("registration number"), max_length=60, blank=True)
    registered_on = models.DateField(_("day of registration"), null=True)
    registered_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(_("published"), null=True)
    card_pair = models.UUIDField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    fault = models.CharField(_("fault"), max_length=6, choices=Fault, blank=True)
    fault_reason = models.TextField(_("reason"), blank=True)
    fault_at = models.DateTimeField(null=True)
    fault_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lapse_pair = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("PPP contract")
        verbose_name_plural = _("PPP contracts")
        constraints = [
            models.UniqueConstraint(
                fields=["tender"], condition=~Q(state=ContractState.LAPSED), name="contracts_one_live"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["terms_agreed", "signing", "signed", "registered"])
                | Q(terms_agreed_at__isnull=False),
                name="contracts_agreed_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signing", "signed", "registered"])
                | Q(sent_at__isnull=False, text_pair__isnull=False) & ~Q(digest=""),
                name="contracts_signing_has_a_text",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["signed", "registered"], signed_at__lte=F("due_at"))
                | ~Q(state__in=["signed", "registered"]) & Q(signed_at=None),
                name="contracts_signed_in_time",
            ),
            models.CheckConstraint(
                condition=Q(state="registered", registered_on__isnull=False, registered_at__isnull=False)
                & ~Q(registration_number="")
                | ~Q(state="registered") & Q(registration_number="", registered_on=None, registered_at=None),
                name="contracts_registered_whole",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(state__in=["signed", "registered"]),
                name="contracts_published_was_signed",
            ),
            models.CheckConstraint(
                condition=Q(state="lapsed", lapsed_at__isnull=False) | ~Q(state="lapsed") & Q(lapsed_at=None),
                name="contracts_lapsed_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(fault="", fault_at=None)
                | Q(state="lapsed", fault_at__isnull=False, fault__in=["winner", "public", "none"])
                & ~Q(fault_reason=""),
                name="contracts_fault_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_alert_at"],
                name="contracts_alerts",
                condition=Q(next_alert_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The journal stream."""
        return f"contract:{self.pk}"

    @property
    def subject(self) -> str:
        """The name under which the ground floor knows this contract."""
        return f"contract:{self.pk}"


class ContractParty(models.Model):
    """A party: the organiser, public partners, the winner, its project company.

    ``signs``: its head or representative puts a name under the contract. On the public side the organiser signs
    (p. 48) and every public partner named in the tender with it; on the private side exactly one organisation.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=7, choices=Side)
    role = models.CharField(_("part"), max_length=16, choices=PartyRole)
    signs = models.BooleanField(_("signs"), default=False)

    class Meta:
        ordering = ["-side", "id"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "organisation"], name="contracts_party_once"),
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(signs=True, side="private"),
                name="contracts_one_private_signer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role}"


class ContractSignature(models.Model):
    """A person with authority approved the text of this round for one party. ``authority`` is the document."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="signatures")
    round = models.PositiveSmallIntegerField()
    side = models.CharField(_("side"), max_length=7, choices=Side)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    authority = models.CharField(_("authority"), max_length=300)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(_("signed"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("signature under a contract")
        verbose_name_plural = _("signatures under contracts")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "round", "organisation"], name="contracts_party_signs_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.side}"
