"""The desk about the replacement of a private partner and about assignments."""

import pytest

from ppp_portal.desk.queries import desk
from ppp_portal.journal import clock
from tests.contracts import replacing
from tests.contracts.cards import a_card
from tests.contracts.test_assignment import checked
from tests.contracts.test_replacement import handed_over

pytestmark = pytest.mark.django_db


def things(actor, mine=True):
    found = desk(actor, clock.now())[0 if mine else 1]
    return [thing for thing in found if "/replacement/" in thing.url or "/assignment/" in thing.url]


def test_a_case_waits_for_the_organiser_with_its_next_term_and_is_shown_to_both_partners(cast, clock_at):
    case = handed_over(cast, clock_at)
    waiting, start = things(cast.staff)
    assert start.basis.number == "62(7)"
    assert (waiting.due_at, waiting.basis.number) == (case.next_deadline_at, "62(8)")
    for partner in (cast.bidder_a, cast.bidder_b):
        assert things(partner) == []
        assert len(things(partner, mine=False)) == 1
    for stranger in (cast.bidder_c, cast.other_staff):
        assert things(stranger) == things(stranger, mine=False) == []


def test_a_request_to_assign_waits_for_whoever_takes_the_next_step(cast, clock_at):
    assignment = replacing.requested(cast, a_card(cast))
    assert (len(things(cast.staff)), len(things(cast.bidder_a))) == (1, 0)
    checked(cast, assignment)
    assert (len(things(cast.head)), len(things(cast.staff)), len(things(cast.bidder_a))) == (1, 0, 0)
