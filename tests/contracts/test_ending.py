"""The end of a contract before its day, and the hand-over, played through their actions."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from contracts.actions.ending import terminate_card
from contracts.actions.hand_over import add_asset, close_list, recall_list, remove_asset, sign_hand_over
from contracts.models import ContractCard, Termination
from contracts.protocols import ending as papers
from contracts.queries import ending as queries
from ppp_portal.documents import values
from ppp_portal.documents.models import PrintOrder
from ppp_portal.law.calendar import ALMATY
from ppp_portal.law.refusals import Refused
from tenders import sweep
from tests.contracts.cards import a_card
from tests.contracts.test_monitoring import codes, proof

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 10, tzinfo=ALMATY)


@pytest.fixture
def card(cast, clock_at):
    clock_at.set(NOW)
    return a_card(cast)


def end(cast, card, **overrides):
    return terminate_card(
        **{
            "card_id": card.pk,
            "ground": "judgment",
            "number": "7100-26-112",
            "dated_on": date(2026, 4, 10),
            "effective_on": date(2026, 5, 20),
            "reason_kk": "Міндеттемелер орындалмады",
            "reason_ru": "Обязательства не исполнены",
            "upload": proof("judgment.pdf"),
            "by": cast.head,
            **overrides,
        }
    )


def line(cast, card, bearer="public", **overrides):
    return add_asset(
        **{
            "card_id": card.pk,
            "name_kk": "Студенттер үйінің ғимараты",
            "name_ru": "Здание студенческого дома",
            "inventory": "001",
            "quantity": Decimal(1),
            "unit_kk": "дана",
            "unit_ru": "штука",
            "book_value": Decimal("250000000.50"),
            "condition_kk": "жарамды",
            "condition_ru": "исправно",
            "bearer": bearer,
            "basis_kk": "5-тармақ",
            "basis_ru": "Пункт 5",
            "by": cast.staff,
            **overrides,
        }
    )


def close(cast, card, **overrides):
    words = {"place_kk": "Астана қ.", "place_ru": "г. Астана"}
    return close_list(
        **{"card_id": card.pk, "handed_on": date(2026, 6, 1), "by": cast.staff, **words, **overrides}
    )


def test_art49_a_judgment_ends_the_contract_on_the_day_it_came_into_force(cast, card):
    card = end(cast, card)
    assert (card.state, card.ended_on, card.next_deadline_at) == ("terminated", date(2026, 5, 20), None)
    assert Termination.objects.get().document.filename == "judgment.pdf"
    with pytest.raises(Refused) as refused:
        end(cast, card)
    assert codes(refused) == ["card.wrong_state"]


def test_only_the_organisers_head_registers_the_end_and_only_on_its_document(cast, card):
    with pytest.raises(Refused) as refused:
        end(cast, card, by=cast.staff, upload=None)
    assert codes(refused) == ["card.wrong_role", "ending.no_document"]
    for stranger in (cast.other_head, cast.bidder_a, cast.outsider):
        with pytest.raises(ContractCard.DoesNotExist):
            end(cast, card, by=stranger)


def test_the_list_is_made_while_the_contract_lives_and_closed_when_it_is_over(cast, clock_at):
    clock_at.set(NOW)
    card = a_card(cast, ends_on=date(2026, 6, 10))
    line(cast, card)
    with pytest.raises(Refused) as refused:
        close(cast, card)
    assert "ending.still_in_force" in codes(refused)
    clock_at.set(datetime(2026, 6, 11, 10, tzinfo=ALMATY))
    sweep.run()
    card.refresh_from_db()
    assert card.state == "expired"
    row = close(cast, card, handed_on=date(2026, 6, 11))
    assert (row.state, len(row.digest)) == ("signing", 64)


def test_both_sides_sign_the_list_they_saw_and_the_act_says_what_becomes_whose(cast, card):
    end(cast, card)
    line(cast, card)
    line(cast, card, "private", name_kk="Автомобиль", name_ru="Автомобиль", book_value=Decimal(0))
    row = close(cast, card)
    with pytest.raises(Refused) as refused:
        sign_hand_over(card_id=card.pk, seen="b" * 64, by=cast.head)
    assert codes(refused) == ["ending.other_text"]
    assert sign_hand_over(card_id=card.pk, seen=row.digest, by=cast.head).state == "signing"
    with pytest.raises(Refused) as refused:
        sign_hand_over(card_id=card.pk, seen=row.digest, by=cast.head)
    assert codes(refused) == ["ending.signed"]
    row = sign_hand_over(card_id=card.pk, seen=row.digest, by=cast.bidder_a)
    assert (row.state, len(queries.signatures(row))) == ("signed", 2)
    with pytest.raises(Refused) as refused:
        line(cast, card)
    assert codes(refused) == ["ending.wrong_state"]


def test_a_list_taken_back_keeps_its_signatures_on_record_and_counts_none_of_them(cast, clock_at, card):
    end(cast, card)
    first, second = line(cast, card), line(cast, card)
    row = close(cast, card)
    sign_hand_over(card_id=card.pk, seen=row.digest, by=cast.head)
    recall_list(card_id=card.pk, by=cast.staff)
    remove_asset(card_id=card.pk, asset_id=second.pk, by=cast.staff)
    clock_at.forward(timedelta(minutes=5))
    row = close(cast, card)
    assert queries.assets(row) == [first]
    assert (row.signatures.count(), queries.signatures(row)) == (1, [])
    assert line_number_after_removal(cast, card, row) == 3


def line_number_after_removal(cast, card, row):
    recall_list(card_id=card.pk, by=cast.staff)
    return line(cast, card).number


def test_the_papers_of_the_end_have_their_words_in_both_languages(cast, card):
    end(cast, card)
    line(cast, card)
    line(cast, card, "private")
    row = close(cast, card)
    for by in (cast.head, cast.bidder_a):
        row = sign_hand_over(card_id=card.pk, seen=row.digest, by=by)
    orders = PrintOrder.objects.filter(kind__in=["card.termination", "card.hand_over"])
    assert orders.count() == 3
    note = papers.termination_note(queries.termination(card), NOW, cast.head)
    assert values.untranslated(note) == []
    assert values.untranslated(papers.hand_over_act(row, NOW, queries.signatures(row))) == []


def test_strangers_hand_over_nothing(cast, card):
    end(cast, card)
    line(cast, card)
    row = close(cast, card)
    for stranger in (cast.other_staff, cast.bidder_a, cast.outsider):
        with pytest.raises(ContractCard.DoesNotExist):
            line(cast, card, by=stranger)
    for stranger in (cast.other_head, cast.bidder_b, cast.outsider):
        with pytest.raises(ContractCard.DoesNotExist):
            sign_hand_over(card_id=card.pk, seen=row.digest, by=stranger)
