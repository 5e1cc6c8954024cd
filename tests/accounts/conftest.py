"""What sign-ups and invitations of these tests say."""

from decimal import Decimal

import pytest

from ppp_portal.accounts.actions import FirstRole, NewOrganisation, NewPerson
from ppp_portal.law.identifiers import make_bin, with_check_digit

BIN, IIN = make_bin("23054099200"), with_check_digit("92031540991")


@pytest.fixture
def newcomer() -> NewPerson:
    return NewPerson(
        "new@company.example", "жеті қазына тоғыз жол", "Серік Асан Болатұлы", "Серик Асан Болатович", IIN
    )


@pytest.fixture
def company() -> NewOrganisation:
    return NewOrganisation(
        kind="private_company",
        bin=BIN,
        name_kk="«Көктем Құрылыс» ЖШС",
        name_ru="ТОО «Коктем Курылыс»",
        address_kk="Алматы қ., Көктем көшесі, 1",
        address_ru="г. Алматы, ул. Коктем, 1",
        region="75",
        state_share=Decimal(0),
    )


@pytest.fixture
def representative() -> FirstRole:
    return FirstRole("bidder", "№ 1 сенімхат, 01.02.2026")
