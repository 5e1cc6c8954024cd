"""The pages of alternatives: a bidder writes and submits, the group opens and compares, the head decides."""

import json
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from ppp_portal.comparison.actions import Ask
from ppp_portal.comparison.models import Answer
from ppp_portal.comparison.queries import answers_of, columns, matrix, questionnaire
from ppp_portal.desk.queries import initiatives as desk
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock, outbox
from ppp_portal.panel import actions as panel
from ppp_portal.panel.queries import motions
from ppp_portal.qualification.queries import sheets
from projects.actions import comparing, proposals, ways
from projects.actions.acceptance import close_acceptance
from projects.messages.alternatives import WAYS
from projects.models import AlternativeProposal
from projects.queries import group
from projects.urls import urlpatterns
from projects.urls_alternatives import GROUP, NOTICE
from tests.projects.alternatives import (
    PDF,
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
from tests.projects.factories import DAY, published_notice
from tests.registry.worlds import normalised
from tests.ticks import TICKED

pytestmark = pytest.mark.django_db
LANGUAGES = ["kk", "ru"]


@pytest.fixture
def notice(cast, clock_at):
    return published_notice(cast, clock_at)


def url(name, *args):
    return reverse(f"projects:{name}", args=args)


def typed(notice, **changed):
    """What the browser sends for a whole proposal."""
    content = whole(notice)
    return {
        "language": "ru",
        "application": "on",
        "revision": "0",
        "affiliates": "",
        **content["amounts"],
        **{f"answer_{n}_{lang}": row[lang] for n, row in content["answers"].items() for lang in LANGUAGES},
        **{f"statement_{n}": row["statement"] for n, row in content["qualification"].items()},
        **changed,
    }


def test_a_bidder_writes_submits_changes_and_withdraws_through_its_pages(cast, notice, client_of):
    client = client_of(cast.bidder_a)
    assert notice.number in client.get(url("proposals")).content.decode()
    answer = client.post(url("begin_proposal", notice.pk))
    proposal = AlternativeProposal.objects.get()
    assert answer.url == url("proposal", proposal.pk)
    assert (
        client.post(url("proposal_submit", proposal.pk), {**TICKED, "key": str(uuid4())}).status_code == 422
    )
    page = client.get(url("proposal_write", proposal.pk)).content.decode()
    files = len(whole(notice)["answers"]) + 8
    assert page.count("міндетті емес") == files + 1, "only papers and affiliates may be left out"
    assert client.post(url("proposal_write", proposal.pk), typed(notice)).status_code == 303
    file = SimpleUploadedFile("proof.pdf", PDF, "application/pdf")
    assert client.post(url("proposal_files", proposal.pk), {"file": file}).status_code == 303
    page = client.get(url("proposal_files", proposal.pk)).content.decode()
    assert "proof.pdf" in page
    kept = proposal.files.get()
    assert b"".join(client.get(url("proposal_file", proposal.pk, kept.pk))) == PDF
    client.get(url("proposal_submit", proposal.pk))
    assert client.post(url("proposal_submit", proposal.pk), {"key": str(uuid4())}).status_code == 422
    assert (
        client.post(url("proposal_submit", proposal.pk), {**TICKED, "key": str(uuid4())}).status_code == 303
    )
    proposal.refresh_from_db()
    page = client.get(url("proposal", proposal.pk)).content.decode()
    papers = [
        url("proposal_paper", proposal.pk, proposal.receipt_number, language) for language in ("kk", "ru")
    ]
    assert proposal.receipt_number in page
    assert not any(paper in page for paper in papers), "nothing leads to a paper that is still being printed"
    carry_out(PrintOrder.objects.get(kind__endswith=".receipt"))
    page = client.get(url("proposal", proposal.pk)).content.decode()
    assert all(paper in page and b"".join(client.get(paper)).startswith(b"%PDF") for paper in papers)
    assert client.post(url("proposal_file_remove", proposal.pk, kept.pk)).status_code == 303
    client.get(url("proposal_withdraw", proposal.pk))
    assert client.post(url("proposal_withdraw", proposal.pk)).status_code == 422
    assert client.post(url("proposal_withdraw", proposal.pk), TICKED).status_code == 303
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    assert (
        url("proposals") in client.get(url("proposal", proposal.pk)).content.decode().partition("<main")[2]
    ), "the way to another one"


def test_what_is_missing_stands_beside_its_field_and_what_was_typed_stays(cast, notice, client_of):
    proposal = written(notice, cast.bidder_a)
    client = client_of(cast.bidder_a)
    page = client.post(
        url("proposal_write", proposal.pk), typed(notice, revision="7", answer_1_ru="Мой ответ")
    )
    assert page.status_code == 422
    assert "Мой ответ" in page.content.decode()


def test_l32_1_8_funds_below_a_fifth_are_told_to_the_proposer_who_may_submit_all_the_same(
    cast, notice, client_of
):
    browser = client_of(cast.bidder_a)
    poor = {"tax_debt": "0", "own_funds": "200", "borrowed_funds": "0"}
    proposal = written(notice, cast.bidder_a, amounts=poor)
    with override("ru"):
        front, submit = url("proposal", proposal.pk), url("proposal_submit", proposal.pk)
        for page in (front, submit):
            shown = browser.get(page).content.decode().replace("\N{NO-BREAK SPACE}", " ")
            assert "не признали бы соответствующими" in shown
            assert "Средств меньше требуемых 3 664 911 600 ₸" in shown  # a fifth of 18 324 558 000 ₸
            assert "Только собственные средства: " in shown  # the arithmetic, under both readings
            assert "ст. 32" in shown
        assert "Все на месте" in browser.get(front).content.decode()
        assert browser.post(submit, {"key": uuid4(), **TICKED}).status_code == 303
    enough = written(notice, cast.bidder_b)
    with override("ru"):
        shown = client_of(cast.bidder_b).get(url("proposal", enough.pk)).content.decode()
    assert "не признали бы соответствующими" not in shown


def test_sums_of_a_proposal_are_shown_in_groups_and_sent_back_as_shown_change_nothing(
    cast, notice, client_of
):
    browser = client_of(cast.bidder_a)
    plain = {"tax_debt": "0", "own_funds": "4000000000", "borrowed_funds": "12500,5"}
    proposal = written(notice, cast.bidder_a)
    browser.post(url("proposal_write", proposal.pk), typed(notice, revision=proposal.revision, **plain))
    proposal.refresh_from_db()
    shown = browser.get(url("proposal_write", proposal.pk)).content.decode()
    sums = {name: re.search(rf'name="{name}" value="([^"]*)"', shown)[1] for name in plain}
    assert sums == {"tax_debt": "0", "own_funds": "4 000 000 000", "borrowed_funds": "12 500,50"}
    again = typed(notice, revision=proposal.revision, **sums)
    assert browser.post(url("proposal_write", proposal.pk), again).status_code == 303
    before = proposal.revision
    proposal.refresh_from_db()
    assert proposal.revision == before


def test_nobody_else_finds_a_proposal(cast, notice, client_of):
    proposal = submitted(notice, cast.bidder_a)
    for actor in (cast.bidder_b, cast.staff, cast.head, cast.chair, cast.outsider, cast.auditor):
        for name in ("proposal", "proposal_write", "proposal_files", "proposal_submit", "proposal_withdraw"):
            assert client_of(actor).get(url(name, proposal.pk)).status_code == 404


def test_before_the_opening_nobody_on_the_other_side_can_tell_three_proposals_from_none(
    cast, notice, client_of, clock_at
):
    seat(cast, notice)
    sit(cast, notice)
    people = (cast.staff, cast.head, cast.chair, cast.secretary, cast.member_1)
    browsers = [client_of(actor) for actor in people]
    addresses = _all_pages_of(notice)
    assert url("notice_way", notice.pk, "withdraw_notice") in addresses

    def everything():
        seen = [normalised(browser.get(page)) for browser in browsers for page in addresses]
        tried = [
            normalised(browser.post(url("notice_way", notice.pk, move), {**REASON, **TICKED}))
            for browser in browsers[:2]
            for move in WAYS
        ]
        return seen + tried

    moments = (notice.closes_at - TICK, notice.closes_at + TICK)
    empty = []
    for moment in moments:
        with transaction.atomic():
            clock_at.set(moment)
            close_acceptance(notice_id=notice.pk)
            empty.append(everything())
            transaction.set_rollback(True)
    for bidder in (cast.bidder_a, cast.bidder_b, cast.bidder_c):
        submitted(notice, bidder)
    outbox.drain()
    for moment, before in zip(moments, empty, strict=True):
        clock_at.set(moment)
        close_acceptance(notice_id=notice.pk)
        assert everything() == before
    assert {status for status, _body, _headers in empty[0]} >= {200, 422}


def _all_pages_of(notice):
    """Every address of a notice for its organiser and its working group that names nothing but the notice."""
    found = [
        route
        for route in urlpatterns
        if str(route.pattern).startswith((NOTICE, GROUP, "organizer/notices/<uuid:pk>/"))
    ]
    pages = []
    for route in found:
        named = set(route.pattern.converters) - {"pk"}
        if named == {"move"}:
            pages += [url(route.name, notice.pk, move) for move in WAYS]
        elif not named:
            pages.append(url(route.name, notice.pk))
    assert len(pages) > 20
    return pages


@pytest.mark.parametrize("proposals_received", [0, 3])
def test_the_paper_of_a_notice_withdrawn_before_its_end_tells_nothing_of_what_lies_sealed(
    cast, notice, proposals_received
):
    for bidder in cast.bidders[:proposals_received]:
        submitted(notice, bidder)
    ways.withdraw_notice(notice_id=notice.pk, document=paper(), by=cast.head, **REASON)
    printed = PrintOrder.objects.get(kind="initiation.decision").context
    assert "не вскрывались; каждому предложившему" in printed
    assert len(json.loads(printed)["facts"]) == 2, "the notice, and that nothing was opened"


def test_an_undeclared_member_is_asked_to_declare_and_a_stranger_finds_nothing(cast, notice, client_of):
    seat(cast, notice, declare=False)
    chair = client_of(cast.chair)
    assert chair.get(url("group_notice", notice.pk)).status_code == 403
    chair.get(url("group_declaration", notice.pk))
    chair.post(url("group_declaration", notice.pk), {"no_conflict": "yes", "statement": ""})
    assert chair.get(url("group_notice", notice.pk)).status_code == 200
    assert client_of(cast.member_4).get(url("group_notice", notice.pk)).status_code == 404
    assert client_of(cast.bidder_a).get(url("group_notice", notice.pk)).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_group_opens_asks_fills_judges_and_recommends_through_its_pages(
    cast, notice, client_of, clock_at, language
):
    first = submitted(notice, cast.bidder_a)
    seat(cast, notice)
    clock_at.set(notice.closes_at + TICK)
    chair = client_of(cast.chair)
    chair.cookies["django_language"] = language
    present = [actor.person_id for actor in [*voters(cast)[1:], cast.secretary]]
    opened = {"place_kk": "Алматы", "place_ru": "Алматы", "present": present}
    chair.get(url("group_sitting", notice.pk))
    assert chair.post(url("group_sitting", notice.pk), opened).status_code == 303
    chair.get(url("group_sitting", notice.pk))
    for actor in voters(cast)[1:]:
        came = {"person": actor.person_id, "do": "arrive"}
        assert client_of(actor).post(url("group_attendance", notice.pk), came).status_code == 303
    assert chair.post(url("group_step", notice.pk), {"do": "open"}).status_code == 303
    assert chair.get(url("group_proposal", notice.pk, first.pk)).status_code == 200
    assert chair.get(url("group_check", notice.pk, first.pk, 2)).status_code == 200
    checked = {"verdict": "met", "tax_debt": "0"}
    assert chair.post(url("group_check", notice.pk, first.pk, 2), checked).status_code == 303

    page = chair.get(url("group_questions", notice.pk))
    rows = page.context["rows"]
    sent = {f"{rows.prefix}-TOTAL_FORMS": rows.total_form_count(), f"{rows.prefix}-INITIAL_FORMS": "0"}
    for row in rows:
        sent |= {f"{row.prefix}-{name}": row.initial.get(name, "") for name in row.fields}
        sent[f"{row.prefix}-kind"] = row.initial.get("kind", "text")
    assert chair.post(url("group_questions", notice.pk), sent).status_code == 303
    assert len(questionnaire(notice.subject).questions.all()) == 5
    assert chair.get(url("group_until", notice.pk)).status_code == 200
    assert chair.post(url("group_until", notice.pk), {"answers_until": ""}).status_code == 422
    week = (clock.now() + 7 * DAY).strftime("%d.%m.%Y 18:00")
    assert chair.post(url("group_until", notice.pk), {"answers_until": week}).status_code == 303

    bidder = client_of(cast.bidder_a)
    asked = bidder.get(url("proposal_questionnaire", first.pk)).context["form"].fields
    assert str(asked["3-figure"].label) == "Мәні, дана", "a value in its unit, not a number of something"
    replies = {f"{n}-state": "given" for n in range(1, 6)}
    replies |= {f"{n}-value_ru": f"Ответ на требование {n}" for n in (1, 2)}
    replies |= {f"{n}-value_kk": f"{n} талапқа жауап" for n in (1, 2)}
    replies |= {"3-figure": "5957", "4-figure": "711", "5-figure": "5246"}
    assert bidder.post(url("proposal_questionnaire", first.pk), replies).status_code == 303

    chair.get(url("group_new_column", notice.pk))
    named = {"name_kk": "Қазіргі", "name_ru": "Нынешний", "incumbent": "on", "real": "on"}
    assert chair.post(url("group_new_column", notice.pk), named).status_code == 303
    ours, known = sorted(columns(notice.subject), key=lambda column: column.real)
    silent = {f"{n}-state": "not_published" for n in range(1, 6)}
    chair.get(url("group_column", notice.pk, known.pk))
    assert chair.post(url("group_column", notice.pk, known.pk), silent).status_code == 303
    reason = {"reason_kk": "Сай", "reason_ru": "Отвечает", "do": "mark"}
    marks = {f"{n}-met": "yes" for n in range(1, 6)}
    done = chair.post(url("group_column", notice.pk, ours.pk), {**marks, **reason, "outcome": "meets"})
    assert done.status_code == 303
    chair.post(url("group_column", notice.pk, known.pk), {**reason, "outcome": "not_judged"})
    assert chair.get(url("group_matrix", notice.pk)).status_code == 200
    let_answers_end(notice)
    assert chair.post(url("group_step", notice.pk), {"do": "close-comparison"}).status_code == 303
    assert matrix(notice.subject).questionnaire.state == "closed"

    chair.get(url("group_recommend", notice.pk))
    asked = {"recommendation": "tender", "reason_kk": "Себебі", "reason_ru": "Причина"}
    assert chair.post(url("group_recommend", notice.pk), asked).status_code == 303
    motion = motions(group.sitting_now(notice)).get()
    assert chair.get(url("group_motion", notice.pk, motion.pk)).status_code == 200
    for actor in voters(cast):
        vote = {"choice": "for", "dissent_kk": "", "dissent_ru": "", "seen": motion.digest}
        assert client_of(actor).post(url("group_motion", notice.pk, motion.pk), vote).status_code == 303
    chair.post(url("group_motion", notice.pk, motion.pk), {"do": "close"})
    chair.post(url("group_step", notice.pk), {"do": "close-sitting"})
    chair.post(url("group_step", notice.pk), {"do": "draft-protocol"})
    protocol = group.protocol(notice)
    assert chair.get(url("group_paper", notice.pk, protocol.pk)).status_code == 200
    chair.post(url("group_paper", notice.pk, protocol.pk), {"do": "send"})
    protocol.refresh_from_db()
    for actor in [*voters(cast), cast.secretary]:
        stray = {"do": "sign", "seen": protocol.digest}
        page = url("group_paper", notice.pk, protocol.pk)
        assert client_of(actor).post(page, stray).status_code == 422
        assert client_of(actor).post(page, {**stray, "confirmed": "yes"}).status_code == 303
    assert group.protocol(notice).state == "published"
    assert chair.get(url("group_notice", notice.pk)).status_code == 200


def test_the_head_decides_and_answers_through_the_pages(cast, notice, client_of, clock_at):
    proposal = submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    head, staff = client_of(cast.head), client_of(cast.staff)
    reason = {"reason_kk": "Себебі", "reason_ru": "Причина"}
    assert staff.get(url("notice_way", notice.pk, "record_alternatives")).status_code == 200
    document = SimpleUploadedFile("order.pdf", PDF, "application/pdf")
    sent = {**reason, "document": document, **TICKED}
    assert staff.post(url("notice_way", notice.pk, "record_alternatives"), sent).status_code == 303
    compare(cast, notice)
    page = head.get(url("notice_alternatives", notice.pk)).content.decode()
    assert url("notice_way", notice.pk, "find_need_not_exceeded") not in page
    recommend(cast, notice, "need_not_exceeded")
    assert staff.get(url("notice_way", notice.pk, "find_need_not_exceeded")).status_code == 404
    asked = head.get(url("notice_way", notice.pk, "find_need_not_exceeded"))
    assert "ұсыныстар қажеттіліктен аспайды деп тану" in asked.content.decode()  # what the group recommended
    assert "Талаптарға сай" in asked.content.decode()  # the verdict on the offer
    unasked = {**reason, "document": SimpleUploadedFile("order.pdf", PDF, "application/pdf")}
    for sent in (unasked, {**reason, **TICKED}):  # not on purpose; without its document
        assert head.post(url("notice_way", notice.pk, "find_need_not_exceeded"), sent).status_code == 422
    notice.refresh_from_db()
    assert notice.state == "alternatives"
    assert head.get(url("notice_answer", notice.pk, proposal.pk)).status_code == 200
    words = {"text_kk": "Жауап", "text_ru": "Ответ"}
    unticked = head.post(url("notice_answer", notice.pk, proposal.pk), words)
    assert unticked.status_code == 422
    assert 'href="#confirmed"' in unticked.content.decode()
    assert "Ответ" in unticked.content.decode()  # what was written stays
    assert head.post(url("notice_answer", notice.pk, proposal.pk), {**words, **TICKED}).status_code == 303
    assert "Ответ" in client_of(cast.bidder_a).get(f"/ru{url('proposal', proposal.pk)[3:]}").content.decode()
    assert client_of(cast.other_head).get(url("notice_alternatives", notice.pk)).status_code == 404


def test_the_organiser_assigns_its_commission_as_the_working_group(cast, notice, client_of):
    seat(cast, notice)
    staff = client_of(cast.staff)
    page = staff.get(url("notice_group", notice.pk))
    chosen = page.context["form"].fields["commission"].choices[0][0]
    assert staff.post(url("notice_group", notice.pk), {"commission": chosen}).status_code == 303
    assert 'name="commission"' not in staff.get(url("notice_group", notice.pk)).content.decode(), "the head's"
    assert 'name="commission"' in client_of(cast.head).get(url("notice_group", notice.pk)).content.decode()


def test_the_lists_take_the_same_queries_for_one_row_and_for_three(cast, clock_at, client_of):
    client = client_of(cast.bidder_a)
    counts = []
    for number in range(3):
        notice = published_notice(cast, clock_at, number=f"N-2026-{number + 50:05d}")
        proposals.begin_proposal(notice_id=notice.pk, by=cast.bidder_a)
        client.get(url("proposals"))
        with CaptureQueriesContext(connection) as caught:
            client.get(url("proposals"))
        counts.append(len(caught))
    assert counts[0] == counts[2]


def test_findings_and_affiliates_are_put_to_the_vote_and_silence_is_noted_through_the_pages(
    cast, notice, client_of, clock_at
):
    submitted(notice, cast.bidder_a)
    clock_at.forward(DAY)
    submitted(notice, cast.bidder_b, affiliates=[cast.org_a.bin])
    first, second = open_all(cast, notice, clock_at)
    chair = client_of(cast.chair)
    page = url("group_proposal", notice.pk, second.pk)
    assert 'name="reason_kk"' in chair.get(page).content.decode()
    assert 'name="reason_kk"' not in chair.get(url("group_proposal", notice.pk, first.pk)).content.decode()
    assert chair.post(page, {"do": "affiliate", "reason_kk": "", "reason_ru": ""}).status_code == 422
    assert chair.post(page, {"do": "affiliate", **REASON}).status_code == 303
    assert cast.org_a.bin in chair.get(url("group_notice", notice.pk)).content.decode()
    motion = motions(group.sitting_now(notice)).get()
    for actor in voters(cast):
        panel.cast_vote(motion_id=motion.pk, choice="for", by=actor, stream=notice.stream)
    panel.close_motion(motion_id=motion.pk, by=cast.chair, stream=notice.stream)
    assert 'name="reason_kk"' not in chair.get(page).content.decode()

    for number in range(1, 9):
        sums = {2: {"tax_debt": "0"}, 8: {"own_funds": "4000000000", "borrowed_funds": "0"}}.get(number, {})
        answer = chair.post(
            url("group_check", notice.pk, first.pk, number),
            {"verdict": "met", "evidence_kk": "Үзінді", "evidence_ru": "Выписка", **sums},
        )
        assert answer.status_code == 303
    page = url("group_proposal", notice.pk, first.pk)
    assert 'value="close"' not in chair.get(page).content.decode()
    voted = chair.post(page, {"do": "vote"})
    assert (voted.status_code, "/motions/" in voted.url) == (303, True)
    motion = motions(group.sitting_now(notice)).get(closed_at=None)
    for actor in voters(cast):
        panel.cast_vote(motion_id=motion.pk, choice="for", by=actor, stream=notice.stream)
    panel.close_motion(motion_id=motion.pk, by=cast.chair, stream=notice.stream)
    assert 'value="close"' in chair.get(page).content.decode()
    assert chair.post(page, {"do": "close"}).status_code == 303
    assert sheets(first.stream)[0].passed is True

    title = {"title_kk": "Салыстыру", "title_ru": "Сравнение"}
    questions = [Ask("Бағасы", "Цена", "number")]
    comparing.write_questions(notice_id=notice.pk, questions=questions, by=cast.secretary, **title)
    send(cast, notice)
    let_answers_end(notice)
    (column,) = columns(notice.subject)
    page = url("group_column", notice.pk, column.pk)
    assert 'name="1-figure"' not in chair.get(page).content.decode()
    assert chair.post(page, {"do": "silence"}).status_code == 303
    assert answers_of(column)[1].state == "missing"


def test_the_ways_on_take_the_same_queries_for_one_proposal_and_for_three(cast, client_of, clock_at):
    counts = []
    for place, bidders in enumerate((cast.bidders[:1], cast.bidders[:3])):
        notice = published_notice(cast, clock_at, number=f"N-2026-{place + 70:05d}", initiator=cast.org_d)
        for bidder in bidders:
            submitted(notice, bidder)
        open_all(cast, notice, clock_at)
        browser, page = client_of(cast.head), url("notice_alternatives", notice.pk)
        browser.get(page)
        with CaptureQueriesContext(connection) as caught:
            browser.get(page)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_outside_training_the_recommendation_waits_for_the_signed_file_and_takes_it(
    cast, notice, client_of, clock_at, monkeypatch
):
    submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    reason = {"reason_kk": "Себебі осы", "reason_ru": "Причина такова"}
    ways.record_alternatives(notice_id=notice.pk, document=paper(), by=cast.staff, **reason)
    compare(cast, notice)
    monkeypatch.setattr("ppp_portal.journal.clock.is_training", lambda: False)
    made = recommend(cast, notice)
    assert made.state == "signing"
    page, front = url("group_paper", notice.pk, made.pk), url("group_notice", notice.pk)
    secretary, member = client_of(cast.secretary), client_of(cast.member_1)
    assert 'type="file"' not in member.get(page).content.decode()
    assert 'type="file"' in secretary.get(page).content.decode()
    assert front in [row.url for row in desk.of_group(cast.secretary, clock.now())]
    assert secretary.post(page, {"do": "file"}).status_code == 422
    assert member.post(page, {"do": "file", "file": paper("scan.pdf")}).status_code == 422
    assert secretary.post(page, {"do": "file", "file": paper("scan.pdf")}).status_code == 303
    made.refresh_from_db()
    assert made.state == "published"
    assert front not in [row.url for row in desk.of_group(cast.secretary, clock.now())]


def test_who_decides_opens_the_evidence_once_the_comparison_is_closed(cast, notice, client_of, clock_at):
    submitted(notice, cast.bidder_a)
    (proposal,) = open_all(cast, notice, clock_at)
    reason = {"reason_kk": "Себебі осы", "reason_ru": "Причина такова"}
    ways.record_alternatives(notice_id=notice.pk, document=paper(), by=cast.staff, **reason)
    kept = {"subject": proposal.stream, "kind": "proposal.file", "at": clock.now()}
    file = store_upload(paper(), by=cast.bidder_a, **kept)
    head, address = client_of(cast.head), url("notice_evidence", notice.pk, file.pk)
    assert head.get(address).status_code == 404
    compare(cast, notice)
    assert b"".join(head.get(address).streaming_content) == PDF
    Answer.objects.filter(question__number=1).update(document=file)
    assert address in head.get(url("notice_alternatives", notice.pk)).content.decode()
    assert client_of(cast.other_staff).get(address).status_code == 404
