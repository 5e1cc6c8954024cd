"""The project card, without a database."""

from decimal import Decimal

import pytest

from projects.rules.cards import ProjectFacts, refuse_card

TEXTS = {
    "title_kk": "Жатақхана",
    "title_ru": "Общежитие",
    "object_kk": "1 000 орын",
    "object_ru": "1 000 мест",
}


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, set()),
        ({"texts": {**TEXTS, "title_kk": " "}}, {("project.text_missing", "title_kk")}),
        ({"texts": {}}, {("project.text_missing", name) for name in TEXTS}),
        ({"cost": None}, {("project.cost_not_positive", "cost")}),
        ({"cost": Decimal(0)}, {("project.cost_not_positive", "cost")}),
        ({"cost_with_vat": None}, {("project.vat_unsaid", "cost_with_vat")}),
    ],
)
def test_a_card_stands_in_both_languages_with_a_cost_and_its_vat(changed, refused):
    facts = ProjectFacts(**{"texts": TEXTS, "cost": Decimal(1), "cost_with_vat": True, **changed})
    assert {(refusal.code, refusal.field) for refusal in refuse_card(facts)} == refused
