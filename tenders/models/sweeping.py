"""What the sweep of deadlines remembers between two rounds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenders.models.tenders import Tender


class PostponedDeadline(models.Model):
    """An object whose deadline could not be handled: it is left alone until ``until``, and the others go on."""

    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    until = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=1)
    error = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("deadline that could not be handled")
        verbose_name_plural = _("deadlines that could not be handled")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="tenders_postponed_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class ReminderClock(models.Model):
    """When a tender next has somebody to remind. An index: made anew when the tender's ``version`` moves on."""

    tender = models.OneToOneField(
        Tender, on_delete=models.CASCADE, primary_key=True, related_name="reminder_clock"
    )
    version = models.PositiveIntegerField()
    next_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="tenders_reminders_due")]

    def __str__(self) -> str:
        return str(self.tender_id)
