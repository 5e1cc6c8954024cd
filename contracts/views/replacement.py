"""Pages of the replacement: the guided case, the explained changes, the costs, and a page for each step."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.actions import replacement as actions
from contracts.actions import replacement_tender as tender_actions
from contracts.forms import replacement as forms
from contracts.monitoring_states import ProposalAnswer
from contracts.queries import cards, monitoring
from contracts.queries import replacement as queries
from contracts.replacement_states import REPLACEMENT_MOVES, RUNNING, STEPS, ContractKind, StartEvent, StepCode
from contracts.views import card_pages as pages
from contracts.views import replacement_guide as guide
from contracts.views.asking import Step
from contracts.views.card_steps import ORGANISER, ended_requests, take
from contracts.views.replacement_steps import (
    ACT,
    ACTS_REPLY,
    BEGIN,
    CALCULATION,
    CLOSE,
    DECLARE,
    DIFFERENCES,
    EVIDENCE,
    FILE,
    MANAGER,
    OPEN,
    PAYMENT,
    PLAN,
    START,
    STOP,
    TAKE_OVER,
)
from ppp_portal.accounts.models import Role
from ppp_portal.documents import queries as documents
from ppp_portal.documents.serving import serve
from ppp_portal.law.refusals import Refused
from ppp_portal.web import wording
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form
from projects.queries.cards import own_projects

TONES = {"closed": "ok", "stopped": "quiet", "registered": "ok"}


def _card(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    """The contract and its case; the old partner finds it after it left the contract."""
    by = actor_of(request)
    own = cards.organisers if by.role != Role.BIDDER else cards.privates
    card = own(by.organisation_id, pk)
    case = queries.latest(card) if card else None
    if by.role == Role.BIDDER and card is None:
        case = queries.of_partner(by.organisation_id, pk)
        card = case.card if case else None
    if card is None:
        raise Http404
    return card, case


def _case(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    card, case = _card(request, pk)
    if case is None:
        raise Http404
    return card, case


def _address(card: Any) -> str:
    return reverse("contracts:card_replacement", args=[card.pk])


@require_safe
@audience(*pages.PARTIES)
def case_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The case as both partners and the organiser read it; before it, what the monitoring shows."""
    card, case = _card(request, pk)
    context = {
        **pages.frame(request, card),
        "case": case,
        "stranger": not cards.card_side(card, actor_of(request)),
    }
    months = queries.failed_months(card)
    needed = cards.rules_of(card).nonperformance_months.value
    by_head = actor_of(request).role == Role.HEAD
    proposal = monitoring.standing(card, months)
    decided = proposal is not None and proposal.answer == ProposalAnswer.REPLACE
    enough = len(months) >= needed and queries.running(card) is None
    context["may_open"] = not actions.why_no_opening(card, actor_of(request))
    context["undecided"] = proposal if enough and not decided else None
    if case is None:
        context |= {"months": months, "needed": needed, "late": monitoring.late(card=card)}
        return render(request, "contracts/replacement/none.html", context)
    ways = guide.ways(case, head=by_head)
    context |= {
        "case_tone": TONES.get(case.state, "now"),
        "runs": case.state in RUNNING,
        "managing": guide.managing(case),
        "next": next(iter(ways.values()), None) if context["is_public"] else None,
        "late": () if case.state in RUNNING else monitoring.late(card=card),
        "may_reply": _may_reply(case, actor_of(request)),
        "may_stop": not actions.why_no_stopping(case, actor_of(request)),
        "may_close": not actions.why_no_closing(case, actor_of(request)),
        "life": _life(case),
        "rows": _rows(case, ways),
        "terms": [_term(term) for term in queries.alive(case)],
        "warns": queries.title_passes_first(case),
        "sums": queries.compensation(case),
        "acts": case.acts.select_related("document", "accepted"),
        "to_take_over": queries.to_take_over(case),
        "payments": case.payments.select_related("document"),
        "unexplained": [row.label for row in queries.documentation_changes(case) if row.why is None],
        "comparable": queries.comparable(case),
        "creditors": queries.has_creditor_terms(case),
        "creditors_paper": queries.creditors_paper(case),
        "kind": ContractKind(case.contract_kind).label if case.contract_kind else "",
        "start": StartEvent(case.start_event).label if case.start_event else "",
        "months": [{**row, "month": date.fromisoformat(row["month"])} for row in case.months],
        "moves": _moves(case, actor_of(request).role),
        "papers": _papers(card, case),
        "paid": StepCode.COMPENSATION in queries.done(case),
        "contract_done": StepCode.CONTRACT in queries.done(case),
        "object_back": StepCode.OBJECT in queries.done(case),
    }
    return render(request, "contracts/replacement/case.html", context)


def _life(case: Any) -> list[dict[str, Any]]:
    """The line of the case for ``{% timeline %}``."""
    labels = (
        (_("Six months"), "s0"),
        (_("Termination of the contract"), "s0t"),
        (_("Replacement tender"), "s1"),
        (_("New partner"), "s2"),
        (_("Contract"), "s5"),
        (_("Registration"), "s5r"),
        (_("Rights and payment"), "s7"),
    )
    taken = queries.done(case)
    over = case.state not in RUNNING
    rows: list[dict[str, Any]] = []
    for label, code in labels:
        mark = "done" if code in taken else "skipped" if over else "next"
        if mark == "next" and all(row["state"] == "done" for row in rows):
            mark = "now"
        rows.append({"label": label, "state": mark, "at": taken.get(code), "basis": queries.basis(code)})
    return rows


def _rows(case: Any, ways: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Every step with its evidence, whether it is the next one or can be taken now, and where."""
    found, taken, first = queries.steps(case), queries.done(case), next(iter(ways), None)
    needed = set(queries.needed(case))
    return [
        {
            "code": code,
            "label": StepCode(code).label,
            "basis": queries.basis(code),
            "step": found.get(code),
            "done": code in taken,
            "way": ways.get(code),
            "next": code == first,
            "by_head": code == StepCode.TERMINATION,
            "needed": code in needed or code == StepCode.SECURITY,
            "untimed": code in (StepCode.LAND, StepCode.OBJECT, StepCode.CONSORTIUM),
            "after": [StepCode(name).label for name in STEPS[code].after if name not in taken],
        }
        for code in STEPS
    ]


def _term(term: Any) -> dict[str, Any]:
    labels = {
        "replacement.rights": _("Last day for the rights to pass"),
        "replacement.payment": _("Last day for the payment"),
    }
    starts = next(step.params["at"] for step in term.because if step.code == "starts")
    return {
        "label": labels[term.kind],
        "due_at": term.due_at,
        "basis": term.basis,
        "starts": _("Event"),
        "starts_at": starts,
        "because": term.because,
        "consequence": term.consequence,
    }


def _moves(case: Any, role: str) -> set[str]:
    return {
        name
        for name, (sources, _to, roles, _basis) in REPLACEMENT_MOVES.items()
        if case.state in sources and role in roles
    }


def _papers(card: Any, case: Any) -> list[dict[str, Any]]:
    rows = documents.pair_rows(case.subject, public=False)
    for row in rows:
        for language in ("kk", "ru"):
            if row.get(language):
                paper = row["order"].document_id(language)
                row[language]["url"] = reverse("contracts:replacement_paper", args=[card.pk, paper])
    return rows


@require_safe
@audience(*pages.PARTIES)
def paper(request: HttpRequest, pk: UUID, paper: UUID) -> HttpResponseBase:
    """A printed paper or an upload of this very case."""
    _found, case = _case(request, pk)
    found = documents.document(paper)
    if found is None or found.subject not in (case.subject, case.card.subject):
        raise Http404
    return serve(found)


def _take(request: HttpRequest, pk: UUID, asked: Step, **arguments: Any) -> HttpResponse:
    card, case = _case(request, pk)
    return _step(request, card, asked, about=case, replacement_id=case.pk, **arguments)


def _step(request: HttpRequest, card: Any, asked: Step, **arguments: Any) -> HttpResponse:
    to = _address(card)
    trail = ((_("Replacement of the partner"), to),)
    return take(request, card, asked, to=to, trail=trail, **arguments)


@audience(*ORGANISER)
def open_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the portal's proposal waits, opening the case answers it (R-08); requests under way end: both are said."""
    card, _found = _card(request, pk)
    waiting = monitoring.open_proposal(card)
    answered = ((guide.answers(waiting), "62"),) if waiting else ()
    asked = replace(OPEN, follows=(*answered, *OPEN.follows, *ended_requests(card)))
    return _step(request, card, asked, card_id=card.pk)


@audience(*ORGANISER)
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    card, _found = _case(request, pk)
    if queries.last_contract(card) is not None:
        initial = {"title_kk": card.title_kk, "title_ru": card.title_ru}
        return _take(request, pk, BEGIN, initial=initial)
    projects = own_projects(actor_of(request).organisation_id)
    return _take(request, pk, replace(BEGIN, form=partial(forms.ProjectTenderForm, projects=projects)))


@audience(*ORGANISER)
def changes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What differs from the old documentation, each place with its reason or without one yet."""
    card, case = _case(request, pk)
    found = queries.documentation_changes(case)
    unexplained = [row for row in found if row.why is None]
    form = forms.ChangesForm(posted(request), changes=unexplained)
    if request.method == "POST" and form.is_valid():
        try:
            tender_actions.explain_changes(replacement_id=case.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("The reason is kept with these changes."))
            return go("contracts:replacement_changes", card.pk)
    context = {
        **pages.frame(request, card),
        "case": case,
        "changes": found,
        "unexplained": unexplained,
        "comparable": queries.comparable(case),
    }
    return show(request, "contracts/replacement/changes.html", form, **context)


@audience(*ORGANISER)
def differences(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _take(request, pk, DIFFERENCES)


@audience(*ORGANISER)
def evidence(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """The paper of one step."""
    if code not in STEPS or STEPS[code].own:
        raise Http404
    label = StepCode(code).label
    asked = replace(
        EVIDENCE,
        title=str(label)[:1].upper() + str(label)[1:],
        why_not=lambda case, by: actions.why_no_step(case, code),
    )
    facts = ((_("Ground"), wording.paragraph(queries.basis(code))),)
    return _take(request, pk, asked, code=code, facts=facts)


@audience(*ORGANISER)
def plan(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    if code not in STEPS or STEPS[code].own:
        raise Http404
    return _take(request, pk, PLAN, code=code, facts=((_("Step"), StepCode(code).label),))


@audience(*ORGANISER)
def manager(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _take(request, pk, MANAGER)


@audience(*ORGANISER)
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _take(request, pk, START)


@audience(*ORGANISER)
def act(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _take(request, pk, ACT)


@audience(*ORGANISER)
def accepted_act(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The old partner's accepted acts for choice; without any there is nothing to take over."""
    found = queries.to_take_over(_case(request, pk)[1])
    if not found:
        raise Http404
    return _take(request, pk, replace(TAKE_OVER, form=partial(forms.AcceptedActForm, acts=found)))


@audience(Role.HEAD)
def declare(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _take(request, pk, DECLARE)


@audience(Role.BIDDER)
def acts_reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The old partner on the list of acts declared complete."""
    _card_of, case = _case(request, pk)
    if not _may_reply(case, actor_of(request)):
        raise Http404
    return _take(request, pk, ACTS_REPLY)


def _may_reply(case: Any, by: Any) -> bool:
    own = by.role == Role.BIDDER and by.organisation_id == case.old_partner_id
    return own and case.acts_closed_at is not None and case.acts_replied_at is None


@audience(*ORGANISER)
def payment(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _take(request, pk, PAYMENT)


@audience(*ORGANISER)
def calculation(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _take(request, pk, CALCULATION)


@audience(*ORGANISER)
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _take(request, pk, FILE)


@audience(Role.HEAD)
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _take(request, pk, CLOSE)


@audience(Role.HEAD)
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _take(request, pk, STOP)
