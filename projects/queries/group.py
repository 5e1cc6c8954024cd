"""Reads of the working group on an initiative."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from ppp_portal.comparison import queries as compared
from ppp_portal.journal.actor import Actor
from ppp_portal.panel import queries as panel
from ppp_portal.panel.models import Attendance, Motion, Protocol, Sitting
from ppp_portal.panel.queries.choosing import Work
from ppp_portal.panel.rules import SeatFacts
from ppp_portal.panel.states import Outcome, ProtocolState, SeatRole, SittingState
from projects.models import InitiationNotice
from projects.queries.alternatives import IN_FORCE, RECOMMENDATION
from projects.queries.initiation import PACK
from projects.rules.group import COMPARING, TableFacts
from projects.states import InitiationState

UNDECIDED = (InitiationState.DRAFT, InitiationState.PUBLISHED, *COMPARING)
LEADING = frozenset({SeatRole.CHAIR, SeatRole.DEPUTY, SeatRole.SECRETARY})


def by_id(pk: UUID) -> InitiationNotice | None:
    return InitiationNotice.objects.select_related("organiser", "project").filter(pk=pk).first()


def in_work(keys: list[str]) -> dict[str, Work]:
    """Those on which the head has not decided yet."""
    found = InitiationNotice.objects.filter(pk__in=keys, state__in=UNDECIDED).values_list("pk", "number")
    return {str(pk): Work(number, "projects:notice", (str(pk),)) for pk, number in found}


def my_notices(actor: Actor) -> list[InitiationNotice]:
    """The notices in whose working groups the actor sits, the newest first."""
    if actor.person_id is None:
        return []
    subjects = [row.subject for row in panel.subjects_of(actor.person_id)]
    keys = [UUID(name.removeprefix("initiation:")) for name in subjects if name.startswith("initiation:")]
    found = InitiationNotice.objects.filter(pk__in=keys).select_related("organiser", "project")
    return list(found.order_by("-created_at", "-pk"))


def sitting_now(notice: InitiationNotice) -> Sitting | None:
    sitting = panel.open_sitting(notice.subject)
    return sitting if sitting and sitting.state == SittingState.OPEN else None


def table(
    notice: InitiationNotice, by: Actor, sitting: Sitting | None = None, seats: Sequence[SeatFacts] = ()
) -> TableFacts:
    """The acting person at the table of the working group now; ``sitting`` and ``seats`` where they are at hand."""
    sitting, seats = sitting or sitting_now(notice), seats or panel.composition(notice.subject)
    seat = panel.own_seat(by, seats) if by.is_person else None
    if seat is None:
        return TableFacts(seated=False, clear=False)
    leads = seat.role in LEADING
    if sitting is None:
        return TableFacts(clear=seat.clear, votes=seat.votes, leads=leads)
    quorum = panel.quorum_of(sitting, seats)
    return TableFacts(
        clear=seat.clear,
        votes=seat.votes,
        leads=leads,
        sitting=True,
        quorum=quorum.reached,
        presides=quorum.presiding == by.person_id,
    )


def opening_table(notice: InitiationNotice, by: Actor) -> TableFacts:
    """The same, with who is at the table by the own word: only what is revealed asks for it."""
    facts, sitting = table(notice, by), sitting_now(notice)
    if sitting is None:
        return facts
    own = panel.own_word(sitting)
    return replace(facts, vouched=own.quorum.present, needed=own.quorum.needed, silent=own.silent)


def unconfirmed(notices: Iterable[InitiationNotice], person_id: int) -> frozenset[str]:
    """The subjects of those to be opened in a sitting now in session into which somebody else entered the person."""
    closed = [notice.subject for notice in notices if notice.closes_at and notice.opened_at is None]
    sittings = [row.pk for row in panel.in_session(closed)] if closed else []
    found = Attendance.objects.filter(
        sitting__in=sittings, person_id=person_id, left_at=None, confirmed_at=None
    )
    return frozenset(found.values_list("sitting__subject", flat=True)) if sittings else frozenset()


def recommendation(notice: InitiationNotice) -> Motion | None:
    """The recommendation adopted last; a later vote that failed takes its place."""
    motion = panel.decision(notice.subject, RECOMMENDATION)
    return motion if motion and motion.outcome == Outcome.ADOPTED else None


def advice(notice: InitiationNotice) -> Motion | None:
    """The recommendation of the signed protocol: upon it the head decides."""
    written = protocol(notice)
    if written is None or written.state not in IN_FORCE:
        return None
    voted = Motion.objects.filter(sitting=written.sitting_id, code=RECOMMENDATION, outcome=Outcome.ADOPTED)
    return voted.order_by("closed_at").last()


def to_recommend(notices: Iterable[InitiationNotice]) -> tuple[frozenset[str], frozenset[str]]:
    """Of those that are compared: (without a recommendation, with one whose protocol is not sent to be signed)."""
    waiting = [notice.subject for notice in notices if notice.state in COMPARING]
    closed = compared.closed_of(waiting) if waiting else frozenset()
    if not closed:
        return closed, closed
    adopted = Motion.objects.filter(code=RECOMMENDATION, outcome=Outcome.ADOPTED, sitting__subject__in=closed)
    voted = frozenset(adopted.values_list("sitting__subject", flat=True))
    written = Protocol.objects.filter(subject__in=voted, kind=RECOMMENDATION)
    sent = written.exclude(state=ProtocolState.DRAFT).values_list("subject", flat=True)
    return closed - voted, voted - frozenset(sent)


def recommended(notices: Iterable[InitiationNotice]) -> frozenset[str]:
    """The subjects of those on which the working group's recommendation is signed: now the head decides."""
    subjects = [notice.subject for notice in notices if notice.state == InitiationState.ALTERNATIVES]
    if not subjects:
        return frozenset()
    found = Protocol.objects.filter(subject__in=subjects, kind=RECOMMENDATION, state__in=IN_FORCE)
    return frozenset(found.values_list("subject", flat=True))


def protocol(notice: InitiationNotice) -> Protocol | None:
    return panel.protocol_of(notice.subject, RECOMMENDATION)


def pack_of(notice: InitiationNotice) -> str:
    """The rule pack whose numbers on sittings and on the eight requirements bind this notice."""
    return notice.rule_pack or PACK
