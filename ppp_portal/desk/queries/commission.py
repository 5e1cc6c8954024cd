"""The desk of a commission member: declare, vote, sign, and the next step of each tender."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.desk.waiting import Waiting
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import Paragraph, law, p605
from ppp_portal.panel import queries as panel
from tenders.models import Tender
from tenders.queries.commission import my_tenders
from tenders.queries.phases import phase
from tenders.states import TenderState as S

LEADING = (Role.CHAIR, Role.DEPUTY, Role.SECRETARY)


def waiting(actor: Actor, at: datetime) -> list[Waiting]:
    """Six queries: the tenders, declarations, votes, protocols; outside training the files that are awaited."""
    assert actor.person_id is not None
    tenders = {tender.subject: tender for tender in my_tenders(actor)}
    things = [
        _of(tenders[subject], _("Declare that you have no conflict of interest"), _("Declare"), law("33"))
        for subject in panel.waiting_declarations(actor.person_id)
        if subject in tenders
    ]
    things += [
        _of(tenders[motion.sitting.subject], _("Cast my vote"), _("Cast my vote"), p605("36"))
        for motion in panel.waiting_votes(actor.person_id)
        if motion.sitting.subject in tenders
    ]
    things += [
        _of(
            tenders[protocol.subject],
            _("Sign protocol %(number)s or say why not") % {"number": protocol.number},
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
    return things + [step for tender in tenders.values() if (step := _step(tender, actor, at))]


def _of(tender: Tender, what: str, action: str, basis: Paragraph) -> Waiting:
    return Waiting(what, str(tender), _url(tender.pk), action, basis)


def _url(pk: UUID) -> str:
    return reverse("tenders:commission_tender", args=[pk])


def _step(tender: Tender, actor: Actor, at: datetime) -> Waiting | None:
    steps = {
        S.STAGE1_CLOSED: (_("Review stage one"), law("42"), None),
        S.CLOSED: (_("Open the bids"), p605("36"), tender.opens_at),
        S.OPENED: (_("Check qualification and admit"), law("39(7)"), None),
        S.ADMITTED: (_("Decide on the evidence and evaluate"), p605("A4"), None),
        S.EVALUATED: (_("Choose the best bid and invite to negotiate"), p605("41"), None),
        S.NEGOTIATION: (_("Negotiate and sum up"), p605("41"), None),
    }
    state = phase(tender, at).state
    if state not in steps:
        return None
    what, basis, due_at = steps[state]
    action = _("Go to the session") if actor.role in LEADING else ""
    return Waiting(what, str(tender), _url(tender.pk), action, basis, due_at)
