"""The stories that `./run story` tells are tests: each reaches its end, its money and its journal agree."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from contracts.models import ContractCard
from contracts.queries import cards
from contracts.queries import replacement as replacements
from contracts.queries.drift import drift_of
from ppp_portal.comparison.models import Verdict
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.speech import spoken
from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.law.calendar import ALMATY, local_day
from ppp_portal.panel.models import Motion
from ppp_portal.training import telling
from ppp_portal.training.actions.people import settle_cast
from ppp_portal.training.play.cases import BEGINS, CASES, about, begins, two_stage
from ppp_portal.training.play.stage import Stage
from tenders.models import Bid, BidSecurity, Evaluation, EvidenceItem, Failure, LedgerEntry, Tender

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KAZAKH = re.compile("[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
PRINTED = {
    "dormitory": {
        "announcement", "answers", "receipt", "security_card", "security_return", "security_ledger", "opening",
        "admission", "evaluation", "negotiation", "results", "letter", "text", "signed", "card",
    },
    "failed": {"announcement", "answers", "failure"},
    "evasion": {"lapse", "forfeiture", "results", "signed", "security_ledger"},
    "amended": {"amendment", "admission", "results", "signed", "security_return"},
    "spv": {"spv", "results", "signed", "card"},
    "sole": {"evaluation", "negotiation", "results", "signed"},
    "two-stage": {
        "stage_one", "opening_stage1", "selection", "discussion", "announcement", "invitation", "admission", "results",
    },
    "selection": {"stage_one", "opening_stage1", "selection", "failure"},
    "notice": {"initiation", "receipt", "register", "matrix", "recommendation", "decision", "answer"},
    "extension": {"matrix", "recommendation", "agreement", "signed", "file", "consent"},
    "replacement": {
        "act", "breach", "monitoring", "six_months", "termination", "hand_over", "announcement", "results", "signed",
        "compensation", "file",
    },
}  # fmt: skip


@pytest.fixture
def told() -> Callable[[str], Tender]:
    """``told("sole")`` plays a story and returns its tender; the lines are kept in ``told.lines``."""

    def tell(case: str) -> Tender:
        clock.begin_at(begins(case))
        settle_cast()
        tender = CASES[case](Stage(tell.lines.append))
        tender.refresh_from_db()
        assert telling.faults() == []
        assert set(printed()) >= PRINTED[case]
        assert all(len(line) > 20 for line in tell.lines)
        assert mixed() == []
        assert not any("после срока" in paper for paper in said("security_return"))
        return tender

    tell.lines = []
    return tell


def printed() -> list[str]:
    return [kind.rpartition(".")[2] for kind in PrintOrder.objects.values_list("kind", flat=True)]


def numbers() -> list[str]:
    """Those of all papers."""
    return [json.loads(order.context)["number"] for order in PrintOrder.objects.all()]


def said(kind: str) -> list[str]:
    """Every paper of a kind in Russian."""
    orders = PrintOrder.objects.filter(kind__endswith=f".{kind}")
    return [str(spoken(json.loads(order.context), "ru")) for order in orders]


def mixed() -> list[str]:
    """Russian papers with Kazakh letters outside names, Kazakh papers without any."""
    titles = EvidenceItem.objects.filter(kind="k1").values_list("title", flat=True)
    # Besides names: the number of an order of the National Security Committee is the same in both texts.
    names = {*titles, "«Тұмар Банк» АҚ", "«Көркем Телеком»", "69-қе"}
    wrong = []
    for order in PrintOrder.objects.all():
        said = {language: str(spoken(json.loads(order.context), language)) for language in ("kk", "ru")}
        for name in names:
            said["ru"] = said["ru"].replace(name, "")
        if found := KAZAKH.search(said["ru"]):
            wrong.append(f"{order.kind}: {said['ru'][max(found.start() - 40, 0) : found.end() + 40]}")
        if not KAZAKH.search(said["kk"]):
            wrong.append(f"{order.kind}: no Kazakh")
    return wrong


def totals() -> dict[str, str]:
    scores = Evaluation.objects.get().scores["scores"]
    return {score["bidder"]: score["total"] for score in scores}


def ledger() -> dict[str, Decimal]:
    """What came in, what went back, what went to the budget."""
    sums = dict.fromkeys(("lodged", "returned", "forfeited"), Decimal(0))
    for kind, amount in LedgerEntry.objects.values_list("kind", "amount"):
        sums[kind] += amount
    return sums


def states() -> dict[str, str]:
    return {
        bid.bidder.name_ru: bid.state for bid in Bid.objects.select_related("bidder").exclude(state="draft")
    }


def test_four_bidders_and_a_contract(told):
    tender = told("dormitory")
    assert tender.state == "contracted"
    assert sorted(totals().values()) == ["55", "58", "60", "64"]
    assert totals()[Bid.objects.get(state="winner").bidder.bin] == "64"
    assert Bid.objects.get(state="withdrawn").security.return_trigger == "withdrawal"
    assert ledger() == {"lodged": 5 * Decimal("5000000"), "returned": 5 * Decimal("5000000"), "forfeited": 0}
    assert set(BidSecurity.objects.values_list("state", flat=True)) == {"returned"}
    assert Bid.objects.get(bidder__name_ru="АО «Туран Инфраструктура»").version == 2
    contract = tender.contracts.get()
    assert contract.state == "registered"
    assert printed().count("letter") == 4
    changed = contract.clauses.get(number="3.2")
    assert changed.negotiated
    assert "1 сағат" in changed.text_kk


def test_nobody_bids_and_a_re_tender_begins(told):
    tender = told("failed")
    assert tender.state == "failed"
    assert Failure.objects.get(tender=tender).ground == "44-1"
    child = tender.repeated_by
    assert (child.kind, child.state) == ("re_tender", "accepting")
    assert child.documentations.get().clauses.count() == tender.documentations.get().clauses.count()
    assert child.closes_at - child.published_at < timedelta(days=30)
    announced = PrintOrder.objects.get(key__startswith=f"tender.announcement:{child.pk}")
    assert tender.number in str(announced.context)


def test_the_winner_evades_and_the_next_one_signs(told):
    tender = told("evasion")
    assert tender.state == "contracted"
    assert states() == {"АО «Туран Инфраструктура»": "dropped", "ТОО «Жетысу Кампус Курылыс»": "winner"}
    amount = Decimal("2640000")
    assert ledger() == {"lodged": 2 * amount, "returned": amount, "forfeited": amount}
    lapse = Record.objects.get(kind="tender.record_lapse")
    assert local_day(lapse.effective_at) - local_day(results_of(tender)) == timedelta(days=90)
    assert lapse.at > lapse.effective_at
    forfeited = BidSecurity.objects.get(state="forfeited")
    assert forfeited.forfeit_ground == "33-2-unsigned"
    assert forfeited.discrepancy_acknowledged
    [to_the_evader] = [
        letter for letter in said("letter") if "вы уклонились от заключения договора" in letter
    ]
    assert "зачислено в доход бюджета" in to_the_evader
    assert "возвращается" not in to_the_evader
    numbers = [
        json.loads(order.context)["number"] for order in PrintOrder.objects.filter(kind="tender.letter")
    ]
    assert len(numbers) == len(set(numbers)) == 4
    first, second = sorted(said("evaluation"), key=lambda paper: "Исключение заявки победителя" in paper)
    assert "Из выбора лучшей заявки исключена: АО «Туран Инфраструктура», место 1." in second
    assert "уклонился от заключения договора. Основание: подп. 2) п. 33 приказа № 605" in second
    assert "Из выбора" not in first
    assert ["уклонился" in paper for paper in said("results")].count(True) == 1, "the second says so"


def results_of(tender: Tender) -> datetime:
    return Record.objects.filter(kind="tender.sign_results", stream=tender.stream).order_by("pk").first().at


def test_an_amendment_stops_the_clock_and_one_bid_is_left(told):
    tender = told("amended")
    assert tender.state == "contracted"
    amendment = tender.amendments.get()
    stood_still = amendment.posted_at - amendment.announced_at
    moved = amendment.closes_at_after - amendment.closed_at_before
    assert moved >= stood_still > timedelta(days=1)
    rejected = Bid.objects.get(state="rejected")
    assert rejected.rejection_code == "qualification"
    assert rejected.security.return_trigger == "admission"
    assert Bid.objects.get(state="winner").version == 2
    assert ledger()["returned"] == 2 * Decimal("3900000")


def test_the_project_company_signs_on_the_decision_of_the_commission(told):
    tender = told("spv")
    assert tender.state == "contracted"
    contract = tender.contracts.get()
    signed = {row.organisation.name_ru for row in contract.signatures.select_related("organisation")}
    assert "ТОО «Туран Кампус Алматы»" in signed
    assert "АО «Туран Инфраструктура»" not in signed
    held = Motion.objects.get(code="contract.spv").sitting
    assert held.closed_at - held.opened_at >= timedelta(minutes=30)


def test_a_sole_bid_goes_to_negotiations_too(told):
    tender = told("sole")
    assert tender.state == "contracted"
    assert len(totals()) == 1
    assert "not a construction" not in " ".join(told.lines)
    [score] = Evaluation.objects.get().scores["scores"]
    assert (score["k1"], score["k2"], score["k3"]) == ("1", "1", "52")
    [evaluated] = said("evaluation")
    assert "Переговоры проводятся с единственным участником" in evaluated


def test_proposals_are_discussed_and_only_the_invited_bid(told):
    tender = told("two-stage")
    assert tender.state == "results_signed"
    assert printed().count("invitation") == 2
    assert len(numbers()) == len(set(numbers()))
    [announced] = said("announcement")
    [called] = said("stage_one")
    for concluded in (two_stage.HEATING, two_stage.PHASES):
        assert announced.count(concluded.ru) == 2, "in part 2 and in the draft contract"
        assert concluded.ru not in called
    assert ("приложен к этой части" in announced, "приложен к этой части" in called) == (True, False)
    assert not BidSecurity.objects.filter(bid__stage=1).exists()
    first = [paper for paper in said("receipt") if "Расписка о получении технического предложения" in paper]
    assert len(first) == 3
    assert not any("возврат" in paper for paper in first)
    of = {stage: Bid.objects.filter(tender=tender, stage=stage) for stage in (1, 2)}
    assert sorted(of[1].values_list("state", flat=True)) == ["admitted", "admitted", "rejected"]
    assert sorted(of[2].values_list("state", flat=True)) == ["scored", "winner"]
    assert len(totals()) == 2
    turned_down = of[1].get(state="rejected").bidder
    assert not of[2].filter(bidder=turned_down).exists()


def test_one_admitted_applicant_is_too_few_after_a_selection(told):
    tender = told("selection")
    assert tender.state == "failed"
    assert Failure.objects.get(tender=tender).ground == "44-4"
    assert len(numbers()) == len(set(numbers()))
    assert not Bid.objects.filter(stage=2).exists()
    assert ledger()["lodged"] == 0


def test_every_line_says_when_who_and_what(told):
    told("failed")
    first = told.lines[0]
    assert first.startswith("02.03.2026 09:00  Сеитова Айнур Маратовна (staff): writes the project card")
    assert any("[para. 44 of Order 605]" in line and "tender.declare_failed" in line for line in told.lines)


def test_a_contract_is_extended_once_and_published_facts_are_not_judged(told):
    card = told("extension")
    assert (card.ends_on, card.no_further_extension, card.state) == (date(2027, 12, 31), True, "in_force")
    assert card.extensions.get().state == "applied"
    sergek = ContractCard.objects.get(number="Сергек")
    assert drift_of(sergek).quantities[0].share == Fraction(1225, 1991)
    assert drift_of(sergek).cost.now == Decimal("9986042340")
    verdicts = Verdict.objects.filter(column__questionnaire__subject=sergek.subject)
    assert {verdict.outcome for verdict in verdicts} == {"not_judged"}
    assert verdicts.count() == 5
    refused = [line for line in told.lines if "REFUSED" in line]
    assert [code for line in refused for code in re.findall(r"extension\.\w+", line)] == [
        "extension.no_further",
        "extension.no_time_is_no_ground",
        "extension.no_budget_commission",
        "extension.no_maslikhat",
        "extension.no_further",
    ]
    assert [code for line in refused for code in re.findall(r"assignment\.\w+", line)] == [
        "assignment.no_operator_consent",
        "assignment.wrong_state",
    ]
    assert cards.parties(card, "private_partner")[0].name_ru == "ТОО «Алатау Инвест Девелопмент»"


@pytest.mark.parametrize("case", CASES)
def test_every_story_says_in_one_line_what_it_is_about(case):
    assert 30 < len(about(case)) < 120


def test_what_a_story_leaves_behind(told, tmp_path):
    told("failed")
    names = telling.leave(tmp_path, pdf=False)
    assert names == [
        "01-announcement.json",
        "02-answers.json",
        "03-failure.json",
        "04-announcement.json",
        "journal.jsonl",
    ]
    assert len((tmp_path / "journal.jsonl").read_bytes().splitlines()) == Record.objects.count()
    assert BEGINS.astimezone(ALMATY).date() == date(2026, 3, 2)


def test_alternatives_to_the_almaty_notice_end_in_a_tender_draft_and_everybody_has_an_answer(told):
    notice = told("notice")
    assert notice.state == "switched"
    tender = Tender.objects.get(project=notice.project)
    assert (tender.state, tender.investments) == ("draft", Decimal(18_324_558_000))
    states = sorted(notice.proposals.values_list("state", flat=True))
    assert states == ["answered", "answered", "answered", "withdrawn"]
    assert printed().count("answer") == 3


def test_p62_the_partner_is_replaced_and_every_confirmed_tenge_is_paid(told):
    case = told("replacement")
    assert (case.state, case.new_partner.bin != case.old_partner.bin) == ("closed", True)
    card = case.card
    card.refresh_from_db()
    now, ever = (cards.parties(card, "private_partner", now=now) for now in (True, False))
    assert ([row.organisation_id for row in now], len(ever)) == ([case.new_partner_id], 2)
    assert len(case.months) == 6
    sums = replacements.compensation(case)
    assert (sums.due, sums.paid, sums.beyond_design) == (600_700_000, 600_700_000, 15_200_000)
    refused = [line for line in told.lines if "REFUSED" in line]
    assert [sorted(set(re.findall(r"replacement\.\w+", line))) for line in refused] == [
        ["replacement.unexplained"],
        ["replacement.no_act"],
    ]
