"""The protocol of negotiation: the clause table, remarks and answers with their time, how the talks ended."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import name_of
from ppp_portal.documents.blocks import agenda, bullets, col, decision, note, para, section, table
from ppp_portal.documents.values import Moment, Ref, Text
from ppp_portal.law.acts import law, p605
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel import queries as panel
from tenders.messages.competed import STATED, about
from tenders.messages.negotiation import STATE_WORDS
from tenders.protocols.bidders import bidder_of, named
from tenders.protocols.minutes import paper, voted
from tenders.queries import negotiation
from tenders.rules.competed import INVESTMENTS, Kept
from tenders.rules.quantities import GROUP, printed

AGREED_STATEMENT = _("Clause %(clause)s: both sides agreed that %(statement)s. Reason: %(reason)s")
PROPOSED_STATEMENT = _(
    "Clause %(clause)s: it was proposed, and not agreed, that %(statement)s. Reason: %(reason)s"
)


def context(tender: Any, sitting: Any, number: str) -> dict[str, Any]:
    talks = negotiation.latest(tender)
    assert talks is not None
    votes = [motion for motion in panel.motions(sitting) if motion.code == "tender.drop"]
    sections = [
        section(_("Agenda"), agenda([_("Refinement of the project and of the terms of the contract")])),
        section(_("Clauses"), *clause_table(talks)),
        section(_("Remarks and answers"), *_remarks(talks)),
        section(
            _("Decision"),
            decision(STATE_WORDS[talks.state], grounds=[Ref(p605("41"))]),
            *[voted(motion, _dropped(talks), grounds=[law("40(7)")]) for motion in votes],
        ),
    ]
    facts = [
        (_("Bidder"), bidder_of(talks.bid)),
        (_("Decision to begin the negotiation"), Moment(talks.opened_at)),
        (_("Decision that the negotiation is over"), Moment(talks.closed_at) if talks.closed_at else None),
    ]
    return paper(tender, sitting, number, _("Protocol of negotiation"), sections, facts)


def _dropped(talks: Any) -> Text:
    return Text(_("The bid of %(name)s leaves the race; the next best follows."), name=named(talks.bid))


def refuse_draft(tender: Any) -> list[Refusal]:
    talks = negotiation.latest(tender)
    return [Refusal("papers.talks_run", p605("41"))] if talks is None or talks.state == "open" else []


def clause_table(talks: Any) -> list[dict[str, Any]]:
    """Changed clauses before and after; the closed ones are named as untouched."""
    rows = negotiation.rows(talks)
    changed = [row for row in rows if row.facts.proposed]
    closed = [row.clause.number for row in rows if row.clause.closed]
    blocks: list[dict[str, Any]] = []
    if changed:
        blocks.append(
            table(
                [col(_("Clause"), 16), col(_("Before"), 30), col(_("Proposed"), 30), col(_("Agreed"), 30)],
                [
                    [
                        row.clause.number,
                        name_of(row.clause, "text"),
                        name_of(row.talked, "proposed"),
                        name_of(row.talked, "agreed"),
                    ]
                    for row in changed
                ],
            )
        )
    else:
        blocks.append(para(_("The draft contract was agreed without changes.")))
    blocks += [_stated(row, one) for row in changed for one in row.stated]
    if closed:
        blocks.append(
            note(Text(_("Closed to negotiation and unchanged: %(clauses)s."), clauses=", ".join(closed)))
        )
    return blocks


def _stated(row: negotiation.Row, one: Kept) -> dict[str, Any]:
    """What takes the clause out of what the contract is made of, with its reason."""
    words = AGREED_STATEMENT if row.facts.agreed else PROPOSED_STATEMENT
    statement = Text(STATED[one.kind], **about(one))
    reason = name_of(row.talked, "unrelated")
    return note(Text(words, clause=row.clause.number, statement=statement, reason=reason))


def agreed_otherwise(talks: Any) -> list[dict[str, Any]]:
    """Where the agreed clauses do not say what was announced and bid: what stands there, and why."""
    rows = [
        [
            row.clause.number,
            Text("%(about)s: %(offered)s" if one.offered else "%(about)s", **about(one)),
            _instead(row, one),
            name_of(row.talked, "unrelated"),
        ]
        for row in negotiation.changed(talks)
        if row.facts.agreed
        for one in row.stated
    ]
    head = [
        *(col(_("Clause"), 12), col(_("As announced and bid"), 28)),
        *(col(_("Agreed"), 32), col(_("Reason"), 34)),
    ]
    return [table(head, rows)] if rows else []


def _instead(row: negotiation.Row, one: Kept) -> Any:
    """Another sum of investments as the agreed text says it; of everything else, what was stated."""
    if one.kind == INVESTMENTS and row.instead:
        return "; ".join(f"{printed(value)}{GROUP}₸" for value in row.instead)
    return Text(STATED[one.kind], **about(one))


def _remarks(talks: Any) -> list[dict[str, Any]]:
    listed = negotiation.remarks(talks)
    if not listed:
        return [para(_("There were no remarks."))]
    sides = {"commission": _("Commission"), "bidder": _("Bidder")}
    return [
        bullets(
            [
                Text(
                    _("%(at)s, %(side)s: %(text)s"),
                    at=Moment(row.at, short=True),
                    side=sides[row.side],
                    text=name_of(row, "text"),
                )
                for row in listed
            ]
        )
    ]
