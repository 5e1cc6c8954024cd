"""The bidder's desk: own bids, invitations, securities, talks. Nothing of anybody else's."""

from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.models import Contract
from contracts.states import ContractState
from ppp_portal.desk.waiting import Waiting
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import Paragraph, law, p605
from tenders.models import Bid, Documentation, Negotiation
from tenders.queries.bids import invitations, own_bids
from tenders.queries.phases import bid_state, phase
from tenders.states import BidState as B
from tenders.states import SecurityState

MOST = 200
ENDED = (B.WITHDRAWN, B.DROPPED, B.EXPIRED, B.REJECTED)


def waiting(actor: Actor, at: datetime) -> list[Waiting]:
    """Two queries: bids with their tenders and securities, invitations."""
    newest = (
        Documentation.objects.filter(tender=OuterRef("tender")).exclude(posted_at=None).order_by("-version")
    )
    live = Contract.objects.filter(bid=OuterRef("pk")).exclude(state=ContractState.LAPSED)
    rows = (
        own_bids(actor.organisation_id)
        .exclude(state__in=ENDED)
        .annotate(
            in_force=Subquery(newest.values("pk")[:1]),
            security_state=F("security__state"),
            talks_state=F("negotiation__state"),
            live_contract=Subquery(live.values("pk")[:1]),
            contract_state=Subquery(live.values("state")[:1]),
        )[:MOST]
    )
    things = [thing for bid in rows for thing in _of_bid(bid, at)]
    for member in invitations(actor.organisation_id).filter(confirmed_at=None, declined_at=None)[:MOST]:
        tender = member.bid.tender
        things.append(
            Waiting(
                _("Answer the invitation to a consortium"),
                str(tender),
                reverse("tenders:invitation", args=[member.pk]),
                _("Read and answer"),
                p605("28(1)"),
                tender.closes_at,
            )
        )
    return things


def _of_bid(bid: Bid, at: datetime) -> list[Waiting]:
    tender, url = bid.tender, reverse("tenders:bid", args=[bid.pk])
    about, found = str(tender), []
    if phase(tender, at).accepting:
        due_at = tender.closes_at if bid.stage == 2 else tender.stage1_closes_at
        if bid.state == B.DRAFT:
            found.append(Waiting(_("Finish and submit the bid"), about, url, _("Go on"), p605("27"), due_at))
        elif bid.in_force != bid.confirmed_documentation_id:
            found.append(
                Waiting(
                    _("The documentation was amended: confirm or change the bid"),
                    about,
                    reverse("tenders:bid_documentation", args=[bid.pk]),
                    _("Read and confirm"),
                    law("37(5)"),
                    due_at,
                )
            )
        elif bid.changed_since:
            submit = reverse("tenders:bid_submit", args=[bid.pk])
            found.append(
                Waiting(
                    _("Changes of the bid are not submitted: version %(version)s counts")
                    % {"version": bid.version},
                    about,
                    submit,
                    _("Submit"),
                    p605("27"),
                    due_at,
                )
            )
        else:
            found.append(Waiting(_("The bid is submitted and sealed"), about, url, due_at=due_at))
        if bid.stage == 2 and bid.security_state in (None, SecurityState.REQUIRED):
            security = reverse("tenders:bid_security", args=[bid.pk])
            found.append(
                Waiting(_("Lodge the bid security"), about, security, _("Lodge"), p605("31"), due_at)
            )
    elif bid.state == B.IN_NEGOTIATION and bid.talks_state == Negotiation.State.AGREED:
        talks = reverse("tenders:bid_negotiation", args=[bid.pk])
        found.append(Waiting(_("Agreed: the commission votes on the winner"), about, talks))
    elif bid.state == B.IN_NEGOTIATION:
        talks = reverse("tenders:bid_negotiation", args=[bid.pk])
        found.append(
            Waiting(_("Negotiate with the commission"), about, talks, _("Go to the talks"), p605("41"))
        )
    elif bid.state == B.WINNER and tender.signing_due_at and tender.ended_at is None:
        if bid.live_contract:
            url = reverse("contracts:bidder_contract", args=[bid.live_contract])
        what, basis, mine = _to_sign(bid.contract_state)
        found.append(Waiting(what, about, url, _("Go on") if mine else "", basis, tender.signing_due_at))
    else:
        found.append(Waiting(_("Our bid: %(state)s") % {"state": bid_state(bid, at)}, about, url))
    return found


def _to_sign(state: str | None) -> tuple[str, Paragraph, bool]:
    """The next step of the winner's contract, and whether it is the winner's."""
    if state in (None, ContractState.DRAFT):
        return _("Agree the terms of the contract"), p605("A2.13"), True
    if state == ContractState.TERMS_AGREED:
        return _("The organiser sends the contract to be signed"), p605("48"), False
    return _("Sign the contract"), p605("51"), True
