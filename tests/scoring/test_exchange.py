"""Reading and writing `ppp-evaluation/1`: nothing that could be read in two ways is read at all."""

import copy
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from ppp_portal.law.refusals import Refused
from scoring.criteria import EvidencePolicies
from scoring.engine import evaluate
from scoring.exchange import read_evaluation, to_line, write_evaluation, write_scores
from scoring.messages import REFUSALS
from tests.scoring.reference import OFFERS, criteria
from tests.scoring.strategies import criteria as any_criteria
from tests.scoring.strategies import tenders

DOCUMENT = write_evaluation(criteria(), OFFERS[:2])
REMOVED = object()


def changed(path: str, value: Any) -> bytes:
    """The reference document with one value replaced, added or removed."""
    document: Any = copy.deepcopy(DOCUMENT)
    place = document
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in way:
        place = place[step]
    if value is REMOVED:
        del place[last]
    else:
        place[last] = value
    return json.dumps(document).encode()


def problems(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        read_evaluation(data)
    for refusal in refused.value.refusals:
        assert str(REFUSALS[refusal.code]) % refusal.params
    return [(refusal.field, refusal.code) for refusal in refused.value.refusals]


@given(asked=any_criteria, bids=tenders)
def test_what_is_written_reads_back_equal(asked, bids):
    assert read_evaluation(to_line(write_evaluation(asked, bids)).encode()) == (asked, tuple(bids))


def test_the_evidence_policies_are_carried_and_ignored_by_the_arithmetic():
    asked = replace(criteria(), evidence=EvidencePolicies(k6_field="construction"))
    read, offers = read_evaluation(to_line(write_evaluation(asked, OFFERS)).encode())
    assert read == asked
    assert write_scores(evaluate(read, offers)) == write_scores(evaluate(criteria(), OFFERS))


def test_an_absent_policy_has_its_default():
    read, _ = read_evaluation(changed("policies", {"k4": "table_linear"}))
    assert read == criteria(k4="table_linear")
    assert read_evaluation(changed("policies", REMOVED))[0] == criteria()


@pytest.mark.parametrize("written", ["36000", "36000.00", "036000", 36000, 36000.0])
def test_an_amount_is_a_string_of_digits_or_a_json_number(written):
    _, offers = read_evaluation(changed("offers/0/price", written))
    assert offers[0].price == 36000


def test_a_json_number_never_passes_through_a_float():
    data = changed("offers/0/price", "PRICE").replace(b'"PRICE"', b"0.1000000000000000000000000000000000001")
    _, offers = read_evaluation(data)
    assert offers[0].price == Decimal("0.1000000000000000000000000000000000001")
    data = changed("offers/0/price", "PRICE").replace(b'"PRICE"', b"3.6e+4")
    assert read_evaluation(data)[1][0].price == 36000


NOT_AMOUNTS = ["", " ", "-1", "+1", "1.", ".5", "1e3", "1,5", "1 000", "36000\n", "٣٦", "NaN", "x"]


@pytest.mark.parametrize("value", [*NOT_AMOUNTS, None, True, False, [], {}, ["1"]])
@pytest.mark.parametrize("path", ["offers/1/price", "thresholds/own_funds"])
def test_what_is_no_amount_is_refused(path, value):
    assert problems(changed(path, value)) == [(named(path), "exchange.not_an_amount")]


@pytest.mark.parametrize("value", ["3", "", None, True, 1.5, 3.0, [], {}])
@pytest.mark.parametrize("path", ["offers/1/risks_accepted", "thresholds/months"])
def test_what_is_no_whole_json_number_is_no_count(path, value):
    assert problems(changed(path, value)) == [(named(path), "exchange.not_a_count")]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_not_a_number_is_refused(number):
    for path, code in [("offers/0/price", "not_an_amount"), ("offers/0/projects", "not_a_count")]:
        data = changed(path, "HERE").replace(b'"HERE"', number.encode())
        assert problems(data) == [(named(path), f"exchange.{code}")]


@pytest.mark.parametrize(
    "number", ["1e999999999", "1e-999999999", "0e999999999", "1E" + "9" * 5000, "9" * 5000, "0." + "1" * 5000]
)
def test_a_number_that_would_never_end_is_refused_at_once(number):
    data = changed("offers/0/price", "HERE").replace(b'"HERE"', number.encode())
    assert problems(data) == [("offers[0].price", "exchange.too_long")]


def test_the_longest_numbers_still_give_exact_points():
    long = {"9": "9" * 100, "7": "0." + "7" * 98, "3": "3e-100"}
    document = copy.deepcopy(DOCUMENT)
    document["policies"] = {"step": "prorata", "k3_cap": "none", "k6_rows": "mean"}
    document["thresholds"] |= {"construction_cost": long["7"], "price": long["9"], "higher_share": long["7"]}
    document["offers"][0] |= {"own_funds": long["9"], "price": long["7"], "secondary_share": long["7"]}
    data = json.dumps(document).replace('"40000"', long["3"]).replace('"50"', long["3"]).encode()
    [first, _] = write_scores(evaluate(*read_evaluation(data)))["scores"]
    assert "/" in first["total"]


def test_a_negative_zero_is_zero():
    data = changed("offers/0/price", "HERE").replace(b'"HERE"', b"-0.0")
    asked, offers = read_evaluation(data)
    assert read_evaluation(to_line(write_evaluation(asked, offers)).encode()) == (asked, offers)


def test_a_count_that_would_never_end_is_refused_at_once():
    data = changed("offers/0/projects", "HERE").replace(b'"HERE"', b"7" * 100_000)
    assert problems(data) == [("offers[0].projects", "exchange.too_long")]


@pytest.mark.parametrize(
    ("path", "value", "field", "code"),
    [
        ("offers/0/price", -1, "", "scoring.negative"),
        ("offers/0/projects", -1, "", "scoring.negative"),
        ("offers/0/months", 0, "", "scoring.zero"),
        ("offers/0/higher_share", "100.01", "", "scoring.share_over_100"),
        ("offers/0/higher_share", "67.1", "offers[0].secondary_share", "scoring.shares_over_100"),
        ("thresholds/projects", -1, "", "scoring.negative"),
        ("thresholds/own_funds", -0.5, "", "scoring.negative"),
        ("thresholds/construction_cost", "0", "", "scoring.zero"),
        ("thresholds/price", "0.00", "", "scoring.zero"),
        ("thresholds/months", 0, "", "scoring.zero"),
        ("thresholds/secondary_share", "101", "", "scoring.share_over_100"),
        ("thresholds/secondary_share", "60.5", "", "scoring.shares_over_100"),
        ("thresholds/higher_share", "0", "", "scoring.zero_share"),
        ("policies/step", "ceiling", "", "scoring.unknown_choice"),
        ("policies/k4", "", "", "scoring.unknown_choice"),
        ("policies/k4", None, "", "scoring.unknown_choice"),
        ("policies/k4", ["note_cap"], "", "scoring.unknown_choice"),
        ("policies/k7", "floor", "", "exchange.unknown_key"),
        ("evidence_policies", {"k6_field": ""}, "evidence_policies.k6_field", "scoring.unknown_choice"),
        ("evidence_policies", {"k6": "any"}, "evidence_policies.k6", "exchange.unknown_key"),
        ("evidence_policies", None, "", "exchange.not_an_object"),
        ("format", "ppp-evaluation/2", "", "exchange.unknown_format"),
        ("format", REMOVED, "", "exchange.missing"),
        ("rule_pack", "458", "", "exchange.unknown_rule_pack"),
        ("rule_pack", 605, "", "exchange.unknown_rule_pack"),
        ("comment", "x", "", "exchange.unknown_key"),
        ("thresholds/k1", 1, "", "exchange.unknown_key"),
        ("thresholds/price", REMOVED, "", "exchange.missing"),
        ("thresholds", REMOVED, "", "exchange.missing"),
        ("thresholds", [], "", "exchange.not_an_object"),
        ("policies", "floor", "", "exchange.not_an_object"),
        ("offers", REMOVED, "", "exchange.missing"),
        ("offers", {}, "", "exchange.not_a_list"),
        ("offers/0", None, "", "exchange.not_an_object"),
        ("offers/0/own_funds", REMOVED, "", "exchange.missing"),
        ("offers/0/score", "60", "", "exchange.unknown_key"),
        ("offers/0/bidder", "  ", "", "exchange.not_text"),
        ("offers/0/bidder", 7, "", "exchange.not_text"),
        ("offers/0/bidder", "A\nB", "", "exchange.not_text"),
        ("offers/0/bidder", "\ud800", "", "exchange.not_text"),
        ("offers/0/bidder", REMOVED, "", "exchange.missing"),
        ("offers/0/bidder", "B", "offers[1].bidder", "exchange.same_bidder"),
        ("offers/0/bidder", " B ", "offers[1].bidder", "exchange.same_bidder"),
    ],
)
def test_every_refusal_has_the_path_of_its_field(path, value, field, code):
    assert problems(changed(path, value)) == [(field or named(path), code)]


def test_two_shares_that_make_exactly_100_are_read():
    _, offers = read_evaluation(changed("offers/0/higher_share", "67"))
    assert offers[0].higher_share == 67


@pytest.mark.parametrize("path", ["offers/0/higher_share", "offers/0/price", "thresholds/higher_share"])
def test_p14_a_fraction_is_no_amount_and_no_share(path):
    """The format takes digits and decimals after a point: a third of the staff comes as 33.333333333333."""
    assert problems(changed(path, "100/3")) == [(named(path), "exchange.not_an_amount")]


def test_a_zero_share_is_a_threshold_when_points_are_counted():
    document = {**DOCUMENT, "policies": {"k6_unit": "points"}}
    document["thresholds"] = {**DOCUMENT["thresholds"], "higher_share": "0"}
    read, _ = read_evaluation(json.dumps(document).encode())
    assert read.thresholds.higher_share == 0


def test_a_key_given_twice_is_refused_wherever_it_stands():
    data = json.dumps(DOCUMENT)
    assert problems(data.replace('"months": 24', '"months": 24, "months": 25').encode()) == [
        ("thresholds.months", "exchange.duplicate_key")
    ]
    assert problems(data.replace("{", '{"format": "x", ', 1).encode()) == [
        ("format", "exchange.duplicate_key")
    ]


def test_a_cyrillic_letter_in_a_key_is_shown_as_such():
    data = json.dumps({**DOCUMENT, "policies": {"к4": "note_cap"}}).encode()
    assert problems(data) == [('policies["\\u043a4"]', "exchange.unknown_key")]


def test_all_problems_are_told_at_once():
    document = copy.deepcopy(DOCUMENT)
    document["thresholds"]["price"] = "0"
    document["offers"][0] |= {"price": "", "months": 0}
    document["offers"][1] |= {"higher_share": "90", "bidder": "A"}
    assert problems(json.dumps(document).encode()) == [
        ("thresholds.price", "scoring.zero"),
        ("offers[0].price", "exchange.not_an_amount"),
        ("offers[0].months", "scoring.zero"),
        ("offers[1].secondary_share", "scoring.shares_over_100"),
        ("offers[1].bidder", "exchange.same_bidder"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "exchange.not_json"),
        (b"{", "exchange.not_json"),
        (b"{} {}", "exchange.not_json"),
        (b"\xff\xfe{\x00}\x00", "exchange.not_utf8"),
        (b"\xef\xbb\xbf{}", "exchange.byte_order_mark"),
        (b"[" * 200_000, "exchange.too_deep"),
        (b'{"a":' * 200_000, "exchange.too_deep"),
        (b"[]", "exchange.not_an_object"),
        (b"null", "exchange.not_an_object"),
        (b"NaN", "exchange.not_an_object"),
        (b'"ppp-evaluation/1"', "exchange.not_an_object"),
    ],
)
def test_a_file_that_is_no_document_is_refused_as_a_whole(data, code):
    assert problems(data) == [("$", code)]


def named(path: str) -> str:
    """ "offers/0/price" as the path of a problem: "offers[0].price"."""
    return "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in path.split("/")).lstrip(".")
