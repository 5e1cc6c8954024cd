"""Organisations: who may organise (p. 11), who may be a partner (p. 2), who may bid."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    CENTRAL_BODY = "central_body", _("central state body")
    LOCAL_BODY = "local_body", _("local executive body")
    STATE_INSTITUTION = "state_institution", _("state institution")
    STATE_ENTERPRISE = "state_enterprise", _("state enterprise")
    STATE_COMPANY = "state_company", _("company with a state share")
    PRIVATE_COMPANY = "private_company", _("private company")
    ENTREPRENEUR = "entrepreneur", _("sole entrepreneur")
    BANK = "bank", _("bank")
    UNIVERSITY = "university", _("university")
    OPERATOR = "operator", _("operator")


class Organisation(models.Model):
    """A legal entity or a sole entrepreneur, known by its BIN (or IIN).

    ``name`` is kept in Kazakh and Russian (``name_kk``, ``name_ru``). ``state_share`` is the direct or
    indirect share of the state in per cent. ``superior`` is the state body whose institution this is.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    bin = models.CharField(_("BIN or IIN"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=300)
    address = models.CharField(_("address"), max_length=300, blank=True)
    region = models.CharField(_("region"), max_length=12, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    state_share = models.DecimalField(_("state share, %"), max_digits=5, decimal_places=2, default=0)
    superior = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="institutions"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(condition=Q(bin__regex=r"^[0-9]{12}$"), name="accounts_bin_twelve_digits"),
            models.CheckConstraint(
                condition=Q(state_share__gte=0, state_share__lte=100), name="accounts_state_share_percent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def number_label(self) -> str:
        """What the number is called, in the reader's language."""
        return str(_("IIN") if self.kind == OrganisationKind.ENTREPRENEUR else _("BIN"))

    @property
    def public_bin(self) -> str:
        """The number that everybody may read: a sole entrepreneur's is the IIN of a person."""
        return "" if self.kind == OrganisationKind.ENTREPRENEUR else self.bin
