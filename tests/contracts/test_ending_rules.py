"""How a contract ends before its day (art. 49) and what a hand-over says, in tables."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from contracts.rules import ending as rules

TODAY = date(2026, 6, 1)
END = rules.TerminationFacts(
    ground="judgment",
    number="7100-26-00-2/112",
    dated_on=date(2026, 4, 10),
    effective_on=date(2026, 5, 20),
    reason=("Міндеттемелер орындалмады", "Обязательства не исполнены"),
    file=True,
    since=date(2019, 12, 12),
    today=TODAY,
)
ASSET = rules.AssetFacts({"name": ("Ғимарат", "Здание")}, Decimal(1), Decimal(0), "public")
CLOSING = {
    "state": "expired",
    "assets": 2,
    "handed_on": TODAY,
    "place": ("Астана қ.", "г. Астана"),
    "since": date(2026, 5, 20),
    "today": TODAY,
}
SIGNATURE = {
    "side": "public",
    "role": "head",
    "authority": "office",
    "seen": "a",
    "digest": "a",
    "signed": False,
}


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"ground": "agreement"}, []),
        ({"ground": "unilateral"}, ["ending.no_ground"]),
        ({"number": ""}, ["ending.no_number"]),
        ({"file": False}, ["ending.no_document"]),
        ({"dated_on": None}, ["ending.day_wrong"]),
        ({"dated_on": date(2019, 12, 11)}, ["ending.day_wrong"]),
        ({"effective_on": date(2026, 4, 9)}, ["ending.day_wrong"]),
        ({"effective_on": date(2026, 6, 2)}, ["ending.day_wrong"]),
        ({"reason": ("", "Причина")}, ["text.missing"]),
        ({"reason": ("10 % орындалмады", "Не исполнено 15 %")}, ["text.figures_differ"]),
    ],
)
def test_art49_a_contract_ends_early_by_agreement_or_judgment_on_paper(change, expected):
    assert codes(rules.refuse_termination(replace(END, **change))) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"bearer": "private"}, []),
        ({"bearer": ""}, ["ending.no_bearer"]),
        ({"quantity": Decimal(0)}, ["ending.no_quantity"]),
        ({"book_value": None}, ["ending.no_value"]),
        ({"texts": {"name": ("", "Здание")}}, ["text.missing"]),
    ],
)
def test_each_line_of_a_hand_over_says_what_becomes_whose(change, expected):
    assert codes(rules.refuse_asset(replace(ASSET, **change))) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"state": "terminated"}, []),
        ({"state": "in_force"}, ["ending.still_in_force"]),
        ({"assets": 0}, ["ending.no_assets"]),
        ({"handed_on": None}, ["ending.day_wrong"]),
        ({"handed_on": date(2026, 6, 2)}, ["ending.day_wrong"]),
        ({"place": ("Астана қ.", "")}, ["text.missing"]),
    ],
)
def test_the_list_is_closed_when_the_contract_is_over(change, expected):
    assert codes(rules.refuse_closing(**{**CLOSING, **change})) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"side": "private", "role": "bidder"}, []),
        ({"side": ""}, ["ending.not_a_party"]),
        ({"role": "staff"}, ["ending.head_signs"]),
        ({"authority": ""}, ["ending.no_authority"]),
        ({"seen": "b"}, ["ending.other_text"]),
        ({"signed": True}, ["ending.signed"]),
    ],
)
def test_both_sides_sign_once_the_hand_over_they_saw(change, expected):
    assert codes(rules.refuse_signature(**{**SIGNATURE, **change})) == expected
