"""What waits in monitoring and at the end of contracts: marks, replies, acts, findings, decisions, signatures."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.card_states import CardState
from contracts.ending_states import HandOverState
from contracts.models import AcceptanceAct, ContractCard, Finding, HandOver, MonitoringMonth
from contracts.monitoring_states import WAITING, FindingState
from contracts.queries import cards, monitoring
from contracts.rules.ending import PROPERTY
from contracts.rules.monitoring import TERMS
from contracts.rules.nonperformance import SIX_MONTHS
from ppp_portal.accounts.models import Role
from ppp_portal.desk.waiting import Waiting
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.calendar import add_months, local_day
from ppp_portal.web import wording

MOST = 200
LOOKED_BACK = 6  # months: as many as p. 62 counts in a row


def of_organiser(actor: Actor, at: datetime) -> list[Waiting]:
    """Eleven queries: proposals of p. 62, late months, acts, findings, six months that are over, hand-overs.

    One more where a month is to be marked: the calendar.
    """
    head = actor.role == Role.HEAD
    own = {"card__organiser_id": actor.organisation_id}
    proposals = monitoring.waiting_proposals(**own).select_related("card")
    acts = AcceptanceAct.objects.filter(state__in=WAITING, **own).select_related("card")
    findings = Finding.objects.filter(
        state__in=(FindingState.OPEN, FindingState.ESCALATED), **own
    ).select_related("card")
    decide = _("Decide on six months of non-performance")
    page = "card_six_months" if head else "card_monitoring"
    things = [
        _about(row.card, decide, SIX_MONTHS, head, page=page, action=_("Decide…")) for row in proposals[:MOST]
    ]
    late = monitoring.late(card__state=CardState.IN_FORCE, **own)
    things += [_late(row, head) for row in late[:MOST]]
    things += [
        _about(
            row.card,
            _("Accept an act or return it with reasons"),
            TERMS,
            True,
            row.due_at,
            page="card_act",
            more=(row.pk,),
        )
        for row in acts[:MOST]
    ]
    things += [_found(row, head) for row in findings[:MOST]]
    return [*things, *_unmarked(actor, at), *_to_sign(_closed_lists(own, "public"), head)]


def _found(row: Finding, head: bool) -> Waiting:
    """A breach written down is told to the private partner; one that was not remedied is for the head."""
    if row.state == FindingState.OPEN:
        what, mine = _("Send the notice of breach"), True
    else:
        what, mine = _("A breach was not remedied: decide what follows"), head
    return _about(row.card, what, TERMS, mine, page="card_finding", more=(row.pk,))


def _unmarked(actor: Actor, at: datetime) -> list[Waiting]:
    """Contracts in force with a month that has no mark yet; once its gap is noticed the task is overdue."""
    months = [add_months(local_day(at).replace(day=1), -back) for back in range(LOOKED_BACK, 0, -1)]
    found = [
        (card, month)
        for month in months
        for card in monitoring.unmarked(month).filter(organiser_id=actor.organisation_id)[:MOST]
    ]
    calendar = clock.calendar() if found else None
    return [
        _about(
            card,
            _("Mark the month %(month)s: performed or not performed") % {"month": wording.month(month)},
            TERMS,
            True,
            monitoring.gap_from(card, month, calendar),
            page="card_month",
            more=(month.year, month.month),
            query="?mark=1",
            action=_("Mark…"),
        )
        for card, month in found
    ]


def _late(row: MonitoringMonth, head: bool) -> Waiting:
    """A month marked late counts only after the head's reason (M-06)."""
    month = (row.card_id, row.month.year, row.month.month)
    return Waiting(
        _("Say why the month %(month)s counts, which was marked late") % {"month": wording.month(row.month)},
        _named(row.card, head),
        reverse("contracts:admit_month" if head else "contracts:card_month", args=month),
        _("Give the reason") if head else "",
        cards.cited(row.card, SIX_MONTHS),
    )


def of_private(actor: Actor, at: datetime) -> list[Waiting]:
    """Three queries: months and findings to reply to, hand-overs to sign."""
    own = {"card__in": cards.of_private(actor.organisation_id).values("pk")}
    months = monitoring.unanswered(organisation_id=actor.organisation_id).select_related("card")
    findings = Finding.objects.filter(
        state__in=(FindingState.NOTIFIED, FindingState.ESCALATED), replied_at=None, **own
    ).select_related("card")
    things = [
        _about(
            row.card,
            _("Reply about the month %(month)s, marked as not performed")
            % {"month": wording.month(row.month)},
            SIX_MONTHS,
            True,
            row.reply_due_at,
            page="card_month",
            more=(row.month.year, row.month.month),
        )
        for row in months[:MOST]
    ]
    things += [
        _about(
            row.card,
            _("Reply to a notice of breach"),
            TERMS,
            True,
            row.reply_due_at,
            page="card_finding",
            more=(row.pk,),
        )
        for row in findings[:MOST]
    ]
    return [*things, *_to_sign(_closed_lists(own, "private"), True)]


def _closed_lists(own: dict[str, Any], side: str) -> Iterable[HandOver]:
    """Lists that wait for the signature of one side: a signature under a list taken back does not count."""
    found = HandOver.objects.filter(state=HandOverState.SIGNING, **own).select_related("card")
    return found.exclude(signatures__side=side, signatures__digest=F("digest"))[:MOST]


def _to_sign(rows: Iterable[HandOver], mine: bool) -> list[Waiting]:
    return [
        _about(row.card, _("Sign the act of hand-over"), PROPERTY, mine, page="card_handover") for row in rows
    ]


def _about(
    card: ContractCard,
    what: str,
    basis: Paragraph,
    mine: bool,
    due_at: datetime | None = None,
    *,
    page: str,
    more: tuple[int, ...] = (),
    query: str = "",
    action: str = "",
) -> Waiting:
    """Something about a contract, on the very page where it is done."""
    return Waiting(
        what,
        _named(card, mine),
        reverse(f"contracts:{page}", args=[card.pk, *more]) + query,
        (action or _("Open")) if mine else "",
        cards.cited(card, basis),
        due_at,
    )


def _named(card: ContractCard, mine: bool) -> str:
    """What waits here for others waits for the head; staff read who."""
    return " · ".join([card.number, card.title, *([] if mine else [str(Role.HEAD.label)])])
