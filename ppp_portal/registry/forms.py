from django import forms
from django.utils.translation import gettext_lazy as _

from ppp_portal.web.inputs import DraftForm, TextField


class QuestionForm(DraftForm):
    """A question to the organiser, in one of the two languages; length is asked of the rules."""

    text = TextField(
        label=_("Your question"),
        help_text=_("Do not name yourself: the organiser publishes the question to everybody."),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language of the question"),
        choices=[("kk", "Қазақша"), ("ru", "Русский")],
        widget=forms.RadioSelect,
    )
