"""Forms made of rows: an empty row is no row, a row is added without a script."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ppp_portal.web.inputs import DraftForm

MOST_ROWS = 400


class RowForm(DraftForm):
    """A row that may stay empty; an empty one is not a row. ``needed`` names the field that makes it one;
    ``preset`` the fields that are never blank and therefore make none.
    """

    needed = ""
    preset: tuple[str, ...] = ()

    @property
    def is_row(self) -> bool:
        data = getattr(self, "cleaned_data", {})
        return not data.get("DELETE") and any(
            value not in (None, "", False)
            for name, value in data.items()
            if name not in ("DELETE", *self.preset)
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.is_row and not data.get(self.needed) and self.needed not in self.errors:
            self.add_error(self.needed, _("Fill this in, or remove the whole row."))
        return data


class RowsFormSet(forms.BaseFormSet):
    """Rows kept under one ``key`` each, where there is one: said twice, it is refused beside the second row."""

    key = ""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this row")

    def clean(self) -> None:
        seen: set[Any] = set()
        for form in self.forms:
            value = getattr(form, "cleaned_data", {}).get(self.key)
            if not form.is_row or not value:
                continue
            if value in seen:
                form.add_error(self.key, _("This stands in another row already."))
            seen.add(value)

    def rows(self) -> list[dict[str, Any]]:
        """The filled rows, in their order."""
        return [
            {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
            for form in self.forms
            if form.is_row
        ]


def rows_of(form: type[RowForm], key: str = "") -> type[RowsFormSet]:
    """The set of such rows, with an empty one at its end."""
    made = forms.formset_factory(form, formset=RowsFormSet, extra=1, can_delete=True, max_num=MOST_ROWS)
    made.key = key  # type: ignore[attr-defined]
    return made  # type: ignore[return-value]


def one_more(rows: type[RowsFormSet], data: Mapping[str, Any], prefix: str) -> RowsFormSet:
    """What was typed, with one empty row more: adding a row works without a script."""
    copied = data.copy()  # type: ignore[attr-defined]
    total = f"{prefix}-TOTAL_FORMS"
    typed = str(copied.get(total, ""))
    count = int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else 0
    copied[total] = str(min(count + 1, MOST_ROWS))
    return rows(copied, prefix=prefix)
