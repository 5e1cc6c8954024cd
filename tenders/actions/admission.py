"""Qualification and admission.

1. ``open_qualification``: a sheet with the eight requirements of art. 32 for each opened bid (a consortium: one
   each and a joint one).
2. ``record_requirement``: what was found, with evidence; anybody of the commission may record it.
3. In a sitting for the admission ``judge_bid`` puts each bid to the vote: admit, or reject with ground and reason.
4. The protocol of admission is drafted, the sitting closed, the protocol signed. With the last signature the
   portal makes the move ``decide_admission``: bids become ADMITTED or REJECTED, the securities of the rejected
   fall due, and where nobody (or too few) is left the portal proposes the failure of p. 44.

The candidates of stage one (technical proposals, applications for the selection) go the same way, which ends in
``decide_selection``.
"""

from typing import Any, Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.models import Document
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.panel.models import Motion
from ppp_portal.qualification import actions as qualification
from ppp_portal.qualification.models import Check, Sheet
from tenders.actions import candidates, failure, moving, security
from tenders.actions.at_table import put, refuse_at_table, refuse_by_protocol
from tenders.models import Bid, OpenedBid, Tender
from tenders.models.security import ReturnTrigger
from tenders.protocols.bidders import who
from tenders.queries import admission, commission, opening
from tenders.queries.bids import counted, security_facts
from tenders.rules.admission import (
    EXAMINED,
    QUALIFIED,
    refuse_judgement,
    refuse_undecided_bids,
    refuse_unopened,
    refuse_unsecured_bid,
)
from tenders.rules.commission import refuse_unsigned
from tenders.states import BidState, TenderState

# What is put to the vote, to admit and to reject: bids in stage two, candidates before it.
QUESTIONS = {
    2: {
        True: _("Shall the bid of %(name)s (%(identity)s) be admitted?"),
        False: _("Shall the bid of %(name)s (%(identity)s) be rejected? Reason: %(reason)s"),
    },
    1: {
        True: _("Shall the candidate %(name)s (%(identity)s) be admitted?"),
        False: _("Shall the candidate %(name)s (%(identity)s) be rejected? Reason: %(reason)s"),
    },
}


@transaction.atomic
def open_qualification(*, tender_id: UUID, by: Actor) -> list[Sheet]:
    """A sheet for every bid that could be opened. Repeating it gives the same sheets."""
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse([*refuse_examining(tender), *refuse_at_table(tender, by, who="seated")])
    stage = admission.stage_of(tender)
    sheets = []
    for opened in opening.opened_list(tender, stage):
        if opened.unreadable:
            continue
        parties = counted(opened.bid)
        together = len(parties) > 1 or opened.spv_declared
        sheets += qualification.open_sheets(
            subject=admission.key(opened.bid),
            organisation_id=opened.bid.bidder_id,
            deadline=(tender.stage1_closes_at if stage == 1 else tender.closes_at) or at,
            pack=tender.rule_pack,
            object_cost=admission.object_cost(tender),
            participants=parties if together else (),
            spv=opened.spv_declared,
            by=by,
            stream=opened.bid.stream,
            at=at,
        )
    return sheets


@transaction.atomic
def record_requirement(
    *,
    bid_id: UUID,
    organisation_id: int,
    requirement: int,
    by: Actor,
    document: Document | None = None,
    **found: Unpack[qualification.Found],
) -> Check:
    """Record what was found about one requirement of one organisation.

    Without evidence named, the bidder's own statement and file for this requirement stand for it, quoted in the
    language of the bid.
    """
    tender, bid = _lock_bid(bid_id)
    at = clock.now()
    refuse([*refuse_examining(tender), *refuse_at_table(tender, by, who="seated")])
    sheet = admission.sheet_for(bid, organisation_id, requirement)
    if sheet is None:
        raise Refused([Refusal("admission.no_sheet", QUALIFIED)])
    own_file, own_words, language = _own_evidence(bid, requirement)
    named = document or found.get("evidence_kk", "").strip() or found.get("evidence_ru", "").strip()
    return qualification.record_check(
        sheet_id=sheet.pk,
        requirement=requirement,
        statement="" if named else own_words,
        statement_language=language,
        document=document or own_file,
        by=by,
        stream=bid.stream,
        at=at,
        **found,
    )


@transaction.atomic
def judge_bid(
    *, bid_id: UUID, admit: bool, by: Actor, code: str = "", reason_kk: str = "", reason_ru: str = ""
) -> Motion:
    """Put one bid to the vote: admit it, or reject it on the ground ``code`` (``rules.admission.GROUNDS``).

    What is adopted binds the protocol, so the reason is given in both its languages.
    """
    tender, bid = _lock_bid(bid_id)
    at = clock.now()
    refuse([*refuse_examining(tender), *refuse_at_table(tender, by, "admission", who="leads")])
    opened = OpenedBid.objects.filter(bid=bid).first()
    if opened is None:
        raise Refused([Refusal("admission.not_opened", EXAMINED)])
    opened.bid = bid
    reasons = (reason_kk.strip(), reason_ru.strip())
    facts = admission.judgement_facts(admission.case(opened, tender))
    refuse(
        [
            *_refuse_unopened(tender),
            *refuse_judgement(facts, admit=admit, code=code, reasons=reasons),
        ]
    )
    content: dict[str, Any] = {"bid": str(bid.pk), "admit": admit, "sha256": bid.sha256}
    if not admit:
        content |= {"code": code, "reason": {"kk": reasons[0], "ru": reasons[1]}}
    return put(
        tender,
        admission.ADMIT,
        QUESTIONS[bid.stage][admit],
        key=admission.key(bid),
        content=content,
        by=by,
        at=at,
        **who(bid),
        **({} if admit else {"reason": _both(reasons)}),
    )


@transaction.atomic
def decide_admission(*, tender_id: UUID, by: Actor) -> Tender:
    """Make the decisions of the signed protocol of admission effective. Repeating it changes nothing."""
    tender = moving.lock(tender_id)
    at = clock.now()
    if tender.state == TenderState.ADMITTED:
        return tender
    refuse(refuse_by_protocol(tender, by, "decide_admission"))
    refuse(_refuse_unopened(tender))
    signed_at, decided = _decide(tender, "tender.admission", by=by, at=at)
    tender.admitted_at = signed_at
    moving.make_move(
        tender, "decide_admission", by=by, at=at, facts={"bids": decided}, effective_at=signed_at
    )
    failure.detect(tender, at=at, by=by)
    return tender


@transaction.atomic
def decide_selection(*, tender_id: UUID, by: Actor) -> Tender:
    """The same for the candidates of stage one; the tender itself stays in stage one until it is documented."""
    tender = moving.lock(tender_id)
    at = clock.now()
    if tender.state != TenderState.STAGE1_CLOSED:
        raise Refused([Refusal("tender.wrong_state", EXAMINED, {"state": tender.get_state_display()})])
    refuse(refuse_by_protocol(tender, by, "declare_failed"))
    signed_at, decided = _decide(tender, "tender.selection", by=by, at=at)
    facts = {"tender": tender.pk, "number": tender.number, "bids": decided}
    record(
        "tender.decide_selection",
        stream=tender.stream,
        by=by,
        at=at,
        effective_at=signed_at,
        facts=facts,
        basis=[EXAMINED],
    )
    candidates.tell(tender, at=at)
    failure.detect(tender, at=at, by=by)
    return tender


def _decide(tender: Tender, kind: str, *, by: Actor, at: Any) -> tuple[Any, list[dict[str, Any]]]:
    """Carry out the votes on every bid; refused while one is missing or the protocol does not tell of it."""
    cases = admission.cases(tender)
    open_cases = [case for case in cases if case.bid.state == BidState.OPENED]
    votes = [case.decision.closed_at for case in open_cases if case.decision]
    last = max((closed for closed in votes if closed), default=None)
    protocol = commission.signed(tender, kind, since=last)
    refuse(
        [
            *refuse_undecided_bids(sum(case.decision is None for case in open_cases)),
            *refuse_unsigned(protocol.state if protocol else ""),
        ]
    )
    assert protocol is not None
    assert protocol.signed_at is not None
    for case in open_cases:
        refuse(refuse_unsecured_bid(security_facts(case.bid)) if case.admits else [])
    rejected, decided = [], []
    for case in open_cases:
        assert case.decision is not None
        bid, content = case.bid, case.decision.content
        for sheet in case.outcome.sheets:
            if case.outcome.result != "blocked":
                qualification.close_sheet(sheet_id=sheet.pk, by=by, stream=bid.stream, at=at)
        if content["admit"]:
            bid.state = BidState.ADMITTED
        else:
            bid.state, bid.rejection_code = BidState.REJECTED, content["code"]
            bid.rejection_reason_kk = content["reason"]["kk"]
            bid.rejection_reason_ru = content["reason"]["ru"]
            rejected.append(bid)
        bid.save()
        decided.append({"bid": bid.pk, "admitted": content["admit"], "code": content.get("code", "")})
        facts = {
            "bid": bid.pk,
            "tender": tender.pk,
            "admitted": content["admit"],
            "code": content.get("code", ""),
        }
        record("bid.judged", stream=bid.stream, by=by, at=at, facts=facts, basis=[EXAMINED])
    signed_at = protocol.signed_at
    security.due_returns(tender, ReturnTrigger.ADMISSION, rejected, at, by, happened_at=signed_at)
    return protocol.signed_at, decided


def _refuse_unopened(tender: Tender) -> list[Refusal]:
    kind = "tender.opening_stage1" if admission.stage_of(tender) == 1 else "tender.opening"
    return refuse_unopened(signed=commission.signed(tender, kind) is not None)


def refuse_examining(tender: Tender) -> list[Refusal]:
    """The eight requirements are examined between the opening and the admission, or in stage one."""
    if tender.state in (TenderState.OPENED, TenderState.STAGE1_CLOSED):
        return []
    return [Refusal("tender.wrong_state", EXAMINED, {"state": tender.get_state_display()})]


def _lock_bid(bid_id: UUID) -> tuple[Tender, Bid]:
    tender = moving.lock(Bid.objects.values_list("tender_id", flat=True).get(pk=bid_id))
    return tender, Bid.objects.select_related("bidder").get(pk=bid_id)


def _own_evidence(bid: Bid, requirement: int) -> tuple[Document | None, str, str]:
    """The bidder's file and statement for a requirement, and the language the bid is written in."""
    found = getattr(bid, "opened", None)
    content = found.content if found else {}
    answers = content.get("qualification")
    row = answers.get(str(requirement)) if isinstance(answers, dict) else None
    if not isinstance(row, dict):
        return None, "", ""
    language = "ru" if content.get("language") == "ru" else "kk"
    return opening.file_of(bid, str(row.get("file") or "")), str(row.get("statement") or "")[:500], language


def _both(reasons: tuple[str, str]) -> Any:
    from ppp_portal.documents.values import Both

    return Both(kk=reasons[0], ru=reasons[1])
