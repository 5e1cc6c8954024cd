"""What the opening revealed, what the commission accepted of it, and the points the engine gave."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.models import Document
from ppp_portal.panel.models import Sitting
from tenders.models.bids import Bid
from tenders.models.tenders import Tender


class OpeningConfirmation(models.Model):
    """One of the two people without whom nothing is opened: the presiding one and another voting member.

    It holds for one sitting only.
    """

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="opening_confirmations")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    presiding = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "person"], name="tenders_opening_confirmed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.tender_id} {self.person_id}"


class OpenedBid(models.Model):
    """The content of a bid after the opening: the offered values as claimed. Shares are per cent, money tenge.

    ``content`` is the whole opened payload; ``order`` the place in the list read out (order of receipt).
    ``problems`` are what could not be read with certainty, for the admission: ``{"code": …, "path": …}``.
    """

    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="opened")
    order = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    content = models.JSONField()
    months = models.PositiveIntegerField(_("construction, months"), null=True)
    price = models.DecimalField(_("payment per place a month, ₸"), max_digits=20, decimal_places=2, null=True)
    headcount = models.PositiveIntegerField(_("staff proposed"), null=True)
    risks_transferred = models.PositiveIntegerField(_("risks handed over"), default=0)
    spv_declared = models.BooleanField(_("declares a project company"), default=False)
    unreadable = models.BooleanField(_("could not be opened"), default=False)
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return str(self.bid_id)


class EvidenceItem(models.Model):
    """One piece of evidence for one criterion. The commission sets ``accepted``; nobody ever types a score.

    ``claimed`` is a count (a project, a risk: 1; specialists: how many) or tenge (own funds). The reason is printed
    in the protocol of either language: it is given in both or not at all.
    """

    class Kind(models.TextChoices):
        PROJECT = "k1", _("implemented project")
        RISK = "k2", _("risk additionally accepted")
        OWN_FUNDS = "k3", _("own funds")
        HIGHER = "k6a", _("specialists with higher education")
        SECONDARY = "k6b", _("specialists with specialised secondary education")

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(_("criterion"), max_length=4, choices=Kind)
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=500)
    detail = models.JSONField(default=dict)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    page = models.CharField(_("page"), max_length=20, blank=True)
    claimed = models.DecimalField(_("claimed"), max_digits=20, decimal_places=2)
    accepted = models.DecimalField(_("accepted"), max_digits=20, decimal_places=2, null=True)
    reason_kk = models.TextField(_("reason (Kazakh)"), blank=True)
    reason_ru = models.TextField(_("reason (Russian)"), blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "kind", "number"], name="tenders_evidence_once"),
            models.CheckConstraint(
                condition=Q(accepted=None) | Q(accepted__gte=0, accepted__lte=F("claimed")),
                name="tenders_accepted_within_claimed",
            ),
            models.CheckConstraint(
                condition=Q(accepted=None) | Q(accepted=F("claimed")) | ~Q(reason_kk=""),
                name="tenders_disallowed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(reason_kk="", reason_ru="") | ~Q(reason_kk="") & ~Q(reason_ru=""),
                name="tenders_reason_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.number}"


class Evaluation(models.Model):
    """One run of the engine over the accepted inputs. ``inputs`` is ``ppp-evaluation/1``, ``scores`` ``ppp-scores/1``.

    ``tie_reason`` is kept in Kazakh and Russian.
    """

    tender = models.OneToOneField(Tender, on_delete=models.PROTECT, related_name="evaluation")
    inputs = models.JSONField()
    scores = models.JSONField()
    sha256 = models.CharField(max_length=64)
    computed_at = models.DateTimeField()
    best = models.ForeignKey(Bid, on_delete=models.PROTECT, null=True, related_name="+")
    tie_reason = models.TextField(_("reason for the choice among equals"), blank=True)

    def __str__(self) -> str:
        return str(self.tender_id)


class Score(models.Model):
    """The points of one bid, exact: an integer or a fraction in lowest terms, as text.

    The denominators of costs, prices and shares multiply in the total, so that no length is long enough.
    """

    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="score")
    k1 = models.TextField()
    k2 = models.TextField()
    k3 = models.TextField()
    k4 = models.TextField()
    k5 = models.TextField()
    k6 = models.TextField()
    total = models.TextField()
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return f"{self.bid_id} {self.total}"
