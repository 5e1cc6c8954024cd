"""The project card, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from ppp_portal.law.figures import Pair
from ppp_portal.law.packs import pack
from projects.rules.cards import (
    ParameterFacts,
    PeriodFacts,
    ProjectFacts,
    StepFacts,
    refuse_card,
    refuse_competed_terms,
    refuse_parameters,
    refuse_periods_that_do_not_fit,
    refuse_steps,
    refuse_sum,
    refuse_term,
    refuse_whole_term,
    whole_term,
)

TEXTS = {
    "title_kk": "Жатақхана",
    "title_ru": "Общежитие",
    "object_kk": "1 000 орын",
    "object_ru": "1 000 мест",
}
CAMERAS, PAN_TILT, FIXED = (
    Pair("Камералар", "Камеры"),
    Pair("бұрылмалы", "поворотные"),
    Pair("бекітілген", "стационарные"),
)
PIECES = Pair("дана", "шт.")


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, set()),
        ({"texts": {**TEXTS, "title_kk": " "}}, {("project.text_missing", "title_kk")}),
        ({"texts": {}}, {("project.text_missing", name) for name in TEXTS}),
        ({"cost": None}, {("project.cost_not_positive", "cost")}),
        ({"cost": Decimal(0)}, {("project.cost_not_positive", "cost")}),
        ({"cost_with_vat": None}, {("project.vat_unsaid", "cost_with_vat")}),
        ({"periods": PeriodFacts(2033, 2022)}, {("project.years_reversed", "end_year")}),
        ({"periods": PeriodFacts(2022, 2022, 6, 10)}, {("project.periods_do_not_fit", "end_year")}),
    ],
)
def test_a_card_stands_in_both_languages_with_a_cost_and_its_vat(changed, refused):
    facts = ProjectFacts(**{"texts": TEXTS, "cost": Decimal(1), "cost_with_vat": True, **changed})
    assert {(r.code, r.field) for r in refuse_card(facts)} == refused


@pytest.mark.parametrize(
    ("creation", "operation", "fits"),
    [(6, 10, True), (24, 10, True), (25, 10, False), (6, 12, False), (None, 10, True), (6, None, True)],
)
def test_2022_to_2033_covers_six_months_of_creation_and_ten_years_of_operation(creation, operation, fits):
    facts = PeriodFacts(2022, 2033, creation, operation)
    assert (refuse_periods_that_do_not_fit(facts) == []) is fits


@pytest.mark.parametrize(
    ("end", "allowed"), [(2025, False), (2026, True), (2033, True), (2051, True), (2052, False)]
)
def test_l4_a_project_takes_five_to_thirty_years(end, allowed):
    refusals = refuse_term(PeriodFacts(2022, end), pack("725"))
    assert codes(refusals) == ([] if allowed else ["project.term_outside_law"])


@pytest.mark.parametrize(
    ("creation", "operation", "expected"),
    [
        (12, 4, []),
        (11, 4, ["project.contract_outside_law"]),
        (21, 10, []),
        (24, 28, []),
        (25, 28, ["project.contract_outside_law"]),
        (None, 30, []),
        (1, 30, ["project.contract_outside_law"]),
        (24, None, ["project.term_unsaid"]),
    ],
)
def test_l4_a_contract_runs_five_to_thirty_years_to_the_month(creation, operation, expected):
    months = whole_term(creation, PeriodFacts(operation_years=operation))
    assert codes(refuse_whole_term(months, pack("605-458"))) == expected


@pytest.mark.parametrize(
    ("threshold", "operation", "expected"),
    [
        (24, 3, ["project.shortest_bid_outside_law"]),
        (24, 4, ["project.shortest_bid_outside_law"]),
        (24, 5, []),
        (1, 5, []),
        (24, 28, []),
        (25, 28, ["project.longest_bid_outside_law"]),
        (12, 29, []),
        (13, 29, ["project.longest_bid_outside_law"]),
        (1, 30, ["project.longest_bid_outside_law"]),
        (None, 10, []),
        (24, None, ["project.term_unsaid"]),
    ],
)
def test_l4_every_bid_that_is_invited_makes_a_contract_of_five_to_thirty_years(
    threshold, operation, expected
):
    """The one of a single month too, which K4 rewards."""
    periods = PeriodFacts(operation_years=operation)
    assert codes(refuse_competed_terms(threshold, periods, pack("605-458"))) == expected


def test_x05_without_years_of_operation_the_calendar_years_of_the_card_say_the_term():
    assert whole_term(24, PeriodFacts(2022, 2033)) == 144
    assert whole_term(24, PeriodFacts(2022, 2033, operation_years=10)) == 144
    assert whole_term(24, PeriodFacts()) is None


@pytest.mark.parametrize(
    ("whole", "parts", "sums"),
    [
        (5957, (711, 5246), True),
        (5957, (711, 5245), False),
        (5957, (711, None), False),
        (None, (711, 5246), False),
        (5957, (), True),
        (None, (), True),
    ],
)
def test_711_and_5246_cameras_are_5957_and_parts_that_do_not_sum_are_refused(whole, parts, sums):
    row = ParameterFacts(
        CAMERAS,
        PIECES,
        None if whole is None else Decimal(whole),
        tuple(
            ParameterFacts(name, PIECES, None if n is None else Decimal(n))
            for name, n in zip((PAN_TILT, FIXED), parts, strict=False)
        ),
    )
    assert codes(refuse_sum(row)) == ([] if sums else ["project.parts_do_not_sum"])


def test_what_does_not_sum_is_told_with_both_figures():
    part = ParameterFacts(PAN_TILT, PIECES, Decimal("711.000"))
    (refusal,) = refuse_sum(ParameterFacts(CAMERAS, PIECES, Decimal(5957), (part,)))
    assert (refusal.params["total"], refusal.params["whole"]) == ("711", "5957")


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        (ParameterFacts(CAMERAS, PIECES, Decimal(1)), []),
        (ParameterFacts(Pair("Деректер орталығы", "Центр данных")), []),
        (ParameterFacts(Pair("Камералар", "")), ["project.parameter_unnamed"]),
        (ParameterFacts(CAMERAS, Pair("дана", ""), Decimal(1)), ["project.unit_in_one_language"]),
        (ParameterFacts(CAMERAS, PIECES, Decimal(0)), ["project.quantity_not_positive"]),
    ],
)
def test_a_parameter_is_named_in_both_languages_and_counts_something(row, refused):
    assert codes(refuse_parameters([row])) == refused


TODAY = date(2026, 3, 2)
MASLIKHAT = Pair("Мәслихат", "Маслихат")


@pytest.mark.parametrize(
    ("step", "refused"),
    [
        (StepFacts(MASLIKHAT), []),
        (StepFacts(MASLIKHAT, TODAY, has_document=True), []),
        (StepFacts(MASLIKHAT, TODAY), ["project.approval_without_document"]),
        (StepFacts(MASLIKHAT, date(2026, 3, 3), has_document=True), ["project.approval_in_future"]),
        (StepFacts(Pair("", "Маслихат")), ["project.body_unnamed"]),
    ],
)
def test_an_approval_is_recorded_with_its_document_once_it_is_given(step, refused):
    assert codes(refuse_steps([step], TODAY)) == refused
