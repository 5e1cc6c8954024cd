"""The opening of alternative proposals: by whoever presides, before a quorum that said itself that it is there."""

import pytest
from django.urls import reverse

from ppp_portal.desk.queries import initiatives as desk
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions as panel
from ppp_portal.panel import queries
from projects.actions import comparing, opening
from projects.actions.acceptance import close_acceptance
from projects.queries import group
from tests.projects.alternatives import PLACE, TICK, seat, sit, submitted, voters
from tests.projects.factories import published_notice

pytestmark = pytest.mark.django_db


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


@pytest.fixture
def notice(cast, clock_at):
    return published_notice(cast, clock_at, initiator=cast.org_d)


def entered_by_the_chair(cast, notice, clock_at):
    """A sitting in which nobody but the chair, who opened it, has said to be there."""
    clock_at.set(notice.closes_at + TICK)
    seat(cast, notice)
    present = [actor.person_id for actor in [*voters(cast), cast.secretary]]
    return comparing.open_group_sitting(notice_id=notice.pk, by=cast.chair, present=present, **PLACE)


def test_proposals_are_opened_only_while_a_quorum_said_itself_that_it_is_at_the_table(cast, notice, clock_at):
    submitted(notice, cast.bidder_a)
    held = entered_by_the_chair(cast, notice, clock_at)
    for act in (opening.open_proposals, opening.put_damaged):
        with pytest.raises(Refused) as refused:
            act(notice_id=notice.pk, by=cast.chair)
        (refusal,) = refused.value.refusals
        assert (refusal.code, refusal.params["vouched"]) == ("group.hearsay", 1)
        assert len(refusal.params["names"].split(", ")) == 5
    for actor in voters(cast)[1:]:
        panel.arrive(sitting_id=held.pk, by=actor, stream=notice.stream)
    for actor in voters(cast)[1:]:
        panel.leave(sitting_id=held.pk, by=actor, stream=notice.stream)
        panel.arrive(sitting_id=held.pk, person_id=actor.person_id, by=cast.chair, stream=notice.stream)
    with pytest.raises(Refused) as refused:  # that they are back somebody else said
        opening.open_proposals(notice_id=notice.pk, by=cast.chair)
    assert codes(refused) == ["group.hearsay"]
    for actor in voters(cast)[1:]:
        panel.arrive(sitting_id=held.pk, by=actor, stream=notice.stream)
    assert len(opening.open_proposals(notice_id=notice.pk, by=cast.chair)) == 1


def test_whoever_leads_the_sitting_notes_the_own_leaving_too(cast, notice, clock_at, client_of):
    """So the deputy may preside: the page of the table is the same as in a tender."""
    held = entered_by_the_chair(cast, notice, clock_at)
    chair = client_of(cast.chair)
    page = chair.get(reverse("projects:group_sitting", args=[notice.pk])).content.decode()
    assert page.count('value="leave"') == len(voters(cast)) + 1
    leaving = {"person": cast.chair.person_id, "do": "leave"}
    chair.post(reverse("projects:group_attendance", args=[notice.pk]), leaving)
    assert cast.chair.person_id not in queries.present(held)


def test_the_secretary_opens_nothing_and_the_deputy_while_the_chair_is_away(cast, notice, clock_at):
    submitted(notice, cast.bidder_a)
    clock_at.set(notice.closes_at + TICK)
    seat(cast, notice)
    sit(cast, notice)
    for by in (cast.secretary, cast.deputy):
        with pytest.raises(Refused) as refused:
            opening.open_proposals(notice_id=notice.pk, by=by)
        assert codes(refused) == ["group.not_presiding"]
    panel.leave(sitting_id=group.sitting_now(notice).pk, by=cast.chair, stream=notice.stream)
    assert len(opening.open_proposals(notice_id=notice.pk, by=cast.deputy)) == 1


def test_who_was_entered_by_somebody_else_is_asked_and_confirms_on_the_page_of_the_sitting(
    cast, notice, clock_at, client_of
):
    submitted(notice, cast.bidder_a)
    entered_by_the_chair(cast, notice, clock_at)
    close_acceptance(notice_id=notice.pk)
    room, table, come = (
        reverse(f"projects:group_{name}", args=[notice.pk]) for name in ("notice", "sitting", "attendance")
    )
    member, chair = client_of(cast.member_1), client_of(cast.chair)

    def asked():
        return [row.url for row in desk.of_group(cast.member_1, clock.now())]

    assert table in asked()
    assert 'value="open"' not in chair.get(room).content.decode()
    assert 'value="arrive"' in member.get(table).content.decode()
    for actor in voters(cast)[1:]:
        sent = {"person": actor.person_id, "do": "arrive"}
        assert client_of(actor).post(come, sent).status_code == 303
    assert table not in asked()
    assert 'value="arrive"' not in member.get(table).content.decode()
    assert member.post(come, {"person": "x"}).status_code == 404
    assert client_of(cast.member_4).post(come, {"person": cast.member_4.person_id}).status_code == 404
    assert 'value="open"' in chair.get(room).content.decode()
    assert 'value="open"' not in client_of(cast.secretary).get(room).content.decode()
