"""The papers of the commission: which sitting each tells of, who may read it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.law.refusals import Refusal
from tenders.protocols import admission, discussion, evaluation, failure, negotiation, opening, results


@dataclass(frozen=True)
class PaperKind:
    """``stage`` is the stage it belongs to, ``None`` both; ``refuse`` says why the draft cannot be written yet."""

    title: Any
    purposes: tuple[str, ...]
    context: Callable[[Any, Any, str], dict[str, Any]]
    audience: str = "public"
    stage: int | None = 2
    refuse: Callable[[Any], list[Refusal]] = lambda _tender: []


KINDS: dict[str, PaperKind] = {
    "tender.opening": PaperKind(
        _("Protocol of opening of bids"), ("opening",), opening.context, refuse=opening.refuse_draft
    ),
    "tender.opening_stage1": PaperKind(
        _("Protocol of opening, stage one"),
        ("opening",),
        opening.stage_one,
        audience="parties",
        stage=1,
        refuse=opening.refuse_stage_one,
    ),
    "tender.discussion": PaperKind(
        _("Minutes of the discussion"),
        ("discussion",),
        discussion.context,
        audience="parties",
        stage=1,
        refuse=discussion.refuse_draft,
    ),
    "tender.selection": PaperKind(
        _("Protocol on the candidates of stage one"),
        ("admission",),
        admission.context,
        audience="parties",
        stage=1,
        refuse=admission.refuse_draft,
    ),
    "tender.admission": PaperKind(
        _("Protocol of admission of bids"),
        ("admission",),
        admission.context,
        refuse=admission.refuse_draft,
    ),
    "tender.evaluation": PaperKind(
        _("Protocol of evaluation of bids"),
        ("evaluation",),
        evaluation.context,
        audience="parties",
        refuse=evaluation.refuse_draft,
    ),
    "tender.negotiation": PaperKind(
        _("Protocol of negotiation"),
        ("negotiation",),
        negotiation.context,
        audience="parties",
        refuse=negotiation.refuse_draft,
    ),
    "tender.results": PaperKind(
        _("Protocol of results of the tender"),
        ("results",),
        results.context,
        refuse=results.refuse_draft,
    ),
    "tender.failure": PaperKind(
        _("Protocol of the failed tender"),
        ("failure",),
        failure.context,
        stage=None,
        refuse=failure.refuse_draft,
    ),
}
