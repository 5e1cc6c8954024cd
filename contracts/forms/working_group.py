"""What the working group on an extension types: declarations, verdicts, the question put to the vote."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.forms.cards import long
from ppp_portal.comparison.states import Outcome
from ppp_portal.web.inputs import DraftForm
from projects.forms.group import GroupDeclarationForm


class DeclarationForm(GroupDeclarationForm):
    no_conflict = forms.TypedChoiceField(
        label=_("My declaration"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("I have no conflict of interest with the private partner or anybody who offers")),
            ("no", _("I have a conflict of interest and step aside")),
        ],
        coerce=lambda value: value == "yes",
    )


class VerdictForm(DraftForm):
    """The verdict on one offer; a column of published facts is not judged."""

    outcome = forms.ChoiceField(label=_("Verdict"), widget=forms.RadioSelect)
    reason_kk = long(_("Reason of the verdict"), rows=3)
    reason_ru = long(_("Reason of the verdict"), rows=3)

    def __init__(self, *args: Any, real: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            choice for choice in Outcome.choices if (choice[0] == Outcome.NOT_JUDGED) == real
        ]


class QuestionForm(DraftForm):
    question_kk = long(_("What is put to the vote"), rows=3)
    question_ru = long(_("What is put to the vote"), rows=3)
