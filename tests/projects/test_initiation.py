"""The initiation notice from its draft to the public, and its amendment under four eyes."""

from datetime import timedelta

import pytest

from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.values import canonical, untranslated
from ppp_portal.journal.models import OutboxMessage, Record
from ppp_portal.law.refusals import Refused
from ppp_portal.sealing.models import SealingKey
from projects.actions import amending, initiation
from projects.models import InitiationNotice
from projects.protocols.notice import amendment_of_notice, initiation_notice
from projects.queries.initiation import waiting_amendment
from tests.projects.alternatives import written
from tests.projects.factories import DAY, OWN, START, proposed

pytestmark = pytest.mark.django_db


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_a_draft_begins_with_the_eight_requirements_of_article_32_in_both_languages(cast, draft):
    rows = list(draft.requirements.filter(kind="qualification"))
    assert [row.number for row in rows] == list(range(1, 9))
    assert all(row.statutory and row.text_kk and row.text_ru and row.text_kk != row.text_ru for row in rows)


def test_publication_freezes_the_text_makes_the_key_and_orders_the_paper(cast, draft):
    notice = initiation.publish_notice(notice_id=draft.pk, by=cast.head)
    assert (notice.state, notice.published_at, notice.next_deadline_at) == (
        "published",
        START,
        notice.closes_at,
    )
    assert notice.form["cost"] == "18324558000.00"
    assert [row["quantity"] for row in notice.form["parameters"][0]["parts"]] == ["711", "5246"]
    assert SealingKey.objects.filter(subject=notice.subject).exists()
    assert PrintOrder.objects.get(kind="notice.initiation").subject == notice.subject
    assert Record.objects.get(kind="initiation.publish_notice").stream == notice.stream


def test_the_initiator_is_named_nowhere_in_what_is_published(cast, draft):
    notice = initiation.publish_notice(notice_id=draft.pk, by=cast.head)
    paper = PrintOrder.objects.get(kind="notice.initiation").context
    for word in (cast.org_d.bin, cast.org_d.name_kk, cast.org_d.name_ru):
        assert word not in str(notice.form)
        assert word not in paper


def test_a_one_language_notice_is_not_published(cast, draft):
    initiation.save_notice(notice_id=draft.pk, by=cast.staff, responsibilities_ru="")
    with pytest.raises(Refused) as refused:
        initiation.publish_notice(notice_id=draft.pk, by=cast.head)
    assert codes(refused) == ["notice.text_missing"]


def test_only_the_head_publishes(cast, draft):
    with pytest.raises(Refused) as refused:
        initiation.publish_notice(notice_id=draft.pk, by=cast.staff)
    assert codes(refused) == ["notice.wrong_role"]


def test_one_project_has_one_notice_at_a_time(cast, draft):
    with pytest.raises(Refused) as refused:
        initiation.create_notice(project_id=draft.project_id, by=cast.staff)
    assert codes(refused) == ["notice.project_has_one"]


def test_a_published_notice_is_no_longer_edited(cast, draft):
    initiation.publish_notice(notice_id=draft.pk, by=cast.head)
    with pytest.raises(Refused) as refused:
        initiation.save_notice(notice_id=draft.pk, by=cast.staff, phone="1")
    assert codes(refused) == ["notice.published_is_amended"]


def test_another_organiser_finds_no_notice(cast, draft):
    with pytest.raises(InitiationNotice.DoesNotExist):
        initiation.publish_notice(notice_id=draft.pk, by=cast.other_head)


# --- amendments -------------------------------------------------------------------------------------------


def test_an_amendment_is_proposed_by_one_person_and_posted_by_another(cast, published, clock_at):
    amendment = proposed(cast, published)
    assert InitiationNotice.objects.get(pk=published.pk).closes_at == published.closes_at
    clock_at.set(START + DAY)
    notice = amending.post_notice_amendment(
        amendment_id=amendment.pk, seen=amendment.approval.digest, by=cast.head
    )
    assert (notice.edition, notice.closes_at) == (2, published.closes_at + 5 * DAY)
    assert notice.next_deadline_at == notice.closes_at
    assert notice.sha256 != published.sha256
    places = [place for place, _before, _after in amendment.changes]
    assert places == ["requirements.1.text.kk", "requirements.1.text.ru", "closes_at"]
    assert notice.requirements.get(statutory=False).text_ru == "не менее 2 проектов"
    assert Record.objects.get(kind="initiation.amended").stream == notice.stream
    assert PrintOrder.objects.filter(kind="notice.initiation").count() == 2
    assert waiting_amendment(notice) is None


def test_whoever_writes_a_proposal_is_told_of_the_amendment_and_nobody_else(cast, published):
    written(published, cast.bidder_a)
    amendment = proposed(cast, published)
    amending.post_notice_amendment(amendment_id=amendment.pk, seen=amendment.approval.digest, by=cast.head)
    told = OutboxMessage.objects.filter(kind="notices.deliver", payload__kind="notice.amended")
    assert [row.payload["person"] for row in told] == [cast.bidder_a.person_id]


def test_what_was_proposed_is_not_posted_when_the_card_changed_meanwhile(cast, published):
    amendment = proposed(cast, published)
    project = published.project
    project.cost += 1
    project.save()
    with pytest.raises(Refused) as refused:
        amending.post_notice_amendment(
            amendment_id=amendment.pk, seen=amendment.approval.digest, by=cast.head
        )
    assert codes(refused) == ["notice.changed_meanwhile"]


def test_the_head_may_decline_and_the_notice_stays(cast, published):
    amendment = proposed(cast, published)
    amending.decline_notice_amendment(
        amendment_id=amendment.pk, seen=amendment.approval.digest, reason="Қажет емес", by=cast.head
    )
    assert waiting_amendment(published) is None
    assert InitiationNotice.objects.get(pk=published.pk).edition == 1


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"closes_at": START + 25 * DAY}, ["notice.deadline_earlier"]),
        ({"asked": [OWN], "closes_at": START + 26 * DAY}, ["notice.nothing_changed"]),
        ({"off_day_confirmed": False, "closes_at": START + 27 * DAY}, ["notice.off_day"]),
    ],
)
def test_an_amendment_takes_no_day_away(cast, published, changed, refused):
    with pytest.raises(Refused) as found:
        proposed(cast, published, **changed)
    assert codes(found) == refused


def test_nothing_is_amended_after_the_acceptance_has_ended(cast, published, clock_at):
    clock_at.set(published.closes_at + timedelta(seconds=1))
    with pytest.raises(Refused) as refused:
        proposed(cast, published)
    assert codes(refused) == ["notice.amended_too_late"]


# --- papers -----------------------------------------------------------------------------------------------


def test_the_papers_stand_whole_in_both_languages(cast, published):
    assert untranslated(initiation_notice(published)) == []
    amendment = proposed(cast, published)
    amending.post_notice_amendment(amendment_id=amendment.pk, seen=amendment.approval.digest, by=cast.head)
    amendment.refresh_from_db()
    notice = InitiationNotice.objects.get(pk=published.pk)
    paper = amendment_of_notice(notice, amendment)
    assert untranslated(paper) == []
    assert "(на русском)" not in canonical(paper).decode()  # one row a place: a paper speaks one language
