"""From approved documentation to the public: approval by the head, publication in two languages (p. 20)."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ppp_portal.documents.actions import request_print
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.canonical import canonical_bytes, plain
from ppp_portal.journal.records import record
from ppp_portal.law.acts import law, p605
from ppp_portal.law.calendar import local_day
from ppp_portal.law.packs import pack, pack_for
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.sealing.suites import suite
from projects.models import Project
from tenders.actions import candidates
from tenders.actions.annexes import open_annexes
from tenders.actions.moving import lock_own, make_move, refuse_move
from tenders.actions.terms import hold_back, take_effect
from tenders.models import Documentation, Tender
from tenders.protocols.announcement import announcement
from tenders.protocols.stage_one import call
from tenders.queries import documentation as texts
from tenders.queries.admission import count_facts
from tenders.queries.beside import beside
from tenders.queries.commission import signed
from tenders.queries.readiness import call_facts, readiness
from tenders.rules.documentation import refuse_documentation
from tenders.rules.drafting import refuse_second
from tenders.rules.publication import (
    StageOneFacts,
    refuse_call,
    refuse_figures,
    refuse_skipping,
    security_amount,
)
from tenders.states import TenderState


@transaction.atomic
def publish_stage_one(*, tender_id: UUID, by: Actor) -> Tender:
    """Publish the task of stage one (two stages) or the call for the qualification selection. No security (p. 31)."""
    tender = lock_own(tender_id, by)
    _hold_card(tender)
    at = clock.now()
    refuse(why_no_stage_one(tender, by, at))
    documentation = texts.current(tender)
    tender.rule_pack = pack_for(local_day(at)).key
    tender.stage1_published_at = at
    hold_back(tender, documentation)
    _make_key(tender)
    make_move(tender, "publish_stage_one", by=by, at=at, facts={"stage1_closes_at": tender.stage1_closes_at})
    request_print(
        "tender.stage_one",
        call(tender, documentation),
        key=f"tender.stage_one:{tender.pk}",
        subject=tender.subject,
        at=at,
        by=by,
        audience="public",
    )
    return tender


def why_no_stage_one(tender: Tender, by: Actor, at: datetime) -> list[Refusal]:
    """What keeps ``by`` from publishing stage one now; its page tells it before the press."""
    refusals = [*_refuse_second(tender), *refuse_move(tender, "publish_stage_one", by)]
    if not tender.row.staged:
        refusals.append(Refusal("publication.no_stage_one", law("42")))
    return [*refusals, *refuse_call(call_facts(tender, texts.current(tender), at), at)]


@transaction.atomic
def approve_documentation(*, tender_id: UUID, by: Actor) -> Tender:
    """The organiser's head approves the thirteen parts; afterwards they change only by returning to the draft."""
    tender = lock_own(tender_id, by)
    _hold_card(tender)
    documentation = texts.current(tender)
    at = clock.now()
    refuse(why_no_approval(tender, documentation, by))
    documentation.approved_at = at
    documentation.save(update_fields=["approved_at"])
    make_move(tender, "approve_documentation", by=by, at=at, facts={"version": documentation.version})
    return tender


def why_no_approval(tender: Tender, documentation: Documentation, by: Actor) -> list[Refusal]:
    """What keeps ``by`` from approving the thirteen parts; the page tells it before the press."""
    return [
        *refuse_move(tender, "approve_documentation", by),
        *left_of_stage_one(tender),
        *refuse_documentation(texts.documentation_facts(tender, documentation)),
        *refuse_figures(texts.texts_to_compare(tender, documentation)),
    ]


def why_no_publication(
    tender: Tender, documentation: Documentation, by: Actor, at: datetime
) -> list[Refusal]:
    """What keeps ``by`` from announcing the tender now; the page tells it before the press."""
    return [
        *refuse_move(tender, "publish_tender", by),
        *_refuse_second(tender),
        *readiness(tender, documentation, at).all,
    ]


def _hold_card(tender: Tender) -> None:
    """Nobody changes the card of the project while it is taken over into the documentation."""
    Project.objects.select_for_update(no_key=True).get(pk=tender.project_id)


def _refuse_second(tender: Tender) -> list[Refusal]:
    """Two drafts may wait on one project; only one of them is announced. Whoever decides holds the card."""
    return refuse_second(beside(tender.project_id, tender.pk), replaces=bool(tender.replaces_contract))


def left_of_stage_one(tender: Tender) -> list[Refusal]:
    """What stage one still has to bring before the documentation is approved; nothing where there is none."""
    if not tender.row.staged:
        return []
    count = count_facts(tender)
    return refuse_skipping(
        StageOneFacts(
            passed=tender.state != TenderState.DRAFT,
            judged=count.judged,
            admitted=count.admitted,
            minimum=count.minimum,
            discussed=not tender.row.discusses or signed(tender, "tender.discussion") is not None,
        )
    )


@transaction.atomic
def return_to_draft(*, tender_id: UUID, by: Actor, reason: str) -> Tender:
    """Take the approval back while nothing is published; after a stage one, back to its review, never before it."""
    tender = lock_own(tender_id, by)
    at = clock.now()
    refusals = refuse_move(tender, "return_to_draft", by)
    if not reason.strip():
        refusals.append(Refusal("publication.reason_missing", p605("A1.10"), field="reason"))
    refuse(refusals)
    target = TenderState.STAGE1_CLOSED if tender.stage1_published_at else None
    make_move(tender, "return_to_draft", by=by, at=at, facts={"reason": reason}, target=target)
    return tender


@transaction.atomic
def publish_tender(*, tender_id: UUID, by: Actor) -> Tender:
    """Announce the tender: freeze the documentation under its hash, fix security and rule pack, make the key."""
    tender = lock_own(tender_id, by)
    documentation = texts.current(tender)
    _hold_card(tender)
    at = clock.now()
    refuse(why_no_publication(tender, documentation, by, at))
    take_effect(tender, documentation)
    assert tender.investments is not None
    if tender.stage1_published_at is None:  # the edition of the first announcement stays (T-07)
        tender.rule_pack = pack_for(local_day(at)).key
    tender.security_amount = security_amount(tender.investments, pack(tender.rule_pack))
    tender.published_at = at
    post(tender, documentation, at)
    _make_key(tender)
    make_move(
        tender,
        "publish_tender",
        by=by,
        at=at,
        facts={
            "documentation": documentation.sha256,
            "closes_at": tender.closes_at,
            "opens_at": tender.opens_at,
            "security_amount": tender.security_amount,
            "rule_pack": tender.rule_pack,
            "suite": tender.sealing_suite,
        },
    )
    request_print(
        "tender.announcement",
        announcement(tender, documentation),
        key=f"tender.announcement:{tender.pk}:{documentation.version}",
        subject=tender.subject,
        at=at,
        by=by,
        audience="public",
    )
    if tender.stage1_published_at is not None:
        candidates.invite(tender, at=at, by=by)
    return tender


def post(tender: Tender, documentation: Documentation, at: datetime) -> None:
    """Freeze one version under the hash of its canonical form; its annexes become everybody's."""
    open_annexes(documentation, at)
    documentation.posted_at = at
    documentation.form = plain(texts.canonical(tender, documentation))
    documentation.sha256 = hashlib.sha256(canonical_bytes(documentation.form)).hexdigest()
    documentation.save(update_fields=["posted_at", "form", "sha256"])
    record(
        "tender.documentation_posted",
        stream=tender.stream,
        by=Actor("system"),
        at=at,
        facts={"version": documentation.version, "sha256": documentation.sha256},
        basis=[p605("A1.10")],
    )


def _make_key(tender: Tender) -> None:
    """The tender's own sealing key; a stage two goes on under the key of stage one."""
    if tender.published_at is not None and tender.stage1_published_at is not None:
        return
    suite(tender.sealing_suite).new_key(tender.subject)
