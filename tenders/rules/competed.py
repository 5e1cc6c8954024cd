"""What the contract is made of, and the clauses of its draft that say it (Appendix 2, p. 12; Appendix 4, K2–K5; p. 41).

The documentation limits the months of construction, the own funds and the payment, and fixes the years of operation
and the investments; the bid was evaluated with what it offers instead of the limits. A clause that says such a figure
has to say the figure of the contract before the talks end: otherwise the words and the rows would differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from scoring.criteria import SYMBOLS, Offer, Thresholds
from tenders.rules import quantities
from tenders.rules.quantities import GROUP, printed

HUNDREDTH = Decimal("0.01")
OPERATION, INVESTMENTS, RISKS = "operation", "investments", "risks"
OWN_FUNDS = "K3tenge"  # ``Competed.key``
SIGNS = {"percent": "%", "tenge": "₸"}
PERIODS = (3, 6)  # the terms that say how long something lasts


@dataclass(frozen=True)
class Competed:
    """One figure: ``limit`` of the documentation, ``offer`` that the contract says; ``terms`` are the essential terms
    that may say it. ``code`` is its criterion, or the name of a figure that is announced and not competed.
    """

    code: str
    terms: tuple[int, ...]
    unit: str
    limit: Decimal
    offer: Decimal

    @property
    def key(self) -> str:
        """Code and unit: own funds are limited twice, as a sum and as a share."""
        return self.code + self.unit

    @property
    def symbol(self) -> str:
        return SYMBOLS.get(self.code, "")

    @property
    def kind(self) -> str:
        """In which words it is spoken of."""
        if self.code == INVESTMENTS:
            return INVESTMENTS
        return "competed" if self.offer != self.limit else "kept" if self.symbol else OPERATION

    @property
    def limited(self) -> str:
        return self._said(self.limit)

    @property
    def offered(self) -> str:
        return self._said(self.offer)

    def carried_by(self, text: str) -> bool:
        """Whether the text still says what the documentation did, figure and unit."""
        return quantities.reads(self.limit, self.unit, text)

    def said_in(self, text: str) -> bool:
        return quantities.reads(self.offer, self.unit, text)

    def settled_in(self, text: str) -> bool:
        """Whether the text says the offer, and no limit beside it that would leave open which of them binds."""
        return self.said_in(text) and (self.offer == self.limit or not self.carried_by(text))

    def written_into(self, text: str) -> str:
        """The text with the offer in place of the limit. The words around a figure may want another ending."""
        return quantities.figure(self.limit, self.unit).sub(printed(self.offer), text)

    def _said(self, value: Decimal) -> str:
        sign = SIGNS.get(self.unit)
        return printed(value) + (f"{GROUP}{sign}" if sign else "")


@dataclass(frozen=True)
class Allocation:
    """The words of a clause on risks. The contract prints their allocation as a table; whether other words say the
    same no machine reads, so words other than those ``announced`` are stated to change nothing in it.
    """

    announced: tuple[str, str]
    code = key = kind = RISKS
    symbol = SYMBOLS["K2"]
    limited = offered = ""

    def settled_in(self, text: str) -> bool:
        return " ".join(text.split()) in (" ".join(one.split()) for one in self.announced)

    def written_into(self, text: str) -> str:
        return text


Kept = Competed | Allocation


def competed(
    limits: Thresholds, offer: Offer, *, years: int | None = None, investments: Decimal | None = None
) -> tuple[Competed, ...]:
    """Every figure as the contract says it.

    Months and payment are those of the bid (Appendix 2, p. 12(5)–(6)), also of one beyond the limit that the commission
    admitted with no points (P-10): the term and the card are counted from them. Of own funds the contract asks what
    the documentation asks of everybody, and what the bid offers above it.
    """
    found = [
        replace(one, offer=max(one.limit, one.offer)) if one.code == "K3" else one
        for one in _figures(limits, offer)
    ]
    if years:
        whole, months = Decimal(years), Decimal(years * 12)
        found.append(Competed(OPERATION, PERIODS, "years", whole, whole))
        found.append(Competed(OPERATION, PERIODS, "months", months, months))
    if investments:
        found.append(Competed(INVESTMENTS, (4,), "tenge", investments, investments))
    return tuple(found)


def kept_by(found: Sequence[Competed], term: int | None, texts: tuple[str, str]) -> tuple[Kept, ...]:
    """Those that a clause of essential term ``term`` says as announced; of one on risks, its words."""
    if term == 7:
        return (Allocation(texts),)
    return tuple(one for one in found if term in one.terms and any(map(one.carried_by, texts)))


def limiting(limits: Thresholds, term: int | None, *texts: str) -> tuple[Competed, ...]:
    """The limits that a text of a clause of essential term ``term`` repeats, whatever will be offered."""
    found = (one for one in _figures(limits, limits) if term in one.terms)
    return tuple(one for one in found if any(map(one.carried_by, texts)))


def _figures(limits: Thresholds, offer: Offer | Thresholds) -> tuple[Competed, ...]:
    """Own funds stand in a clause as a sum or as a share of the cost of construction; the share is rounded down."""
    cost = limits.construction_cost
    limit_share, share = (
        (value * 100 / cost).quantize(HUNDREDTH, ROUND_FLOOR) for value in (limits.own_funds, offer.own_funds)
    )
    return (
        Competed("K3", (4,), "tenge", limits.own_funds, offer.own_funds),
        Competed("K3", (4,), "percent", limit_share, share),
        Competed("K4", PERIODS, "months", Decimal(limits.months), Decimal(offer.months)),
        Competed("K5", (5,), "tenge", limits.price, offer.price),
    )


def unsaid(found: Sequence[Kept], *texts: str) -> tuple[Kept, ...]:
    """Those that one of the texts leaves out or leaves open."""
    return tuple(one for one in found if not all(one.settled_in(text) for text in texts))
