"""The desk about contracts in force: warnings without an answer, steps of an extension."""

import pytest

from contracts.actions.card_life import answer_warning
from contracts.actions.comparing import close_comparison
from contracts.actions.extension_outcome import sign_agreement
from contracts.models import Extension
from ppp_portal.desk.queries import desk
from ppp_portal.journal import clock
from tenders import sweep
from tests.contracts.cards import a_card, before_end
from tests.contracts.grouping import grouped
from tests.contracts.test_extensions import approved, asked

pytestmark = pytest.mark.django_db


def urls(actor):
    """What waits about contracts in force, the months to mark apart."""
    found = [thing.url.split("/cards/")[1] for thing in desk(actor, clock.now())[0] if "/cards/" in thing.url]
    return [url for url in found if not url.endswith("?mark=1")]


def test_a_warning_waits_until_it_is_answered(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    sweep.run()
    assert urls(cast.staff) == [f"{card.pk}/extensions/"]
    answer_warning(warning_id=card.warnings.last().pk, answer="ends", note="Аяқталады", by=cast.staff)
    assert urls(cast.staff) == []
    assert urls(cast.other_staff) == []


def test_an_extension_waits_for_the_organiser_and_then_for_both_signatures(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    first = asked(card, cast.bidder_a)
    page = f"{card.pk}/extensions/{first.pk}/"
    assert urls(cast.staff) == [page]
    assert urls(cast.bidder_a) == []
    first.delete()
    extension = approved(card, cast, clock_at)
    page = f"{card.pk}/extensions/{extension.pk}/"
    assert urls(cast.staff) == []  # the head signs
    assert urls(cast.head) == urls(cast.bidder_a) == [page]
    for by in (cast.head, cast.bidder_a):
        sign_agreement(extension_id=extension.pk, seen=extension.digest, by=by)
    assert urls(cast.staff) == urls(cast.head) == urls(cast.bidder_a) == []  # in force already


def test_what_the_working_group_votes_on_is_no_task_of_the_staff_and_the_decision_is_the_heads(
    cast, clock_at
):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension = grouped(card, cast)
    page = f"{card.pk}/extensions/{extension.pk}/"
    assert urls(cast.staff) == [page]
    close_comparison(extension_id=extension.pk, by=cast.staff)
    assert urls(cast.staff) == urls(cast.head) == []
    Extension.objects.update(recommended_at=clock.now())
    assert urls(cast.staff) == []
    assert urls(cast.head) == [page]


def test_an_extension_whose_group_is_to_judge_waits_for_the_group_and_not_for_the_staff(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    grouped(card, cast, judged=False)
    assert urls(cast.staff) == urls(cast.head) == []
