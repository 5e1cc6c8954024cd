"""The private check of a bid: what is still missing, and how many points it would earn by its own figures.

Pure. Nobody but the bidder sees the answers, and nothing here forbids a submission: whether a bid is complete
is decided when it is opened.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ppp_portal.law.acts import Paragraph, law, p605
from scoring.criteria import Criteria, Offer
from scoring.engine import Score, evaluate
from tenders.rules.evaluation import over_five_years

OWN_CAPITAL = ("equity", "letter", "guarantee")
DECIMALS = 12


@dataclass(frozen=True)
class Wanted:
    """What the documentation asks of this bid. ``members`` are the BINs of the lead and confirmed members."""

    stage: int = 2
    risks: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    guarantee: bool = False


@dataclass(frozen=True)
class Task:
    """One point of the list: ``code`` for the words, ``section`` where it is put right, ``basis`` who asks.

    ``binding``: a bid without it may be rejected at the examination; the others only cost points.
    """

    code: str
    section: str
    done: bool
    basis: Paragraph
    binding: bool = True


def completeness(content: Mapping[str, Any], wanted: Wanted) -> tuple[Task, ...]:
    """Everything the documentation asks for, done or not. ``content`` is the exact form (blanks are null)."""
    tasks = [Task("summary", "offer", bool(content["summary"]), p605("A1.10(10)"))]
    if wanted.stage == 2:
        tasks += _offer_tasks(content, wanted)
    tasks += [
        Task(
            f"qualification_{number}",
            "qualification",
            bool(row["statement"] and row["file"]),
            law(f"32(1)({number})"),
        )
        for number, row in content["qualification"].items()
    ]
    tasks.append(
        Task("tax_debt", "qualification", content["amounts"]["tax_debt"] is not None, law("32(1)(2)"))
    )
    tasks.append(
        Task("own_and_borrowed", "qualification", _funds_stated(content["amounts"]), law("32(1)(8)"))
    )
    if wanted.guarantee:
        tasks.append(Task("guarantee", "qualification", bool(content["guarantee_file"]), p605("31")))
    return tuple(tasks)


def _offer_tasks(content: Mapping[str, Any], wanted: Wanted) -> list[Task]:
    offer = content["offer"]
    evidenced = {
        name: bool(content[name]) and all(row["file"] for row in content[name])
        for name in ("projects", "risks", "funds", "specialists")
    }
    known_risks = all(row["code"] in wanted.risks for row in content["risks"])
    known_members = all(row["member"] in wanted.members for row in content["projects"])
    tasks = [
        Task(
            "k1_projects", "projects", evidenced["projects"] and known_members, p605("A4.K1"), binding=False
        ),
        Task("k2_risks", "risks", evidenced["risks"] and known_risks, p605("A4.K2"), binding=False),
        Task(
            "k3_funds",
            "funds",
            evidenced["funds"] and all(row["amount"] for row in content["funds"]),
            p605("A4.K3"),
        ),
        Task("k4_months", "offer", offer["months"] is not None, p605("A4.K4")),
        Task("k5_price", "offer", offer["price"] is not None, p605("A4.K5")),
        Task("k6_headcount", "offer", offer["headcount"] is not None, p605("A4.K6")),
        Task(
            "k6_specialists",
            "specialists",
            evidenced["specialists"]
            and all(row["count"] and row.get("experience_since") for row in content["specialists"]),
            p605("A4.K6"),
        ),
    ]
    if offer["spv_declared"]:
        tasks.append(Task("spv_name", "offer", bool(offer["spv_name"]), p605("48")))
    return tasks


def _funds_stated(amounts: Mapping[str, Any]) -> bool:
    return amounts["own_funds"] is not None and amounts["borrowed_funds"] is not None


def missing(tasks: Iterable[Task]) -> tuple[Task, ...]:
    return tuple(task for task in tasks if not task.done)


# --- own points -------------------------------------------------------------------------------------------


def share(count: int, headcount: int) -> Decimal:
    """``count`` in per cent of the staff, to the nearest of the twelfth decimal: ``ppp-evaluation/1`` takes decimals
    only, and the portal counts from what it publishes (P-14). Raises ``ZeroDivisionError`` for a staff of nobody.

    No step is won or lost by it: they begin on six decimals, and of a staff below a million no share comes closer to
    such a number than the millionth part of a millionth. Halves go to the even digit, so shares that together make
    the whole still do.
    """
    scaled = round(Fraction(100 * count, headcount) * 10**DECIMALS)
    return Decimal(scaled).scaleb(-DECIMALS).normalize()


def claimed_offer(
    content: Mapping[str, Any], criteria: Criteria, bidder: str, closes_on: date
) -> Offer | None:
    """What the bid claims, counted by the tender's policies of evidence; ``None`` while a figure is missing.
    Work experience is counted to ``closes_on``, the day bids close.

    The commission counts what it accepts: this is the most the bid can earn on its own papers.
    """
    figures, evidence = content["offer"], criteria.evidence
    if None in (figures["months"], figures["price"], figures["headcount"]):
        return None
    every_kind = evidence is not None and evidence.k1_kinds == "all"
    only_builders = evidence is not None and evidence.k6_field == "construction"
    own_capital = evidence is not None and evidence.k3_evidence == "own_capital"
    higher, secondary = (
        sum(
            row["count"] or 0
            for row in content["specialists"]
            # The Kazakh text of K6 asks for construction in its first row only (D-52, D-54).
            if row["level"] == level
            and over_five_years(row, closes_on)
            and (row["construction"] or not only_builders or level == "secondary")
        )
        for level in ("higher", "secondary")
    )
    return Offer(
        bidder=bidder,
        projects=sum(1 for row in content["projects"] if every_kind or row["kind"] == "construction"),
        risks_accepted=len(content["risks"]),
        risks_transferred=figures["risks_transferred"],
        own_funds=sum(
            (
                Decimal(row["amount"])
                for row in content["funds"]
                if row["amount"] is not None and (not own_capital or row["form"] in OWN_CAPITAL)
            ),
            Decimal(0),
        ),
        months=figures["months"],
        price=Decimal(figures["price"]),
        higher_share=share(higher, figures["headcount"]),
        secondary_share=share(secondary, figures["headcount"]),
    )


def own_points(
    content: Mapping[str, Any], criteria: Criteria, closes_on: date, bidder: str = ""
) -> Score | None:
    """The points of this bid by its own figures, with arithmetic; ``None`` while K4–K6 are not offered."""
    offer = claimed_offer(content, criteria, bidder, closes_on)
    if offer is None or Fraction(offer.higher_share) + Fraction(offer.secondary_share) > 100:
        return None
    return evaluate(criteria, [offer]).scores[0]
