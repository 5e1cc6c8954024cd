"""What interrupts or ends a tender early: amendment, court stay, cancellation, failure."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.models import Document
from ppp_portal.panel.models import Protocol
from tenders.models.documentation import Documentation
from tenders.models.tenders import Tender
from tenders.states import TenderState


class Amendment(models.Model):
    """A change of the documentation: the clock stops at ``announced_at`` and runs again at ``posted_at``.

    ``remaining`` is the time that was left when the clock stopped.
    """

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField(_("number"))
    reason = models.TextField(_("reason"))
    announced_at = models.DateTimeField()
    closed_at_before = models.DateTimeField(_("deadline before"))
    remaining = models.DurationField(_("time left"))
    before = models.ForeignKey(Documentation, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Documentation, on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(null=True)
    closes_at_after = models.DateTimeField(_("deadline after"), null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["tender", "number"], name="tenders_amendment_number"),
            models.UniqueConstraint(
                fields=["tender"], condition=Q(posted_at=None), name="tenders_one_open_amendment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tender_id} №{self.number}"


class Stay(models.Model):
    """A court stays the tender; its end restores the time that was left. ``reason`` in both languages.

    ``remaining`` is that of the submission, or of the talks up to their planned end (negative when that was over).
    A cancellation ends the stay without an ``end_act``.
    """

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="stays")
    reason = models.TextField(_("reason"))
    act = models.CharField(_("court act"), max_length=300)
    act_date = models.DateField(_("date of the act"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    state_before = models.CharField(max_length=18, choices=TenderState)
    began_at = models.DateTimeField()
    remaining = models.DurationField(_("time left"), null=True)
    ended_at = models.DateTimeField(null=True)
    end_act = models.CharField(_("act that ended the stay"), max_length=300, blank=True)
    end_act_date = models.DateField(_("date of the act that ended the stay"), null=True)
    end_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tender"], condition=Q(ended_at=None), name="tenders_one_stay"),
        ]

    def __str__(self) -> str:
        return self.act


class Cancellation(models.Model):
    """The organiser ends the tender before its results, with a reason in both languages."""

    tender = models.OneToOneField(Tender, on_delete=models.PROTECT, related_name="cancellation")
    reason = models.TextField(_("reason"))
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.tender_id)


class Failure(models.Model):
    """A ground of p. 44: detected and proposed by the portal (1, 2, 4) or by hand (3), confirmed by the commission."""

    class Ground(models.TextChoices):
        NO_BIDS = "44-1", _("no bids were received in time")
        NONE_CONFORMING = "44-2", _("no bid conforms to the documentation")
        PARAGRAPH_43 = "44-3", _("a case of paragraph 43")
        TOO_FEW_SELECTED = "44-4", _("fewer than two were admitted by the qualification selection")

    tender = models.OneToOneField(Tender, on_delete=models.PROTECT, related_name="failure")
    ground = models.CharField(_("ground"), max_length=4, choices=Ground)
    citation = models.TextField(_("citation"), blank=True)
    proposed_at = models.DateTimeField()
    noticed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground="44-3") | ~Q(citation=""), name="tenders_ground_three_cited"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tender_id} {self.ground}"
