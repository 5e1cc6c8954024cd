"""The desk of a commission member: declare, vote, sign, and the next step of each tender."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.desk.waiting import Waiting
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import Paragraph, law, p605
from ppp_portal.panel import queries as panel
from ppp_portal.panel.models import Motion
from tenders.models import Tender
from tenders.queries import opening_desk
from tenders.queries.commission import my_tenders
from tenders.queries.phases import phase
from tenders.rules.opening import overdue_since
from tenders.states import TenderState as S

LEADING = (Role.CHAIR, Role.DEPUTY, Role.SECRETARY)
PRESIDING = (Role.CHAIR, Role.DEPUTY)
VOTERS = (Role.CHAIR, Role.DEPUTY, Role.MEMBER)
# Before anything else is done with what was opened, its protocol is signed.
OPENING_TOLD: dict[str, str] = {
    S.STAGE1_CLOSED: "tender.opening_stage1",
    S.OPENED: "tender.opening",
}


def waiting(actor: Actor, at: datetime) -> list[Waiting]:
    """Twelve queries: tenders, declarations, votes, protocols, openings, best bids; outside training awaited files."""
    assert actor.person_id is not None
    tenders = {tender.subject: tender for tender in my_tenders(actor)}
    things = [
        _of(tenders[subject], _("Declare that you have no conflict of interest"), _("Declare"), law("33"))
        for subject in panel.waiting_declarations(actor.person_id)
        if subject in tenders
    ]
    things += [
        Waiting(
            _("Cast my vote: %(question)s") % {"question": _asked(motion)},
            str(tenders[motion.sitting.subject]),
            reverse("tenders:commission_motion", args=[tenders[motion.sitting.subject].pk, motion.pk]),
            _("Cast my vote"),
            p605("36"),
            blocks=True,
        )
        for motion in panel.waiting_votes(actor.person_id)
        if motion.sitting.subject in tenders
    ]
    things += [
        Waiting(
            _("Sign protocol %(number)s or say why not") % {"number": protocol.number},
            str(tenders[protocol.subject]),
            reverse("tenders:commission_paper", args=[tenders[protocol.subject].pk, protocol.pk]),
            _("Read and sign"),
            p605("36"),
        )
        for protocol in panel.waiting_signatures(actor.person_id)
        if protocol.subject in tenders
    ]
    if actor.role in LEADING:
        things += [
            Waiting(
                _("Register the signed file of protocol %(number)s") % {"number": protocol.number},
                str(tenders[protocol.subject]),
                reverse("tenders:commission_paper", args=[tenders[protocol.subject].pk, protocol.pk]),
                _("Register the file"),
                p605("36"),
            )
            for protocol in panel.waiting_files(tenders)
        ]
    openings = opening_desk.openings(tenders.values())
    told, chosen = opening_desk.told(tenders.values()), opening_desk.chosen(tenders.values())
    candidates = opening_desk.stage_one_opened(tenders.values())
    for tender in tenders.values():
        state = phase(tender, at).state
        if state == S.CLOSED or (state == S.STAGE1_CLOSED and tender.pk not in candidates):
            things.append(_opening(tender, openings.get(tender.pk), actor, at))
        elif state in OPENING_TOLD and (tender.pk, OPENING_TOLD[state]) not in told:
            action = _("Go to the protocols") if actor.role in LEADING else ""
            url = reverse("tenders:commission_papers", args=[tender.pk])
            what = _("Write the protocol of the opening")
            things.append(Waiting(what, str(tender), url, action, p605("36"), blocks=True))
        else:
            signed = (tender.pk, "tender.evaluation") in told
            if step := _step(tender, actor, state, chosen=tender.pk in chosen, signed=signed):
                things.append(step)
    return things


def _asked(motion: Motion) -> str:
    return motion.question_ru if get_language() == "ru" else motion.question_kk


def _opening(tender: Tender, table: opening_desk.Table | None, actor: Actor, at: datetime) -> Waiting:
    """The opening takes place at its hour; each of the two who confirm is asked until that one has confirmed."""
    assert actor.person_id is not None
    stage_one = tender.published_at is None
    what = _("Open the bids of stage one") if stage_one else _("Open the bids")
    action, page, blocks = "", "opening", False
    if table is None:
        action = _("Open a sitting") if actor.role in LEADING else ""
        page = "sitting"
    elif table.waits_for(actor.person_id, chair=actor.role == Role.CHAIR, votes=actor.role in VOTERS):
        what, action = _("Confirm the opening"), _("Confirm the opening…")
    elif actor.person_id in table.silent:
        what, action = _("Confirm that you are at the table"), _("To the sitting")
        page, blocks = "sitting", True
    elif table.ready and (actor.role == Role.CHAIR or (actor.role == Role.DEPUTY and not table.chair_here)):
        action = _("Open stage one…") if stage_one else _("Open the bids…")
    url = reverse(f"tenders:commission_{page}", args=[tender.pk])
    hour = None if stage_one else tender.opens_at  # stage one is opened once it has ended
    late = overdue_since(at, hour) is not None
    return Waiting(what, str(tender), url, action, p605("36"), hour=hour, overdue=late, blocks=blocks)


def _of(tender: Tender, what: str, action: str, basis: Paragraph) -> Waiting:
    return Waiting(what, str(tender), _url(tender.pk), action, basis)


def _url(pk: UUID) -> str:
    return reverse("tenders:commission_tender", args=[pk])


def _step(tender: Tender, actor: Actor, state: str, *, chosen: bool, signed: bool) -> Waiting | None:
    """The work of this phase; evidence is decided and a bidder invited by whoever presides, not by the secretary."""
    steps = {
        S.STAGE1_CLOSED: (_("Review stage one"), law("42")),
        S.OPENED: (_("Check qualification and admit"), law("39(7)")),
        S.ADMITTED: (_("Decide on the evidence and evaluate"), p605("A4")),
        S.EVALUATED: (
            _("Sign the protocol of the evaluation and invite to negotiate")
            if chosen
            else _("Choose the best bid and invite to negotiate"),
            p605("41"),
        ),
        S.NEGOTIATION: (_("Negotiate and sum up"), p605("41")),
    }
    if state not in steps:
        return None
    what, basis = steps[S(state)]
    theirs = PRESIDING if state == S.ADMITTED or (state == S.EVALUATED and signed) else LEADING
    action = _("Go to the session") if actor.role in theirs else ""
    return Waiting(what, str(tender), _url(tender.pk), action, basis)
