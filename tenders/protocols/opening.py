"""The protocol of opening: the list as it was read out, with the commitment of every bid."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import both, identity_of, name_of
from ppp_portal.documents.blocks import agenda, bid, bids, bullets, col, decision, note, section, table
from ppp_portal.documents.values import Amount, Both, Moment, Number, Ref, Text
from ppp_portal.law.acts import law, p605
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel import queries as panel
from tenders.kinds import Preliminary
from tenders.protocols.bidders import identified, label_of
from tenders.protocols.minutes import paper, voted
from tenders.queries import opening

BIDS = {
    "title": _("Protocol of opening of bids"),
    "agenda": _("Opening of bids and reading out of their list"),
    "listed": _("Bids in the order of receipt"),
    "closed": _("Bids closed at"),
    "basis": p605("A1.10(12)"),
}
PROPOSALS = {
    "title": _("Protocol of opening of technical proposals, stage one"),
    "agenda": _("Opening of technical proposals and reading out of their list"),
    "listed": _("Technical proposals in the order of receipt"),
    "closed": _("Stage one closed at"),
    "basis": law("42"),
}
APPLICATIONS = {
    "title": _("Protocol of opening of applications for the qualification selection"),
    "agenda": _("Opening of applications and reading out of their list"),
    "listed": _("Applications in the order of receipt"),
    "closed": _("Stage one closed at"),
    "basis": law("34"),
}
# What is opened is called by its name.
WORDS: dict[Preliminary, dict[str, Any]] = {
    Preliminary.NONE: BIDS,
    Preliminary.DISCUSSION: PROPOSALS,
    Preliminary.SELECTION: APPLICATIONS,
}


def context(tender: Any, sitting: Any, number: str, *, stage: int = 2) -> dict[str, Any]:
    listed = opening.opened_list(tender, stage)
    opened_at = listed[0].opened_at if listed else sitting.opened_at
    closes_at = tender.closes_at if stage == 2 else tender.stage1_closes_at
    words = WORDS[tender.row.filed(stage)]
    given_up = [motion for motion in panel.motions(sitting) if motion.code == "tender.unreadable"]
    sections = [
        section(_("Agenda"), agenda([words["agenda"]])),
        section(words["listed"], bids([bid_row(row) for row in listed], secured=stage == 2)),
        *([section(_("Values offered"), _values(listed))] if stage == 2 else []),
        *_remarks(listed),
        *([section(_("Bids that could not be opened"), *map(voted, given_up))] if given_up else []),
        section(
            _("Decision"),
            decision(
                Text(_("Opened and read out: %(count)s."), count=Number(len(listed))),
                grounds=[Ref(p605("36")), Ref(words["basis"])],
            ),
            note(
                _(
                    "Under each entry stands the SHA-256 of its sealed envelope, fixed when it was received. "
                    "The receipt of the bidder carries the same value."
                )
            ),
        ),
    ]
    facts: list[tuple[Any, Any]] = [
        (words["closed"], Moment(closes_at, precise=True)),
        *([(_("Announced hour"), Moment(tender.opens_at))] if stage == 2 else []),
        (_("Opened at"), Moment(opened_at, precise=True)),
    ]
    if withdrawn := opening.withdrawn(tender, stage):
        facts += [
            (_("Received in time"), Number(len(listed) + withdrawn)),
            (_("Withdrawn in time"), Number(withdrawn)),
            (_("Left to be opened"), Number(len(listed))),
        ]
    if stage == 1:
        facts.append((_("Bid security"), _("not asked for on stage one")))
    return paper(tender, sitting, number, words["title"], sections, facts)


def stage_one(tender: Any, sitting: Any, number: str) -> dict[str, Any]:
    return context(tender, sitting, number, stage=1)


def refuse_draft(tender: Any, stage: int = 2) -> list[Refusal]:
    """There is nothing to tell before the bids are open."""
    return [] if opening.opened_list(tender, stage) else [Refusal("papers.not_opened", p605("36"))]


def refuse_stage_one(tender: Any) -> list[Refusal]:
    return refuse_draft(tender, stage=1)


def bid_row(row: Any) -> dict[str, Any]:
    amount = opening.security_amount(row.bid)
    return bid(
        name=name_of(row.bid.bidder),
        identity=identity_of(row.bid.bidder, public=True),
        received=Moment(row.bid.submitted_at, precise=True),
        number=row.bid.receipt_number,
        security=Amount(amount) if amount is not None else None,
        sha256=row.bid.sha256,
        members=[identified(member, public=True) for member in opening.confirmed_members(row.bid)],
        note=_("could not be opened") if row.unreadable else None,
    )


def _values(listed: Any) -> dict[str, Any]:
    return table(
        [
            col(_("Bidder"), 28),
            col(_("Construction, months"), 18, numeric=True),
            col(_("Payment per place a month"), 18, numeric=True),
            col(_("Staff proposed"), 17, numeric=True),
            col(_("Pieces of evidence"), 19, numeric=True),
        ],
        [
            [
                label_of(row.bid),
                row.months,
                _tenge(row.price),
                row.headcount,
                len(row.bid.evidence.all()),
            ]
            for row in listed
        ],
    )


def _tenge(value: Any) -> Any:
    return Amount(value) if value is not None else None


def _remarks(listed: Any) -> list[dict[str, Any]]:
    """What the opening noticed; what follows from it the commission decides at the admission."""
    lines = [
        Text(_("%(name)s: %(problem)s %(place)s"), name=label_of(row.bid), problem=words, place=place)
        for row in listed
        for words, place in _problems(row)
    ]
    if not lines:
        return []
    return [
        section(
            _("Noticed at the opening"),
            bullets(lines),
            note(_("What follows from this is decided at the admission.")),
        )
    ]


def _problems(row: Any) -> list[tuple[Any, Any]]:
    """One line a kind of problem, with the places it was found in."""
    return [(words, _places(places) if places else "") for words, places in opening.noticed(row)]


def _places(places: list[Any]) -> Both:
    said = [
        both(one.name, number=one.number) if isinstance(one, opening.Numbered) else both(one)
        for one in places
    ]
    joined = Both(kk="; ".join(text.kk for text in said), ru="; ".join(text.ru for text in said))
    return Both(kk=f"({joined.kk})", ru=f"({joined.ru})")
