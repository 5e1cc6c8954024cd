"""A contract that order 605 does not govern says so wherever the portal cites that order for it (X-14)."""

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from contracts.actions.card_life import publish_card
from contracts.card_states import Regime
from contracts.messages import regime as words
from contracts.protocols.cards import card_paper
from contracts.rules.regime import GENERAL, GROUNDS, cited
from ppp_portal.desk.queries import watching
from ppp_portal.documents.values import canonical, untranslated
from ppp_portal.journal import clock
from ppp_portal.law.acts import ORDER_605, law, p605
from ppp_portal.law.calendar import ALMATY
from tests.contracts.cards import a_card
from tests.contracts.test_monitoring import play

SAID = "Общий порядок: приказ № 605 применяется по аналогии"


@pytest.fixture
def card(cast, clock_at):
    clock_at.set(datetime(2026, 1, 5, 10, tzinfo=ALMATY))
    return a_card(cast)


def test_a_paragraph_of_the_order_is_cited_by_analogy_for_a_contract_of_the_general_procedure_only():
    assert cited(GENERAL, p605("62")).label("ru") == "п. 62 приказа № 605 (по аналогии)"
    assert cited(GENERAL, p605("62")).label("kk") == "605-бұйрықтың 62-тармағы (ұқсастық бойынша)"
    assert cited(GENERAL, p605("62")).key == "605:62"
    assert cited(GENERAL, law("49(4)")) == law("49(4)")
    assert cited("605", p605("62")) == p605("62")


def test_every_act_has_its_words_and_no_paragraph_of_the_order_is_called_law():
    assert (GENERAL, list(words.ACTS)) == (Regime.GENERAL, list(GROUNDS))
    for ground in GROUNDS.values():
        assert all(one.act != ORDER_605 for one in ground.law)
        assert all(one.act == ORDER_605 for one in ground.analogy)


PAGES = (
    ("staff", "organizer_card", ()),
    ("bidder_a", "bidder_card", ()),
    ("staff", "card_extensions", ()),
    ("staff", "request_extension", ()),
    ("staff", "card_monitoring", ()),
    ("staff", "card_month", (2026, 1)),
    ("staff", "conclude", ()),
    ("head", "card_six_months", ()),
    ("bidder_a", "new_act", ()),
    ("staff", "card_calendar", ()),
    ("staff", "card_assignment", ()),
    ("staff", "card_replacement", ()),
    ("head", "open_replacement", ()),
    ("staff", "card_handover", ()),
    ("head", "card_termination", ()),
    ("outsider", "public_card", ()),
)


@pytest.mark.django_db
@pytest.mark.parametrize("regime", Regime.values)
def test_every_page_of_a_contract_says_what_is_applied_by_analogy(cast, clock_at, client_of, card, regime):
    play(cast, clock_at, card, "nnnnnn")
    publish_card(card_id=card.pk, by=cast.staff)
    type(card).objects.update(regime=regime)
    for who, name, more in PAGES:
        with override("ru"):
            url = reverse(f"contracts:{name}", args=[card.pk, *more])
        answer = client_of(getattr(cast, who)).get(url)
        assert answer.status_code == 200, name
        page = answer.content.decode()
        assert "№ 605" in page or name in ("card_calendar", "new_act"), name
        assert page.count(SAID) == (regime == GENERAL), name


@pytest.mark.django_db
def test_a_refused_step_says_it_beside_what_it_refuses(cast, client_of, card):
    with override("ru"):
        url = reverse("contracts:request_extension", args=[card.pk])
    answer = client_of(cast.staff).post(url, {"lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0"})
    assert answer.status_code == 422
    assert SAID in answer.content.decode()


@pytest.mark.django_db
def test_every_paper_about_a_contract_ends_with_what_is_applied_by_analogy(card):
    def printed() -> str:
        paper = card_paper(card, title=words.NOTHING, number="1", at=clock.now(), sections=[])
        assert untranslated(paper) == []
        return canonical(paper).decode()

    assert "применяет этот пункт по аналогии" in printed()
    assert "605:62" in printed() or "п. 62 приказа № 605" in printed()
    card.regime = Regime.PROGRAMME
    assert "аналогии" not in printed()


@pytest.mark.django_db
def test_the_desk_marks_its_paragraphs_for_such_a_contract(cast, clock_at, card):
    play(cast, clock_at, card, "nnnnnn")
    (thing,) = watching.of_organiser(cast.head, clock.now())
    assert thing.basis.label("ru") == "п. 62 приказа № 605 (по аналогии)"
    type(card).objects.update(regime=Regime.PROGRAMME)
    (thing,) = watching.of_organiser(cast.head, clock.now())
    assert thing.basis.label("ru") == "п. 62 приказа № 605"
