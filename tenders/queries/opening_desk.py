"""How far the openings of many tenders are, in a fixed number of queries: for the desks of their commissions."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from ppp_portal.panel import queries as panel
from ppp_portal.panel.models import Attendance, Protocol
from tenders.models import Evaluation, OpenedBid, OpeningConfirmation, Tender
from tenders.queries.commission import IN_FORCE


@dataclass(frozen=True)
class Table:
    """The sitting for an opening that is in session, and who of the two has confirmed: person -> presiding.

    ``silent`` were entered by somebody else and have not said themselves that they are at the table.
    """

    chair_here: bool
    confirmed: dict[int, bool]
    silent: frozenset[int]

    @property
    def ready(self) -> bool:
        return set(self.confirmed.values()) == {True, False}

    def waits_for(self, person_id: int, *, chair: bool, votes: bool) -> bool:
        """Whether this very person may give a confirmation that is still missing.

        The chair gives that of the presiding member. Somebody else gives the second one; while the chair is
        away the deputy may give either, so nobody but the chair is left out before both are there.
        """
        if not votes or self.ready or person_id in self.confirmed:
            return False
        given = set(self.confirmed.values())
        if chair:
            return True not in given
        return False not in given or not self.chair_here


def openings(tenders: Iterable[Tender]) -> dict[UUID, Table]:
    """By tender, where a sitting for the opening is in session; three queries."""
    of = {tender.subject: tender.pk for tender in tenders}
    sittings = [row for row in panel.in_session(of) if row.purpose == "opening"]
    given: dict[UUID, dict[int, bool]] = {row.pk: {} for row in sittings}
    for row in OpeningConfirmation.objects.filter(sitting__in=list(given)):
        given[row.sitting_id][row.person_id] = row.presiding
    silent: dict[UUID, set[int]] = {row.pk: set() for row in sittings}
    entered = Attendance.objects.filter(sitting__in=list(given), left_at=None, confirmed_at=None)
    for sitting_id, person_id in entered.values_list("sitting", "person"):
        silent[sitting_id].add(person_id)
    return {
        of[row.subject]: Table(row.chair_here, given[row.pk], frozenset(silent[row.pk])) for row in sittings
    }


def told(tenders: Iterable[Tender]) -> set[tuple[UUID, str]]:
    """Of which opening and of which evaluation a signed protocol tells: tender and kind; one query."""
    of = {tender.subject: tender.pk for tender in tenders}
    kinds = ("tender.opening_stage1", "tender.opening", "tender.evaluation")
    found = Protocol.objects.filter(subject__in=list(of), kind__in=kinds, state__in=IN_FORCE)
    return {(of[subject], kind) for subject, kind in found.values_list("subject", "kind")}


def stage_one_opened(tenders: Iterable[Tender]) -> set[UUID]:
    """The tenders whose proposals or applications of stage one are opened; one query."""
    found = OpenedBid.objects.filter(bid__tender__in=[tender.pk for tender in tenders], bid__stage=1)
    return set(found.values_list("bid__tender", flat=True))


def chosen(tenders: Iterable[Tender]) -> set[UUID]:
    """The tenders whose best bid is voted on; one query."""
    found = Evaluation.objects.filter(tender__in=[tender.pk for tender in tenders], best__isnull=False)
    return set(found.values_list("tender", flat=True))
