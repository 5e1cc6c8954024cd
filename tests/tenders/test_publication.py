"""From the first line of a draft to the public, through the actions."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ppp_portal.accounts.approvals import waiting
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal import outbox
from ppp_portal.journal.models import Record
from ppp_portal.law.refusals import Refused
from ppp_portal.notices.models import Notice
from ppp_portal.panel.actions import appoint_commission, assign
from ppp_portal.panel.rules import SeatPlan
from ppp_portal.web.refusals import speak
from projects.actions import initiation
from projects.actions.cards import change_project, create_project
from projects.models import Project
from projects.states import InitiationState
from tenders.actions import amendments, annexes, bids, cancelling, drafting, publication, questions
from tenders.models import Question, Tender
from tenders.queries.beside import beside
from tenders.queries.changes import rows_of
from tenders.queries.documentation import in_force, text_changes
from tenders.queries.period import competed_period, competed_special
from tenders.rules.drafting import refuse_second
from tenders.states import TenderState
from tests.projects.factories import published_notice
from tests.tenders.amending import post_amendment
from tests.tenders.factories import DEPOSIT
from tests.tenders.staying import end, stay

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
CLOSES = datetime(2026, 4, 15, 13, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
REASON = {"reason_kk": "Орын саны нақтыланды", "reason_ru": "Уточнено число мест"}


def codes(caught) -> set[str]:
    return {refusal.code for refusal in caught.value.refusals}


@pytest.fixture
def draft(cast, clock_at) -> Tender:
    clock_at.set(AT)
    project = create_project(
        title_kk="Жатақхана", title_ru="Общежитие", object_kk="1 000 орын", object_ru="1 000 мест",
        cost=Decimal("5000000000"), cost_with_vat=True, operation_years=10, by=cast.staff,
    )  # fmt: skip
    return drafting.create_tender(
        project_id=project.pk,
        kind="open",
        title_kk="Жатақхана салу",
        title_ru="Строительство общежития",
        by=cast.staff,
    )


def fill(tender: Tender, cast) -> None:
    for number in range(1, 14):
        drafting.save_part(
            tender_id=tender.pk,
            number=number,
            text_kk=f"{number}-бөлім",
            text_ru=f"Часть {number}",
            by=cast.staff,
        )
    annexes.attach_file(
        tender_id=tender.pk, number=2, upload=SimpleUploadedFile("study.pdf", PDF, "application/pdf"),
        language="", title_kk="ТЭН", title_ru="ТЭО", by=cast.staff,
    )  # fmt: skip
    drafting.save_terms(
        tender_id=tender.pk, by=cast.staff, **DEPOSIT, investments=Decimal("5000000000"),
        budget_kk="Қала бюджеті", budget_ru="Бюджет города", closes_at=CLOSES, opens_at=CLOSES + timedelta(hours=16),
        opening_place_kk="3-кабинет", opening_place_ru="кабинет 3", bids_valid_until=date(2026, 12, 31),
    )  # fmt: skip
    drafting.save_criteria(
        tender_id=tender.pk,
        thresholds={
            "projects": 0, "construction_cost": Decimal("5000000000"), "own_funds": Decimal("1000000000"),
            "months": 24, "price": Decimal(40000), "higher_share": Decimal(40), "secondary_share": Decimal(30),
        },
        policies={}, evidence={"k6_field": "any"}, by=cast.staff,
    )  # fmt: skip
    drafting.set_clauses(
        tender_id=tender.pk,
        clauses=[
            {
                "number": f"{t}.1", "heading_kk": "Талап", "heading_ru": "Условие", "text_kk": "мәтін",
                "text_ru": "текст", "essential_term": t, "closed": t == 1,
            }
            for t in range(1, 9)
        ],
        by=cast.staff,
    )  # fmt: skip
    drafting.set_risks(
        tender_id=tender.pk,
        risks=[{"code": "R1", "name_kk": "Сұраныс", "name_ru": "Спрос", "bearer": "public"}],
        by=cast.staff,
    )


def seat(tender: Tender, cast) -> None:
    plan = [SeatPlan(cast.chair.person_id, "chair"), SeatPlan(cast.deputy.person_id, "deputy")]
    plan += [SeatPlan(member.person_id, "member") for member in cast.members[:3]]
    plan += [SeatPlan(cast.secretary.person_id, "secretary")]
    commission = appoint_commission(
        organisation_id=cast.org_organiser.pk, kind="tender", name_kk="Комиссия", name_ru="Комиссия",
        order_number="12", order_date=date(2026, 2, 20), seats=plan, by=cast.head,
    )  # fmt: skip
    assign(
        subject=tender.subject,
        commission_id=commission.pk,
        pack="605-458",
        by=cast.head,
        stream=tender.stream,
    )


@pytest.fixture
def published(draft, cast) -> Tender:
    fill(draft, cast)
    seat(draft, cast)
    publication.approve_documentation(tender_id=draft.pk, by=cast.head)
    return publication.publish_tender(tender_id=draft.pk, by=cast.staff)


def test_an_empty_draft_is_refused_with_everything_it_lacks_at_once(draft, cast):
    with pytest.raises(Refused) as caught:
        publication.approve_documentation(tender_id=draft.pk, by=cast.head)
    assert {
        "documentation.part_missing",
        "documentation.study_missing",
        "documentation.term_missing",
    } <= codes(caught)
    assert {"scoring.blank", "scoring.not_chosen", "documentation.term_blank"} <= codes(caught)


def test_p31_bidders_are_told_where_a_deposit_is_paid(published, cast, client, client_of):
    """On the public page, in both printed announcements and where the bidder describes its payment."""
    page = client.get(f"/ru/tenders/{published.number}/").content.decode()
    bid = bids.open_bid(tender_id=published.pk, by=cast.bidder_a)
    bench = client_of(cast.bidder_a).get(f"/ru/bidder/bids/{bid.pk}/security/").content.decode()
    printed = PrintOrder.objects.get(kind="tender.announcement", subject=published.subject)
    papers = [str(printed.context)]
    for told in (page, bench, *papers):
        assert DEPOSIT["deposit_account"] in told
        assert cast.org_organiser.bin in told
        assert DEPOSIT["deposit_bank_ru"] in told
        assert DEPOSIT["deposit_purpose_kk"] in told


def test_p31_an_account_that_cannot_exist_keeps_the_documentation_from_approval(draft, cast):
    fill(draft, cast)
    drafting.save_terms(tender_id=draft.pk, by=cast.staff, deposit_account="KZ87125KZT5004100100")
    with pytest.raises(Refused) as caught:
        publication.approve_documentation(tender_id=draft.pk, by=cast.head)
    assert codes(caught) == {"security.account_checksum"}


def test_l4_documentation_of_a_contract_of_less_than_five_years_is_not_approved(draft, cast):
    fill(draft, cast)
    change_project(project_id=draft.project_id, operation_years=2, by=cast.staff)
    draft.refresh_from_db()
    with pytest.raises(Refused) as caught:
        publication.approve_documentation(tender_id=draft.pk, by=cast.head)
    assert codes(caught) == {"project.shortest_bid_outside_law"}


def test_the_years_of_operation_are_announced_and_stand_under_the_hash(published, cast, client):
    said = published.documentations.get().form
    assert (said["operation_years"], said["start_year"]) == (10, None)
    printed = PrintOrder.objects.get(kind="tender.announcement", subject=published.subject)
    assert "Эксплуатация, лет" in str(printed.context)
    page = client.get(f"/ru/tenders/{published.number}/").content.decode()
    assert re.search(r"Эксплуатация, лет</dt><dd>10</dd>", page)


CLOSED = (
    {"operation_years": 12},
    {"end_year": 2040},
    {"object_ru": "2 000 мест"},
    {"special_significance": True},
)


def test_l37_5_what_a_tender_says_of_its_project_is_changed_by_an_amendment_only(draft, cast):
    """From the approval on. The rest of the card stays free; so does all of it while an amendment is prepared."""
    fill(draft, cast)
    seat(draft, cast)
    card = {"project_id": draft.project_id, "by": cast.staff}
    change_project(**card, operation_years=9)
    publication.approve_documentation(tender_id=draft.pk, by=cast.head)
    for step in (lambda: None, lambda: publication.publish_tender(tender_id=draft.pk, by=cast.staff)):
        step()
        for values in CLOSED:
            with pytest.raises(Refused) as caught:
                change_project(**card, **values)
            assert codes(caught) == {"project.published"}
            assert [refusal.field for refusal in caught.value.refusals] == list(values)
        with pytest.raises(Refused) as caught:
            change_project(**card, end_year=2040, operation_years=12)
        assert [(refusal.code, refusal.field) for refusal in caught.value.refusals] == [
            ("project.published", "end_year"),
            ("project.published_too", "operation_years"),
        ]
        full, short = speak(caught.value.refusals)
        assert len(short.message) < len(full.message) / 2
    change_project(**card, operation_years=9, title_ru="Общежитие в Алматы")
    Tender.objects.filter(pk=draft.pk).update(state="suspended")
    change_project(**card, operation_years=12, special_significance=True)
    tender = Tender.objects.get(pk=draft.pk)
    assert competed_period(tender).operation_years == 9
    after = drafting.copy_documentation(in_force(tender), tender, version=2)
    assert ("operation_years", 9, 12) in text_changes(tender, in_force(tender), after)
    assert not competed_special(tender)
    assert ("special_significance", False, True) in text_changes(tender, in_force(tender), after)
    assert rows_of("special_significance", False, True)[0]["after"] == "иә"


@pytest.mark.parametrize("state", ["failed", "cancelled"])
def test_a_tender_that_is_over_no_longer_holds_the_card_of_its_project(published, cast, state):
    Tender.objects.filter(pk=published.pk).update(state=state, ended_at=AT)
    project = change_project(project_id=published.project_id, operation_years=12, by=cast.staff)
    assert project.operation_years == 12
    assert competed_period(published).operation_years == 10


def test_what_was_approved_under_earlier_rules_is_examined_again_when_it_is_published(draft, cast):
    """A documentation approved before the account for deposits and the years had to be told."""
    fill(draft, cast)
    seat(draft, cast)
    publication.approve_documentation(tender_id=draft.pk, by=cast.head)
    Tender.objects.filter(pk=draft.pk).update(deposit_account="")
    Project.objects.filter(pk=draft.project_id).update(operation_years=None)
    with pytest.raises(Refused) as caught:
        publication.publish_tender(tender_id=draft.pk, by=cast.staff)
    assert codes(caught) == {"documentation.term_blank", "project.term_unsaid"}
    publication.return_to_draft(tender_id=draft.pk, by=cast.head, reason="Шот жоқ")


def test_only_the_head_approves_the_documentation(draft, cast):
    fill(draft, cast)
    with pytest.raises(Refused) as caught:
        publication.approve_documentation(tender_id=draft.pk, by=cast.staff)
    assert "tender.wrong_role" in codes(caught)


def test_p20_publication_freezes_the_text_and_computes_the_security(published, cast):
    assert published.state == TenderState.ACCEPTING
    assert published.security_amount == Decimal("5000000.00")
    assert published.next_deadline_at == CLOSES
    assert len(published.documentations.get().sha256) == 64
    with pytest.raises(Refused) as caught:
        drafting.save_part(tender_id=published.pk, number=1, text_kk="x", text_ru="x", by=cast.staff)
    assert codes(caught) == {"drafting.frozen"}
    kinds = list(Record.objects.filter(stream=published.stream).values_list("kind", flat=True))
    assert kinds[-2:] == ["tender.documentation_posted", "tender.publish_tender"]


def test_a_double_click_publishes_once(published, cast):
    with pytest.raises(Refused) as caught:
        publication.publish_tender(tender_id=published.pk, by=cast.staff)
    assert "tender.wrong_state" in codes(caught)


def test_another_organiser_does_not_find_the_tender(draft, cast):
    with pytest.raises(Tender.DoesNotExist):
        drafting.save_part(tender_id=draft.pk, number=1, text_kk="x", text_ru="x", by=cast.other_staff)


def test_an_answer_goes_to_everybody_and_hides_who_asked(published, cast):
    question = questions.ask_question(
        tender_id=published.pk, text="Сколько мест?", language="ru", by=cast.bidder_a
    )
    questions.follow(tender_id=published.pk, by=cast.bidder_b)
    texts = {
        "question_kk": "Неше орын?",
        "question_ru": "Сколько мест?",
        "answer_kk": "1 000",
        "answer_ru": "1 000",
    }
    questions.answer_question(question_id=question.pk, by=cast.staff, **texts)
    outbox.drain()
    told = set(Notice.objects.filter(kind="question.answered").values_list("person_id", flat=True))
    assert told == {cast.bidder_a.person_id, cast.bidder_b.person_id}
    body = bytes(Record.objects.get(kind="question.answered").body).decode()
    assert str(cast.org_a.bin) not in body
    with pytest.raises(Refused):
        questions.answer_question(question_id=question.pk, by=cast.staff, **texts)


def test_art37_4_an_answer_is_given_until_the_end_of_submission_and_not_after(published, cast, clock_at):
    first, second = (
        questions.ask_question(tender_id=published.pk, text=text, language="ru", by=cast.bidder_a)
        for text in ("Где?", "Когда?")
    )
    texts = dict.fromkeys(("question_kk", "question_ru", "answer_kk", "answer_ru"), "Ия")
    clock_at.set(CLOSES)
    assert questions.answer_question(question_id=first.pk, by=cast.staff, **texts).answered_at == CLOSES
    clock_at.set(CLOSES + timedelta(microseconds=1))
    with pytest.raises(Refused) as caught:
        questions.answer_question(question_id=second.pk, by=cast.staff, **texts)
    assert codes(caught) == {"answer.too_late"}


def test_art37_a_question_on_the_last_day_is_taken_and_on_the_next_refused(published, cast, clock_at):
    clock_at.set(datetime(2026, 3, 16, 18, 59, 59, 999999, tzinfo=UTC))
    questions.ask_question(tender_id=published.pk, text="?", language="kk", by=cast.bidder_a)
    clock_at.set(datetime(2026, 3, 16, 19, 0, tzinfo=UTC))
    with pytest.raises(Refused) as caught:
        questions.ask_question(tender_id=published.pk, text="?", language="kk", by=cast.bidder_b)
    assert codes(caught) == {"question.late"}
    assert Question.objects.count() == 1


def test_art37_an_answer_due_on_sunday_moves_to_monday(published, cast, clock_at):
    clock_at.set(datetime(2026, 3, 5, 6, 0, tzinfo=UTC))
    asked = questions.ask_question(tender_id=published.pk, text="?", language="kk", by=cast.bidder_a)
    # 8 March is a holiday on a Sunday; the Monday after it is a day off as well.
    assert asked.answer_due_at.astimezone(UTC).date() in (date(2026, 3, 9), date(2026, 3, 10))


def test_art37_an_amendment_stops_the_clock_and_gives_the_time_back(published, cast, clock_at):
    clock_at.set(datetime(2026, 3, 20, 6, 0, tzinfo=UTC))
    proposal = amendments.propose_amendment(tender_id=published.pk, by=cast.staff, **REASON)
    with pytest.raises(Refused) as caught:
        amendments.announce_amendment(
            tender_id=published.pk, approval_id=proposal.pk, seen="other", by=cast.head
        )
    assert "approval.changed" in codes(caught)
    amendments.announce_amendment(
        tender_id=published.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
    published.refresh_from_db()
    assert (published.state, published.next_deadline_at) == (TenderState.SUSPENDED, None)
    clock_at.set(datetime(2026, 3, 25, 6, 0, tzinfo=UTC))
    with pytest.raises(Refused) as caught:
        post_amendment(cast, published)
    assert codes(caught) == {"amendment.nothing_changed"}
    drafting.save_part(
        tender_id=published.pk, number=3, text_kk="Жаңа орын", text_ru="Новое место", by=cast.staff
    )
    with pytest.raises(Refused) as caught:
        post_amendment(cast, published, closes_at=CLOSES)
    assert codes(caught) == {"amendment.too_short"}
    post_amendment(cast, published)
    published.refresh_from_db()
    assert published.closes_at == CLOSES + timedelta(days=5)
    assert published.opens_at == published.closes_at + timedelta(hours=16)
    assert published.state == TenderState.ACCEPTING
    assert [place for place, _old, _new in amendments.differences(published, published.amendments.get())] == [
        "parts.3.kk",
        "parts.3.ru",
    ]


def test_art37_an_amendment_of_the_investments_alone_is_a_change(published, cast, clock_at):
    clock_at.set(datetime(2026, 3, 20, 6, 0, tzinfo=UTC))
    proposal = amendments.propose_amendment(tender_id=published.pk, by=cast.staff, **REASON)
    amendments.announce_amendment(
        tender_id=published.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
    drafting.save_terms(tender_id=published.pk, investments=Decimal("6000000000"), by=cast.staff)
    post_amendment(cast, published)
    published.refresh_from_db()
    assert published.security_amount == Decimal("6000000.00")
    changed = amendments.differences(published, published.amendments.get())
    assert changed == [("investments", "5000000000.00", "6000000000.00")]


def test_art37_an_opening_before_the_new_deadline_is_refused_with_its_words(published, cast, clock_at):
    clock_at.set(datetime(2026, 3, 20, 6, 0, tzinfo=UTC))
    proposal = amendments.propose_amendment(tender_id=published.pk, by=cast.staff, **REASON)
    amendments.announce_amendment(
        tender_id=published.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
    drafting.save_part(
        tender_id=published.pk, number=3, text_kk="Жаңа орын", text_ru="Новое место", by=cast.staff
    )
    with pytest.raises(Refused) as caught:
        post_amendment(cast, published, closes_at=CLOSES + timedelta(days=201), opens_at=CLOSES)
    assert codes(caught) == {"publication.opening_too_early", "publication.validity_short"}


def test_art37_inside_the_freeze_nothing_can_be_amended(published, cast, clock_at):
    clock_at.set(CLOSES - timedelta(days=19))
    with pytest.raises(Refused) as caught:
        amendments.propose_amendment(tender_id=published.pk, by=cast.staff, **REASON)
    assert codes(caught) == {"amendment.frozen"}


def test_a_cancellation_needs_two_people(published, cast):
    proposal = cancelling.propose_cancellation(tender_id=published.pk, by=cast.head, **REASON)
    with pytest.raises(Refused) as caught:
        cancelling.cancel_tender(
            tender_id=published.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
        )
    assert codes(caught) == {"approval.own"}
    assert waiting(cancelling.KIND, published.subject) == proposal


def test_a_cancelled_tender_ends_with_its_reason(published, cast):
    proposal = cancelling.propose_cancellation(tender_id=published.pk, by=cast.staff, **REASON)
    cancelling.cancel_tender(
        tender_id=published.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
    published.refresh_from_db()
    assert published.state == TenderState.CANCELLED
    assert published.cancellation.reason_ru == REASON["reason_ru"]


def test_a_stay_stops_the_clock_and_its_end_gives_the_time_back(published, cast, clock_at):
    clock_at.set(datetime(2026, 3, 20, 6, 0, tzinfo=UTC))
    stay(published, cast, act_date=date(2026, 3, 19), **REASON)
    clock_at.set(datetime(2026, 5, 20, 6, 0, tzinfo=UTC))
    end(published, cast)
    published.refresh_from_db()
    assert published.state == TenderState.ACCEPTING
    assert published.closes_at == CLOSES + timedelta(days=61)


def test_a_re_tender_begins_with_the_documentation_of_its_failed_parent(published, cast):
    Tender.objects.filter(pk=published.pk).update(state="failed", ended_at=AT)
    child = drafting.create_tender(
        project_id=published.project_id, kind="re_tender", title_kk="Қайта", title_ru="Повторный",
        parent_id=published.pk, by=cast.staff,
    )  # fmt: skip
    copied = child.documentations.get()
    assert copied.parts.get(number=3).text_ru == "Часть 3"
    assert copied.clauses.count() == 8
    assert copied.criteria_id != published.documentations.get().criteria_id
    assert copied.parts.get(number=2).files.count() == 1


SECOND = {"kind": "open", "title_kk": "Екінші", "title_ru": "Второй"}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("accepting", {"drafting.another_runs"}),
        ("negotiation", {"drafting.another_runs"}),
        ("contracted", {"drafting.has_partner"}),
        ("failed", set()),
        ("cancelled", set()),
    ],
)
def test_art35_no_second_tender_begins_beside_one_that_runs_or_was_won(published, cast, state, expected):
    Tender.objects.filter(pk=published.pk).update(state=state, ended_at=AT, results_at=AT)
    beginning = {"project_id": published.project_id, "by": cast.staff, **SECOND}
    if not expected:
        assert drafting.create_tender(**beginning).state == TenderState.DRAFT
        return
    with pytest.raises(Refused) as caught:
        drafting.create_tender(**beginning)
    assert codes(caught) == expected
    assert caught.value.refusals[0].params == {"tender": published.number}


def test_art35_of_two_drafts_on_one_project_one_is_announced(draft, cast, clock_at):
    other = drafting.create_tender(project_id=draft.project_id, by=cast.staff, **SECOND)
    for tender in (draft, other):
        fill(tender, cast)
        seat(tender, cast)
        publication.approve_documentation(tender_id=tender.pk, by=cast.head)
    publication.publish_tender(tender_id=draft.pk, by=cast.staff)
    with pytest.raises(Refused) as caught:
        publication.publish_tender(tender_id=other.pk, by=cast.staff)
    assert codes(caught) == {"drafting.another_runs"}


@pytest.mark.parametrize("state", InitiationState)
def test_art44_3_direct_negotiations_become_a_tender_by_the_decision_to_switch_only(draft, cast, state):
    """A draft notice, and one that was rejected or withdrawn, stand in nobody's way."""
    passes = {"draft", "switched", "rejected", "withdrawn"}
    published_notice(cast, project=draft.project, state=state, closed_at=AT, ended_at=AT)
    said = refuse_second(beside(draft.project_id, draft.pk), replaces=False)
    assert {refusal.code for refusal in said} == (
        set() if state in passes else {"drafting.negotiated_directly"}
    )


def test_art44_2_no_notice_is_published_beside_a_tender_that_chooses_the_partner(draft, cast):
    fill(draft, cast)
    seat(draft, cast)
    notice = initiation.create_notice(project_id=draft.project_id, by=cast.staff)
    publication.approve_documentation(tender_id=draft.pk, by=cast.head)
    publication.publish_tender(tender_id=draft.pk, by=cast.staff)
    with pytest.raises(Refused) as caught:
        initiation.publish_notice(notice_id=notice.pk, by=cast.head)
    assert "notice.tender_chooses" in codes(caught)
    Tender.objects.filter(pk=draft.pk).update(state="failed", ended_at=AT)
    with pytest.raises(Refused) as caught:
        initiation.publish_notice(notice_id=notice.pk, by=cast.head)
    assert "notice.tender_chooses" not in codes(caught)


def test_art44_3_a_tender_approved_before_the_notice_was_published_is_not_announced_beside_it(
    draft, cast, clock_at
):
    fill(draft, cast)
    seat(draft, cast)
    publication.approve_documentation(tender_id=draft.pk, by=cast.head)
    published_notice(cast, project=draft.project)
    with pytest.raises(Refused) as caught:
        publication.publish_tender(tender_id=draft.pk, by=cast.staff)
    assert codes(caught) == {"drafting.negotiated_directly"}
    with pytest.raises(Refused) as caught:
        drafting.create_tender(project_id=draft.project_id, by=cast.staff, **SECOND)
    assert codes(caught) == {"drafting.negotiated_directly"}
