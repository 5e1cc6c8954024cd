"""Reads of what is recorded while a contract is performed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from contracts import monitoring_deadlines
from contracts.card_states import ALIVE, CARD_MOVES, PRIVATE_PARTS
from contracts.models import (
    AcceptanceAct,
    CardParty,
    ContractCard,
    Duty,
    Finding,
    MonitoringMonth,
    MonitoringReport,
    PartnerReport,
    Replacement,
    SixMonths,
    Termination,
)
from contracts.monitoring_states import ActState, Mark, ProposalAnswer
from contracts.queries import cards
from contracts.replacement_states import ReplacementState
from contracts.rules import nonperformance
from ppp_portal.accounts.models import Person
from ppp_portal.journal import clock
from ppp_portal.law.calendar import ONE_DAY, WorkingCalendar, add_months, local_day
from ppp_portal.law.packs import PACKS

REMIND_DAYS = 7
REPLACEABLE = CARD_MOVES["begin_replacement"][0]
REPLY_LEAD = timedelta(days=3)


# --- months -----------------------------------------------------------------------------------------------


def months(card: ContractCard) -> list[MonitoringMonth]:
    """The marks that stand, in order, each with whether anybody is ``asked`` about it."""
    found = card.months.filter(corrected_at=None).select_related("evidence", "reply_file")
    return list(found.annotate(asked=_asked()).order_by("month"))


def marks_of(card: ContractCard, month: date) -> list[MonitoringMonth]:
    """The mark of a month and those it replaced, the latest first, each with whether anybody is ``asked``."""
    found = card.months.filter(month=month).select_related("evidence", "reply_file", "admission_paper")
    return list(found.annotate(asked=_asked()).order_by("-registered_at"))


def mark_of(card: ContractCard, month: date) -> MonitoringMonth | None:
    return next((row for row in marks_of(card, month) if row.corrected_at is None), None)


def month_by_id(pk: int) -> MonitoringMonth:
    return MonitoringMonth.objects.get(pk=pk)


def facts(rows: Iterable[MonitoringMonth]) -> list[nonperformance.MonthFacts]:
    return [
        nonperformance.MonthFacts(
            row.month,
            performed=row.mark == Mark.PERFORMED,
            evidence=row.evidence_id is not None,
            answered=row.answered,
            admitted=row.admitted,
        )
        for row in rows
    ]


def first_counted(card: ContractCard) -> date:
    """The first month that can count against the private partner of today."""
    stopped = card.replacements.filter(state=ReplacementState.STOPPED).values_list("ended_at", flat=True)
    return nonperformance.first_counted(
        entered=[row.since_on for row in cards.parties(card, *PRIVATE_PARTS)],
        stopped=[local_day(at) for at in stopped if at],
        continued=proposals(card).filter(answer=ProposalAnswer.CONTINUE).values_list("last_month", flat=True),
    )


def run(card: ContractCard) -> tuple[date, ...]:
    """The months not performed that count now (p. 62)."""
    return nonperformance.run(facts(months(card)), first_counted(card))


def first_month(card: ContractCard) -> date:
    """The first month that can be marked: the one in which the contract began, else that of its entry."""
    return (card.starts_on or card.signed_on or local_day(card.created_at)).replace(day=1)


def watched_from(card: ContractCard) -> date:
    """The first month whose mark the portal asks for: it did not know the contract before the card was entered."""
    return max(first_month(card), local_day(card.created_at).replace(day=1))


def gap_from(card: ContractCard, month: date, calendar: WorkingCalendar | None = None) -> datetime:
    """Since when a month without a mark is a gap, and a mark of it late.

    Who asks about many months or contracts reads the ``calendar`` once.
    """
    return monitoring_deadlines.gap_noticed(month, cards.rules_of(card), calendar or clock.calendar())


def last_closed_month(card: ContractCard, at: datetime) -> date:
    """The latest month that is over and whose mark is overdue at ``at``."""
    month, calendar = add_months(local_day(at).replace(day=1), -1), clock.calendar()
    while gap_from(card, month, calendar) > at:
        month = add_months(month, -1)
    return month


def gaps(card: ContractCard, at: datetime) -> list[date]:
    """Months of the contract that are over and have no mark."""
    last = min(last_closed_month(card, at), card.ended_on or card.ends_on)
    marked = card.months.filter(corrected_at=None).values_list("month", flat=True)
    found = nonperformance.gaps(marked, watched_from(card), last)
    pauses = _pauses(card) if found else []
    return [month for month in found if nonperformance.ran(month, pauses)]


def ran(card: ContractCard, month: date) -> bool:
    """Whether the contract ran in this month."""
    return nonperformance.ran(month, _pauses(card))


def _pauses(card: ContractCard) -> list[nonperformance.Pause]:
    """When it bound nobody: its terminations, and the entries of all its private partners, left ones too."""
    everybody = cards.parties(card, *PRIVATE_PARTS, now=False)
    return nonperformance.pauses(
        card.terminations.values_list("effective_on", flat=True),
        [row.since_on for row in everybody if row.since_on],
    )


def unmarked(month: date) -> QuerySet[ContractCard]:
    """Contracts that ran in a month, were known to the portal by its end, and have no mark of it.

    The same pauses as ``ran``: a termination before the month, after which no private partner came by its end.
    """
    last = add_months(month, 1) - ONE_DAY
    entered = CardParty.objects.filter(
        card=OuterRef("card"),
        part__in=PRIVATE_PARTS,
        since_on__gte=OuterRef("effective_on"),
        since_on__lte=last,
    )
    ended = Termination.objects.filter(card=OuterRef("pk"), effective_on__lt=month)
    return (
        ContractCard.objects.filter(state__in=ALIVE, created_at__date__lte=last)
        .exclude(Q(starts_on__gt=last) | Q(ended_on__lt=month))
        .exclude(Exists(ended.exclude(Exists(entered))))
        .exclude(months__month=month)
        .select_related("contract__tender")
    )


def late(**of: Any) -> QuerySet[MonitoringMonth]:
    """Months marked late that could still count and of which the head has not said why (M-06), the first first.

    None of them is settled: by a month performed since, by a decision or a stopped case after it, by a partner that
    came later. ``of``: whose contracts.
    """
    since = MonitoringMonth.objects.filter(
        card=OuterRef("card"), month__gt=OuterRef("month"), corrected_at=None
    )
    continued = SixMonths.objects.filter(
        card=OuterRef("card"), answer=ProposalAnswer.CONTINUE, last_month__gte=OuterRef("month")
    )
    stopped = Replacement.objects.filter(
        card=OuterRef("card"), state=ReplacementState.STOPPED, ended_at__date__gt=OuterRef("month")
    )
    own = CardParty.objects.filter(card=OuterRef("card"), part__in=PRIVATE_PARTS, until_on=None)
    return (
        MonitoringMonth.objects.filter(late=True, admitted_at=None, corrected_at=None, **of)
        .filter(Exists(own.filter(Q(since_on=None) | Q(since_on__lte=OuterRef("month")))))
        .exclude(Exists(since.filter(mark=Mark.PERFORMED)) | Exists(continued) | Exists(stopped))
        .select_related("card")
        .order_by("month")
    )


def proposals(card: ContractCard) -> QuerySet[SixMonths]:
    return SixMonths.objects.filter(card=card)


def open_proposal(card: ContractCard) -> SixMonths | None:
    """What the portal proposed and nobody decided yet."""
    return waiting_proposals(card=card).first()


def waiting_proposals(**of: Any) -> QuerySet[SixMonths]:
    """The same of many contracts (``of``: whose); none where no case can be opened any more: they have expired."""
    return SixMonths.objects.filter(answer=ProposalAnswer.NONE, card__state__in=REPLACEABLE, **of)


def standing(card: ContractCard, run: tuple[date, ...]) -> SixMonths | None:
    """What was proposed about this run of months and has opened no case yet."""
    found = (
        proposals(card).filter(replacement=None, first_month__gte=run[0]) if run else proposals(card).none()
    )
    return found.first()


def counted(card: ContractCard, month: date) -> bool:
    """On this month rests a decided proposal to replace the partner."""
    return (
        proposals(card)
        .filter(answer=ProposalAnswer.REPLACE, first_month__lte=month, last_month__gte=month)
        .exists()
    )


# --- the rest ---------------------------------------------------------------------------------------------


def duties(card: ContractCard) -> list[Duty]:
    return list(card.duties.select_related("document"))


def duty(card: ContractCard, pk: int) -> Duty | None:
    return card.duties.filter(pk=pk).first()


def overdue(rows: Iterable[Duty], today: date) -> list[Duty]:
    return [row for row in rows if row.done_on is None and row.due_on < today]


def reports(card: ContractCard) -> QuerySet[PartnerReport]:
    return card.reports.select_related("document")


def conclusions(card: ContractCard) -> QuerySet[MonitoringReport]:
    return card.conclusions.all()


def findings(card: ContractCard) -> QuerySet[Finding]:
    return card.findings.select_related("evidence", "reply_file")


def finding(card: ContractCard, pk: int) -> Finding | None:
    return findings(card).filter(pk=pk).first()


def acts(card: ContractCard) -> QuerySet[AcceptanceAct]:
    return card.acts.select_related("document")


def act(card: ContractCard, pk: int) -> AcceptanceAct | None:
    return acts(card).filter(pk=pk).first()


def accepted_total(card: ContractCard) -> Any:
    """Capital costs confirmed by accepted acts, ₸."""
    return sum((row.amount for row in acts(card) if row.state == ActState.ACCEPTED), start=0)


def person(pk: int | None) -> Person | None:
    return Person.objects.filter(pk=pk).first()


def in_period(card: ContractCard, first: date, last: date) -> dict[str, list[Any]]:
    """What a monitoring report of these days rests on."""
    begun = Q(registered_at__date__gte=first, registered_at__date__lte=last)
    return {
        "months": [row for row in months(card) if first <= row.month <= last],
        "duties": list(card.duties.filter(due_on__gte=first, due_on__lte=last)),
        "findings": list(findings(card).filter(begun).exclude(notified_at=None)),
        "reports": list(reports(card).filter(period_to__gte=first, period_to__lte=last)),
        "acts": list(acts(card).filter(dated_on__gte=first, dated_on__lte=last).order_by("dated_on", "pk")),
    }


# --- the sweep --------------------------------------------------------------------------------------------


def silent_months(at: datetime, limit: int) -> list[int]:
    """Months not performed to which the partner did not reply in time, by the partial index."""
    found = unanswered().filter(reply_due_at__lt=at)
    return list(found.order_by("reply_due_at").values_list("pk", flat=True)[:limit])


def replies_to_remind(at: datetime, limit: int) -> list[int]:
    """Months not performed whose time for the reply is over within days, by the same index."""
    found = to_remind().filter(reply_due_at__range=(at, at + REPLY_LEAD))
    return list(found.order_by("reply_due_at").values_list("pk", flat=True)[:limit])


def to_remind() -> QuerySet[MonitoringMonth]:
    """Those whose partner loses by silence: a case can still be opened on them, and it was not reminded yet."""
    return unanswered().filter(reminded_at=None, card__state__in=REPLACEABLE)


def _asked(**partner: Any) -> Exists:
    """Of a month: whether a private partner of today was one in it already. ``partner``: one of them only.

    Whoever is to be replaced answers for its months until the new contract, terminated or not (p. 62): the six months
    may be established after the termination too. Nobody answers for a predecessor, and no silence of its is noted.
    """
    standing = CardParty.objects.filter(
        card=OuterRef("card"), part__in=PRIVATE_PARTS, until_on=None, **partner
    )
    entered = standing.annotate(from_month=TruncMonth("since_on"))
    return Exists(entered.filter(Q(since_on=None) | Q(from_month__lte=OuterRef("month"))))


def asks(row: MonitoringMonth, **partner: Any) -> bool:
    """Whether anybody, or that ``partner``, is asked about this month."""
    return MonitoringMonth.objects.filter(_asked(**partner), pk=row.pk).exists()


def unanswered(**partner: Any) -> QuerySet[MonitoringMonth]:
    """Months not performed to which somebody, or that ``partner``, can still reply."""
    return MonitoringMonth.objects.filter(
        _asked(**partner),
        replied_at=None,
        silent_at=None,
        corrected_at=None,
        mark=Mark.NOT_PERFORMED,
    )


def silent_acts(at: datetime, limit: int) -> list[int]:
    found = AcceptanceAct.objects.filter(state=ActState.SUBMITTED, due_at__lt=at)
    return list(found.order_by("due_at").values_list("pk", flat=True)[:limit])


def duties_to_remind(at: datetime, limit: int) -> list[int]:
    """Obligations that fall due within a week, or have fallen due, of contracts in force."""
    soon = local_day(at) + timedelta(days=REMIND_DAYS)
    found = Duty.objects.filter(done_on=None, reminded_at=None, due_on__lte=soon, card__state__in=ALIVE)
    return list(found.order_by("due_on").values_list("pk", flat=True)[:limit])


def cards_with_a_gap(at: datetime, limit: int) -> list[UUID]:
    """Contracts in force whose latest month to be marked has neither a mark nor a note of its gap.

    The month before last is taken: the working days in which an act is written never last a whole month.
    """
    this_month, calendar = local_day(at).replace(day=1), clock.calendar()
    found: list[UUID] = []
    for back in (1, 2):
        month = add_months(this_month, -back)
        overdue = [
            key
            for key, pack in PACKS.items()
            if monitoring_deadlines.gap_noticed(month, pack, calendar) <= at
        ]
        if overdue:
            unseen = unmarked(month).filter(rule_pack__in=overdue).exclude(gaps__month=month)
            found += unseen.order_by("created_at", "pk").values_list("pk", flat=True)[:limit]
    return list(dict.fromkeys(found))[:limit]
