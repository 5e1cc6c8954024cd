"""The bidder's desk and the front page of the workbench."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.qualification import queries as qualification
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go
from scoring import messages as scoring_words
from scoring.engine import Score
from tenders.actions import bids as actions
from tenders.bid_content import ROWS
from tenders.forms.bids import SECTIONS, STAGE_ONE, section_of
from tenders.messages.admission import GROUND_WORDS
from tenders.queries import bids as queries
from tenders.queries import partners
from tenders.queries import security as securities
from tenders.queries.phases import bid_state, phase
from tenders.queries.score_sheet import legend
from tenders.queries.workbench import Workbench, workbench
from tenders.rules.admission import GROUNDS
from tenders.rules.bids import refuse_submission
from tenders.states import UNOPENED, SecurityState
from tenders.views.bidder_common import STAGE_ONE_NAMES, STATE_TONES, frame, own_bid, task_label
from tenders.views.bidder_problems import prevented, problems_in_words, section_of_path, task_url


@require_safe
@audience(Role.BIDDER)
def desk(request: HttpRequest) -> HttpResponse:
    """Own bids by their deadline, invitations that wait, tenders that take bids."""
    actor, at = actor_of(request), clock.now()
    rows: list[dict[str, Any]] = [
        {
            "bid": bid,
            "url": reverse("tenders:bid", args=[bid.pk]),
            "phase": phase(bid.tender, at),
            "state": bid_state(bid, at),
            "closes_at": bid.tender.stage1_closes_at if bid.stage == 1 else bid.tender.closes_at,
            "tone": STATE_TONES.get(bid.state, "now"),
        }
        for bid in queries.own_bids(actor.organisation_id)
    ]
    waiting = [
        member
        for member in queries.invitations(actor.organisation_id)
        if member.confirmed_at is None and member.declined_at is None
    ]
    tenders = queries.open_tenders(at, actor.organisation_id)[:50]
    context = {
        "rows": rows,
        "waiting": waiting,
        "tenders": tenders,
        "answered": any(row["phase"].accepting for row in rows),
        "portal_now": at,
    }
    return render(request, "tenders/bidder/desk.html", context)


@require_POST
@audience(Role.BIDDER)
def begin(request: HttpRequest, tender: UUID) -> HttpResponse:
    """Begin a bid, or go to the one begun before."""
    found = queries.takes_bids(tender)
    if found is None:
        raise Http404
    bid = actions.open_bid(tender_id=found.pk, by=actor_of(request))
    return go("tenders:bid", bid.pk)


@require_safe
@audience(Role.BIDDER)
def front(request: HttpRequest, bid: UUID) -> HttpResponse:
    """How far the bid is, what it would earn, what was submitted."""
    found = own_bid(request, bid)
    context = frame(found)
    bench = workbench(found) if found.state in ("draft", "submitted") else None
    if bench is not None:
        context.update(_progress(found, bench), **points(bench.score, found))
    elif found.version and found.state != "withdrawn":
        context["submitted_parts"] = _submitted(found)
    if found.rejection_code:
        context["ground"] = GROUND_WORDS.get(found.rejection_code, "")
        context["ground_basis"] = GROUNDS.get(found.rejection_code)
    if found.stage == 1:
        context["stage_name"] = STAGE_ONE_NAMES[found.tender.row.preliminary]
    context.update(submissions=queries.submissions(found), members=queries.members(found), bench=bench)
    before_the_commission = context["editable"] or found.state in ("submitted", "opened")
    context["replaced"] = before_the_commission and partners.stands_again(found.tender, queries.behind(found))
    context["as_submitted"] = queries.stands_as_submitted(found)
    return render(request, "tenders/bidder/front.html", context)


@require_safe
@audience(Role.BIDDER)
def check(request: HttpRequest, bid: UUID) -> HttpResponse:
    """The private check: everything that is missing, unreadable, or still prevents the submission."""
    found, at = own_bid(request, bid), clock.now()
    bench = workbench(found)
    if bench is None:
        raise Http404
    facts = queries.submission_facts(found, found.tender, actor_of(request), at)
    context = {
        **frame(found, at),
        "bench": bench,
        "tasks": [_task(found, task) for task in bench.tasks],
        "problems": problems_in_words(found, bench),
        "prevents": prevented(found, refuse_submission(facts)),
        "foreseen": qualification.warnings(bench.foreseen),
        **points(bench.score, found),
    }
    return render(request, "tenders/bidder/check.html", context)


@require_POST
@audience(Role.BIDDER)
def confirm_documentation(request: HttpRequest, bid: UUID) -> HttpResponse:
    """The newer version of the documentation was read."""
    found = own_bid(request, bid)
    actions.confirm_documentation(bid_id=found.pk, by=actor_of(request))
    messages.success(request, _("The bid now stands under the documentation in force."))
    return go("tenders:bid", found.pk)


# --- what the pages say -----------------------------------------------------------------------------------


def _submitted(bid: Any) -> list[tuple[Any, str]]:
    """The pages of what was submitted, to be read: title, address."""
    names = STAGE_ONE if bid.stage == 1 else SECTIONS
    titles: dict[str, Any] = {name: section_of(name, bid.stage).title for name in names}
    titles.update(files=_("Files"), consortium=_("Consortium"))
    return [(title, reverse(f"tenders:bid_{name}", args=[bid.pk])) for name, title in titles.items()]


def _progress(bid: Any, bench: Workbench) -> dict[str, Any]:
    """The parts of the bid with their state, for ``{% tasks %}``."""
    rows = []
    for name in STAGE_ONE if bid.stage == 1 else SECTIONS:
        section = section_of(name, bid.stage)
        own = [task for task in bench.tasks if task.section == name]
        wrong = [p for p in bench.problems if section_of_path(p.path) == name]
        done = sum(task.done for task in own)
        begun = done or (name in ROWS and bench.typed[name])  # rows are typed before each has its evidence
        state = "bad" if wrong else "done" if done == len(own) else "wait" if begun else "todo"
        rows.append(
            {
                "label": section.title,
                "url": reverse(f"tenders:bid_{name}", args=[bid.pk]),
                "state": state,
                "basis": section.basis,
                "hint": section.lead,
            }
        )
    files, members = bench.typed["files"], queries.members(bid)
    open_members = any(member.confirmed_at is None for member in members)
    rows.append(
        {
            "label": _("Files"),
            "url": reverse("tenders:bid_files", args=[bid.pk]),
            "state": "done" if files else "todo",
            "note": _held(bid, len(files)) if files else "",
        }
    )
    rows.append(
        {
            "label": _("Consortium"),
            "url": reverse("tenders:bid_consortium", args=[bid.pk]),
            "state": "wait" if open_members else "done",
            "note": "" if members else _("Without members"),
            "basis": "28(1)",
        }
    )
    if bid.stage == 2:
        rows.append(_security(bid))
    return {"parts": rows}


def _held(bid: Any, count: int) -> str:
    """Sealed until the opening; afterwards there are simply so many."""
    return (_("%(count)s sealed") if bid.state in UNOPENED else _("%(count)s in the bid")) % {"count": count}


def _security(bid: Any) -> dict[str, Any]:
    """The security as a part of the bid: without it the bid cannot be submitted."""
    held = securities.of_bid(bid)
    return {
        "label": _("Security of the bid"),
        "url": reverse("tenders:bid_security", args=[bid.pk]),
        "state": "todo" if held is None else "bad" if held.state == SecurityState.REQUIRED else "done",
        "note": held.get_state_display() if held else "",
        "basis": "31",
    }


def _task(bid: Any, task: Any) -> dict[str, Any]:
    return {
        "label": task_label(task.code),
        "url": task_url(bid, task),
        "state": "done" if task.done else "todo",
        "note": "" if task.done else _("Missing") if task.binding else _("Missing: costs points"),
        "basis": task.basis,
    }


def points(score: Score | None, bid: Any) -> dict[str, Any]:
    """Own points for ``{% score_bars %}`` and their arithmetic for ``{% arithmetic %}``."""
    if score is None:
        return {"score": None}
    return {
        "score": score,
        "bars": [
            {
                "name": bid.bidder.name,
                "parts": {scoring_words.symbol(code): part for code, part in score.parts.items()},
                "total": score.total,
            }
        ],
        "criteria": legend(),
        "flags": [scoring_words.FLAGS[flag] for flag in score.flags],
        "arithmetic": [
            {
                "label": f"{scoring_words.symbol(point.criterion)} {scoring_words.CRITERIA[point.criterion]}",
                "value": point.value,
                "lines": [
                    {
                        "text": f"{scoring_words.STEPS[step.code]}: {scoring_words.formula(step)}",
                        "value": step.numbers,
                        "basis": step.paragraph,
                    }
                    for step in point.steps
                ],
            }
            for point in score.points
        ],
    }
