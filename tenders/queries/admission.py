"""Reads of the qualification and of what the commission decided on each bid."""

from dataclasses import dataclass
from decimal import Decimal

from ppp_portal.panel.models import Motion
from ppp_portal.qualification import queries as qualification
from ppp_portal.qualification.models import Sheet
from ppp_portal.qualification.queries import Line, Outcome
from tenders.bid_reading import BINDING
from tenders.models import Bid, BidSecurity, Documentation, OpenedBid, Tender
from tenders.queries import bids as bid_queries
from tenders.queries import opening
from tenders.queries.commission import adopted
from tenders.rules.admission import JudgementFacts
from tenders.rules.failure import CountFacts
from tenders.states import BidState, TenderState

JUDGED = (BidState.ADMITTED, BidState.REJECTED)
ADMIT = "tender.admit"


def key(bid: Bid) -> str:
    """The name of a bid as the subject of a vote or of a sheet."""
    return f"bid:{bid.pk}"


@dataclass(frozen=True)
class Case:
    """One opened bid before the commission: its qualification and the vote that decided on it, if there is one."""

    opened: OpenedBid
    outcome: Outcome
    decision: Motion | None

    @property
    def bid(self) -> Bid:
        return self.opened.bid

    @property
    def security(self) -> BidSecurity | None:
        return bid_queries.security_of(self.bid)

    @property
    def admits(self) -> bool | None:
        return bool(self.decision.content["admit"]) if self.decision else None


def stage_of(tender: Tender) -> int:
    """The stage whose bids are being examined."""
    return 1 if tender.state == TenderState.STAGE1_CLOSED else 2


def cases(tender: Tender) -> list[Case]:
    return [case(row, tender) for row in opening.opened_list(tender, stage_of(tender))]


def case(opened: OpenedBid, tender: Tender) -> Case:
    subject = key(opened.bid)
    return Case(opened, qualification.outcome(subject), adopted(tender, ADMIT, subject))


def judgement_facts(found: Case) -> JudgementFacts:
    unchecked = [why for why in found.outcome.reasons if why.code == "qualification.not_checked"]
    return JudgementFacts(
        opened=found.bid.state == BidState.OPENED,
        qualification=found.outcome.result,
        binding=tuple(row["code"] for row in found.opened.problems if row["code"] in BINDING),
        unchecked=tuple(int(str(why.params["number"])) for why in unchecked),
        security=bid_queries.security_facts(found.bid),
    )


def sheet_for(bid: Bid, organisation_id: int | None, requirement: int) -> Sheet | None:
    """The sheet that asks this requirement: the organisation's own, or the joint one of a consortium."""
    asking = [row for row in qualification.sheets(key(bid)) if requirement in qualification.asked(row)]
    own = [row for row in asking if row.organisation_id == organisation_id or row.scope.startswith("joint")]
    return own[0] if own else None


def checklists(bid: Bid) -> list[tuple[Sheet, list[Line]]]:
    return [(sheet, qualification.checklist(sheet)) for sheet in qualification.sheets(key(bid))]


def object_cost(tender: Tender) -> Decimal:
    """The cost of the object against which own funds are measured: the one of the documentation in force."""
    return cost_under(tender, bid_queries.current_documentation(tender))


def cost_under(tender: Tender, documentation: Documentation | None) -> Decimal:
    """The same of a documentation that is at hand."""
    if documentation is not None and documentation.criteria.construction_cost:
        return Decimal(documentation.criteria.construction_cost)
    return Decimal(tender.investments or tender.project.cost or 0)


def count_facts(tender: Tender) -> CountFacts:
    """How many bids there are and how many were admitted, for the grounds of p. 44."""
    stage = stage_of(tender)
    found = Bid.objects.filter(tender=tender, stage=stage)
    states = list(
        found.exclude(state__in=[BidState.DRAFT, BidState.WITHDRAWN]).values_list("state", flat=True)
    )
    judged = bool(states) and not {BidState.SUBMITTED, BidState.OPENED} & set(states)
    return CountFacts(
        state=tender.state,
        bids=len(states),
        judged=judged,
        admitted=sum(state != BidState.REJECTED for state in states) if judged else 0,
        unacceptable=0 if stage == 1 else _unacceptable(tender),
        minimum=tender.row.minimum_admitted,
        stage_one=stage == 1,
    )


def _unacceptable(tender: Tender) -> int:
    """Admitted bids that left the race because their proposals were found unacceptable."""
    return tender.negotiations.filter(state="unacceptable", bid__state=BidState.DROPPED).count()
