"""Transfers of days off are data that the operator keeps (T-08): written by its administrator, on record."""

from datetime import date

import pytest

from ppp_portal.journal import clock
from ppp_portal.journal.models import DayTransfer, Record

pytestmark = pytest.mark.django_db
ENTRY = {"day": "2026-04-18", "working": "on", "source": "ҚР Үкіметінің қаулысы"}
ADD = "/admin/journal/daytransfer/add/"


def test_an_administrator_records_a_decreed_transfer(cast, client_of):
    assert client_of(cast.admin).post(ADD, ENTRY).status_code == 302
    assert DayTransfer.objects.get().day == date(2026, 4, 18)
    assert clock.calendar().is_working(date(2026, 4, 18))
    assert Record.objects.filter(stream="calendar", kind="calendar.transfer_recorded").count() == 1


@pytest.mark.parametrize("who", ["staff", "head", "chair", "bidder_a", "auditor"])
def test_nobody_else_moves_a_day(cast, client_of, who):
    assert client_of(getattr(cast, who)).post(ADD, ENTRY).status_code == 404
    assert not DayTransfer.objects.exists()
