"""The organisation and its people: read by everybody who belongs to it, changed by some."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ppp_portal.accounts import actions, queries, rules
from ppp_portal.accounts.forms import DetailsForm, InvitationForm, ProposalForm, ReasonForm
from ppp_portal.accounts.mails import invitation_link
from ppp_portal.accounts.messages import EVENTS
from ppp_portal.accounts.models import Organisation, Role
from ppp_portal.accounts.regions import Region
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refused
from ppp_portal.web import wording
from ppp_portal.web.confirming import deliberate
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form, speak

EVERY_ROLE = tuple(Role.values)
SPEAKS_FOR_IT = (Role.HEAD, Role.BIDDER)


@audience(*EVERY_ROLE)
def organisation(request: HttpRequest) -> HttpResponse:
    """What the portal knows of the organisation, what it may do here, and the last events of its life."""
    own = queries.own_organisation(actor_of(request))
    facts = queries.organisation_facts(own)
    return show(
        request,
        "accounts/organisation.html",
        organisation=own,
        rows=_rows(own),
        may_organise=not rules.refuse_organising(facts),
        may_bid=not rules.refuse_bidding(facts),
        may_correct=actor_of(request).role in SPEAKS_FOR_IT,
        head=[_("When"), _("Event")],
        events=[
            [wording.moment(event.at, "short"), EVENTS.get(event.kind, event.kind)]
            for event in queries.history_of(own.pk)
        ],
    )


# A person's own e-mail stands beside the organisation's in the form of sign-up.
NAMED = {"organisation_email": "email"}


def _rows(own: Organisation) -> list[dict[str, Any]]:
    return [
        {"label": _("Name in Kazakh"), "value": own.name_kk, "lang": "kk"},
        {"label": _("Name in Russian"), "value": own.name_ru, "lang": "ru"},
        {"label": own.number_label, "value": own.bin},
        {"label": _("Kind"), "value": own.get_kind_display()},
        {"label": _("Belongs to"), "value": own.superior.name if own.superior else None},
        {"label": _("State share"), "value": wording.percent(own.state_share / 100)},
        {"label": _("Region"), "value": Region(own.region).label if own.region in Region.values else None},
        {"label": _("Address in Kazakh"), "value": own.address_kk, "lang": "kk"},
        {"label": _("Address in Russian"), "value": own.address_ru, "lang": "ru"},
        {"label": _("E-mail"), "value": own.email},
        {"label": _("Phone"), "value": own.phone},
        {"label": _("Confirmed"), "value": wording.moment(own.confirmed_at, "short")},
    ]


@audience(*SPEAKS_FOR_IT)
def details(request: HttpRequest) -> HttpResponse:
    """Addresses and how to reach it, corrected by whoever speaks for the organisation."""
    by = actor_of(request)
    own = queries.own_organisation(by)
    initial = {name: getattr(own, NAMED.get(name, name)) for name in DetailsForm.base_fields}
    form = DetailsForm(posted(request), initial=initial)
    if form.is_valid():
        values = {NAMED.get(name, name): value for name, value in form.cleaned_data.items()}
        actions.correct_details(by=by, **values)
        messages.success(request, _("Saved."))
        return go("organisation")
    return show(request, "accounts/details.html", form, organisation=own)


@audience(*EVERY_ROLE)
def colleagues(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    own = queries.own_organisation(by)
    offered = _offered(by, own)
    members = list(queries.members_of(own.pk))
    now = clock.now()
    in_role = Counter(member.role for member in members)
    invitations = [
        {
            "row": invitation,
            "expired": invitation.expires_at < now,
            "training_link": invitation_link(invitation, get_language()) if settings.PORTAL_TRAINING else "",
        }
        for invitation in queries.open_invitations(own.pk)
    ]
    return show(
        request,
        "accounts/colleagues.html",
        organisation=own,
        members=[
            {
                "row": member,
                "may_end": not rules.refuse_ending(
                    queries.ending_facts(member, by, others=in_role[member.role] - 1)
                ),
                "lapsed": bool(
                    rules.refuse_representation(queries.representation_facts(member), local_day(now))
                )
                if member.role == Role.BIDDER
                else False,
            }
            for member in members
        ],
        invitations=invitations if offered else [],
        proposals=queries.waiting_proposals(by) if by.role in (Role.HEAD, Role.STAFF, Role.ADMIN) else [],
        may_invite=bool(offered),
        may_propose=bool(offered) and by.role != Role.BIDDER,
    )


def _offered(by: Actor, own: Organisation | None = None) -> frozenset[str]:
    """The roles this actor may ask for in the own organisation."""
    return rules.roles_to_propose(by.role, queries.organisation_facts(own or queries.own_organisation(by)))


@audience(Role.STAFF, Role.HEAD, Role.BIDDER, Role.ADMIN)
def invite(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    form = InvitationForm(posted(request), roles=_offered(by))
    if form.is_valid():
        try:
            actions.invite_colleague(**form.cleaned_data, by=by)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("The invitation is on its way."))
            return go("colleagues")
    return show(
        request,
        "accounts/invite.html",
        form,
        four_eyes=by.role != Role.BIDDER,
    )


@audience(Role.STAFF, Role.HEAD, Role.BIDDER, Role.ADMIN)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(queries.open_invitations(actor_of(request).organisation_id or 0), pk=pk)
    if request.method == "POST":
        actions.withdraw_invitation(invitation_id=invitation.pk, by=actor_of(request))
        messages.success(request, _("The invitation is withdrawn: its link no longer works."))
    return go("colleagues")


@audience(Role.STAFF, Role.HEAD, Role.ADMIN)
def propose(request: HttpRequest) -> HttpResponse:
    """Another role for a colleague; a second person decides."""
    by = actor_of(request)
    members = queries.members_of(by.organisation_id or 0)
    form = ProposalForm(posted(request), roles=_offered(by), members=members)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.propose_role(
                person_id=int(data["person"]),
                role=data["role"],
                document=data["document"],
                since=local_day(clock.now()),
                until=data["until"],
                by=by,
            )
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("Proposed. The role begins when a second person approves it."))
            return go("colleagues")
    return show(request, "accounts/propose.html", form)


@audience(*EVERY_ROLE)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a colleague's role, or one's own."""
    by = actor_of(request)
    membership = get_object_or_404(queries.members_of(by.organisation_id or 0), pk=pk)
    form = ReasonForm(posted(request))
    if deliberate(request, form):
        try:
            actions.end_membership(membership_id=pk, reason=form.cleaned_data["reason"], by=by)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("The role has ended."))
            return go("profile" if membership.person_id == by.person_id else "colleagues")
    label, name = membership.get_role_display(), membership.person.name
    return show(
        request,
        "step.html",
        form,
        why_not=[] if form.is_bound else speak(rules.refuse_ending(queries.ending_facts(membership, by))),
        title=_("End the role?"),
        facts=[
            {"label": _("Person"), "value": name},
            {"label": _("Role"), "value": label},
            {"label": _("Document"), "value": membership.document},
        ],
        will_happen=[
            _("The role ends at once, in every open session too."),
            _("What the person did in this role stays in the journal under the name."),
            _("To return, the person is invited anew."),
        ],
        action_label=_("End the role"),
        danger=True,
        cancel_url=reverse("colleagues"),
    )
