"""The bidder's own view of its bid: how far each part is, what is missing, how many points it would earn."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal
from ppp_portal.qualification import queries as qualification
from ppp_portal.qualification.queries import Foreseen
from ppp_portal.qualification.rules import FUNDS, TAX
from scoring.engine import Score
from scoring.queries import criteria_of
from tenders import bid_check, bid_content
from tenders.bid_check import Task, Wanted
from tenders.bid_content import Problem
from tenders.clockwork import CURRENT_PACK
from tenders.models import Bid, Documentation, Risk
from tenders.models.security import SecurityForm
from tenders.queries import bids as queries
from tenders.queries.admission import cost_under
from tenders.queries.period import outside_term


@dataclass(frozen=True)
class Workbench:
    """A draft, opened in memory for its bidder. ``exact`` has blanks as null, ``typed`` is what was typed as it is,
    sums without their spaces.
    """

    bid: Bid
    typed: dict[str, Any]
    exact: dict[str, Any]
    revision: int
    problems: tuple[Problem, ...]
    tasks: tuple[Task, ...]
    documentation: Documentation | None
    risks: tuple[tuple[str, str], ...]
    members: tuple[tuple[str, str], ...]
    score: Score | None
    outside: tuple[Refusal, ...] = ()
    foreseen: tuple[Foreseen, ...] = ()

    @property
    def missing(self) -> tuple[Task, ...]:
        return bid_check.missing(self.tasks)

    @property
    def complete(self) -> bool:
        return not any(task.binding for task in self.missing)

    @property
    def documentation_confirmed(self) -> bool:
        return self.documentation is None or self.bid.confirmed_documentation_id == self.documentation.pk


def workbench(bid: Bid) -> Workbench | None:
    """Everything a bidder's page needs; ``None`` for a bid without a draft. Raises ``CannotOpen``."""
    draft, typed = queries.draft(bid), queries.shown_content(bid)
    if draft is None or typed is None:
        return None
    exact, problems = bid_content.exact(typed, local_day(clock.now()))
    documentation = queries.current_documentation(bid.tender)
    risks = acceptable_risks(documentation)
    members = consortium(bid)
    return Workbench(
        bid=bid,
        typed=typed,
        exact=exact,
        revision=draft.revision,
        problems=problems,
        tasks=bid_check.completeness(exact, _wanted(bid, risks, members)),
        documentation=documentation,
        risks=risks,
        members=members,
        score=_score(bid, documentation, exact),
        outside=_outside(bid, exact),
        foreseen=_foreseen(bid, documentation, exact, alone=len(members) == 1),
    )


def acceptable_risks(documentation: Documentation | None) -> tuple[tuple[str, str], ...]:
    """Code and name of the risks that a bidder may take over (K2): those it would not bear anyway."""
    if documentation is None:
        return ()
    found = documentation.risks.exclude(bearer=Risk.Bearer.PRIVATE)
    return tuple((risk.code, risk.name) for risk in found)


def consortium(bid: Bid) -> tuple[tuple[str, str], ...]:
    """BIN and name of the lead and of the members who confirmed."""
    confirmed = [member.organisation for member in queries.members(bid) if member.confirmed_at]
    return tuple((organisation.bin, organisation.name) for organisation in (bid.bidder, *confirmed))


def _wanted(bid: Bid, risks: tuple[tuple[str, str], ...], members: tuple[tuple[str, str], ...]) -> Wanted:
    lodged = queries.security_of(bid)
    return Wanted(
        stage=bid.stage,
        risks=frozenset(code for code, _name in risks),
        members=frozenset(bin for bin, _name in members),
        guarantee=lodged is not None and lodged.form == SecurityForm.GUARANTEE,
    )


def _outside(bid: Bid, exact: Mapping[str, Any]) -> tuple[Refusal, ...]:
    """Months with which no contract could be signed (art. 4(2)); nobody but the bidder is told before the opening."""
    return () if bid.stage == 1 else tuple(outside_term(bid.tender, exact["offer"]["months"]))


def _foreseen(
    bid: Bid, documentation: Documentation | None, exact: Mapping[str, Any], *, alone: bool
) -> tuple[Foreseen, ...]:
    """Requirements that the stated sums do not meet; nobody but the bidder is told before the opening.

    The debt stated by a consortium is one sum, and each of its members is asked for its own: nothing is said of it.
    """
    closes_at = bid.tender.stage1_closes_at if bid.stage == 1 else bid.tender.closes_at
    if closes_at is None:
        return ()
    stated = {name: Decimal(typed) for name, typed in exact["amounts"].items() if typed is not None}
    return tuple(
        qualification.foreseen(
            stated,
            requirements=(TAX, FUNDS) if alone else (FUNDS,),
            object_cost=cost_under(bid.tender, documentation),
            edition=bid.tender.rule_pack or CURRENT_PACK,
            deadline=closes_at,
        )
    )


def _score(bid: Bid, documentation: Documentation | None, exact: Mapping[str, Any]) -> Score | None:
    closes_at = bid.tender.closes_at
    if documentation is None or bid.stage == 1 or closes_at is None:
        return None
    criteria = criteria_of(documentation.criteria)
    return bid_check.own_points(exact, criteria, local_day(closes_at), bid.bidder.bin)
