"""The questionnaire of an extension: its questions, its offers, their answers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from contracts.forms.cards import long, paper, short
from ppp_portal.comparison.rules import Ask
from ppp_portal.comparison.states import Better, Kind, Outcome
from ppp_portal.web.inputs import DraftForm
from projects.forms.alternatives import RepliesForm


class TitleForm(DraftForm):
    title_kk = short(_("Title of the comparison"))
    title_ru = short(_("Title of the comparison"))


class QuestionForm(DraftForm):
    optional = ("unit_kk", "unit_ru", "better")

    requirement_kk = short(_("Requirement"))
    requirement_ru = short(_("Requirement"))
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=Kind, initial=Kind.TEXT)
    unit_kk = short(_("Unit"), 40)
    unit_ru = short(_("Unit"), 40)
    better = forms.ChoiceField(
        label=_("Which is better"), choices=[("", "—"), *Better.choices], required=False
    )

    def ask(self) -> Ask | None:
        """The question; nothing for a row that was left blank."""
        given = self.cleaned_data
        return Ask(**given) if given.get("requirement_kk") or given.get("requirement_ru") else None


class ColumnForm(DraftForm):
    optional = ("incumbent", "real")

    name_kk = short(_("Who proposes"))
    name_ru = short(_("Who proposes"))
    incumbent = forms.BooleanField(label=_("It is the private partner now"), required=False)
    real = forms.BooleanField(label=_("Only published facts are entered"), required=False)


class ClosingForm(DraftForm):
    """Who was asked and did not offer: needed where nobody but the incumbent did."""

    optional = ("silence_kk", "silence_ru")

    silence_kk = long(_("Who was asked and did not offer"), rows=2)
    silence_ru = long(_("Who was asked and did not offer"), rows=2)


class AnswersForm(RepliesForm):
    """One offer: what it says to each question, with its evidence, and the verdict on it."""

    def __init__(
        self, *args: Any, questions: Iterable[Any], real: bool, group: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, questions=questions, real=real, **kwargs)
        for question in self.questions:
            self.fields[f"{question.number}-evidence"] = paper(_("Evidence"))
        if group:  # its members judge
            return
        outcomes = [choice for choice in Outcome.choices if (choice[0] == Outcome.NOT_JUDGED) == real]
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Verdict"), choices=outcomes, widget=forms.RadioSelect
        )
        self.fields["reason_kk"], self.fields["reason_ru"] = long(_("Reason")), long(_("Reason"))
        self.needed_later("reason_kk", "reason_ru")

    def rows(self) -> list[dict[str, Any]]:
        return [{**row, "evidence": self[f"{row['question'].number}-evidence"]} for row in super().rows()]

    def evidence(self) -> dict[int, UploadedFile]:
        """The papers just attached, by the number of the question."""
        given = {row.number: self.cleaned_data[f"{row.number}-evidence"] for row in self.questions}
        return {number: file for number, file in given.items() if file}
