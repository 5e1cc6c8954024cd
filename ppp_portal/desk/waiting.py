"""One thing that waits for somebody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ppp_portal.law.acts import Paragraph


@dataclass(frozen=True)
class Waiting:
    """``what`` is to be done about ``about`` until ``due_at``, under ``basis``; ``action`` names the button.

    Without ``action`` it waits for others and is shown below. ``hour`` is when it takes place, neither before nor
    by then; ``overdue`` says that it should have taken place.
    """

    what: Any
    about: str
    url: str
    action: Any = ""
    basis: Paragraph | None = None
    due_at: datetime | None = None
    hour: datetime | None = None
    overdue: bool = False

    @property
    def moment(self) -> datetime | None:
        return self.due_at or self.hour


def by_deadline(things: list[Waiting]) -> list[Waiting]:
    """Dated ones first, the nearest on top; the others as they came."""
    dated = sorted(
        (thing for thing in things if thing.moment), key=lambda thing: thing.moment or datetime.max
    )
    return [*dated, *(thing for thing in things if not thing.moment)]
