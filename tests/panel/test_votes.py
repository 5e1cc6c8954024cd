"""Votes: one member one vote, the count, and two clicks at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import translation

from ppp_portal.documents.values import Both
from ppp_portal.journal.models import Record
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions, protocols, queries
from ppp_portal.panel.models import Motion, Vote
from tests.cast import make_cast
from tests.panel.conftest import STREAM, SUBJECT, make_panel


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


@pytest.fixture
def sitting(panel):
    panel.declare()
    return panel.open()


@pytest.mark.django_db
def test_a_motion_is_put_voted_and_counted(panel, sitting):
    cast = panel.cast
    motion = panel.put(sitting, subject_key="bid:1", content={"admit": True})
    assert panel.put(sitting, subject_key="bid:1", content={"admit": True}) == motion
    with pytest.raises(Refused) as refused:
        panel.put(sitting, subject_key="bid:1", content={"admit": False})
    assert codes(refused) == ["motion.waits"]
    assert list(queries.waiting_votes(cast.member_1.person_id)) == [motion]
    choices = ["for", "for", "abstain", "against", "for"]
    panel.vote(motion, dict(zip(cast.voters, choices, strict=False)))
    assert not queries.waiting_votes(cast.member_1.person_id)
    for _click in range(2):
        motion = actions.close_motion(motion_id=motion.pk, by=cast.chair, stream=STREAM)
    assert (motion.outcome, motion.by_casting_vote) == ("adopted", False)
    assert motion.tally == {"for": 3, "against": 1, "abstain": 1, "present": 5}
    assert queries.decision(SUBJECT, "matter.open", "bid:1") == motion
    last = Record.objects.filter(stream=STREAM).last()
    assert last.kind == "panel.motion_closed"
    assert b'"outcome":"adopted"' in bytes(last.body)


@pytest.mark.django_db
def test_the_chair_breaks_a_tie(panel):
    cast = panel.cast
    panel.declare()
    motion = panel.put(panel.open(*cast.voters[:4]))
    panel.vote(motion, dict(zip(cast.voters[:4], ["for", "against", "against", "for"], strict=True)))
    motion = actions.close_motion(motion_id=motion.pk, by=cast.chair, stream=STREAM)
    assert (motion.outcome, motion.by_casting_vote) == ("adopted", True)


@pytest.mark.django_db
def test_a_vote_is_cast_once(panel, sitting):
    motion, member = panel.put(sitting), panel.cast.member_1
    panel.vote(motion, {member: "for"})
    panel.vote(motion, {member: "for"})
    assert Vote.objects.count() == 1
    with pytest.raises(Refused) as refused:
        panel.vote(motion, {member: "against"})
    assert codes(refused) == ["vote.cast"]


@pytest.mark.django_db
def test_who_cannot_vote(panel, sitting):
    cast, motion = panel.cast, panel.put(sitting)
    for actor, code in [
        (cast.secretary, "vote.secretary"),
        (cast.outsider, "panel.not_seated"),
        (cast.member_4, "vote.absent"),
    ]:
        with pytest.raises(Refused) as refused:
            panel.vote(motion, {actor: "for"})
        assert code in codes(refused)
    actions.recuse(
        subject=SUBJECT, person_id=cast.member_1.person_id, reason="kin", by=cast.chair, stream=STREAM
    )
    with pytest.raises(Refused) as refused:
        panel.vote(motion, {cast.member_1: "for"})
    assert codes(refused) == ["panel.recused"]


@pytest.mark.django_db
def test_the_member_votes_on_what_the_member_was_shown(panel, sitting):
    motion = panel.put(sitting)
    with pytest.raises(Refused) as refused:
        actions.cast_vote(
            motion_id=motion.pk, choice="for", seen="0" * 64, by=panel.cast.member_1, stream=STREAM
        )
    assert codes(refused) == ["vote.other_question"]
    actions.cast_vote(
        motion_id=motion.pk, choice="for", seen=motion.digest, by=panel.cast.member_1, stream=STREAM
    )


@pytest.mark.django_db
def test_nobody_is_passed_over(panel, sitting):
    motion = panel.put(sitting)
    panel.vote(motion, dict.fromkeys(panel.cast.voters[:4], "for"))
    with pytest.raises(Refused) as refused:
        actions.close_motion(motion_id=motion.pk, by=panel.cast.chair, stream=STREAM)
    assert codes(refused) == ["motion.votes_missing"]
    with pytest.raises(Refused) as refused:
        actions.close_sitting(sitting_id=sitting.pk, by=panel.cast.chair, stream=STREAM)
    assert codes(refused) == ["sitting.motion_open"]
    actions.leave(sitting_id=sitting.pk, by=panel.cast.member_3, stream=STREAM)
    assert actions.close_motion(motion_id=motion.pk, by=panel.cast.chair, stream=STREAM).tally["present"] == 4


@pytest.mark.django_db
def test_a_quorum_lost_keeps_a_vote_from_being_closed(panel, sitting):
    cast, motion = panel.cast, panel.put(sitting)
    panel.vote(motion, dict.fromkeys(cast.voters[:3], "for"))
    for member in (cast.member_2, cast.member_3):
        actions.leave(sitting_id=sitting.pk, by=member, stream=STREAM)
    with pytest.raises(Refused) as refused:
        actions.close_motion(motion_id=motion.pk, by=cast.chair, stream=STREAM)
    assert codes(refused) == ["sitting.no_quorum"]


@pytest.mark.django_db
def test_the_vote_of_a_member_recused_meanwhile_does_not_count(panel, sitting):
    cast, motion = panel.cast, panel.put(sitting)
    panel.vote(motion, dict(zip(cast.voters[:5], ["against", "for", "for", "for", "against"], strict=True)))
    actions.recuse(
        subject=SUBJECT, person_id=cast.member_1.person_id, reason="kin", by=cast.chair, stream=STREAM
    )
    motion = actions.close_motion(motion_id=motion.pk, by=cast.chair, stream=STREAM)
    assert motion.tally == {"for": 2, "against": 2, "abstain": 0, "present": 4}
    assert (motion.outcome, motion.by_casting_vote) == ("rejected", True)


@pytest.mark.django_db
def test_a_substitute_votes_for_the_seat(panel):
    cast = panel.cast
    panel.declare()
    sitting = panel.open(cast.chair, cast.deputy, cast.member_1, cast.member_2, cast.member_4, cast.secretary)
    motion = panel.put(sitting)
    panel.vote(motion, dict.fromkeys((*cast.voters[:4], cast.member_4), "for"))
    actions.arrive(sitting_id=sitting.pk, by=cast.member_3, stream=STREAM)
    with pytest.raises(Refused) as refused:
        panel.vote(motion, {cast.member_3: "against"})
    assert codes(refused) == ["vote.seat_cast"]
    assert actions.close_motion(motion_id=motion.pk, by=cast.chair, stream=STREAM).tally["for"] == 5


@pytest.mark.django_db
def test_the_rows_for_protocol_and_page(panel, sitting):
    cast, motion = panel.cast, panel.put(sitting)
    actions.cast_vote(
        motion_id=motion.pk,
        choice="against",
        dissent_kk="Сомы анық емес",
        dissent_ru="Сумма не ясна",
        by=cast.member_1,
        stream=STREAM,
    )
    actions.leave(sitting_id=sitting.pk, by=cast.member_3, stream=STREAM)
    panel.vote(motion, dict.fromkeys((cast.chair, cast.deputy, cast.member_2), "for"))
    motion = actions.close_motion(motion_id=motion.pk, by=cast.chair, stream=STREAM)
    block = protocols.votes_block(motion)
    assert {row["choice"]: row["count"] for row in block["tally"]} == {
        "for": 3, "against": 1, "abstained": 0, "recused": 0, "absent": 1,
    }  # fmt: skip
    opinions = {"kk": ("Сомы анық емес", "kk"), "ru": ("Сумма не ясна", "ru"), "en": ("Сомы анық емес", "kk")}
    printed = [row["opinion"] for row in block["rows"] if row["opinion"]]
    assert printed == [Both(kk="Сомы анық емес", ru="Сумма не ясна")]
    for language, (words, lang) in opinions.items():
        with translation.override(language):
            page = {row["name"]: row for row in protocols.page_votes(motion)}
            against, absent = (page[cast.person_of(who).name] for who in (cast.member_1, cast.member_3))
        assert (against["vote"], against["dissent"], against["lang"]) == ("against", words, lang)
        assert (absent["vote"], absent["dissent"]) == ("absent", "")
    attendance = protocols.attendance_block(sitting)
    assert (attendance["of"], attendance["quorum"]) == (5, "met")


@pytest.mark.django_db
def test_the_tables_keep_a_closed_vote(panel, sitting):
    motion = panel.put(sitting)
    panel.vote(motion, dict.fromkeys(panel.cast.voters[:5], "for"))
    actions.close_motion(motion_id=motion.pk, by=panel.cast.chair, stream=STREAM)
    for harm in (
        lambda: Vote.objects.update(choice="against"),
        lambda: Vote.objects.first().delete(),
        lambda: Motion.objects.update(outcome="rejected"),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            harm()


@pytest.mark.django_db
def test_the_question_of_an_open_vote_cannot_be_changed(panel, sitting):
    panel.put(sitting)
    for change in ({"question_kk": "Басқа"}, {"content": {"x": 1}}, {"digest": "0" * 64}):
        with pytest.raises(InternalError), transaction.atomic():
            Motion.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Motion.objects.update(outcome="adopted")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("choices", [("for", "for"), ("for", "against")])
def test_two_clicks_at_the_same_moment_make_one_vote(choices):
    """One member in two windows, and everybody else, all at once: each has one vote in the end."""
    panel = make_panel(make_cast())
    panel.declare()
    sitting = panel.open()
    motion = panel.put(sitting)
    voters = panel.cast.voters[:5]
    tries = [(voters[0], choice) for choice in choices] + [(voter, "for") for voter in voters[1:]]
    start, outcomes = Barrier(len(tries)), []

    def cast_one(actor, choice):
        try:
            start.wait()
            panel.vote(motion, {actor: choice})
            outcomes.append("ok")
        except Refused as refused:
            outcomes.append(refused.refusals[0].code)
        finally:
            connection.close()

    threads = [Thread(target=cast_one, args=one) for one in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Vote.objects.filter(motion=motion).count() == 5
    assert sorted(set(outcomes)) == (["ok"] if len(set(choices)) == 1 else ["ok", "vote.cast"])
