"""What still stands between a draft and the public: part by part, and all of it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ppp_portal.law.refusals import Refusal
from tenders import wording
from tenders.models import Documentation, Tender
from tenders.queries.documentation import documentation_facts, texts_to_compare
from tenders.rules.documentation import Pair, by_part
from tenders.rules.publication import refuse_figures


@dataclass(frozen=True)
class Readiness:
    """``missing`` by part; ``figures`` that differ between the two texts; ``texts`` they were read from."""

    missing: Mapping[int, list[Refusal]]
    figures: list[Refusal]
    texts: Mapping[str, Pair]

    @property
    def complete(self) -> int:
        return sum(not found for found in self.missing.values())

    @property
    def all(self) -> list[Refusal]:
        return [refusal for found in self.missing.values() for refusal in found] + self.figures


def readiness(tender: Tender, documentation: Documentation) -> Readiness:
    texts = texts_to_compare(tender, documentation)
    return Readiness(
        missing=by_part(documentation_facts(tender, documentation)),
        figures=refuse_figures(texts),
        texts=texts,
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
