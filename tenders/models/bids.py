"""Bids. Before the opening PostgreSQL knows that a bid exists, whose it is and its hash; never what it says."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.models import Organisation
from tenders.models.documentation import Documentation
from tenders.models.tenders import Tender
from tenders.states import LIVE_BID, BidState


class Bid(models.Model):
    """A bidder's bid in one stage of one tender. ``version`` counts submissions; the last one in time counts.

    ``confirmed_documentation`` is the version of the documentation that the bidder last confirmed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="bids")
    stage = models.PositiveSmallIntegerField(default=2)
    bidder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bids")
    state = models.CharField(_("state"), max_length=16, choices=BidState, default=BidState.DRAFT)
    version = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(_("SHA-256 of the sealed bid"), max_length=64, blank=True)
    receipt_number = models.CharField(_("receipt number"), max_length=20, blank=True)
    confirmed_documentation = models.ForeignKey(
        Documentation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    first_submitted_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    refiled = models.BooleanField(_("filed again after a withdrawal"), default=False)
    rejection_code = models.CharField(_("ground of rejection"), max_length=40, blank=True)
    rejection_reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("bid")
        verbose_name_plural = _("bids")
        constraints = [
            models.UniqueConstraint(
                fields=["tender", "stage", "bidder"],
                condition=~Q(state=BidState.WITHDRAWN),
                name="tenders_one_bid_a_bidder",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[str(state) for state in LIVE_BID])
                | Q(submitted_at__isnull=False, version__gte=1) & ~Q(sha256="") & ~Q(receipt_number=""),
                name="tenders_live_bid_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(state=BidState.REJECTED) | ~Q(rejection_reason=""),
                name="tenders_rejection_has_reason",
            ),
            models.CheckConstraint(condition=Q(stage__in=[1, 2]), name="tenders_two_stages"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def stream(self) -> str:
        """The private journal stream: nobody but the bidder reads it before the opening."""
        return f"bid:{self.pk}"


class BidDraft(models.Model):
    """The sealed draft. ``revision`` grows by one with each save, so that two tabs cannot overwrite each other."""

    bid = models.OneToOneField(Bid, on_delete=models.CASCADE, related_name="draft")
    blob = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.bid_id)


class BidFile(models.Model):
    """A file uploaded early: ciphertext only; its name and place stand inside the sealed draft."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="files")
    blob = models.CharField(max_length=64)
    size_class = models.PositiveBigIntegerField()
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class Submission(models.Model):
    """One accepted submission: what was sealed, when, under which receipt. Written once.

    ``key`` is the idempotency key of the request: the same key gives the same receipt. ``receipt`` is
    ``ppp-receipt/1`` as issued, ``receipt_pair`` the printed one, Kazakh and Russian.
    """

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="submissions")
    version = models.PositiveIntegerField()
    key = models.UUIDField()
    blob = models.CharField(max_length=64)
    size_class = models.PositiveBigIntegerField()
    receipt_number = models.CharField(max_length=20, unique=True)
    received_at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    receipt = models.JSONField(default=dict)
    receipt_pair = models.UUIDField(null=True)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "version"], name="tenders_submission_version"),
            models.UniqueConstraint(fields=["bid", "key"], name="tenders_submission_key"),
        ]

    def __str__(self) -> str:
        return self.receipt_number


class ConsortiumMember(models.Model):
    """A member of a bidding consortium; counts only after its own representative confirmed."""

    # Not a running number: two invitations would tell how many went out between them.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bid", "organisation"], name="tenders_member_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(declined_at=None), name="tenders_member_one_answer"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)


class Participation(models.Model):
    """Who stands behind a live bid: p. 28(1) as a constraint. Rows go when the bid is withdrawn."""

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="+")
    stage = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="participations")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tender", "stage", "organisation"], name="tenders_one_bid_per_participant"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.tender_id}"
