"""An alternative proposal from its first line to its written answer, and the initiative to its end."""

import json
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from ppp_portal.comparison import actions as comparison
from ppp_portal.comparison import queries as compared
from ppp_portal.comparison.actions import Ask, Reply
from ppp_portal.comparison.models import Column
from ppp_portal.comparison.rules import CHOICE
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.speech import spoken
from ppp_portal.documents.uploads import store_upload
from ppp_portal.documents.values import untranslated
from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions as panel
from ppp_portal.panel.queries import open_motions, protocol_of
from ppp_portal.sealing import store
from projects.actions import amending, answers, checking, comparing, initiation, opening, proposals, ways
from projects.actions.acceptance import close_acceptance
from projects.models import AlternativeProposal, InitiationNotice
from projects.queries import alternatives as queries
from projects.queries import group
from tenders.models import Tender
from tests.projects.alternatives import (
    REASON,
    TICK,
    compare,
    let_answers_end,
    open_all,
    paper,
    recommend,
    seat,
    send,
    sit,
    submitted,
    voters,
    whole,
    written,
)
from tests.projects.factories import COST, DAY, OWN, REQUIREMENTS, proposed, published_notice

pytestmark = pytest.mark.django_db


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


@pytest.fixture
def notice(cast, clock_at):
    return published_notice(cast, clock_at, initiator=cast.org_d)


def decide(move, notice, by, **changed):
    values = {**REASON, "document": paper(), **changed}
    return getattr(ways, move)(notice_id=notice.pk, by=by, **values)


def state(notice):
    return InitiationNotice.objects.get(pk=notice.pk).state


# --- sealed until the cut-off -----------------------------------------------------------------------------


def test_a_receipt_tells_when_and_the_row_tells_nothing_of_what(cast, notice):
    proposal = submitted(notice, cast.bidder_a)
    assert proposal.state == "submitted"
    assert proposal.content is None
    order = PrintOrder.objects.get(kind="initiation.receipt")
    assert proposal.receipt_number in order.context
    assert "Ответ на требование" not in order.context
    assert not Record.objects.filter(stream=notice.stream, kind__startswith="proposal").exists()


def test_the_same_request_sent_again_even_late_gives_the_same_receipt(cast, notice, clock_at):
    proposal = written(notice, cast.bidder_a)
    key = uuid4()
    first = proposals.submit_proposal(proposal_id=proposal.pk, key=key, by=cast.bidder_a)
    clock_at.set(notice.closes_at + DAY)
    assert proposals.submit_proposal(proposal_id=proposal.pk, key=key, by=cast.bidder_a) == first


def test_a_proposal_is_changed_until_the_last_instant_and_not_after_it(cast, notice, clock_at):
    proposal = submitted(notice, cast.bidder_a)
    clock_at.set(notice.closes_at)
    proposals.submit_proposal(proposal_id=proposal.pk, key=uuid4(), by=cast.bidder_a)
    proposal.refresh_from_db()
    assert proposal.version == 2
    clock_at.set(notice.closes_at + TICK)
    with pytest.raises(Refused) as refused:
        proposals.submit_proposal(proposal_id=proposal.pk, key=uuid4(), by=cast.bidder_a)
    assert codes(refused) == ["proposal.late"]


def test_a_late_proposal_is_not_even_begun(cast, notice, clock_at):
    clock_at.set(notice.closes_at + TICK)
    with pytest.raises(Refused) as refused:
        proposals.begin_proposal(notice_id=notice.pk, by=cast.bidder_a)
    assert codes(refused) == ["proposal.late"]


def test_a_bidder_has_one_proposal_however_often_it_begins(cast, notice):
    first = proposals.begin_proposal(notice_id=notice.pk, by=cast.bidder_a)
    assert proposals.begin_proposal(notice_id=notice.pk, by=cast.bidder_a) == first
    with pytest.raises(Refused) as refused:
        proposals.submit_proposal(proposal_id=first.pk, key=uuid4(), by=cast.bidder_b)
    assert "proposal.not_own" in codes(refused)


def test_after_a_withdrawal_a_new_one_is_begun(cast, notice):
    first = submitted(notice, cast.bidder_a)
    proposals.withdraw_proposal(proposal_id=first.pk, by=cast.bidder_a)
    assert submitted(notice, cast.bidder_a).pk != first.pk


def test_an_unfinished_proposal_is_told_everything_that_it_lacks(cast, notice):
    proposal = written(notice, cast.bidder_a, application=False, answers={})
    with pytest.raises(Refused) as refused:
        proposals.submit_proposal(proposal_id=proposal.pk, key=uuid4(), by=cast.bidder_a)
    assert codes(refused) == [
        "proposal.application_missing",
        "proposal.answer_missing",
        "proposal.answer_missing",
    ]


def test_the_initiator_files_no_alternative_to_itself(cast, notice):
    with pytest.raises(Refused) as refused:
        proposals.begin_proposal(notice_id=notice.pk, by=cast.bidder_d)
    assert codes(refused) == ["proposal.initiator"]


def test_an_older_window_does_not_overwrite_a_newer_draft(cast, notice):
    proposal = written(notice, cast.bidder_a)
    with pytest.raises(Refused) as refused:
        proposals.save_proposal(proposal_id=proposal.pk, content=whole(notice), revision=0, by=cast.bidder_a)
    assert codes(refused) == ["proposal.revision"]


# --- the opening ------------------------------------------------------------------------------------------


def test_before_the_cut_off_nobody_opens_anything(cast, notice):
    submitted(notice, cast.bidder_a)
    seat(cast, notice)
    sit(cast, notice)
    with pytest.raises(Refused) as refused:
        opening.open_proposals(notice_id=notice.pk, by=cast.chair)
    assert codes(refused) == ["proposal.not_closed_yet"]


def test_the_group_opens_all_at_once_and_the_register_lists_them_in_the_order_of_receipt(
    cast, notice, clock_at
):
    late, early = cast.bidder_a, cast.bidder_b
    submitted(notice, early)
    clock_at.forward(DAY)
    submitted(notice, late)
    opened = open_all(cast, notice, clock_at)
    assert [row.organisation_id for row in opened] == [early.organisation_id, late.organisation_id]
    assert [row.place for row in queries.register(notice)] == [1, 2]
    assert opened[0].content["answers"]["1"]["ru"] == "Ответ на требование 1"
    register = PrintOrder.objects.get(kind="initiation.register").context
    assert all(row.receipt_number in register for row in opened)
    assert opening.open_proposals(notice_id=notice.pk, by=cast.chair) == opened


def test_an_empty_register_is_opened_too_and_once(cast, notice, clock_at):
    assert open_all(cast, notice, clock_at) == []
    assert opening.open_proposals(notice_id=notice.pk, by=cast.chair) == []
    assert Record.objects.filter(stream=notice.stream, kind="initiation.opened").count() == 1


def test_before_the_opening_nobody_says_that_there_is_no_alternative(cast, notice, clock_at):
    clock_at.set(notice.closes_at + TICK)
    close_acceptance(notice_id=notice.pk)
    with pytest.raises(Refused) as refused:
        decide("record_no_alternative", notice, cast.staff)
    assert codes(refused) == ["way.unopened"]


def amended(cast, notice, texts):
    """A second edition whose requirements for the proposal are ``texts``."""
    notice.ground_document = store_upload(
        paper(), by=cast.staff, subject=notice.subject, kind="notice.ground", at=clock.now()
    )
    notice.save(update_fields=["ground_document"])
    asked = [{**OWN, "text_kk": kk, "text_ru": ru} for kk, ru in texts]
    made = proposed(cast, notice, asked=asked)
    amending.post_notice_amendment(amendment_id=made.pk, seen=made.approval.digest, by=cast.head)
    notice.refresh_from_db()


def test_art44_2_a_requirement_that_came_with_an_amendment_has_no_answer_and_the_register_says_so(
    cast, notice, clock_at
):
    first = submitted(notice, cast.bidder_a)
    amended(cast, notice, [("Қосымша талап", "Добавленное требование"), REQUIREMENTS[1], REQUIREMENTS[0]])
    second = submitted(notice, cast.bidder_b)
    open_all(cast, notice, clock_at)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.problems == [{"code": "edition"}, {"code": "unanswered", "numbers": [1]}]
    assert second.problems == []
    printed = PrintOrder.objects.get(kind="initiation.register").context
    assert printed.count("отвечает прежней редакции уведомления") == 1
    assert printed.count("нет ответа на требования") == 1
    write_and_send(cast, notice)
    column = compared.column_of(notice.subject, first.organisation_id)
    answers = compared.answers_of(column)
    assert [answers[n].state for n in (1, 2, 3)] == ["missing", "given", "given"]
    assert (answers[2].value_ru, answers[3].value_ru) == ("Ответ на требование 2", "Ответ на требование 1")


def test_a_bidder_is_told_that_its_sealed_proposal_answers_an_earlier_edition(
    cast, notice, clock_at, client_of
):
    proposal = submitted(notice, cast.bidder_a)
    page = f"/ru/bidder/proposals/{proposal.pk}/"
    client = client_of(cast.bidder_a)
    assert "прежней редакц" not in client.get(page).content.decode()
    clock_at.forward(DAY)
    amended(cast, notice, [*REQUIREMENTS, ("Қосымша талап", "Добавленное требование")])
    shown = client.get(page)
    assert "прежней редакц" in shown.content.decode()
    assert [str(lack.basis) for lack in shown.context["lacks"]] != []


def write_and_send(cast, notice):
    questions = [Ask(row.text_kk, row.text_ru) for row in notice.requirements.filter(kind="proposal")]
    title = {"title_kk": "Салыстыру", "title_ru": "Сравнение"}
    comparing.write_questions(notice_id=notice.pk, questions=questions, by=cast.secretary, **title)
    send(cast, notice)


def test_what_was_said_under_seal_is_not_said_better_after_the_opening(cast, notice, clock_at):
    proposal = submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    write_and_send(cast, notice)
    with pytest.raises(Refused) as refused:
        comparing.answer_questions(
            proposal_id=proposal.pk,
            replies=[Reply(1, value_kk="6 ай", value_ru="6 месяцев")],
            by=cast.bidder_a,
        )
    assert codes(refused) == ["comparison.sealed"]


def test_nobody_writes_the_answers_of_a_bidder_and_no_late_offer_gets_a_column(cast, notice, clock_at):
    proposal = submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    write_and_send(cast, notice)
    column = compared.column_of(notice.subject, proposal.organisation_id)
    ours = {"notice_id": notice.pk, "by": cast.secretary}
    with pytest.raises(Refused) as refused:
        comparing.fill_group_column(column_id=column.pk, replies=[Reply(1, "missing")], **ours)
    assert codes(refused) == ["group.own_column"]
    with pytest.raises(Refused) as refused:
        comparing.add_group_column(name_kk="Кешіккен", name_ru="Опоздавший", **ours)
    assert codes(refused) == ["group.column_of_nobody"]


def test_a_column_of_another_notice_is_not_found_at_this_table(cast, notice, clock_at):
    submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    write_and_send(cast, notice)
    sheet = comparison.draft_questionnaire(
        subject="matter:77",
        title_kk="Б",
        title_ru="Б",
        questions=[Ask("Б", "Б")],
        basis=CHOICE,
        by=cast.secretary,
        stream="matter:77",
    )
    other = comparison.add_column(
        subject=sheet.subject, name_kk="Б", name_ru="Б", real=True, by=cast.secretary, stream="matter:77"
    )
    ours = {"notice_id": notice.pk, "column_id": other.pk, "by": cast.chair}
    with pytest.raises(Column.DoesNotExist):
        comparing.fill_group_column(replies=[], **ours)
    with pytest.raises(Column.DoesNotExist):
        comparing.judge_column(marks=[], outcome="meets", reason_kk="Б", reason_ru="Б", **ours)


def test_the_secretary_has_no_vote_and_gives_no_verdict_on_an_alternative(cast, notice, clock_at):
    proposal = submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    write_and_send(cast, notice)
    column = compared.column_of(notice.subject, proposal.organisation_id)
    verdict = {"marks": [], "outcome": "meets", "reason_kk": "Сай", "reason_ru": "Отвечает"}
    ours = {"notice_id": notice.pk, "column_id": column.pk, **verdict}
    with pytest.raises(Refused) as refused:
        comparing.judge_column(by=cast.secretary, **ours)
    assert codes(refused) == ["comparison.judges_no_vote"]
    comparing.judge_column(by=cast.chair, **ours)


def test_where_no_answer_came_the_group_notes_it_and_changes_no_answer(cast, notice, clock_at):
    proposal = submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    title = {"title_kk": "Салыстыру", "title_ru": "Сравнение"}
    row = notice.requirements.get(kind="proposal", number=1)
    questions = [Ask(row.text_kk, row.text_ru), Ask("Бағасы", "Цена")]
    comparing.write_questions(notice_id=notice.pk, questions=questions, by=cast.secretary, **title)
    send(cast, notice)
    column = compared.column_of(notice.subject, proposal.organisation_id)
    with pytest.raises(Refused) as refused:
        comparing.note_silence(notice_id=notice.pk, column_id=column.pk, by=cast.secretary)
    assert codes(refused) == ["comparison.still_open"]
    let_answers_end(notice)
    comparing.note_silence(notice_id=notice.pk, column_id=column.pk, by=cast.secretary)
    assert [row.state for row in compared.answers_of(column).values()] == ["given", "missing"]


def test_art33_the_group_votes_whether_a_later_affiliate_stands_and_nothing_is_asked_before(
    cast, notice, clock_at
):
    submitted(notice, cast.bidder_a)
    clock_at.forward(DAY)
    submitted(notice, cast.bidder_b, affiliates=[cast.org_a.bin])
    first, second = open_all(cast, notice, clock_at)
    marked = {"code": "affiliate", "bin": cast.org_a.bin, "initiator": False}
    assert (first.problems, second.problems) == ([], [marked])
    for act in (
        lambda: decide("record_alternatives", notice, cast.staff),
        lambda: write_and_send(cast, notice),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["way.affiliate_open"]
    vote(cast, notice, checking.put_affiliate(proposal_id=second.pk, by=cast.chair, **REASON))
    assert queries.compared(notice) == [first]
    assert queries.way_facts(fresh(notice)).standing == 1
    write_and_send(cast, notice)
    assert [row.organisation_id for row in compared.columns(notice.subject)] == [first.organisation_id]
    assert len(queries.way_facts(fresh(notice)).unanswered) == 2


def test_art33_a_vote_that_fails_leaves_the_affiliate_standing(cast, notice, clock_at):
    submitted(notice, cast.bidder_a)
    clock_at.forward(DAY)
    submitted(notice, cast.bidder_b, affiliates=[cast.org_a.bin])
    first, second = open_all(cast, notice, clock_at)
    motion = checking.put_affiliate(proposal_id=second.pk, by=cast.chair, **REASON)
    vote(cast, notice, motion, choice="against", dissent_kk="Жоқ", dissent_ru="Нет")
    assert queries.compared(notice) == [first, second]
    assert queries.way_facts(fresh(notice)).undecided == []


def test_art33_a_daughter_of_the_initiator_is_marked_although_it_declares_nothing(cast, notice, clock_at):
    cast.org_a.superior = cast.org_d
    cast.org_a.save()
    submitted(notice, cast.bidder_a)
    (proposal,) = open_all(cast, notice, clock_at)
    assert proposal.problems == [{"code": "affiliate", "bin": cast.org_d.bin, "initiator": True}]


# --- who stands -------------------------------------------------------------------------------------------


def fresh(notice):
    return InitiationNotice.objects.get(pk=notice.pk)


def vote(cast, notice, motion, choice="for", **said):
    for actor in voters(cast):
        panel.cast_vote(
            motion_id=motion.pk, choice=choice, seen=motion.digest, by=actor, stream=notice.stream, **said
        )
    panel.close_motion(motion_id=motion.pk, by=cast.chair, stream=notice.stream)


def checked(cast, proposal, failed=()):
    for number in range(1, 9):
        sums = {
            2: {"tax_debt": Decimal(0)},
            8: {"own_funds": Decimal(4_000_000_000), "borrowed_funds": Decimal(0)},
        }
        reason = {"reason_kk": "Анықтама жоқ", "reason_ru": "Справки нет"} if number in failed else {}
        checking.check_requirement(
            proposal_id=proposal.pk,
            requirement=number,
            verdict="not_met" if number in failed else "met",
            evidence_kk="Үзінді",
            evidence_ru="Выписка",
            amounts=sums.get(number),
            by=cast.secretary,
            **reason,
        )


def test_one_hand_strikes_out_no_alternative(cast, notice, clock_at):
    submitted(notice, cast.bidder_a)
    (proposal,) = open_all(cast, notice, clock_at)
    checked(cast, proposal, failed=[4])
    assert queries.way_facts(fresh(notice)).standing == 1
    with pytest.raises(Refused) as refused:
        checking.close_check(proposal_id=proposal.pk, by=cast.secretary)
    assert codes(refused) == ["group.check_unvoted"]
    vote(cast, notice, checking.put_check(proposal_id=proposal.pk, by=cast.secretary))
    checked(cast, proposal, failed=[4, 5])
    with pytest.raises(Refused) as refused:
        checking.close_check(proposal_id=proposal.pk, by=cast.secretary)
    assert codes(refused) == ["group.check_changed"]
    checked(cast, proposal, failed=[4])
    with pytest.raises(Refused) as refused:
        decide("record_no_alternative", notice, cast.head)
    assert codes(refused) == ["way.alternatives_stand"]
    vote(cast, notice, checking.put_check(proposal_id=proposal.pk, by=cast.secretary))
    checking.close_check(proposal_id=proposal.pk, by=cast.secretary)
    with pytest.raises(Refused) as refused:
        decide("record_no_alternative", notice, cast.staff)
    assert codes(refused) == ["way.head_alone"]
    decide("record_no_alternative", notice, cast.head)
    assert state(notice) == "no_alternative"
    printed = PrintOrder.objects.get(kind="initiation.decision").context
    assert "не отвечающими требованиям или исключены голосованием" in printed
    assert proposal.organisation.name_ru in printed
    assert proposal.organisation.name_kk in printed


def test_findings_are_put_to_the_vote_in_a_sitting_and_whole(cast, notice, clock_at):
    submitted(notice, cast.bidder_a)
    (proposal,) = open_all(cast, notice, clock_at)
    with pytest.raises(Refused) as refused:
        checking.put_check(proposal_id=proposal.pk, by=cast.secretary)
    assert codes(refused) == ["group.check_missing"]
    sitting = group.sitting_now(notice)
    panel.close_sitting(sitting_id=sitting.pk, by=cast.chair, stream=notice.stream)
    with pytest.raises(Refused) as refused:
        checking.put_check(proposal_id=proposal.pk, by=cast.secretary)
    assert codes(refused) == ["group.no_sitting"]


def test_art32_own_funds_are_measured_by_the_cost_that_was_published(cast, notice, clock_at):
    submitted(notice, cast.bidder_a)
    notice.project.cost *= 10
    notice.project.save()
    (proposal,) = open_all(cast, notice, clock_at)
    assert queries.sheet(proposal).object_cost == COST


# --- a lost envelope --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("own_shelf")
def test_one_lost_envelope_does_not_end_a_competition(cast, notice, clock_at):
    lost, kept = submitted(notice, cast.bidder_a), submitted(notice, cast.bidder_b)
    content = store.path(lost.sha256).read_bytes()
    store.path(lost.sha256).unlink()
    with pytest.raises(Refused) as refused:
        open_all(cast, notice, clock_at)
    assert codes(refused) == ["proposal.stays_closed"]
    vote(cast, notice, opening.put_damaged(notice_id=notice.pk, by=cast.chair))
    assert opening.open_proposals(notice_id=notice.pk, by=cast.chair) == [kept]
    found = fresh(notice)
    assert [row.pk for row in queries.received(found)] == [kept.pk, lost.pk]
    assert queries.way_facts(found).standing == 1
    assert lost.sha256 in PrintOrder.objects.get(kind="initiation.register").context
    store.path(lost.sha256).write_bytes(content)
    assert len(opening.open_proposals(notice_id=notice.pk, by=cast.chair)) == 2
    lost.refresh_from_db()
    assert (lost.state, lost.place) == ("opened", 2)


@pytest.mark.usefixtures("own_shelf")
def test_whoever_puts_a_lost_envelope_to_the_vote_is_led_to_that_vote(cast, notice, clock_at, client_of):
    lost = submitted(notice, cast.bidder_a)
    store.path(lost.sha256).unlink()
    with pytest.raises(Refused):
        open_all(cast, notice, clock_at)
    step = reverse("projects:group_step", args=[notice.pk])
    answer = client_of(cast.chair).post(step, {"do": "put-damaged"})
    [motion] = open_motions(notice.subject)
    assert (answer.status_code, answer["location"]) == (
        303,
        reverse("projects:group_motion", args=[notice.pk, motion.pk]),
    )


@pytest.mark.usefixtures("own_shelf")
def test_what_could_not_be_opened_is_answered_in_writing_too(cast, notice, clock_at):
    lost = submitted(notice, cast.bidder_a)
    store.path(lost.sha256).unlink()
    with pytest.raises(Refused):
        open_all(cast, notice, clock_at)
    vote(cast, notice, opening.put_damaged(notice_id=notice.pk, by=cast.chair))
    assert opening.open_proposals(notice_id=notice.pk, by=cast.chair) == []
    words = {"text_kk": "Ашылмады", "text_ru": "Не вскрыто"}
    answers.answer_proposal(proposal_id=lost.pk, by=cast.head, **words)
    assert queries.way_facts(fresh(notice)).unanswered == []


def test_art44_3_after_a_switch_or_a_contract_no_new_notice_begins_on_the_project(cast, notice):
    for ended in ("switched", "contract"):
        InitiationNotice.objects.filter(pk=notice.pk).update(
            state=ended, closed_at=notice.closes_at, ended_at=notice.closes_at
        )
        with pytest.raises(Refused) as refused:
            initiation.create_notice(project_id=notice.project_id, by=cast.staff)
        assert codes(refused) == ["notice.project_has_one"]
    InitiationNotice.objects.filter(pk=notice.pk).update(state="withdrawn")
    assert initiation.create_notice(project_id=notice.project_id, by=cast.staff).state == "draft"


def test_an_amendment_is_posted_or_declined_by_the_head_alone(cast, notice):
    notice.ground_document = store_upload(
        paper(), by=cast.staff, subject=notice.subject, kind="notice.ground", at=clock.now()
    )
    notice.save(update_fields=["ground_document"])
    made = proposed(cast, notice)
    seen = made.approval.digest
    for act in (
        lambda: amending.post_notice_amendment(amendment_id=made.pk, seen=seen, by=cast.custodian),
        lambda: amending.decline_notice_amendment(amendment_id=made.pk, seen=seen, reason="x", by=cast.staff),
        lambda: initiation.create_notice(project_id=notice.project_id, by=cast.custodian),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert "notice.wrong_role" in codes(refused)


def said_facts(context):
    return {row["label"]: row["value"] for row in spoken(json.loads(context), "ru")["facts"]}


# --- what is not opened -----------------------------------------------------------------------------------


def test_a_withdrawn_proposal_is_never_opened(cast, notice, clock_at):
    proposal = submitted(notice, cast.bidder_a)
    proposals.withdraw_proposal(proposal_id=proposal.pk, by=cast.bidder_a)
    assert open_all(cast, notice, clock_at) == []
    proposal.refresh_from_db()
    assert proposal.content is None


def test_the_register_counts_who_withdrew_and_names_nobody(cast, notice, clock_at):
    gone = submitted(notice, cast.bidder_a)
    submitted(notice, cast.bidder_b)
    proposals.withdraw_proposal(proposal_id=gone.pk, by=cast.bidder_a)
    open_all(cast, notice, clock_at)
    register = PrintOrder.objects.get(kind="initiation.register").context
    counted = {"Поступило предложений": "2", "Отозвано в срок": "1", "Осталось к вскрытию": "1"}
    assert counted.items() <= said_facts(register).items()
    assert gone.organisation.name_ru not in register


def test_without_a_sitting_or_a_declaration_nothing_is_opened(cast, notice, clock_at):
    submitted(notice, cast.bidder_a)
    clock_at.set(notice.closes_at + TICK)
    seat(cast, notice, declare=False)
    with pytest.raises(Refused) as refused:
        opening.open_proposals(notice_id=notice.pk, by=cast.chair)
    assert codes(refused) == ["group.undeclared"]


# --- to the end -------------------------------------------------------------------------------------------


@pytest.fixture
def compared_notice(cast, notice, clock_at):
    """Two alternatives, compared and recommended to be chosen from by a tender."""
    for bidder in (cast.bidder_a, cast.bidder_b):
        submitted(notice, bidder)
    open_all(cast, notice, clock_at)
    decide("record_alternatives", notice, cast.staff)
    compare(cast, notice)
    return notice


def test_a_bidders_answer_to_the_notice_stands_in_the_matrix_by_itself(cast, compared_notice):
    from ppp_portal.comparison.queries import matrix

    found = matrix(compared_notice.subject)
    assert [cell.answer.value_ru for cell in found.rows[0].cells] == ["Ответ на требование 1"] * 2


def test_art44_3_alternatives_that_exceed_the_need_become_a_tender_draft(cast, compared_notice):
    recommend(cast, compared_notice)
    decide("switch_to_tender", compared_notice, cast.head)
    assert state(compared_notice) == "switched"
    tender = Tender.objects.get(project=compared_notice.project)
    assert (tender.state, tender.kind, tender.investments) == ("draft", "open", compared_notice.project.cost)
    assert set(AlternativeProposal.objects.values_list("state", flat=True)) == {"answered"}


def test_without_the_signed_recommendation_the_head_decides_nothing(cast, compared_notice):
    with pytest.raises(Refused) as refused:
        decide("switch_to_tender", compared_notice, cast.head)
    assert codes(refused) == ["way.no_recommendation"]


def test_a_need_not_exceeded_goes_on_stage_by_stage_and_concludes_only_after_every_answer(
    cast, compared_notice
):
    recommend(cast, compared_notice, "need_not_exceeded")
    decide("find_need_not_exceeded", compared_notice, cast.head)
    with pytest.raises(Refused) as refused:
        decide("begin_negotiation", compared_notice, cast.head)
    assert codes(refused) == ["notice.wrong_state"]
    decide("send_to_expertise", compared_notice, cast.staff)
    decide("begin_negotiation", compared_notice, cast.head)
    with pytest.raises(Refused) as refused:
        decide("record_agreement", compared_notice, cast.head)
    assert codes(refused) == ["way.unanswered"] * 2
    for proposal in queries.register(compared_notice):
        answers.answer_proposal(
            proposal_id=proposal.pk,
            text_kk="Қажеттіліктен аспайды",
            text_ru="Не превышает потребности",
            by=cast.head,
        )
    decide("record_agreement", compared_notice, cast.head)
    decide("record_conclusion", compared_notice, cast.head)
    assert state(compared_notice) == "contract"


def test_no_alternative_goes_on_with_the_initiator(cast, notice, clock_at):
    open_all(cast, notice, clock_at)
    decide("record_no_alternative", notice, cast.staff)
    assert state(notice) == "no_alternative"


def test_a_standing_alternative_is_not_passed_over(cast, notice, clock_at):
    submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    with pytest.raises(Refused) as refused:
        decide("record_no_alternative", notice, cast.staff)
    assert codes(refused) == ["way.alternatives_stand"]


def test_nobody_is_left_without_a_written_answer_when_the_notice_is_withdrawn(cast, notice):
    proposal = submitted(notice, cast.bidder_a)
    decide("withdraw_notice", notice, cast.head)
    assert queries.answer_of(proposal).text_ru == REASON["reason_ru"]
    proposal.refresh_from_db()
    assert proposal.content is None


def test_a_decision_without_a_document_or_a_reason_is_refused_in_full(cast, notice):
    with pytest.raises(Refused) as refused:
        decide("withdraw_notice", notice, cast.head, document=None, reason_kk="")
    assert codes(refused) == ["way.reason", "way.document"]


def test_every_paper_of_the_initiative_exists_in_both_languages(cast, compared_notice):
    recommend(cast, compared_notice)
    decide("switch_to_tender", compared_notice, cast.head)
    orders = PrintOrder.objects.filter(kind__startswith="initiation.") | PrintOrder.objects.filter(
        kind="comparison.matrix"
    )
    kinds = {order.kind for order in orders}
    assert kinds == {
        "initiation.receipt",
        "initiation.register",
        "comparison.matrix",
        "initiation.recommendation",
        "initiation.decision",
        "initiation.answer",
    }
    import json

    missing = {order.kind: untranslated(json.loads(order.context)) for order in orders}
    assert {kind: words for kind, words in missing.items() if words} == {}


def test_the_recommendation_prints_its_votes_and_the_dissent(cast, compared_notice):
    recommend(cast, compared_notice)
    context = str(protocol_of(compared_notice.subject, "initiation.recommendation").context)
    assert "Срок короток" in context
    assert "Мерзім қысқа" in context
