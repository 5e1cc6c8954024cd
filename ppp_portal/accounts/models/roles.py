"""Roles: a person acts for an organisation, for a term, on the strength of a document."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.models.organisations import Organisation


class Role(models.TextChoices):
    STAFF = "staff", _("organiser's staff")
    HEAD = "head", _("organiser's head")
    CHAIR = "chair", _("commission chair")
    DEPUTY = "deputy", _("deputy commission chair")
    MEMBER = "member", _("commission member")
    SECRETARY = "secretary", _("commission secretary")
    CUSTODIAN = "custodian", _("security custodian")
    BIDDER = "bidder", _("bidder's representative")
    AUDITOR = "auditor", _("auditor")
    ADMIN = "admin", _("technical administrator")


ORGANISER = frozenset({Role.STAFF, Role.HEAD})
COMMISSION = frozenset({Role.CHAIR, Role.DEPUTY, Role.MEMBER, Role.SECRETARY})
VOTING = frozenset({Role.CHAIR, Role.DEPUTY, Role.MEMBER})


class Membership(models.Model):
    """One person in one role for one organisation.

    For a bidder's representative ``document`` is the power of attorney and ``until`` its last day.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    document = models.CharField(_("document"), max_length=300, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(ended_at=None),
                name="accounts_role_once",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="accounts_membership_term"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()} · {self.organisation}"


class AuditMandate(models.Model):
    """What an auditor may read: named organisations, between two days, under a document."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="mandates")
    organisations = models.ManyToManyField(Organisation, related_name="audits")
    document = models.CharField(_("document"), max_length=300)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("audit mandate")
        verbose_name_plural = _("audit mandates")
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="accounts_mandate_term"),
        ]

    def __str__(self) -> str:
        return self.document


class Invitation(models.Model):
    """A colleague is asked to join; the address proves itself by following the link."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=Role)
    document = models.CharField(max_length=300, blank=True)
    until = models.DateField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email
