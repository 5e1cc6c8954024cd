"""The auditor reads the initiatives of the organisations in the mandate; each view stands in the journal."""

import json

import pytest
from django.urls import reverse

from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import Document, PrintOrder
from ppp_portal.journal.models import Record
from projects.actions import initiation, ways
from tests.projects.alternatives import REASON, compare, open_all, paper, recommend, submitted
from tests.projects.factories import drafted_notice, published_notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(cast, clock_at):
    return published_notice(cast, clock_at)


def url(name, *args):
    return reverse(f"projects:{name}", args=args)


def views(cast):
    rows = Record.objects.filter(kind="audit.viewed", stream=f"organisation:{cast.auditor.organisation_id}")
    return [json.loads(bytes(row.body))["facts"] for row in rows.order_by("pk")]


def test_before_the_opening_an_auditor_reads_the_notice_and_nothing_of_proposals(cast, notice, client_of):
    auditor = client_of(cast.auditor)
    page = auditor.get(url("audited_notice", notice.pk)).content.decode()
    proposal = submitted(notice, cast.bidder_a)
    again = auditor.get(url("audited_notice", notice.pk)).content.decode()
    for shown in (page, again):
        assert "Ұсыныстар ашылғанша олардың ба" in shown
        assert cast.org_a.name_kk not in shown
    for order in PrintOrder.objects.filter(subject=proposal.stream):
        printed = carry_out(order)["kk"]
        assert auditor.get(url("audited_file", notice.pk, printed.pk)).status_code == 404
    assert proposal.stream.encode() not in b"".join(auditor.get(url("audited_notice_journal", notice.pk)))


def test_after_it_the_auditor_reads_proposals_comparison_decisions_and_every_paper(
    cast, notice, client_of, clock_at
):
    submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    ways.record_alternatives(notice_id=notice.pk, document=paper(), by=cast.staff, **REASON)
    compare(cast, notice)
    recommend(cast, notice)
    auditor = client_of(cast.auditor)
    assert notice.number in auditor.get(url("audited_notices")).content.decode()
    page = auditor.get(url("audited_notice", notice.pk)).content.decode()
    for words in (
        cast.org_a.name_kk,
        "1 талапқа жауап",
        "4 000 000 000",
        "Камералар саны",
        f"{notice.number}/M",
    ):
        assert words in page, words
    printed = carry_out(PrintOrder.objects.get(kind="comparison.matrix"))
    sheet = url("audited_file", notice.pk, printed["kk"].pk)
    assert sheet in auditor.get(url("audited_notice", notice.pk)).content.decode()
    assert b"".join(auditor.get(sheet)).startswith(b"%PDF")
    told = b"".join(auditor.get(url("audited_notice_journal", notice.pk)))
    assert b"comparison.closed" in told
    seen = views(cast)
    assert {row["subject"] for row in seen} == {notice.subject}
    assert [row["page"] for row in seen] == [
        "audited_notice",
        "audited_notice",
        "audited_file",
        "audited_journal",
    ]


def test_nobody_else_and_nothing_else_is_found_there(cast, notice, client_of):
    pages = [url("audited_notices"), url("audited_notice", notice.pk)]
    for actor in (cast.staff, cast.chair, cast.bidder_a, cast.admin):
        assert [client_of(actor).get(page).status_code for page in pages] == [404, 404]
    other = published_notice(cast, organiser=cast.org_other_organiser, number="N-2026-00077")
    draft = drafted_notice(cast, number="N-2026-00078")
    auditor = client_of(cast.auditor)
    assert auditor.get(url("audited_notice", draft.pk)).status_code == 404
    assert auditor.get(url("audited_notice", other.pk)).status_code == 404
    stray = Document.objects.exclude(subject=notice.subject).first()
    if stray:
        assert auditor.get(url("audited_file", notice.pk, stray.pk)).status_code == 404


def test_the_ground_that_names_the_initiator_is_read_after_the_acceptance_only(
    cast, draft, client_of, clock_at
):
    notice = initiation.publish_notice(notice_id=draft.pk, by=cast.head)
    auditor, file = client_of(cast.auditor), url("audited_file", notice.pk, notice.ground_document_id)
    assert auditor.get(file).status_code == 404
    submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    assert b"".join(auditor.get(file))
