"""Reads of the talks: the clause table of both sides, remarks, who may speak for which side."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from ppp_portal.accounts.models import Role
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.canonical import canonical_bytes
from ppp_portal.panel import queries as panel
from scoring.queries import criteria_of
from tenders.messages.competed import TOLD, about
from tenders.models import Bid, Documentation, DraftClause, Negotiation, NegotiationClause, Remark, Tender
from tenders.queries import bids as bid_queries
from tenders.queries import commission, evaluation
from tenders.queries.period import period_of
from tenders.rules.competed import Competed, Kept, competed, kept_by, unsaid
from tenders.rules.negotiation import ClauseFacts
from tenders.rules.quantities import sums
from tenders.states import TenderState

COMMISSION, BIDDER = "commission", "bidder"


@dataclass(frozen=True)
class Row:
    """One clause of the draft contract with what the talks did to it."""

    clause: DraftClause
    talked: NegotiationClause | None
    competed: tuple[Kept, ...] = ()

    @cached_property
    def stated(self) -> tuple[Kept, ...]:
        """What this clause need not say, states the proposal: a figure is about something else, another sum is agreed,
        other words leave the risks where they are."""
        keys = self.talked.unrelated if self.talked else ()
        return tuple(one for one in self.competed if one.key in keys)

    @cached_property
    def unsaid(self) -> tuple[Kept, ...]:
        """What the contract is made of and the text, as last proposed, does not say."""
        counted = [one for one in self.competed if one not in self.stated]
        return unsaid(counted, *(self._text(lang) for lang in ("kk", "ru")))

    @property
    def won_with(self) -> list[dict[str, Any]]:
        """The same for the pages: what each is about, and whether the text says it already."""
        return [
            {
                "figure": one,
                "told": TOLD[one.kind] % about(one),
                "said": one not in self.unsaid,
                "stated": one in self.stated,
            }
            for one in self.competed
        ]

    def begins(self) -> dict[str, str]:
        """The texts with which a proposal begins: the last proposed or announced ones, with the figures of the bid."""
        texts = {lang: self._text(lang) for lang in ("kk", "ru")}
        for one in self.unsaid:
            texts = {lang: one.written_into(text) for lang, text in texts.items()}
        return {f"text_{lang}": text for lang, text in texts.items()}

    def statement(self) -> dict[str, Any]:
        """What the last proposal stated, with its reason: the next one begins with it too."""
        if self.talked is None:
            return {}
        reasons = {f"unrelated_{lang}": getattr(self.talked, f"unrelated_{lang}") for lang in ("kk", "ru")}
        return {"unrelated": self.talked.unrelated, **reasons}

    @property
    def instead(self) -> tuple[Decimal, ...]:
        """The sums that the agreed text says anew, but for those of the bid."""
        agreed = sums(self.talked.agreed_ru or "") if self.talked else ()
        known = {one.offer for one in self.competed if isinstance(one, Competed)}
        return tuple(one for one in agreed if one not in {*sums(self.clause.text_ru or ""), *known})

    def _text(self, lang: str) -> str:
        """As last proposed, else as announced."""
        talked = self.talked
        said = getattr(talked, f"proposed_{lang}") if talked else getattr(self.clause, f"text_{lang}")
        return str(said or "")

    @property
    def facts(self) -> ClauseFacts:
        talked = self.talked
        return ClauseFacts(
            number=self.clause.number,
            closed=self.clause.closed,
            proposed=bool(talked and talked.proposed_side),
            commission=bool(talked and talked.agreed_by_commission_at),
            bidder=bool(talked and talked.agreed_by_bidder_at),
            competed=self.competed,
            unsaid=self.unsaid,
        )


def current(tender: Tender) -> Negotiation | None:
    """The talks now open."""
    return (
        Negotiation.objects.select_related("bid__bidder", "tender")
        .filter(tender=tender, state="open")
        .first()
    )


def latest(tender: Tender) -> Negotiation | None:
    """The talks now open, else the last ones."""
    found = Negotiation.objects.select_related("bid__bidder", "tender").filter(tender=tender)
    return found.order_by("-opened_at", "-pk").first()


def live(talks: Negotiation) -> bool:
    """Whether both sides may write now: the talks are open and nothing holds the tender up."""
    return talks.state == Negotiation.State.OPEN and talks.tender.state == TenderState.NEGOTIATION


def recorded(talks: Negotiation | None) -> bool:
    """Whether the signed protocol of negotiation tells how these talks ended."""
    if talks is None or talks.closed_at is None:
        return False
    return commission.signed(talks.tender, "tender.negotiation", since=talks.closed_at) is not None


def every(tender: Tender) -> list[Negotiation]:
    return list(
        Negotiation.objects.filter(tender=tender).select_related("bid__bidder").order_by("opened_at", "pk")
    )


def own(organisation_id: int | None, bid: UUID) -> Negotiation | None:
    """The talks about this organisation's own bid."""
    found = Negotiation.objects.select_related("bid__bidder", "tender__organiser")
    return found.filter(bid_id=bid, bid__bidder_id=organisation_id).first()


def by_id(pk: int) -> Negotiation | None:
    return Negotiation.objects.select_related("bid", "tender").filter(pk=pk).first()


def rows(talks: Negotiation) -> list[Row]:
    """Every clause of the documentation in force, changed or not, in its order."""
    documentation = bid_queries.current_documentation(talks.tender)
    if documentation is None:
        return []
    talked = {row.clause_id: row for row in talks.clauses.all()}
    found = figures_of(talks.tender, talks.bid, documentation)
    return [
        Row(clause, talked.get(clause.pk), _carried(clause, found)) for clause in documentation.clauses.all()
    ]


def figures_of(tender: Tender, bid: Bid, documentation: Documentation) -> tuple[Competed, ...]:
    """The figures of the bid and of the documentation. How long the object is operated is settled already where a new
    partner steps into a contract that runs (p. 62)."""
    offers = evaluation.offers(tender, evaluation.EVALUATED)
    own = next((offer for offer in offers if offer.bidder == bid.bidder.bin), None)
    if own is None:
        return ()
    years = None if tender.row.needs_contract else period_of(tender, documentation).operation_years
    return competed(
        criteria_of(documentation.criteria).thresholds, own, years=years, investments=tender.investments
    )


def _carried(clause: DraftClause, found: tuple[Competed, ...]) -> tuple[Kept, ...]:
    """Those that this clause says. One closed to negotiation stays as announced, word for word."""
    texts = (clause.text_kk or "", clause.text_ru or "")
    return () if clause.closed else kept_by(found, clause.essential_term, texts)


def changed(talks: Negotiation) -> list[Row]:
    return [row for row in rows(talks) if row.facts.proposed]


def conditions(talks: Negotiation) -> str:
    """SHA-256 over what the talks agreed on: what the vote on the winner adopts."""
    agreed = [
        [row.clause.number, row.talked.agreed_kk, row.talked.agreed_ru, *_agreed_statement(row.talked)]
        for row in changed(talks)
        if row.talked
    ]
    return hashlib.sha256(canonical_bytes(agreed)).hexdigest()


def _agreed_statement(talked: NegotiationClause) -> list[Any]:
    return [talked.unrelated, talked.unrelated_kk, talked.unrelated_ru] if talked.unrelated else []


def remarks(talks: Negotiation) -> list[Remark]:
    return list(talks.remarks.select_related("person", "clause").order_by("at", "pk"))


def side_of(actor: Actor, talks: Negotiation) -> str:
    """For which side the actor speaks; empty for a stranger."""
    if actor.role == Role.BIDDER and actor.organisation_id == talks.bid.bidder_id:
        return BIDDER
    return COMMISSION if panel.may_see(actor, talks.tender.subject) else ""


def clause(pk: Any) -> DraftClause | None:
    return DraftClause.objects.select_related("documentation__tender").filter(pk=pk).first()
