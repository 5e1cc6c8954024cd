"""Who reads the monitoring of a contract besides its sides: auditors all of it, everybody its outline (M-07)."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from contracts.actions.card_life import publish_card
from contracts.actions.findings import close_finding, notify_finding, reply_finding
from contracts.models import MonitoringMonth
from ppp_portal.accounts.models import AuditMandate
from ppp_portal.journal.models import Record
from ppp_portal.law.calendar import ALMATY
from tests.contracts.cards import a_card
from tests.contracts.test_monitoring import JANUARY, a_finding, an_act, mark, proof

pytestmark = pytest.mark.django_db
FEBRUARY = date(2026, 2, 1)
TODAY = date(2026, 3, 3)


@pytest.fixture
def card(cast, clock_at):
    """January not performed and replied to, February not performed; two findings, one told; an act."""
    clock_at.set(datetime(2026, 1, 5, 10, tzinfo=ALMATY))
    card = a_card(cast)
    mark(cast, clock_at, card, JANUARY)
    mark(cast, clock_at, card, FEBRUARY, reply=False)
    told = notify_finding(finding_id=a_finding(cast, card, TODAY, "Н-1").pk, by=cast.staff)
    reply_finding(finding_id=told.pk, reply_kk="Жөнделеді", reply_ru="Будет исправлено", by=cast.bidder_a)
    a_finding(cast, card, TODAY, "Н-2")
    an_act(cast, card, "А-1", TODAY)
    return card


def at(card, name, *args):
    return reverse(f"contracts:{name}", args=[card.pk, *args])


def text(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_app2_99_an_auditor_reads_months_findings_replies_acts_and_evidence(cast, client_of, card):
    auditor = client_of(cast.auditor)
    assert at(card, "card_monitoring") in text(auditor, at(card, "audited_card"))
    page = text(auditor, at(card, "card_monitoring"))
    assert all(number in page for number in ("Н-1", "Н-2", "А-1"))
    month = MonitoringMonth.objects.get(month=JANUARY)
    assert "Нет средств" in text(auditor, at(card, "card_month", 2026, 1))
    told, kept = (card.findings.get(number=number) for number in ("Н-1", "Н-2"))
    assert "Будет исправлено" in text(auditor, at(card, "card_finding", told.pk))
    assert text(auditor, at(card, "card_finding", kept.pk))
    assert text(auditor, at(card, "card_act", card.acts.get().pk))
    assert text(auditor, at(card, "card_calendar"))
    answer = auditor.get(at(card, "card_paper", month.evidence_id))
    assert b"".join(answer.streaming_content) == proof().read()


def test_an_auditor_is_offered_no_step_and_finds_none(cast, client_of, card):
    auditor = client_of(cast.auditor)
    pages = ("card_monitoring",), ("card_month", 2026, 1), ("card_finding", card.findings.first().pk)
    for name, *args in (*pages, ("card_act", card.acts.get().pk), ("card_calendar",)):
        page = text(auditor, at(card, name, *args))
        assert 'class="button' not in page.split("<main")[1].split("</main")[0], name
    assert auditor.get(at(card, "card_month", 2026, 4)).status_code == 404
    assert auditor.post(at(card, "card_month", 2026, 1), {"confirmed": "yes"}).status_code == 404
    for name in ("new_finding", "new_act", "new_report", "conclude", "card_six_months", "card_replacement"):
        assert auditor.get(at(card, name)).status_code == 404, name


def test_what_an_auditor_reads_of_a_contract_stands_in_the_journal(cast, client_of, card):
    auditor = client_of(cast.auditor)
    told = card.findings.get(number="Н-1")
    auditor.get(at(card, "audited_card"))
    auditor.get(at(card, "card_monitoring"))
    auditor.get(at(card, "card_finding", told.pk))
    seen = Record.objects.filter(kind="audit.viewed", stream=f"organisation:{cast.org_audit.pk}")
    assert [json.loads(bytes(row.body))["facts"] for row in seen.order_by("sequence")] == [
        {"subject": card.subject, "page": page}
        for page in ("audited_card", "card_monitoring", "card_finding")
    ]


def test_an_auditor_whose_mandate_is_over_finds_no_monitoring(cast, client_of, card):
    AuditMandate.objects.update(since=JANUARY - timedelta(days=30), until=JANUARY)
    evidence = MonitoringMonth.objects.get(month=JANUARY).evidence_id
    pages = ("audited_card",), ("card_monitoring",), ("card_month", 2026, 1), ("card_paper", evidence)
    for name, *args in pages:
        assert client_of(cast.auditor).get(at(card, name, *args)).status_code == 404, name


def test_m07_everybody_reads_months_and_numbers_of_findings_and_nothing_else(cast, client_of, client, card):
    close_finding(
        finding_id=card.findings.get(number="Н-1").pk,
        outcome_kk="Жөнделді",
        outcome_ru="Исправлено",
        by=cast.staff,
    )
    publish_card(card_id=card.pk, by=cast.staff)
    page = text(client, at(card, "public_card"))
    for hidden in ("Нет средств", "Қаражат жоқ", "Н-1", "Н-2", "А-1", "Работы не велись", "/papers/"):
        assert hidden not in page, hidden
    assert client.get(at(card, "card_monitoring")).status_code == 302


def test_m07_the_public_page_counts_only_findings_that_were_told_to_the_partner(cast, client, card):
    publish_card(card_id=card.pk, by=cast.staff)
    watched = client.get(at(card, "public_card")).context["watched"]
    assert (watched["findings"], watched["remedied"]) == (1, 0)
    assert [item["row"].answered for item in watched["months"]] == [False, True]
