"""Questions on the documentation and those who follow a tender."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.models import Organisation
from tenders.models.tenders import Tender


class Question(models.Model):
    """A question of a registered bidder; everybody reads the answer, nobody learns who asked.

    ``text`` stands as asked, ``question`` and ``answer`` as published, in both languages.
    """

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField(_("number"))
    asked_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=2)
    text = models.TextField(_("question as asked"))
    asked_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    question = models.TextField(_("question"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [models.UniqueConstraint(fields=["tender", "number"], name="tenders_question_number")]
        indexes = [
            models.Index(fields=["answer_due_at"], name="tenders_unanswered", condition=Q(answered_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.tender_id} №{self.number}"


class Follower(models.Model):
    """A person who is told of every change. Invisible to everybody else: it would show who may bid."""

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="followers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tender", "person"], name="tenders_follow_once")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.tender_id}"
