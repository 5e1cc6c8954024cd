"""The drift of a contract: what was competed against what is now."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from contracts.actions import extension_papers
from contracts.actions import extensions as actions
from contracts.queries.drift import drift_of
from contracts.rules.drift import never_competed
from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from tests.contracts.cards import a_card, before_end
from tests.contracts.test_extensions import decision, paper, recommended, signed


@pytest.mark.parametrize(
    ("first", "now", "share"),
    [
        (766, 1991, Fraction(1225, 1991)),  # 61.5 %: the second extension of the Almaty complexes
        (766, 1641, Fraction(875, 1641)),
        (500, 500, Fraction(0)),
        (500, 400, Fraction(0)),
        (None, 400, None),
        (0, 0, None),
    ],
)
def test_the_share_never_competed_is_what_was_added_to_what_there_is(first, now, share):
    given = (None if value is None else Decimal(value) for value in (first, now))
    assert never_competed(*given) == share


def test_1991_less_766_is_61_5_percent_of_the_quantity_not_in_the_first_contract():
    share = never_competed(Decimal(766), Decimal(1991))
    assert round(float(share) * 100, 1) == 61.5


def complexes(value, on, competed=False):
    return {
        "name_kk": "Кешен",
        "name_ru": "Комплекс",
        "unit_kk": "дана",
        "unit_ru": "шт.",
        "value": Decimal(value),
        "from_on": on,
        "basis_kk": "Шарт",
        "basis_ru": "Договор",
        "competed": competed,
    }


@pytest.mark.django_db
def test_an_extension_adds_to_the_cost_only_what_the_whole_sum_grew_by(cast, clock_at):
    """9,986,042,340 ₸ before, 12,000,000,000 ₸ after: 16.8 % were never competed, not 54.6 %."""
    competed = {"covers_kk": "Шарт", "covers_ru": "Договор", "competed": True}
    card = a_card(cast, obligations=[{**competed, "plan": Decimal("9986042340")}])
    before_end(clock_at, card, 200)
    name = {"unit_kk": "", "unit_ru": "", "name_kk": "Бүкіл шарт", "name_ru": "Весь договор"}
    places = {"name_kk": "Инвестициялар", "name_ru": "Инвестиции"}
    lines = [
        {**name, "kind": "obligation", "after": Decimal(12_000_000_000)},
        {**name, **places, "kind": "investment", "after": Decimal(640_000_000)},
    ]
    extension = recommended(card, cast, clock_at, lines=lines)
    assert extension.lines.first().before == Decimal("9986042340")
    today = local_day(clock.now())
    papers = {"budget_number": "5", "budget_on": today, "maslikhat_number": "9", "maslikhat_on": today}
    files = {"budget_upload": paper(), "maslikhat_upload": paper()}
    extension_papers.record_approvals(extension_id=extension.pk, by=cast.staff, **papers, **files)
    extension = actions.approve_extension(extension_id=extension.pk, by=cast.head, **decision(clock_at))
    signed(extension, cast.head, cast.bidder_a)
    drift = drift_of(card)
    assert drift.cost.now == 12_000_000_000
    assert drift.cost.share == Fraction(2_013_957_660, 12_000_000_000)
    assert [(line.name, line.unit, line.now) for line in drift.quantities][1:] == [
        ("Инвестициялар", "₸", 640_000_000)
    ]


@pytest.mark.django_db
def test_the_drift_of_a_card_has_its_quantities_its_cost_its_term_and_its_tariff(cast):
    card = a_card(
        cast,
        first_ends_on=date(2028, 12, 31),
        quantities=[complexes(766, None, True), complexes(1641, None), complexes(1991, date(2026, 1, 1))],
        obligations=[
            {
                "plan": Decimal("9986042340"),
                "covers_kk": "766 кешен",
                "covers_ru": "766 комплексов",
                "competed": True,
            }
        ],
    )
    drift = drift_of(card)
    (quantity,) = drift.quantities
    assert [point["value"] for point in quantity.points] == [766, 1641, 1991]
    assert (quantity.first, quantity.now, quantity.share) == (766, 1991, Fraction(1225, 1991))
    assert drift.cost.now == Decimal("9986042340")
    assert drift.cost.share == 0
    assert drift.added_days == 365
    assert drift.tariffs[0].share == 0
