"""What a card of a contract must say before it is kept, and on what it may change. Pure: facts in, refusals out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from contracts.rules.obligations import OBLIGATIONS, Paper, refuse_without_papers
from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.calendar import add_months, end_of_day
from ppp_portal.law.refusals import Refusal

TERM, LIMIT, LANGUAGES, QUANTITY, PARTIES = (
    p605("A2.12(6)"),
    law("4(2)"),
    law("46(4)"),
    p605("A2.12(2)"),
    p605("2(1)"),
)


@dataclass(frozen=True)
class CardFacts:
    """A contract as somebody enters it. ``texts``: field name -> (kk, ru)."""

    texts: dict[str, tuple[str, str]]
    signed_on: date | None
    starts_on: date | None
    first_ends_on: date | None
    ends_on: date | None
    today: date
    most_years: int
    proof: bool
    parts: tuple[str, ...]


@under(LANGUAGES, TERM)
def refuse_card(facts: CardFacts) -> list[Refusal]:
    """In both languages, with a document or a public source, its parties and a term that ends after it begins."""
    refusals = [
        Refusal("card.text_missing", LANGUAGES, {"lang": lang}, f"{name}_{lang}")
        for name, pair in facts.texts.items()
        for lang, text in zip(("kk", "ru"), pair, strict=True)
        if not text.strip()
    ]
    if not facts.proof:
        refusals.append(Refusal("card.no_proof", LANGUAGES, field="file"))
    for part in ("public_partner", "private_partner"):
        if part not in facts.parts:
            refusals.append(Refusal(f"card.no_{part}", PARTIES, field=part))
    if facts.signed_on and facts.signed_on > facts.today:
        refusals.append(Refusal("card.signed_tomorrow", TERM, {"today": facts.today}, "signed_on"))
    return refusals + refuse_term(facts.starts_on, facts.first_ends_on, facts.ends_on, facts.most_years)


@under(TERM, LIMIT)
def refuse_term(
    starts_on: date | None, first_ends_on: date | None, ends_on: date | None, most_years: int
) -> list[Refusal]:
    """The last day is known and comes after the first; from the first to the last not more than thirty years."""
    if ends_on is None:
        return [Refusal("card.no_end", TERM, field="ends_on")]
    refusals = []
    if starts_on and starts_on > (first_ends_on or ends_on):
        refusals.append(Refusal("card.ends_before_start", TERM, {"start": starts_on}, "ends_on"))
    if first_ends_on and first_ends_on > ends_on:
        refusals.append(Refusal("card.ends_before_first", TERM, {"first": first_ends_on}, "ends_on"))
    return refusals + refuse_beyond_limit(starts_on, ends_on, most_years)


@under(LIMIT)
def refuse_beyond_limit(starts_on: date | None, ends_on: date, most_years: int) -> list[Refusal]:
    """The whole term, extensions included, is at most thirty years: its last day lies before that anniversary."""
    limit = add_months(starts_on, 12 * most_years) if starts_on else None
    if limit is None or ends_on < limit:
        return []
    return [Refusal("card.beyond_limit", LIMIT, {"years": most_years, "start": starts_on}, "ends_on")]


@under(p605("55"))
def refuse_late_answer(state: str, ends_on: date, warned_of: date, at: datetime) -> list[Refusal]:
    """A warning is answered while the end it warns of is to come; afterwards its silence stays what it was."""
    if state == "in_force" and ends_on == warned_of and at <= end_of_day(warned_of):
        return []
    return [Refusal("card.warning_over", p605("55"), {"ends_on": warned_of})]


CHANGES = ("quantities", "tariffs", "obligations", "milestones", "parties")
BOUND = ("public_partner", "private_partner", "project_company", "operator")


@under(PARTIES, QUANTITY)
def refuse_parts(names: Iterable[str], parts: Iterable[str]) -> list[Refusal]:
    """Terms, risks and those whom the contract binds do not change here.

    A new partner comes by assignment or replacement (p. 56, 62); ``parts`` that may be added are creditors and
    those who signed beside the parties.
    """
    wrong = any(name not in CHANGES for name in names) or any(part in BOUND for part in parts)
    return [Refusal("card.change_elsewhere", PARTIES)] if wrong else []


@under(OBLIGATIONS)
def refuse_obligations(role: str, papers: Iterable[Paper], today: date) -> list[Refusal]:
    """A tariff or a planned sum of the state: by the head, with the same two papers as in an extension."""
    wrong = [] if role == "head" else [Refusal("card.head_changes", OBLIGATIONS)]
    return wrong + refuse_without_papers(papers, today)


@under(QUANTITY)
def refuse_change(basis: Iterable[tuple[str, str]], document: bool) -> list[Refusal]:
    """A card changes only on what both sides agreed: the basis in both languages and its document."""
    refusals = [
        Refusal("card.no_basis", QUANTITY, {"lang": lang}, f"basis_{lang}")
        for lang, text in basis
        if not text.strip()
    ]
    if not document:
        refusals.append(Refusal("card.change_without_document", QUANTITY, field="file"))
    return refusals
