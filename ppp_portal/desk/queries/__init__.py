"""What waits for each role, in a fixed number of queries however many tenders there are."""

from collections.abc import Callable
from datetime import datetime

from ppp_portal.accounts.models import Role
from ppp_portal.desk.queries import (
    auditor,
    bidder,
    commission,
    custodian,
    extending,
    initiatives,
    living,
    organiser,
    replacing,
    watching,
)
from ppp_portal.desk.waiting import Waiting, by_deadline
from ppp_portal.journal.actor import Actor

Desk = Callable[[Actor, datetime], list[Waiting]]

ORGANISER = (organiser.waiting, living.of_organiser, replacing.of_organiser, watching.of_organiser)
COMMISSION = (commission.waiting, initiatives.of_group, extending.of_group)
DESKS: dict[str, tuple[Desk, ...]] = {
    Role.STAFF: ORGANISER,
    Role.HEAD: ORGANISER,
    Role.CHAIR: COMMISSION,
    Role.DEPUTY: COMMISSION,
    Role.MEMBER: COMMISSION,
    Role.SECRETARY: COMMISSION,
    Role.CUSTODIAN: (custodian.waiting,),
    Role.BIDDER: (
        bidder.waiting,
        initiatives.of_bidder,
        living.of_private,
        replacing.of_private,
        watching.of_private,
    ),
    Role.AUDITOR: (auditor.waiting,),
}


def desk(actor: Actor, at: datetime) -> tuple[list[Waiting], list[Waiting]]:
    """(what waits for the actor, what waits for others), each by deadline."""
    things = [thing for waiting in DESKS.get(actor.role, ()) for thing in waiting(actor, at)]
    return by_deadline([t for t in things if t.action]), by_deadline([t for t in things if not t.action])
