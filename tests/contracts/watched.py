"""Monitoring and the end of a contract for the table of permissions: one that is watched, one that is over."""

from datetime import timedelta

from contracts.actions.findings import notify_finding
from contracts.actions.months import record_month
from contracts.actions.performance import add_duty
from contracts.models import SixMonths
from ppp_portal.journal import clock
from ppp_portal.law.calendar import add_months, local_day
from tests.contracts.cards import a_card
from tests.contracts.test_ending import close, end, line
from tests.contracts.test_monitoring import a_finding, an_act, proof


def watched(cast):
    """Names for ``permissions.tsv``: watched, its month, a late one, duty, finding, act; ended, asset; closing."""
    now = clock.now()
    today = local_day(now)
    card, ended, closing = (a_card(cast, number=f"ГЧП-{number}") for number in (21, 22, 23))
    month = add_months(today.replace(day=1), -1)
    row = record_month(
        card_id=card.pk,
        month=month,
        mark="not_performed",
        reason_kk="Жұмыс жүргізілмеді",
        reason_ru="Работы не велись",
        dated_on=today,
        upload=proof(),
        by=cast.staff,
    )
    late = add_months(month, -8)
    record_month(
        card_id=card.pk,
        month=late,
        mark="not_performed",
        reason_kk="Жұмыс жүргізілмеді",
        reason_ru="Работы не велись",
        dated_on=today,
        upload=proof(),
        by=cast.staff,
    )
    SixMonths.objects.create(card=card, first_month=add_months(month, -5), last_month=month, proposed_at=now)
    (duty,) = add_duty(
        card_id=card.pk,
        side="private",
        direction="conditions",
        title_kk="Есеп беру",
        title_ru="Отчет",
        clause_kk="7-тармақ",
        clause_ru="Пункт 7",
        due_on=today + timedelta(days=30),
        by=cast.staff,
    )
    finding = notify_finding(finding_id=a_finding(cast, card, today).pk, by=cast.staff)
    act = an_act(cast, card, dated_on=today)
    for over in (ended, closing):
        end(cast, over, dated_on=today, effective_on=today)
    asset = line(cast, ended)
    line(cast, closing)
    close(cast, closing, handed_on=today)
    return {
        "watched": str(card.pk),
        "watched_year": str(month.year),
        "watched_month": str(month.month),
        "watched_evidence": str(row.evidence_id),
        "late_year": str(late.year),
        "late_month": str(late.month),
        "duty": str(duty.pk),
        "finding": str(finding.pk),
        "act": str(act.pk),
        "ended": str(ended.pk),
        "asset": str(asset.pk),
        "closing": str(closing.pk),
    }
