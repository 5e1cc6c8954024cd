"""Questionnaires, their columns, the answers and the verdicts."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.comparison.states import Better, Given, Kind, Met, Outcome, Stage


class Questionnaire(models.Model):
    """The questions put to every offer of one subject. ``basis`` is the provision that the choice stands under.

    ``answers_until`` is the last instant in which those who offer may answer, where they answer themselves.
    """

    subject = models.CharField(max_length=80, unique=True)
    state = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    title = models.CharField(_("title"), max_length=300)
    basis = models.CharField(max_length=40)
    drafted_at = models.DateTimeField()
    fixed_at = models.DateTimeField(null=True)
    answers_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=Stage.DRAFT, fixed_at=None)
                | ~Q(state=Stage.DRAFT) & Q(fixed_at__isnull=False),
                name="comparison_fixed_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=Stage.CLOSED, closed_at__isnull=False)
                | ~Q(state=Stage.CLOSED) & Q(closed_at=None),
                name="comparison_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(answers_until=None) | Q(answers_until__gt=F("fixed_at")),
                name="comparison_answers_after_questions",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="closed_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One row of the matrix. ``unit`` belongs to a number; ``better`` says which end of it is preferred, if one is."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    requirement = models.TextField(_("requirement"))
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    kind = models.CharField(_("kind of answer"), max_length=8, choices=Kind)
    better = models.CharField(_("which is better"), max_length=4, choices=Better, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="comparison_question_once"),
            models.CheckConstraint(
                condition=Q(better="") | Q(kind=Kind.NUMBER), name="comparison_only_numbers_are_better"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.requirement}"


class Column(models.Model):
    """One offer. ``real`` marks a real organisation of which only published facts are shown."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="columns")
    name = models.CharField(_("name"), max_length=300)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    incumbent = models.BooleanField(_("works now"), default=False)
    real = models.BooleanField(_("only published facts"), default=False)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("column of a comparison")
        verbose_name_plural = _("columns of a comparison")
        ordering = ["-incumbent", "id"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "organisation"], name="comparison_column_once"),
            models.UniqueConstraint(
                fields=["questionnaire"], condition=Q(incumbent=True), name="comparison_one_incumbent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Answer(models.Model):
    """One cell: what the offer says, and what the working group found (``met`` with its ``note``).

    A ``sealed`` answer was given before the offers were opened and stands as it was. ``number`` is the value of a
    number; of a yes-or-no question it is 1 or 0. ``document`` is the evidence.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    column = models.ForeignKey(Column, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(max_length=14, choices=Given)
    value = models.TextField(_("answer"), blank=True)
    number = models.DecimalField(_("number"), max_digits=24, decimal_places=4, null=True)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.BooleanField(default=False)
    met = models.CharField(_("finding"), max_length=8, choices=Met, blank=True)
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer of a comparison")
        verbose_name_plural = _("answers of a comparison")
        constraints = [
            models.UniqueConstraint(fields=["question", "column"], name="comparison_cell_once"),
            models.CheckConstraint(
                condition=Q(state=Given.GIVEN) | Q(number=None, met=""),
                name="comparison_finding_needs_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.column_id} · {self.question_id}"


class Verdict(models.Model):
    """What the working group says of one offer as a whole, with its reason. ``by`` is told to it and the organiser."""

    column = models.OneToOneField(Column, on_delete=models.PROTECT, related_name="verdict")
    outcome = models.CharField(_("verdict"), max_length=10, choices=Outcome)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")

    def __str__(self) -> str:
        return f"{self.column_id}: {self.outcome}"
