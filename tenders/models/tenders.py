"""The tender itself: one row, one state, one ``closes_at``."""

import uuid

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Upper
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.models import Organisation
from projects.models import Project
from tenders.kinds import KINDS, KindRow, TenderKind
from tenders.states import LapseFault, TenderState

PUBLISHED_STATES = [
    state for state in TenderState if state not in (TenderState.DRAFT, TenderState.DOCS_APPROVED)
]


class Tender(models.Model):
    """A tender to determine the private partner.

    ``closes_at`` is the one cut-off from which every page, PDF and card is rendered (inclusive, to the
    microsecond). ``next_deadline_at`` is an index for the sweep; ``deadlines`` decide. ``title`` is kept in
    Kazakh and Russian. Amounts are tenge. ``lapse_fault`` is why the contract was not signed; empty while nothing
    has lapsed, and again when the commission has gone back to the other bids.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=TenderKind, default=TenderKind.OPEN)
    state = models.CharField(_("state"), max_length=18, choices=TenderState, default=TenderState.DRAFT)
    title = models.CharField(_("title"), max_length=500)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="tenders")
    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tenders")
    public_partners = models.ManyToManyField(Organisation, related_name="partner_tenders", blank=True)
    parent = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeated_by"
    )
    # The tender that determined the partner to be replaced; empty when the contract is older than the portal.
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    replaces_contract = models.CharField(
        _("contract of the partner to be replaced"), max_length=80, blank=True
    )
    rule_pack = models.CharField(_("rule pack"), max_length=20, blank=True)
    sealing_suite = models.CharField(_("sealing suite"), max_length=20, default="server-1")

    investments = models.DecimalField(
        _("assumed investments, ₸"), max_digits=20, decimal_places=2, null=True, blank=True
    )
    security_amount = models.DecimalField(
        _("bid security, ₸"), max_digits=20, decimal_places=2, null=True, blank=True
    )
    budget = models.CharField(_("budget that receives a forfeited security"), max_length=200, blank=True)

    # Where a cash deposit is paid (p. 31): part 10 of the documentation tells it to bidders.
    deposit_bank = models.CharField(_("bank of the account for deposits"), max_length=200, blank=True)
    deposit_account = models.CharField(_("account for deposits"), max_length=34, blank=True)
    deposit_bin = models.CharField(_("BIN of the recipient"), max_length=12, blank=True)
    deposit_purpose = models.CharField(_("purpose of the payment"), max_length=300, blank=True)

    stage1_closes_at = models.DateTimeField(_("stage one ends"), null=True, blank=True)
    stage1_off_day_confirmed = models.BooleanField(
        _("the end of stage one on a non-working day is intended"), default=False
    )
    closes_at = models.DateTimeField(_("submission ends"), null=True, blank=True)
    opens_at = models.DateTimeField(_("opening"), null=True, blank=True)
    opening_place = models.CharField(_("place of opening"), max_length=300, blank=True)
    bids_valid_until = models.DateField(_("bids valid until"), null=True, blank=True)
    off_day_confirmed = models.BooleanField(_("the deadline on a non-working day is intended"), default=False)

    created_at = models.DateTimeField()
    stage1_published_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    admitted_at = models.DateTimeField(null=True)
    results_at = models.DateTimeField(null=True)
    signing_due_at = models.DateTimeField(null=True)
    lapse_fault = models.CharField(
        _("fault of the lapsed contract"), max_length=9, choices=LapseFault, blank=True
    )
    ended_at = models.DateTimeField(null=True)
    next_deadline_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("tender")
        verbose_name_plural = _("tenders")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(opens_at=None) | Q(opens_at__gt=F("closes_at")),
                name="tenders_opening_after_cutoff",
            ),
            models.CheckConstraint(
                condition=Q(investments=None) | Q(investments__gt=0), name="tenders_investments_positive"
            ),
            models.CheckConstraint(
                condition=~Q(kind=TenderKind.RE_TENDER) | Q(parent__isnull=False),
                name="tenders_re_tender_has_parent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepting", "suspended", "closed", "opened"])
                | Q(published_at__isnull=False, closes_at__isnull=False, security_amount__isnull=False),
                name="tenders_published_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["results_signed", "contracted", "evaded"])
                | Q(results_at__isnull=False),
                name="tenders_results_have_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="evaded") & ~Q(lapse_fault="")
                | Q(state="failed") & ~Q(lapse_fault=LapseFault.UNDECIDED)
                | ~Q(state__in=["evaded", "failed"]) & Q(lapse_fault=""),
                name="tenders_lapse_has_a_fault",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["contracted", "failed", "cancelled"]) | Q(ended_at__isnull=False),
                name="tenders_end_has_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_deadline_at"], name="tenders_due", condition=Q(next_deadline_at__isnull=False)
            ),
            models.Index(fields=["organiser", "state"], name="tenders_of_organiser"),
            models.Index(fields=["-published_at", "-id"], name="tenders_newest"),
            models.Index(fields=["state", "-published_at", "-id"], name="tenders_by_state"),
            models.Index(fields=["organiser", "-created_at", "-id"], name="tenders_own_newest"),
            models.Index(
                Coalesce("stage1_published_at", "published_at").desc(),
                F("id").desc(),
                name="tenders_announced",
            ),
            # Search finds parts of words, as `queries.listing.matching` asks for them.
            GinIndex(OpClass(Upper("number"), name="gin_trgm_ops"), name="tenders_search_number"),
            GinIndex(OpClass(Upper("title_kk"), name="gin_trgm_ops"), name="tenders_search_kk"),
            GinIndex(OpClass(Upper("title_ru"), name="gin_trgm_ops"), name="tenders_search_ru"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def row(self) -> KindRow:
        """The row of the table of kinds."""
        return KINDS[self.kind]

    @property
    def subject(self) -> str:
        """The name under which the ground floor (documents, panel, sealing) knows this tender."""
        return f"tender:{self.pk}"

    @property
    def sealed_stream(self) -> str:
        """What nobody may read before a failure is declared: that no bid came in."""
        return f"sealed:{self.pk}"

    @property
    def stream(self) -> str:
        """The public journal stream."""
        return f"tender:{self.pk}"
