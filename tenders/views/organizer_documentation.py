"""The thirteen parts: a list with what is missing, a page each, files. Drafts save themselves."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ppp_portal.documents.serving import serve
from ppp_portal.law.acts import p605
from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import speak
from scoring import messages as scoring_words
from scoring.criteria import EVIDENCE_POLICIES, POLICIES, THRESHOLD_FIELDS
from tenders import wording
from tenders.actions import annexes, drafting
from tenders.forms.drafting import BidTermsForm, FileForm, OpeningForm, PartForm, StudyForm
from tenders.forms.tables import CriteriaForm
from tenders.queries import documentation as documents_of
from tenders.queries import organizer as queries
from tenders.queries import reading, terms
from tenders.queries.readiness import in_words, readiness
from tenders.rules.documentation import PARTS
from tenders.rules.drafting import EDITABLE
from tenders.states import TenderState
from tenders.views.organizer_pages import ORGANISER, address, beside, day_off, own, page, typed_or_saved
from tenders.views.organizer_parts import context_of, save_text, single, texts_of, work
from tenders.views.organizer_rows import clauses, closed, currency
from tenders.wording import PART_TITLES


@audience(*ORGANISER)
def documentation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is complete and what is missing, part by part."""
    tender = own(request, pk)
    found = documents_of.current(tender)
    ready = readiness(tender, found)
    different = {str(refusal.params["place"]) for refusal in ready.figures}
    items = [
        {
            "label": PART_TITLES[number],
            "url": address("organizer_part", tender, number),
            "state": _state(ready, number, f"text_{number}" in different),
            "hint": _hint(ready.of(number)),
            "note": _("Figures differ") if f"text_{number}" in different else "",
        }
        for number in PARTS
    ]
    context = page(request, tender, "documentation")
    return show(
        request,
        "tenders/organizer/documentation.html",
        **context,
        items=items,
        editable=tender.state in EDITABLE,
        version=found.version,
        partners=terms.public_partners(tender, found),
    )


def _hint(missing: Any) -> str:
    """The first things that are missing, each said once: a text missing in both languages is one thing."""
    said = []
    for row in speak(in_words(missing)):
        name = "" if row.field.startswith("text_") else wording.field_name(row.field)
        said.append(f"{name}: {row.message}" if name else row.message)
    return "; ".join(text.rstrip(".") for text in list(dict.fromkeys(said))[:2])


def _state(ready: Any, number: int, differs: bool) -> str:
    if differs:
        return "bad"
    if not ready.of(number):
        return "done"
    begun = ready.texts[f"text_{number}"]
    return "wait" if begun.kk or begun.ru else "todo"


@audience(*ORGANISER)
def part(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One part: its text in both languages, its own figures, its files."""
    if number not in PARTS:
        raise Http404
    tender = own(request, pk)
    return PAGES.get(number, _plain)(request, tender, number)


def _plain(request: HttpRequest, tender: Any, number: int) -> HttpResponse:
    found = documents_of.current(tender)
    return single(request, tender, number, PartForm(posted(request), initial=texts_of(found, number)))


def _study(request: HttpRequest, tender: Any, number: int) -> HttpResponse:
    found = documents_of.current(tender)
    initial = {**texts_of(found, number), "study": found.study, "sheet_ground": found.sheet_ground}
    return single(request, tender, number, StudyForm(posted(request), initial=initial), "part_study")


def _bid_terms(request: HttpRequest, tender: Any, number: int) -> HttpResponse:
    found = documents_of.current(tender)
    names = [name for name in BidTermsForm.base_fields if not name.startswith("text_")]
    stated = terms.drafted(tender, found)
    initial = {**texts_of(found, number), **{name: getattr(stated, name) for name in names}}
    stands = tender.state == TenderState.SUSPENDED
    form = BidTermsForm(posted(request), initial=initial, cutoff_stands=stands)
    return single(
        request,
        tender,
        number,
        form,
        "part_terms",
        off_day=day_off(typed_or_saved(form, "closes_at", stated)),
        security_lines=reading.security(stated),
        stands=stands,
    )


def _opening(request: HttpRequest, tender: Any, number: int) -> HttpResponse:
    found = documents_of.current(tender)
    names = ("opens_at", "opening_place_kk", "opening_place_ru")
    stated = terms.drafted(tender, found)
    initial = {**texts_of(found, number), **{name: getattr(stated, name) for name in names}}
    stands = tender.state == TenderState.SUSPENDED
    form = OpeningForm(posted(request), initial=initial, cutoff_stands=stands)
    return single(request, tender, number, form, "part_opening", stands=stands, closes_at=stated.closes_at)


def _criteria(request: HttpRequest, tender: Any, number: int) -> HttpResponse:
    found = documents_of.current(tender)
    names = (*THRESHOLD_FIELDS, *POLICIES, *EVIDENCE_POLICIES)
    initial = {**texts_of(found, number), **{name: getattr(found.criteria, name) for name in names}}
    form = CriteriaForm(posted(request), initial=initial)

    def save(data: dict[str, Any]) -> None:
        drafting.save_criteria(
            tender_id=tender.pk,
            thresholds=form.chosen(THRESHOLD_FIELDS),
            policies=form.chosen(POLICIES),
            evidence=form.chosen(EVIDENCE_POLICIES),
            by=actor_of(request),
        )
        save_text(request, tender, number, dict(data))

    answer = work(request, tender, number, form, save)
    if answer is not None:
        return answer
    groups = [
        {
            "code": scoring_words.symbol(code),
            "title": scoring_words.CRITERIA[code],
            "basis": p605(f"A4.{code}"),
            **fields,
        }
        for code, fields in _by_criterion(form).items()
    ]
    return show(
        request,
        "tenders/organizer/part_criteria.html",
        form,
        **context_of(request, tender, found, number),
        groups=groups,
        common=form["step"],
    )


OF_CRITERION = {
    "K1": (("projects",), ("k1_threshold", "k1_kinds", "consortium_projects")),
    "K2": ((), ("k2_transferred",)),
    "K3": (("construction_cost", "own_funds"), ("k3_cap", "k3_base", "k3_evidence")),
    "K4": (("months",), ("k4",)),
    "K5": (("price",), ()),
    "K6": (("higher_share", "secondary_share"), ("k6_field", "k6_unit", "k6_rows")),
}


def _by_criterion(form: CriteriaForm) -> dict[str, dict[str, list[Any]]]:
    return {
        code: {
            "thresholds": [
                {"field": form[name], "suffix": "%" if name.endswith("share") else ""} for name in thresholds
            ],
            "choices": [form[name] for name in choices],
        }
        for code, (thresholds, choices) in OF_CRITERION.items()
    }


PAGES: dict[int, Callable[[HttpRequest, Any, int], HttpResponse]] = {
    2: _study,
    5: clauses,
    6: _criteria,
    7: currency,
    10: _bid_terms,
    12: _opening,
    13: closed,
}


# --- files ------------------------------------------------------------------------------------------------


@audience(*ORGANISER)
@require_POST
def attach(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Annex a file to a part, in one language."""
    if number not in PARTS:
        raise Http404
    tender = own(request, pk)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        try:
            annexes.attach_file(
                tender_id=tender.pk,
                number=number,
                upload=data["file"],
                language=data["file_language"],
                title_kk=data["file_title_kk"],
                title_ru=data["file_title_ru"],
                by=actor_of(request),
            )
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("The file is annexed."))
            return go(f"{address('organizer_part', tender, number)}#files")
    found = documents_of.current(tender)
    context = context_of(request, tender, found, number, file_form=form)
    return show(request, "tenders/organizer/attach.html", form, **context)


@audience(*ORGANISER)
@require_safe
def file(request: HttpRequest, pk: UUID, number: int, file: int) -> HttpResponseBase:
    """A file of the version in work, for its organiser; everybody reads it once it is posted."""
    found = queries.own_file(own(request, pk), number, file)
    if found is None:
        raise Http404
    return serve(found.document)


@audience(*ORGANISER)
@require_POST
def remove_file(request: HttpRequest, pk: UUID, number: int, file: int) -> HttpResponse:
    tender = own(request, pk)
    found = queries.own_file(tender, number, file)
    if found is None:
        raise Http404
    annexes.remove_file(file_id=found.pk, by=actor_of(request))
    messages.success(request, _("The file is taken off this part."))
    return go(f"{address('organizer_part', tender, number)}#files")
