"""Outside training a protocol is signed only with the signed file: its page waits for it and takes it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ppp_portal.desk.queries import commission as desk
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions as panel
from tenders.actions import opening, papers
from tests.tenders.commission import closed_tender, sit, voters

pytestmark = pytest.mark.django_db

WAITS = "The portal waits for the signed file"


def scan():
    return SimpleUploadedFile("protocol.txt", "Қол қойылған хаттама".encode(), "text/plain")


@pytest.fixture
def signing(cast, clock_at, monkeypatch):
    """The protocol of the opening, sent to be signed on an installation that is not for training."""
    tender = closed_tender(cast, clock_at, {"A": cast.bidder_a})
    sitting = sit(cast, tender, "opening")
    for who in (cast.chair, cast.member_1):
        opening.confirm_opening(tender_id=tender.pk, by=who)
    tender = opening.open_bids(tender_id=tender.pk, by=cast.chair)
    panel.close_sitting(sitting_id=sitting.pk, by=cast.chair, stream=tender.stream)
    made = papers.draft(tender_id=tender.pk, kind="tender.opening", by=cast.secretary)
    monkeypatch.setattr("ppp_portal.journal.clock.is_training", lambda: False)
    panel.send_to_signing(protocol_id=made.pk, by=cast.secretary, stream=tender.stream)
    return tender, made


def test_p36_the_protocol_waits_for_the_signed_file_and_is_signed_with_it(cast, client_of, signing):
    tender, made = signing
    page = reverse("tenders:commission_paper", args=[tender.pk, made.pk]).replace("/kk/", "/en/")
    signers = [*voters(cast), cast.secretary]
    for who in signers[:-1]:
        papers.sign(tender_id=tender.pk, protocol_id=made.pk, by=who)
    secretary = client_of(cast.secretary)
    assert WAITS not in secretary.get(page).content.decode()
    assert secretary.post(page, {"do": "file", "file": scan()}).status_code == 422, (
        "somebody has yet to answer"
    )
    papers.refuse_to_sign(
        tender_id=tender.pk,
        protocol_id=made.pk,
        reason_kk="Келіспеймін",
        reason_ru="Не согласна",
        by=cast.secretary,
    )
    made.refresh_from_db()
    assert made.state == "signing"
    member = client_of(cast.member_1)
    shown = member.get(page).content.decode()
    assert WAITS in shown
    address = reverse("tenders:commission_paper", args=[tender.pk, made.pk])
    assert address in [row.url for row in desk.waiting(cast.secretary, clock.now())]
    assert address not in [row.url for row in desk.waiting(cast.member_1, clock.now())]
    assert 'type="file"' not in shown
    assert member.post(page, {"do": "file", "file": scan()}).status_code == 422
    assert 'type="file"' in secretary.get(page).content.decode()
    assert secretary.post(page, {"do": "file"}).status_code == 422
    assert secretary.post(page, {"do": "file", "file": scan()}).status_code == 303
    made.refresh_from_db()
    assert (made.state in ("signed", "published"), made.signed_file.filename) == (True, "protocol.txt")
    assert WAITS not in secretary.get(page).content.decode()
    assert address not in [row.url for row in desk.waiting(cast.secretary, clock.now())]


def test_a_file_that_nobody_waits_for_is_refused(cast, signing):
    tender, made = signing
    with pytest.raises(Refused) as refused:
        papers.register_file(tender_id=tender.pk, protocol_id=made.pk, upload=scan(), by=cast.chair)
    assert [row.code for row in refused.value.refusals] == ["protocol.file_not_awaited"]
