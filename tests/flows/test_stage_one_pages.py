"""Stage one by its pages: every step has its button, every page its words, for each who takes part."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from ppp_portal.desk.queries import commission as desk
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.values import untranslated
from ppp_portal.journal import clock
from ppp_portal.panel import queries as panel
from ppp_portal.panel.models import Motion, Protocol
from tenders.actions import annexes, bids, drafting
from tenders.models import Bid, DocumentationPart, Failure, OpenedBid, Submission, Tender
from tests.tenders.commission import PLACE, qualify, seat, vote, voters
from tests.tenders.factories import DAY, START, make_documentation, make_tender, offered

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NO_OFFER = {
    "months": "",
    "price": "",
    "headcount": "",
    "risks_transferred": "",
    "spv_declared": False,
    "spv_name": "",
}
RECEIPTS = {
    "two_stage": "Расписка о получении технического предложения",
    "selection": "Расписка о получении заявления на квалификационный отбор",
}


def url(name, *args):
    with override("ru"):
        return reverse(f"tenders:{name}", args=args)


def errors_of(answer):
    """The words of a refusal, for whoever reads a failed test."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))[-3000:]


@pytest.fixture
def page(client_of):
    """``page(actor, name, *args)`` reads, with ``data`` it posts and follows nothing."""

    def ask(actor, name, *args, data=None, status=None):
        client = client_of(actor)
        answer = client.get(url(name, *args)) if data is None else client.post(url(name, *args), data)
        assert answer.status_code == (status or (200 if data is None else 303)), answer.content.decode()[
            :6000
        ]
        return answer.content.decode()

    return ask


@pytest.fixture
def begun(cast, clock_at, page):
    """``begun(kind)``: stage one is published by the staff."""

    def begin(kind):
        clock_at.set(START)
        tender = make_tender(cast, kind=kind, stage1_closes_at=START + 18 * DAY, security_amount=None)
        tender.project.complexity = "yes"
        tender.project.save()
        make_documentation(tender, posted_at=None)
        seat(cast, tender)
        assert url("organizer_stage_one", tender.pk) in page(cast.staff, "organizer_tender", tender.pk)
        page(cast.staff, "organizer_stage_one", tender.pk)
        page(cast.staff, "organizer_stage_one", tender.pk, data={"confirmed": "yes"})
        return Tender.objects.get(pk=tender.pk)

    return begin


def take_part(page, tender, actor, name):
    """Begin by the button of the desk, state the qualification, submit."""
    assert tender.number in page(actor, "bidder")
    page(actor, "bid_begin", tender.pk, data={})
    bid = Bid.objects.get(tender=tender, bidder_id=actor.organisation_id)
    assert bid.stage == 1
    form = page(actor, "bid_offer", bid.pk)
    assert "id_summary" in form
    assert "id_price" not in form
    assert "id_guarantee_file" not in page(actor, "bid_qualification", bid.pk)
    content = {
        **offered(tender, name),
        "offer": NO_OFFER,
        "projects": [],
        "risks": [],
        "funds": [],
        "specialists": [],
    }
    bids.save_draft(bid_id=bid.pk, content=content, revision=bid.draft.revision, by=actor)
    typed = {
        "revision": bid.draft.revision + 1,
        "language": "ru",
        "summary": f"Предложение {name}",
        "then": "stay",
    }
    page(actor, "bid_offer", bid.pk, data=typed)
    assert "Обеспечение не требуется" in page(actor, "bid_submit", bid.pk)
    data = {"confirmed": "yes", "key": str(bid.pk), "incomplete": "on"}
    page(actor, "bid_submit", bid.pk, data=data)
    page(actor, "bid", bid.pk)
    page(actor, "bid_check", bid.pk)
    read = page(actor, "receipt", bid.pk, Submission.objects.get(bid=bid).receipt_number)
    assert RECEIPTS[tender.kind] in read
    assert "Расписка о получении конкурсной заявки" not in read
    return Bid.objects.get(pk=bid.pk)


def step(page, actor, tender, name):
    page(actor, "commission_step", tender.pk, name)
    page(actor, "commission_step", tender.pk, name, data={"confirmed": "yes"})


def sit_down(page, cast, tender, purpose):
    assert f'value="{purpose}"' in page(cast.chair, "commission_sitting", tender.pk)
    present = [actor.person_id for actor in [*voters(cast)[1:], cast.secretary]]
    page(cast.chair, "commission_sitting", tender.pk, data={"purpose": purpose, "present": present, **PLACE})
    for actor in [*voters(cast)[1:], cast.secretary]:
        page(actor, "commission_attendance", tender.pk, data={"person": actor.person_id, "do": "arrive"})


def protocol(page, cast, tender, kind):
    """Close the sitting, draft what the page offers, send and sign it; every text of it has both languages."""
    step(page, cast.chair, tender, "close-sitting")
    assert f'value="{kind}"' in page(cast.secretary, "commission_papers", tender.pk)
    page(cast.secretary, "commission_draft", tender.pk, data={"kind": kind})
    made = Protocol.objects.get(subject=tender.subject, kind=kind)
    page(cast.secretary, "commission_paper", tender.pk, made.pk)
    page(cast.secretary, "commission_paper", tender.pk, made.pk, data={"do": "send"})
    for actor in [*voters(cast), cast.secretary]:
        data = {"do": "sign", "confirmed": "yes", "seen": Protocol.objects.get(pk=made.pk).digest}
        page(actor, "commission_paper", tender.pk, made.pk, data=data)
    made.refresh_from_db()
    assert made.signed_at
    tender.refresh_from_db()
    return made


def asked(actor):
    """What the desk asks this person to do now."""
    with override("en"):
        return [str(thing.what) for thing in desk.waiting(actor, clock.now()) if thing.action]


def opened(page, cast, clock_at, tender):
    clock_at.set(tender.stage1_closes_at + timedelta(minutes=1))
    assert asked(cast.chair) == ["Open the bids of stage one"]
    assert asked(cast.member_1) == []
    opening = url("commission_opening", tender.pk)
    assert opening in page(cast.member_1, "commission"), "what is due stands first among what waits"
    sit_down(page, cast, tender, "opening")
    assert asked(cast.member_1) == ["Confirm the opening"]
    for actor in (cast.chair, cast.member_1):
        step(page, actor, tender, "confirm-opening")
    assert "open-stage-one" in page(cast.chair, "commission_opening", tender.pk)
    step(page, cast.chair, tender, "open-stage-one")
    tender.refresh_from_db()
    page(cast.chair, "commission_opening", tender.pk)
    assert opening not in page(cast.member_1, "commission")
    assert not any(
        row.problems for row in OpenedBid.objects.filter(bid__tender=tender) if "offer" in str(row.problems)
    )
    assert asked(cast.secretary) == ["Write the protocol of the opening"]
    made = protocol(page, cast, tender, "tender.opening_stage1")
    listed = next(block for part in made.context["sections"] for block in part["blocks"] if "rows" in block)
    assert (listed["block"], listed["security"]) == ("bids", "not asked"), "no column of dashes"
    stage_of_its_own = {"two_stage": "ст. 42 Закона", "selection": "ст. 34 Закона"}[tender.kind]
    assert stage_of_its_own in str(made.context["sections"][-1])
    assert url("commission_qualification", tender.pk) in page(cast.secretary, "commission_tender", tender.pk)


def judged(page, cast, tender, rejected=()):
    page(cast.secretary, "commission_qualification", tender.pk)
    step(page, cast.secretary, tender, "open-qualification")
    sit_down(page, cast, tender, "admission")
    for bid in Bid.objects.filter(tender=tender, stage=1):
        bad = bid.bidder_id in rejected
        qualify(cast, bid, failing=4 if bad else 0)
        page(cast.secretary, "commission_bid", tender.pk, bid.pk)
        data = (
            {"admit": "no", "code": "qualification", "reason_kk": "Талап", "reason_ru": "Требование"}
            if bad
            else {}
        )
        page(cast.chair, "commission_judge", tender.pk, bid.pk, data={"admit": "yes", **data})
        vote(cast, Motion.objects.get(closed_at=None))
    protocol(page, cast, tender, "tender.selection")


def test_stage_one_asks_for_no_security_and_only_invited_candidates_bid_in_stage_two(
    cast, clock_at, client_of, page, begun, client
):
    tender = begun("two_stage")
    with override("ru"):
        public = client.get(reverse("registry:tender", args=[tender.number])).content.decode()
    assert "Текст части 2." in public
    assert "Текст части 3." not in public
    assert "потенциальные частные партнеры, комиссия и организатор" in public
    mine = {name: take_part(page, tender, actor, name) for name, actor in people(cast).items()}
    opened(page, cast, clock_at, tender)
    assert published_of_stage_one(client, tender) == {"tender": True, "documentation": True}
    judged(page, cast, tender, rejected=[cast.org_c.pk])
    assert "Талап" in page(cast.bidder_c, "bid", mine["C"].pk)
    refused = page(cast.head, "organizer_approve", tender.pk, data={"confirmed": "yes"}, status=422)
    assert "обсуждения" in refused
    sit_down(page, cast, tender, "discussion")
    same = {"text_kk": "2 кезең", "text_ru": "3 очереди"}
    assert "2" in page(cast.secretary, "commission_discussion", tender.pk, data=same, status=422)
    same["text_ru"] = "2 очереди"
    page(cast.secretary, "commission_discussion", tender.pk, data=same)
    vote(cast, Motion.objects.get(closed_at=None))
    page(cast.member_1, "commission_discussion", tender.pk)
    minutes = protocol(page, cast, tender, "tender.discussion")
    assert "2 очереди" in str(minutes.context)
    closes_at = clock.now().replace(microsecond=0) + 45 * DAY
    terms = {
        "closes_at": closes_at,
        "opens_at": closes_at + DAY,
        "bids_valid_until": (closes_at + 150 * DAY).date(),
    }
    drafting.save_terms(tender_id=tender.pk, by=cast.staff, off_day_confirmed=True, **terms)
    annexed(tender, cast)
    rewritten = {"text_kk": "Қайта жазылды.", "text_ru": "Переписано."}
    DocumentationPart.objects.filter(documentation__tender=tender, number=2).update(**rewritten)
    assert published_of_stage_one(client, tender) == {"tender": True, "documentation": True}
    page(cast.head, "organizer_approve", tender.pk, data={"confirmed": "yes"})
    assert published_of_stage_one(client, tender) == {"tender": True, "documentation": True}
    page(cast.staff, "organizer_publish", tender.pk, data={"confirmed": "yes"})
    assert published_of_stage_one(client, tender) == {"tender": False, "documentation": False}
    assert PrintOrder.objects.filter(kind="tender.invitation").count() == 2
    for order in PrintOrder.objects.filter(kind__in=["tender.invitation", "tender.stage_one"]):
        assert untranslated(order.context) == []
    # the invited go on, the others are told why not
    assert url("bid_begin", tender.pk) in page(cast.bidder_a, "bid", mine["A"].pk)
    page(cast.bidder_a, "bid_letter", mine["A"].pk)
    page(cast.bidder_a, "bid_begin", tender.pk, data={})
    assert Bid.objects.get(tender=tender, stage=2).bidder == cast.org_a
    for outsider in (cast.bidder_c, cast.outsider):
        assert url("bid_begin", tender.pk) not in page(outsider, "bidder")
        assert "первом этапе" in page(outsider, "bid_begin", tender.pk, data={}, status=409)


def published_of_stage_one(client, tender):
    """Whether the parts of stage one stand on the page of the tender, and the tab of the documentation leads there."""
    with override("ru"):
        read = {
            name: client.get(reverse(f"registry:{name}", args=[tender.number])).content.decode()
            for name in ("tender", "documentation")
        }
    return {
        "tender": 'id="stage-one"' in read["tender"] and "Текст части 2." in read["tender"],
        "documentation": f"/ru/tenders/{tender.number}/#stage-one" in read["documentation"],
    }


def people(cast):
    return {"A": cast.bidder_a, "B": cast.bidder_b, "C": cast.bidder_c}


def annexed(tender, cast):
    for language in ("kk", "ru"):
        annexes.attach_file(
            tender_id=tender.pk,
            number=2,
            upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf"),
            language=language,
            title_kk="ТЭН",
            title_ru="ТЭО",
            by=cast.staff,
        )


def test_fewer_than_two_qualified_candidates_fail_the_tender_only_where_selection_was_announced(
    cast, clock_at, page, begun
):
    tender = begun("selection")
    for name in ("A", "B"):
        take_part(page, tender, people(cast)[name], name)
    opened(page, cast, clock_at, tender)
    assert 'value="discussion"' not in page(cast.chair, "commission_sitting", tender.pk)
    judged(page, cast, tender, rejected=[cast.org_b.pk])
    assert Failure.objects.get(tender=tender).ground == "44-4"
    assert "44" in page(cast.head, "organizer_approve", tender.pk, data={"confirmed": "yes"}, status=422)
    assert url("commission_failure", tender.pk) in page(cast.chair, "commission_tender", tender.pk)
    sit_down(page, cast, tender, "failure")
    page(cast.chair, "commission_failure", tender.pk, data={"ground": "44-4", "citation": ""})
    vote(cast, Motion.objects.get(closed_at=None))
    protocol(page, cast, tender, "tender.failure")
    assert tender.state == "failed"
    assert f"parent={tender.pk}" in page(cast.staff, "organizer_tender", tender.pk)


def test_one_admitted_candidate_is_enough_where_proposals_are_only_discussed(cast, clock_at, page, begun):
    tender = begun("two_stage")
    for name in ("A", "B"):
        take_part(page, tender, people(cast)[name], name)
    opened(page, cast, clock_at, tender)
    judged(page, cast, tender, rejected=[cast.org_b.pk])
    assert not Failure.objects.filter(tender=tender).exists()
    assert panel.protocol_of(tender.subject, "tender.selection").audience == "parties"
