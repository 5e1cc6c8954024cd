"""A sum is shown as it is written here, and what is shown can be sent back: it is the same sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppp_portal.web.inputs import AmountField, DraftAmountField

SUMS = st.decimals(0, 10**15 - 1, places=2)


@given(SUMS)
def test_a_sum_sent_back_as_it_is_shown_is_the_same_sum(amount):
    field = AmountField()
    assert field.clean(field.prepare_value(amount)) == amount


@given(SUMS)
def test_the_text_of_a_draft_is_shown_in_groups_and_kept_in_one_spelling(amount):
    field = DraftAmountField()
    kept = field.clean(f"{amount:.2f}")
    assert field.prepare_value(kept) == AmountField().prepare_value(amount)
    assert field.clean(field.prepare_value(kept)) == kept


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("18324558000", "18 324 558 000"),
        ("18 324 558,5", "18 324 558,50"),
        ("0", "0"),
        ("", ""),
        ("35,000", "35,000"),  # read in two ways: it stays as typed, to be named
        ("сто", "сто"),
        (None, None),
    ],
)
def test_whatever_is_no_sum_is_shown_as_it_was_typed(kept, shown):
    assert AmountField().prepare_value(kept) == DraftAmountField().prepare_value(kept) == shown
