"""What the browser sends for a project card, its technical parameters and its approvals."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.regions import Region
from ppp_portal.web.inputs import AmountField, DayField, DecimalField, DraftForm, TextField, WholeField
from ppp_portal.web.rows import RowForm, rows_of
from projects.kinds import Complexity, CostUnit, Level
from projects.wording import SECTORS

TIYN = Decimal("0.01")
# What a card may lack until a notice is published on it.
ANNOUNCED = (
    "sector",
    "region",
    "level",
    "start_year",
    "end_year",
    "creation_months",
    "payments_kk",
    "payments_ru",
)


def words(label: Any, rows: int = 3, hint: Any = "") -> TextField:
    """A text of some lines in one language."""
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, help_text=hint, widget=widget, max_length=20_000, required=False)


def number(label: Any, least: int, most: int, hint: Any = "") -> WholeField:
    return WholeField(label=label, help_text=hint, min_value=least, max_value=most, required=False)


class ProjectForm(DraftForm):
    """A card in both languages. The cost is typed in the unit of the organiser's papers and handed on in tenge."""

    optional: tuple[str, ...] = ("standard_kk", "standard_ru")
    needed_for = {
        **dict.fromkeys(ANNOUNCED, _("(needed for an initiation notice)")),
        "operation_years": _("(needed for a tender and for an initiation notice)"),
    }

    title_kk = TextField(label=_("Title of the project"), max_length=500, required=False)
    title_ru = TextField(label=_("Title of the project"), max_length=500, required=False)
    object_kk = words(_("PPP object"), 5, _("What is built or renewed, its capacity and its place."))
    object_ru = words(_("PPP object"), 5)
    sector = forms.ChoiceField(label=_("Sector"), choices=[("", "—"), *SECTORS.items()], required=False)
    region = forms.ChoiceField(label=_("Region"), choices=[("", "—"), *Region.choices], required=False)
    level = forms.ChoiceField(
        label=_("Level of the project"), choices=[("", "—"), *Level.choices], required=False
    )
    cost = AmountField(
        label=_("Project cost"),
        help_text=_("In the unit chosen beside it: 18 324 558 thousand tenge is kept as 18 324 558 000 ₸."),
        required=False,
    )
    cost_unit = forms.TypedChoiceField(
        label=_("Unit of the cost"),
        choices=CostUnit.choices,
        initial=CostUnit.TENGE,
        coerce=int,
        required=False,
    )
    cost_with_vat = forms.TypedChoiceField(
        label=_("Does the cost include VAT?"),
        choices=[("yes", _("The cost includes VAT")), ("no", _("The cost is without VAT"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    start_year = number(_("First year of implementation"), 2000, 2100)
    end_year = number(_("Last year of implementation"), 2000, 2140, _("Five to thirty years in all."))
    creation_months = number(_("Creation, months"), 1, 360)
    operation_years = number(_("Operation, years"), 1, 30)
    payments_kk = words(_("Payments from the budget and state support"))
    payments_ru = words(_("Payments from the budget and state support"))
    pays_after_commissioning = forms.BooleanField(
        label=_("Paid only after the object has been put into service"), required=False
    )
    standard_kk = words(_("Sector standard"), 2)
    standard_ru = words(_("Sector standard"), 2)
    complexity = forms.ChoiceField(
        label=_("Is the object technically complex and (or) unique?"),
        help_text=_(
            "Two-stage procedures need “technically complex and (or) unique” (art. 42 of the PPP Law)."
        ),
        choices=Complexity.choices,
        initial=Complexity.NO,
        widget=forms.RadioSelect,
    )
    special_significance = forms.BooleanField(
        label=_(
            "This is a PPP project of special significance (para. 48: a special company may sign the contract)"
        ),
        required=False,
    )

    def clean_cost_unit(self) -> int:
        return self.cleaned_data["cost_unit"] or int(CostUnit.TENGE)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("cost") is not None:
            data["cost"] = data["cost"] * data.get("cost_unit", 1)
            if data["cost"] >= Decimal(10) ** 18:
                self.add_error("cost", _("The sum is too large."))
        return data

    def read(self) -> dict[str, Any]:
        """Every field; ``None`` where what was typed could not be read."""
        return {name: self.cleaned_data.get(name) for name in self.fields}

    @classmethod
    def values_of(cls, project: Any) -> dict[str, Any]:
        """The card as it stands, for the form's first showing."""
        values = {name: getattr(project, name) for name in cls.base_fields}
        said = project.cost_with_vat
        values["cost_with_vat"] = "" if said is None else "yes" if said else "no"
        if project.cost is not None:
            counted = project.cost / project.cost_unit
            if counted == counted.quantize(TIYN):
                values["cost"] = counted
            else:  # the papers' unit cannot hold this sum: tenge can
                values["cost_unit"] = CostUnit.TENGE
        return values


class NewProjectForm(ProjectForm):
    """A card that is not kept yet. The reason is asked for only when a card of the same title exists."""

    optional = (*ProjectForm.optional, "twin_reason")

    twin_reason = words(
        _("Why a second card of this title"),
        3,
        _("Write it only if both cards are needed. It is not published."),
    )


class ParameterForm(RowForm):
    """One technical parameter. A part stands under the nearest whole above it."""

    needed = "name_kk"
    optional = ("unit_kk", "unit_ru", "quantity")

    name_kk = TextField(label=_("Parameter"), max_length=300, required=False)
    name_ru = TextField(label=_("Parameter"), max_length=300, required=False)
    unit_kk = TextField(label=_("Unit"), max_length=60, required=False)
    unit_ru = TextField(label=_("Unit"), max_length=60, required=False)
    quantity = DecimalField(label=_("Quantity"), max_digits=16, decimal_places=3, min_value=0, required=False)
    part = forms.BooleanField(label=_("A part of the parameter above"), required=False)


class StepForm(RowForm):
    """One approval. The document, once attached, stays with its row."""

    needed = "body_kk"
    preset = ("pk",)
    optional = ("due_on", "done_on")

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    body_kk = TextField(label=_("Approving body"), max_length=300, required=False)
    body_ru = TextField(label=_("Approving body"), max_length=300, required=False)
    due_on = DayField(label=_("Due"), required=False)
    done_on = DayField(label=_("Given"), required=False)
    file = forms.FileField(label=_("Document of the approval"), required=False)


ParameterRows = rows_of(ParameterForm)
StepRows = rows_of(StepForm)
