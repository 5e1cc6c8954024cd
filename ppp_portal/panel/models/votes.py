"""Motions and votes. A vote is written once; a closed motion is never opened again."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.panel.models.commissions import Seat
from ppp_portal.panel.models.sittings import Sitting
from ppp_portal.panel.states import Choice, Majority, Outcome


class Motion(models.Model):
    """A question put to the vote.

    ``code`` and ``subject_key`` say to the storey above what is decided about what; ``content`` is the decision
    itself and ``digest`` the SHA-256 of what the members were shown. ``tally`` is the count at the close.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="motions")
    code = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=120, blank=True)
    question_kk = models.TextField(_("question (Kazakh)"))
    question_ru = models.TextField(_("question (Russian)"))
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    majority = models.CharField(max_length=12, choices=Majority, default=Majority.SIMPLE)
    put_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    tally = models.JSONField(null=True)
    by_casting_vote = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("motion")
        verbose_name_plural = _("motions")
        ordering = ["put_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "code", "subject_key"],
                condition=Q(closed_at=None),
                name="panel_one_open_motion",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="", tally=None)
                | Q(closed_at__isnull=False, outcome__in=["adopted", "rejected"], tally__isnull=False),
                name="panel_motion_decided_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="closed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="question_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__digest__df=pgtrigger.F("new__digest"))
                | pgtrigger.Q(old__content__df=pgtrigger.F("new__content"))
                | pgtrigger.Q(old__question_kk__df=pgtrigger.F("new__question_kk"))
                | pgtrigger.Q(old__question_ru__df=pgtrigger.F("new__question_ru")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject_key}"


class Vote(models.Model):
    """One seat, one person, one vote. ``seat`` is the main seat, also when a substitute votes for it.

    A dissenting opinion is printed in the protocol of either language: it is kept in both, or there is none.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="votes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=8, choices=Choice)
    dissent_kk = models.TextField(_("dissenting opinion (Kazakh)"), blank=True)
    dissent_ru = models.TextField(_("dissenting opinion (Russian)"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "person"], name="panel_one_person_one_vote"),
            models.UniqueConstraint(fields=["motion", "seat"], name="panel_one_seat_one_vote"),
            models.CheckConstraint(
                condition=Q(dissent_kk="", dissent_ru="") | ~Q(dissent_kk="") & ~Q(dissent_ru=""),
                name="panel_dissent_in_both_languages",
            ),
        ]
        triggers = [pgtrigger.Protect(name="keep", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.motion_id} · {self.person_id} {self.choice}"
