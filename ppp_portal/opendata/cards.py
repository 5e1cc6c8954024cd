"""A tender as data: exact figures as text, moments in UTC, both languages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tenders.queries.documentation import both, canonical

if TYPE_CHECKING:
    from tenders.models import Documentation, Evaluation, Tender


def card(tender: "Tender") -> Mapping[str, Any]:
    """What is public of a tender at every moment; nothing here depends on bids before their opening."""
    return {
        "number": tender.number,
        "kind": tender.kind,
        "state": tender.state,
        "title": both(tender, "title"),
        "organiser": {"bin": tender.organiser.bin, "name": both(tender.organiser, "name")},
        "rule_pack": tender.rule_pack,
        "investments": tender.investments,
        "security_amount": tender.security_amount,
        "published_at": tender.published_at,
        "closes_at": tender.closes_at,
        "opens_at": tender.opens_at,
        "results_at": tender.results_at,
        "version": tender.version,
    }


def whole_card(tender: "Tender", documentation: "Documentation | None") -> Mapping[str, Any]:
    """The card with the documentation in force, in its canonical form, under its hash."""
    if documentation is None:
        return {**card(tender), "documentation": None}
    return {
        **card(tender),
        "documentation": {"sha256": documentation.sha256, **canonical(tender, documentation)},
    }


def evaluation_file(evaluation: "Evaluation") -> Mapping[str, Any]:
    """The inputs (``ppp-evaluation/1``) and the points, for everybody who wants to compute them again."""
    return {"inputs": evaluation.inputs, "scores": evaluation.scores, "sha256": evaluation.sha256}
