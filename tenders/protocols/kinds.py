"""The papers of the commission: which sitting each tells of, who may read it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.law.refusals import Refusal
from tenders.protocols import admission, discussion, evaluation, failure, negotiation, opening, results


@dataclass(frozen=True)
class PaperKind:
    """``refuse`` says why the draft cannot be written yet."""

    title: Any
    purposes: tuple[str, ...]
    context: Callable[[Any, Any, str], dict[str, Any]]
    audience: str = "public"
    refuse: Callable[[Any], list[Refusal]] = lambda _tender: []


KINDS: dict[str, PaperKind] = {
    "tender.opening": PaperKind(
        _("Protocol of opening of bids"), ("opening",), opening.context, refuse=opening.refuse_draft
    ),
    "tender.opening_stage1": PaperKind(
        _("Protocol of opening, stage one"), ("opening",), opening.stage_one, audience="parties"
    ),
    "tender.discussion": PaperKind(
        _("Minutes of the discussion"), ("other", "admission"), discussion.context, audience="parties"
    ),
    "tender.selection": PaperKind(
        _("Protocol of the qualification selection"),
        ("admission",),
        admission.selection,
        audience="parties",
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
        _("Protocol of the failed tender"), ("failure",), failure.context, refuse=failure.refuse_draft
    ),
}
