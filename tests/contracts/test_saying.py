"""What the words of a contract say beside what it is made of: p. 48, appendix 2 p. 12–13 (A-55)."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts import actions, queries
from contracts.models import ContractCard
from contracts.protocols.signing import contract_text
from contracts.rules.saying import WordsFacts, differences, refuse_unexplained
from contracts.rules.signing import TermFacts
from ppp_portal.documents.speech import spoken
from ppp_portal.documents.values import plain
from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.law.figures import Pair
from tenders.models import DraftClause, EvidenceItem, Negotiation, NegotiationClause
from tenders.rules.competed import Competed
from tests.contracts.factories import agree_all, drafted, won_tender
from tests.refusing import refused

ROWS = {
    "months": {"creation": Decimal(17), "operation": Decimal(120), "term": Decimal(137)},
    "years": {"operation": Decimal(10)},
}
SHARE = Competed("K3", (4,), "percent", Decimal(20), Decimal(25))
TWO_CLAUSES = "3.1. Құрылыс\n17 ай.\n\nАкт ай сайын.\n\n3.2. Пайдалану\n20 жыл."


def said(term, kk, ru, **more):
    facts = {"rows": ROWS, "clauses": {term: [f"{term}.1"]}, **more}
    return differences(WordsFacts(terms=(TermFacts(term, kk, ru),), **facts))


@pytest.mark.parametrize(
    ("term", "kk", "ru", "named"),
    [
        (3, "17 айдан аспайды, 4 сағат, 2026 жыл", "не более 17 месяцев, 4 часа, 2026 год", []),
        (6, "137 ай, оның ішінде 10 жыл", "137 месяцев, из них 10 лет", []),
        (3, "24 айдан аспайды", "не более 24 месяцев", [("months", (24,), (24,))]),
        (3, "24 айлар, 17 ай", "24 месяцев, 17 месяцев", [("months", (17, 24), (17, 24))]),
        (6, "Пайдалану 20 жыл", "Эксплуатация 20 лет", [("years", (20,), (20,))]),
        (3, "Құрылыс 17 ай, кепілдік 36 ай", "Строительство 17 месяцев", [("months", (17, 36), (17,))]),
        (3, "24 немесе 17 ай", "24 или 17 месяцев", [("months", (17, 24), (17, 24))]),
        (6, "15–10 жыл", "15 или 10 лет", [("years", (10, 15), (10, 15))]),
        (3, "17,5 ай", "17,5 месяцев", [("months", (Decimal("17.5"),), (Decimal("17.5"),))]),
        (3, "17 толық ай, 5 жылу қазандығы", "17 полных месяцев, 12 летних лагерей", []),
        (2, "24 ай", "24 месяца", []),
    ],
)
def test_app2_p12_6_a_clause_that_says_another_period_than_the_contract_is_named(term, kk, ru, named):
    """The same figure twice, or the right one beside another: the reader would not know which of them binds."""
    assert [(one.unit, one.kk, one.ru) for one in said(term, kk, ru)] == named


def test_a_term_of_several_clauses_names_the_one_that_differs():
    (one,) = said(3, TWO_CLAUSES, TWO_CLAUSES.replace("ай", "мес.").replace("жыл", "лет"))
    assert (one.clause, one.unit, one.kk) == ("3.2", "years", (20,))


def test_p41_a_figure_that_both_sides_stated_in_the_talks_is_explained_already():
    assert said(3, "17 ай, кепілдік 24 ай", "17 месяцев, 24 месяца", stated={("months", Decimal(24))}) == []


def test_p62_a_contract_that_runs_already_is_compared_by_what_it_is_made_of_only():
    assert said(6, "20 жыл", "20 лет", rows={"months": {"creation": Decimal(17)}}) == []


@pytest.mark.parametrize(
    ("kk", "ru", "named"),
    [
        ("25 %-дан кем емес", "не менее 25 %", False),
        ("20 %-дан кем емес", "не менее 20 %", True),
        ("25 %, бірақ 20 %", "25 %, но 20 %", True),
        ("Ұсынысқа сай", "По предложению", True),
    ],
)
def test_app2_p12_4_a_term_says_the_own_funds_that_won_and_no_limit_beside_them(kk, ru, named):
    assert [one.kept for one in said(4, kk, ru, kept=[(4, SHARE)])] == [SHARE] * named


def test_app2_p12_7_words_on_risks_that_were_changed_after_the_results_are_named():
    left = {"risks": ("Кесте бойынша.", "По таблице.")}
    assert said(7, "Кесте  бойынша.", "По таблице.", **left) == []
    assert [one.kept.code for one in said(7, "R1 – мемлекет.", "R1 – государство.", **left)] == ["risks"]


def test_app2_p13_what_differs_is_explained_in_both_languages_or_the_text_is_not_sent():
    found = said(3, "24 ай", "24 месяца")
    assert refuse_unexplained([], Pair()) == []
    fields = [refusal.field for refusal in refuse_unexplained(found, Pair("кепілдік", ""))]
    assert fields == ["explained_ru"]
    assert refuse_unexplained(found, Pair("кепілдік", "гарантия")) == []


WHY = {"explained_kk": "36 ай – кепілдік мерзімі", "explained_ru": "36 месяцев – срок гарантии"}


@pytest.fixture
def guaranteed(cast, clock_at):
    """All eight terms are agreed; the third got a guarantee of 36 months beside the 21 of construction."""
    contract = drafted(cast, clock_at)
    third = contract.terms.get(number=3)
    actions.edit_term(
        contract_id=contract.pk,
        term=3,
        text_kk=f"{third.text_kk} Кепілдік мерзімі 36 ай.",
        text_ru=f"{third.text_ru} Гарантия 36 месяцев.",
        by=cast.staff,
    )
    agree_all(contract, cast)
    return contract


def test_p48_the_text_is_sent_with_what_its_other_figures_mean_and_prints_it(guaranteed, cast, client_of):
    front = f"/en/organizer/contracts/{guaranteed.pk}/"
    send = {"contract_id": guaranteed.pk, "by": cast.staff}
    named = "clause 3.1 says in months: 21, 36. The contract is made with: construction 21, operation 120"
    for by, page in ((cast.staff, front), (cast.bidder_a, f"/en/bidder/contracts/{guaranteed.pk}/")):
        assert named in client_of(by).get(page).content.decode()
    step = client_of(cast.staff).get(reverse("contracts:send", args=[guaranteed.pk]))
    assert named in step.content.decode()
    assert "explained_kk" in step.context["form"].fields
    assert refused(actions.send_to_signing, **send) == ["contract.unexplained"] * 2
    sent = actions.send_to_signing(**send, **WHY)
    assert sent.digest == queries.digest(sent)
    for lang in ("kk", "ru"):
        paper = spoken(plain(contract_text(sent, clock.now(), signatures=())), lang)
        assert WHY[f"explained_{lang}"] in str(paper)
        numbers = [part.get("number") for part in paper["sections"]]
        assert numbers[:9] == [None, *"12345678"], "clause 3.1 stands under the third term"
    again = actions.recall_from_signing(contract_id=sent.pk, reason="Қате", by=cast.staff)
    assert not again.explained_kk, "another text is explained anew"


def test_p48_a_contract_whose_words_agree_is_sent_without_any_explanation(cast, clock_at, client_of):
    contract = drafted(cast, clock_at)
    agree_all(contract, cast)
    step = client_of(cast.staff).get(reverse("contracts:send", args=[contract.pk]))
    assert "explained_kk" not in step.context["form"].fields
    assert not actions.send_to_signing(contract_id=contract.pk, by=cast.staff, **WHY).explained_kk


def registered_card(contract, cast):
    agree_all(contract, cast)
    actions.send_to_signing(contract_id=contract.pk, by=cast.staff, **WHY)
    for by in (cast.head, cast.bidder_a):
        digest = queries.by_id(contract.pk).digest
        actions.sign_contract(contract_id=contract.pk, by=by, seen=digest)
    actions.register_contract(
        contract_id=contract.pk, number="17", date=local_day(clock.now()), by=cast.staff
    )
    return ContractCard.objects.get(contract=contract)


@pytest.mark.parametrize(
    ("accepted", "carried", "basis"),
    [
        (1_250_000_000, 1_250_000_000, "Заявка победителя"),
        (900_000_000, 1_000_000_000, "Документация конкурса"),
    ],
)
def test_the_card_begins_with_the_money_that_the_clauses_say(cast, clock_at, accepted, carried, basis):
    """Own funds below those that the documentation asks bring no points (P-10), and the contract asks for them all."""
    contract = drafted(cast, clock_at)
    EvidenceItem.objects.create(
        bid=contract.bid, kind="k3", number=1, title="Үзінді", claimed=accepted, accepted=accepted
    )
    card = registered_card(contract, cast)
    counted = [(row.name_ru, int(row.value), row.unit_ru, row.competed) for row in card.quantities.all()]
    assert counted == [
        ("Инвестиции", int(contract.tender.investments), "₸", True),
        ("Собственные средства", carried, "₸", True),
    ]
    assert card.quantities.get(name_ru="Собственные средства").basis_ru.startswith(basis)


def test_the_last_day_of_construction_is_the_day_before_operation_begins(cast, clock_at):
    card = registered_card(drafted(cast, clock_at), cast)
    assert (card.starts_on, card.creation_ends_on) == (date(2026, 5, 1), date(2028, 1, 31)), "21 months"
    assert [row.due_on for row in card.milestones.all()] == [card.creation_ends_on]


def test_what_the_talks_added_to_the_investments_was_not_competed(cast, clock_at):
    """The first sum stays beside the second: the drift of the contract is counted from it."""
    tender = won_tender(cast, clock_at)
    clause = tender.documentations.get().clauses.get(essential_term=4)
    announced = f"{tender.investments:.0f}"
    DraftClause.objects.filter(pk=clause.pk).update(
        text_kk=f"{announced} теңге, қарыз 4 млрд теңге.", text_ru=f"{announced} тенге, заем 4 млрд тенге."
    )
    talks = Negotiation.objects.get(tender=tender)
    NegotiationClause.objects.create(
        negotiation=talks,
        clause=clause,
        agreed_kk="6 млрд теңге, қарыз 4 млрд теңге, банктің БСН-і 123456789012.",
        agreed_ru="6 млрд тенге, заем 4 млрд тенге, БИН банка 123456789012.",
        unrelated=["investmentstenge"],
        unrelated_kk="жабдық",
        unrelated_ru="оборудование",
        agreed_by_commission_at=talks.opened_at,
        agreed_by_bidder_at=talks.opened_at,
    )
    card = registered_card(actions.draft_contract(tender_id=tender.pk), cast)
    sums = [(int(row.value), row.competed) for row in card.quantities.filter(name_ru="Инвестиции")]
    assert sums == [(int(tender.investments), True), (6_000_000_000, False)]
