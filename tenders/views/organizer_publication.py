"""From draft to the public: the whole text to read, everything that stands in the way, the deliberate steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refusal, Refused
from ppp_portal.panel.queries import assignment
from ppp_portal.web import wording as said
from ppp_portal.web.confirming import deliberate, ticked, unticked
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from tenders import wording
from tenders.actions import publication
from tenders.forms.drafting import ReturnForm
from tenders.queries import documentation as documents_of
from tenders.queries import reading, terms
from tenders.queries.period import period_of, special_of
from tenders.queries.readiness import Readiness, closed_limits, readiness
from tenders.rules.drafting import EDITABLE
from tenders.states import MOVE, TenderState
from tenders.views.organizer_pages import ORGANISER, address, beside, day_off, is_head, linked, own, page


@audience(*ORGANISER)
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole documentation as it will be read, in both languages, fit for the printer."""
    tender = own(request, pk)
    whole = reading.whole(tender, documents_of.current(tender))
    return show(
        request, "tenders/organizer/preview.html", **page(request, tender, "documentation"), doc=whole
    )


@audience(*ORGANISER)
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every refusal at once, each leading to its field; the figures of the two texts compared."""
    tender = own(request, pk)
    found = documents_of.current(tender)
    context = page(request, tender, "check")
    ready = readiness(tender, found)
    return show(
        request,
        "tenders/organizer/check.html",
        **context,
        problems=_by_part(tender, linked(tender, ready.all)),
        compared=_compared(tender, ready),
        closed_limits=closed_limits(found),
        can_approve=tender.state in MOVE["approve_documentation"].sources,
        can_publish=tender.state == TenderState.DOCS_APPROVED,
    )


def _by_part(tender: Any, problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same lines under the part where each is put right; what belongs to no part comes last."""
    groups: dict[int | None, list[dict[str, Any]]] = {}
    for problem in sorted(problems, key=lambda row: row["part"] or len(wording.PART_TITLES) + 1):
        groups.setdefault(problem["part"], []).append(problem)
    return [
        {
            "number": number,
            "title": wording.PART_TITLES.get(number or 0, ""),
            "url": address("organizer_part", tender, number) if number else "",
            "rows": rows,
        }
        for number, rows in groups.items()
    ]


def _compared(tender: Any, ready: Readiness) -> list[dict[str, Any]]:
    """The texts whose figures differ, side by side."""
    return [
        {
            "place": wording.place(str(refusal.params["place"])),
            "kk": ready.texts[str(refusal.params["place"])].kk,
            "ru": ready.texts[str(refusal.params["place"])].ru,
            "url": linked(tender, [refusal])[0]["href"],
        }
        for refusal in ready.figures
    ]


def confirm(
    request: HttpRequest,
    tender: Any,
    current: str,
    refused: Refused | None = None,
    *,
    why_not: Callable[[], list[Refusal]] = list,
    **context: Any,
) -> HttpResponse:
    """The page that asks once more; with refusals when the step could not be taken.

    ``why_not`` gives what keeps the step from being taken at all: whoever reads the page is told, and finds no form.
    """
    refusals = linked(tender, refused.refusals) if refused else unticked(request)
    context["why_not"] = linked(tender, why_not()) if posted(request) is None else []
    return render(
        request,
        "tenders/organizer/confirm.html",
        {"refusals": refusals, **page(request, tender, current), **context},
        status=422 if refusals else 200,
    )


@audience(Role.HEAD)
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The head approves the thirteen parts."""
    tender, refused = own(request, pk), None
    if ticked(request):
        try:
            publication.approve_documentation(tender_id=tender.pk, by=actor_of(request))
        except Refused as caught:
            refused = caught
        else:
            messages.success(request, _("The documentation is approved. It can be published now."))
            return go("tenders:organizer_tender", tender.pk)
    return confirm(
        request,
        tender,
        "check",
        refused,
        why_not=lambda: publication.why_no_approval(tender, documents_of.current(tender), actor_of(request)),
        title=_("Approve the documentation"),
        facts=_facts(tender),
        will_happen=[
            {
                "text": _("The thirteen parts are approved by you; staff can no longer edit them."),
                "basis": "605:A1:10",
            },
            _("Nothing becomes public yet: publication is a step of its own."),
            _("Until publication you can take the approval back and return the tender to the draft."),
        ],
        action_label=_("Approve"),
        cancel_url=address("organizer_check", tender),
    )


@audience(Role.HEAD)
def return_to_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    tender = own(request, pk)
    form = ReturnForm(posted(request))
    if deliberate(request, form):
        try:
            publication.return_to_draft(
                tender_id=tender.pk, by=actor_of(request), reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("The tender is a draft again."))
            return go("tenders:organizer_tender", tender.pk)
    return show(
        request,
        "tenders/organizer/confirm.html",
        form,
        **page(request, tender, "check"),
        why_not=[],
        title=_("Return to the draft"),
        will_happen=[
            _("The approval lapses. Staff can edit the thirteen parts again, and you approve anew.")
        ],
        action_label=_("Return to the draft"),
        cancel_url=address("organizer_tender", tender),
    )


@audience(*ORGANISER)
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publication, with everything that it brings about said beforehand."""
    tender, refused = own(request, pk), None
    if ticked(request):
        try:
            publication.publish_tender(tender_id=tender.pk, by=actor_of(request))
        except Refused as caught:
            refused = caught
        else:
            messages.success(request, _("The tender is published. The announcement is being printed."))
            return go("tenders:organizer_tender", tender.pk)
    security = reading.security(_stated(tender))
    return confirm(
        request,
        tender,
        "check",
        refused,
        why_not=lambda: publication.why_no_publication(
            tender, documents_of.current(tender), actor_of(request), clock.now()
        ),
        title=_("Publish the tender"),
        lead=_("Read the facts once more: after publication they change only by an announced amendment."),
        facts=_facts(tender),
        way_back=address("organizer_return", tender) if is_head(request) else "",
        frozen=True,
        will_happen=[
            {"text": _("Everybody reads the tender, in Kazakh and in Russian."), "basis": "605:20"},
            {
                "text": _(
                    "The documentation is frozen under its SHA-256; the announcement is printed in both languages."
                ),
                "basis": "605:20",
            },
            {
                "text": _("The bid security is fixed: %(amount)s.")
                % {"amount": said.tenge(security["amount"]) if security else said.NONE},
                "basis": "605:31",
            },
            {
                "text": _(
                    "Bids are taken, sealed, until the end of submission, inclusive. Nobody sees how many there are."
                ),
                "basis": "605:27",
            },
        ],
        cannot_undo=True,
        danger=True,
        check_label=_("I have compared both texts and the dates, and I publish the tender."),
        action_label=_("Publish"),
        cancel_url=address("organizer_check", tender),
    )


def _stated(tender: Any) -> Any:
    """The tender as it would be published now."""
    return terms.drafted(tender, documents_of.current(tender))


def _recipient(stated: Any) -> str:
    """To whom deposits are paid: the head is told when it is not the organiser."""
    if stated.deposit_bin in ("", stated.organiser.bin):
        return str(stated.deposit_bin)
    return _("%(bin)s – not the organiser: check to whom bidders will pay") % {"bin": stated.deposit_bin}


def _facts(tender: Any) -> list[dict[str, Any]]:
    """The figures and dates on which everything else rests, each with the way to the field where it is written.

    What is approved is frozen: then nothing leads to a field that cannot be changed.
    """
    stated = _stated(tender)
    security = reading.security(stated)
    seated = assignment(stated.subject)
    basics = address("organizer_basics", tender)
    terms_part = address("organizer_part", tender, 10)
    rows = [
        {
            "label": _("Title in Kazakh"),
            "value": stated.title_kk,
            "lang": "kk",
            "url": f"{basics}#id_title_kk",
        },
        {
            "label": _("Title in Russian"),
            "value": stated.title_ru,
            "lang": "ru",
            "url": f"{basics}#id_title_ru",
        },
        {"label": _("Kind of tender"), "value": stated.get_kind_display()},
        {
            "label": _("Operation, years"),
            "value": period_of(tender, documents_of.current(tender)).operation_years,
            "url": f"{reverse('projects:project', args=[tender.project_id])}#id_operation_years",
        },
        {
            "label": _("Project of special significance"),
            "value": _("yes") if special_of(tender, documents_of.current(tender)) else _("no"),
            "url": f"{reverse('projects:project', args=[tender.project_id])}#id_special_significance",
            "basis": "605:48",
        },
        {
            "label": _("Sum of assumed investments"),
            "value": said.tenge(stated.investments),
            "url": f"{terms_part}#id_investments",
        },
        {
            "label": _("Bid security, 0.1 %"),
            "value": said.tenge(security["amount"]) if security else None,
            "basis": "605:31",
        },
        {
            "label": _("BIN of the recipient"),
            "value": _recipient(stated),
            "url": f"{terms_part}#id_deposit_bin",
        },
        {
            "label": _("Submission of bids ends"),
            "value": said.moment(stated.closes_at, "s"),
            "url": f"{terms_part}#id_closes_at",
        },
        *off_day(stated.closes_at),
        {
            "label": _("Bids are opened"),
            "value": said.moment(stated.opens_at, "s"),
            "url": f"{address('organizer_part', tender, 12)}#id_opens_at",
        },
        {
            "label": _("Bids are valid until"),
            "value": said.day(stated.bids_valid_until),
            "url": f"{terms_part}#id_bids_valid_until",
        },
    ]
    if tender.state not in EDITABLE:
        rows = [{**row, "url": ""} for row in rows]
    commission = {
        "label": _("Commission"),
        "value": seated.commission.name if seated else None,
        "url": address("organizer_commission", tender),
    }
    return [*rows, commission]


def off_day(closes_at: Any, *, stage: int = 2) -> list[Any]:
    """Whether an end of submission was chosen or restored (A-33), on a day off everybody who decides is told."""
    last = day_off(closes_at)
    if last is None:
        return []
    words = _("%(day)s is not a working day.") % {"day": said.day(last)}
    if stage == 1:
        return [{"label": _("Last day of stage one"), "value": words, "basis": "L:42"}]
    return [{"label": _("Last day of submission"), "value": words, "basis": "605:A1:10(10)"}]


@audience(*ORGANISER)
def stage_one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publish the technical task, or the call for the qualification selection."""
    tender, refused = own(request, pk), None
    if ticked(request):
        try:
            publication.publish_stage_one(tender_id=tender.pk, by=actor_of(request))
        except Refused as caught:
            refused = caught
        else:
            messages.success(request, _("Stage one is published."))
            return go("tenders:organizer_tender", tender.pk)
    return confirm(
        request,
        tender,
        "check",
        refused,
        why_not=lambda: publication.why_no_stage_one(tender, actor_of(request), clock.now()),
        title=_("Publish stage one"),
        facts=[
            {"label": _("Title in Kazakh"), "value": tender.title_kk, "lang": "kk"},
            {"label": _("Title in Russian"), "value": tender.title_ru, "lang": "ru"},
            {
                "label": _("Stage one ends"),
                "value": said.moment(tender.stage1_closes_at, "s"),
                "url": f"{address('organizer_basics', tender)}#id_stage1_closes_at",
            },
            *off_day(tender.stage1_closes_at, stage=1),
        ],
        will_happen=[
            _(
                "The requirements (part 1) and the technical task (part 2) become public in both languages; the "
                "announcement of stage one is printed."
            ),
            {"text": _("No security is asked for on stage one."), "basis": "605:31"},
            {"text": _("Proposals are taken, sealed, until the end of stage one."), "basis": "L:42"},
        ],
        cannot_undo=True,
        danger=True,
        action_label=_("Publish stage one"),
        cancel_url=address("organizer_tender", tender),
    )
