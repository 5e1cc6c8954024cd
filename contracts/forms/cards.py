"""What people type about a contract in force and its extension."""

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from contracts.card_states import MilestonePeriod, Regime, WarningAnswer
from contracts.extension_states import Ground, LineKind
from ppp_portal.journal.canonical import canonical_bytes
from ppp_portal.web import wording
from ppp_portal.web.inputs import AmountField, DayField, DecimalField, DraftForm, TextField, WholeField

# What the tables hold of each, in signs.
NUMBER, NAME, UNIT, CLAUSE = 80, 200, 60, 200


def short(label: Any, most: int = 300, **kwargs: Any) -> TextField:
    return TextField(label=label, max_length=most, required=False, **kwargs)


def figure(label: Any, **kwargs: Any) -> DecimalField:
    """How much of something there will be, or blank."""
    return DecimalField(
        label=label, required=False, min_value=Decimal(0), max_digits=20, decimal_places=4, **kwargs
    )


def long(label: Any, rows: int = 4, **kwargs: Any) -> TextField:
    return TextField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=20000, required=False, **kwargs
    )


def paper(label: Any) -> forms.FileField:
    return forms.FileField(label=label, required=False)


PAPERS = tuple(f"{name}_{part}" for name in ("budget", "maslikhat") for part in ("number", "on", "upload"))
UNCHANGED = _("Why the state owes no more")
UNCHANGED_HELP = _(
    "Needed where the state pays under the contract and neither tariff nor obligations change."
)


class EnterForm(DraftForm):
    """A contract concluded before this portal, from its paper."""

    optional = (
        "signed_on",
        "starts_on",
        "creation_ends_on",
        "partner_bin",
        "source_kk",
        "source_ru",
        "upload",
    )

    number = short(_("Number of the contract"), 60)
    title_kk = short(_("Title"))
    title_ru = short(_("Title"))
    object_kk = long(_("Object"))
    object_ru = long(_("Object"))
    regime = forms.ChoiceField(label=_("Procedure"), choices=Regime, initial=Regime.GENERAL)
    signed_on = DayField(label=_("Signed"), required=False)
    starts_on = DayField(label=_("First day"), required=False)
    creation_ends_on = DayField(label=_("Last day of the investment period"), required=False)
    ends_on = DayField(label=_("Last day"), required=False)
    partner_bin = TextField(
        label=_("BIN of the private partner"),
        max_length=12,
        required=False,
        help_text=_("If it is registered here it sees its contract and signs here."),
    )
    partner_kk = short(_("Private partner"))
    partner_ru = short(_("Private partner"))
    source_kk = short(
        _("Public source of the facts"), help_text=_("Needed only where no document is attached.")
    )
    source_ru = short(_("Public source of the facts"))
    upload = paper(_("The contract"))


class ChangeForm(DraftForm):
    """The basis of any change of a card: both sides agreed to it, on paper."""

    basis_kk = short(_("On what basis"))
    basis_ru = short(_("On what basis"))
    upload = paper(_("Supplementary agreement or decision"))


class QuantityForm(ChangeForm):
    name_kk = short(_("What is counted"), NAME)
    name_ru = short(_("What is counted"), NAME)
    unit_kk = short(_("Unit"), UNIT)
    unit_ru = short(_("Unit"), UNIT)
    value = DecimalField(label=_("Quantity"), min_value=Decimal(0), decimal_places=4, max_digits=20)
    from_on = DayField(label=_("From"))


class PapersForm(DraftForm):
    """Papers under art. 49(2) of the Law: each with its number, its date and its file, or not yet."""

    budget_number = short(_("Conclusion of the budget commission: number"), NUMBER)
    budget_on = DayField(label=_("Conclusion of the budget commission: date"), required=False)
    budget_upload = paper(_("Conclusion of the budget commission"))
    maslikhat_number = short(_("Decision of the maslikhat: number"), NUMBER)
    maslikhat_on = DayField(label=_("Decision of the maslikhat: date"), required=False)
    maslikhat_upload = paper(_("Decision of the maslikhat"))


class TariffForm(PapersForm, ChangeForm):
    unit_kk = short(_("Unit"), UNIT)
    unit_ru = short(_("Unit"), UNIT)
    value = AmountField(label=_("Tariff, ₸"))
    from_on = DayField(label=_("From"))


class ObligationForm(PapersForm, ChangeForm):
    optional = ("year", "plan", "fact", *PAPERS)

    year = WholeField(
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        required=False,
        help_text=_("Empty: the whole contract."),
    )
    plan = AmountField(label=_("Planned, ₸"), required=False)
    fact = AmountField(label=_("Paid, ₸"), required=False)
    covers_kk = short(_("What it covers"))
    covers_ru = short(_("What it covers"))


class MilestoneForm(ChangeForm):
    optional = ("financial_close",)

    period = forms.ChoiceField(label=_("Period"), choices=MilestonePeriod)
    title_kk = short(_("Milestone"))
    title_ru = short(_("Milestone"))
    due_on = DayField(label=_("Due"))
    financial_close = forms.BooleanField(label=_("This is the financial close"), required=False)


class ReachedForm(DraftForm):
    done_on = DayField(label=_("Done on"), required=False)
    upload = paper(_("Document"))


class WarningForm(DraftForm):
    answer = forms.ChoiceField(
        label=_("What is done about it?"),
        choices=[choice for choice in WarningAnswer.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    note = long(_("Explanation"))


NO_GROUND = {
    Ground.NO_TIME: _("no time left for a tender – not enough by itself"),
    Ground.OTHER: _("another reason – no ground for an extension"),
}


class RequestForm(DraftForm):
    """The request to extend. What is no ground stands in the list too, marked as such; its refusal says so again.

    Of the whole term it asks only where no paper at hand gives the first day.
    """

    optional = ("one_off", "total_statement_kk", "total_statement_ru")

    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[(ground, NO_GROUND.get(ground, ground.label)) for ground in Ground],
        widget=forms.RadioSelect,
        help_text=_("Choose one of the first four. A request on one of the last two is refused."),
    )
    reason_kk = long(_("Reasons"))
    reason_ru = long(_("Reasons"))
    upload = paper(_("Evidence of the ground"))
    new_ends_on = DayField(label=_("New last day"), required=False)
    one_off = forms.BooleanField(label=_("One time only, without a further extension"), required=False)
    total_statement_kk = long(_("The whole term, where its first day is not known"), rows=2)
    total_statement_ru = long(_("The whole term, where its first day is not known"), rows=2)

    def __init__(self, *args: Any, start_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("total_statement_kk", "total_statement_ru") if start_known else ():
            del self.fields[name]


class StandingForm(forms.Form):
    """What stands on the card: a value afterwards for each thing that changes, blank where it stays.

    A field bears the name of its thing, not of its place: the card may get another thing while somebody types.
    """

    def __init__(self, *args: Any, standing: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, prefix="standing", **kwargs)
        self.standing = {_after(row): row for row in standing}
        for name, row in self.standing.items():
            self.fields[name] = figure(capfirst(row.what), help_text=_("Now: %s.") % _figure(row.before))

    def lines(self) -> list[dict[str, Any]]:
        """The things that change, each in the words of the card."""
        return [
            {**{word: getattr(row, word) or "" for word in LINE_WORDS}, "after": after}
            for name, row in self.standing.items()
            if (after := self.cleaned_data[name]) is not None
        ]


LINE_WORDS = ("kind", "name_kk", "name_ru", "unit_kk", "unit_ru")


def _after(row: Any) -> str:
    """The name of the field for what ``row`` is: its kind, its name and its unit."""
    thing = canonical_bytes([row.kind, row.name_ru or "", row.unit_ru or ""])
    return f"after_{hashlib.sha256(thing).hexdigest()[:12]}"


class LineForm(DraftForm):
    """A thing that is not on the card yet; the request shows a few of them, blank ones are left out."""

    kind = forms.ChoiceField(label=_("What changes"), choices=[("", "—"), *LineKind.choices], required=False)
    name_kk = short(_("Title"), NAME)
    name_ru = short(_("Title"), NAME)
    unit_kk = short(_("Unit"), UNIT)
    unit_ru = short(_("Unit"), UNIT)
    after = figure(_("After"))

    def line(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        return given if any(value not in ("", None) for value in given.values()) else None


class GroundForm(DraftForm):
    note_kk = long(_("Why the ground is given"))
    note_ru = long(_("Why the ground is given"))


class RecommendationForm(DraftForm):
    text_kk = long(_("Recommendation"))
    text_ru = long(_("Recommendation"))
    on = DayField(label=_("Day on the paper"), required=False)
    upload = paper(_("Paper of the working group"))


class DecisionForm(DraftForm):
    """The decision as it stands on paper; it may grant less than was asked for."""

    optional = ("unchanged_kk", "unchanged_ru", "one_off")

    new_ends_on = DayField(label=_("New last day"), required=False)
    one_off = forms.BooleanField(label=_("One time only, without a further extension"), required=False)
    deciding_body_kk = short(_("Deciding body"))
    deciding_body_ru = short(_("Deciding body"))
    decision_number = short(_("Number of the decision"), NUMBER)
    decision_on = DayField(label=_("Date of the decision"), required=False)
    upload = paper(_("The decision"))
    decision_reason_kk = long(_("Reasons of the decision"))
    decision_reason_ru = long(_("Reasons of the decision"))
    effect_kk = long(_("Effect on the budget, on quality and on volume"))
    effect_ru = long(_("Effect on the budget, on quality and on volume"))
    unchanged_kk = long(UNCHANGED, rows=2, help_text=UNCHANGED_HELP)
    unchanged_ru = long(UNCHANGED, rows=2)


def decision_form(lines: Iterable[Any]) -> type[DecisionForm]:
    """With a field for each thing that changes: what was granted of it, as asked until somebody says less."""
    fields = {
        f"after_{place}": figure(
            capfirst(row.what),
            initial=row.asked,
            help_text=_("Now: %(before)s. Asked for: %(asked)s.")
            % {"before": _figure(row.before), "asked": _figure(row.asked)},
        )
        for place, row in enumerate(lines, 1)
    }
    order = ["new_ends_on", "one_off", *fields]  # what is granted, before why
    return type("DecisionOnLines", (DecisionForm,), {**fields, "field_order": order})


def _figure(value: Decimal | None) -> Any:
    return _("not published") if value is None else wording.number(value)


def granted(data: dict[str, Any]) -> dict[str, Any]:
    """What was typed, the rows under their numbers."""
    rows = {name: value for name, value in data.items() if name.startswith("after_")}
    after = {int(name.removeprefix("after_")): value for name, value in rows.items()}
    return {**{name: value for name, value in data.items() if name not in rows}, "after": after}


class RefusalForm(DraftForm):
    reason_kk = long(_("Reason"))
    reason_ru = long(_("Reason"))


class AgreementForm(DraftForm):
    signed_on = DayField(label=_("Date of the agreement"), required=False)
    upload = paper(_("Signed agreement"))


class SeenForm(forms.Form):
    """The digest of the text that was shown to the one who signs."""

    seen = TextField(widget=forms.HiddenInput)
