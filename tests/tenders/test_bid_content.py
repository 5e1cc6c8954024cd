"""What a bid says: typed as it comes, sealed exactly, checked privately."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.criteria import Criteria, EvidencePolicies, Thresholds
from tenders import bid_check, bid_content
from tenders.bid_reading import MOST, _experience
from tenders.rules.evaluation import over_five_years
from tests.tenders.factories import offered

TENDER = SimpleNamespace(pk="11111111-1111-4111-8111-111111111111", documentations=SimpleNamespace())
TENDER.documentations.get = lambda: SimpleNamespace(sha256="0" * 64)
CLOSES_ON = date(2026, 4, 11)
FILE = "22222222-2222-4222-8222-222222222222"


SINCE_WHEN = {
    "level": "higher",
    "count": "1",
    "experience_since": "31.02.2015",
    "construction": True,
    "file": FILE,
}


def draft(bidder="A", **changes):
    content = offered(TENDER, bidder, file=FILE)
    content["files"] = {FILE: {"name": "a.pdf", "size": 1, "sha256": "0", "type": "application/pdf"}}
    for path, value in changes.items():
        target, *rest = path.split("__")
        if rest:
            content[target] = {**content[target], rest[0]: value}
        else:
            content[target] = value
    return content


def criteria(**evidence):
    thresholds = Thresholds(
        0, Decimal(5_000_000_000), Decimal(10**9), 24, Decimal(40000), Decimal(40), Decimal(30)
    )
    return Criteria(thresholds, evidence=EvidencePolicies(**{"k6_field": "any", **evidence}))


@pytest.mark.parametrize(("bidder", "total"), [("A", 60), ("B", 58), ("C", 64), ("D", 55)])
def test_the_bidder_sees_the_points_of_its_own_figures(bidder, total):
    content, problems = bid_content.exact(draft(bidder))
    assert problems == ()
    assert bid_check.own_points(content, criteria(), CLOSES_ON).total == total


def test_exact_values_stand_in_one_spelling():
    content, _ = bid_content.exact(draft(offer__price="36 000,50", offer__months="021"))
    assert content["offer"]["price"] == "36000.50"
    assert content["offer"]["months"] == 21
    assert content["offer"]["risks_transferred"] == 0
    assert content["funds"][0]["amount"] == "1250000000"


OUTSIDE = ("specialists.0.experience_since", "bid.content.day_outside")


@pytest.mark.parametrize(("on", "read"), [(date(2026, 4, 10), True), (date(2026, 4, 9), False)])
def test_experience_does_not_begin_ahead_of_today(on, read):
    row = {**SINCE_WHEN, "experience_since": "10.04.2026"}
    content, problems = bid_content.exact(draft(specialists=[row]), on)
    assert (content["specialists"][0]["experience_since"] == "2026-04-10") is read
    assert [(p.path, p.code) for p in problems] == ([] if read else [OUTSIDE])


@pytest.mark.parametrize(
    "row", [{"over_five_years": True}, {"over_five_years": True, "experience_since": ""}]
)
def test_p17_five_years_are_not_taken_by_the_bidders_own_word(row):
    """A payload that the bidder's browser made, or a draft from before, may leave the day out: then none is counted."""
    assert over_five_years(_experience(row), CLOSES_ON) is False


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"offer__price": "36,000"}, "offer.price", "bid.content.amount_ambiguous"),
        ({"offer__price": "-1"}, "offer.price", "bid.content.amount_negative"),
        ({"offer__price": "отыз"}, "offer.price", "bid.content.amount_letters"),
        ({"offer__price": "1,234"}, "offer.price", "bid.content.amount_ambiguous"),
        ({"offer__price": "9" * 16}, "offer.price", "bid.content.amount_too_large"),
        ({"offer__price": "1,555"}, "offer.price", "bid.content.amount_ambiguous"),
        ({"offer__months": "21,5"}, "offer.months", "bid.content.count"),
        ({"specialists": [SINCE_WHEN]}, "specialists.0.experience_since", "bid.content.day"),
        ({"specialists": [{**SINCE_WHEN, "experience_since": "01.03.0015"}]}, *OUTSIDE),
        ({"specialists": [{**SINCE_WHEN, "experience_since": "31.12.1899"}]}, *OUTSIDE),
        ({"specialists": [{**SINCE_WHEN, "experience_since": "2101-01-01"}]}, *OUTSIDE),
        ({"offer__months": "0"}, "offer.months", "bid.content.months"),
        ({"offer__months": "٢١"}, "offer.months", "bid.content.count"),
        ({"offer__headcount": "0"}, "offer.headcount", "bid.content.headcount"),
        ({"offer__headcount": "82"}, "offer.headcount", "bid.content.staff"),
        ({"guarantee_file": "nothing"}, "guarantee_file", "bid.content.file"),
        ({"affiliates": ["123456789012"]}, "affiliates.0", "bid.content.bin"),
        ({"risks": [{"code": "R1", "file": None, "page": ""}] * 2}, "risks.1.code", "bid.content.twice"),
    ],
)
def test_a_value_that_can_be_read_in_two_ways_is_named_by_its_path(changes, path, code):
    _, problems = bid_content.exact(draft(**changes))
    assert [(p.path, p.code) for p in problems] == [(path, code)]


def test_a_draft_keeps_what_was_typed_and_drops_what_is_empty():
    base = draft()
    typed = bid_content.tidied(
        {
            "offer": {"price": "36,000 ???"},
            "projects": [{"title": "", "kind": "construction"}],
            "format": "x",
        },
        base,
    )
    assert typed["offer"]["price"] == "36,000 ???"
    assert typed["projects"] == []
    assert typed["format"] == "ppp-bid/1"
    assert typed["files"] == base["files"]
    assert typed["funds"] == [{**row} for row in base["funds"]]


@pytest.mark.parametrize(
    "given",
    [
        [],
        "x",
        {"projects": {}},
        {"projects": ["x"]},
        {"offer": []},
        {"projects": [{}] * 101},
        {"summary": 1.5},
    ],
)
def test_what_is_not_a_bid_is_refused(given):
    with pytest.raises(ValueError, match=r"expected|object"):
        bid_content.tidied(given, draft())


def test_control_characters_do_not_enter_a_bid():
    typed = bid_content.tidied({"summary": "а\u202eб\x00в\r\nг"}, draft())
    assert typed["summary"] == "абв\nг"


def test_the_private_check_lists_everything_that_is_asked():
    content, _ = bid_content.exact(draft())
    wanted = bid_check.Wanted(risks=frozenset({"R1", "R2"}), members=frozenset({""}), guarantee=True)
    content["projects"] = [{**row, "member": ""} for row in content["projects"]]
    assert bid_check.missing(bid_check.completeness(content, wanted)) == ()


def test_a_blank_bid_lacks_everything_and_a_stage_one_bid_has_no_offer():
    content, _ = bid_content.exact(bid_content.blank(tender=TENDER.pk, documentation_sha256=""))
    codes = {task.code for task in bid_check.missing(bid_check.completeness(content, bid_check.Wanted()))}
    assert {"k3_funds", "k4_months", "k5_price", "k6_headcount", "qualification_8", "summary"} <= codes
    stage_one = {task.code for task in bid_check.completeness(content, bid_check.Wanted(stage=1))}
    assert not any(code.startswith("k") for code in stage_one)
    assert bid_check.own_points(content, criteria(), CLOSES_ON) is None


@pytest.mark.parametrize(
    ("count", "staff", "expected"),
    [
        (50, 100, "50"),
        (1, 32, "3.125"),
        (1, 3, "33.333333333333"),
        (2, 3, "66.666666666667"),
        (2, 7, "28.571428571429"),
        (0, 7, "0"),
        (7, 7, "100"),
    ],
)
def test_p14_a_share_of_k6_is_a_decimal_to_the_twelfth_place(count, staff, expected):
    assert bid_check.share(count, staff) == Decimal(expected)


@given(staff=st.integers(1, MOST), part=st.integers(0, MOST))
def test_p14_two_shares_that_make_the_whole_staff_still_make_100(staff, part):
    count = part % (staff + 1)
    assert bid_check.share(count, staff) + bid_check.share(staff - count, staff) == 100


def test_p14_rounding_a_share_wins_and_loses_no_step():
    """Steps and their halves begin on numbers of six decimals; no staff has a share closer to one than these two."""
    staff = 999_983
    edge = pow(staff, -1, 10**8)  # in millionths of a per cent
    count = (edge * staff - 1) // 10**8
    assert Fraction(edge, 10**6) - Fraction(100 * count, staff) == Fraction(1, 10**6 * staff)
    assert bid_check.share(count, staff) < Fraction(edge, 10**6)
    assert bid_check.share(staff - count, staff) > 100 - Fraction(edge, 10**6)


def test_p15_only_builders_count_in_the_first_row_when_the_tender_says_so():
    content, _ = bid_content.exact(draft())
    for row in content["specialists"]:
        row["construction"] = False
    offer = bid_check.claimed_offer(content, criteria(k6_field="construction"), "", CLOSES_ON)
    assert (offer.higher_share, offer.secondary_share) == (0, 33)


@pytest.mark.parametrize(
    ("since", "counts"), [("2021-04-10", True), ("2021-04-11", False), ("2021-04-12", False), (None, False)]
)
def test_k6_five_years_exactly_do_not_count(since, counts):
    content, _ = bid_content.exact(draft())
    for row in content["specialists"]:
        row["experience_since"] = since
    offer = bid_check.claimed_offer(content, criteria(), "", CLOSES_ON)
    assert bool(offer.higher_share and offer.secondary_share) is counts


def test_p09_a_loan_is_not_own_capital_when_the_tender_says_so():
    content, _ = bid_content.exact(draft())
    content["funds"][0]["form"] = "loan"
    assert bid_check.claimed_offer(content, criteria(), "", CLOSES_ON).own_funds == 1_250_000_000
    assert bid_check.claimed_offer(content, criteria(k3_evidence="own_capital"), "", CLOSES_ON).own_funds == 0


def test_the_files_an_answer_points_at():
    content, _ = bid_content.exact(draft())
    assert bid_content.used_files(content) == {FILE}
    moved = bid_content.with_files(content, {FILE: "new"})
    assert bid_content.used_files(moved) == {"new"}
    assert list(moved["files"]) == ["new"]
