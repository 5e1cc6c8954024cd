"""What the commission types: places, reasons, verdicts, amounts. Nowhere a score."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ppp_portal.panel.states import Choice, Purpose, SeatRole
from ppp_portal.qualification.states import Verdict
from ppp_portal.web.inputs import AmountField, DayField, DraftForm, TextField
from tenders.forms.drafting import text
from tenders.messages.admission import GROUND_WORDS
from tenders.messages.competed import STATED, about
from tenders.messages.failure import GROUND_LABELS


def lines(label: Any, rows: int = 3, *, required: bool = False, hint: Any = "") -> TextField:
    """A few lines of plain text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, widget=widget, max_length=4000, required=required, help_text=hint)


class DeclarationForm(forms.Form):
    no_conflict = forms.TypedChoiceField(
        label=_("My declaration"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("I have no conflict of interest with anybody who may bid in this tender")),
            ("no", _("I have a conflict of interest and step aside")),
        ],
        coerce=lambda value: value == "yes",
    )
    statement = lines(_("Circumstances"), hint=_("Needed only when you step aside."))


class SittingForm(forms.Form):
    purpose = forms.ChoiceField(label=_("What the sitting is about"))
    place_kk = TextField(label=_("Place"), max_length=300)
    place_ru = TextField(label=_("Place"), max_length=300)
    present = forms.TypedMultipleChoiceField(
        label=_("Who is at the table besides you"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
    )

    def __init__(self, *args: Any, purposes: Any = (), seats: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [(name, Purpose(name).label) for name in purposes]  # type: ignore[attr-defined]
        seated = [(seat.person_id, f"{seat.name}, {SeatRole(seat.role).label}") for seat in seats]
        self.fields["present"].choices = seated  # type: ignore[attr-defined]
        self.fields["present"].later = True  # type: ignore[attr-defined]


class RecommendationForm(DraftForm):
    """One conclusion of the discussion, in both languages."""

    text_kk = lines(_("What the documentation is to provide"), required=True)
    text_ru = lines(_("What the documentation is to provide"), required=True)


class VoteForm(forms.Form):
    choice = forms.ChoiceField(label=_("My vote"), widget=forms.RadioSelect, choices=Choice.choices)
    dissent_kk = lines(_("Dissenting opinion"), hint=_("It is printed in the protocol word for word."))
    dissent_ru = lines(_("Dissenting opinion"), hint=_("It is printed in the protocol word for word."))
    seen = TextField(widget=forms.HiddenInput, required=False)


def _evidence() -> TextField:
    return TextField(
        label=_("Evidence"),
        max_length=500,
        required=False,
        help_text=_(
            "Document, number, date, register. Left empty, the bidder's own statement stands for it."
        ),
    )


class CheckForm(forms.Form):
    verdict = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect, choices=Verdict.choices)
    evidence_kk = _evidence()
    evidence_ru = _evidence()
    certificate_on = DayField(label=_("Date of the certificate"), required=False)
    valid_until = DayField(label=_("Valid until"), required=False)
    reason_kk = lines(_("Reason"), hint=_("Needed when the requirement is not met."))
    reason_ru = lines(_("Reason"), hint=_("Needed when the requirement is not met."))

    AMOUNTS = {
        "tax_debt": _("Tax debt"),
        "own_funds": _("Own funds"),
        "borrowed_funds": _("Borrowed funds"),
    }

    def __init__(self, *args: Any, amounts: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in amounts:
            self.fields[name] = AmountField(label=self.AMOUNTS[name], required=False)
            self.fields[name].later = True  # type: ignore[attr-defined]
        self.order_fields(["verdict", *amounts])

    def amounts(self) -> dict[str, Any]:
        given = {name: self.cleaned_data.get(name) for name in self.AMOUNTS}
        return {name: value for name, value in given.items() if value is not None}


class JudgementForm(forms.Form):
    admit = forms.TypedChoiceField(
        label=_("Proposed decision"),
        widget=forms.RadioSelect,
        choices=[("yes", _("admit")), ("no", _("reject"))],
        coerce=lambda value: value == "yes",
    )
    code = forms.ChoiceField(
        label=_("Ground of the rejection"),
        choices=[("", "—"), *GROUND_WORDS.items()],
        required=False,
        help_text=_("Needed when the bid is rejected."),
    )
    reason_kk = text(_("Reason"), rows=3, hint=_("Needed when the bid is rejected."))
    reason_ru = text(_("Reason"), rows=3, hint=_("Needed when the bid is rejected."))


class EvidenceForm(forms.Form):
    accepted = AmountField(label=_("Accepted"))
    reason_kk = lines(_("Reason"), hint=_("Needed when it is not accepted in full. The bidder reads it."))
    reason_ru = lines(_("Reason"), hint=_("Needed when it is not accepted in full. The bidder reads it."))


class ReasonsForm(DraftForm):
    reason_kk = text(_("Reason"), rows=3)
    reason_ru = text(_("Reason"), rows=3)


class TieForm(ReasonsForm):
    bid = forms.ChoiceField(label=_("The best among equals"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, bids: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bid"].choices = [(str(bid.pk), bid.bidder.name) for bid in bids]  # type: ignore[attr-defined]
        self.order_fields(["bid", "reason_kk", "reason_ru"])


class DropForm(ReasonsForm):
    outcome = forms.ChoiceField(
        label=_("Why the bid is dropped"),
        widget=forms.RadioSelect,
        choices=[
            ("refused", _("the bidder refused to negotiate or to agree")),
            ("unacceptable", _("its proposals are unacceptable")),
        ],
    )
    field_order = ("outcome", "reason_kk", "reason_ru")


class ClauseForm(DraftForm):
    """Another text of a clause; where it says what the contract is made of, also what is stated of it with a reason.

    ``won_with``: such figures and words, as ``queries.negotiation.Row`` reads them.
    """

    optional = ("unrelated", "unrelated_kk", "unrelated_ru")

    text_kk = text(_("Proposed text"), rows=8)
    text_ru = text(_("Proposed text"), rows=8)
    unrelated = forms.MultipleChoiceField(
        label=_("What the proposal states"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Tick it only where it is so, for instance where a figure stands in this clause by chance: a guarantee of "
            "as many months, a penalty of as many per cent. The other side has to agree, and the protocols print it."
        ),
    )
    unrelated_kk = lines(_("Reason of the statement"), hint=_("Needed only with a tick above."))
    unrelated_ru = lines(_("Reason of the statement"), hint=_("Needed only with a tick above."))

    def __init__(self, *args: Any, won_with: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not won_with:
            for name in self.optional:
                del self.fields[name]
            return
        self.fields["unrelated"].choices = [  # type: ignore[attr-defined]
            (one.key, capfirst(STATED[one.kind] % about(one))) for row in won_with for one in [row["figure"]]
        ]


class RemarkForm(DraftForm):
    text_kk = text(_("Remark or answer"), rows=4)
    text_ru = text(_("Remark or answer"), rows=4)


class FailureForm(forms.Form):
    """``holds`` is the ground that the facts give, ``None`` while nothing may be told of them."""

    ground = forms.ChoiceField(
        label=_("Ground"), widget=forms.RadioSelect, choices=list(GROUND_LABELS.items())
    )
    citation_kk = lines(_("Citation of paragraph 43"), hint=_("Needed only for a case of paragraph 43."))
    citation_ru = lines(_("Citation of paragraph 43"), hint=_("Needed only for a case of paragraph 43."))

    def __init__(self, *args: Any, holds: str | None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"ground": holds}, **kwargs)
        if holds is None:
            return
        ground = self.fields["ground"]
        ground.choices = [(key, label) for key, label in GROUND_LABELS.items() if key in (holds, "44-3")]  # type: ignore[attr-defined]
        ground.help_text = _("The other grounds are facts: one that does not hold is not offered.")


class ReasonForm(forms.Form):
    reason = lines(_("Reason"), required=True)
