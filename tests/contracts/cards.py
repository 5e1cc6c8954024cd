"""A contract in force, entered from an older paper, with the cast as its parties."""

from datetime import date, timedelta
from decimal import Decimal

from contracts.actions.cards import enter_card
from ppp_portal.law.calendar import start_of_day
from tests.stages import kept

STARTS, ENDS = date(2020, 1, 1), date(2029, 12, 31)


def party(organisation, part="private_partner"):
    return {
        "part": part,
        "organisation_id": organisation.pk,
        "name_kk": organisation.name_kk,
        "name_ru": organisation.name_ru,
        "since_on": STARTS,
    }


@kept
def a_card(cast, *, number="ГЧП-14", ends_on=ENDS, parties=(), operator=False, **overrides):
    """Bidder A is the private partner; ``operator=True`` adds the operator of the cast."""
    lines = [party(cast.org_a), *parties]
    if operator:
        lines.append(party(cast.org_operator, "operator"))
    values = {
        "number": number,
        "title_kk": "Студенттер үйін салу және пайдалану",
        "title_ru": "Строительство и эксплуатация студенческого дома",
        "object_kk": "500 орындық студенттер үйі",
        "object_ru": "Студенческий дом на 500 мест",
        "signed_on": STARTS - timedelta(days=20),
        "starts_on": STARTS,
        "creation_ends_on": date(2021, 12, 31),
        "ends_on": ends_on,
        "source_kk": "2019 жылғы 12 желтоқсандағы шарт",
        "source_ru": "Договор от 12 декабря 2019 года",
        "parties": lines,
        "quantities": [
            {
                "name_kk": "Орын",
                "name_ru": "Место",
                "unit_kk": "орын",
                "unit_ru": "место",
                "value": Decimal(500),
                "from_on": STARTS,
                "basis_kk": "Шарт",
                "basis_ru": "Договор",
                "competed": True,
            }
        ],
        "tariffs": [
            {
                "value": Decimal(36000),
                "unit_kk": "айына бір орын",
                "unit_ru": "место в месяц",
                "from_on": STARTS,
                "basis_kk": "Шарт",
                "basis_ru": "Договор",
                "competed": True,
            }
        ],
        "by": cast.staff,
    }
    return enter_card(**{**values, **overrides})


def before_end(clock_at, card, days):
    """``days`` days before the last day of the contract, in the morning."""
    return clock_at.set(start_of_day(card.ends_on - timedelta(days=days)) + timedelta(hours=9))
