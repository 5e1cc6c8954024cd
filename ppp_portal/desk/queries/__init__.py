"""What waits for each role, in a fixed number of queries however many tenders there are."""

from collections.abc import Callable
from datetime import datetime

from ppp_portal.accounts.models import Role
from ppp_portal.desk.queries import auditor, bidder, commission, custodian, organiser
from ppp_portal.desk.waiting import Waiting, by_deadline
from ppp_portal.journal.actor import Actor

Desk = Callable[[Actor, datetime], list[Waiting]]

DESKS: dict[str, Desk] = {
    Role.STAFF: organiser.waiting,
    Role.HEAD: organiser.waiting,
    Role.CHAIR: commission.waiting,
    Role.DEPUTY: commission.waiting,
    Role.MEMBER: commission.waiting,
    Role.SECRETARY: commission.waiting,
    Role.CUSTODIAN: custodian.waiting,
    Role.BIDDER: bidder.waiting,
    Role.AUDITOR: auditor.waiting,
}


def desk(actor: Actor, at: datetime) -> tuple[list[Waiting], list[Waiting]]:
    """(what waits for the actor, what waits for others), each by deadline."""
    things = DESKS[actor.role](actor, at) if actor.role in DESKS else []
    return by_deadline([t for t in things if t.action]), by_deadline([t for t in things if not t.action])
