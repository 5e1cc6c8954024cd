"""The stage on which a tender is played: who acts, what the portal's clock says, what every step left behind."""

import json
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from ppp_portal.accounts.models import Membership, Organisation
from ppp_portal.accounts.queries import actor_of
from ppp_portal.documents.actions import PRINT
from ppp_portal.journal import clock, outbox
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.journal.models import Record
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.calendar import ALMATY, ONE_DAY, local_day
from ppp_portal.law.refusals import Refused
from ppp_portal.training import queries
from ppp_portal.training.cast import PEOPLE
from tenders import sweep
from tenders.states import MOVE

T = TypeVar("T")
PORTAL = "portal"
MOVES = frozenset(f"tender.{name}" for name in MOVE)
MOMENT = timedelta(seconds=1)


class Stage:
    """``stage["chair"]`` is the actor of that name; ``do`` lets somebody act and tells of it in one line.

    Time passes only by ``pass_time`` and ``go_to``: on the way the portal sweeps at every deadline, as it would
    by itself, and everybody keeps the appointments made with ``appoint``. What leaves the portal is carried out
    after each step; printing waits for whoever prints.
    """

    def __init__(self, tell: Callable[[str], None] = lambda line: None) -> None:
        self.tell = tell
        self.names = {data.key: data.name_ru for data in PEOPLE}
        by_email = {row.person.email: row for row in Membership.objects.select_related("person")}
        self._rows = {data.key: by_email[data.email] for data in PEOPLE}
        self._actors = {key: actor_of(row) for key, row in self._rows.items()}
        self._diary: list[tuple[datetime, Callable[[], object]]] = []

    def __getitem__(self, who: str) -> Actor:
        return SYSTEM if who == PORTAL else self._actors[who]

    def enter(self, who: str, row: Membership) -> None:
        """Somebody comes in during the play, under a name of the stage."""
        self._rows[who], self._actors[who], self.names[who] = row, actor_of(row), row.person.name_ru

    def person(self, who: str) -> int:
        """The key of a person, for seats and attendance."""
        return self._rows[who].person_id

    def organisation(self, who: str) -> int:
        return self._rows[who].organisation_id

    def organisation_of(self, who: str) -> Organisation:
        return self._rows[who].organisation

    def bin(self, who: str) -> str:
        return self._rows[who].organisation.bin

    # --- acting -------------------------------------------------------------------------------------------

    def do(self, who: str, what: str, action: Callable[..., T], /, **arguments: Any) -> T:
        """Let ``who`` take one step and tell of it. Returns what the action returned."""
        before = last_record()
        result = action(by=self[who], **arguments)
        self._told(who, what, before, first=True)
        return result

    def together(self, who: str, what: str, acts: Callable[[], T]) -> T:
        """Several small steps told in one line: the votes of a sitting, the rows of a checklist."""
        before = last_record()
        result = acts()
        self._told(who, what, before)
        return result

    def refused(self, who: str, what: str, action: Callable[..., object], /, **arguments: Any) -> None:
        """Somebody tries what the law does not allow; the portal says no, with the paragraph."""
        try:
            action(by=self[who], **arguments)
        except Refused as found:
            reasons = "; ".join(str(Refused([one])) for one in found.refusals)
            self.tell(f"{' ' * 18}{self.names[who]}: {what}: REFUSED {reasons}")
        else:
            raise AssertionError(f"the portal let through what it had to refuse: {what}")

    def _told(self, who: str, what: str, before: int, *, first: bool = False) -> None:
        records = list(Record.objects.filter(pk__gt=before).order_by("pk"))
        self.tell(line(clock.now().astimezone(ALMATY), self._speaker(who), what, records, first=first))
        deliver()

    def _speaker(self, who: str) -> str:
        if who == PORTAL:
            return "the portal"
        return f"{self.names[who]} ({self[who].role})"

    # --- time ---------------------------------------------------------------------------------------------

    def now(self) -> datetime:
        return clock.now()

    def pass_time(self, **duration: int) -> None:
        self.go_to(clock.now() + timedelta(**duration))

    def next_day(self, days: int = 1, at: int = 10) -> None:
        """Let so many working days pass, until ``at`` o'clock: officials keep their hours."""
        day, left, calendar = local_day(clock.now()), days, clock.calendar()
        while left:
            day += ONE_DAY
            left -= calendar.is_working(day)
        self.go_to(datetime.combine(day, time(at), tzinfo=ALMATY))

    def go_to(self, moment: datetime) -> None:
        """Let the time come to ``moment``; at each deadline on the way the portal does what is its own to do."""
        while (stop := self._next_stop()) is not None and stop < moment:
            self._arrive(stop)
        self._arrive(moment)

    def appoint(self, moment: datetime, act: Callable[[], object]) -> None:
        """Somebody will act at ``moment``, whatever is played until then. ``act`` itself lets no time pass."""
        self._diary.append((moment, act))
        self._diary.sort(key=lambda row: row[0])

    def _next_stop(self) -> datetime | None:
        """The next deadline or appointment."""
        due = queries.next_wake(clock.now())
        stops = [due + MOMENT] if due else []
        return min([*stops, *(moment for moment, _act in self._diary[:1])], default=None)

    def _arrive(self, moment: datetime) -> None:
        clock.advance_to(moment)
        self.sweep()
        while self._diary and self._diary[0][0] <= moment:
            self._diary.pop(0)[1]()

    def sweep(self) -> None:
        """What the portal does by itself at this moment; told only when something was recorded."""
        before = last_record()
        sweep.run()
        if Record.objects.filter(pk__gt=before).exists():
            self._told(PORTAL, "acts at a deadline", before)
        else:
            deliver()


def deliver() -> None:
    """Carry out what waits to leave, but for the printing, which takes longer than everything else."""
    outbox.drain(only=outbox.kinds() - {PRINT})


def last_record() -> int:
    found = Record.objects.order_by("-pk").values_list("pk", flat=True).first()
    return found or 0


def line(at: datetime, speaker: str, what: str, records: list[Record], *, first: bool) -> str:
    """One step: when, who, what, under which paragraph, which journal record.

    Of several records a move of the tender is told, else the ``first`` (what followed from it) or the last.
    """
    told = f"{at:%d.%m.%Y %H:%M}  {speaker}: {what}"
    if not records:
        return told
    main = next((row for row in records if row.kind in MOVES), records[0 if first else -1])
    basis = json.loads(bytes(main.body))["basis"]
    cited = f"  [{Paragraph.parse(basis[0]).label('en')}]" if basis else ""
    kind, _, key = main.stream.partition(":")
    more = f" +{len(records) - 1}" if len(records) > 1 else ""
    return f"{told}{cited}  {main.kind} {kind}:{key[:8]}/{main.sequence}{more}"
