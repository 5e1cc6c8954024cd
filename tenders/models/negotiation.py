"""Negotiation with the best or the sole bidder (p. 41): a table of clauses, remarks and answers with their time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenders.models.bids import Bid
from tenders.models.documentation import DraftClause
from tenders.models.tenders import Tender


class Negotiation(models.Model):
    """Talks with one bidder. A refusal or unacceptable proposals end them; the next best bid follows."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        AGREED = "agreed", _("agreed")
        REFUSED = "refused", _("the bidder refused")
        UNACCEPTABLE = "unacceptable", _("the proposals are unacceptable")

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="negotiations")
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="negotiation")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(_("planned end"))
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tender"], condition=Q(state="open"), name="tenders_one_negotiation"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "unacceptable"]) | ~Q(reason=""),
                name="tenders_drop_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.bid_id)


class NegotiationClause(models.Model):
    """A clause under negotiation: ``proposed`` and ``agreed`` in Kazakh and Russian; before stands in the draft.

    ``unrelated``: what the proposal states that the clause need not say (``Kept.key``), with the reason: a figure is
    about something else, another sum of investments is agreed, other words leave the risks where they are.
    """

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="clauses")
    clause = models.ForeignKey(DraftClause, on_delete=models.PROTECT, related_name="+")
    proposed = models.TextField(_("proposed"), blank=True)
    proposed_side = models.CharField(max_length=10, blank=True)
    agreed = models.TextField(_("agreed"), blank=True)
    unrelated = models.JSONField(default=list, blank=True)
    unrelated_kk = models.TextField(_("reason (Kazakh)"), blank=True)
    unrelated_ru = models.TextField(_("reason (Russian)"), blank=True)
    agreed_by_commission_at = models.DateTimeField(null=True)
    agreed_by_bidder_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["clause_id"]
        constraints = [
            models.UniqueConstraint(fields=["negotiation", "clause"], name="tenders_negotiated_once"),
            models.CheckConstraint(
                condition=Q(unrelated=[], unrelated_kk="", unrelated_ru="")
                | ~Q(unrelated=[]) & ~Q(unrelated_kk="") & ~Q(unrelated_ru=""),
                name="tenders_unrelated_with_reasons",
            ),
        ]

    def __str__(self) -> str:
        return str(self.clause_id)


class Remark(models.Model):
    """A remark of the commission or an answer of the bidder; ``text`` in Kazakh and Russian, as the protocol prints."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="remarks")
    clause = models.ForeignKey(DraftClause, on_delete=models.PROTECT, null=True, related_name="+")
    side = models.CharField(max_length=10, choices=[("commission", _("commission")), ("bidder", _("bidder"))])
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("text"))
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:40]
