"""Doors that stand open for a short while, or to few: states that the permission table needs and that are seldom met.

Each as cheap as it may be: by its actions where two people act, else by its rows.
"""

from typing import Any

from contracts.actions import draft_contract
from contracts.actions.outcome import publish_contract
from ppp_portal.journal import clock
from tenders.actions import amendments, drafting
from tenders.models import Evaluation, Tender
from tests.conftest import StillClock
from tests.contracts.factories import signed, won_tender
from tests.tenders.amending import post_amendment
from tests.tenders.commission import seat
from tests.tenders.factories import (
    DAY,
    annex_study,
    make_documentation,
    make_tender,
    published_tender,
)

REASON = {"reason_kk": "Себебі осы.", "reason_ru": "Причина такова."}


def past(cast: Any, still: StillClock) -> dict[str, str]:
    """Contracts: one that everybody reads, with its evaluation and a tender in its place; one signed by a partner."""
    counted = Evaluation.objects.latest("computed_at")
    concluded = signed(cast, still, published_at=clock.now() + DAY)
    publish_contract(contract_id=concluded.pk, by=cast.staff)
    Evaluation.objects.create(
        tender=concluded.tender,
        inputs=counted.inputs,
        scores=counted.scores,
        sha256=counted.sha256,
        computed_at=counted.computed_at,
    )
    succeeding = make_tender(cast, kind="replacement", replaces=concluded.tender)
    make_documentation(succeeding, posted_at=None)
    shared = won_tender(cast, still, published_at=clock.now() + DAY, organiser=cast.org_other_organiser)
    shared.public_partners.set([cast.org_other_organiser, cast.org_organiser])
    return {
        "public_contract": str(concluded.pk),
        "evaluated_number": concluded.tender.number,
        "succeeding": str(succeeding.pk),
        "partnered": str(draft_contract(tender_id=shared.pk).pk),
    }


def present(cast: Any) -> dict[str, str]:
    """An amendment in work, one before the head after another that is posted; a stage one under discussion."""
    valid = {"bids_valid_until": (clock.now() + 400 * DAY).date()}
    amending, amended = (_suspended(cast, published_tender(cast, **valid)) for _number in range(2))
    post_amendment(cast, amended)
    _suspended(cast, amended)
    text = amendments.submit_amendment(tender_id=amended.pk, by=cast.staff)
    now = clock.now()
    discussed = published_tender(cast, kind="two_stage", state="stage1_closed", stage1_closes_at=now)
    seat(cast, discussed)
    return {
        "amending": str(amending.pk),
        "amended": str(amended.pk),
        "amended_number": amended.number,
        "text_seen": text.digest,
        "discussed": str(discussed.pk),
    }


def _suspended(cast: Any, tender: Tender) -> Tender:
    """Staff proposes, the head announces, staff rewrites a part."""
    version = tender.documentations.count()
    if version == 1:
        annex_study(tender, cast.staff)
    proposal = amendments.propose_amendment(tender_id=tender.pk, by=cast.staff, **REASON)
    amendments.announce_amendment(
        tender_id=tender.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
    words = {"text_kk": f"{version} рет түзетілді.", "text_ru": f"Исправлено {version} раз."}
    drafting.save_part(tender_id=tender.pk, number=3, by=cast.staff, **words)
    tender.refresh_from_db()
    return tender
