"""Tables of the journal. Records are written once; the database itself refuses every other change."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Record(models.Model):
    """One event in the life of one object.

    ``body`` holds the canonical bytes exactly as hashed; the other columns are an index into them.
    ``at`` is when the portal noticed, ``effective_at`` when the law says it happened.
    """

    stream = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)
    at = models.DateTimeField()
    effective_at = models.DateTimeField()
    body = models.BinaryField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("journal record")
        verbose_name_plural = _("journal records")
        constraints = [
            models.UniqueConstraint(fields=["stream", "sequence"], name="journal_record_place"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="journal_record_from_one"),
        ]
        indexes = [models.Index(fields=["kind", "id"], name="journal_record_kind")]
        triggers = [
            pgtrigger.Protect(name="keep", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="keep_all",
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                func="RAISE EXCEPTION 'the journal is written once';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream}/{self.sequence} {self.kind}"


class PersonalValue(models.Model):
    """A name or another personal value; the record itself holds only its salted hash.

    May be erased on a lawful demand: the record then still proves *that* a value stood there.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="personal_values")
    key = models.CharField(max_length=60)
    salt = models.CharField(max_length=32)
    value = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "key"], name="journal_personal_once")]
        triggers = [pgtrigger.Protect(name="no_update", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.record_id}:{self.key}"


class OutboxMessage(models.Model):
    """An effect that leaves after commit: a mail, a PDF. ``key`` makes twice harmless."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    next_try_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("outgoing effect")
        verbose_name_plural = _("outgoing effects")
        indexes = [
            models.Index(fields=["next_try_at", "id"], name="journal_outbox_due", condition=Q(done_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Installation(models.Model):
    """The one row that says whether this database is a training installation, and how far its clock is moved."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    training = models.BooleanField()
    shift = models.DurationField()
    swept_at = models.DateTimeField(null=True, help_text="Real time of the last sweep of deadlines.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="journal_installation_single"),
            models.CheckConstraint(
                condition=Q(training=True) | Q(shift__lte=timedelta(0)), name="journal_shift_needs_training"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="no_training_over_real_data",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__training=False, new__training=True),
            ),
            pgtrigger.Trigger(
                name="only_forward",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                # A fresh training installation may begin in the past, once, so that it can have a history.
                func="""
                    IF NEW.shift < OLD.shift AND (
                        NOT OLD.training OR OLD.shift <> interval '0' OR EXISTS (SELECT 1 FROM journal_record)
                    ) THEN
                        RAISE EXCEPTION 'the clock of the portal moves forward only';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return "training" if self.training else "production"


class DayTransfer(models.Model):
    """A decreed transfer: a day off made a working day, or a working day made a day off (T-08)."""

    day = models.DateField(unique=True)
    working = models.BooleanField(_("is a working day"))
    source = models.CharField(_("decree"), max_length=300)

    class Meta:
        verbose_name = _("transfer of a day off")
        verbose_name_plural = _("transfers of days off")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {'working' if self.working else 'off'}"
