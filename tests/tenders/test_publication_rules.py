"""Rules of the documentation and its publication, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from ppp_portal.law.calendar import WorkingCalendar
from ppp_portal.law.packs import pack
from ppp_portal.law.refusals import Refusal
from tenders.kinds import KINDS
from tenders.rules import documentation as docs
from tenders.rules import drafting, publication
from tenders.rules.documentation import ClauseFacts, DocumentationFacts, Pair

PACK = pack("605-458")
AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
BOTH = Pair("мәтін", "текст")


PAID_TO = docs.DepositFacts(BOTH, "KZ86 125K ZT50 0410 0100", "070340007367", BOTH)


def complete(**changed) -> DocumentationFacts:
    facts = {
        "parts": dict.fromkeys(docs.PARTS, BOTH),
        "clauses": tuple(ClauseFacts(f"{t}.1", BOTH, BOTH, t, t == 1) for t in range(1, 9)),
        "risks": (BOTH,),
        "annexes": {2: ("kk", "ru")},
        "investments": Decimal(1),
        "has_cutoff": True,
        "has_opening": True,
        "opening_place": BOTH,
        "has_validity": True,
        "budget": BOTH,
        "deposit": PAID_TO,
    }
    return DocumentationFacts(**{**facts, **changed})


def test_p10_complete_documentation_has_thirteen_complete_parts():
    assert docs.refuse_documentation(complete()) == []
    assert set(docs.by_part(complete())) == set(range(1, 14))


@pytest.mark.parametrize(
    ("changed", "part", "code"),
    [
        ({"parts": {**complete().parts, 3: Pair("тек қазақша", "")}}, 3, "documentation.part_missing"),
        ({"study": "information_sheet"}, 2, "documentation.sheet_without_ground"),
        ({"annexes": {}}, 2, "documentation.study_missing"),
        ({"annexes": {2: ("ru",)}}, 2, "documentation.annex_one_language"),
        ({"annexes": {2: ("",), 4: ("kk", "ru", "kk")}}, 4, "documentation.annex_one_language"),
        ({"clauses": complete().clauses[:7]}, 5, "documentation.term_missing"),
        ({"clauses": ()}, 13, "documentation.nothing_closed"),
        ({"risks": (Pair("тәуекел", ""),)}, 6, "documentation.risks_missing"),
        ({"criteria": (Refusal("scoring.not_chosen", field="k6_field"),)}, 6, "scoring.not_chosen"),
        ({"currency": "USD"}, 7, "documentation.rate_missing"),
        ({"investments": None}, 10, "documentation.term_blank"),
        ({"investments": Decimal(0)}, 10, "documentation.term_blank"),
        ({"deposit": replace(PAID_TO, account="")}, 10, "documentation.term_blank"),
        ({"deposit": replace(PAID_TO, account="KZ87125KZT5004100100")}, 10, "security.account_checksum"),
        ({"deposit": replace(PAID_TO, account="DE86125KZT5004100100")}, 10, "security.account_shape"),
        ({"deposit": replace(PAID_TO, bin="070340007368")}, 10, "bin.check_digit"),
        ({"deposit": replace(PAID_TO, bin="")}, 10, "documentation.term_blank"),
        ({"deposit": replace(PAID_TO, bank=Pair("Банк", ""))}, 10, "documentation.term_blank"),
        ({"deposit": replace(PAID_TO, purpose=Pair("", "Цель"))}, 10, "documentation.term_blank"),
        ({"term": (Refusal("project.term_unsaid", field="operation_years"),)}, 5, "project.term_unsaid"),
        ({"has_opening": False}, 12, "documentation.term_blank"),
        ({"opening_place": Pair("", "")}, 12, "documentation.term_blank"),
    ],
)
def test_p10_each_part_says_what_it_lacks(changed, part, code):
    assert code in {refusal.code for refusal in docs.by_part(complete(**changed))[part]}


def test_p10_another_currency_with_its_rate_is_complete():
    assert docs.refuse_currency(complete(currency="USD", rates=frozenset({"USD"}))) == []


@pytest.mark.parametrize(
    ("investments", "amount"),
    [
        ("18324558000", "18324558.00"),
        ("9986042340", "9986042.34"),
        ("1", "0.01"),
        ("1000.01", "1.01"),
        ("5000000000", "5000000.00"),
    ],
)
def test_p31_security_is_a_tenth_of_a_percent_rounded_up_to_the_tiyn(investments, amount):
    assert publication.security_amount(Decimal(investments), PACK) == Decimal(amount)


def facts(**changed) -> publication.PublicationFacts:
    closes_at = datetime(2026, 4, 15, 13, 0, tzinfo=UTC)
    values = {
        "pack": PACK,
        "short_clocks": False,
        "closes_at": closes_at,
        "opens_at": closes_at + timedelta(hours=1),
    }
    return publication.PublicationFacts(**{**values, **changed})


def codes(found) -> set[str]:
    return {refusal.code for refusal in found}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"closes_at": AT - timedelta(seconds=1)}, "publication.cutoff_past"),
        ({"closes_at": datetime(2026, 4, 15, 13, 0, 0, 5, tzinfo=UTC)}, "publication.cutoff_fraction"),
        ({"closes_at": datetime(2026, 3, 31, 13, 0, tzinfo=UTC)}, "publication.too_short"),
        ({"closes_at": datetime(2026, 4, 18, 13, 0, tzinfo=UTC)}, "publication.off_day"),
        ({"opens_at": datetime(2026, 4, 15, 13, 0, tzinfo=UTC)}, "publication.opening_too_early"),
        ({"bids_valid_until": date(2026, 4, 20)}, "publication.validity_short"),
    ],
)
def test_p20_no_dates_are_published_that_bidders_could_not_trust(changed, code):
    assert code in codes(publication.refuse_dates(facts(**changed), AT))


def test_p20_the_figures_of_both_texts_are_the_same():
    seats, days = Pair("1 000 орын", "100 мест"), Pair("11 желтоқсан 2026 жыл", "11 декабря 2026 года")
    assert codes(publication.refuse_figures({"title": seats, "object": days})) == {
        "publication.figures_differ"
    }
    assert publication.refuse_figures({"object": days}) == []


def test_p36_nothing_is_published_without_a_commission():
    assert codes(publication.refuse_unseated(seated=False)) == {"publication.no_commission"}
    assert publication.refuse_unseated(seated=True) == []


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {
            "closes_at": datetime(2026, 4, 15, 18, 59, 59, 999999, tzinfo=UTC),
            "opens_at": datetime(2026, 4, 16, 9, tzinfo=UTC),
        },
        {
            "closes_at": datetime(2026, 4, 18, 13, tzinfo=UTC),
            "opens_at": datetime(2026, 4, 20, 9, tzinfo=UTC),
            "off_day_confirmed": True,
        },
        {"closes_at": datetime(2026, 3, 18, 13, tzinfo=UTC), "short_clocks": True},
    ],
)
def test_p20_dates_in_order_go_out(changed):
    assert publication.refuse_dates(facts(**changed), AT) == []


def test_a_decreed_transfer_makes_a_saturday_a_working_day():
    closes_at = datetime(2026, 4, 18, 13, tzinfo=UTC)
    decreed = facts(
        closes_at=closes_at,
        opens_at=closes_at + timedelta(hours=1),
        calendar=WorkingCalendar({date(2026, 4, 18): True}),
    )
    assert publication.refuse_cutoff(decreed, AT) == []


@pytest.mark.parametrize(
    ("kind", "changed", "code"),
    [
        ("two_stage", {"complexity": "n.a."}, "drafting.not_complex"),
        ("re_tender", {}, "drafting.no_failed_parent"),
        ("re_tender", {"parent_state": "accepting", "parent_is_own": True}, "drafting.no_failed_parent"),
        ("re_tender", {"parent_state": "failed", "parent_is_own": False}, "drafting.no_failed_parent"),
        (
            "re_tender",
            {"parent_state": "failed", "parent_is_own": True, "parent_repeated": True},
            "drafting.repeated_already",
        ),
        ("replacement", {}, "drafting.no_contract"),
    ],
)
def test_p44_p62_a_kind_stands_on_what_it_repeats_or_replaces(kind, changed, code):
    start = drafting.StartFacts(**{"row": KINDS[kind], "complexity": "no", **changed})
    assert codes(drafting.refuse_start(start)) == {code}


@pytest.mark.parametrize(
    ("beside", "replaces", "expected"),
    [
        ({}, False, set()),
        ({"running": "2026-00001"}, False, {"drafting.another_runs"}),
        ({"running": "2026-00001"}, True, {"drafting.another_runs"}),
        ({"concluded": "2026-00001"}, False, {"drafting.has_partner"}),
        ({"concluded": "2026-00001"}, True, set()),
        ({"notice": "2026-И-1"}, False, {"drafting.negotiated_directly"}),
        ({"notice": "2026-И-1"}, True, set()),
    ],
)
def test_art35_one_project_has_one_tender_at_a_time_and_one_partner(beside, replaces, expected):
    assert codes(drafting.refuse_second(drafting.BesideFacts(**beside), replaces=replaces)) == expected


@pytest.mark.parametrize("state", ["accepting", "closed", "results_signed", "docs_approved", "failed"])
def test_a_published_text_is_frozen(state):
    assert codes(drafting.refuse_editing(state)) == {"drafting.frozen"}
