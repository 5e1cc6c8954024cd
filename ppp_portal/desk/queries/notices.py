"""Initiation notices on the organiser's desk: drafts, proposed amendments, acceptance under way, the way on."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.desk.waiting import Waiting
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import law, p725
from ppp_portal.panel.queries import assigned_of
from projects.messages.alternatives import STEPS
from projects.models import InitiationNotice
from projects.queries.group import recommended
from projects.queries.initiation import own_notices, waiting_amendments
from projects.queries.phases import phase
from projects.states import ENDED, GIVING_UP, open_moves
from projects.states import InitiationState as S

MOST = 100


def initiated(actor: Actor, at: datetime) -> list[Waiting]:
    """Two queries for the head, who decides on amendments; one for staff. Past the cut-off two more at most:
    which notices have a working group, and on which it has recommended."""
    rows = list(own_notices(actor.organisation_id).exclude(state__in=ENDED)[:MOST])
    states = {row.subject: phase(row, at).state for row in rows}
    closed = [subject for subject, state in states.items() if state == S.CLOSED]
    grouped, ready = assigned_of(closed) if closed else frozenset(), recommended(rows)
    things = [
        _step(row, states[row.subject], actor.role, row.subject in grouped, row.subject in ready)
        for row in rows
    ]
    return [*(_amendments(actor) if actor.role == Role.HEAD else []), *things]


def _amendments(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            _("Decide on a proposed amendment"),
            row.notice.number,
            reverse("projects:amendments", args=[row.notice_id]),
            _("Read and decide"),
            law("44(2)"),
        )
        for row in waiting_amendments(actor.organisation_id)
        if row.approval.proposed_by_id != actor.person_id
    ]


def _step(notice: InitiationNotice, state: str, role: str, grouped: bool, recommended_on: bool) -> Waiting:
    """``state`` is what the clock says, whether or not the sweep has come by."""
    about, url = f"{notice.number} · {notice.project}", reverse("projects:notice", args=[notice.pk])
    if state == S.DRAFT:
        what = (
            _("Publish the initiation notice") if role == Role.HEAD else _("Complete the initiation notice")
        )
        return Waiting(what, about, url, _("Open the notice"), law("44(2)"))
    if state == S.PUBLISHED:
        what = _("Potential private partners prepare alternative proposals")
        return Waiting(what, about, url, "", p725("130"), notice.closes_at)
    on = reverse("projects:notice_alternatives", args=[notice.pk])
    if state == S.CLOSED and notice.opened_at is None:
        if grouped:
            return Waiting(_("The working group opens what was received"), about, on, "", law("44(2)"))
        group = reverse("projects:notice_group", args=[notice.pk])
        return Waiting(_("Assign the working group"), about, group, _("Assign"), law("35(2)"))
    if state == S.ALTERNATIVES and not recommended_on:
        return Waiting(_("The working group compares and recommends"), about, on, "", law("44(3)"))
    if not (steps := _open_to(state, role)):
        return Waiting(_("The organiser's head decides on the way on"), about, on, "", law("44(2)"))
    return Waiting(_named(state, steps), about, on, _("Open the notice"), law("44(2)"))


def _open_to(state: str, role: str) -> list[str]:
    """The ways on that are open to this role; to give the project up is always open to the head and is no step."""
    return [move.name for move in open_moves(state, role) if move.name not in GIVING_UP]


def _named(state: str, steps: list[str]) -> str:
    if state == S.CLOSED:
        return _("Record whether there are alternatives to compare")
    if state == S.ALTERNATIVES:
        return _("Decide: a tender, or the need is not exceeded")
    return str(STEPS[steps[0]])
