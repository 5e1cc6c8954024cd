"""The members of a bidding consortium. A member counts only after its own representative says yes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ppp_portal.accounts.models import Organisation
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.notices.outgoing import notify
from tenders.actions.drafts import refuse_editing
from tenders.actions.moving import lock_shared
from tenders.models import Bid, ConsortiumMember, Participation
from tenders.queries import bids as queries
from tenders.rules import bids as rules
from tenders.states import BidState


def _locked(bid_id: UUID) -> tuple[Bid, datetime]:
    """The bid behind its tender's shared lock: what was answered in time is committed when the tender closes."""
    lock_shared(Bid.objects.values_list("tender_id", flat=True).get(pk=bid_id))
    found = Bid.objects.select_for_update(of=("self",)).select_related("tender", "bidder")
    return found.get(pk=bid_id), clock.now()


@transaction.atomic
def invite_member(*, bid_id: UUID, bin: str, by: Actor) -> ConsortiumMember:
    """Ask an organisation, by its BIN, to join. The answer never says whether it bids by itself."""
    bid, at = _locked(bid_id)
    refuse(refuse_editing(bid, by, at))
    known = Organisation.objects.filter(bin=bin.strip()).first()
    asked = queries.members(bid)
    refuse(
        rules.refuse_invitation(
            bin.strip(),
            queries.party(bid.bidder, bid.tender),
            queries.party(known, bid.tender) if known else None,
            frozenset(member.organisation.bin for member in asked),
            len(asked),
        )
    )
    member = ConsortiumMember.objects.create(bid=bid, organisation=known, invited_at=at)
    _note("bid.member_invited", member, by, at)
    notify(
        "bid.member_invited",
        to=queries.representatives([member.organisation_id], at),
        subject=bid.stream,
        params={"number": bid.tender.number, "lead": _name(bid.bidder)},
        key=f"bid.member_invited:{member.pk}",
        url_name="tenders:invitations",
    )
    return member


@transaction.atomic
def answer_invitation(*, member_id: UUID, accept: bool, by: Actor) -> ConsortiumMember:
    """The invited organisation says yes or no, by a representative of its own. Yes may be taken back until the
    lead has submitted."""
    bid_id = ConsortiumMember.objects.values_list("bid_id", flat=True).get(pk=member_id)
    bid, at = _locked(bid_id)
    member = ConsortiumMember.objects.select_related("organisation").get(pk=member_id)
    refusals = []
    if by.organisation_id != member.organisation_id:
        refusals.append(Refusal("bid.not_invited", rules.P28))
    over = rules.refuse_change(queries.window(bid.tender, bid.stage, at))
    if not over and bid.state not in (BidState.DRAFT, BidState.SUBMITTED):
        refusals.append(Refusal("bid.not_open", rules.P28))
    if Participation.objects.filter(bid=bid, organisation_id=member.organisation_id).exists():
        refusals.append(Refusal("bid.member_already_counts", rules.P28))
    refusals += rules.refuse_person(queries.representation(by, at))
    refusals += over
    if accept:
        party = queries.party(member.organisation, bid.tender)
        elsewhere = Participation.objects.filter(
            tender=bid.tender, stage=bid.stage, organisation_id=member.organisation_id
        ).exclude(bid=bid)
        refusals += rules.refuse_party(party)
        refusals += rules.refuse_second_bid(
            [party], frozenset(elsewhere.values_list("organisation_id", flat=True))
        )
    refuse(refusals)
    member.confirmed_at, member.declined_at = (at, None) if accept else (None, at)
    member.person_id = by.person_id
    member.save()
    kind = "bid.member_confirmed" if accept else "bid.member_declined"
    _note(kind, member, by, at)
    notify(
        kind,
        to=queries.representatives([bid.bidder_id], at),
        subject=bid.stream,
        params={"number": bid.tender.number, "member": _name(member.organisation)},
        key=f"{kind}:{member.pk}:{at.isoformat()}",
        url_name="tenders:bid_consortium",
        url_args=[str(bid.pk)],
    )
    return member


@transaction.atomic
def remove_member(*, member_id: UUID, by: Actor) -> Bid:
    """The lead goes on without this member. In a bid already submitted this counts with its next version."""
    bid_id = ConsortiumMember.objects.values_list("bid_id", flat=True).get(pk=member_id)
    bid, at = _locked(bid_id)
    refuse(refuse_editing(bid, by, at))
    member = ConsortiumMember.objects.filter(pk=member_id).first()
    if member is not None:
        _note("bid.member_removed", member, by, at)
        member.delete()
    return bid


def _note(kind: str, member: ConsortiumMember, by: Actor, at: datetime) -> None:
    record(
        kind,
        stream=member.bid.stream,
        by=by,
        at=at,
        basis=[rules.P28],
        facts={"bid": member.bid_id, "organisation": member.organisation_id},
    )


def _name(organisation: Organisation) -> dict[str, str]:
    return {"kk": organisation.name_kk, "ru": organisation.name_ru}
