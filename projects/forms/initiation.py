"""What the browser sends for an initiation notice. Formats only: what the law asks is asked by the rules."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ppp_portal.web.inputs import DraftForm, MomentField, TextField
from ppp_portal.web.rows import RowForm, rows_of
from projects.forms.cards import words
from projects.kinds import Ground, RequirementKind

ZONE = _("Astana time, UTC+5, in whole seconds. 23:59:59 is the end of the day.")


class TermsForm(DraftForm):
    """What a draft and an amendment both say."""

    optional = ("off_day_confirmed",)

    responsibilities_kk = words(
        _("Responsibilities of the private partner"), 5, _("One responsibility a line.")
    )
    responsibilities_ru = words(_("Responsibilities of the private partner"), 5)
    closes_at = MomentField(
        label=_("Alternative proposals are accepted until"), help_text=ZONE, required=False
    )
    off_day_confirmed = forms.BooleanField(
        label=_("The deadline on a non-working day is intended"), required=False
    )
    address_kk = TextField(label=_("Address"), max_length=300, required=False)
    address_ru = TextField(label=_("Address"), max_length=300, required=False)
    phone = TextField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)

    @classmethod
    def values_of(cls, notice: Any) -> dict[str, Any]:
        """The notice as it stands, for the form's first showing; a file already kept is no upload."""
        kept = {name for name in cls.base_fields if hasattr(notice, name)} - {"ground_document"}
        return {name: getattr(notice, name) for name in kept}


class NoticeForm(TermsForm):
    """The draft: with the ground of the direct negotiations and the organisation that initiated the project."""

    field_order = ("initiator_id", "ground", "ground_document")

    initiator_id = forms.TypedChoiceField(
        label=_("Initiator of the project"),
        help_text=_("Not shown to anybody before the acceptance has closed."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    ground = forms.ChoiceField(
        label=_("Ground of the direct negotiations"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    ground_document = forms.FileField(
        label=_("Document of the ground"),
        help_text=_("A title or a long lease of the object, or a certificate of the exclusive rights."),
        required=False,
    )

    def __init__(self, *args: Any, initiators: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [("", "—"), *((row.pk, f"{row.name} ({row.bin})") for row in initiators)]
        self.fields["initiator_id"].choices = chosen  # type: ignore[attr-defined]


class AmendmentForm(TermsForm):
    """A new edition of a published notice, with its reason."""

    field_order = ("reason_kk", "reason_ru")

    reason_kk = words(_("Reason"))
    reason_ru = words(_("Reason"))


class DeclineForm(DraftForm):
    """Why the head does not post what was proposed."""

    reason = words(_("Reason"))


class RequirementForm(RowForm):
    """One requirement of the organiser's own; each names the provision it stands on."""

    needed = "text_kk"
    preset = ("kind",)

    kind = forms.ChoiceField(
        label=_("Kind"), choices=RequirementKind.choices, initial=RequirementKind.PROPOSAL, required=False
    )
    text_kk = words(_("Requirement"), 2)
    text_ru = words(_("Requirement"), 2)
    citation_kk = TextField(label=_("Ground of the requirement"), max_length=300, required=False)
    citation_ru = TextField(label=_("Ground of the requirement"), max_length=300, required=False)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or RequirementKind.PROPOSAL


RequirementRows = rows_of(RequirementForm)
