"""What the working group and the organiser type: places, columns, checks, recommendations, reasons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ppp_portal.panel.states import Choice
from ppp_portal.qualification.states import Verdict
from ppp_portal.web.inputs import AmountField, DayField, DraftForm, MomentField, TextField
from projects.forms.alternatives import SUMS, lines
from projects.messages.alternatives import RECOMMENDATIONS


class GroupDeclarationForm(forms.Form):
    no_conflict = forms.TypedChoiceField(
        label=_("My declaration"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("I have no conflict of interest with the initiator or anybody who may propose")),
            ("no", _("I have a conflict of interest and step aside")),
        ],
        coerce=lambda value: value == "yes",
    )
    statement = lines(_("Circumstances"), hint=_("Needed only when you step aside."))


class GroupSittingForm(forms.Form):
    place_kk = TextField(label=_("Place"), max_length=300)
    place_ru = TextField(label=_("Place"), max_length=300)
    present = forms.TypedMultipleChoiceField(
        label=_("Who is at the table besides you"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
    )

    def __init__(self, *args: Any, seats: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [(seat.person_id, seat.name) for seat in seats]  # type: ignore[attr-defined]


class UntilForm(DraftForm):
    """Until when the questions of the comparison are answered."""

    answers_until = MomentField(
        label=_("Answers are taken until (inclusive)"),
        help_text=_("A whole working day at least, 60 calendar days at most; Astana time, UTC+5."),
        required=False,
    )


class MovedUntilForm(UntilForm):
    """Another end: whoever takes time away says why."""

    optional = ("reason_kk", "reason_ru")

    reason_kk = lines(_("Reason"), hint=_("Needed to bring the end forward; everybody is told it."))
    reason_ru = lines(_("Reason"), hint=_("Needed to bring the end forward; everybody is told it."))


class ColumnForm(DraftForm):
    optional = ("incumbent", "real")

    name_kk = TextField(label=_("Who proposes"), max_length=300, required=False)
    name_ru = TextField(label=_("Who proposes"), max_length=300, required=False)
    incumbent = forms.BooleanField(label=_("This organisation provides the service now"), required=False)
    real = forms.BooleanField(
        label=_("Only published facts are shown; no verdict is passed on it"), required=False
    )


class ProposalCheckForm(forms.Form):
    """One of the eight requirements on one proposal."""

    verdict = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect, choices=Verdict.choices)
    evidence_kk = TextField(label=_("Evidence"), max_length=500, required=False)
    evidence_ru = TextField(label=_("Evidence"), max_length=500, required=False)
    certificate_on = DayField(label=_("Date of the certificate"), required=False)
    valid_until = DayField(label=_("Valid until"), required=False)
    reason_kk = lines(_("Reason"), hint=_("Needed when the requirement is not met."))
    reason_ru = lines(_("Reason"), hint=_("Needed when the requirement is not met."))

    def __init__(self, *args: Any, amounts: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in amounts:
            self.fields[name] = AmountField(label=SUMS[name], required=False)
        self.order_fields(["verdict", *amounts])

    def values(self) -> dict[str, Any]:
        """Arguments of the action: the sums apart from the rest."""
        data = dict(self.cleaned_data)
        amounts = {name: data.pop(name) for name in SUMS if name in data}
        return {**data, "amounts": {name: value for name, value in amounts.items() if value is not None}}


class RecommendationForm(DraftForm):
    recommendation = forms.ChoiceField(
        label=_("The working group recommends"),
        widget=forms.RadioSelect,
        choices=list(RECOMMENDATIONS.items()),
    )
    reason_kk = lines(_("Reason"), 5)
    reason_ru = lines(_("Reason"), 5)


class GroupVoteForm(forms.Form):
    choice = forms.ChoiceField(label=_("My vote"), widget=forms.RadioSelect, choices=Choice.choices)
    dissent_kk = lines(_("Dissenting opinion"), hint=_("It is printed in the protocol word for word."))
    dissent_ru = lines(_("Dissenting opinion"), hint=_("It is printed in the protocol word for word."))
    seen = TextField(widget=forms.HiddenInput, required=False)


class GroupReasonsForm(DraftForm):
    reason_kk = lines(_("Reason"), 3)
    reason_ru = lines(_("Reason"), 3)


class RecallForm(DraftForm):
    """Why a protocol is taken back from those who sign it."""

    reason = lines(_("Reason"), 2)


class SignedFileForm(DraftForm):
    file = forms.FileField(
        label=_("Signed file"),
        required=False,
        help_text=_("A scan of the signed protocol, or the CMS with the signatures."),
    )


class WayForm(DraftForm):
    reason_kk = lines(_("Reason"), 5)
    reason_ru = lines(_("Reason"), 5)
    document = forms.FileField(
        label=_("Document on which the decision stands"),
        help_text=_("It is published with the decision."),
        required=False,
    )


class AnswerForm(DraftForm):
    text_kk = lines(_("Answer"), 8)
    text_ru = lines(_("Answer"), 8)


class GroupChoiceForm(forms.Form):
    commission = forms.ChoiceField(label=_("Working group"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, commissions: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commission"].choices = list(commissions)  # type: ignore[attr-defined]
