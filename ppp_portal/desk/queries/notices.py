"""Initiation notices on the organiser's desk: drafts, proposed amendments, acceptance under way, the way on."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.desk.waiting import Waiting
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import law, p725
from projects.models import InitiationNotice
from projects.queries.initiation import own_notices, waiting_amendments
from projects.states import ENDED
from projects.states import InitiationState as S

MOST = 100


def initiated(actor: Actor) -> list[Waiting]:
    """Two queries for the head, who decides on amendments; one for staff."""
    rows = own_notices(actor.organisation_id).exclude(state__in=ENDED)[:MOST]
    things = [_step(row, actor.role == Role.HEAD) for row in rows]
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


def _step(notice: InitiationNotice, head: bool) -> Waiting:
    about, url = f"{notice.number} · {notice.project}", reverse("projects:notice", args=[notice.pk])
    if notice.state == S.DRAFT:
        what = _("Publish the initiation notice") if head else _("Complete the initiation notice")
        return Waiting(what, about, url, _("Open the notice"), law("44(2)"))
    if notice.state == S.PUBLISHED:
        what = _("Alternative proposals are accepted until")
        return Waiting(what, about, url, "", p725("130"), notice.closes_at)
    on = reverse("projects:notice_alternatives", args=[notice.pk])
    return Waiting(_("Take the next step of the initiative"), about, on, _("Open the notice"), law("44(2)"))
