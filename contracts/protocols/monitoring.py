"""Papers of monitoring: breach notice, acceptance act, monitoring report, the six months of p. 62."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts.models import AcceptanceAct, ContractCard, Finding, MonitoringReport, SixMonths
from contracts.monitoring_states import ActState, Direction, FindingState, Mark
from contracts.protocols.cards import card_paper, parties_block
from contracts.queries import monitoring as queries
from contracts.rules.monitoring import DIRECTIONS, TERMS
from contracts.rules.nonperformance import SIX_MONTHS
from contracts.states import HEAD, Side
from ppp_portal.documents.bilingual import both_of
from ppp_portal.documents.blocks import (
    Block,
    col,
    decision,
    facts,
    note,
    para,
    section,
    signature,
    table,
)
from ppp_portal.documents.values import Amount, Both, Code, Day, Moment, Number, Ref, Text
from ppp_portal.journal.actor import Actor
from ppp_portal.web import wording

ANY_WORKS = _(
    "The Russian text speaks of construction works, the Kazakh text of works: any works are watched."
)


def month_name(month: date) -> Both:
    return Both(kk=wording.month(month, "kk"), ru=wording.month(month, "ru"))


# --- breach notice ----------------------------------------------------------------------------------------


def breach_notice(finding: Finding, at: datetime, by: Actor) -> Block:
    """Kind ``card.breach``: what was found, under which clause, to be remedied and answered by when."""
    card = finding.card
    evidence: list[tuple[Any, Any]] = []
    if finding.evidence is not None:
        evidence = [(_("Evidence"), finding.evidence.filename), ("SHA-256", Code(finding.evidence.sha256))]
    return card_paper(
        card,
        title=_("Notice of breach of the PPP contract"),
        number=finding.number,
        at=Moment(at),
        facts=[(_("Contract"), card.number), (_("Found on"), Day(finding.found_on))],
        sections=[
            section(_("Parties"), parties_block(card)),
            section(
                _("What was found"),
                facts(
                    [
                        (_("Direction of monitoring"), Direction(finding.direction).label),
                        (_("Clause of the contract"), both_of(finding, "clause")),
                        *evidence,
                    ]
                ),
                para(both_of(finding, "text")),
            ),
            section(
                _("What is asked"),
                decision(
                    Text(
                        _(
                            "The breach is to be remedied by %(remedy)s; the reply is given not later than %(due)s."
                        ),
                        remedy=Day(finding.remedy_on),
                        due=Moment(finding.reply_due_at),
                    ),
                    grounds=[Ref(TERMS), Ref(DIRECTIONS)],
                ),
                note(_("The reply of the private partner stands beside this notice and is never deleted.")),
            ),
        ],
        signatures=made_by(by, at),
    )


# --- acceptance act ---------------------------------------------------------------------------------------


def acceptance_act(act: AcceptanceAct, at: datetime, by: Actor, *, accepted: bool) -> Block:
    """Kind ``card.act``: what was handed in when, and the answer of the public side with its day."""
    card = act.card
    late = [(_("Not answered in time, noted"), Moment(act.silent_at))] if act.silent_at else []
    answer = (
        [
            decision(
                Text(
                    _("The public side accepts the act. The sum of %(sum)s is confirmed."),
                    sum=Amount(act.amount, words=True),
                ),
                grounds=[Ref(TERMS)],
            )
        ]
        if accepted
        else [
            decision(_("The public side returns the act and gives its reasons."), grounds=[Ref(TERMS)]),
            para(both_of(act, "reason")),
        ]
    )
    return card_paper(
        card,
        title=_("Act of acceptance") if accepted else _("Return of an act of acceptance"),
        number=act.number,
        at=Moment(at),
        facts=[(_("Contract"), card.number)],
        sections=[
            section(_("Parties"), parties_block(card)),
            section(
                _("What was handed in"),
                para(both_of(act, "title")),
                facts(
                    [
                        (_("Sum"), Amount(act.amount)),
                        (_("Date on the act"), Day(act.dated_on)),
                        (_("Handed in on the portal"), Moment(act.submitted_at)),
                        (_("Answer due"), Moment(act.due_at)),
                        *late,
                        (_("SHA-256 of the file"), Code(act.document.sha256)),
                    ]
                ),
            ),
            section(_("Answer of the public side"), *answer),
        ],
        signatures=made_by(by, at),
    )


# --- monitoring report ------------------------------------------------------------------------------------


def conclusion(
    card: ContractCard, row: MonitoringReport, found: Mapping[str, list[Any]], at: datetime, by: Actor
) -> Block:
    """Kind ``card.monitoring``: both directions, and everything of the period it rests on."""
    return card_paper(
        card,
        title=_("Report of monitoring the PPP contract"),
        number=row.number,
        at=Day(row.dated_on),
        facts=[
            (_("Contract"), card.number),
            (_("Period"), _period(row.period_from, row.period_to)),
            (_("Registered on the portal"), Moment(row.registered_at)),
        ],
        sections=[
            section(_("Parties"), parties_block(card)),
            section(
                _("Conditions and procedures of the contract"),
                para(both_of(row, "conditions")),
                note(Text(_("Direction 1: %(basis)s."), basis=Ref(DIRECTIONS))),
            ),
            section(
                _("Environment and safety of works"),
                para(both_of(row, "environment")),
                note(ANY_WORKS),
            ),
            section(_("Months"), _months(found["months"])),
            section(_("Obligations that fell due"), _duties(found["duties"])),
            section(_("Findings"), _findings(found["findings"])),
            section(_("Reports of the private partner"), _reports(found["reports"])),
            section(_("Acts of acceptance"), _acts(found["acts"])),
        ],
        signatures=made_by(by, at),
    )


def made_by(by: Actor, at: datetime) -> list[Block]:
    """Who of the organiser made the paper, as what."""
    person = queries.person(by.person_id)
    role = _("head of the organiser") if by.role == HEAD else _("staff of the organiser")
    return [signature(both_of(person, "name"), role, at=Moment(at))] if person else []


def _period(first: date, last: date) -> Text:
    return Text("%(first)s – %(last)s", first=Day(first, short=True), last=Day(last, short=True))


def _months(rows: Iterable[Any]) -> Block:
    columns = [
        col(_("Month"), 18),
        col(_("Mark"), 16),
        col(_("What was performed and what was not"), 42),
        col(_("Dated; registered"), 24),
    ]
    return table(
        columns,
        [[month_name(row.month), Mark(row.mark).label, both_of(row, "reason"), _dated(row)] for row in rows],
    )


def _dated(row: Any) -> Text:
    return Text(
        _("%(dated)s; registered %(registered)s"),
        dated=Day(row.dated_on, short=True),
        registered=Moment(row.registered_at, short=True),
    )


def _duties(rows: Iterable[Any]) -> Block:
    columns = [col(_("Due"), 14), col(_("Who"), 16), col(_("What"), 48), col(_("Done"), 22)]
    return table(
        columns,
        [
            [
                Day(row.due_on, short=True),
                Side(row.side).label,
                both_of(row, "title"),
                Day(row.done_on, short=True) if row.done_on else _("not noted as done"),
            ]
            for row in rows
        ],
    )


def _findings(rows: Iterable[Any]) -> Block:
    columns = [col(_("Number"), 14), col(_("What was found"), 36), col(_("Reply"), 30), col(_("State"), 20)]
    return table(
        columns,
        [
            [
                row.number,
                both_of(row, "text"),
                both_of(row, "reply") if row.replied_at else _("no reply"),
                FindingState(row.state).label,
            ]
            for row in rows
        ],
    )


def _reports(rows: Iterable[Any]) -> Block:
    columns = [col(_("Number"), 20), col(_("Period"), 40), col(_("Dated; registered"), 40)]
    return table(
        columns, [[row.number, _period(row.period_from, row.period_to), _dated(row)] for row in rows]
    )


def _acts(rows: Iterable[Any]) -> Block:
    columns = [
        col(_("Number"), 14),
        col(_("What was handed in"), 40),
        col(_("Sum, ₸"), 22, numeric=True),
        col(_("State"), 24),
    ]
    return table(
        columns,
        [[row.number, both_of(row, "title"), Amount(row.amount), ActState(row.state).label] for row in rows],
    )


# --- six months -------------------------------------------------------------------------------------------


def six_months(card: ContractCard, proposal: SixMonths, at: datetime) -> Block:
    """Kind ``card.six_months``: each month with its evidence and what the private partner said to it."""
    rows = [row for row in queries.months(card) if proposal.first_month <= row.month <= proposal.last_month]
    columns = [
        col(_("Month"), 13),
        col(_("What was not performed"), 31),
        col(_("Evidence, SHA-256"), 25),
        col(_("Reply of the private partner"), 31),
    ]
    return card_paper(
        card,
        title=_("Record of six consecutive months of non-performance"),
        number=proposal.number,
        at=Moment(at),
        facts=[
            (_("Contract"), card.number),
            (_("Number of months"), Number(len(rows))),
            (_("First month"), month_name(proposal.first_month)),
            (_("Last month"), month_name(proposal.last_month)),
        ],
        sections=[
            section(_("Parties"), parties_block(card)),
            section(
                _("Months recorded as not performed"),
                table(columns, [_row(row) for row in rows]),
                *_late(rows),
            ),
            section(
                _("What the portal proposes"),
                para(
                    Text(
                        _("Replacement of the private partner (%(basis)s). The organiser's head decides."),
                        basis=Ref(SIX_MONTHS),
                    )
                ),
                note(_("The portal counts and proposes; it replaces nobody.")),
            ),
        ],
    )


def _row(row: Any) -> list[Any]:
    said = both_of(row, "reply") if row.replied_at else _("no reply in the time given")
    evidence = Code(row.evidence.sha256) if row.evidence else None
    return [month_name(row.month), both_of(row, "reason"), evidence, said]


def _late(rows: Iterable[Any]) -> list[Block]:
    """What the head said about months that were marked late, with the paper of each."""
    found = [
        [
            month_name(row.month),
            both_of(row, "admission"),
            Day(row.admission_on, short=True),
            Moment(row.admitted_at),
        ]
        for row in rows
        if row.admitted_at
    ]
    columns = [
        col(_("Month"), 16),
        col(_("Why the month counts although it was marked late"), 44),
        col(_("Date of its paper"), 18),
        col(_("Registered"), 22),
    ]
    return [table(columns, found, caption=_("Months marked late"))] if found else []
