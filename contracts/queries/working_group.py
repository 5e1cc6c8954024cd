"""Reads of the working group on an extension: who sits in it, how far it is, what it has recommended."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from contracts.extension_states import ExtensionState
from contracts.models import Extension
from contracts.queries import extensions
from contracts.rules.working_group import Progress, next_step
from ppp_portal.comparison import queries as comparison
from ppp_portal.comparison.models import Answer, Column
from ppp_portal.comparison.states import Stage
from ppp_portal.documents import queries as documents
from ppp_portal.documents.models import Document
from ppp_portal.journal.actor import Actor
from ppp_portal.panel import queries as panel
from ppp_portal.panel.models import CommissionAssignment, Motion, Protocol, Recusal, Sitting
from ppp_portal.panel.queries.choosing import Work
from ppp_portal.panel.rules import SeatFacts
from ppp_portal.panel.states import Outcome, ProtocolState, SeatRole, SittingState
from projects.rules.group import TableFacts

MOTION, PROTOCOL = "extension.recommend", "extension.recommendation"
PREFIX = "extension:"
UNDECIDED = (ExtensionState.REQUESTED, ExtensionState.GROUND_OK, ExtensionState.UNDER_REVIEW)
LEADING = frozenset({SeatRole.CHAIR, SeatRole.DEPUTY, SeatRole.SECRETARY})


def by_id(pk: UUID) -> Extension | None:
    return Extension.objects.select_related(*extensions.ALL).filter(pk=pk).first()


def in_work(keys: list[str]) -> dict[str, Work]:
    """Those that nobody has decided on yet."""
    found = Extension.objects.filter(pk__in=keys, state__in=UNDECIDED).values_list("pk", "card", "number")
    return {str(pk): Work(number, "contracts:extension", (str(card), str(pk))) for pk, card, number in found}


def my_extensions(actor: Actor) -> list[Extension]:
    """The requests in whose working groups the actor sits, the newest first."""
    if actor.person_id is None:
        return []
    subjects = [row.subject for row in panel.subjects_of(actor.person_id)]
    keys = [UUID(name.removeprefix(PREFIX)) for name in subjects if name.startswith(PREFIX)]
    found = Extension.objects.filter(pk__in=keys).select_related("card__organiser")
    return list(found.order_by("-requested_at", "-pk")) if keys else []


def sitting_now(extension: Extension) -> Sitting | None:
    sitting = panel.open_sitting(extension.subject)
    return sitting if sitting and sitting.state == SittingState.OPEN else None


def table(extension: Extension, by: Actor, sitting: Sitting | None, seats: Iterable[SeatFacts]) -> TableFacts:
    """The acting person at the table of the working group, in this sitting."""
    seat = panel.own_seat(by, seats) if by.is_person else None
    if seat is None:
        return TableFacts(seated=False, clear=False)
    return TableFacts(
        clear=seat.clear, votes=seat.votes, leads=seat.role in LEADING, sitting=sitting is not None
    )


def motions(extension: Extension) -> list[Motion]:
    """Every question put to the vote about the request, in any sitting."""
    found = Motion.objects.filter(sitting__subject=extension.subject).select_related("sitting")
    return list(found.order_by("put_at", "id"))


def votes(extension: Extension) -> list[Motion]:
    """What the group that sits now voted on, for or against; what a group before it voted binds nobody any more."""
    assigned = panel.assignment(extension.subject)
    found = [row for row in motions(extension) if row.code == MOTION and row.closed_at is not None]
    return [row for row in found if assigned and row.sitting.commission_id == assigned.commission_id]


def settled(extension: Extension) -> bool:
    """Voted for, or against in a sitting that is over: nothing else is put to the vote."""
    last = next(reversed(votes(extension)), None)
    sitting = sitting_now(extension)
    return last is not None and (
        last.outcome == Outcome.ADOPTED or sitting is None or last.sitting != sitting
    )


def protocols(extension: Extension) -> QuerySet[Protocol]:
    """The protocols of the group that sits now; those of a group before it are nobody's to send or to sign."""
    assigned = panel.assignment(extension.subject)
    return panel.protocols(extension.subject).filter(
        sitting__commission_id=assigned.commission_id if assigned else None
    )


def protocol(extension: Extension) -> Protocol | None:
    return protocols(extension).filter(kind=PROTOCOL).exclude(state=ProtocolState.CORRECTED).last()


def progress(extension: Extension) -> Progress:
    sheet = comparison.questionnaire(extension.subject)
    columns = comparison.columns(extension.subject)
    written = protocol(extension)
    return Progress(
        fixed=sheet is not None and sheet.state != Stage.DRAFT,
        offers=len(columns),
        unjudged=sum(comparison.verdict_of(column) is None for column in columns),
        compared=sheet is not None and sheet.state == Stage.CLOSED,
        sitting=sitting_now(extension) is not None,
        voting=panel.open_motions(extension.subject).exists(),
        voted=bool(votes(extension)),
        protocol=written.state if written else "",
        recommended=extension.recommended_at is not None,
    )


def step(extension: Extension) -> str:
    """What comes next while alternatives are compared; nothing before and afterwards."""
    return next_step(progress(extension)) if extension.state == ExtensionState.UNDER_REVIEW else ""


def evidence(extension: Extension, pk: UUID) -> Document | None:
    """The evidence of the ground, or a paper behind an answer of this very comparison."""
    answers = Answer.objects.filter(column__questionnaire__subject=extension.subject, document_id=pk)
    return documents.document(pk) if pk == extension.evidence_id or answers.exists() else None


# --- for the desk: many requests, a fixed number of queries ------------------------------------------------


def stepped_aside(requests: Iterable[Extension], person_id: int) -> frozenset[str]:
    """The subjects of which nothing is shown to this person any more."""
    found = Recusal.objects.filter(subject__in=[row.subject for row in requests], person_id=person_id)
    return frozenset(found.values_list("subject", flat=True))


def to_judge(requests: Iterable[Extension]) -> frozenset[str]:
    """The subjects with an offer that has its answers and no verdict."""
    open_ones = Column.objects.filter(
        questionnaire__subject__in=[row.subject for row in requests],
        questionnaire__state=Stage.FIXED,
        verdict=None,
        answers__isnull=False,
    )
    return frozenset(open_ones.values_list("questionnaire__subject", flat=True))


def to_recommend(requests: Iterable[Extension]) -> tuple[frozenset[str], frozenset[str]]:
    """Of the requests without a recommendation: (compared and not voted on, voted on and without a protocol)."""
    waiting = [row.subject for row in requests if row.recommended_at is None]
    compared = comparison.closed_of(waiting)
    closed = Motion.objects.filter(code=MOTION, sitting__subject__in=compared).exclude(closed_at=None)
    now = closed.filter(sitting__commission=_seated("sitting__subject"))
    voted = frozenset(now.values_list("sitting__subject", flat=True))
    written = Protocol.objects.filter(subject__in=voted, kind=PROTOCOL).exclude(state=ProtocolState.DRAFT)
    sent = written.filter(sitting__commission=_seated("subject")).values_list("subject", flat=True)
    return compared - voted, voted - frozenset(sent)


def _seated(subject: str) -> Subquery:
    """The commission that works now on the subject of the row."""
    found = CommissionAssignment.objects.filter(subject=OuterRef(subject), ended_at=None)
    return Subquery(found.values("commission_id")[:1])
