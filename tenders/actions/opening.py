"""The opening of the bids.

1. At the announced hour the chair (in the chair's absence the deputy) opens a sitting for the opening.
2. The presiding member and one other voting member confirm, each for themselves (``confirm_opening``).
3. The presiding member opens (``open_bids``): all envelopes or none. One that stays closed keeps all closed; the
   commission may then find by vote that it cannot be read (``put_unreadable``), and the opening goes on.
4. The sitting is closed, its protocol drafted and signed (``actions.papers``).

Bids are read out in the order of receipt: by the moment at which the version that counts was received, which is
the moment printed on its receipt.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.models import Record
from ppp_portal.journal.records import record
from ppp_portal.law.acts import p605
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.panel import actions as panel
from ppp_portal.panel.models import Motion
from tenders.actions import moving
from tenders.actions.at_table import put, refuse_at_table
from tenders.actions.revealing import reveal, unsealed
from tenders.models import Bid, OpenedBid, OpeningConfirmation, Tender
from tenders.queries import commission, opening
from tenders.rules.opening import HOUR, refuse_confirmation, refuse_giving_up, refuse_opening
from tenders.states import TenderState

OPENED_ALREADY = frozenset(
    {
        TenderState.OPENED,
        TenderState.ADMITTED,
        TenderState.EVALUATED,
        TenderState.NEGOTIATION,
        TenderState.RESULTS_SIGNED,
    }
)
CANNOT_READ = _("Shall the bid with the commitment %(sha256)s be recorded as one that cannot be read?")


@transaction.atomic
def confirm_opening(*, tender_id: UUID, by: Actor) -> OpeningConfirmation:
    """Confirm that the bids may be opened now. It holds for the sitting in session."""
    tender = moving.lock(tender_id)
    at = clock.now()
    stage_one = tender.state == TenderState.STAGE1_CLOSED
    table = commission.table(tender, by)
    wrong = refuse_at_table(tender, by, "opening", who="votes", move="" if stage_one else "open_bids")
    refuse([*wrong, *refuse_confirmation(table, at, None if stage_one else tender.opens_at)])
    sitting = commission.sitting_now(tender)
    given, new = OpeningConfirmation.objects.get_or_create(
        sitting=sitting,
        person_id=by.person_id,
        defaults={"tender": tender, "presiding": table.presides, "at": at},
    )
    if new:
        panel.arrive(
            sitting_id=given.sitting_id, by=by, stream=tender.stream, at=at
        )  # the own name stands for it
        facts = {"tender": tender.pk, "sitting": given.sitting_id, "person": by.person_id}
        facts["presiding"] = given.presiding
        record(
            "tender.opening_confirmed", stream=tender.stream, by=by, at=at, facts=facts, basis=[p605("36")]
        )
    return given


@transaction.atomic
def open_bids(*, tender_id: UUID, by: Actor) -> Tender:
    """Open every bid, all at once, and read out the list. A second click changes nothing."""
    tender = moving.lock(tender_id)
    at = clock.now()
    if tender.state in OPENED_ALREADY:
        return tender
    refuse(why_no_opening(tender, by, at))
    opened = _opened(tender, 2, at=at, by=by)
    tender.opened_at = at
    moving.make_move(tender, "open_bids", by=by, at=at, facts={"bids": commitments(opened)})
    return tender


def why_no_opening(tender: Tender, by: Actor, at: datetime) -> list[Refusal]:
    """What keeps the bids from being opened at ``at``; the page says it before anybody presses."""
    at_table = refuse_at_table(tender, by, "opening", move="open_bids")
    return at_table or _unready(tender, 2, at)


@transaction.atomic
def open_stage_one(*, tender_id: UUID, by: Actor) -> list[OpenedBid]:
    """Open the technical proposals or the applications of stage one. The tender stays where it is."""
    tender = moving.lock(tender_id)
    at = clock.now()
    if earlier := opening.opened_list(tender, stage=1):
        return earlier
    refuse(why_no_stage_one(tender, by, at))
    opened = _opened(tender, 1, at=at, by=by)
    facts = {"tender": tender.pk, "number": tender.number, "bids": commitments(opened)}
    record("tender.open_stage_one", stream=tender.stream, by=by, at=at, facts=facts, basis=[HOUR])
    return opened


def why_no_stage_one(tender: Tender, by: Actor, at: datetime) -> list[Refusal]:
    """The same for the technical proposals or the applications of stage one."""
    at_table = refuse_at_table(tender, by, "opening")
    wrong_state = [] if tender.state == TenderState.STAGE1_CLOSED else [_wrong_state(tender)]
    return [*at_table, *wrong_state] or _unready(tender, 1, at)


@transaction.atomic
def put_unreadable(*, tender_id: UUID, sha256: str, by: Actor) -> Motion:
    """Ask the commission whether an envelope that stays closed is given up. It is named by its commitment only.

    The seals are tried here, so the same four eyes are needed as for the opening itself.
    """
    tender = moving.lock(tender_id)
    at = clock.now()
    stage = 1 if tender.state == TenderState.STAGE1_CLOSED else 2
    in_time = tender.state in (TenderState.CLOSED, TenderState.STAGE1_CLOSED)
    refuse(
        [*refuse_at_table(tender, by, "opening", who="leads"), *([] if in_time else [_wrong_state(tender)])]
    )
    refuse(_unready(tender, stage, at))
    bids = opening.sealed_bids(tender, stage)
    _readings, closed = unsealed(tender, bids)
    refuse(refuse_giving_up(sha256, {bid.sha256 for bid in bids}, closed))
    return put(tender, "tender.unreadable", CANNOT_READ, key=sha256, by=by, at=at, sha256=sha256)


def commitments(opened: list[OpenedBid]) -> list[dict[str, object]]:
    """What enters the public record: each bid's hash, and the head of its private stream up to now."""
    return [
        {
            "bid": row.bid_id,
            "order": row.order,
            "sha256": row.bid.sha256,
            "version": row.bid.version,
            "received_at": row.bid.submitted_at,
            "head": head(row.bid),
        }
        for row in opened
    ]


def head(bid: Bid) -> str | None:
    """The hash of the last record of the bid's private stream."""
    last = Record.objects.filter(stream=bid.stream).order_by("-sequence").only("hash").first()
    return last.hash if last else None


def _unready(tender: Tender, stage: int, at: datetime) -> list[Refusal]:
    """What is missing before any seal is tried."""
    bids = opening.sealed_bids(tender, stage)
    return refuse_opening(opening.opening_facts(tender, at, stage=stage, bids=len(bids)))


def _opened(tender: Tender, stage: int, *, at: datetime, by: Actor) -> list[OpenedBid]:
    bids = opening.sealed_bids(tender, stage)
    readings, closed = unsealed(tender, bids)
    refuse(refuse_opening(opening.opening_facts(tender, at, stage=stage, bids=len(bids), unopened=closed)))
    opened = reveal(tender, readings, at=at, by=by)
    for row in opened:
        facts = {"bid": row.bid_id, "tender": tender.pk, "sha256": row.bid.sha256, "order": row.order}
        record("bid.opened", stream=row.bid.stream, by=by, at=at, facts=facts, basis=[HOUR])
    return opened


def _wrong_state(tender: Tender) -> Refusal:
    return Refusal("tender.wrong_state", HOUR, {"state": tender.get_state_display()})
