"""Parts made of rows: clauses of the draft contract, what is closed, risks, rates. A row is added without a script."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, saved, saves_itself, show, wrong
from ppp_portal.web.rows import one_more
from tenders.actions import drafting
from tenders.forms.drafting import ExtraTextForm
from tenders.forms.tables import ClauseRows, CurrencyForm, RateRows, RiskRows
from tenders.queries import documentation as documents_of
from tenders.queries import reading
from tenders.views.organizer_pages import ORGANISER, own
from tenders.views.organizer_parts import context_of, save_terms, save_text, texts_of, work
from tenders.wording import ESSENTIAL_TERMS


def _adding(request: HttpRequest, prefix: str) -> bool:
    return request.POST.get("add") == prefix


def clauses(request: HttpRequest, tender: Any, number: int) -> HttpResponse:
    """Part 5: clauses of the draft contract. Empty, it begins with one for each essential term."""
    found = documents_of.current(tender)
    form = ExtraTextForm(posted(request), initial=texts_of(found, number))
    names = ("number", "essential_term", "heading_kk", "heading_ru", "text_kk", "text_ru", "closed")
    given = [{name: getattr(row, name) for name in names} for row in found.clauses.all()]
    if _adding(request, "clauses"):
        rows = one_more(ClauseRows, request.POST, "clauses")
        rows.is_valid()
    else:
        rows = ClauseRows(posted(request), prefix="clauses", initial=given or _first_clauses())
        if request.method == "POST" and form.is_valid() and rows.is_valid():

            def save(data: dict[str, Any]) -> None:
                drafting.set_clauses(tender_id=tender.pk, clauses=rows.rows(), by=actor_of(request))
                save_text(request, tender, number, dict(data))

            answer = work(request, tender, number, form, save)
            if answer is not None:
                return answer
        elif saves_itself(request):
            return saved(False)
    context = context_of(request, tender, found, number, rows=rows, fresh=not given)
    return _rows_page(request, "part_clauses", form, rows, context, adding=_adding(request, "clauses"))


def _first_clauses() -> list[dict[str, Any]]:
    rows = []
    for term, title in ESSENTIAL_TERMS.items():
        row = {"number": str(term), "essential_term": term}
        for lang in ("kk", "ru"):
            with override(lang):
                row[f"heading_{lang}"] = str(title)
        rows.append(row)
    return rows


def closed(request: HttpRequest, tender: Any, number: int) -> HttpResponse:
    """Part 13: which clauses are closed to negotiation."""
    found = documents_of.current(tender)
    form = ExtraTextForm(posted(request), initial=texts_of(found, number))
    names = ("number", "essential_term", "heading_kk", "heading_ru", "text_kk", "text_ru")
    chosen = set(request.POST.getlist("closed"))

    def save(data: dict[str, Any]) -> None:
        rows = [{n: getattr(row, n) for n in names} for row in found.clauses.all()]
        closed = [{**row, "closed": row["number"] in chosen} for row in rows]
        drafting.set_clauses(tender_id=tender.pk, clauses=closed, by=actor_of(request))
        save_text(request, tender, number, dict(data))

    answer = work(request, tender, number, form, save)
    if answer is not None:
        return answer
    context = context_of(request, tender, found, number)
    rows = reading.clauses(found)
    return show(request, "tenders/organizer/part_closed.html", form, **context, clauses=rows)


@audience(*ORGANISER)
def risks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The allocation of risks, on which K2 rests (part 6)."""
    tender = own(request, pk)
    found = documents_of.current(tender)
    names = ("code", "bearer", "name_kk", "name_ru")
    given = [{name: getattr(row, name) for name in names} for row in found.risks.all()]
    adding = _adding(request, "risks")
    rows = (
        one_more(RiskRows, request.POST, "risks")
        if adding
        else RiskRows(posted(request), prefix="risks", initial=given)
    )
    if rows.is_bound and rows.is_valid() and not adding:
        # Only a frozen text is refused here, and then there is nothing to correct on this page.
        drafting.set_risks(tender_id=tender.pk, risks=rows.rows(), by=actor_of(request))
        if saves_itself(request):
            return saved()
        messages.success(request, _("Saved."))
        return go("tenders:organizer_risks", tender.pk)
    if saves_itself(request):
        return saved(False)
    context = context_of(request, tender, found, 6, rows=rows)
    return _rows_page(request, "part_risks", rows, rows, context, adding=adding)


def currency(request: HttpRequest, tender: Any, number: int) -> HttpResponse:
    """Part 7: the currency of the bid and the rates by which others are converted."""
    found = documents_of.current(tender)
    form = CurrencyForm(
        posted(request), initial={**texts_of(found, number), "currency": found.currency or "KZT"}
    )
    given = [{"currency": r.currency, "rate": r.rate, "on": r.on} for r in found.rates.all()]
    adding = _adding(request, "rates")
    if adding:
        rows = one_more(RateRows, request.POST, "rates")
        rows.is_valid()
    else:
        rows = RateRows(posted(request), prefix="rates", initial=given)
        if request.method == "POST" and form.is_valid() and rows.is_valid():

            def save(data: dict[str, Any]) -> None:
                drafting.set_rates(tender_id=tender.pk, rates=rows.rows(), by=actor_of(request))
                save_terms(request, tender, number, dict(data))

            answer = work(request, tender, number, form, save)
            if answer is not None:
                return answer
        elif saves_itself(request):
            return saved(False)
    context = context_of(request, tender, found, number, rows=rows)
    return _rows_page(request, "part_currency", form, rows, context, adding=adding)


def _rows_page(
    request: HttpRequest, template: str, form: Any, rows: Any, context: dict[str, Any], *, adding: bool
) -> HttpResponse:
    """A page with rows: asking for one more row is not a mistake to be marked."""
    answer = show(request, f"tenders/organizer/{template}.html", form, **context, adding=adding)
    answer.status_code = 200 if adding or not (wrong(form) or wrong(rows)) else 422
    return answer
