"""What the organiser types after publication: answers, reasons, acts of a court, seats of a commission."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ppp_portal.panel.states import CommissionKind, SeatRole
from ppp_portal.web.inputs import DayField, DraftForm, MomentField, TextField
from ppp_portal.web.wording import day
from tenders.forms.drafting import text


class AnswerForm(DraftForm):
    """Question and answer as everybody will read them."""

    question_kk = text(_("The question as published"), rows=5)
    question_ru = text(_("The question as published"), rows=5)
    answer_kk = text(_("The answer"))
    answer_ru = text(_("The answer"))


class ReasonForm(DraftForm):
    reason_kk = text(_("Reason"), rows=5)
    reason_ru = text(_("Reason"), rows=5)


class DeclineForm(DraftForm):
    reason = TextField(
        label=_("Why the proposal is declined"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class PostingForm(forms.Form):
    """More time than bidders lost may be given; less may not."""

    closes_at = MomentField(
        label=_("Later end of submission"),
        help_text=_(
            "Leave empty to restore exactly the time that was left. Astana time, UTC+5, in whole seconds."
        ),
        required=False,
    )
    off_day_confirmed = forms.BooleanField(
        label=_("The last day is not a working day, and that is intended"), required=False
    )
    opens_at = MomentField(
        label=_("Opening of bids"),
        help_text=_("Leave empty to keep the distance between the end of submission and the opening."),
        required=False,
    )


class StayForm(ReasonForm):
    optional = ("file",)
    act = TextField(
        label=_("Court and its act"),
        help_text=_("The court, what it issued, and the number."),
        max_length=300,
        required=False,
    )
    act_date = DayField(label=_("Date of the act"), required=False)
    file = forms.FileField(label=_("The act"), required=False)


class EndStayForm(DraftForm):
    optional = ("file",)
    act = TextField(
        label=_("Act that ends the stay"),
        help_text=_("The court, what it issued, and the number."),
        max_length=300,
        required=False,
    )
    act_date = DayField(label=_("Date of the act"), required=False)
    file = forms.FileField(label=_("The act"), required=False)
    bids_valid_until = DayField(label=_("Bids are valid until"), required=False)

    def __init__(self, *args: Any, valid_from: date | None, **kwargs: Any) -> None:
        """``valid_from`` is the first day that is late enough; ``None`` when nothing has to be asked."""
        super().__init__(*args, **kwargs)
        if valid_from is None:
            del self.fields["bids_valid_until"]
        else:
            said = _(
                "The submission ends later now, so bids are to be valid until %(day)s or longer. If the head "
                "decides on a later day, the portal moves this one on as far as needed."
            )
            self.fields["bids_valid_until"].help_text = said % {"day": day(valid_from)}


class CompositionForm(DraftForm):
    """The order on composition: one line a person, with the seat and the one whom a substitute stands behind."""

    optional = ("document",)

    kind = forms.ChoiceField(
        label=_("What it is appointed for"),
        widget=forms.RadioSelect,
        choices=[
            (CommissionKind.TENDER, _("Tender commission: opens, admits and evaluates bids, negotiates")),
            (
                CommissionKind.GROUP,
                _("Working group: compares alternatives to an initiative or an extension"),
            ),
        ],
        help_text=_("This is fixed by the order: a tender has a tender commission, not a working group."),
    )
    name_kk = TextField(label=_("Name of the commission"), max_length=300)
    name_ru = TextField(label=_("Name of the commission"), max_length=300)
    order_number = TextField(label=_("Number of the order"), max_length=60, required=False)
    order_date = DayField(label=_("Date of the order"))
    document = forms.FileField(label=_("The signed order"), required=False)

    def __init__(
        self,
        *args: Any,
        people: Iterable[Any],
        changes: bool = False,
        file_needed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        self.fields["document"].required = file_needed
        if changes:
            del self.fields["kind"], self.fields["name_kk"], self.fields["name_ru"]
        seats = [("", _("not on the commission")), *SeatRole.choices]
        behind = [("", _("nobody: a seat of one's own")), *((str(p.pk), p.name) for p in self.people)]
        for person in self.people:
            self.fields[f"seat_{person.pk}"] = forms.ChoiceField(
                label=_("Seat"), choices=seats, required=False
            )
            self.fields[f"behind_{person.pk}"] = forms.ChoiceField(
                label=_("Substitute for"), choices=behind, required=False
            )
            self.needed_later(f"seat_{person.pk}", f"behind_{person.pk}")

    def lines(self) -> list[dict[str, Any]]:
        """People with their two fields, for the page."""
        return [
            {"person": p, "seat": self[f"seat_{p.pk}"], "behind": self[f"behind_{p.pk}"]} for p in self.people
        ]

    def plan(self) -> list[tuple[int, str, int | None]]:
        """(person, role, person replaced) of everybody who has a seat."""
        data = self.cleaned_data
        return [
            (p.pk, data[f"seat_{p.pk}"], int(data[f"behind_{p.pk}"]) if data[f"behind_{p.pk}"] else None)
            for p in self.people
            if data.get(f"seat_{p.pk}")
        ]


class AssignmentForm(forms.Form):
    commission = forms.ChoiceField(label=_("Commission"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, commissions: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commission"].choices = list(commissions)  # type: ignore[attr-defined]
