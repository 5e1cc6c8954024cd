"""Who has declared, as every commission and group is told: a substitute declares when taking a seat."""

import pytest

from ppp_portal.panel.rules import SeatFacts
from ppp_portal.panel.screens import seats


def seat(**known):
    facts = {"seat_id": 1, "person_id": 1, "name": "П", "iin": "", "role": "member"}
    return SeatFacts(**{**facts, "substitute_for": None, "declared": False, "recused": False, **known})


@pytest.mark.parametrize(
    ("known", "tone"),
    [
        ({}, "wait"),
        ({"substitute_for": 2}, "quiet"),
        ({"substitute_for": 2, "declared": True}, "ok"),
        ({"declared": True, "recused": True}, "bad"),
    ],
)
def test_a_substitute_is_not_told_to_declare_before_substituting(known, tone):
    [row] = seats([seat(**known)], "tender:1")
    assert row["tone"] == tone
