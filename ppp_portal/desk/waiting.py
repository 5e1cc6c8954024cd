"""One thing that waits for somebody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ppp_portal.law.acts import Paragraph


@dataclass(frozen=True)
class Waiting:
    """``what`` is to be done about ``about`` until ``due_at``, under ``basis``; ``action`` names the button.

    Without ``action`` it waits for others and is shown below.
    """

    what: Any
    about: str
    url: str
    action: Any = ""
    basis: Paragraph | None = None
    due_at: datetime | None = None


def by_deadline(things: list[Waiting]) -> list[Waiting]:
    """Dated ones first, the nearest on top; the others as they came."""
    dated = sorted(
        (thing for thing in things if thing.due_at), key=lambda thing: thing.due_at or datetime.max
    )
    return [*dated, *(thing for thing in things if not thing.due_at)]
