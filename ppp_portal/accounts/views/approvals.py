"""The second pair of eyes: proposals of roles and of audit mandates."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ppp_portal.accounts import actions, queries
from ppp_portal.accounts.forms import ReasonForm
from ppp_portal.accounts.models import Role
from ppp_portal.accounts.queries import Proposal
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refused
from ppp_portal.web import wording
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form


@audience(Role.HEAD, Role.STAFF, Role.ADMIN)
def approvals(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    return show(request, "accounts/approvals.html", waiting=queries.waiting_proposals(by), by=by)


@audience(Role.HEAD, Role.STAFF, Role.ADMIN)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show exactly what was proposed; approve it or decline it with a reason."""
    by = actor_of(request)
    proposal = queries.waiting_proposal(by, pk)
    if proposal is None:
        raise Http404
    form = ReasonForm(posted(request))
    decision = request.POST.get("decision")
    if form.is_valid() and decision in {"approve", "decline"}:
        try:
            seen, reason = request.POST.get("seen", ""), form.cleaned_data["reason"]
            _carry_out(proposal, decision == "approve", seen, reason, by)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("Approved.") if decision == "approve" else _("Declined."))
            return go("approvals")
    return show(
        request,
        "accounts/decide.html",
        form,
        proposal=proposal,
        own=proposal.row.proposed_by_id == by.person_id,
        rows=_rows(proposal),
    )


def _rows(proposal: Proposal) -> list[dict[str, Any]]:
    """Everything the digest stands for, in words."""
    person, organisation = proposal.person, proposal.organisation
    audited = [{"label": _("To be audited"), "value": f"{one.name}, {one.bin}"} for one in proposal.audited]
    return [
        {"label": _("Role"), "value": proposal.role_label},
        {"label": _("Person"), "value": f"{person.name}, {_('IIN')} {person.iin or '—'}, {person.email}"},
        {"label": _("Organisation"), "value": f"{organisation.name}, {organisation.bin}"},
        {"label": _("Kind"), "value": organisation.get_kind_display()},
        {"label": _("Belongs to"), "value": organisation.superior.name if organisation.superior else None},
        *audited,
        {"label": _("Document"), "value": proposal.document},
        {"label": _("First day"), "value": wording.day(proposal.since)},
        {"label": _("Last day"), "value": wording.day(proposal.until)},
        {"label": _("Proposed by"), "value": proposal.row.proposed_by.name},
        {"label": _("Time of the proposal"), "value": wording.moment(proposal.row.proposed_at)},
    ]


def _carry_out(proposal: Proposal, approved: bool, seen: str, reason: str, by: Actor) -> None:
    pk = proposal.row.pk
    if approved and proposal.is_mandate:
        actions.grant_audit_mandate(approval_id=pk, seen=seen, by=by)
    elif approved:
        actions.approve_role(approval_id=pk, seen=seen, by=by)
    elif proposal.is_mandate:
        actions.decline_audit_mandate(approval_id=pk, seen=seen, reason=reason, by=by)
    else:
        actions.decline_role(approval_id=pk, seen=seen, reason=reason, by=by)
