"""Reads of the opening: the list as it is read out, and the facts on which the opening rests."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.models import Document
from ppp_portal.panel import queries as panel
from tenders.messages.opening import PLACES, PROBLEMS
from tenders.models import Bid, BidSecurity, OpenedBid, OpeningConfirmation, Tender
from tenders.queries import bids as bid_queries
from tenders.queries.commission import adopted, sitting_now
from tenders.rules.opening import OpeningFacts, Party
from tenders.states import BidState

FILE = "bid.file"


def confirmations(tender: Tender) -> list[OpeningConfirmation]:
    """The confirmations given in the sitting now in session."""
    sitting = sitting_now(tender)
    if sitting is None:
        return []
    found = OpeningConfirmation.objects.filter(tender=tender, sitting=sitting)
    return list(found.select_related("person").order_by("at"))


def sealed_bids(tender: Tender, stage: int) -> list[Bid]:
    """The bids to open, in the order of receipt of the version that counts. For the opening only."""
    return [bid for bid in bid_queries.live_bids(tender, stage) if bid.state == BidState.SUBMITTED]


def opening_facts(
    tender: Tender, at: datetime, *, stage: int = 2, bids: int = 1, unopened: Iterable[str] = ()
) -> OpeningFacts:
    given, table = confirmations(tender), vouched(tender)
    return OpeningFacts(
        at=at,
        opens_at=tender.opens_at if stage == 2 else None,
        presiding=any(row.presiding for row in given),
        another=any(not row.presiding for row in given),
        bids=bids,
        unopened=tuple(unopened),
        vouched=table.quorum.present if table else 0,
        needed=table.quorum.needed if table else 0,
        silent=table.silent if table else (),
    )


def vouched(tender: Tender) -> panel.OwnWord | None:
    """The table of the sitting in session by everybody's own word; ``None`` without a sitting."""
    sitting = sitting_now(tender)
    return panel.own_word(sitting) if sitting else None


def given_up(tender: Tender, sha256: str) -> bool:
    """Whether the commission decided, on record, that this envelope cannot be read."""
    return adopted(tender, "tender.unreadable", sha256) is not None


def opened_list(tender: Tender, stage: int = 2) -> list[OpenedBid]:
    """The bids as they were read out."""
    found = OpenedBid.objects.filter(bid__tender=tender, bid__stage=stage)
    return list(
        found.select_related("bid__bidder", "bid__security").prefetch_related(
            "bid__participations__organisation"
        )
    )


def withdrawn(tender: Tender, stage: int) -> int:
    """How many withdrew in time; who they were stays theirs."""
    return Bid.objects.filter(tender=tender, stage=stage, state=BidState.WITHDRAWN).count()


def security_amount(bid: Bid) -> Decimal | None:
    """The security that stands behind a bid, in tenge; ``None`` without one."""
    lodged = (
        getattr(bid, "security", None) if isinstance(getattr(bid, "security", None), BidSecurity) else None
    )
    return lodged.amount if lodged else None


def confirmed_members(bid: Bid) -> list[Organisation]:
    """The other members of the consortium, as they stood behind the version that counts.

    Not those of the draft: an invitation answered or a member removed after the submission is no part of it.
    """
    rows = sorted(bid.participations.all(), key=lambda row: row.pk)  # of the list it is prefetched
    return [row.organisation for row in rows if row.organisation_id != bid.bidder_id]


def parties(opened: Iterable[OpenedBid], affiliates: dict[str, frozenset[str]]) -> list[Party]:
    """Who stands behind the opened bids."""
    return [
        Party(
            bid=str(row.bid_id),
            bins=frozenset({row.bid.bidder.bin, *(member.bin for member in confirmed_members(row.bid))}),
            affiliates=affiliates.get(str(row.bid_id), frozenset()),
            first_submitted_at=row.bid.first_submitted_at or row.bid.submitted_at or row.opened_at,
        )
        for row in opened
    ]


def files_of(bid: Bid) -> list[Document]:
    """The files that lay inside the seal, in the order of the bid."""
    found = Document.objects.filter(subject=f"bid:{bid.pk}", kind=FILE)
    return list(found.order_by("title", "pk"))


def file_of(bid: Bid, key: str) -> Document | None:
    """The document that a file of the bid became (its key is kept as the document's number)."""
    return Document.objects.filter(subject=f"bid:{bid.pk}", kind=FILE, number=key).first() if key else None


def noticed(row: OpenedBid) -> list[tuple[Any, list[Any]]]:
    """What the opening noticed about a bid, one entry a kind of problem, with the places where."""
    found: dict[str, list[Any]] = {}
    for problem in row.problems:
        places = found.setdefault(problem["code"], [])
        if problem["path"]:
            places.append(place(problem["path"]))
    return [(PROBLEMS[code], places) for code, places in found.items()]


def place(path: str) -> Any:
    """A place inside a bid in words: "projects.0" is the first project. The name of a file stays as it is."""
    name, _dot, rest = path.partition(".")
    if path in PLACES:
        return PLACES[path]
    if name in PLACES and rest.partition(".")[0].isdecimal():
        return Numbered(PLACES[name], int(rest.partition(".")[0]) + 1)
    return path


@dataclass(frozen=True)
class Numbered:
    """A row of a list in words: its kind with the place of its number, in the language of the reader."""

    name: Any
    number: int

    def __str__(self) -> str:
        return str(self.name) % {"number": self.number}
