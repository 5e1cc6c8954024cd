"""What a bidder types into an alternative proposal, and what it answers to the questionnaire."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ppp_portal.comparison.actions import Ask, Mark, Reply
from ppp_portal.comparison.states import Better, Given, Kind, Met, Outcome
from ppp_portal.web.inputs import DecimalField, DraftAmountField, DraftForm, TextField
from projects.proposal_content import AMOUNTS, EIGHT, readable

SUMS = {
    "tax_debt": _("Tax debt, in tenge"),
    "own_funds": _("Own funds, in tenge"),
    "borrowed_funds": _("Borrowed funds, in tenge"),
}


def lines(label: Any, rows: int = 3, *, hint: Any = "") -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, widget=widget, max_length=20_000, required=False, help_text=hint)


class ProposalForm(DraftForm):
    """The draft of a proposal: an answer a requirement, eight confirmations, three sums. Blanks are kept."""

    optional = ("affiliates",)

    language = forms.ChoiceField(
        label=_("Language of the confirmations"),
        choices=[("kk", "Қазақша"), ("ru", "Русский")],
        widget=forms.RadioSelect,
        help_text=_("Your confirmations are quoted in this language, word for word."),
    )
    application = forms.BooleanField(
        label=_("With this proposal we apply to take part in direct negotiations (para. 130 of Order 725)."),
        required=False,
    )
    affiliates = lines(
        _("BIN or IIN of affiliates"),
        hint=_("One a line. A bidder and its affiliate file one proposal together."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        requirements: Iterable[Any],
        statutory: Iterable[Any],
        files: Mapping[str, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.requirements, self.statutory = list(requirements), list(statutory)
        choices = [("", "—"), *((key, named["name"]) for key, named in files.items())]
        for row in self.requirements:
            self.fields[f"answer_{row.key}_kk"] = lines(_("Answer"), 4)
            self.fields[f"answer_{row.key}_ru"] = lines(_("Answer"), 4)
            self.fields[f"answer_file_{row.key}"] = _file(choices)
        for number in EIGHT:
            self.fields[f"statement_{number}"] = lines(_("Confirmation"), 2)
            self.fields[f"statement_file_{number}"] = _file(choices)
        for name in AMOUNTS:
            self.fields[name] = DraftAmountField(label=SUMS[name], max_length=40, required=False)
        self.needed_later(*(name for name in self.fields if "_file_" not in name))

    def clean(self) -> dict[str, Any]:
        """A blank sum is kept for later; words in its place are said at once."""
        data = super().clean() or self.cleaned_data
        for name in AMOUNTS:
            if data.get(name) and not readable(data[name]):
                self.add_error(name, _("A sum in tenge, in digits; write 0 if there is none."))
        return data

    def answers(self) -> list[dict[str, Any]]:
        """Each requirement beside its fields, for the page."""
        return [
            {
                "asked": row,
                "kk": self[f"answer_{row.key}_kk"],
                "ru": self[f"answer_{row.key}_ru"],
                "file": self[f"answer_file_{row.key}"],
            }
            for row in self.requirements
        ]

    def statements(self) -> list[dict[str, Any]]:
        asked = {str(row.number): row for row in self.statutory}
        return [
            {
                "asked": asked.get(number),
                "number": number,
                "field": self[f"statement_{number}"],
                "file": self[f"statement_file_{number}"],
            }
            for number in EIGHT
        ]

    def sums(self) -> list[Any]:
        return [self[name] for name in AMOUNTS]

    def content(self) -> dict[str, Any]:
        """What was typed, in the shape of :mod:`projects.proposal_content`."""
        data = self.cleaned_data
        return {
            "language": data["language"],
            "application": data["application"],
            "answers": {
                row.key: {
                    "kk": data[f"answer_{row.key}_kk"],
                    "ru": data[f"answer_{row.key}_ru"],
                    "file": data[f"answer_file_{row.key}"] or None,
                }
                for row in self.requirements
            },
            "qualification": {
                number: {
                    "statement": data[f"statement_{number}"],
                    "file": data[f"statement_file_{number}"] or None,
                }
                for number in EIGHT
            },
            "amounts": {name: data[name] for name in AMOUNTS},
            "affiliates": data["affiliates"].split(),
        }

    @staticmethod
    def typed(content: Mapping[str, Any], revision: int) -> dict[str, Any]:
        """The draft as it stands, for the form's first showing."""
        answers, stated = content["answers"], content["qualification"]
        return {
            "language": content["language"],
            "application": content["application"],
            "affiliates": "\n".join(content["affiliates"]),
            "revision": revision,
            **content["amounts"],
            **{f"answer_{n}_{lang}": row[lang] for n, row in answers.items() for lang in ("kk", "ru")},
            **{f"answer_file_{n}": row["file"] or "" for n, row in answers.items()},
            **{f"statement_{n}": row["statement"] for n, row in stated.items()},
            **{f"statement_file_{n}": row["file"] or "" for n, row in stated.items()},
        }


def _file(choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Evidence"), choices=choices, required=False)


class ProposalFileForm(forms.Form):
    file = forms.FileField(label=_("File"), help_text=_("It is sealed while it arrives."))


class RepliesForm(DraftForm):
    """One column of the questionnaire. Which fields stand here depends on the questions."""

    def __init__(
        self,
        *args: Any,
        questions: Iterable[Any],
        real: bool = False,
        sealed: Collection[int] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.sealed = list(questions), sealed
        states = [
            (Given.GIVEN, Given.GIVEN.label),
            *([(Given.NOT_PUBLISHED, Given.NOT_PUBLISHED.label)] if real else []),
            (Given.MISSING, Given.MISSING.label),
        ]
        for question in self.questions:
            n = question.number
            self.fields[f"{n}-state"] = forms.ChoiceField(
                label=_("Answered?"), choices=states, initial=Given.GIVEN
            )
            if question.kind == Kind.NUMBER:
                self.fields[f"{n}-figure"] = DecimalField(
                    label=f"{_('Value')}, {question.unit}" if question.unit else _("Value"),
                    required=False,
                    max_digits=24,
                    decimal_places=4,
                )
            elif question.kind == Kind.YES_NO:
                self.fields[f"{n}-figure"] = forms.TypedChoiceField(
                    label=_("Yes or no"),
                    choices=[("", "—"), ("1", _("yes")), ("0", _("no"))],
                    coerce=int,
                    empty_value=None,
                    required=False,
                )
            else:
                self.fields[f"{n}-value_kk"] = lines(_("Answer"), 2)
                self.fields[f"{n}-value_ru"] = lines(_("Answer"), 2)
        self.needed_later(*self.fields)
        for name, field in self.fields.items():
            field.disabled = int(name.partition("-")[0]) in sealed

    def rows(self) -> list[dict[str, Any]]:
        """Each question with its fields; a pair of texts stands side by side."""
        return [
            {
                "question": question,
                "sealed": question.number in self.sealed,
                "state": self[f"{question.number}-state"],
                "figure": self[f"{question.number}-figure"]
                if f"{question.number}-figure" in self.fields
                else None,
                "kk": self[f"{question.number}-value_kk"]
                if f"{question.number}-value_kk" in self.fields
                else None,
                "ru": self[f"{question.number}-value_ru"]
                if f"{question.number}-value_ru" in self.fields
                else None,
            }
            for question in self.questions
        ]

    def replies(self, kept: Mapping[int, Any]) -> list[Reply]:
        """What changed or is new; an answer left as it was is not written again, so its finding stays."""
        data = self.cleaned_data
        given = [
            Reply(
                question.number,
                state=data[f"{question.number}-state"],
                value_kk=data.get(f"{question.number}-value_kk", ""),
                value_ru=data.get(f"{question.number}-value_ru", ""),
                figure=data.get(f"{question.number}-figure"),
                document_id=kept[question.number].document_id if question.number in kept else None,
            )
            for question in self.questions
        ]
        return [reply for reply in given if not _same(reply, kept.get(reply.number))]

    @staticmethod
    def typed(kept: Mapping[int, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for number, answer in kept.items():
            values[f"{number}-state"] = answer.state
            values[f"{number}-value_kk"] = answer.value_kk or ""
            values[f"{number}-value_ru"] = answer.value_ru or ""
            values[f"{number}-figure"] = answer.number.normalize() if answer.number is not None else None
        return values


def _same(reply: Reply, answer: Any) -> bool:
    if answer is None or answer.state != reply.state:
        return False
    words = ((answer.value_kk or "") == reply.value_kk, (answer.value_ru or "") == reply.value_ru)
    return reply.state != Given.GIVEN or (all(words) and answer.number == reply.figure)


class MarksForm(DraftForm):
    """What the working group found about each answer of one column, and its verdict."""

    def __init__(self, *args: Any, answers: Mapping[int, Any], real: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = {n: answer for n, answer in answers.items() if answer.state == Given.GIVEN}
        for n in self.answers:
            self.fields[f"{n}-met"] = forms.ChoiceField(
                label=_("Finding"), choices=[("", "—"), *Met.choices], required=False
            )
            self.fields[f"{n}-note_kk"] = lines(_("Note"), 2)
            self.fields[f"{n}-note_ru"] = lines(_("Note"), 2)
        outcomes = [
            (value, label) for value, label in Outcome.choices if (value == Outcome.NOT_JUDGED) == real
        ]
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Verdict"), choices=outcomes, widget=forms.RadioSelect
        )
        self.fields["reason_kk"] = lines(_("Reason of the verdict"), 3)
        self.fields["reason_ru"] = lines(_("Reason of the verdict"), 3)
        self.needed_later(*(name for name in self.fields if "-note_" not in name))

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "answer": answer,
                "question": answer.question,
                "met": self[f"{n}-met"],
                "kk": self[f"{n}-note_kk"],
                "ru": self[f"{n}-note_ru"],
            }
            for n, answer in self.answers.items()
        ]

    def marks(self) -> list[Mark]:
        data = self.cleaned_data
        return [
            Mark(n, data[f"{n}-met"], data[f"{n}-note_kk"], data[f"{n}-note_ru"])
            for n in self.answers
            if data[f"{n}-met"]
        ]

    @staticmethod
    def typed(answers: Mapping[int, Any], verdict: Any) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for n, answer in answers.items():
            values |= {
                f"{n}-met": answer.met,
                f"{n}-note_kk": answer.note_kk or "",
                f"{n}-note_ru": answer.note_ru or "",
            }
        if verdict:
            values |= {
                "outcome": verdict.outcome,
                "reason_kk": verdict.reason_kk,
                "reason_ru": verdict.reason_ru,
            }
        return values


class QuestionForm(DraftForm):
    """One question. A row with no text is left out."""

    optional = ("unit_kk", "unit_ru", "better", "requirement_kk", "requirement_ru")

    requirement_kk = lines(_("Requirement"), 2)
    requirement_ru = lines(_("Requirement"), 2)
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=Kind.choices, initial=Kind.TEXT)
    unit_kk = TextField(label=_("Unit"), max_length=40, required=False)
    unit_ru = TextField(label=_("Unit"), max_length=40, required=False)
    better = forms.ChoiceField(
        label=_("Which is better"), choices=[("", "—"), *Better.choices], required=False
    )

    def said(self) -> bool:
        data = self.cleaned_data
        return bool(data.get("requirement_kk", "").strip() or data.get("requirement_ru", "").strip())

    def ask(self) -> Ask:
        return Ask(**{name: self.cleaned_data[name] for name in self.base_fields})


QuestionFormSet = forms.formset_factory(QuestionForm, extra=3, max_num=100)
