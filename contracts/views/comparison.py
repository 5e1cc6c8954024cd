"""The organiser compares the alternatives to an extension: questions, offers, answers, verdicts, the matrix."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.actions import comparing
from contracts.forms.comparison import AnswersForm, ClosingForm, ColumnForm, QuestionForm, TitleForm
from contracts.queries import extensions
from contracts.views import card_pages as pages
from contracts.views.card_steps import ORGANISER
from ppp_portal.comparison import queries
from ppp_portal.comparison.states import Stage
from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form, speak

Questions = formset_factory(QuestionForm, extra=4, max_num=40)
CLOSED = Stage.CLOSED


def _home(found: Any) -> str:
    return reverse("contracts:extension_comparison", args=[found.card_id, found.pk])


@audience(*ORGANISER)
def questions(request: HttpRequest, pk: UUID, extension: UUID) -> HttpResponse:
    """While the questions are written: their form; afterwards the offers and the matrix."""
    found = pages.own_extension(request, pk, extension)
    sheet = queries.questionnaire(found.subject)
    if sheet is None or sheet.state == Stage.DRAFT:
        return _write(request, found, sheet)
    return _offers(request, found, sheet)


def _write(request: HttpRequest, found: Any, sheet: Any) -> HttpResponse:
    data = posted(request)
    form = TitleForm(
        data, initial={"title_kk": sheet.title_kk, "title_ru": sheet.title_ru} if sheet else None
    )
    asked = (
        [{name: getattr(row, name) for name in QuestionForm.base_fields} for row in queries.questions(sheet)]
        if sheet
        else []
    )
    rows = Questions(data, prefix="q", initial=asked)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        asks = [ask for row in rows if (ask := row.ask())]
        try:
            by = actor_of(request)
            comparing.draft_questions(extension_id=found.pk, questions=asks, by=by, **form.cleaned_data)
            if request.POST.get("do") == "fix":
                comparing.fix_questions(extension_id=found.pk, by=by)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("Saved."))
            return go(_home(found))
    context = {**_frame(request, found), "rows": rows, "sheet": sheet}
    return show(request, "contracts/cards/questions.html", form, **context)


def _offers(request: HttpRequest, found: Any, sheet: Any) -> HttpResponse:
    adding = request.method == "POST" and request.POST.get("do") != "close"
    closing = ClosingForm(None if adding else posted(request))
    form = ColumnForm(request.POST if adding else None)
    if request.method == "POST" and (form if adding else closing).is_valid():
        try:
            if adding:
                comparing.add_offer(extension_id=found.pk, by=actor_of(request), **form.cleaned_data)
            else:
                said = closing.cleaned_data
                comparing.close_comparison(extension_id=found.pk, by=actor_of(request), **said)
        except Refused as refused:
            add_to_form(form if adding else closing, refused)
        else:
            messages.success(request, _("Saved."))
            return go(_home(found))
    matrix = queries.matrix(found.subject)
    context = {**_frame(request, found), "sheet": sheet, "matrix": matrix, "closed": sheet.state == CLOSED}
    context |= {"closing": closing, "adding": form}
    return show(request, "contracts/cards/offers.html", form if adding else closing, **context)


@audience(*ORGANISER)
def column(request: HttpRequest, pk: UUID, extension: UUID, column: int) -> HttpResponse:
    """The answers of one offer and the verdict on it."""
    found = pages.own_extension(request, pk, extension)
    offer = queries.column(found.subject, column)
    if offer is None:
        raise Http404
    sheet = offer.questionnaire
    form = AnswersForm(
        posted(request),
        request.FILES or None,
        questions=queries.questions(sheet),
        real=offer.real,
        group=extensions.has_group(found),
        initial=_entered(offer),
    )
    if request.method == "POST" and form.is_valid():
        said = ("outcome", "reason_kk", "reason_ru")
        verdict = {name: form.cleaned_data[name] for name in said if name in form.fields}
        try:
            comparing.enter_offer(
                extension_id=found.pk,
                column_id=offer.pk,
                replies=form.replies({}),
                evidence=form.evidence(),
                by=actor_of(request),
                **verdict,
            )
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("Saved."))
            return go(_home(found))
    context = {**_frame(request, found), "offer": offer, "verdict": queries.verdict_of(offer)}
    context["why_not"] = [] if form.is_bound else speak(comparing.why_no_entry(found, offer))
    return show(request, "contracts/cards/offer.html", form, **context)


def _entered(offer: Any) -> dict[str, Any]:
    """What was entered before, by the names of the fields."""
    entered = AnswersForm.typed(queries.answers_of(offer))
    if verdict := queries.verdict_of(offer):
        entered |= {name: getattr(verdict, name) for name in ("outcome", "reason_kk", "reason_ru")}
    return entered


def _frame(request: HttpRequest, found: Any) -> dict[str, Any]:
    return {
        **pages.frame(request, found.card),
        "extension": found,
        "extension_url": reverse("contracts:extension", args=[found.card_id, found.pk]),
        "home_url": _home(found),
    }
