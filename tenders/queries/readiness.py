"""What still stands between a draft and the public: part by part, and all of it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.law.packs import pack_for
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel.queries import assignment
from scoring.messages import CRITERIA
from scoring.queries import criteria_facts, criteria_of
from scoring.rules import refuse_criteria
from tenders import wording
from tenders.kinds import STAGE_ONE_PARTS
from tenders.models import Documentation, Tender
from tenders.queries.documentation import documentation_facts, pair, texts_to_compare
from tenders.queries.terms import drafted
from tenders.rules.competed import limiting
from tenders.rules.documentation import Pair, by_part
from tenders.rules.publication import (
    CallFacts,
    PublicationFacts,
    refuse_dates,
    refuse_figures,
    refuse_unseated,
)


@dataclass(frozen=True)
class Readiness:
    """``missing`` by part; ``dates`` that are kept but cannot be published; ``figures`` that differ between the two
    texts; ``texts`` they were read from; ``unseated`` while there is no commission."""

    missing: Mapping[int, list[Refusal]]
    figures: list[Refusal]
    texts: Mapping[str, Pair]
    dates: list[Refusal]
    unseated: list[Refusal]

    @property
    def complete(self) -> int:
        return sum(not self.of(number) for number in self.missing)

    @property
    def all(self) -> list[Refusal]:
        found = [refusal for number in self.missing for refusal in self.of(number)]
        return [*found, *self.figures, *self.unseated]

    def of(self, number: int) -> list[Refusal]:
        """What keeps this part from being done: what it lacks, and its dates."""
        return [*self.missing[number], *self.dates_of(number)]

    def dates_of(self, number: int) -> list[Refusal]:
        return [refusal for refusal in self.dates if part_of(refusal) == number]


def readiness(tender: Tender, documentation: Documentation, at: datetime | None = None) -> Readiness:
    """Of a tender that is public already, its dates and its commission are no longer asked."""
    texts = texts_to_compare(tender, documentation)
    announced = tender.published_at is not None
    seated = announced or assignment(tender.subject) is not None
    return Readiness(
        missing=by_part(documentation_facts(tender, documentation)),
        figures=refuse_figures(texts),
        texts=texts,
        dates=[] if announced else _dates(drafted(tender, documentation), at or clock.now()),
        unseated=refuse_unseated(seated=seated),
    )


def _dates(stated: Tender, at: datetime) -> list[Refusal]:
    """Of the dates that would be published now; ``stated`` has the terms of the version in work."""
    if stated.closes_at is None:
        return []
    facts = PublicationFacts(
        pack=pack_for(local_day(at)),
        short_clocks=stated.row.short_clocks,
        closes_at=stated.closes_at,
        opens_at=stated.opens_at,
        bids_valid_until=stated.bids_valid_until,
        off_day_confirmed=stated.off_day_confirmed,
        calendar=clock.calendar(),
    )
    return refuse_dates(facts, at)


def call_facts(tender: Tender, documentation: Documentation, at: datetime) -> CallFacts:
    """What stage one would make public at ``at``."""
    return CallFacts(
        pack=pack_for(local_day(at)),
        closes_at=tender.stage1_closes_at,
        title=pair(tender, "title"),
        parts={
            part.number: pair(part, "text")
            for part in documentation.parts.filter(number__in=STAGE_ONE_PARTS).order_by("number")
        },
        off_day_confirmed=tender.stage1_off_day_confirmed,
        seated=assignment(tender.subject) is not None,
        calendar=clock.calendar(),
    )


def part_of(refusal: Refusal) -> int | None:
    """The part on whose page a refusal is put right; None where no part is to blame."""
    if "part" in refusal.params:
        return int(str(refusal.params["part"]))
    found = _OF_FIELD.get(refusal.field)
    if found:
        return found
    if refusal.code.startswith("scoring."):
        return 6
    place = str(refusal.params.get("place", ""))
    if place.startswith("text_") and place[5:].isdigit():
        return int(place[5:])
    if place in ("deposit_bank", "deposit_purpose"):
        return 10
    return 5 if place.startswith("clause ") else 6 if place.startswith("risk ") else None


_OF_FIELD = {
    "study": 2,
    "sheet_ground": 2,
    "clauses": 5,
    "operation_years": 5,
    "risks": 6,
    "rates": 7,
    "investments": 10,
    "closes_at": 10,
    "off_day_confirmed": 10,
    "bids_valid_until": 10,
    "budget_kk": 10,
    "budget_ru": 10,
    **dict.fromkeys(("deposit_bank_kk", "deposit_bank_ru", "deposit_account", "deposit_bin"), 10),
    **dict.fromkeys(("deposit_purpose_kk", "deposit_purpose_ru"), 10),
    "opens_at": 12,
    "opening_place_kk": 12,
    "opening_place_ru": 12,
}


def in_words(refusals: list[Refusal]) -> list[Refusal]:
    """The same refusals, with places named as people call them."""
    return [
        replace(r, params={**r.params, "place": wording.place(str(r.params["place"]))})
        if "place" in r.params
        else r
        for r in refusals
    ]


def closed_limits(documentation: Documentation) -> list[dict[str, Any]]:
    """Clauses closed to negotiation that repeat a limit of K3–K5: signed as announced, they keep it beside the figure
    of the best bid (A-54). Nothing to say until the criteria are whole.
    """
    if refuse_criteria(criteria_facts(documentation.criteria)):
        return []
    limits = criteria_of(documentation.criteria).thresholds
    return [
        {"clause": clause, "figure": one, "about": CRITERIA[one.code]}
        for clause in documentation.clauses.all()
        if clause.closed
        for one in limiting(limits, clause.essential_term, clause.text_kk or "", clause.text_ru or "")
    ]
