"""The life of a tender as a line of steps, from its own dates only."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenders.kinds import Preliminary
from tenders.models import Tender
from tenders.queries.commission import signed
from tenders.queries.phases import phase
from tenders.states import TenderState as S

ENDED = (S.FAILED, S.CANCELLED)
PAUSED = (S.SUSPENDED, S.STAYED)
Step = dict[str, Any]


def timeline(tender: Tender, at: datetime) -> list[Step]:
    """Steps for ``{% timeline %}``: done with their dates, the present one, what is ahead with its due date.

    One query, once the bids are evaluated; nothing in it comes from bids.
    """
    steps = list(_steps(tender, at))
    present = next((step for step in steps if not step["done"]), None)
    for step in steps:
        step["state"] = "done" if step.pop("done") else "next"
    if present is None:
        return steps
    state = phase(tender, at).state
    if state in ENDED:
        present.update(state="stopped", note=state.label, due=None)
        present["at"] = tender.ended_at
        del steps[steps.index(present) + 1 :]
    else:
        present["state"] = "now"
        if state in PAUSED:
            present["note"] = state.label
            for step in steps:  # the clock stands still: no day ahead is known
                step["due"] = None
    return steps


def _steps(tender: Tender, at: datetime) -> Iterator[Step]:
    state = phase(tender, at).state
    staged = tender.row.preliminary != Preliminary.NONE
    if staged:
        yield _step(_("Task of stage one"), tender.stage1_published_at, _("the organiser"))
        label = (
            _("Proposals and discussion")
            if tender.row.preliminary == Preliminary.DISCUSSION
            else _("Qualification selection")
        )
        # The review goes on after the last proposal came in: stage one is over with the documentation.
        over = tender.published_at or (tender.stage1_closes_at if state == S.DOCS_APPROVED else None)
        due = tender.stage1_closes_at if state != S.STAGE1_CLOSED else None
        yield _step(label, over, _("bidders, the commission and the organiser"), due=due)
    yield _step(_("Announcement"), tender.published_at, _("the organiser"))
    closed = tender.closed_at or (tender.closes_at if tender.published_at and state == S.CLOSED else None)
    yield _step(_("Submission of bids"), closed, _("bidders"), due=tender.closes_at)
    yield _step(_("Opening of bids"), tender.opened_at, _("the commission"), due=tender.opens_at)
    yield _step(_("Examination and admission"), tender.admitted_at, _("the commission"))
    talking = state in (S.NEGOTIATION, S.RESULTS_SIGNED, S.CONTRACTED, S.EVADED)
    evaluated = bool(tender.admitted_at) and (talking or bool(tender.results_at))
    found_at = _evaluated_at(tender) if evaluated else None
    yield {**_step(_("Evaluation and best bid"), found_at, _("the commission")), "done": evaluated}
    yield {
        **_step(_("Negotiations and results"), tender.results_at, _("the commission")),
        "done": bool(tender.results_at),
    }
    contracted = tender.ended_at if tender.state == S.CONTRACTED else None
    yield _step(_("PPP contract"), contracted, _("both partners"), due=tender.signing_due_at)


def _evaluated_at(tender: Tender) -> datetime | None:
    """When the protocol before the talks was signed: the last one, where the first talks came to nothing."""
    protocol = signed(tender, "tender.evaluation")
    return protocol.signed_at if protocol else None


def _step(label: Any, done_at: datetime | None, who: Any, due: datetime | None = None) -> Step:
    return {
        "label": label,
        "done": done_at is not None,
        "at": done_at,
        "due": due if done_at is None else None,
        "who": who,
    }
