"""Votes and protocols: a question with its votes, a draft, its signatures, its two PDFs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ppp_portal.documents.serving import serve
from ppp_portal.panel import actions as panel_actions
from ppp_portal.panel import queries as panel
from ppp_portal.panel import screens
from ppp_portal.panel.protocols import page_votes
from ppp_portal.panel.states import SeatRole
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import go, posted
from ppp_portal.web.signing import SignForm
from projects.forms.group import SignedFileForm
from tenders.actions import papers, sittings
from tenders.actions.evaluation import RESULT
from tenders.actions.outcome import WINNER
from tenders.forms.commission import ReasonForm, ReasonsForm, VoteForm
from tenders.protocols.kinds import KINDS
from tenders.queries import papers as reads
from tenders.queries.score_sheet import would_change
from tenders.views.commission_common import at_commission, frame, page

Tender = Any


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def motion(request: HttpRequest, tender: Tender, motion: UUID) -> HttpResponse:
    """A question, one's own vote, and everybody's; the presiding member or the secretary closes it."""
    found = reads.motion_of(tender, motion)
    if found is None:
        raise Http404
    actor = actor_of(request)
    own = panel.vote_of(found, actor.person_id or 0)
    if request.method == "POST" and request.POST.get("do") == "close":
        sittings.close_vote(tender_id=tender.pk, motion_id=found.pk, by=actor)
        return go("tenders:commission_motion", tender.pk, found.pk)
    form = VoteForm(posted(request), initial={"seen": found.digest})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = screens.carried_out(
            form,
            lambda: panel_actions.cast_vote(
                motion_id=found.pk,
                choice=values["choice"],
                dissent_kk=values["dissent_kk"],
                dissent_ru=values["dissent_ru"],
                seen=values["seen"],
                by=actor,
                stream=tender.stream,
            ),
        )
        if done:
            messages.success(request, _("Your vote is recorded."))
            return go("tenders:commission_motion", tender.pk, found.pk)
    everybody = page_votes(found)
    running = found.closed_at is None
    waiting = [row for row in everybody if row["vote"] == "absent"] if running else []
    rows = [row for row in everybody if row not in waiting]
    context = frame(request, tender, motion=found, own=own, votes=rows)
    context["why_not_closed"] = screens.why_not_closed(request, found)
    if running and found.code in (RESULT, WINNER):
        context["other_leaders"] = would_change(tender, found.content)
    return page(request, "motion", context, form)


@require_safe
@at_commission
def listing(request: HttpRequest, tender: Tender) -> HttpResponse:
    """Every protocol of the tender, and those that can be drafted."""
    made = list(panel.protocols(tender.subject))
    kinds = [
        {"kind": kind, "title": row.title}
        for kind, row in KINDS.items()
        if reads.may_tell(tender, row.purposes)
        and reads.may_draft(tender, kind, row.stage)
        and not row.refuse(tender)
    ]
    rows = [{"protocol": row, "title": KINDS[row.kind].title} for row in made if row.kind in KINDS]
    return page(request, "papers", frame(request, tender, rows=rows, kinds=kinds))


@require_POST
@at_commission
def draft(request: HttpRequest, tender: Tender) -> HttpResponse:
    """Write a draft from the facts, or write it anew."""
    made = papers.draft(tender_id=tender.pk, kind=request.POST.get("kind", ""), by=actor_of(request))
    return go("tenders:commission_paper", tender.pk, made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def paper(request: HttpRequest, tender: Tender, protocol: UUID) -> HttpResponse:
    """A protocol as it will be printed; sending, signing, refusing, the signed file, recalling, correcting."""
    found = reads.protocol_of(tender, protocol)
    if found is None:
        raise Http404
    do = request.POST.get("do", "")
    form = ReasonForm(request.POST if do in NEED_REASON else None)
    refusal = ReasonsForm(request.POST if do == "refuse" else None)
    signature = SignForm(request.POST if do == "sign" else None)
    signed_file = request.method == "POST" and do == "file"
    file_form = SignedFileForm(request.POST, request.FILES) if signed_file else SignedFileForm()
    if request.method == "POST":
        if do in NEED_REASON:
            reason = request.POST.get("reason", "")
            if form.is_valid() and screens.carried_out(
                form, lambda: NEED_REASON[do](tender, found, reason, actor_of(request))
            ):
                return go("tenders:commission_papers", tender.pk)
        elif do == "refuse":
            if refusal.is_valid() and screens.carried_out(
                refusal,
                lambda: papers.refuse_to_sign(
                    tender_id=tender.pk, protocol_id=found.pk, by=actor_of(request), **refusal.cleaned_data
                ),
            ):
                return go("tenders:commission_papers", tender.pk)
        elif signed_file:
            if file_form.is_valid() and screens.carried_out(
                file_form,
                lambda: papers.register_file(
                    tender_id=tender.pk,
                    protocol_id=found.pk,
                    upload=file_form.cleaned_data["file"],
                    by=actor_of(request),
                ),
            ):
                messages.success(request, _("The signed file is registered. The protocol is signed."))
                return go("tenders:commission_paper", tender.pk, found.pk)
        elif do == "sign":
            if signature.is_valid() and screens.carried_out(
                signature,
                lambda: papers.sign(
                    tender_id=tender.pk,
                    protocol_id=found.pk,
                    by=actor_of(request),
                    **signature.cleaned_data,
                ),
            ):
                messages.success(request, _("You have signed."))
                return go("tenders:commission_paper", tender.pk, found.pk)
        elif do in PLAIN:
            PLAIN[do](tender, found, actor_of(request))
            messages.success(request, _("Recorded."))
            return go("tenders:commission_paper", tender.pk, found.pk)
    context = frame(
        request,
        tender,
        title=KINDS[found.kind].title if found.kind in KINDS else "",
        reason_form=form,
        file_form=file_form,
        refusal=refusal,
        **screens.paper(found, actor_of(request).person_id),
    )
    context["signers"] = [_signer(row) for row in context["signers"]]
    wrong = next((tried for tried in (signature, refusal, file_form) if tried.errors), form)
    return page(request, "paper", context, wrong)


PLAIN = {
    "send": lambda tender, row, by: panel_actions.send_to_signing(
        protocol_id=row.pk, by=by, stream=tender.stream
    ),
    "redraft": lambda tender, row, by: papers.draft(tender_id=tender.pk, kind=row.kind, by=by),
}
NEED_REASON = {
    "recall": lambda tender, row, reason, by: panel_actions.recall_protocol(
        protocol_id=row.pk, reason=reason, by=by, stream=tender.stream
    ),
    "correct": lambda tender, row, reason, by: papers.correct(
        tender_id=tender.pk, protocol_id=row.pk, reason=reason, by=by
    ),
}


def _signer(row: Any) -> dict[str, Any]:
    state, tone = (_("signed"), "ok") if row.signed_at else (_("waiting"), "wait")
    if row.refused_at:
        state, tone = _("refused to sign"), "bad"
    lang = "ru" if get_language() == "ru" else "kk"
    return {
        "row": row,
        "role": SeatRole(row.role).label,
        "state": state,
        "tone": tone,
        "reason": getattr(row, f"reason_{lang}"),
        "lang": lang,
    }


@require_safe
@at_commission
def pdf(request: HttpRequest, tender: Tender, protocol: UUID, language: str) -> HttpResponseBase:
    """The protocol as printed, signed or to be signed, for the commission also before it is public."""
    found = reads.protocol_of(tender, protocol)
    document = screens.printed(found, language) if found else None
    if document is None:
        raise Http404
    return serve(document)
