"""What an initiation notice is at a moment, for tags and timelines: computed from the clock, not from the sweep."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.models import InitiationNotice
from projects.queries.initiation import accepting
from projects.states import ENDED
from projects.states import InitiationState as S

TONES = {
    S.DRAFT: "quiet",
    S.PUBLISHED: "ok",
    S.SWITCHED_TO_TENDER: "ok",
    S.CONTRACT: "ok",
    S.AGREED: "ok",
    S.REJECTED: "bad",
    S.WITHDRAWN: "bad",
}


@dataclass(frozen=True)
class Phase:
    state: S
    accepting: bool

    @property
    def label(self) -> Any:
        return self.state.label

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "wait")


def phase(notice: InitiationNotice, at: datetime) -> Phase:
    """A published notice whose last instant has passed is closed, whether or not the sweep has come by."""
    open_now = accepting(notice, at)
    state = S(notice.state)
    if state == S.PUBLISHED and not open_now:
        state = S.CLOSED
    return Phase(state, open_now)


# How far each state has come along the line of steps.
_REACHED = {
    S.DRAFT: 0,
    S.PUBLISHED: 1,
    S.CLOSED: 2,
    S.NO_ALTERNATIVE: 3,
    S.ALTERNATIVES: 2,
    S.NEED_NOT_EXCEEDED: 3,
    S.SWITCHED_TO_TENDER: 3,
    S.EXPERTISE: 3,
    S.NEGOTIATION: 4,
    S.AGREED: 5,
    S.CONTRACT: 6,
}


def timeline(notice: InitiationNotice, at: datetime) -> list[dict[str, Any]]:
    """Steps for ``{% timeline %}``: done, the present one, what lies ahead; no query, nothing from proposals."""
    state = phase(notice, at).state
    steps = list(_steps(notice, state))
    if state in ENDED and state != S.CONTRACT:
        steps = [step for step in steps if step["at"]]
        ended = {"label": state.label, "at": notice.ended_at, "due": None, "who": _("the organiser's head")}
        done = "done" if state == S.SWITCHED_TO_TENDER else "stopped"
        return [*({**step, "state": "done"} for step in steps), {**ended, "state": done}]
    reached = _REACHED[state]
    for place, step in enumerate(steps):
        step["state"] = "done" if place < reached else "now" if place == reached else "next"
    return steps


def _steps(notice: InitiationNotice, state: S) -> Iterator[dict[str, Any]]:
    closed = notice.closed_at or (notice.closes_at if state == S.CLOSED else None)
    yield _step(_("Publication of the notice"), notice.published_at, _("the organiser's head"))
    yield _step(_("Acceptance of alternatives"), closed, _("bidders"), notice.closes_at)
    yield _step(_("Comparison and the way on"), None, _("the working group and the organiser's head"))
    yield _step(_("Expertise of the business plan"), None, _("the organiser"))
    yield _step(_("Direct negotiations"), None, _("the organiser and the initiator"))
    yield _step(_("Contract"), notice.ended_at if state == S.CONTRACT else None, _("both sides"))


def _step(label: Any, at: datetime | None, who: Any, due: datetime | None = None) -> dict[str, Any]:
    return {"label": label, "at": at, "due": None if at else due, "who": who}
