"""The cut-off of a notice: many bidders propose around the last instant while two sweeps close the acceptance."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from pyrage import x25519

from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.law.refusals import Refused
from projects.actions.acceptance import close_acceptance
from projects.actions.proposals import submit_proposal
from projects.models import AlternativeProposal, InitiationNotice
from projects.queries.alternatives import sealed
from tests.cast import make_cast
from tests.projects.alternatives import written
from tests.projects.factories import published_notice
from tests.tenders.crowd import crowd

CLIENTS, AROUND = 12, 0.4


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    settings.SEALING_KEY = str(x25519.Identity.generate())
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_accepted_proposal_is_missing_none_is_late_and_the_notice_closes_once():
    cast, actors = make_cast(), crowd(CLIENTS)
    notice = published_notice(cast, initiator=cast.org_d)
    drafts = [(written(notice, actor).pk, actor) for actor in actors]
    closes_at = clock.now() + timedelta(seconds=AROUND)
    InitiationNotice.objects.filter(pk=notice.pk).update(closes_at=closes_at, next_deadline_at=closes_at)
    start = threading.Barrier(CLIENTS + 2)

    def proposing(proposal, actor):
        try:
            start.wait()
            time.sleep(random.uniform(0, 2 * AROUND))
            submit_proposal(proposal_id=proposal, key=uuid4(), by=actor)
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connections.close_all()
        return proposal

    def closing():
        try:
            start.wait()
            while InitiationNotice.objects.get(pk=notice.pk).state != "closed":
                close_acceptance(notice_id=notice.pk)
                time.sleep(0.02)
            return {row.pk for row in sealed(notice)}
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS + 2) as pool:
        lists = [pool.submit(closing) for _ in range(2)]
        answers = [pool.submit(proposing, *draft) for draft in drafts]
    accepted = {answer.result() for answer in answers} - {"proposal.late"}
    assert [found.result() for found in lists] == [accepted, accepted]
    assert not AlternativeProposal.objects.filter(submitted_at__gt=closes_at).exists()
    assert Record.objects.filter(stream=notice.stream, kind="initiation.close_acceptance").count() == 1
