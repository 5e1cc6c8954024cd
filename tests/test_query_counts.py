"""Every page with a list asks the database as often with three hundred rows as with three.

The counts stand here as numbers, so that a page that begins to ask more often is noticed on the day it does.
"""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.actions.card_life import publish_card
from contracts.models import ContractCard
from ppp_portal.comparison.actions import Ask
from ppp_portal.journal import clock
from ppp_portal.journal.records import record
from projects.actions import comparing
from projects.models import InitiationNotice
from tests.contracts.cards import a_card
from tests.contracts.replacing import evidence
from tests.crowded import ask_much, crowd, propose, watch
from tests.projects.alternatives import open_all, send, submitted
from tests.projects.factories import published_notice
from tests.tenders.factories import published_tender

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FEW, MANY = 3, 300
# reader, address, statements
PAGES: tuple[tuple[str, str, int], ...] = (
    ("guest", "registry:home", 8),
    ("guest", "registry:tenders", 4),
    ("owner", "registry:tenders", 7),
    ("guest", "api_tenders", 2),
    ("guest", "registry:notices", 3),
    ("staff", "projects:projects", 8),
    ("staff", "projects:notices", 6),
    ("staff", "tenders:organizer_tenders", 7),
    ("staff", "tenders:organizer_commissions", 8),
    ("staff", "tenders:forfeitures", 5),
    ("head", "tenders:organizer_proposals", 5),
    ("staff", "contracts:contracts", 5),
    ("owner", "contracts:contracts", 5),
    ("staff", "contracts:cards", 6),
    ("owner", "contracts:cards", 8),
    ("guest", "contracts:public_cards", 3),
    ("auditor", "contracts:audited_cards", 7),
    ("chair", "tenders:commission", 11),
    ("member", "tenders:commission", 11),
    ("member", "contracts:group", 8),
    ("custodian", "tenders:custodian_securities", 8),
    ("owner", "tenders:bidder", 7),
    ("owner", "projects:proposals", 7),
    ("ally", "tenders:invitations", 5),
    ("auditor", "desk:audited_tenders", 6),
    ("auditor", "projects:audited_notices", 6),
    ("auditor", "mandates", 8),
    ("staff", "notices:list", 6),
    ("owner", "notices:list", 6),
    ("staff", "desk:desk", 27),
    ("head", "desk:desk", 29),
    ("chair", "desk:desk", 20),
    ("member", "desk:desk", 19),
    ("secretary", "desk:desk", 20),
    ("custodian", "desk:desk", 9),
    ("owner", "desk:desk", 16),
    ("ally", "desk:desk", 16),
    ("auditor", "desk:desk", 7),
    ("admin", "desk:desk", 6),
    ("guest", "training:people", 4),
    ("guest", "training:mails", 3),
)
NAMES = {"owner": "bidder_a", "ally": "member_company", "member": "member_1"}


def statements(browser, url) -> int:
    """Of the second visit: the first one fills caches that outlive a request."""
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        answer = browser.get(url)
    assert answer.status_code == 200, url
    return len(seen)


def test_a_list_costs_the_same_with_three_rows_and_with_three_hundred(cast, client_of, client):
    def count() -> dict[tuple[str, str], int]:
        browsers = {"guest": client}
        found = {}
        for reader, address, _statements in PAGES:
            if reader not in browsers:
                browsers[reader] = client_of(getattr(cast, NAMES.get(reader, reader)))
            found[reader, address] = statements(browsers[reader], reverse(address))
        return found

    crowd(cast, FEW)
    few = count()
    crowd(cast, MANY - FEW, first=FEW + 1)
    many = count()
    assert {key: (few[key], many[key]) for key in few if few[key] != many[key]} == {}
    assert few == {(reader, address): number for reader, address, number in PAGES}


# The same of one contract: reader, address with its end, statements.
OF_A_CONTRACT: tuple[tuple[str, str, str, int], ...] = (
    ("staff", "contracts:card_monitoring", "", 24),
    ("staff", "contracts:card_monitoring", "?all=1", 24),
    ("owner", "contracts:card_monitoring", "", 25),
    ("auditor", "contracts:card_monitoring", "?all=1", 29),
    ("staff", "contracts:card_calendar", "", 8),
    ("guest", "contracts:public_card", "", 21),
)


def test_what_is_recorded_under_a_contract_costs_the_same_with_three_rows_and_with_three_hundred(
    cast, client_of, client
):
    card = publish_card(card_id=a_card(cast).pk, by=cast.staff)
    ContractCard.objects.update(starts_on=date(2000, 1, 1))
    paper = evidence(card)
    browsers = {"guest": client} | {
        reader: client_of(getattr(cast, NAMES.get(reader, reader)))
        for reader in ("staff", "owner", "auditor")
    }

    def count() -> dict[tuple[str, str, str], int]:
        return {
            (reader, address, end): statements(browsers[reader], reverse(address, args=[card.pk]) + end)
            for reader, address, end, _statements in OF_A_CONTRACT
        }

    watch(card, paper, FEW)
    few = count()
    watch(card, paper, MANY - FEW, first=FEW + 1)
    many = count()
    assert {key: (few[key], many[key]) for key in few if few[key] != many[key]} == {}
    assert few == {(reader, address, end): number for reader, address, end, number in OF_A_CONTRACT}


def test_the_journal_of_a_tender_costs_the_same_with_three_records_and_with_three_hundred(
    cast, client_of, clock_at
):
    tender = published_tender(cast, clock_at)
    auditor, address = client_of(cast.auditor), reverse("desk:audited_journal_page", args=[tender.pk])

    def count(rows: int) -> int:
        with transaction.atomic():
            for _row in range(rows):
                record("question.asked", stream=tender.stream, by=cast.bidder_a, at=clock.now())
        return statements(auditor, address)

    assert (count(FEW), count(MANY - FEW)) == (15, 15)


# The same of one initiative: reader, address, statements.
OF_A_NOTICE: tuple[tuple[str, str, int], ...] = (
    ("staff", "projects:notice_alternatives", 25),
    ("head", "projects:notice_alternatives", 25),
    ("chair", "projects:group_notice", 22),
    ("chair", "projects:group_matrix", 16),
    ("auditor", "projects:audited_notice", 25),
)


def test_the_register_of_proposals_costs_the_same_with_three_rows_and_with_three_hundred(
    cast, client_of, clock_at
):
    notice = published_notice(cast, clock_at)
    submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    comparing.write_questions(
        notice_id=notice.pk,
        title_kk="Салыстыру",
        title_ru="Сравнение",
        questions=[Ask("Бағасы", "Цена", "number")],
        by=cast.secretary,
    )
    send(cast, notice)
    notice = InitiationNotice.objects.get(pk=notice.pk)
    browsers = {reader: client_of(getattr(cast, reader)) for reader in ("staff", "head", "chair", "auditor")}

    def count() -> dict[tuple[str, str], int]:
        return {
            (reader, address): statements(browsers[reader], reverse(address, args=[notice.pk]))
            for reader, address, _statements in OF_A_NOTICE
        }

    propose(cast, notice, FEW, first=2)
    few = count()
    propose(cast, notice, MANY - FEW, first=FEW + 2)
    many = count()
    assert {key: (few[key], many[key]) for key in few if few[key] != many[key]} == {}
    assert few == {(reader, address): number for reader, address, number in OF_A_NOTICE}


# Requests about one contract and its list of hand-over: reader, address, statements.
OF_REQUESTS: tuple[tuple[str, str, int], ...] = (
    ("staff", "contracts:card_extensions", 10),
    ("owner", "contracts:card_extensions", 11),
    ("staff", "contracts:card_assignment", 8),
    ("owner", "contracts:card_assignment", 9),
    ("staff", "contracts:card_handover", 9),
    ("owner", "contracts:card_handover", 10),
)


def test_requests_and_the_list_of_a_hand_over_cost_the_same_with_three_rows_and_with_three_hundred(
    cast, client_of
):
    card = publish_card(card_id=a_card(cast).pk, by=cast.staff)
    paper = evidence(card)
    browsers = {reader: client_of(getattr(cast, NAMES.get(reader, reader))) for reader in ("staff", "owner")}

    def count() -> dict[tuple[str, str], int]:
        return {
            (reader, address): statements(browsers[reader], reverse(address, args=[card.pk]))
            for reader, address, _statements in OF_REQUESTS
        }

    ask_much(cast, card, paper, FEW)
    few = count()
    ask_much(cast, card, paper, MANY - FEW, first=FEW + 1)
    many = count()
    assert {key: (few[key], many[key]) for key in few if few[key] != many[key]} == {}
    assert few == {(reader, address): number for reader, address, number in OF_REQUESTS}
