"""The end of acceptance: a comparison under the lock, and a move the sweep makes once."""

from datetime import timedelta

import pytest

from ppp_portal.journal.models import Record
from projects.actions.acceptance import close_acceptance
from projects.deadlines import NoticeClock, acceptance
from tenders import sweep
from tests.projects.factories import DAY, START, published_notice

TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(("state", "runs"), [("draft", False), ("published", True), ("closed", False)])
def test_acceptance_ends_only_while_proposals_are_accepted(state, runs):
    assert (acceptance(NoticeClock(state, START)) is not None) is runs


@pytest.mark.django_db
@pytest.mark.parametrize(("late", "closes"), [(-TICK, False), (0 * TICK, False), (TICK, True), (DAY, True)])
def test_p130_acceptance_closes_after_its_last_instant_and_not_in_it(cast, clock_at, late, closes):
    notice = published_notice(cast, clock_at)
    clock_at.set(notice.closes_at + late)
    assert close_acceptance(notice_id=notice.pk) is closes
    notice.refresh_from_db()
    assert notice.state == ("closed" if closes else "published")


@pytest.mark.django_db
def test_the_sweep_closes_acceptance_once_and_records_both_moments(cast, clock_at):
    notice = published_notice(cast, clock_at)
    noticed = clock_at.set(notice.closes_at + 3 * DAY)
    assert sweep.run()["initiation"] == 1
    assert sweep.run()["initiation"] == 0
    record = Record.objects.get(kind="initiation.close_acceptance")
    assert (record.effective_at, record.at) == (notice.closes_at + TICK, noticed)
    notice.refresh_from_db()
    assert notice.closed_at == notice.closes_at + TICK
    assert notice.next_deadline_at is None
