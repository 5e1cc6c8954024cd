"""The tender documentation: 13 parts (Appendix 1 p. 10), a draft contract, criteria, files; versions with a hash."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.models import Document
from scoring.models import CriteriaSet
from tenders.models.tenders import Tender


class StudyKind(models.TextChoices):
    FEASIBILITY = "feasibility", _("feasibility study")
    INFORMATION_SHEET = "information_sheet", _("information sheet")


class SheetGround(models.TextChoices):
    NONE = "", _("none")
    READY_DESIGN = "ready_design", _("design and estimate documentation is ready")
    STANDARD = "standard", _("standard project or standard design solutions")
    REPEAT_USE = "repeat_use", _("repeat-use project")


class Documentation(models.Model):
    """One version of the documentation. ``posted_at`` freezes it; ``sha256`` is the hash of its canonical form.

    ``text`` fields of its parts and clauses are kept in Kazakh and Russian.
    """

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="documentations")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    criteria = models.OneToOneField(CriteriaSet, on_delete=models.PROTECT, related_name="documentation")
    study = models.CharField(_("study"), max_length=20, choices=StudyKind, default=StudyKind.FEASIBILITY)
    sheet_ground = models.CharField(
        _("ground for the information sheet"), max_length=20, choices=SheetGround, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="KZT")
    approved_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    form = models.JSONField(null=True, help_text="The canonical form as posted; sha256 is its hash.")
    terms = models.JSONField(
        default=dict, blank=True, help_text="Terms of an announced tender that wait for the posting."
    )

    class Meta:
        verbose_name = _("tender documentation")
        verbose_name_plural = _("tender documentation")
        constraints = [
            models.UniqueConstraint(fields=["tender", "version"], name="tenders_documentation_version"),
            models.CheckConstraint(
                condition=Q(posted_at=None) | ~Q(sha256=""), name="tenders_posted_documentation_hashed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tender_id} v{self.version}"


class DocumentationPart(models.Model):
    """One of the 13 parts."""

    documentation = models.ForeignKey(Documentation, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField(_("part"))
    text = models.TextField(_("text"), blank=True)
    compared = models.JSONField(default=dict, blank=True, help_text="The figures of both texts, compared.")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["documentation", "number"], name="tenders_part_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=13), name="tenders_thirteen_parts"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class DocumentationFile(models.Model):
    """A file annexed to a part, in one language."""

    part = models.ForeignKey(DocumentationPart, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=300, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class DraftClause(models.Model):
    """A clause of the draft contract (part 5); ``closed`` ones are not open to negotiation (part 13).

    ``essential_term`` 1–8 says to which essential term (Appendix 2 p. 12) the clause belongs.
    """

    documentation = models.ForeignKey(Documentation, on_delete=models.CASCADE, related_name="clauses")
    number = models.CharField(_("number"), max_length=12)
    heading = models.CharField(_("heading"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    essential_term = models.PositiveSmallIntegerField(_("essential term"), null=True, blank=True)
    closed = models.BooleanField(_("closed to negotiation"), default=False)
    compared = models.JSONField(default=dict, blank=True, help_text="The figures of both texts, compared.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["documentation", "number"], name="tenders_clause_once"),
            models.CheckConstraint(
                condition=Q(essential_term=None) | Q(essential_term__gte=1, essential_term__lte=8),
                name="tenders_eight_terms",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}"


class Risk(models.Model):
    """A row of the risk allocation: the base for K2. A bidder may additionally accept what the state bears."""

    class Bearer(models.TextChoices):
        PUBLIC = "public", _("public partner")
        PRIVATE = "private", _("private partner")
        SHARED = "shared", _("both")

    documentation = models.ForeignKey(Documentation, on_delete=models.CASCADE, related_name="risks")
    code = models.CharField(_("code"), max_length=12)
    name = models.CharField(_("name"), max_length=300)
    bearer = models.CharField(_("borne by"), max_length=8, choices=Bearer, default=Bearer.PUBLIC)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["documentation", "code"], name="tenders_risk_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class CurrencyRate(models.Model):
    """The rate used to bring another currency to tenge (part 7)."""

    documentation = models.ForeignKey(Documentation, on_delete=models.CASCADE, related_name="rates")
    currency = models.CharField(_("currency"), max_length=3)
    rate = models.DecimalField(_("tenge for one unit"), max_digits=14, decimal_places=4)
    on = models.DateField(_("rate of the day"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["documentation", "currency"], name="tenders_rate_once"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="tenders_rate_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.rate}"
