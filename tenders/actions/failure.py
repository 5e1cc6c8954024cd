"""A tender that failed: proposed by the portal (grounds 1, 2, 4) or by the commission (3), confirmed by a vote
and a signed protocol.

Nobody may learn before the hour of the opening that nobody bid: the proposal of ground 1 is written to a private
stream, ``queries.commission.failure`` shows it only from that hour on, and the public record names the head of
that stream when the failure is declared.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import both
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.journal.models import Record
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import refuse
from ppp_portal.panel.models import Motion
from tenders.actions import moving
from tenders.actions.at_table import put, refuse_at_table, refuse_by_protocol
from tenders.models import Bid, Failure, Tender
from tenders.queries import admission, commission
from tenders.rules.commission import refuse_undecided, refuse_unsigned
from tenders.rules.documentation import Pair
from tenders.rules.failure import BASIS, FAILED, detected, refuse_declaration, refuse_proposal
from tenders.rules.opening import refuse_hour
from tenders.rules.outcome import refuse_undecided_fault
from tenders.states import LIVE_BID, BidState, TenderState

NOTHING = Pair()
QUESTION = _("Shall the tender be declared failed on the ground “%(ground)s”?")


def detect(tender: Tender, *, at: datetime, by: Actor = SYSTEM) -> Failure | None:
    """Propose the failure that the facts give, if they give one. The caller holds the tender's lock."""
    ground = detected(admission.count_facts(tender))
    if not ground:
        return None
    waiting = Failure.objects.filter(tender=tender).first()
    if waiting is not None and (waiting.confirmed_at or waiting.ground == ground):
        return waiting
    effective = (tender.closes_at if tender.state == TenderState.CLOSED else None) or at
    return _proposed(tender, ground, NOTHING, effective_at=effective, at=at, by=by)


@transaction.atomic
def propose_failure(*, tender_id: UUID, ground: str, by: Actor, citation: Pair = NOTHING) -> Motion:
    """Put the failure to the vote. Ground 3 rests on its citation alone; the others must be facts."""
    tender = moving.lock(tender_id)
    at = clock.now()
    facts = admission.count_facts(tender)
    hour = tender.opens_at if tender.state == TenderState.CLOSED else None
    refuse(
        [
            *refuse_at_table(
                tender, by, "failure", "admission", "negotiation", who="leads", move="declare_failed"
            ),
            *refuse_hour(at, hour),
            *refuse_undecided_fault(tender.lapse_fault),
            *refuse_proposal(facts, ground, citation),
        ]
    )
    waiting = Failure.objects.filter(tender=tender).first()
    if waiting is None or (waiting.ground, *_cited(waiting).values()) != (ground, citation.kk, citation.ru):
        waiting = _proposed(tender, ground, citation, effective_at=at, at=at, by=by)
    content = {"ground": ground, **_cited(waiting)}
    words = both(Failure.Ground(ground).label)
    return put(tender, "tender.failed", QUESTION, key=ground, content=content, by=by, at=at, ground=words)


@transaction.atomic
def declare_failed(*, tender_id: UUID, by: Actor) -> Tender:
    """The signed protocol makes the tender fail. A new tender may then name it as its parent."""
    tender = moving.lock(tender_id)
    at = clock.now()
    if tender.state == TenderState.FAILED:
        return tender
    refuse([*refuse_by_protocol(tender, by, "declare_failed"), *refuse_undecided_fault(tender.lapse_fault)])
    proposed = Failure.objects.filter(tender=tender).first()
    ground = proposed.ground if proposed else None
    refuse(refuse_declaration(admission.count_facts(tender), ground))
    assert proposed is not None
    vote = commission.adopted(tender, "tender.failed", proposed.ground)
    protocol = commission.signed(tender, "tender.failure", since=vote.closed_at if vote else None)
    refuse(
        [*refuse_undecided(adopted=vote is not None), *refuse_unsigned(protocol.state if protocol else "")]
    )
    assert protocol is not None
    proposed.protocol, proposed.confirmed_at = protocol, protocol.signed_at
    proposed.save(update_fields=["protocol", "confirmed_at"])
    tender.ended_at = protocol.signed_at
    live = list(Bid.objects.filter(tender=tender, state__in=[str(state) for state in LIVE_BID]))
    for bid in live:
        bid.state = BidState.EXPIRED
        bid.save(update_fields=["state"])
    facts = {
        "ground": proposed.ground,
        **_cited(proposed),
        "protocol": str(protocol.pk),
        **_private(tender),
    }
    moving.make_move(tender, "declare_failed", by=by, at=at, facts=facts, effective_at=protocol.signed_at)
    return tender


def _proposed(
    tender: Tender, ground: str, citation: Pair, *, effective_at: datetime, at: datetime, by: Actor
) -> Failure:
    cited = {"citation_kk": citation.kk.strip(), "citation_ru": citation.ru.strip()}
    values = {"ground": ground, **cited, "proposed_at": effective_at, "noticed_at": at}
    made, _new = Failure.objects.update_or_create(tender=tender, confirmed_at=None, defaults=values)
    record(
        "tender.failure_proposed",
        stream=tender.sealed_stream,
        by=by,
        at=at,
        effective_at=effective_at,
        facts={"tender": tender.pk, "ground": ground, **cited},
        basis=[BASIS.get(ground, FAILED)],
    )
    return made


def _cited(failure: Failure) -> dict[str, str]:
    return {"citation_kk": failure.citation_kk or "", "citation_ru": failure.citation_ru or ""}


def _private(tender: Tender) -> dict[str, str]:
    last = Record.objects.filter(stream=tender.sealed_stream).order_by("-sequence").only("hash").first()
    return {"head": last.hash} if last else {}
