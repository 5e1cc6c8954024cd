"""A signature is given on purpose: the text was shown, its digest comes back, and a box was ticked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ppp_portal.web.confirming import BOX, TICK
from ppp_portal.web.inputs import TextField


class SignForm(forms.Form):
    """``seen`` is the digest of the text that stood on the page; the box is drawn by the page beside its words."""

    seen = TextField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        if self.data.get(BOX) != "yes":
            raise ValidationError(TICK, code=BOX)
        return super().clean() or self.cleaned_data
