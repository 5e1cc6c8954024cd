"""Which law a contract lives under. Pure.

Interpreted (X-14): order 605 rests on art. 23(2-1) of the Law and governs the contracts of its own programmes. For any
other contract the Law is the law, with the general order; where the portal needs a rule and neither text at hand has
it, the paragraph of order 605 is applied by analogy. That is a policy of the portal, and it says so wherever it cites.
"""

from dataclasses import dataclass, replace

from ppp_portal.law.acts import ORDER_605, Paragraph, law, p605, under

GENERAL = "general"


@dataclass(frozen=True)
class Ground:
    """What the Law itself says of an act in the life of a contract, and what is applied to it by analogy."""

    law: tuple[Paragraph, ...]
    analogy: tuple[Paragraph, ...]


# By the name of the act. Monitoring: no provision of the Law is at hand.
GROUNDS = {
    "terms": Ground((law("4(2)"), law("46(1)")), (p605("A2.12"),)),
    "monitoring": Ground((), (p605("A2.99"), p605("A2.100"))),
    "extension": Ground((law("46(1-1)"), law("48"), law("49")), (p605("55"),)),
    "assignment": Ground((law("50"),), (p605("56"),)),
    "replacement": Ground((law("51-1"),), (p605("62"),)),
}


@under(law("23(2-1)"))
def cited(regime: str, paragraph: Paragraph) -> Paragraph:
    """The paragraph as it is cited for a contract of this regime."""
    foreign = regime == GENERAL and paragraph.act == ORDER_605
    return replace(paragraph, analogy=True) if foreign else paragraph
