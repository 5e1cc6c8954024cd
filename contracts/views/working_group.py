"""The working group on an extension at its table: declaration, verdicts, sitting, vote, protocol (p. 55)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contracts.actions import working_group as actions
from contracts.forms.working_group import DeclarationForm, QuestionForm, VerdictForm
from contracts.queries import working_group as reads
from contracts.views.group_common import frame, in_group, page, standing
from ppp_portal.comparison import queries as compared
from ppp_portal.comparison.states import Stage
from ppp_portal.documents import queries as documents
from ppp_portal.documents.serving import serve
from ppp_portal.panel import actions as panel_actions
from ppp_portal.panel import queries as panel
from ppp_portal.panel import screens
from ppp_portal.panel.protocols import page_votes
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import speak
from ppp_portal.web.signing import SignForm
from projects.forms.group import (
    GroupReasonsForm,
    GroupSittingForm,
    GroupVoteForm,
    RecallForm,
    SignedFileForm,
)

Extension = Any
FRONT = "contracts:group_extension"


@require_safe
@audience(*screens.ROLES)
def listing(request: HttpRequest) -> HttpResponse:
    """The requests in whose working groups the person sits."""
    actor = actor_of(request)
    waiting = set(panel.waiting_declarations(actor.person_id or 0))
    rows = [{"extension": row, "undeclared": row.subject in waiting} for row in reads.my_extensions(actor)]
    return show(request, "contracts/group/list.html", rows=rows)


@require_safe
@in_group
def front(request: HttpRequest, extension: Extension) -> HttpResponse:
    """What is asked for, the offers and their verdicts, the sitting, the recommendation, its protocol."""
    context = frame(request, extension, matrix=compared.matrix(extension.subject))
    context |= standing(extension, screens.seats_at(request))
    context["lines"] = extension.lines.all()
    context["papers"] = documents.pair_rows(extension.subject, public=True)
    return page(request, "front", context)


@require_http_methods(["GET", "HEAD", "POST"])
@audience(*screens.ROLES)
def declaration(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Declare, before anything of the offers is seen (art. 33)."""
    found, seat = in_group.seated(request, pk)
    form = DeclarationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        common = {"subject": found.subject, "by": actor_of(request), "stream": found.card.stream}
        if screens.carried_out(form, lambda: panel_actions.declare(**common, **values)):
            messages.success(request, _("Your declaration is recorded."))
            return go(FRONT, found.pk) if values["no_conflict"] else go("contracts:group")
    return page(request, "declaration", {"extension": found, "card": found.card, "seat": seat}, form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def offer(request: HttpRequest, extension: Extension, column: int) -> HttpResponse:
    """One offer with its answers, and the reasoned verdict on it."""
    found = compared.column(extension.subject, column)
    if found is None or found.questionnaire.state == Stage.DRAFT:
        raise Http404
    kept = compared.verdict_of(found)
    said = {name: getattr(kept, name) for name in ("outcome", "reason_kk", "reason_ru")} if kept else {}
    form = VerdictForm(posted(request), real=found.real, initial=said)
    if request.method == "POST" and form.is_valid():
        common = {"extension_id": extension.pk, "column_id": found.pk, "by": actor_of(request)}
        if screens.carried_out(form, lambda: actions.judge_offer(**common, **form.cleaned_data)):
            messages.success(request, _("The verdict is recorded."))
            return go(FRONT, extension.pk)
    context = frame(request, extension, column=found, verdict=kept)
    context["answers"] = compared.answers_of(found)
    context["open"] = found.questionnaire.state == Stage.FIXED
    return page(request, "offer", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def sitting(request: HttpRequest, extension: Extension) -> HttpResponse:
    """Open a sitting; while one is in session, who is here; everybody confirms the own presence."""
    actor = actor_of(request)
    composition = screens.seats_at(request)
    others = [seat for seat in composition if seat.clear and seat.person_id != actor.person_id]
    organiser = extension.card.organiser
    place = {"place_kk": organiser.address_kk, "place_ru": organiser.address_ru}
    form = GroupSittingForm(posted(request), initial=place, seats=others)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if screens.carried_out(form, lambda: actions.sit_down(extension_id=extension.pk, by=actor, **values)):
            messages.success(request, _("The sitting is open."))
            return go("contracts:group_sitting", extension.pk)
    context = frame(request, extension)
    now = context["sitting"]
    context.update(
        quorum=panel.quorum_of(now, composition) if now else panel.quorum(extension.subject, ()),
        people=screens.people_at(
            composition,
            extension.subject,
            actor.person_id,
            here=panel.present(now),
            confirmed=panel.confirmed(now),
        )
        if now
        else [],
        step=reads.step(extension),
        past=list(panel.sittings(extension.subject).filter(state="closed").order_by("-opened_at")),
        undeclared=[seat for seat in panel.undeclared(composition) if not seat.substitute_for],
    )
    return page(request, "sitting", context, form)


@require_POST
@in_group
def attendance(request: HttpRequest, extension: Extension) -> HttpResponse:
    """Somebody came to the table or left it."""
    now = reads.sitting_now(extension)
    people = {str(seat.person_id): seat.person_id for seat in screens.seats_at(request)}
    who = people.get(request.POST.get("person", ""))
    if now is None or who is None:
        raise Http404
    act = panel_actions.leave if request.POST.get("do") == "leave" else panel_actions.arrive
    act(sitting_id=now.pk, person_id=who, by=actor_of(request), stream=extension.card.stream)
    return go("contracts:group_sitting", extension.pk)


@require_POST
@in_group
def step(request: HttpRequest, extension: Extension) -> HttpResponse:
    """One of the plain steps; each needs no more than its button."""
    do, by = request.POST.get("do", ""), actor_of(request)
    now = reads.sitting_now(extension)
    if do == "draft-protocol":
        made = actions.draft_recommendation(extension_id=extension.pk, by=by)
        return go("contracts:group_paper", extension.pk, made.pk)
    if do != "close-sitting" or now is None:
        raise Http404
    panel_actions.close_sitting(sitting_id=now.pk, by=by, stream=extension.card.stream)
    messages.success(request, _("The sitting is closed."))
    return go(FRONT, extension.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def recommend(request: HttpRequest, extension: Extension) -> HttpResponse:
    """Put the recommendation to the vote."""
    number, day = extension.card.number, f"{extension.new_ends_on:%d.%m.%Y}"
    first = {
        "question_kk": f"№ {number} шарттың мерзімін {day} дейін ұзартуды ұсыну",
        "question_ru": f"Рекомендовать продление договора № {number} до {day}",
    }
    form = QuestionForm(posted(request), initial=first)
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        values = {"extension_id": extension.pk, "by": actor_of(request), **form.cleaned_data}
        if screens.carried_out(form, lambda: made.append(actions.put_recommendation(**values))):
            return go("contracts:group_motion", extension.pk, made[0].pk)
    why_not = [] if form.is_bound else speak(actions.why_no_question(extension))
    return page(request, "recommend", frame(request, extension, why_not=why_not), form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def motion(request: HttpRequest, extension: Extension, motion: UUID) -> HttpResponse:
    """A question, one's own vote, and everybody's; the presiding member or the secretary closes it."""
    found = next((row for row in reads.motions(extension) if row.pk == motion), None)
    if found is None:
        raise Http404
    actor, stream = actor_of(request), extension.card.stream
    if request.method == "POST" and request.POST.get("do") == "close":
        panel_actions.close_motion(motion_id=found.pk, by=actor, stream=stream)
        return go("contracts:group_motion", extension.pk, found.pk)
    form = GroupVoteForm(posted(request), initial={"seen": found.digest})
    if request.method == "POST" and form.is_valid():
        common = {"motion_id": found.pk, "by": actor, "stream": stream}
        if screens.carried_out(form, lambda: panel_actions.cast_vote(**common, **form.cleaned_data)):
            messages.success(request, _("Your vote is recorded."))
            return go("contracts:group_motion", extension.pk, found.pk)
    everybody = page_votes(found)
    waiting = [row for row in everybody if row["vote"] == "absent"] if found.closed_at is None else []
    context = frame(request, extension, motion=found)
    context["why_not_closed"] = screens.why_not_closed(request, found)
    context["own"] = panel.vote_of(found, actor.person_id or 0)
    context["votes"] = [row for row in everybody if row not in waiting]
    return page(request, "motion", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def paper(request: HttpRequest, extension: Extension, protocol: UUID) -> HttpResponse:
    """The protocol with the recommendation: sent, signed or refused; outside training also its signed file."""
    found = _protocol(extension, protocol)
    do = request.POST.get("do", "")
    refusal = GroupReasonsForm(request.POST if do == "refuse" else None)
    signature = SignForm(request.POST if do == "sign" else None)
    file_form = SignedFileForm(*((request.POST, request.FILES) if do == "file" else ()))
    recall = RecallForm(request.POST if do == "recall" else None)
    if done := _signing(request, extension, found, do, (refusal, signature, file_form, recall)):
        messages.success(request, done)
        return go("contracts:group_paper", extension.pk, found.pk)
    context = frame(request, extension, refusal=refusal, file_form=file_form, recall=recall)
    context.update(screens.paper(found, actor_of(request).person_id))
    tried = next((form for form in (signature, file_form, recall) if form.is_bound), refusal)
    return page(request, "paper", context, tried)


def _signing(request: HttpRequest, extension: Extension, found: Any, do: str, forms: Any) -> str:
    """What was done with the protocol, in words; nothing when the page only shows it or was refused."""
    refusal, signature, file_form, recall = forms
    common: dict[str, Any] = {
        "protocol_id": found.pk,
        "by": actor_of(request),
        "stream": extension.card.stream,
    }
    if do == "send":
        panel_actions.send_to_signing(**common)
        return _("The protocol is sent to be signed.")
    if do == "sign" and signature.is_valid():
        values = signature.cleaned_data
        if screens.carried_out(signature, lambda: panel_actions.sign_protocol(**common, **values)):
            return _("You have signed.")
    if do == "refuse" and refusal.is_valid():
        values = refusal.cleaned_data
        if screens.carried_out(refusal, lambda: panel_actions.refuse_to_sign(**common, **values)):
            return _("Your refusal to sign is recorded.")
    if do == "recall" and recall.is_valid():
        values = recall.cleaned_data
        if screens.carried_out(recall, lambda: panel_actions.recall_protocol(**common, **values)):
            return _("Recalled. The signatures given so far no longer count.")
    if do == "file" and file_form.is_valid():
        upload = file_form.cleaned_data["file"]
        if screens.carried_out(file_form, lambda: panel_actions.receive_signed_file(**common, upload=upload)):
            return _("The signed file is registered. The protocol is signed.")
    return ""


def _protocol(extension: Extension, pk: UUID) -> Any:
    found = reads.protocols(extension).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_safe
@in_group
def pdf(request: HttpRequest, extension: Extension, protocol: UUID, language: str) -> HttpResponseBase:
    """The protocol as printed, signed or to be signed; 404 while it is being printed."""
    document = screens.printed(_protocol(extension, protocol), language)
    if document is None:
        raise Http404
    return serve(document)


@require_safe
@in_group
def evidence(request: HttpRequest, extension: Extension, document: UUID) -> HttpResponseBase:
    """The evidence of the ground, or a paper behind an answer, for the group."""
    kept = reads.evidence(extension, document)
    if kept is None:
        raise Http404
    return serve(kept)
