"""What the browser sends for a project card."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.regions import Region
from ppp_portal.web.inputs import AmountField, DraftForm
from projects.models import Complexity

SECTORS = (
    ("education", _("education and student housing")),
    ("health", _("health care")),
    ("transport", _("transport and roads")),
    ("utilities", _("housing and utilities")),
    ("energy", _("energy")),
    ("culture", _("culture and sport")),
    ("digital", _("digital infrastructure and security")),
    ("other", _("other")),
)


class ProjectForm(DraftForm):
    """A card in both languages. Costs are tenge, never thousands."""

    optional = ("sector", "region")

    title_kk = forms.CharField(label=_("Title of the project"), max_length=500, required=False)
    title_ru = forms.CharField(label=_("Title of the project"), max_length=500, required=False)
    object_kk = forms.CharField(
        label=_("PPP object"),
        help_text=_("What is built or renewed, its capacity and its place."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
        required=False,
    )
    object_ru = forms.CharField(
        label=_("PPP object"), widget=forms.Textarea(attrs={"rows": 5}), max_length=20_000, required=False
    )
    sector = forms.ChoiceField(label=_("Sector"), choices=[("", "—"), *SECTORS], required=False)
    region = forms.ChoiceField(label=_("Region"), choices=[("", "—"), *Region.choices], required=False)
    cost = AmountField(
        label=_("Project cost, in tenge"),
        help_text=_("The whole sum in tenge, not in thousands: 18 324 558 000."),
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
            "This is a PPP project of special significance (p. 48: a special company may sign the contract)"
        ),
        required=False,
    )

    @classmethod
    def values_of(cls, project: Any) -> dict[str, Any]:
        """The card as it stands, for the form's first showing."""
        values = {name: getattr(project, name) for name in cls.base_fields if name != "cost_with_vat"}
        said = project.cost_with_vat
        return {**values, "cost_with_vat": "" if said is None else "yes" if said else "no"}
