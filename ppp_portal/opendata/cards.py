"""A tender as data: exact figures as text, moments in UTC, both languages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tenders.queries.documentation import both, form_of

if TYPE_CHECKING:
    from tenders.models import Documentation, Evaluation, Tender


def card(tender: "Tender") -> Mapping[str, Any]:
    """What is public of a tender at every moment; nothing here depends on bids before their opening, and the terms
    of stage two are nobody's before they are published."""
    stated = tender.published_at is not None
    return {
        "number": tender.number,
        "kind": tender.kind,
        "state": tender.state,
        "title": both(tender, "title"),
        "organiser": {"bin": tender.organiser.bin, "name": both(tender.organiser, "name")},
        "rule_pack": tender.rule_pack,
        "investments": tender.investments if stated else None,
        "security_amount": tender.security_amount if stated else None,
        "published_at": tender.published_at,
        "closes_at": tender.closes_at if stated else None,
        "opens_at": tender.opens_at if stated else None,
        "results_at": tender.results_at,
        "version": tender.version,
    }


def whole_card(tender: "Tender", documentation: "Documentation | None") -> Mapping[str, Any]:
    """The card with the documentation in force, in the canonical form that was posted, under its hash."""
    if documentation is None:
        return {**card(tender), "documentation": None}
    return {
        **card(tender),
        "documentation": {"sha256": documentation.sha256, **form_of(tender, documentation)},
    }


def evaluation_file(evaluation: "Evaluation") -> Mapping[str, Any]:
    """The inputs (``ppp-evaluation/1``) and the points, for everybody who wants to compute them again."""
    return {"inputs": evaluation.inputs, "scores": evaluation.scores, "sha256": evaluation.sha256}
