"""Sittings: who opens them, who is at the table, what breaks them off."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from ppp_portal.accounts.models import Person
from ppp_portal.documents import blocks
from ppp_portal.documents.values import Both, Moment
from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions, queries
from ppp_portal.panel.messages import ON_PAPER
from ppp_portal.panel.models import Attendance, Sitting
from ppp_portal.panel.protocols import attendance_block, attendance_rows, full_name, with_signatures
from tests.panel.conftest import PLACE, STREAM, SUBJECT

pytestmark = pytest.mark.django_db


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_a_sitting_opens_with_quorum_and_a_second_click_finds_it(panel):
    panel.declare()
    sitting = panel.open()
    assert panel.open() == sitting
    assert Sitting.objects.count() == 1
    assert len(queries.present(sitting)) == 6
    standing = queries.quorum_of(sitting)
    assert (standing.present, standing.needed, standing.reached) == (5, 4, True)
    assert queries.open_sitting(SUBJECT) == sitting


def test_why_a_sitting_does_not_open(panel):
    cast = panel.cast
    with pytest.raises(Refused) as refused:
        panel.open()
    assert codes(refused) == ["panel.undeclared"], "the chair has not declared"
    panel.declare(cast.chair, cast.deputy, cast.member_1)
    with pytest.raises(Refused) as refused:
        panel.open(cast.chair, cast.deputy, cast.member_2)
    assert codes(refused) == ["sitting.no_quorum", "panel.undeclared"]
    ids = [cast.chair.person_id]
    assert [r.code for r in queries.sitting_refusals(SUBJECT, ids)] == ["sitting.no_quorum"]


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("member_1", "panel.not_leading"),
        ("outsider", "panel.not_seated"),
        ("staff", "panel.not_seated"),
        ("custodian", "panel.not_seated"),
    ],
)
def test_who_may_not_open_a_sitting(panel, who, code):
    panel.declare()
    with pytest.raises(Refused) as refused:
        panel.open(by=getattr(panel.cast, who))
    assert codes(refused) == [code]


def test_without_a_commission_there_is_no_sitting(cast):
    with pytest.raises(Refused) as refused:
        actions.open_sitting(subject="matter:none", purpose="opening", by=cast.chair, stream=STREAM, **PLACE)
    assert codes(refused) == ["panel.no_commission"]


def test_one_unfinished_sitting_a_subject(panel):
    panel.declare()
    panel.open()
    with pytest.raises(Refused) as refused:
        panel.open(purpose="results")
    assert codes(refused) == ["sitting.unfinished"]


def test_the_life_of_a_sitting(panel):
    cast = panel.cast
    panel.declare()
    sitting = panel.open()
    with pytest.raises(Refused) as refused:
        actions.adjourn(sitting_id=sitting.pk, reason=" ", by=cast.chair, stream=STREAM)
    assert codes(refused) == ["sitting.reason"]
    for _click in range(2):
        actions.adjourn(sitting_id=sitting.pk, reason="power cut", by=cast.chair, stream=STREAM)
    assert queries.present(queries.sitting(sitting.pk)) == set()
    with pytest.raises(Refused) as refused:
        actions.resume(sitting_id=sitting.pk, by=cast.chair, stream=STREAM)
    assert codes(refused) == ["sitting.no_quorum"]
    here = [actor.person_id for actor in cast.voters[:4]]
    for _click in range(2):
        actions.resume(sitting_id=sitting.pk, by=cast.chair, stream=STREAM, present=here)
    for _click in range(2):
        closed = actions.close_sitting(sitting_id=sitting.pk, by=cast.secretary, stream=STREAM)
    assert [event.kind for event in sitting.events.all()] == ["opened", "adjourned", "resumed", "closed"]
    assert queries.present(closed) == set(here)
    assert len(queries.attended(closed)) == 6
    with pytest.raises(Refused) as refused:
        actions.resume(sitting_id=sitting.pk, by=cast.chair, stream=STREAM, present=here)
    assert codes(refused) == ["sitting.state"]


def test_coming_and_leaving(panel):
    cast = panel.cast
    panel.declare()
    sitting = panel.open(*cast.voters[:4])
    for _click in range(2):
        actions.arrive(sitting_id=sitting.pk, by=cast.member_3, stream=STREAM)
    assert cast.member_3.person_id in queries.present(sitting)
    actions.leave(sitting_id=sitting.pk, by=cast.chair, stream=STREAM, person_id=cast.member_3.person_id)
    actions.leave(sitting_id=sitting.pk, by=cast.member_3, stream=STREAM)
    assert cast.member_3.person_id not in queries.present(sitting)
    actions.arrive(sitting_id=sitting.pk, by=cast.chair, stream=STREAM, person_id=cast.member_3.person_id)
    assert Attendance.objects.filter(person_id=cast.member_3.person_id).count() == 2
    with pytest.raises(Refused) as refused:
        actions.arrive(
            sitting_id=sitting.pk, by=cast.member_1, stream=STREAM, person_id=cast.secretary.person_id
        )
    assert codes(refused) == ["panel.not_leading"]
    with pytest.raises(Refused) as refused:
        actions.arrive(sitting_id=sitting.pk, by=cast.outsider, stream=STREAM)
    assert codes(refused) == ["panel.not_seated"]
    with pytest.raises(Refused) as refused:
        actions.leave(sitting_id=sitting.pk, by=cast.secretary, stream=STREAM)
    assert codes(refused) == ["sitting.not_here"]


def test_who_was_entered_by_another_is_named_until_the_own_word_is_there(panel):
    """Whom the chair marked as present confirms it by coming or by voting; else the protocol says who entered it."""
    cast = panel.cast
    panel.declare()
    here = cast.voters[:5]
    sitting = panel.open(*here)
    opener, comes, votes, *silent = here
    assert queries.confirmed(sitting) == {opener.person_id}
    actions.arrive(sitting_id=sitting.pk, by=opener, stream=STREAM, person_id=silent[0].person_id)
    for _click in range(2):
        actions.arrive(sitting_id=sitting.pk, by=comes, stream=STREAM)
    assert Record.objects.filter(kind="panel.presence_confirmed").count() == 1
    panel.vote(panel.put(sitting), {votes: "for"})
    assert queries.confirmed(sitting) == {opener.person_id, comes.person_id, votes.person_id}
    assert queries.quorum_of(sitting).present == 5
    noted = {row["name"].ru for row in attendance_rows(sitting) if row["note"]}
    people = Person.objects.filter(pk__in=[one.person_id for one in silent])
    assert noted == {person.name_ru for person in people}


@pytest.mark.parametrize(
    ("absent", "present", "idle"), [((), 5, True), (("member_3",), 5, False), (("member_2",), 4, True)]
)
def test_c02_a_substitute_counts_only_in_place_of_the_absent_member_and_the_secretary_never(
    panel, absent, present, idle
):
    """The printed table names all who came; what it counts is what the page of the sitting counts."""
    cast = panel.cast
    panel.declare()
    gone = [getattr(cast, who) for who in absent]
    here = [who for who in (*cast.voters[:5], cast.member_4, cast.secretary) if who not in gone]
    sitting = panel.open(*here)
    block = attendance_block(sitting)
    assert (block["present"], block["of"]) == (queries.quorum_of(sitting).present, 5) == (present, 5)
    sits_as = {row["name"]: row["role"] for row in block["members"]}
    reserve, secretary = (
        full_name(Person.objects.get(pk=who.person_id)) for who in (cast.member_4, cast.secretary)
    )
    assert sits_as[reserve] is ON_PAPER["idle_substitute" if idle else "substitute"]
    assert sits_as[secretary].words is ON_PAPER["no_vote"]


def test_of_whoever_signs_the_protocol_nobody_says_that_the_presence_was_not_confirmed(panel):
    cast = panel.cast
    panel.declare()
    here = cast.voters[:4]
    sitting = panel.open(*here, by=here[0])
    context = blocks.protocol(
        title=Both("Хаттама", "Протокол"),
        number="1",
        at=Moment(clock.now()),
        sections=[blocks.section(Both("Комиссия", "Комиссия"), attendance_block(sitting))],
    )
    actions.close_sitting(sitting_id=sitting.pk, by=here[0], stream=STREAM)
    draft = actions.draft_protocol(
        subject=SUBJECT, kind="tender.opening", number="1", context=context, by=here[0], stream=STREAM,
        sitting_id=sitting.pk,
    )  # fmt: skip
    actions.send_to_signing(protocol_id=draft.pk, by=here[0], stream=STREAM)
    for signer in here[:3]:
        actions.sign_protocol(protocol_id=draft.pk, seen=draft.digest, by=signer, stream=STREAM)
    assert queries.confirmed(sitting) == {signer.person_id for signer in here[:3]}
    draft.refresh_from_db()
    printed = with_signatures(draft)["sections"][0]["blocks"][0]["members"]
    silent = Person.objects.get(pk=here[3].person_id).name_ru
    assert [row["name"].ru for row in printed if row["note"]] == [silent]


def test_who_opened_came_voted_or_signed_before_presence_was_confirmed_counts_as_confirmed(panel):
    """The step of the upgrade: a sitting kept without confirmations gets them from what people did in it."""
    cast = panel.cast
    panel.declare()
    opener, comes, votes, *silent = cast.voters[:5]
    sitting = panel.open(opener, votes, *silent, by=opener)
    actions.arrive(sitting_id=sitting.pk, by=comes, stream=STREAM)
    panel.vote(panel.put(sitting), {votes: "for"})
    Attendance.objects.update(confirmed_at=None)
    step = import_module("ppp_portal.panel.migrations.0006_attendance_of_earlier_sittings")
    step.backfill(apps, None)
    assert queries.confirmed(sitting) == {one.person_id for one in (opener, comes, votes)}
    assert {one.person_id for one in silent} < queries.attended(sitting)


def test_a_substitute_makes_the_quorum_when_the_member_is_recused(panel):
    cast = panel.cast
    panel.declare()
    actions.recuse(
        subject=SUBJECT, person_id=cast.member_3.person_id, reason="kin", by=cast.member_3, stream=STREAM
    )
    sitting = panel.open(cast.chair, cast.deputy, cast.member_1, cast.member_4)
    assert queries.quorum_of(sitting).reached


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "closed"},
        {"closed_at": "2026-01-01T00:00:00Z"},
        {"state": "closed", "closed_at": "2000-01-01T00:00:00Z"},
    ],
)
def test_the_table_ties_the_state_to_its_moments(panel, broken):
    panel.declare()
    panel.open()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sitting.objects.update(**broken)
