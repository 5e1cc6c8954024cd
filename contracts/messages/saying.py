"""What the words of a contract say beside what it is made of, in a sentence each."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.rules.saying import Difference
from tenders.messages.competed import TOLD, about
from tenders.rules.competed import RISKS
from tenders.rules.quantities import printed

UNITS = {"months": gettext_lazy("in months"), "years": gettext_lazy("in years")}
ROWS = {
    "creation": gettext_lazy("construction %(figure)s"),
    "operation": gettext_lazy("operation %(figure)s"),
    "term": gettext_lazy("whole term %(figure)s"),
}


def in_words(one: Difference, rows: Mapping[str, Mapping[str, Decimal]]) -> str:
    """One difference for the pages of both sides."""
    place = {"term": one.term, "clause": one.clause or "—"}
    if one.kept is not None:
        told = place | {"told": TOLD[one.kept.kind] % about(one.kept)}
        if one.kept.kind == RISKS:
            return _("Term %(term)s (%(clause)s): its words were changed after the results. %(told)s") % told
        return _("Term %(term)s (%(clause)s) leaves this out, or says the limit beside it. %(told)s") % told
    made = (ROWS[name] % {"figure": printed(value)} for name, value in rows[one.unit].items())
    figures = {"unit": UNITS[one.unit], "said": _said(one), "rows": ", ".join(made)}
    words = _(
        "Term %(term)s, clause %(clause)s says %(unit)s: %(said)s. The contract is made with: %(rows)s."
    )
    return words % (place | figures)


def _said(one: Difference) -> str:
    """The figures once where both texts say the same."""
    if one.kk == one.ru:
        return _listed(one.kk)
    return _("%(kk)s in Kazakh, %(ru)s in Russian") % {"kk": _listed(one.kk), "ru": _listed(one.ru)}


def _listed(figures: Iterable[Decimal]) -> str:
    return ", ".join(printed(figure) for figure in figures) or "—"
