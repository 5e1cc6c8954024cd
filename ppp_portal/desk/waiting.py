"""One thing that waits for somebody."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ppp_portal.law.acts import Paragraph

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Waiting:
    """``what`` is to be done about ``about`` until ``due_at``, under ``basis``; ``action`` names the button.

    Without ``action`` it waits for others and is shown below. ``hour`` is when it takes place, neither before nor
    by then; ``overdue`` says that it should have taken place. ``blocks`` says that others sit at a table and cannot
    go on without it.
    """

    what: Any
    about: str
    url: str
    action: Any = ""
    basis: Paragraph | None = None
    due_at: datetime | None = None
    hour: datetime | None = None
    overdue: bool = False
    blocks: bool = False

    @property
    def moment(self) -> datetime | None:
        return self.due_at or self.hour


def by_deadline(things: list[Waiting]) -> list[Waiting]:
    """What others wait for at the table on top, then the dated ones, the nearest first; the rest as they came."""
    return sorted(things, key=lambda thing: (not thing.blocks, thing.moment or NEVER))
