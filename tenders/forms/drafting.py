"""What the organiser types before publication. Formats only: what the law asks is asked by the rules."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ppp_portal.web.inputs import AmountField, DayField, DraftForm, MomentField, TextField
from tenders.kinds import KINDS, TenderKind
from tenders.models.documentation import SheetGround, StudyKind
from tenders.wording import PLACES

LONG = 200_000
TEXTS = ("text_kk", "text_ru")
ZONE = _("Astana time, UTC+5, in whole seconds.")


def text(label: Any = "", rows: int = 8, hint: Any = "") -> TextField:
    """A long text of one language."""
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, help_text=hint, widget=widget, max_length=LONG, required=False)


class NewTenderForm(DraftForm):
    """A tender on a project of one's own. The kind is explained beside each choice by the page.

    One to replace the private partner begins in the case of the replacement, where the contract says the rest (p. 62).
    Blank titles are refused by the action, together with whatever stands against the kind or the project.
    """

    optional = ("parent",)

    project = forms.ChoiceField(
        label=_("PPP project"),
        error_messages={"required": _("Choose the project that the tender is held on.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind of tender"),
        choices=[choice for choice in TenderKind.choices if choice[0] != TenderKind.REPLACEMENT],
        initial=TenderKind.OPEN,
        widget=forms.RadioSelect,
    )
    title_kk = TextField(label=_("Title of the tender"), max_length=500, required=False)
    title_ru = TextField(label=_("Title of the tender"), max_length=500, required=False)
    parent = forms.ChoiceField(
        label=_("Failed tender that is repeated"),
        help_text=_(
            "Only for a re-tender (para. 44): its documentation becomes the beginning of the new one."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        projects: Iterable[Any],
        parents: Iterable[Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = [("", _("Choose a project")), *((str(p.pk), p.title) for p in projects)]
        self.fields["project"].choices = chosen  # type: ignore[attr-defined]
        failed = [("", "—"), *((str(t.pk), f"{t.number} {t.title}") for t in parents)]
        self.fields["parent"].choices = failed  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the chosen kind does not use is dropped, so that a leftover choice harms nobody."""
        data = super().clean() or self.cleaned_data
        row = KINDS.get(data.get("kind", ""))
        if row and not row.needs_failed_parent:
            data["parent"] = ""
        return data

    def beginning(self) -> dict[str, Any]:
        """What could be read of it, as the action takes it."""
        data = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        project, parent = data.pop("project"), data.pop("parent")
        return {
            **data,
            "project_id": UUID(project) if project else None,
            "parent_id": UUID(parent) if parent else None,
        }


class BasicsForm(DraftForm):
    """Title, and the end of stage one where there is one."""

    title_kk = TextField(label=_("Title of the tender"), max_length=500)
    title_ru = TextField(label=_("Title of the tender"), max_length=500)
    stage1_closes_at = MomentField(label=_("Stage one ends"), help_text=ZONE, required=False)
    stage1_off_day_confirmed = forms.BooleanField(
        label=_("The last day of stage one is not a working day, and that is intended"), required=False
    )

    def __init__(self, *args: Any, with_stage_one: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_stage_one:
            del self.fields["stage1_closes_at"], self.fields["stage1_off_day_confirmed"]


class PartForm(DraftForm):
    """The text of one part, in both languages."""

    text_kk = text(_("Text of the part"))
    text_ru = text(_("Text of the part"))


class ExtraTextForm(PartForm):
    """Parts 5 and 13: the rows say everything, a text may be added."""

    optional = TEXTS


class StudyForm(PartForm):
    """Part 2: which paper is annexed, and on what ground."""

    optional = ("sheet_ground",)

    study = forms.ChoiceField(
        label=_("Which paper is annexed?"), choices=StudyKind.choices, widget=forms.RadioSelect
    )
    sheet_ground = forms.ChoiceField(
        label=_("Ground for the information sheet"),
        help_text=_("Only when an information sheet takes the place of the feasibility study."),
        choices=SheetGround.choices,
        required=False,
    )


class BidTermsForm(PartForm):
    """Part 10: investments, deadline, validity, and the budget that would receive a forfeited security.

    The opening is of part 12 and stands there too: whoever moves the deadline past it moves both here at once.
    """

    optional = TEXTS

    investments = AmountField(
        label=_("Sum of assumed investments, in tenge"),
        help_text=_("The bid security is one tenth of one per cent of this sum (p. 31)."),
        required=False,
    )
    budget_kk = TextField(
        label=_("Budget that receives a forfeited security"), max_length=200, required=False
    )
    budget_ru = TextField(
        label=_("Budget that receives a forfeited security"), max_length=200, required=False
    )
    deposit_bank_kk = TextField(label=PLACES["deposit_bank"], max_length=200, required=False)
    deposit_bank_ru = TextField(label=PLACES["deposit_bank"], max_length=200, required=False)
    deposit_account = TextField(
        label=PLACES["deposit_account"],
        help_text=_("20 signs, beginning with KZ. Bidders who pay in cash pay to this account."),
        max_length=34,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    deposit_bin = TextField(label=PLACES["deposit_bin"], max_length=12, required=False)
    deposit_purpose_kk = TextField(label=PLACES["deposit_purpose"], max_length=300, required=False)
    deposit_purpose_ru = TextField(label=PLACES["deposit_purpose"], max_length=300, required=False)
    closes_at = MomentField(
        label=_("Submission of bids ends"),
        help_text=_(
            "Inclusive: a bid received at this very instant counts. Astana time, UTC+5, in whole seconds."
        ),
        required=False,
    )
    off_day_confirmed = forms.BooleanField(
        label=_("The last day is not a working day, and that is intended"), required=False
    )
    opens_at = MomentField(
        label=_("Bids are opened"),
        help_text=_("Later than the end of submission; it stands in part 12 as well."),
        required=False,
    )
    bids_valid_until = DayField(label=_("Bids are valid until"), required=False)

    def __init__(self, *args: Any, cutoff_stands: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if cutoff_stands:
            del self.fields["closes_at"], self.fields["opens_at"]

    def clean_deposit_account(self) -> str:
        return self.cleaned_data["deposit_account"].replace(" ", "").upper()


class OpeningForm(PartForm):
    """Part 12: hour and place of the opening."""

    optional = TEXTS

    opens_at = MomentField(
        label=_("Bids are opened"),
        help_text=_("Later than the end of submission. Astana time, UTC+5, in whole seconds."),
        required=False,
    )
    opening_place_kk = TextField(label=_("Place of the opening"), max_length=300, required=False)
    opening_place_ru = TextField(label=_("Place of the opening"), max_length=300, required=False)

    def __init__(self, *args: Any, cutoff_stands: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if cutoff_stands:
            del self.fields["opens_at"]


class FileForm(forms.Form):
    """A file annexed to a part. A file without text, or with both, stands for both languages."""

    file = forms.FileField(label=_("File"))
    file_language = forms.ChoiceField(
        label=_("Language of the file"),
        help_text=_(
            "What is annexed is published in both languages: a translation is a file of its own (p. 20)."
        ),
        choices=[
            ("kk", "Қазақша"),
            ("ru", "Русский"),
            ("both", _("both languages in one file, or no text (drawing, map)")),
        ],
        widget=forms.RadioSelect,
    )
    file_title_kk = TextField(label=_("What the file is"), max_length=300)
    file_title_ru = TextField(label=_("What the file is"), max_length=300)

    def clean_file_language(self) -> str:
        chosen = str(self.cleaned_data["file_language"])
        return "" if chosen == "both" else chosen


class PartnerForm(forms.Form):
    """One organisation, named as a public partner or taken off."""

    organisation = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    remove = TextField(required=False, max_length=3)


class ReturnForm(DraftForm):
    reason = TextField(
        label=_("Why the approval is taken back"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
