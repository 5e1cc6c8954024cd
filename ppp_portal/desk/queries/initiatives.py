"""What waits about projects initiated through direct negotiations: for bidders and for the working group."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from ppp_portal.comparison.queries import asked_of
from ppp_portal.desk.queries.commission import LEADING
from ppp_portal.desk.waiting import Waiting
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import law, p725
from ppp_portal.panel import queries as panel
from projects.models import InitiationNotice
from projects.queries.alternatives import own_proposals
from projects.queries.group import my_notices, to_recommend, unconfirmed
from projects.queries.initiation import accepting
from projects.states import ProposalState

MOST = 200


def of_bidder(actor: Actor, at: datetime) -> list[Waiting]:
    """Two queries: the own proposals, the questionnaires put to the organisation."""
    asked = asked_of(actor.organisation_id, at)
    things = []
    for row in own_proposals(actor.organisation_id)[:MOST]:
        about, due_at = str(row.notice), row.notice.closes_at
        if row.state == ProposalState.DRAFT and accepting(row.notice, at):
            url = reverse("projects:proposal", args=[row.pk])
            what = _("Finish and submit the proposal")
            things.append(Waiting(what, about, url, _("Go on"), p725("130"), due_at))
        elif row.state == ProposalState.OPENED and row.notice.subject in asked:
            url = reverse("projects:proposal_questionnaire", args=[row.pk])
            what = _("Answer the questionnaire of the working group")
            until = asked[row.notice.subject]
            things.append(Waiting(what, about, url, _("Go on"), law("44(3)"), until))
    return things


def of_group(actor: Actor, at: datetime) -> list[Waiting]:
    """Five queries: the notices, declarations, votes, protocols, those that wait for their signed file.

    While some are to be opened, one more for their sittings, and for those in session who is there by hearsay. For
    those who lead three more: what is compared, voted for, and written.
    """
    assert actor.person_id is not None
    notices = {notice.subject: notice for notice in my_notices(actor)}
    if not notices:
        return []
    things = [
        _of(notices[subject], _("Declare that you have no conflict of interest"), _("Declare"))
        for subject in panel.waiting_declarations(actor.person_id)
        if subject in notices
    ]
    things += [
        _of(
            notices[subject],
            _("Confirm that you are at the table"),
            _("To the sitting"),
            "group_sitting",
            blocks=True,
        )
        for subject in unconfirmed(notices.values(), actor.person_id)
    ]
    things += [
        _of(notices[motion.sitting.subject], _("Cast my vote"), _("Cast my vote"), blocks=True)
        for motion in panel.waiting_votes(actor.person_id)
        if motion.sitting.subject in notices
    ]
    things += [
        _of(
            notices[protocol.subject],
            _("Sign protocol %(number)s or say why not") % {"number": protocol.number},
            _("Read and sign"),
        )
        for protocol in panel.waiting_signatures(actor.person_id)
        if protocol.subject in notices
    ]
    return [*things, *_led(notices)] if actor.role in LEADING else things


def _led(notices: dict[str, InitiationNotice]) -> list[Waiting]:
    """What whoever leads the group does: puts the recommendation to the vote, writes the protocol, keeps its file."""
    to_put, to_write = to_recommend(notices.values())
    put = _("Put the recommendation to the vote: the alternatives are compared")
    return [
        *(_of(notices[name], put, _("Open")) for name in sorted(to_put)),
        *(_of(notices[name], _("Write the protocol"), _("Open"), blocks=True) for name in sorted(to_write)),
        *(
            _of(
                notices[protocol.subject],
                _("Register the signed file of protocol %(number)s") % {"number": protocol.number},
                _("Register the file"),
            )
            for protocol in panel.waiting_files(notices)
        ),
    ]


def _of(
    notice: InitiationNotice, what: str, action: str, page: str = "group_notice", *, blocks: bool = False
) -> Waiting:
    url = reverse(f"projects:{page}", args=[notice.pk])
    about = f"{notice.number} · {notice.project.title}"
    return Waiting(what, about, url, action, law("35(2)"), blocks=blocks)
