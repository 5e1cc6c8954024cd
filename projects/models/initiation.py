"""The notice that a project is initiated through direct negotiations, and what it asks of alternatives."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.models import Approval, Organisation
from ppp_portal.documents.models import Document
from projects.kinds import Ground, RequirementKind
from projects.models.cards import Project
from projects.states import InitiationState

UNPUBLISHED = [InitiationState.DRAFT]
# States in which a notice bars another one on its project: after a switch the partner is chosen by tender, and a
# contract is a contract. One list for the rule and for the constraint.
LIVE = [
    state for state in InitiationState if state not in (InitiationState.REJECTED, InitiationState.WITHDRAWN)
]


class InitiationNotice(models.Model):
    """One notice on one project. Texts in Kazakh and Russian; ``responsibilities`` one a line.

    ``closes_at`` is the one cut-off, inclusive to the microsecond, from which every page and paper is rendered.
    ``initiator`` is the organisation that proposed the project and with which negotiations would be held; it is
    not named in public before the acceptance has closed. ``form`` is the published edition in canonical form and
    ``sha256`` its hash. ``opened_at`` is when the working group opened what was received, be it
    nothing: until then nothing may tell whether anybody proposed. ``next_deadline_at`` is an index for the sweep.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="notices")
    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="initiation_notices")
    initiator = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="initiated_notices"
    )
    state = models.CharField(
        _("state"), max_length=18, choices=InitiationState, default=InitiationState.DRAFT
    )
    ground = models.CharField(_("ground"), max_length=16, choices=Ground, blank=True)
    ground_document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rule_pack = models.CharField(_("rule pack"), max_length=20, blank=True)
    sealing_suite = models.CharField(_("sealing suite"), max_length=20, default="server-1")
    responsibilities = models.TextField(_("responsibilities of the private partner"), blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    closes_at = models.DateTimeField(_("proposals accepted until"), null=True, blank=True)
    off_day_confirmed = models.BooleanField(_("the deadline on a non-working day is intended"), default=False)
    form = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    amended_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    next_deadline_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("initiation notice")
        verbose_name_plural = _("initiation notices")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(
                    published_at__isnull=False,
                    closes_at__isnull=False,
                    initiator__isnull=False,
                    form__isnull=False,
                )
                & ~Q(ground="")
                & ~Q(sha256=""),
                name="projects_notice_published_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "withdrawn"]) | Q(closed_at__isnull=False),
                name="projects_notice_closed_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["switched", "contract", "rejected", "withdrawn"])
                | Q(ended_at__isnull=False),
                name="projects_notice_end_has_a_day",
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(state__in=LIVE), name="projects_one_live_notice"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_deadline_at"],
                name="projects_notice_due",
                condition=Q(next_deadline_at__isnull=False),
            ),
            models.Index(fields=["-published_at", "-id"], name="projects_notice_newest"),
            models.Index(fields=["organiser", "-created_at", "-id"], name="projects_notice_own"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The name under which the ground floor (documents, panel, sealing, comparison) knows this notice."""
        return f"initiation:{self.pk}"

    @property
    def stream(self) -> str:
        """The public journal stream."""
        return f"initiation:{self.pk}"


class NoticeRequirement(models.Model):
    """One thing the notice asks. ``statutory`` is one of the eight of article 32(1), with its number there.

    Anything else is an additional requirement, marked as such, and stands on ``citation``. ``key`` is what sealed
    answers are kept under: it stays with the words of a requirement through all editions and is never given twice,
    while ``number`` is only its place in the present one.
    """

    notice = models.ForeignKey(InitiationNotice, on_delete=models.CASCADE, related_name="requirements")
    kind = models.CharField(max_length=13, choices=RequirementKind)
    number = models.PositiveSmallIntegerField(_("number"))
    key = models.CharField(max_length=16, editable=False)
    text = models.TextField(_("requirement"))
    citation = models.CharField(_("ground of the requirement"), max_length=300, blank=True)
    statutory = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("requirement of a notice")
        verbose_name_plural = _("requirements of notices")
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "kind", "number"], name="projects_requirement_number"),
            models.UniqueConstraint(fields=["notice", "kind", "key"], name="projects_requirement_key"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class NoticeAmendment(models.Model):
    """A published notice changed: proposed by one person, posted by another (four eyes).

    ``changes`` holds what was proposed by field as ``{field: [before, after]}``; ``edition`` is the edition that
    the posting made.
    """

    notice = models.ForeignKey(InitiationNotice, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField(_("reason"))
    changes = models.JSONField()
    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("amendment of a notice")
        verbose_name_plural = _("amendments of notices")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="projects_notice_amendment_number"),
            models.CheckConstraint(
                condition=Q(posted_at=None) | Q(posted_at__gte=F("proposed_at"), edition__isnull=False),
                name="projects_notice_amendment_posted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.number}"
