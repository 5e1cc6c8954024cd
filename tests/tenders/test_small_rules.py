"""Rules with one sentence each, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from ppp_portal.accounts.rules.organisations import refuse_iin
from tenders.rules.admission import JudgementFacts, refuse_judgement, refuse_unopened, refuse_unsecured_winner
from tenders.rules.bids import SecuritySeen
from tenders.rules.commission import TableFacts
from tenders.rules.interruptions import refuse_stay
from tenders.rules.negotiation import ClauseFacts, refuse_agreeing, refuse_remark
from tenders.rules.opening import refuse_confirmation

TODAY = date(2026, 3, 20)
HOUR = datetime(2026, 4, 16, 5, 0, tzinfo=UTC)
AT_THE_TABLE = TableFacts(clear=True, votes=True, presides=True, leads=True, sitting="opening", quorum=True)


def codes(found) -> set[str]:
    return {refusal.code for refusal in found}


@pytest.mark.parametrize(
    ("act", "act_date", "refused"),
    [
        ("№ 4 ұйғарым", TODAY, set()),
        (" ", TODAY, {"stay.act_missing"}),
        ("№ 4 ұйғарым", None, {"stay.act_date"}),
        ("№ 4 ұйғарым", TODAY + timedelta(days=1), {"stay.act_date"}),
    ],
)
def test_a_stay_rests_on_an_act_of_a_court_not_dated_ahead(act, act_date, refused):
    assert codes(refuse_stay(act, act_date, TODAY)) == refused


@pytest.mark.parametrize(("iin", "valid"), [("123456789012", False), ("", False), ("abc", False)])
def test_p28_a_person_is_known_by_a_valid_iin(iin, valid):
    assert (refuse_iin(iin) == []) is valid


def test_p41_a_clause_is_agreed_only_while_the_talks_run_and_something_is_proposed():
    proposed = ClauseFacts("3.2", closed=False, proposed=True)
    assert refuse_agreeing(proposed, live=True) == []
    assert codes(refuse_agreeing(proposed, live=False)) == {"negotiation.over"}
    assert codes(refuse_agreeing(ClauseFacts("3.2", closed=False, proposed=False), live=True)) == {
        "negotiation.nothing_proposed"
    }


@pytest.mark.parametrize(
    ("texts", "live", "refused"),
    [
        (("Ескерту", "Замечание"), True, []),
        (("Ескерту", " "), True, ["text_ru"]),
        (("", ""), True, ["text_kk", "text_ru"]),
        (("Ескерту", "Замечание"), False, [""]),
    ],
)
def test_art40_a_remark_has_words_in_both_languages_and_running_talks(texts, live, refused):
    assert [each.field for each in refuse_remark(*texts, live=live)] == refused


def test_an_opening_is_confirmed_at_its_hour_and_not_before():
    assert refuse_confirmation(AT_THE_TABLE, HOUR, HOUR) == []
    assert refuse_confirmation(AT_THE_TABLE, HOUR - timedelta(microseconds=1), HOUR) != []
    assert refuse_confirmation(TableFacts(), HOUR, HOUR) != []


HELD = SecuritySeen(
    required=True,
    state="held",
    amount=Decimal(5),
    needed=Decimal(5),
    valid_until=date(2026, 12, 31),
    bids_valid_until=date(2026, 12, 31),
)


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, set()),
        ({"required": False, "state": ""}, set()),
        ({"valid_until": None}, set()),
        ({"state": ""}, {"admission.no_security"}),
        ({"state": "required"}, {"admission.no_security"}),
        ({"state": "return_due"}, {"admission.no_security"}),
        ({"state": "lodged"}, {"admission.security_unconfirmed"}),
        ({"amount": Decimal("4.99")}, {"admission.security_short"}),
        ({"valid_until": date(2026, 12, 30)}, {"admission.security_expires"}),
    ],
)
def test_p31_only_a_security_that_the_custodian_has_seen_whole_admits_a_bid(change, refused):
    facts = JudgementFacts(opened=True, qualification="passed", security=replace(HELD, **change))
    assert codes(refuse_judgement(facts, admit=True, code="", reasons=())) == refused


def test_a39_what_went_back_with_the_first_results_is_not_asked_for_again():
    gone = replace(HELD, state="returned")
    assert codes(refuse_unsecured_winner(gone, again=False)) == {"admission.no_security"}
    assert refuse_unsecured_winner(gone, again=True) == []
    assert refuse_unsecured_winner(HELD, again=False) == []


def test_p36_bids_are_judged_after_the_signed_protocol_of_their_opening():
    assert codes(refuse_unopened(signed=False)) == {"admission.opening_unsigned"}
    assert refuse_unopened(signed=True) == []
