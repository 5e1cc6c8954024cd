"""The working group at its table: its initiatives, the declaration, the sitting, the vote, the protocol."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ppp_portal.comparison import queries as compared
from ppp_portal.documents.serving import serve
from ppp_portal.journal import clock
from ppp_portal.panel import actions as panel_actions
from ppp_portal.panel import queries as panel
from ppp_portal.panel import screens
from ppp_portal.panel.protocols import page_votes
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import speak
from ppp_portal.web.signing import SignForm
from projects.actions import comparing, opening
from projects.forms.group import (
    GroupDeclarationForm,
    GroupReasonsForm,
    GroupSittingForm,
    GroupVoteForm,
    RecallForm,
    RecommendationForm,
    SignedFileForm,
)
from projects.queries import alternatives as queries
from projects.queries import group as reads
from projects.queries.papers import matrix_sheet, papers
from projects.queries.phases import phase
from projects.views.group_common import frame, in_group, page

Notice = Any


@require_safe
@audience(*screens.ROLES)
def listing(request: HttpRequest) -> HttpResponse:
    """The notices in whose working groups the person sits."""
    actor, at = actor_of(request), clock.now()
    waiting = set(panel.waiting_declarations(actor.person_id or 0))
    rows = [
        {"notice": row, "phase": phase(row, at), "undeclared": row.subject in waiting}
        for row in reads.my_notices(actor)
    ]
    return show(request, "projects/group/notices.html", rows=rows)


@require_safe
@in_group
def front(request: HttpRequest, notice: Notice) -> HttpResponse:
    """How far the group is: the sitting, the register, the comparison, the recommendation, its protocol."""
    matrix, seats = compared.matrix(notice.subject), screens.seats_at(request)
    context, at = frame(request, notice), clock.now()
    context.update(
        phase=phase(notice, at),
        rows=queries.register(notice),
        questionnaire=matrix.questionnaire if matrix else None,
        matrix=matrix,
        answering=matrix is not None and compared.answering(matrix.questionnaire, at),
        vouched=panel.own_word(context["sitting"], seats)
        if context["sitting"] and notice.opened_at is None
        else None,
        motions=list(panel.motions(context["sitting"])) if context["sitting"] else [],
        recommendation=reads.recommendation(notice),
        protocol=reads.protocol(notice),
        seats=screens.seats(seats, notice.subject),
        papers=papers(notice, "projects:group_sheet"),
    )
    return page(request, "front", context)


@require_http_methods(["GET", "HEAD", "POST"])
@audience(*screens.ROLES)
def declaration(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Declare, before anything of the proposals is seen (art. 33)."""
    found, seat = in_group.seated(request, pk)
    form = GroupDeclarationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = screens.carried_out(
            form,
            lambda: panel_actions.declare(
                subject=found.subject, by=actor_of(request), stream=found.stream, **values
            ),
        )
        if done:
            messages.success(request, _("Your declaration is recorded."))
            return go("projects:group_notice", found.pk) if values["no_conflict"] else go("projects:group")
    context = {
        "notice": found,
        "project": found.project,
        "seat": seat,
        "opened": found.opened_at is not None,
        "proposers": [row.organisation for row in queries.received(found)],
    }
    return page(request, "declaration", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def sitting(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Open a sitting; while one is in session, see who is here; everybody confirms the own presence."""
    actor = actor_of(request)
    composition = screens.seats_at(request)
    others = [seat for seat in composition if seat.clear and seat.person_id != actor.person_id]
    place = {"place_kk": notice.address_kk, "place_ru": notice.address_ru}
    form = GroupSittingForm(posted(request), initial=place, seats=others)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = screens.carried_out(
            form, lambda: comparing.open_group_sitting(notice_id=notice.pk, by=actor, **values)
        )
        if done:
            messages.success(request, _("The sitting is open."))
            return go("projects:group_sitting", notice.pk)
    context = frame(request, notice)
    now = context["sitting"]
    context.update(
        quorum=panel.quorum_of(now, composition) if now else panel.quorum(notice.subject, ()),
        vouched=panel.own_word(now, composition) if now and notice.opened_at is None else None,
        people=screens.people_at(
            composition,
            notice.subject,
            actor.person_id,
            here=panel.present(now),
            confirmed=panel.vouched(now),
        )
        if now
        else [],
        past=list(panel.sittings(notice.subject).filter(state="closed").order_by("-opened_at")),
    )
    return page(request, "sitting", context, form)


@require_POST
@in_group
def attendance(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Somebody came to the table or left it."""
    now = reads.sitting_now(notice)
    people = {str(seat.person_id): seat.person_id for seat in screens.seats_at(request)}
    who = people.get(request.POST.get("person", ""))
    if now is None or who is None:
        raise Http404
    act = panel_actions.leave if request.POST.get("do") == "leave" else panel_actions.arrive
    act(sitting_id=now.pk, person_id=who, by=actor_of(request), stream=notice.stream)
    return go("projects:group_sitting", notice.pk)


@require_POST
@in_group
def step(request: HttpRequest, notice: Notice) -> HttpResponse:
    """One of the plain steps; each needs no more than its button."""
    do = STEPS.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    made = do(notice, actor_of(request))
    messages.success(request, _("Recorded."))
    if isinstance(made, panel.Motion):
        return go("projects:group_motion", notice.pk, made.pk)
    return go("projects:group_notice", notice.pk)


def _close_sitting(notice: Notice, by: Any) -> None:
    now = reads.sitting_now(notice)
    if now is None:
        raise Http404
    panel_actions.close_sitting(sitting_id=now.pk, by=by, stream=notice.stream)


STEPS = {
    "put-damaged": lambda notice, by: opening.put_damaged(notice_id=notice.pk, by=by),
    "open": lambda notice, by: opening.open_proposals(notice_id=notice.pk, by=by),
    "close-sitting": _close_sitting,
    "close-comparison": lambda notice, by: comparing.close_group_comparison(notice_id=notice.pk, by=by),
    "draft-protocol": lambda notice, by: comparing.draft_recommendation(notice_id=notice.pk, by=by),
}


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def recommend(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Put the recommendation to the vote."""
    form = RecommendationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made: list[Any] = []
        done = screens.carried_out(
            form,
            lambda: made.append(
                comparing.put_recommendation(notice_id=notice.pk, by=actor_of(request), **values)
            ),
        )
        if done:
            return go("projects:group_motion", notice.pk, made[0].pk)
    why_not = [] if form.is_bound else speak(comparing.why_no_recommendation(notice, actor_of(request)))
    return page(request, "recommend", frame(request, notice, why_not=why_not), form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def motion(request: HttpRequest, notice: Notice, motion: UUID) -> HttpResponse:
    """A question, one's own vote, and everybody's; the presiding member or the secretary closes it."""
    found = panel.motion(motion)
    if found is None or found.sitting.subject != notice.subject:
        raise Http404
    actor = actor_of(request)
    own = panel.vote_of(found, actor.person_id or 0)
    if request.method == "POST" and request.POST.get("do") == "close":
        panel_actions.close_motion(motion_id=found.pk, by=actor, stream=notice.stream)
        return go("projects:group_motion", notice.pk, found.pk)
    form = GroupVoteForm(posted(request), initial={"seen": found.digest})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = screens.carried_out(
            form,
            lambda: panel_actions.cast_vote(motion_id=found.pk, by=actor, stream=notice.stream, **values),
        )
        if done:
            messages.success(request, _("Your vote is recorded."))
            return go("projects:group_motion", notice.pk, found.pk)
    everybody = page_votes(found)
    waiting = [row for row in everybody if row["vote"] == "absent"] if found.closed_at is None else []
    context = frame(request, notice, motion=found, own=own)
    context["why_not_closed"] = screens.why_not_closed(request, found)
    context["votes"] = [row for row in everybody if row not in waiting]
    context["recommends"] = found.code == queries.RECOMMENDATION
    return page(request, "motion", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def paper(request: HttpRequest, notice: Notice, protocol: UUID) -> HttpResponse:
    """The protocol with the recommendation: sent, signed or refused; outside training also its signed file."""
    found = _protocol(notice, protocol)
    do = request.POST.get("do", "")
    refusal = GroupReasonsForm(request.POST if do == "refuse" else None)
    signature = SignForm(request.POST if do == "sign" else None)
    file_form = SignedFileForm(*((request.POST, request.FILES) if do == "file" else ()))
    recall = RecallForm(request.POST if do == "recall" else None)
    common: dict[str, Any] = {"protocol_id": found.pk, "by": actor_of(request), "stream": notice.stream}
    if do == "refuse" and refusal.is_valid():
        values = refusal.cleaned_data
        if screens.carried_out(refusal, lambda: panel_actions.refuse_to_sign(**common, **values)):
            return go("projects:group_notice", notice.pk)
    elif do == "file" and file_form.is_valid():
        upload = file_form.cleaned_data["file"]
        if screens.carried_out(file_form, lambda: panel_actions.receive_signed_file(**common, upload=upload)):
            messages.success(request, _("The signed file is registered. The protocol is signed."))
            return go("projects:group_paper", notice.pk, found.pk)
    elif do == "recall" and recall.is_valid():
        values = recall.cleaned_data
        if screens.carried_out(recall, lambda: panel_actions.recall_protocol(**common, **values)):
            messages.success(request, _("Recalled. The signatures given so far no longer count."))
            return go("projects:group_paper", notice.pk, found.pk)
    elif do == "send":
        panel_actions.send_to_signing(**common)
        return go("projects:group_paper", notice.pk, found.pk)
    elif (
        do == "sign"
        and signature.is_valid()
        and screens.carried_out(
            signature, lambda: panel_actions.sign_protocol(**common, **signature.cleaned_data)
        )
    ):
        messages.success(request, _("You have signed."))
        return go("projects:group_paper", notice.pk, found.pk)
    context = frame(request, notice, refusal=refusal, file_form=file_form, recall=recall)
    context.update(screens.paper(found, actor_of(request).person_id))
    tried = next((form for form in (signature, file_form, recall) if form.is_bound), refusal)
    return page(request, "paper", context, tried)


@require_safe
@in_group
def sheet(request: HttpRequest, notice: Notice, language: str) -> HttpResponseBase:
    """The closed matrix as printed; 404 while it is being printed."""
    document = matrix_sheet(notice, language)
    if document is None:
        raise Http404
    return serve(document)


def _protocol(notice: Notice, pk: UUID) -> Any:
    found = panel.protocols(notice.subject).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_safe
@in_group
def pdf(request: HttpRequest, notice: Notice, protocol: UUID, language: str) -> HttpResponseBase:
    """The protocol as printed, signed or to be signed; 404 while it is being printed."""
    document = screens.printed(_protocol(notice, protocol), language)
    if document is None:
        raise Http404
    return serve(document)
