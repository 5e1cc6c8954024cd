"""The way through an initiative: what the room of the working group and the desks say comes next, and who takes it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override

from ppp_portal.comparison.queries import columns
from ppp_portal.desk.queries.initiatives import of_group
from ppp_portal.desk.queries.notices import initiated
from ppp_portal.journal import clock
from ppp_portal.panel import actions as panel
from ppp_portal.panel.queries import decision
from ppp_portal.panel.rules import SeatPlan
from ppp_portal.qualification.models import Sheet
from projects.actions import comparing, opening, ways
from projects.actions.acceptance import close_acceptance
from projects.forms.alternatives import ProposalForm
from projects.models import AlternativeProposal
from projects.queries import group as reads
from projects.queries.alternatives import RECOMMENDATION
from projects.states import ProposalState
from tests.projects.alternatives import REASON, TICK, compare, paper, recommend, seat, sit, submitted, voters
from tests.projects.factories import published_notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(cast, clock_at):
    return published_notice(cast, clock_at)


def url(name, *args):
    return reverse(f"projects:{name}", args=args)


def compared_notice(cast, notice, clock_at):
    submitted(notice, cast.bidder_a)
    clock_at.set(notice.closes_at + TICK)
    close_acceptance(notice_id=notice.pk)
    seat(cast, notice)
    sit(cast, notice)
    opening.open_proposals(notice_id=notice.pk, by=cast.chair)
    compare(cast, notice)
    notice.refresh_from_db()
    return notice


def test_the_closed_matrix_leads_to_the_vote_or_first_to_a_sitting(cast, notice, client_of, clock_at):
    compared_notice(cast, notice, clock_at)
    chair, member = client_of(cast.chair), client_of(cast.member_1)
    page = chair.get(url("group_matrix", notice.pk)).content.decode()
    assert url("group_recommend", notice.pk) in page
    assert (
        url("group_recommend", notice.pk) not in member.get(url("group_matrix", notice.pk)).content.decode()
    )
    asking = url("group_recommend", notice.pk)
    assert 'name="recommendation"' in chair.get(asking).content.decode()
    assert 'name="recommendation"' not in member.get(asking).content.decode(), "who leads puts it to the vote"
    chair.post(url("group_step", notice.pk), {"do": "close-sitting"})
    shut = chair.get(asking)
    assert shut.context["why_not"], "no sitting is in session"
    assert 'name="recommendation"' not in shut.content.decode()
    for name in ("group_matrix", "group_notice"):
        page = chair.get(url(name, notice.pk)).content.decode()
        assert "Отырысты ашу…" in page
        assert url("group_recommend", notice.pk) not in page
    assert "Отырысты ашу…" not in member.get(url("group_matrix", notice.pk)).content.decode()


def test_the_room_of_the_group_speaks_one_language_and_the_vote_leads_back_to_it(
    cast, notice, client_of, clock_at
):
    compared_notice(cast, notice, clock_at)
    motion = comparing.put_recommendation(
        notice_id=notice.pk, recommendation="tender", by=cast.chair, **REASON
    )
    chair = client_of(cast.chair)
    room = url("group_notice", notice.pk)
    kk = chair.get(room).content.decode()
    ru = chair.get(room.replace("/kk/", "/ru/")).content.decode()
    assert motion.question_kk in kk
    assert motion.question_ru not in kk
    assert motion.question_ru in ru
    assert motion.question_kk not in ru
    with override("ru"):
        asked = chair.get(url("group_motion", notice.pk, motion.pk)).content.decode()
    assert asked.index("<h2>Обоснование</h2>") < asked.index(REASON["reason_ru"])
    for actor in voters(cast):
        panel.cast_vote(motion_id=motion.pk, choice="for", seen=motion.digest, by=actor, stream=notice.stream)
    panel.close_motion(motion_id=motion.pk, by=cast.chair, stream=notice.stream)
    with override("kk"):
        page = chair.get(url("group_motion", notice.pk, motion.pk)).content.decode()
        matrix = client_of(cast.member_1).get(url("group_matrix", notice.pk)).content.decode()
    assert "Жұмыс тобына…" in page
    assert "хаттама жасаңыз" in page
    panel.close_sitting(sitting_id=motion.sitting_id, by=cast.chair, stream=notice.stream)
    with override("kk"):
        over = chair.get(url("group_motion", notice.pk, motion.pk)).content.decode()
        declared = chair.get(url("group_declaration", notice.pk)).content.decode()
    assert "хаттама жасаңыз" not in over, "a sitting that is closed is not to be closed"
    assert declared.count(f'href="{room}"') == 2, "from the crumbs and below what was declared"
    assert "әріптесті конкурс арқылы айқындау" in matrix  # what was recommended, and why
    assert REASON["reason_kk"] in matrix


def test_what_the_group_can_no_longer_change_stands_in_fields_that_take_nothing(
    cast, notice, client_of, clock_at
):
    compared_notice(cast, notice, clock_at)
    (column,) = columns(notice.subject)
    page = client_of(cast.chair).get(url("group_column", notice.pk, column.pk)).content.decode()
    assert "<fieldset disabled>" in page
    assert 'value="mark"' not in page
    assert "Бұл ұйым өзі жауап береді" not in page


def test_after_the_comparison_no_form_is_shown_for_a_column_or_for_a_decided_requirement(
    cast, notice, client_of, clock_at
):
    submitted(notice, cast.bidder_a)
    proposal = AlternativeProposal.objects.get()
    new, check = url("group_new_column", notice.pk), url("group_check", notice.pk, proposal.pk, 1)
    clock_at.set(notice.closes_at + TICK)
    close_acceptance(notice_id=notice.pk)
    seat(cast, notice)
    sit(cast, notice)
    opening.open_proposals(notice_id=notice.pk, by=cast.chair)
    chair, member = client_of(cast.chair), client_of(cast.member_1)

    def said(client, page):
        shown = client.get(page)
        assert shown.status_code == 200
        return [row.message for row in shown.context["why_not"]], shown.content.decode()

    with override("kk"):
        (unasked,), page = said(chair, new)
        assert "data-submit-once" not in page.partition("<main")[2]
        assert chair.post(new, {"name_kk": "Қ", "name_ru": "Р", "real": "on"}).status_code == 422
        assert 'name="verdict"' in said(chair, check)[1]
        compare(cast, notice)
        (closed,), page = said(chair, new)
        assert closed != unasked
        assert closed in page
        assert 'name="name_kk"' not in page
        assert said(member, new)[0] != [closed], "who does not lead adds none anyway"
        assert chair.post(new, {"name_kk": "Қ", "name_ru": "Р", "real": "on"}).status_code == 422
        Sheet.objects.update(decided_at=clock.now(), passed=True)
        (decided,), page = said(chair, check)
        assert decided in page
        assert 'name="verdict"' not in page
        assert said(member, check)[0] == [], "who does not lead only reads"


def test_a_paper_on_the_screen_keeps_its_language_whatever_the_reader_reads(
    cast, notice, client_of, clock_at
):
    compared_notice(cast, notice, clock_at)
    made = recommend(cast, notice)
    address = url("group_paper", notice.pk, made.pk).replace("/kk/", "/en/")
    _, _, printed = client_of(cast.chair).get(address).content.decode().partition('<article class="doc"')
    assert "Surname, first name, patronymic" not in printed
    assert "Кворум бар." in printed


def test_whoever_leads_the_group_is_told_of_the_vote_and_then_of_the_protocol(cast, notice, clock_at):
    def asked(actor):
        return [(thing.what, thing.blocks) for thing in of_group(actor, notice.closes_at)]

    with override("en"):
        put = [("Put the recommendation to the vote: the alternatives are compared", False)]
        write = [("Write the protocol", True)]
        compared_notice(cast, notice, clock_at)
        assert asked(cast.secretary) == asked(cast.deputy) == put
        motion = comparing.put_recommendation(
            notice_id=notice.pk, recommendation="tender", by=cast.chair, **REASON
        )
        assert ("Cast my vote", True) in asked(cast.member_1)
        for actor in voters(cast):
            panel.cast_vote(
                motion_id=motion.pk, choice="for", seen=motion.digest, by=actor, stream=notice.stream
            )
        panel.close_motion(motion_id=motion.pk, by=cast.chair, stream=notice.stream)
        assert asked(cast.secretary) == write
        panel.close_sitting(sitting_id=motion.sitting_id, by=cast.chair, stream=notice.stream)
        assert asked(cast.secretary) == write
        assert asked(cast.member_1) == []
        made = comparing.draft_recommendation(notice_id=notice.pk, by=cast.secretary)
        assert asked(cast.secretary) == write  # nobody can sign it before it is sent
        panel.send_to_signing(protocol_id=made.pk, by=cast.secretary, stream=notice.stream)
        assert [what for what, _blocks in asked(cast.secretary)] == [
            f"Sign protocol {made.number} or say why not"
        ]


def test_a_protocol_whose_signer_was_replaced_is_recalled_and_signed_by_those_who_still_sit(
    cast, notice, client_of, clock_at
):
    compared_notice(cast, notice, clock_at)
    motion = comparing.put_recommendation(
        notice_id=notice.pk, recommendation="tender", by=cast.chair, **REASON
    )
    for actor in voters(cast):
        panel.cast_vote(motion_id=motion.pk, choice="for", seen=motion.digest, by=actor, stream=notice.stream)
    panel.close_motion(motion_id=motion.pk, by=cast.chair, stream=notice.stream)
    panel.close_sitting(sitting_id=motion.sitting_id, by=cast.chair, stream=notice.stream)
    made = comparing.draft_recommendation(notice_id=notice.pk, by=cast.secretary)
    panel.send_to_signing(protocol_id=made.pk, by=cast.secretary, stream=notice.stream)
    sitting_now = [cast.chair, cast.deputy, cast.member_1, cast.member_2, cast.member_4]
    panel.change_composition(
        commission_id=motion.sitting.commission_id,
        order_number="9-ө",
        order_date=date(2026, 2, 27),
        seats=[
            SeatPlan(cast.chair.person_id, "chair"),
            SeatPlan(cast.deputy.person_id, "deputy"),
            *[SeatPlan(actor.person_id, "member") for actor in sitting_now[2:]],
            SeatPlan(cast.secretary.person_id, "secretary"),
        ],
        by=cast.head,
    )
    page = url("group_paper", notice.pk, made.pk)
    assert client_of(cast.member_3).get(page).status_code == 404  # replaced: nobody will sign for that one
    secretary = client_of(cast.secretary)
    assert secretary.post(page, {"do": "recall", "reason": " "}).status_code == 422
    assert secretary.post(page, {"do": "recall", "reason": "Орнына басқа мүше келді"}).status_code == 303
    assert secretary.post(page, {"do": "send"}).status_code == 303
    for actor in (*sitting_now[:4], cast.secretary):
        panel.sign_protocol(protocol_id=made.pk, by=actor, stream=notice.stream)
    assert reads.protocol(notice).state == "published"


def test_an_initiative_that_awaits_the_group_stands_among_what_waits_for_others(cast, notice, clock_at):
    def mine(actor):
        with override("en"):
            (thing,) = initiated(actor, clock.now())
        return thing.what if thing.action else ""

    submitted(notice, cast.bidder_a)
    clock_at.set(notice.closes_at + TICK)
    assert mine(cast.staff) == "Assign the working group"  # by the clock, before the sweep comes by
    close_acceptance(notice_id=notice.pk)
    assert mine(cast.staff) == "Assign the working group"
    seat(cast, notice)
    assert not mine(cast.staff)  # it opens what was received
    sit(cast, notice)
    opening.open_proposals(notice_id=notice.pk, by=cast.chair)
    assert mine(cast.staff) == "Record whether there are alternatives to compare"
    ways.record_alternatives(notice_id=notice.pk, document=paper(), by=cast.staff, **REASON)
    assert not mine(cast.staff)
    assert not mine(cast.head)  # it compares and recommends
    compare(cast, notice)
    assert not mine(cast.head)
    recommend(cast, notice)
    assert decision(notice.subject, RECOMMENDATION) is not None
    assert mine(cast.head) == "Decide: a tender, or the need is not exceeded"
    assert not mine(cast.staff)
    ways.find_need_not_exceeded(notice_id=notice.pk, document=paper(), by=cast.head, **REASON)
    assert mine(cast.staff) == "Send the business plan to its expertise"


def test_two_commissions_of_one_name_are_told_apart_by_their_orders(cast, notice, client_of):
    for number in ("7-ө", "8-ө"):
        panel.appoint_commission(
            organisation_id=cast.org_organiser.pk,
            kind="group",
            name_kk="Жұмыс тобы",
            name_ru="Рабочая группа",
            order_number=number,
            order_date=date(2026, 2, 20),
            seats=[
                SeatPlan(cast.chair.person_id, "chair"),
                SeatPlan(cast.deputy.person_id, "deputy"),
                *[SeatPlan(member.person_id, "member") for member in cast.members[:3]],
                SeatPlan(cast.secretary.person_id, "secretary"),
            ],
            by=cast.head,
            pack="725",
        )
    head = client_of(cast.head)
    pages = [url("notice_group", notice.pk), reverse("tenders:organizer_commissions")]
    for address in pages:
        page = strip_tags(head.get(address.replace("/kk/", "/ru/")).content.decode())
        assert page.count("(приказ № 7-ө от ") == 1, address
        assert page.count("(приказ № 8-ө от ") == 1, address


def test_a_proposal_is_neuter_in_russian(cast):
    with override("ru"):
        assert [str(ProposalState(one).label) for one in ("submitted", "withdrawn", "opened")] == [
            "представлено, запечатано",
            "отозвано",
            "вскрыто",
        ]


def test_words_in_place_of_a_sum_are_said_at_its_field(notice):
    typed = {
        "language": "ru",
        "revision": 0,
        "tax_debt": "нет",
        "own_funds": "4 000 000",
        "borrowed_funds": "",
    }
    form = ProposalForm(typed, requirements=[], statutory=[], files={})
    assert not form.is_valid()
    assert set(form.errors) == {"tax_debt"}


def test_who_answered_every_notice_is_not_told_that_none_takes_proposals(cast, notice, client_of):
    none_now = "Қазір ұсыныстар қабылданбайды."
    bidder = client_of(cast.bidder_a)
    submitted(notice, cast.bidder_a)
    assert none_now not in bidder.get(url("proposals")).content.decode()


def test_art33_the_declaration_names_who_proposes_as_soon_as_the_proposals_are_opened(
    cast, notice, client_of, clock_at
):
    submitted(notice, cast.bidder_a)
    clock_at.set(notice.closes_at + TICK)
    seat(cast, notice)
    member, page = client_of(cast.member_1), url("group_declaration", notice.pk)
    assert cast.org_a.bin not in member.get(page).content.decode()
    sit(cast, notice)
    opening.open_proposals(notice_id=notice.pk, by=cast.chair)
    shown = member.get(page)
    assert shown.context["proposers"] == [cast.org_a]
    assert cast.org_a.bin in shown.content.decode()
