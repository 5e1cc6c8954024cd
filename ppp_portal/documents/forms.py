"""What the check pages ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents import queries
from ppp_portal.documents.models import Document
from ppp_portal.web.inputs import TextField


class CodeForm(forms.Form):
    """The code printed on a paper; cleaned into the document it belongs to."""

    code = TextField(
        label=_("Check code"),
        help_text=_("Twelve letters and figures, like 7K4M-2Q9X-B3FD."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> Document:
        found = queries.by_code(self.cleaned_data["code"])
        if found is None:
            raise forms.ValidationError(
                _("No document has this code. Compare it with the paper, character by character."),
                code="unknown",
            )
        return found


class CopyForm(forms.Form):
    """A copy to compare. Only its hash arrives here."""

    copy = forms.FileField(label=_("Your copy"), allow_empty_file=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["copy"].error_messages["required"] = _("Choose the file you have.")
