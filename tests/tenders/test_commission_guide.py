"""The list of steps on the front page of the commission, when there is nothing left to do."""

import pytest

from tenders.queries.commission_guide import chapters
from tests.contracts.factories import signed
from tests.tenders.commission import seat

pytestmark = pytest.mark.django_db


def test_after_the_contract_every_chapter_is_shown_and_none_is_now(cast, clock_at, client_of):
    tender = signed(cast, clock_at).tender
    tender.refresh_from_db()
    assert tender.state == "contracted"
    shown = chapters(tender)
    assert len(shown) >= 4
    assert not any(chapter.current for chapter in shown)
    seat(cast, tender)
    page = client_of(cast.chair).get(f"/ru/commission/{tender.pk}/")
    assert page.status_code == 200
    assert "panel now" not in page.content.decode()
