"""Bid security by the law: p. 31, 33(2), 34 of the order, art. 39 of the Law. No database."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppp_portal.law.calendar import WorkingCalendar
from ppp_portal.law.packs import pack
from tenders.rules import security as rules
from tenders.rules.documentation import Pair
from tenders.rules.publication import security_amount

PACK = pack("605-458")


def iban(bban: str) -> str:
    """A KZ account with right check digits."""
    number = "".join(str(int(sign, 36)) for sign in bban + "KZ00")
    return f"KZ{98 - int(number) % 97:02d}{bban}"


GOOD = iban("601A871001726091")


def lodging(**changes):
    facts = {
        "stage": 2,
        "taking": True,
        "state": "",
        "form": "guarantee",
        "amount": Decimal("5000000.00"),
        "needed": Decimal("5000000.00"),
        "payer": "ТОО «А»",
        "bank": "АО «Банк»",
        "reference": "Г-17",
        "dated": date(2026, 3, 2),
        "valid_until": date(2026, 12, 31),
        "bids_valid_until": date(2026, 12, 31),
        "account": GOOD,
        "on": date(2026, 3, 2),
    }
    return rules.LodgingFacts(**{**facts, **changes})


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("investments", "expected", "rounded"),
    [
        ("18324558000", "18324558.00", False),
        ("9986042340", "9986042.34", False),
        ("5000000000", "5000000.00", False),
        ("1234567891", "1234567.90", True),
        ("0.01", "0.01", True),
    ],
)
def test_p31_security_is_a_tenth_of_a_percent(investments, expected, rounded):
    amount = security_amount(Decimal(investments), PACK)
    explained = rules.explained_amount(Decimal(investments), amount, PACK)
    assert amount == Decimal(expected)
    assert explained.rate == Fraction(1, 1000)
    assert explained.rounded is rounded


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"stage": 1}, ["security.stage_one"]),
        ({"taking": False}, ["security.too_late"]),
        ({"amount": Decimal("4999999.99")}, ["security.short"]),
        ({"amount": Decimal("5000000.01")}, []),
        ({"amount": None}, ["security.blank"]),
        ({"needed": Decimal(0)}, ["security.no_investments"]),
        ({"currency": "USD"}, ["security.currency"]),
        ({"valid_until": date(2026, 12, 30)}, ["security.expires"]),
        ({"valid_until": None}, ["security.validity_missing"]),
        ({"form": "deposit", "valid_until": None}, []),
        ({"form": "deposit", "valid_until": date(2026, 12, 30)}, ["security.expires"]),
        ({"form": "cheque"}, ["security.form"]),
        ({"dated": date(2026, 3, 3)}, ["security.date_ahead"]),
        ({"dated": None}, ["security.blank"]),
        ({"account": "KZ12"}, ["security.account_shape"]),
        ({"account": GOOD[:-1] + ("2" if GOOD[-1] == "1" else "1")}, ["security.account_checksum"]),
        ({"payer": " "}, ["security.blank"]),
        ({"state": "lodged"}, []),
        ({"state": "required"}, []),
        (
            {"state": "verified", "form": "deposit", "entered": Decimal("5000000.00")},
            ["security.already_confirmed"],
        ),
        ({"state": "verified", "entered": Decimal("4000000.00")}, []),
        ({"state": "held", "entered": Decimal("5000000.00")}, ["security.already_confirmed"]),
        (
            {"state": "verified", "entered": Decimal("6000000.00")},
            ["security.less_than_before"],
        ),
    ],
)
def test_p31_what_is_refused_at_the_door(changes, expected):
    assert codes(rules.refuse_lodging(lodging(**changes))) == expected


def test_everything_wrong_is_said_at_once():
    wrong = lodging(amount=Decimal(1), dated=None, account="x", payer="")
    assert set(codes(rules.refuse_lodging(wrong))) == {
        "security.short",
        "security.blank",
        "security.account_shape",
    }


@pytest.mark.parametrize(
    ("account", "problem"),
    [
        (GOOD, ""),
        (f"{GOOD[:4]} {GOOD[4:8]} {GOOD[8:]}", ""),
        (GOOD.lower(), ""),
        ("DE89370400440532013000", "shape"),
        ("KZ86125KZT500410010", "shape"),
        ("KZ86125KZT5004100100", ""),
        ("KZ87125KZT5004100100", "checksum"),
        ("", "shape"),
        ("КЗ86125KZT5004100100", "shape"),
    ],
)
def test_an_account_that_cannot_exist_is_refused(account, problem):
    assert rules.bad_account(account) == problem


@pytest.mark.parametrize(
    ("event", "last_day"),
    [
        (datetime(2026, 11, 16, 5, tzinfo=UTC), date(2026, 11, 19)),  # Monday
        (datetime(2026, 11, 19, 5, tzinfo=UTC), date(2026, 11, 24)),  # Thursday: over the weekend
        (datetime(2026, 3, 18, 5, tzinfo=UTC), date(2026, 3, 26)),  # Nauryz: 21–23 March and its days off
        (datetime(2026, 11, 16, 18, 59, 59, tzinfo=UTC), date(2026, 11, 19)),  # still Monday in Almaty
        (datetime(2026, 11, 16, 19, 0, tzinfo=UTC), date(2026, 11, 20)),  # already Tuesday in Almaty
    ],
)
def test_art39_7_three_working_days(event, last_day):
    due = rules.return_deadline(event, PACK, WorkingCalendar())
    assert due.last_day == last_day
    assert due.because[0].code == "starts"


@pytest.mark.parametrize(
    ("state", "entered", "falls_due"),
    [
        ("lodged", 0, True),
        ("verified", 1, True),
        ("held", 1, True),
        ("required", 0, False),
        ("required", 1, True),
        ("return_due", 1, False),
        ("returned", 1, False),
        ("forfeit_proposed", 1, False),
        ("forfeited", 1, False),
        ("not_required", 0, False),
    ],
)
def test_p33_a_proposed_forfeiture_blocks_the_return(state, entered, falls_due):
    assert rules.may_fall_due(state, Decimal(entered)) is falls_due


@pytest.mark.parametrize("state", ["lodged", "verified", "held", "required"])
def test_p33_nothing_falls_due_while_the_fault_of_the_winner_is_undecided(state):
    assert rules.may_fall_due(state, Decimal(1))
    assert not rules.may_fall_due(state, Decimal(1), awaits_contract=True)


def settling(**changes):
    facts = {
        "state": "return_due",
        "verified": True,
        "form": "deposit",
        "expected_account": GOOD,
        "account": GOOD,
        "reference": "ПП-1",
        "document_date": date(2026, 11, 17),
        "not_before": date(2026, 11, 16),
        "on": date(2026, 11, 18),
    }
    return rules.SettlingFacts(**{**facts, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"state": "held"}, ["security.not_due"]),
        ({"state": "forfeit_proposed"}, ["security.return_blocked"]),
        ({"verified": False}, ["security.verify_first"]),
        ({"account": "KZ86125KZT5004100100"}, ["security.other_account"]),
        ({"account": "nonsense"}, ["security.account_shape"]),
        ({"account": "", "form": "guarantee"}, []),
        ({"reference": ""}, ["security.blank"]),
        ({"document_date": None}, ["security.blank"]),
        ({"document_date": date(2026, 11, 19)}, ["security.date_ahead"]),
        ({"document_date": date(2026, 11, 15)}, ["security.date_before_event"]),
    ],
)
def test_art39_7_how_it_goes_back(changes, expected):
    assert codes(rules.refuse_return(settling(**changes))) == expected


WHY = Pair("кінә жоқ", "вины нет")


@pytest.mark.parametrize(
    ("reason", "fields"),
    [(Pair(), []), (WHY, []), (Pair("кінә жоқ"), ["reason_ru"]), (Pair("", "!"), ["reason_kk"])],
)
def test_p34_a_reason_that_is_printed_stands_in_both_languages(reason, fields):
    assert [each.field for each in rules.refuse_half_a_reason(reason)] == fields


def forfeiture(**changes):
    facts = {
        "state": "forfeit_proposed",
        "winner": True,
        "ground": "33-2-refused",
        "protocol": "№ 4",
        "papers": frozenset({"№ 4"}),
        "evaded": True,
        "held": Decimal(5),
        "acknowledged": True,
        "budget": "Бюджет",
    }
    return rules.ForfeitureFacts(**{**facts, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"winner": False}, ["security.forfeit_before_winner"]),
        ({"ground": "because"}, ["security.forfeit_ground"]),
        ({"protocol": " "}, ["security.forfeit_protocol"]),
        ({"evaded": False}, ["security.forfeit_no_evasion"]),
        ({"held": Decimal(0)}, ["security.forfeit_nothing_held"]),
        ({"state": "returned"}, ["security.forfeit_nothing_held"]),
        ({"budget": ""}, ["security.forfeit_no_budget"]),
        ({"acknowledged": False}, ["security.forfeit_discrepancy"]),
        ({"decided": True}, ["security.forfeit_decided"]),
    ],
)
def test_p33_2_and_34_what_a_forfeiture_needs(changes, expected):
    assert codes(rules.refuse_forfeiture_decision(forfeiture(**changes), "head")) == expected


def test_p34_only_the_head_decides():
    assert codes(rules.refuse_forfeiture_decision(forfeiture(), "staff")) == ["security.forfeit_head_only"]


@pytest.mark.parametrize(
    ("changes", "role", "reason", "expected"),
    [
        ({}, "head", Pair("кінә жоқ", "вины нет"), []),
        ({"winner": False, "evaded": False, "budget": "", "protocol": "", "ground": ""}, "head", WHY, []),
        ({"acknowledged": False, "held": Decimal(0)}, "head", WHY, []),
        ({}, "head", Pair("кінә жоқ", " "), ["security.forfeit_reason"]),
        ({}, "staff", WHY, ["security.forfeit_head_only"]),
        ({"decided": True}, "head", WHY, ["security.forfeit_decided"]),
        ({"state": "held"}, "head", WHY, ["security.forfeit_decided"]),
    ],
)
def test_p34_to_decline_takes_an_open_case_the_head_and_a_reason(changes, role, reason, expected):
    assert codes(rules.refuse_forfeiture_declining(forfeiture(**changes), role, reason)) == expected


amounts = st.decimals(min_value="0.01", max_value="99999999999.99", places=2)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(amounts, st.lists(amounts, max_size=2), st.sampled_from(["returned", "forfeited", ""]))
    )
)
def test_every_tenge_ends_somewhere(securities):
    """Whatever comes in, in one piece or with top-ups, leaves by one line or is held."""
    movements, expected = [], {"returned": Decimal(0), "forfeited": Decimal(0), "": Decimal(0)}
    for first, more, end in securities:
        own = [rules.Movement("lodged", amount) for amount in (first, *more)]
        held = rules.balance(own).held
        if end:
            own.append(rules.Movement(end, held))
        expected[end] += held
        movements += own
    found = rules.balance(movements)
    assert found.lodged == found.returned + found.forfeited + found.held
    assert (found.returned, found.forfeited, found.held) == (
        expected["returned"],
        expected["forfeited"],
        expected[""],
    )
