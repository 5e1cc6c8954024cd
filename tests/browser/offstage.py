"""What the law wants from everybody or for every piece: a journey shows it on its page for the first of them, and
the others do it here, by the action behind that page.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from contracts.actions import agree_term
from contracts.models import Contract
from ppp_portal.accounts.models import Membership
from ppp_portal.accounts.queries import actor_of
from ppp_portal.journal.actor import Actor
from ppp_portal.panel import actions as panel
from ppp_portal.panel.models import Motion, Protocol, Sitting
from projects.models import InitiationNotice
from tenders.actions import papers
from tenders.actions.admission import record_requirement
from tenders.actions.evaluation import decide_evidence
from tenders.models import EvidenceItem, Tender
from tenders.queries.admission import checklists
from tests.browser.people import CAST

EIGHT = range(1, 9)


def by(key: str) -> Actor:
    return actor_of(Membership.objects.get(person__email=CAST[key].email))


def declare(keys: Iterable[str], of: Tender | InitiationNotice) -> None:
    for key in keys:
        panel.declare(subject=of.subject, no_conflict=True, by=by(key), stream=of.stream)


def come(keys: Iterable[str], of: Tender | InitiationNotice) -> None:
    """To the table, under their own names."""
    sitting = Sitting.objects.get(state="open")
    for key in keys:
        panel.arrive(sitting_id=sitting.pk, by=by(key), stream=of.stream)


def vote(keys: Iterable[str], of: Tender | InitiationNotice) -> None:
    motion = Motion.objects.get(closed_at=None)
    for key in keys:
        panel.cast_vote(motion_id=motion.pk, choice="for", seen=motion.digest, by=by(key), stream=of.stream)


def sign(keys: Iterable[str], of: Tender | InitiationNotice) -> None:
    protocol = Protocol.objects.get(state="signing")
    seen = {"protocol_id": protocol.pk, "seen": protocol.digest}
    for key in keys:
        if isinstance(of, Tender):  # the last signature moves it
            papers.sign(tender_id=of.pk, by=by(key), **seen)
        else:
            panel.sign_protocol(by=by(key), stream=of.stream, **seen)


def find_met(amounts: Mapping[str, Decimal]) -> None:
    """Every requirement of every bid that waits; where one is about money, the sums of the certificate."""
    for bid in Tender.objects.get().bids.all():
        for sheet, lines in checklists(bid):
            for line in lines:
                if line.check is None:
                    record_requirement(
                        bid_id=bid.pk,
                        organisation_id=sheet.organisation_id or bid.bidder_id,
                        requirement=line.requirement.number,
                        verdict="met",
                        amounts={name: amounts[name] for name in line.requirement.amounts},
                        by=by("secretary"),
                    )


def accept_evidence() -> int:
    """What waits, as claimed; how many pieces."""
    waiting = EvidenceItem.objects.filter(accepted=None)
    for item in waiting:
        decide_evidence(item_id=item.pk, accepted=item.claimed, by=by("chair"))
    return len(waiting)


def agree_terms(key: str) -> None:
    contract = Contract.objects.get()
    for term in EIGHT:
        agree_term(contract_id=contract.pk, term=term, by=by(key))
