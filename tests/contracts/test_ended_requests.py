"""The step of the upgrade: requests that ended with their partner had lapsed, and say so now."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from contracts import reactions
from contracts.actions import assignment as assigning
from contracts.actions import extensions
from contracts.actions.replacement import open_replacement
from contracts.models import Assignment, Extension
from tests.contracts import replacing
from tests.contracts.cards import a_card
from tests.contracts.test_assignment import applied, today
from tests.contracts.test_ending import end
from tests.contracts.test_extensions import asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_before(monkeypatch):
    """Whatever ends a request, it lapses."""
    end_requests, end_assignments = extensions.end_requests, assigning.end_assignments

    def requests(name, **of):
        return end_requests("lapse_extension", **of)

    def assignments(name, **of):
        return end_assignments("lapse_assignment", **of)

    monkeypatch.setattr(reactions.extensions, "end_requests", requests)
    monkeypatch.setattr(assigning, "end_requests", requests)
    monkeypatch.setattr(reactions.assignment, "end_assignments", assignments)


def test_p62_requests_of_before_that_ended_with_their_partner_say_so_after_the_upgrade(
    cast, clock_at, of_before
):
    passed, over = (a_card(cast, number=number) for number in ("ГЧП-2", "ГЧП-3"))
    asked(passed, cast.bidder_a)
    applied(cast, replacing.requested(cast, passed))
    asked(over, cast.bidder_a)
    replacing.requested(cast, over)
    end(cast, over, dated_on=today(), effective_on=today())
    replaced = replacing.registered_card(cast, clock_at)
    replacing.not_performed(cast, replaced, clock_at)
    asked(replaced, cast.bidder_a, new_ends_on=replaced.ends_on + timedelta(days=365))
    replacing.requested(cast, replaced)
    open_replacement(card_id=replaced.pk, **replacing.GROUND, by=cast.head)

    def states():
        return (
            dict(Extension.objects.values_list("card__number", "state")),
            dict(Assignment.objects.values_list("card__number", "state")),
        )

    lapsed = {card.number: "lapsed" for card in (replaced, passed, over)}
    assert states() == (lapsed, lapsed | {passed.number: "applied"})
    import_module("contracts.migrations.0019_requests_ended_with_their_partner").name_what_ended_them(
        apps, None
    )
    assert states() == (
        {replaced.number: "dropped", passed.number: "left", over.number: "lapsed"},
        {replaced.number: "dropped", passed.number: "applied", over.number: "lapsed"},
    )
