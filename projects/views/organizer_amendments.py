"""Amending a published notice: proposed by one person, read and posted or declined by the head."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.law.refusals import Refused
from ppp_portal.web.confirming import deliberate, ticked, unticked
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show, wrong
from ppp_portal.web.rows import one_more
from projects import wording
from projects.actions import amending
from projects.forms.cards import ParameterRows, ProjectForm
from projects.forms.initiation import AmendmentForm, DeclineForm, RequirementRows
from projects.queries import initiation as queries
from projects.views.notice_pages import ORGANISER, beside, linked, own_notice, page
from projects.views.organizer_cards import counted
from projects.views.organizer_notices import asked


@audience(*ORGANISER)
def amendments(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose a new edition; what waits for the head; what was posted."""
    found = own_notice(request, pk)
    context = page(request, found, "amendments")
    waiting = queries.waiting_amendment(found)
    told = Typed(request, found) if context["phase"].accepting and waiting is None else None
    if told is not None and told.whole() and told.proposed(request, found):
        messages.success(request, _("Proposed. The head posts the amendment or declines."))
        return go("projects:amendments", found.pk)
    answer = show(
        request,
        "projects/amendments.html",
        told.form if told else None,
        **context,
        **(told.shown() if told else {"rows": None, "card": None, "figures": None, "adding": False}),
        waiting=waiting,
        proposed=wording.told(waiting.changes) if waiting else [],
        posted=[{"row": row, "changes": wording.told(row.changes)} for row in queries.amendments(found)],
    )
    answer.status_code = 422 if told is not None and told.wrong() else 200
    return answer


class Typed:
    """What stands in the form of an amendment: the notice, its requirements, the card and its parameters.

    Who sends nothing of the card changes nothing of it. Asking for one more row is not a mistake to be marked.
    """

    def __init__(self, request: HttpRequest, found: Any) -> None:
        sent, self.adding = posted(request), request.POST.get("add", "")
        with_card = sent if "card-title_kk" in request.POST else None
        self.form = AmendmentForm(sent, initial=AmendmentForm.values_of(found))
        self.rows = self._rows(RequirementRows, "requirements", sent, asked(found))
        self.card = ProjectForm(with_card, prefix="card", initial=ProjectForm.values_of(found.project))
        self.figures = self._rows(ParameterRows, "parameters", with_card, counted(found.project))

    def _rows(self, made: Any, name: str, sent: Any, initial: list[dict[str, Any]]) -> Any:
        return one_more(made, sent, name) if self.adding == name else made(sent, prefix=name, initial=initial)

    def whole(self) -> bool:
        """Everything that was sent can be read."""
        found = [part.is_valid() for part in (self.form, self.rows, self.card, self.figures) if part.is_bound]
        return self.form.is_bound and not self.adding and all(found)

    def proposed(self, request: HttpRequest, found: Any) -> bool:
        """Propose it; whatever is refused stands beside its field."""
        card = (
            {"card": self.card.cleaned_data, "parameters": self.figures.rows()} if self.card.is_bound else {}
        )
        try:
            amending.propose_notice_amendment(
                notice_id=found.pk,
                asked=self.rows.rows(),
                by=actor_of(request),
                **card,
                **self.form.cleaned_data,
            )
        except Refused as refused:
            on_card = self.card.fields if self.card.is_bound else ()
            beside(self.card, Refused(one for one in refused.refusals if one.field in on_card))
            beside(self.form, Refused(one for one in refused.refusals if one.field not in on_card))
            return False
        return True

    def wrong(self) -> bool:
        return not self.adding and any(
            wrong(part) for part in (self.form, self.rows, self.card, self.figures)
        )

    def shown(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "card": self.card,
            "figures": self.figures,
            "adding": bool(self.adding),
            "card_open": self.adding == "parameters" or wrong(self.card) or wrong(self.figures),
        }


@audience(Role.HEAD)
def post_amendment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every place before and after, then one deliberate step."""

    def act(waiting: Any, seen: str) -> None:
        amending.post_notice_amendment(amendment_id=waiting.pk, seen=seen, by=actor_of(request))

    return _decide(
        request,
        pk,
        act,
        done=_("The amendment is posted."),
        title=_("Post the amendment"),
        action_label=_("Post the amendment"),
        will_happen=[
            _("The new edition takes the place of the old one at once; both are kept."),
            _("The notice and its amendment are printed in Kazakh and in Russian."),
            _("Bidders who wrote a proposal are told, without anybody learning who they are."),
        ],
    )


@audience(Role.HEAD)
def decline_amendment(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = DeclineForm(posted(request))

    def act(waiting: Any, seen: str) -> None:
        amending.decline_notice_amendment(
            amendment_id=waiting.pk, seen=seen, by=actor_of(request), **form.cleaned_data
        )

    return _decide(
        request,
        pk,
        act,
        done=_("Declined. The notice stays as it is."),
        title=_("Decline the amendment"),
        action_label=_("Decline the amendment"),
        will_happen=[_("The notice stays as it is; whoever proposed it reads your reason.")],
        form=form,
    )


def _decide(
    request: HttpRequest, pk: UUID, act: Any, *, done: str, form: Any = None, **context: Any
) -> HttpResponse:
    found = own_notice(request, pk)
    waiting = queries.waiting_amendment(found)
    if waiting is None:
        raise Http404
    refusals = unticked(request) if form is None else []
    if ticked(request) if form is None else deliberate(request, form):
        try:
            act(waiting, request.POST.get("seen", ""))
        except Refused as refused:
            refusals = linked(found, refused.refusals)
            if form is not None:
                beside(form, refused)
                refusals = []
        else:
            messages.success(request, done)
            return go("projects:amendments", found.pk)
    answer = show(
        request,
        "projects/confirm_amendment.html",
        form,
        **page(request, found, "amendments"),
        waiting=waiting,
        changes=wording.told(waiting.changes),
        hidden=[("seen", waiting.approval.digest)],
        refusals=refusals,
        cancel_url=reverse("projects:amendments", args=[found.pk]),
        **context,
    )
    answer.status_code = 422 if refusals or wrong(form) else 200
    return answer
