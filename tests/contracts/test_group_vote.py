"""The working group's "no" on an extension is a result, and a group that replaces another votes itself (p. 55)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from contracts.actions import working_group
from contracts.actions.extensions import approve_extension, refuse_extension
from contracts.protocols.extensions import extension_file
from contracts.queries import working_group as reads
from ppp_portal.desk.queries import desk
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions as panel
from ppp_portal.panel.models import Motion
from tests.contracts.cards import a_card, before_end
from tests.contracts.grouping import QUESTION, group, grouped, put, sign, vote, written
from tests.contracts.test_extensions import codes, decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    return card


def at(name, *args):
    with override("ru"):
        return reverse(f"contracts:{name}", args=args)


def text(answer):
    return answer.content.decode()


def waiting(actor):
    """The addresses of the group that wait on the desk."""
    with override("ru"):
        things = desk(actor, clock.now())[0]
    return [thing.url for thing in things if "/commission/extensions/" in thing.url]


def rise(extension, cast):
    sitting = reads.sitting_now(extension)
    panel.close_sitting(sitting_id=sitting.pk, by=cast.chair, stream=extension.card.stream)


def signed(extension, cast):
    """The protocol of the vote, written, sent and signed by everybody."""
    protocol = working_group.draft_recommendation(extension_id=extension.pk, by=cast.secretary)
    return sign(extension, cast, protocol)


def lines(actor):
    """What waits about extensions on a desk: the words and whether there is a button."""
    return {
        (thing.what, bool(thing.action)) for thing in desk(actor, clock.now())[0] if "extension" in thing.url
    }


def test_p55_without_a_vote_there_is_no_protocol(cast, card):
    extension = grouped(card, cast, closed=True)
    with pytest.raises(Refused) as refused:
        working_group.draft_recommendation(extension_id=extension.pk, by=cast.chair)
    assert codes(refused) == {"extension.not_voted"}


def test_p55_a_group_that_votes_against_has_recommended_too_and_signs_its_protocol(cast, card, client_of):
    extension = grouped(card, cast, closed=True)
    vote(extension, cast, put(extension, cast), choice="against")
    assert reads.step(extension) == "rise"
    rise(extension, cast)
    assert reads.step(extension) == "write"
    front = at("group_extension", extension.pk)
    assert waiting(cast.chair) == [front]
    assert 'value="draft-protocol"' in text(client_of(cast.chair).get(front))
    protocol = signed(extension, cast)
    assert extension.advised_against
    assert extension.recommendation_ru.endswith("продление не рекомендовано")
    assert extension.recommendation_kk.endswith("ұзарту ұсынылмайды")
    shown = text(client_of(cast.chair).get(at("group_paper", extension.pk, protocol.pk)))
    assert f"Рабочая группа не поддержала: «{QUESTION['question_ru']}»" in shown
    assert reads.step(extension) == "decide"
    assert waiting(cast.chair) == waiting(cast.member_1) == []


def test_p55_after_the_groups_no_the_head_refuses_or_decides_with_reasons(cast, card, clock_at, client_of):
    extension = grouped(card, cast, closed=True)
    vote(extension, cast, put(extension, cast), choice="against")
    rise(extension, cast)
    signed(extension, cast)
    with override("ru"):
        assert lines(cast.head) == {("Решить о продлении: рабочая группа его не рекомендует", True)}
    head, page = client_of(cast.head), at("extension", card.pk, extension.pk)
    assert "не рекомендует продление" in text(head.get(page))
    for step in ("extension_decision", "extension_refusal"):
        assert at(step, card.pk, extension.pk) in text(head.get(page))
        assert "продление не рекомендовано" in text(head.get(at(step, card.pk, extension.pk)))
    said = {**decision(clock_at), "extension_id": extension.pk, "by": cast.head}
    with pytest.raises(Refused) as refused:
        approve_extension(**{**said, "decision_reason_kk": ""})
    assert {row.field for row in refused.value.refusals} == {"decision_reason_kk"}
    assert approve_extension(**said).state == "approved", "p. 55 leaves the decision to the deciding body"


def test_p55_a_refusal_prints_that_the_group_did_not_recommend(cast, card):
    extension = grouped(card, cast, closed=True)
    vote(extension, cast, put(extension, cast), choice="against")
    rise(extension, cast)
    signed(extension, cast)
    refuse_extension(
        extension_id=extension.pk, reason_kk="Топ ұсынбады", reason_ru="Группа не рекомендовала", by=cast.head
    )
    extension.refresh_from_db()
    assert "продление не рекомендовано" in str(extension_file(extension, clock.now()))


def test_in_the_sitting_in_which_a_question_fell_another_may_be_put_and_both_stand_in_the_protocol(
    cast, card, clock_at, client_of
):
    extension = grouped(card, cast, closed=True)
    vote(extension, cast, put(extension, cast), choice="against")
    chair, asking = client_of(cast.chair), at("group_recommend", extension.pk)
    assert asking in text(chair.get(at("group_extension", extension.pk)))
    clock_at.forward(timedelta(minutes=5))
    assert chair.post(asking, QUESTION).status_code == 303
    vote(extension, cast, Motion.objects.get(closed_at=None))
    assert asking not in text(chair.get(at("group_extension", extension.pk)))
    rise(extension, cast)
    protocol = signed(extension, cast)
    shown = text(chair.get(at("group_paper", extension.pk, protocol.pk)))
    fell = f"Рабочая группа не поддержала: «{QUESTION['question_ru']}»"
    assert fell in shown
    assert QUESTION["question_ru"] in shown.replace(fell, "")
    assert not extension.advised_against, "the last vote is the recommendation"


def test_what_fell_in_a_sitting_that_is_over_is_not_voted_on_again(cast, card, client_of):
    extension = grouped(card, cast, closed=True)
    vote(extension, cast, put(extension, cast), choice="against")
    rise(extension, cast)
    with pytest.raises(Refused) as refused:
        put(extension, cast)
    assert codes(refused) == {"extension.recommended_already"}


# --- a group that is replaced ------------------------------------------------------------------------------


def another(extension, cast):
    """The head seats another commission of the same people; all declare anew."""
    other = group(cast, number="8-ө")
    working_group.assign_group(extension_id=extension.pk, commission_id=other.pk, by=cast.head)
    return other


def test_p55_a_group_that_replaces_another_votes_itself_and_signs_its_own_protocol(cast, card, client_of):
    extension = grouped(card, cast, closed=True)
    vote(extension, cast, put(extension, cast))
    rise(extension, cast)
    another(extension, cast)
    assert reads.step(extension) == "sit"
    assert waiting(cast.chair) == [at("group_extension", extension.pk)]
    vote(extension, cast, put(extension, cast), choice="against")
    rise(extension, cast)
    assert reads.step(extension) == "write"
    signed(extension, cast)
    assert extension.advised_against, "the vote of the group before it counts no more"


def test_p55_what_the_replaced_group_was_signing_comes_back_and_recommends_nothing(cast, card, client_of):
    extension = grouped(card, cast, closed=True)
    old = written(extension, cast)
    panel.send_to_signing(protocol_id=old.pk, by=cast.secretary, stream=card.stream)
    page = at("group_paper", extension.pk, old.pk)
    assert waiting(cast.member_1) == [page]
    another(extension, cast)
    assert page not in waiting(cast.member_1)
    assert client_of(cast.member_1).get(page).status_code == 404
    vote(extension, cast, put(extension, cast), choice="against")
    rise(extension, cast)
    signed(extension, cast)
    assert extension.advised_against
