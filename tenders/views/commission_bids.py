"""The opening as it is read out, the eight requirements, the decision on each bid."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ppp_portal.documents.serving import serve
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel.rules import COMMISSION
from ppp_portal.panel.screens import carried_out
from ppp_portal.qualification.requirements import REQUIREMENTS
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import go, posted
from tenders.actions import admission, opening
from tenders.forms.commission import CheckForm, JudgementForm
from tenders.queries import admission as admission_reads
from tenders.queries import commission_bids as reads
from tenders.queries import evaluation, reading
from tenders.queries import opening as opening_reads
from tenders.queries.phases import Phase
from tenders.rules.opening import refuse_hour
from tenders.states import TenderState
from tenders.views.commission_common import at_commission, frame, linked, page

Tender = Any
STOP = 286  # htmx stops asking


@require_safe
@at_commission
def opening_page(request: HttpRequest, tender: Tender) -> HttpResponse:
    """Confirmations, then the list. It renews itself, so that everybody at the table sees it appear."""
    context = frame(request, tender)
    context.update(_opening(request, context))
    return page(request, "opening", context)


@require_safe
@at_commission
def opening_list(request: HttpRequest, tender: Tender) -> HttpResponse:
    """The part of the page that renews itself."""
    context = frame(request, tender)
    context.update(_opening(request, context))
    return render(
        request, "tenders/commission/_opening.html", context, status=STOP if context["rows"] else 200
    )


def _opening(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    tender = context["tender"]
    stage = admission_reads.stage_of(tender)
    given = opening_reads.confirmations(tender) if tender.opened_at is None else []
    return {
        "stage": stage,
        "confirmations": given,
        "confirmed": actor_of(request).person_id in {row.person_id for row in given},
        "vouched": opening_reads.vouched(tender) if tender.opened_at is None else None,
        "rows": reads.list_rows(tender, stage),
        **_sitting_from(tender, context["phase"], context["portal_now"]),
    }


def _sitting_from(tender: Tender, now: Phase, at: datetime) -> dict[str, Any]:
    """Whether a sitting for the opening may begin, else from when, so far as that is known. Asked of the clock."""
    if now.state in (TenderState.CLOSED, TenderState.STAGE1_CLOSED):
        hour = tender.opens_at if now.state == TenderState.CLOSED else None
        early = bool(refuse_hour(at, hour))
        return {"may_sit": not early, "sitting_from": hour if early else None}
    ends = {TenderState.ACCEPTING: tender.opens_at, TenderState.STAGE1_ACCEPTING: tender.stage1_closes_at}
    return {"may_sit": False, "sitting_from": ends.get(now.state)}


@require_POST
@at_commission
def unreadable(request: HttpRequest, tender: Tender) -> HttpResponse:
    """Put to the vote that an envelope which stays closed is given up."""
    motion = opening.put_unreadable(
        tender_id=tender.pk, sha256=request.POST.get("sha256", "")[:64], by=actor_of(request)
    )
    return go("tenders:commission_motion", tender.pk, motion.pk)


@require_safe
@at_commission
def qualification(request: HttpRequest, tender: Tender) -> HttpResponse:
    """Bidders against the eight requirements."""
    rows = reads.matrix(tender)
    return page(
        request,
        "qualification",
        frame(
            request, tender, rows=rows, requirements=REQUIREMENTS, opened=any(row["sheets"] for row in rows)
        ),
    )


@require_safe
@at_commission
def bid(request: HttpRequest, tender: Tender, bid: UUID) -> HttpResponse:
    """One bid: what it offers, its files, its qualification with the arithmetic."""
    opened = _opened(tender, bid)
    context = frame(
        request,
        tender,
        opened=opened,
        bid=opened.bid,
        sheets=reads.checklists(opened),
        problems=reads.warnings(tender, opened),
        summary=reads.summary(opened),
        files=[_file(tender, row) for row in opening_reads.files_of(opened.bid)],
        evidence=evaluation.evidence_of(opened.bid),
        risks=reading.risks_in_words(tender),
        case=admission_reads.case(opened, tender),
        vote=reads.open_vote(opened),
    )
    return page(request, "bid", context)


def _file(tender: Tender, document: Any) -> dict[str, Any]:
    from django.urls import reverse

    url = reverse("tenders:commission_file", args=[tender.pk, document.pk])
    return {"name": document.filename, "size": document.size, "sha256": document.sha256, "url": url}


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def check(request: HttpRequest, tender: Tender, bid: UUID, sheet: UUID, number: int) -> HttpResponse:
    """Record what was found about one requirement."""
    opened = _opened(tender, bid)
    found = reads.sheet_of(opened, sheet)
    requirement = next((row for row in REQUIREMENTS if row.number == number), None)
    if found is None or requirement is None:
        raise Http404
    made = reads.check_of(found, number)
    initial: dict[str, Any] = _claimed(opened)
    if made is not None:
        initial |= {
            "verdict": made.verdict,
            "evidence_kk": made.evidence_kk,
            "evidence_ru": made.evidence_ru,
            "reason_kk": made.reason_kk,
            "reason_ru": made.reason_ru,
            "certificate_on": made.certificate_on,
            "valid_until": made.valid_until,
            **made.amounts,
        }
    form = CheckForm(posted(request), initial=initial, amounts=requirement.amounts)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = carried_out(
            form,
            lambda: admission.record_requirement(
                bid_id=opened.bid_id,
                organisation_id=found.organisation_id,
                requirement=number,
                verdict=values["verdict"],
                reason_kk=values["reason_kk"],
                reason_ru=values["reason_ru"],
                evidence_kk=values["evidence_kk"],
                evidence_ru=values["evidence_ru"],
                certificate_on=values["certificate_on"],
                valid_until=values["valid_until"],
                amounts=form.amounts(),
                by=actor_of(request),
            ),
        )
        if done:
            messages.success(request, _("The result of the check is recorded."))
            return go("tenders:commission_bid", tender.pk, opened.bid_id)
    answer = (opened.content.get("qualification") or {}).get(str(number)) or {}
    context = frame(
        request,
        tender,
        opened=opened,
        bid=opened.bid,
        requirement=requirement,
        sheet=found,
        statement=answer.get("statement") or "",
        document=opening_reads.file_of(opened.bid, str(answer.get("file") or "")),
        why_not=[] if form.is_bound else linked(tender, admission.refuse_examining(tender)),
    )
    return page(request, "check", context, form)


def _claimed(opened: Any) -> dict[str, Any]:
    """The sums the bidder stated, to begin with."""
    stated = opened.content.get("amounts")
    return {name: value for name, value in stated.items() if value} if isinstance(stated, dict) else {}


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def judge(request: HttpRequest, tender: Tender, bid: UUID) -> HttpResponse:
    """Put one bid to the vote."""
    opened = _opened(tender, bid)
    form = JudgementForm(posted(request))
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = carried_out(
            form,
            lambda: made.append(
                admission.judge_bid(
                    bid_id=opened.bid_id,
                    admit=values["admit"],
                    code=values["code"],
                    reason_kk=values["reason_kk"],
                    reason_ru=values["reason_ru"],
                    by=actor_of(request),
                )
            ),
        )
        if done:
            return go("tenders:commission_motion", tender.pk, made[0].pk)
    running = [Refusal("motion.waits", COMMISSION)] if reads.open_vote(opened) else []
    closed = [] if form.is_bound else [*admission.refuse_examining(tender), *running]
    context = frame(
        request,
        tender,
        opened=opened,
        bid=opened.bid,
        case=admission_reads.case(opened, tender),
        problems=reads.warnings(tender, opened),
        why_not=linked(tender, closed),
        title=_("Decision on the bid of %(name)s") % {"name": opened.bid.bidder.name},
        submit_label=_("Put to the vote"),
    )
    return page(request, "form", context, form)


@require_safe
@at_commission
def file(request: HttpRequest, tender: Tender, document: UUID) -> HttpResponseBase:
    """A file out of an opened bid, as an attachment."""
    found = reads.file_in(tender, document)
    if found is None:
        raise Http404
    return serve(found)


def _opened(tender: Tender, bid: UUID) -> Any:
    found = reads.opened_bid(tender, bid)
    if found is None:
        raise Http404
    return found
