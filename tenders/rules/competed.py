"""What the winning bid bettered, and the clauses of the draft contract that say it (Appendix 4, K3–K5; p. 41).

The documentation limits the months of construction, the own funds and the payment; the bid was chosen for what it
offers instead. A clause that carries such a limit has to say the offer before the talks end: signed as announced it
would allow the partner less than what won.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from ppp_portal.law.figures import figures
from scoring.criteria import SYMBOLS, Offer, Thresholds

# What follows the figure in a clause; tenge may be named before it or after a line. A sum that stands in words too is
# left to be rewritten by a person: the words would contradict the new figure. "ай" and "мес" begin other words.
AFTER = {
    "months": r"(?=\s*-?\s*(?:(?:календарн\w*|күнтізбелік)\s+)?(?:ай(?!ып|ыр|м|н)|меся[цч]|мес\b))",
    "percent": r"(?=\s*(?:%|процент|пайыз))",
    "tenge": r"(?!\d|\s\d{3}(?!\d)|[.,]\d|\s*\()",
}
LONGER = "(?<!\\d[ \u00a0\u2009\u202f])"  # 200 000 is no figure of 1 200 000
IN_WORDS = re.compile(r"(?<=\d)\s*\([^()\d]*\)(?!\s*\d)")  # 24 (двадцать четыре) месяца
GROUP = "\u00a0"
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Competed:
    """One figure: ``limit`` of the documentation, ``offer`` of the bid; ``term`` is the essential term that says it."""

    criterion: str
    term: int
    unit: str
    limit: Decimal
    offer: Decimal

    @property
    def key(self) -> str:
        """Criterion and unit: own funds are limited twice, as a sum and as a share."""
        return self.criterion + self.unit

    @property
    def symbol(self) -> str:
        return SYMBOLS[self.criterion]

    @property
    def limited(self) -> str:
        return self._said(self.limit)

    @property
    def offered(self) -> str:
        return self._said(self.offer)

    def carried_by(self, text: str) -> bool:
        """Whether the text still limits as the documentation did, figure and unit."""
        return self._reads(self.limit, text)

    def said_in(self, text: str) -> bool:
        return self._reads(self.offer, text)

    def written_into(self, text: str) -> str:
        """The text with the offer in place of the limit. The words around a figure may want another ending."""
        return self._figure(self.limit).sub(_printed(self.offer), text)

    def _reads(self, value: Decimal, text: str) -> bool:
        read = IN_WORDS.sub("", text)
        # Figures carry every unit with them but this one: 17 days are no 17 months.
        if self.unit == "months":
            return self._figure(value).search(read) is not None
        return _plain(value) + ("%" if self.unit == "percent" else "") in figures(read)

    def _said(self, value: Decimal) -> str:
        return _printed(value) + (f"{GROUP}%" if self.unit == "percent" else "")

    def _figure(self, value: Decimal) -> re.Pattern[str]:
        """A figure with its unit, as clauses write it."""
        whole, _, rest = _plain(value).partition(".")
        digits = r"\s?".join(f"{int(whole):,}".split(","))
        decimals = rf"[.,]{rest}0*" if rest else r"(?:[.,]0+)?"
        before = r"(?<![\d.,])" + (LONGER if self.unit == "tenge" else "")
        return re.compile(f"{before}{digits}{decimals}{AFTER[self.unit]}", re.I)


def competed(limits: Thresholds, offer: Offer) -> tuple[Competed, ...]:
    """Every figure that the bid bettered. One that it left as announced stands in the clause already."""
    return tuple(
        one
        for one in _figures(limits, offer)
        if (one.offer > one.limit if one.criterion == "K3" else one.offer < one.limit)
    )


def limiting(limits: Thresholds, term: int | None, *texts: str) -> tuple[Competed, ...]:
    """The limits that a text of a clause of essential term ``term`` repeats, whatever will be offered."""
    found = (one for one in _figures(limits, limits) if one.term == term)
    return tuple(one for one in found if any(map(one.carried_by, texts)))


def _figures(limits: Thresholds, offer: Offer | Thresholds) -> tuple[Competed, ...]:
    """Own funds stand in a clause as a sum or as a share of the cost of construction; the share is rounded down."""
    cost = limits.construction_cost
    share = [
        (value * 100 / cost).quantize(HUNDREDTH, ROUND_FLOOR) for value in (limits.own_funds, offer.own_funds)
    ]
    return (
        Competed("K3", 4, "tenge", limits.own_funds, offer.own_funds),
        Competed("K3", 4, "percent", *share),
        Competed("K4", 3, "months", Decimal(limits.months), Decimal(offer.months)),
        Competed("K5", 5, "tenge", limits.price, offer.price),
    )


def unsaid(found: Sequence[Competed], *texts: str) -> tuple[Competed, ...]:
    """Those that one of the texts does not say."""
    return tuple(one for one in found if not all(one.said_in(text) for text in texts))


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _printed(value: Decimal) -> str:
    whole, _, rest = _plain(value).partition(".")
    return f"{int(whole):,}".replace(",", GROUP) + (f",{rest}" if rest else "")
