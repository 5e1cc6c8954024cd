"""Evidence piece by piece, the score sheet, the choice among equals, the failed tender."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ppp_portal.panel import queries as panel
from ppp_portal.panel.screens import carried_out
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import go, posted
from tenders.actions import evaluation, failure
from tenders.actions.moving import refuse_state
from tenders.forms.commission import EvidenceForm, FailureForm, TieForm
from tenders.messages.evaluation import KIND_WORDS
from tenders.messages.evaluation import REFUSALS as WORDS
from tenders.queries import admission, reading, score_sheet
from tenders.queries import commission as commission_reads
from tenders.queries import evaluation as reads
from tenders.rules.documentation import Pair
from tenders.rules.evaluation import excluded, experience_since
from tenders.rules.failure import detected
from tenders.views.commission_common import at_commission, frame, linked, page

Tender = Any


@require_safe
@at_commission
def evidence(request: HttpRequest, tender: Tender) -> HttpResponse:
    """Every piece of evidence of every admitted bid, decided or not."""
    opened = {row.bid_id: row for row in reads.admitted(tender)}
    groups = [
        {"opened": opened[bid_id], "items": [_row(item) for item in items]}
        for bid_id, items in reads.evidence(tender).items()
    ]
    context = frame(
        request,
        tender,
        groups=groups,
        undecided=reads.undecided(tender),
        risks=reading.risks_in_words(tender),
    )
    return page(request, "evidence", context)


def _row(item: Any) -> dict[str, Any]:
    state = "wait" if item.accepted is None else "ok" if item.accepted == item.claimed else "bad"
    words = {"wait": _("not decided"), "ok": _("accepted"), "bad": _("accepted in part")}
    label = _("disallowed") if item.accepted == 0 else words[state]
    lang = "ru" if get_language() == "ru" else "kk"
    return {
        "item": item,
        "decided": item.accepted is not None,
        "reason": getattr(item, f"reason_{lang}"),
        "lang": lang,
        "kind": str(KIND_WORDS[item.kind]),
        "tone": state,
        "label": label,
        "money": item.kind == "k3",
        "since": experience_since(item.detail),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def item(request: HttpRequest, tender: Tender, item: int) -> HttpResponse:
    """Accept one piece of evidence, wholly, partly or not at all."""
    found = reads.item(tender, item)
    if found is None:
        raise Http404
    by = actor_of(request)
    facts = reads.piece_facts(found, tender)
    barred = excluded(facts)
    begin = found.accepted if found.accepted is not None else 0 if barred else found.claimed
    initial = {"accepted": begin, "reason_kk": found.reason_kk, "reason_ru": found.reason_ru}
    form = EvidenceForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        done = carried_out(
            form,
            lambda: evaluation.decide_evidence(
                item_id=found.pk,
                accepted=form.cleaned_data["accepted"],
                reason_kk=form.cleaned_data["reason_kk"],
                reason_ru=form.cleaned_data["reason_ru"],
                by=by,
            ),
        )
        if done:
            messages.success(request, _("The decision on the evidence is recorded."))
            return go("tenders:commission_evidence", tender.pk)
    context = frame(
        request,
        tender,
        item=found,
        row=_row(found),
        barred=str(WORDS[barred]) if barred else "",
        why_not=[] if form.is_bound else linked(tender, evaluation.why_no_evidence(tender, found, by)),
        risks=reading.risks_in_words(tender),
    )
    return page(request, "item", context, form)


@require_safe
@at_commission
def scores(request: HttpRequest, tender: Tender) -> HttpResponse:
    """The score sheet. Every point opens into its arithmetic."""
    made = reads.evaluation(tender)
    leaders = reads.leaders(tender) if made else []
    protocol = panel.protocol_of(tender.subject, "tender.evaluation")
    context = frame(
        request,
        tender,
        made=made,
        sheet=score_sheet.sheet(tender, made) if made else None,
        stale=bool(made and tender.state == "evaluated" and reads.stale(made, tender)),
        undecided=reads.undecided(tender),
        tie=len(leaders) > 1,
        leaders=leaders,
        put=panel.open_motions(tender.subject).filter(code=evaluation.RESULT).first(),
        signed=commission_reads.signed(tender, "tender.evaluation") is not None,
        returns=commission_reads.returns_to_bids(tender) if tender.lapse_fault == "winner" else False,
        fixed=protocol is not None and protocol.state != "draft",
    )
    return page(request, "scores", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def tie(request: HttpRequest, tender: Tender) -> HttpResponse:
    """Among equals the commission chooses, with reasons in both languages."""
    leaders = reads.leaders(tender)
    form = TieForm(posted(request), bids=leaders)
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = carried_out(
            form,
            lambda: made.append(
                evaluation.choose_best(
                    tender_id=tender.pk,
                    bid_id=next(bid.pk for bid in leaders if str(bid.pk) == values["bid"]),
                    reason_kk=values["reason_kk"],
                    reason_ru=values["reason_ru"],
                    by=actor_of(request),
                )
            ),
        )
        if done:
            return go("tenders:commission_motion", tender.pk, made[0].pk)
    closed = [] if form.is_bound else refuse_state(tender, "start_negotiation", actor_of(request))
    context = frame(
        request,
        tender,
        title=_("The best among equal bids"),
        submit_label=_("Put to the vote"),
        why_not=linked(tender, closed),
    )
    return page(request, "form", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def failed(request: HttpRequest, tender: Tender) -> HttpResponse:
    """Put the failure of the tender to the vote."""
    context = frame(request, tender, title=_("Declare the tender failed"), submit_label=_("Put to the vote"))
    proposed = commission_reads.failure(tender, context["portal_now"])
    early = tender.opened_at is None and tender.opens_at and context["portal_now"] < tender.opens_at
    holds = None if early else detected(admission.count_facts(tender))
    form = FailureForm(posted(request), holds=proposed.ground if proposed else holds)
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = carried_out(
            form,
            lambda: made.append(
                failure.propose_failure(
                    tender_id=tender.pk,
                    ground=values["ground"],
                    citation=Pair(values["citation_kk"], values["citation_ru"]),
                    by=actor_of(request),
                )
            ),
        )
        if done:
            return go("tenders:commission_motion", tender.pk, made[0].pk)
    return page(request, "form", context, form)
