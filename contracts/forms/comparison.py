"""The questionnaire of an extension: its questions, its offers, their answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.forms.cards import long, short
from ppp_portal.comparison.rules import Ask, Reply
from ppp_portal.comparison.states import Better, Given, Kind, Outcome
from ppp_portal.web.inputs import DraftForm


class TitleForm(DraftForm):
    title_kk = short(_("Title of the comparison"))
    title_ru = short(_("Title of the comparison"))


class QuestionForm(DraftForm):
    optional = ("requirement_kk", "requirement_ru", "kind", "unit_kk", "unit_ru", "better")

    requirement_kk = short(_("Requirement"))
    requirement_ru = short(_("Requirement"))
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=Kind, initial=Kind.TEXT)
    unit_kk = short(_("Unit"))
    unit_ru = short(_("Unit"))
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


class AnswersForm(forms.Form):
    """One field row a question, and the verdict."""

    def __init__(self, *args: Any, questions: Any, real: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for row in self.questions:
            label, key = f"{row.number}. {row.requirement}", str(row.number)
            self.fields[f"{key}-state"] = forms.ChoiceField(label=label, choices=self._states(real))
            if row.kind == Kind.TEXT:
                self._later(f"{key}-value_kk", short(label))
                self._later(f"{key}-value_ru", short(label))
            elif row.kind == Kind.NUMBER:
                figure = forms.DecimalField(label=row.unit or label, required=False)
                self._later(f"{key}-figure", figure)
            else:
                choices = [("", "—"), ("1", _("yes")), ("0", _("no"))]
                self._later(
                    f"{key}-figure",
                    forms.TypedChoiceField(
                        label=label, choices=choices, coerce=int, empty_value=None, required=False
                    ),
                )
        outcomes = (
            [(Outcome.NOT_JUDGED, Outcome.NOT_JUDGED.label)]
            if real
            else [choice for choice in Outcome.choices if choice[0] != Outcome.NOT_JUDGED]
        )
        self.fields["outcome"] = forms.ChoiceField(label=_("Verdict"), choices=outcomes)
        self._later("reason_kk", long(_("Reason")))
        self._later("reason_ru", long(_("Reason")))

    def _later(self, name: str, field: forms.Field) -> None:
        """Blank is refused by the action, which knows whether it was needed."""
        field.later = True  # type: ignore[attr-defined]
        self.fields[name] = field

    @staticmethod
    def _states(real: bool) -> list[tuple[str, Any]]:
        left_out = () if real else (Given.NOT_PUBLISHED,)
        return [choice for choice in Given.choices if choice[0] not in left_out]

    def replies(self) -> list[Reply]:
        given = self.cleaned_data
        return [
            Reply(
                row.number,
                state=given[f"{row.number}-state"],
                value_kk=given.get(f"{row.number}-value_kk") or "",
                value_ru=given.get(f"{row.number}-value_ru") or "",
                figure=given.get(f"{row.number}-figure"),
            )
            for row in self.questions
        ]
