"""The words of the contract: clauses as they came out of the negotiation, eight essential terms, the risk table."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models.contracts import Contract
from tenders.models import Risk


class ContractClause(models.Model):
    """A clause of the draft in the documentation, with the wording agreed in the negotiation. Never edited here."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="clauses")
    number = models.CharField(_("number"), max_length=12)
    heading = models.CharField(_("heading"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    essential_term = models.PositiveSmallIntegerField(_("essential term"), null=True)
    closed = models.BooleanField(_("closed to negotiation"), default=False)
    negotiated = models.BooleanField(_("changed in the negotiation"), default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="contracts_clause_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}"


class EssentialTerm(models.Model):
    """One of the eight terms without which the contract is not concluded (appendix 2, p. 12–13)."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("text"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    agreed_by_public_at = models.DateTimeField(_("agreed by the public side"), null=True)
    agreed_by_private_at = models.DateTimeField(_("agreed by the private side"), null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="contracts_term_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=8), name="contracts_eight_terms"),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.number}"

    @property
    def agreed(self) -> bool:
        return self.agreed_by_public_at is not None and self.agreed_by_private_at is not None


class ContractRisk(models.Model):
    """A row of the risk allocation. ``from_bid``: the winner took it over in its bid (K2)."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="risks")
    code = models.CharField(_("code"), max_length=12)
    name = models.CharField(_("name"), max_length=300)
    bearer = models.CharField(_("borne by"), max_length=8, choices=Risk.Bearer)
    from_bid = models.BooleanField(_("taken over in the bid"), default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["contract", "code"], name="contracts_risk_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.bearer}"
