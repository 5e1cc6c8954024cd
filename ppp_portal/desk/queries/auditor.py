"""The auditor's reading room: tenders of the organisations in the mandate, with all their papers.

Before the opening an auditor sees of the bids what everybody sees: nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.models import Contract
from ppp_portal.accounts.models import Organisation, Person, Role
from ppp_portal.accounts.queries import audited_organisations
from ppp_portal.desk.records import told
from ppp_portal.desk.waiting import Waiting
from ppp_portal.documents import queries as documents
from ppp_portal.documents.models import Audience, Document
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.models import Record
from ppp_portal.journal.records import history
from ppp_portal.web.inputs import plain_number
from tenders.models import Bid, OpenedBid, Tender
from tenders.queries import listing
from tenders.states import TenderState

PER_PAGE = 100


def waiting(actor: Actor, at: datetime) -> list[Waiting]:
    """An auditor is asked for nothing: the organisations of the mandate, with the way to their tenders."""
    room = reverse("desk:audited_tenders")
    return [
        Waiting(_("Read the tenders"), str(row), room, _("Open")) for row in audited_organisations(actor, at)
    ]


def tenders_in_mandate(actor: Actor, at: datetime) -> QuerySet[Tender]:
    found = Tender.objects.filter(organiser__in=audited_organisations(actor, at))
    return found.select_related("organiser", "project")


def page(actor: Actor, at: datetime, *, typed: str, after: str) -> listing.Page:
    """Newest first; one query for the rows."""
    return listing.page(tenders_in_mandate(actor, at).filter(listing.matching(typed)), "created_at", after)


def audited_tender(actor: Actor, at: datetime, pk: UUID) -> Tender | None:
    return tenders_in_mandate(actor, at).filter(pk=pk).first()


def opened_bids(tender: Tender) -> list[Bid]:
    """The bids of a stage once it is opened; before that there are none for anybody but their owners."""
    stages = set(OpenedBid.objects.filter(bid__tender=tender).values_list("bid__stage", flat=True))
    if tender.opened_at is not None:  # an opening with no bid left shows those withdrawn before it
        stages.add(2)
    submitted = tender.bids.filter(stage__in=stages).exclude(submitted_at=None)
    return list(submitted.select_related("bidder", "security").order_by("submitted_at"))


def subjects(tender: Tender) -> list[str]:
    """Under which names the papers of this tender are kept."""
    contracts = Contract.objects.filter(tender=tender).order_by("created_at")
    return [
        tender.subject,
        *(bid.stream for bid in opened_bids(tender)),
        *([f"ledger:{tender.pk}"] if tender.opened_at else []),
        *(contract.subject for contract in contracts),
    ]


def papers(tender: Tender) -> list[dict[str, object]]:
    """Rows for ``{% documents %}``: every printed pair, also those for the parties only."""
    rows = documents.pair_rows(*subjects(tender), public=False)
    for row in rows:
        for language in ("kk", "ru"):
            if file := row.get(language):
                row[language] = {
                    **file,
                    "url": reverse("desk:audited_file", args=[tender.pk, file["sha256"]]),
                }
    return rows


def originals(tender: Tender) -> list[Document]:
    """Every file of this tender, as it is kept."""
    rows = [row for subject in subjects(tender) for row in documents.of_subject(subject, public=False)]
    opened = {(row.sha256, row.filename) for row in rows if row.audience == Audience.PUBLIC}
    return [
        row for row in rows if row.audience == Audience.PUBLIC or (row.sha256, row.filename) not in opened
    ]


def original(tender: Tender, sha256: str) -> Document | None:
    return next((row for row in originals(tender) if row.sha256 == sha256), None)


def folder(bids: Iterable[Bid]) -> Callable[[Document], str]:
    """Where a paper lies in the archive: what is a bidder's in its folder, in the order of receipt."""
    named = {
        bid.stream: f"{place:02d} {bid.bidder.name} {bid.bidder.bin}"
        for place, bid in enumerate(bids, start=1)
    }
    return lambda document: named.get(document.subject, "")


def records(tender: Tender) -> Iterator[Record]:
    """The journal of this tender, whole."""
    yield from history(*_streams(tender, opened_bids(tender)))


def _streams(tender: Tender, bids: Iterable[Bid]) -> dict[str, str]:
    """The streams of this tender and what each is about; of its bids only after their opening, and what was kept from
    everybody until a failure was declared only after that."""
    kept_back = {tender.sealed_stream: _("Tender, kept back until the failure was declared")}
    return {
        tender.stream: _("Tender"),
        f"tender-draft:{tender.pk}": _("Tender, draft"),
        **(kept_back if tender.state == TenderState.FAILED else {}),
        **{bid.stream: _("Bid of %(name)s") % {"name": bid.bidder.name} for bid in bids},
    }


@dataclass(frozen=True)
class Line:
    """One record for people: ``who`` with the role, ``about`` the object, ``what`` happened.

    ``number`` is its line in the file of :func:`records`: each stream counts its own, the file counts them all.
    """

    number: int
    record: Record
    who: str
    role: str
    organisation: str
    about: str
    what: str


def lines(tender: Tender, after: str) -> tuple[list[Line], str]:
    """A page of the journal in the order of writing, after the record with that key; the key of the next page."""
    about = _streams(tender, opened_bids(tender))
    whole = Record.objects.filter(stream__in=list(about)).order_by("id")
    start = plain_number(after) or 0
    before = whole.filter(id__lte=start).count() if start else 0
    rows = list(whole.filter(id__gt=start)[: PER_PAGE + 1])
    shown = rows[:PER_PAGE]
    said = [json.loads(bytes(row.body)) for row in shown]
    acting = [body["by"] for body in said]
    people = Person.objects.in_bulk({by["person"] for by in acting if by["person"]})
    organisations = Organisation.objects.in_bulk({by["organisation"] for by in acting if by["organisation"]})
    shown_lines = [
        Line(
            number=number,
            record=row,
            who=people[by["person"]].name if by["person"] in people else _("the portal"),
            role=str(dict(Role.choices).get(by["role"], "")),
            organisation=organisations[by["organisation"]].name
            if by["organisation"] in organisations
            else "",
            about=about[row.stream],
            what=told(row.kind, body["facts"]),
        )
        for number, (row, body, by) in enumerate(zip(shown, said, acting, strict=True), before + 1)
    ]
    return shown_lines, str(shown[-1].pk) if len(rows) > PER_PAGE else ""
