"""The pages of the working group on an extension: it declares, judges, sits, votes, signs; nobody else looks in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.actions import extension_papers
from contracts.actions.extensions import refuse_extension
from contracts.models import ContractCard
from contracts.rules.working_group import Progress, next_step, refuse_question
from ppp_portal.comparison.models import Answer, Verdict
from ppp_portal.comparison.queries import columns
from ppp_portal.desk.queries import desk
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions as panel
from ppp_portal.panel.models import Motion, Protocol, Sitting
from tests.contracts.cards import a_card, before_end
from tests.contracts.grouping import PLACE, QUESTION, declare, group, grouped, put, vote, voters, written
from tests.contracts.test_extensions import codes, paper, under_review
from tests.documents.files import PDF

pytestmark = pytest.mark.django_db
VERDICT = {"outcome": "meets", "reason_kk": "Талапқа сай", "reason_ru": "Отвечает"}


@pytest.fixture
def card(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    return card


def at(name, *args):
    return reverse(f"contracts:{name}", args=args)


def text(answer):
    return answer.content.decode()


def status(answer):
    """Of a page or of a file, which is read to its end."""
    if answer.streaming:
        assert b"".join(answer.streaming_content) == PDF
    return answer.status_code


def waiting(actor):
    """The addresses of the group that wait on the desk."""
    return [thing.url for thing in desk(actor, clock.now())[0] if "/commission/extensions/" in thing.url]


# --- what comes next ---------------------------------------------------------------------------------------

ASKED = {"fixed": True, "offers": 2}


@pytest.mark.parametrize(
    ("seen", "step"),
    [
        ({}, "ask"),
        ({"fixed": True}, "ask"),
        ({**ASKED, "unjudged": 1}, "judge"),
        (ASKED, "close"),
        ({**ASKED, "compared": True}, "sit"),
        ({**ASKED, "compared": True, "sitting": True}, "put"),
        ({**ASKED, "compared": True, "sitting": True, "voting": True}, "vote"),
        ({**ASKED, "compared": True, "sitting": True, "voted": True}, "rise"),
        ({**ASKED, "compared": True, "voted": True}, "write"),
        ({**ASKED, "compared": True, "voted": True, "protocol": "draft"}, "send"),
        ({**ASKED, "compared": True, "voted": True, "protocol": "signing"}, "sign"),
        ({**ASKED, "compared": True, "voted": True, "protocol": "signed", "recommended": True}, "decide"),
    ],
)
def test_p55_alternatives_are_compared_and_judged_before_the_group_votes_and_signs(seen, step):
    assert next_step(Progress(**seen)) == step


def test_p55_the_group_votes_on_what_was_compared_in_a_sitting_and_once():
    assert refuse_question(compared=True, sitting=True, settled=False) == []
    wrong = refuse_question(compared=False, sitting=False, settled=False)
    assert [row.code for row in wrong] == ["extension.not_compared", "extension.no_sitting"]
    again = refuse_question(compared=True, sitting=False, settled=True)
    assert [row.code for row in again] == ["extension.recommended_already"], "no sitting is opened for it"
    assert {str(row.basis) for row in [*wrong, *again]} == {"605:55"}


# --- the organiser chooses it ------------------------------------------------------------------------------


def test_the_organiser_assigns_a_commission_of_its_own_and_its_members_find_the_request(
    cast, card, client_of
):
    extension = under_review(card, cast)
    commission = group(cast)
    staff, member = client_of(cast.staff), client_of(cast.member_1)
    page = at("extension_group", card.pk, extension.pk)
    assert page in text(staff.get(at("extension", card.pk, extension.pk)))
    assert member.get(at("group_extension", extension.pk)).status_code == 404
    assert staff.post(page, {"commission": "x"}).status_code == 422
    for _click in range(2):
        assert staff.post(page, {"commission": str(commission.pk)}).status_code == 303
    assert extension.number in text(member.get(at("group")))
    assert waiting(cast.member_1) == [at("group_declaration", extension.pk)]
    assert at("group") in text(member.get(reverse("tenders:commission")))
    shown = text(staff.get(at("extension", card.pk, extension.pk)))
    assert at("extension_recommendation", card.pk, extension.pk) not in shown
    for stranger in (cast.bidder_a, cast.other_staff):
        assert client_of(stranger).get(page).status_code == 404


def test_p55_a_paper_of_another_group_does_not_stand_for_the_one_that_sits_here(cast, card, client_of):
    extension = grouped(card, cast, closed=True)
    said = {"text_kk": "Ұсынылады", "text_ru": "Рекомендуется", "on": clock.now().date(), "by": cast.staff}
    with pytest.raises(Refused) as refused:
        extension_papers.record_recommendation(extension_id=extension.pk, upload=paper(), **said)
    assert codes(refused) == {"extension.group_recommends"}
    shown = text(client_of(cast.staff).get(at("extension", card.pk, extension.pk)))
    assert at("extension_recommendation", card.pk, extension.pk) not in shown


# --- who may look in ---------------------------------------------------------------------------------------


def test_art33_a_member_declares_before_anything_of_the_offers_is_seen(cast, card, client_of):
    extension = grouped(card, cast, declared=False)
    member = client_of(cast.member_1)
    inside = [
        at("group_extension", extension.pk),
        at("group_sitting", extension.pk),
        at("group_offer", extension.pk, columns(extension.subject)[0].pk),
        at("group_evidence", extension.pk, extension.evidence_id),
    ]
    assert [status(member.get(page)) for page in inside] == [403] * 4
    assert [client_of(cast.members[3]).get(page).status_code for page in inside] == [404] * 4
    assert [client_of(cast.staff).get(page).status_code for page in inside] == [404] * 4
    page = at("group_declaration", extension.pk)
    assert member.post(page, {}).status_code == 422
    for _click in range(2):
        assert member.post(page, {"no_conflict": "yes"}).status_code == 303
    assert [status(member.get(page)) for page in inside] == [200] * 4


def test_art33_whoever_steps_aside_sees_nothing_of_the_request_and_nothing_waits(cast, card, client_of):
    extension = grouped(card, cast, declared=False, judged=False)
    member = client_of(cast.member_1)
    said = {"no_conflict": "no", "statement": "Туысым"}
    assert member.post(at("group_declaration", extension.pk), said).url == at("group")
    assert member.get(at("group_extension", extension.pk)).status_code == 403
    assert waiting(cast.member_1) == []


def test_the_group_opens_the_evidence_of_this_comparison_and_no_other_paper(cast, card, client_of):
    extension = grouped(card, cast)
    member = client_of(cast.member_1)
    assert status(member.get(at("group_evidence", extension.pk, extension.evidence_id))) == 200
    foreign = under_review(a_card(cast, number="ГЧП-15"), cast).evidence_id
    assert status(member.get(at("group_evidence", extension.pk, foreign))) == 404
    Answer.objects.filter(column__questionnaire__subject=extension.subject).update(document=foreign)
    assert status(member.get(at("group_evidence", extension.pk, foreign))) == 200


# --- the offers --------------------------------------------------------------------------------------------


def test_p55_each_offer_gets_a_reasoned_verdict_in_both_languages(cast, card, client_of):
    extension = grouped(card, cast, judged=False)
    first, second = columns(extension.subject)
    member = client_of(cast.member_1)
    page = at("group_offer", extension.pk, first.pk)
    assert waiting(cast.member_1) == [at("group_extension", extension.pk)]
    refused = member.post(page, {**VERDICT, "reason_kk": "", "reason_ru": ""})
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"reason_kk"}
    assert "46" in refused.context["form"].errors["reason_kk"][0]
    for _click in range(2):
        assert member.post(page, VERDICT).status_code == 303
    assert Verdict.objects.filter(column=first).count() == 1
    assert member.post(at("group_offer", extension.pk, second.pk), VERDICT).status_code == 303
    assert waiting(cast.member_1) == []
    assert member.get(at("group_offer", extension.pk, 0)).status_code == 404


def test_the_secretary_has_no_vote_and_gives_no_verdict(cast, card, client_of):
    extension = grouped(card, cast, judged=False)
    column = columns(extension.subject)[0]
    secretary, page = client_of(cast.secretary), at("group_offer", extension.pk, column.pk)
    assert waiting(cast.secretary) == []
    assert 'name="outcome"' not in text(secretary.get(page))
    refused = secretary.post(page, VERDICT)
    assert refused.status_code == 422
    assert not Verdict.objects.filter(column=column).exists()
    assert client_of(cast.member_1).post(page, VERDICT).status_code == 303
    told = text(secretary.get(page))
    assert VERDICT["reason_ru"] in told
    assert Verdict.objects.get(column=column).by.name in told
    assert VERDICT["reason_ru"] in text(client_of(cast.member_2).get(page)).split("<textarea", 1)[1]


def test_a_closed_comparison_shows_its_verdict_and_takes_no_other(cast, card, client_of):
    extension = grouped(card, cast, closed=True)
    member, page = client_of(cast.member_1), at("group_offer", extension.pk, columns(extension.subject)[0].pk)
    assert 'name="outcome"' not in text(member.get(page))
    assert member.post(page, {**VERDICT, "outcome": "does_not"}).status_code == 422


# --- sitting, vote, protocol -------------------------------------------------------------------------------


def test_p55_the_group_sits_votes_and_signs_and_its_protocol_is_the_recommendation(cast, card, client_of):
    extension = grouped(card, cast, closed=True)
    chair, secretary, member = (client_of(who) for who in (cast.chair, cast.secretary, cast.member_1))
    front = at("group_extension", extension.pk)
    assert waiting(cast.chair) == [front]
    assert at("group_recommend", extension.pk) not in text(chair.get(front))

    sitting = at("group_sitting", extension.pk)
    assert member.post(sitting, PLACE).status_code == 422, "who leads the group opens it"
    assert chair.post(sitting, {}).status_code == 422
    present = [str(who.person_id) for who in (*voters(cast)[1:], cast.secretary)]
    for _click in range(2):
        assert chair.post(sitting, {**PLACE, "present": present}).status_code == 303
    assert Sitting.objects.count() == 1
    came = at("group_attendance", extension.pk)
    assert 'value="arrive"' in text(member.get(sitting))
    assert member.post(came, {"do": "arrive", "person": cast.member_1.person_id}).status_code == 303
    assert 'value="arrive"' not in text(member.get(sitting))
    assert member.post(came, {"do": "arrive", "person": "x"}).status_code == 404

    asking = at("group_recommend", extension.pk)
    assert 'name="question_kk"' in text(chair.get(asking))
    assert member.post(asking, QUESTION).status_code == 422
    assert chair.post(asking, {**QUESTION, "question_kk": ""}).context["form"].errors.keys() == {
        "question_kk"
    }
    for _click in range(2):
        assert chair.post(asking, QUESTION).status_code == 303
    motion = Motion.objects.get()
    page = at("group_motion", extension.pk, motion.pk)
    assert waiting(cast.member_1) == [page]
    assert member.post(page, {"choice": ""}).status_code == 422
    for who in voters(cast):
        for _click in range(2):
            assert client_of(who).post(page, {"choice": "for", "seen": motion.digest}).status_code == 303
    assert chair.post(page, {"do": "close"}).status_code == 303

    step = at("group_step", extension.pk)
    assert chair.post(step, {"do": "nothing"}).status_code == 404
    assert chair.post(step, {"do": "close-sitting"}).status_code == 303
    assert 'name="question_kk"' not in text(chair.get(asking)), "voted on, and the sitting is over"
    assert front in waiting(cast.secretary)
    for _click in range(2):
        assert secretary.post(step, {"do": "draft-protocol"}).status_code == 303
    protocol = Protocol.objects.get()
    page = at("group_paper", extension.pk, protocol.pk)
    assert secretary.post(page, {"do": "send"}).status_code == 303
    assert waiting(cast.member_1) == [page]
    assert member.post(page, {"do": "sign", "seen": protocol.digest}).status_code == 422, (
        "the box is not ticked"
    )
    for who in (*voters(cast), cast.secretary):
        for _click in range(2):
            client_of(who).post(page, {"do": "sign", "seen": protocol.digest, "confirmed": "yes"})
    extension.refresh_from_db()
    assert extension.recommended_at is not None
    assert extension.protocol == str(protocol.pk)
    assert waiting(cast.member_1) == waiting(cast.chair) == []


def test_the_request_shows_its_group_and_what_comes_next_to_the_organiser_alone(cast, card, client_of):
    extension = grouped(card, cast, closed=True)
    page = at("extension", card.pk, extension.pk)
    staff, partner = client_of(cast.staff), client_of(cast.bidder_a)
    assert staff.get(page).context["step"] == "sit"
    vote(extension, cast, put(extension, cast))
    assert staff.get(page).context["step"] == "rise"
    assert QUESTION["question_ru"] in text(staff.get(page))
    assert QUESTION["question_ru"] not in text(partner.get(page)), "before the protocol is signed"


def test_what_was_adopted_is_not_voted_on_twice(cast, card, client_of):
    extension = grouped(card, cast, closed=True)
    vote(extension, cast, put(extension, cast))
    again = client_of(cast.chair).post(at("group_recommend", extension.pk), QUESTION)
    assert again.status_code == 422
    assert "55" in again.context["form"].non_field_errors()[0]


def test_a_group_no_longer_sits_once_the_request_was_refused(cast, card, client_of):
    extension = grouped(card, cast, closed=True)
    refuse_extension(
        extension_id=extension.pk, reason_kk="Негіз жоқ", reason_ru="Нет основания", by=cast.head
    )
    chair = client_of(cast.chair)
    assert chair.post(at("group_sitting", extension.pk), PLACE).status_code == 422
    assert 'name="place_kk"' not in text(chair.get(at("group_sitting", extension.pk)))
    assert waiting(cast.chair) == []


def test_whoever_does_not_sign_says_why_in_both_languages(cast, card, client_of):
    extension = grouped(card, cast, closed=True)
    protocol = written(extension, cast)
    panel.send_to_signing(protocol_id=protocol.pk, by=cast.secretary, stream=card.stream)
    member, page = client_of(cast.member_1), at("group_paper", extension.pk, protocol.pk)
    assert member.post(page, {"do": "refuse", "reason_kk": "Жоқ", "reason_ru": ""}).status_code == 422
    assert (
        member.post(page, {"do": "refuse", "reason_kk": "Келіспеймін", "reason_ru": "Нет"}).status_code == 303
    )
    assert waiting(cast.member_1) == []
    assert client_of(cast.members[3]).get(page).status_code == 404
    assert member.get(at("group_pdf", extension.pk, protocol.pk, "kk")).status_code == 404, "not printed yet"


def test_outside_training_the_recommendation_waits_for_its_signed_file(cast, card, client_of, monkeypatch):
    extension = grouped(card, cast, closed=True)
    protocol = written(extension, cast)
    monkeypatch.setattr("ppp_portal.journal.clock.is_training", lambda: False)
    panel.send_to_signing(protocol_id=protocol.pk, by=cast.secretary, stream=card.stream)
    for by in (*voters(cast), cast.secretary):
        panel.sign_protocol(protocol_id=protocol.pk, by=by, seen=protocol.digest, stream=card.stream)
    page = at("group_paper", extension.pk, protocol.pk)
    assert waiting(cast.secretary) == [page]
    secretary = client_of(cast.secretary)
    assert secretary.post(page, {"do": "file"}).status_code == 422
    scan = SimpleUploadedFile("scan.pdf", PDF, "application/pdf")
    assert secretary.post(page, {"do": "file", "file": scan}).status_code == 303
    extension.refresh_from_db()
    assert extension.recommended_at is not None


# --- many --------------------------------------------------------------------------------------------------


def test_the_desk_and_the_list_cost_the_same_with_one_request_and_with_three(cast, card, client_of):
    chair = client_of(cast.chair)

    def counts():
        found = []
        for page in (reverse("desk:desk"), at("group")):
            chair.get(page)
            with CaptureQueriesContext(connection) as caught:
                chair.get(page)
            found.append(len(caught))
        return found

    grouped(card, cast, closed=True)
    one = counts()
    for number in range(2):
        grouped(a_card(cast, number=f"ГЧП-{20 + number}"), cast, closed=True)
    assert ContractCard.objects.count() == 3
    assert counts() == one


def test_declarations_of_one_request_open_no_other(cast, card, client_of):
    first = grouped(card, cast)
    second = grouped(a_card(cast, number="ГЧП-21"), cast, declared=False)
    declare(second, cast.chair)
    member = client_of(cast.member_1)
    assert member.get(at("group_extension", first.pk)).status_code == 200
    assert member.get(at("group_extension", second.pk)).status_code == 403
    motion = put(grouped(a_card(cast, number="ГЧП-22"), cast, closed=True), cast)
    assert member.get(at("group_motion", first.pk, motion.pk)).status_code == 404
