"""The thirteen parts of the documentation (Appendix 1 p. 10): what each needs before it can be approved."""

from dataclasses import dataclass, field
from decimal import Decimal

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.figures import Pair
from ppp_portal.law.identifiers import bad_account, check_bin
from ppp_portal.law.refusals import Refusal

PARTS = tuple(range(1, 14))
# A part whose content stands in fields of its own needs no free text beside them.
STRUCTURED = frozenset({5, 6, 10, 12, 13})
ESSENTIAL_TERMS = frozenset(range(1, 9))
NOTHING = Pair()
FORMS = law("39(4)")


@dataclass(frozen=True)
class ClauseFacts:
    number: str
    heading: Pair
    text: Pair
    essential_term: int | None
    closed: bool


@dataclass(frozen=True)
class DepositFacts:
    """Where a bidder pays a cash deposit: bank, account (IBAN), BIN of the recipient, purpose of the payment."""

    bank: Pair = NOTHING
    account: str = ""
    bin: str = ""
    purpose: Pair = NOTHING


@dataclass(frozen=True)
class DocumentationFacts:
    """The documentation as it stands. ``annexes``: the languages of the files of each part, empty for a file in both
    or without text. ``criteria`` are the refusals of the scoring engine, ``term`` those of the term of the contract by
    the card of the project, both already computed."""

    parts: dict[int, Pair] = field(default_factory=dict)
    clauses: tuple[ClauseFacts, ...] = ()
    risks: tuple[Pair, ...] = ()
    study: str = "feasibility"
    sheet_ground: str = ""
    annexes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    currency: str = "KZT"
    rates: frozenset[str] = frozenset()
    investments: Decimal | None = None
    has_cutoff: bool = False
    has_opening: bool = False
    opening_place: Pair = NOTHING
    has_validity: bool = False
    budget: Pair = NOTHING
    deposit: DepositFacts = DepositFacts()
    criteria: tuple[Refusal, ...] = ()
    term: tuple[Refusal, ...] = ()


@under(p605("A1.10"))
def refuse_parts(facts: DocumentationFacts) -> list[Refusal]:
    """Every part that is text exists in both languages."""
    return [
        Refusal(
            "documentation.part_missing", p605(f"A1.10({number})"), {"part": number}, f"text_{lang}_{number}"
        )
        for number in PARTS
        if number not in STRUCTURED
        for lang in facts.parts.get(number, Pair()).missing
    ]


@under(p605("A1.10(2)"))
def refuse_study(facts: DocumentationFacts) -> list[Refusal]:
    """A feasibility study, or an information sheet where one of its three conditions holds.

    Interpreted (D-33): as in the Russian text the condition belongs to the sheet; the Kazakh text reads it on
    both. Either way one of the two papers is needed.
    """
    refusals = []
    if facts.study == "information_sheet" and not facts.sheet_ground:
        refusals.append(Refusal("documentation.sheet_without_ground", p605("A1.10(2)"), field="sheet_ground"))
    if not facts.annexes.get(2):
        refusals.append(Refusal("documentation.study_missing", p605("A1.10(2)"), field="study"))
    return refusals


@under(p605("20"))
def refuse_annexes(facts: DocumentationFacts) -> list[Refusal]:
    """What is annexed is placed in both languages: each part has as many files in Kazakh as in Russian.

    Interpreted: a file that holds both texts, or none (a drawing, a map), stands for both.
    """
    return [
        Refusal("documentation.annex_one_language", p605("20"), {"part": part, "kk": kk, "ru": ru}, "files")
        for part, languages in facts.annexes.items()
        if (kk := languages.count("kk")) != (ru := languages.count("ru"))
    ]


@under(p605("A1.10(5)"), p605("A2.12"), p605("A1.10(13)"))
def refuse_contract_draft(facts: DocumentationFacts) -> list[Refusal]:
    """The draft contract has a clause for each of the eight essential terms, in both languages, runs as long as the
    Law allows (art. 4(2)), and at least one condition closed to negotiation is named."""
    refusals = [
        Refusal("documentation.term_missing", p605(f"A2.12({term})"), {"term": term}, "clauses")
        for term in sorted(ESSENTIAL_TERMS - {clause.essential_term for clause in facts.clauses})
    ]
    refusals += [
        Refusal("documentation.clause_missing", p605("A1.10(5)"), {"clause": clause.number}, "clauses")
        for clause in facts.clauses
        if clause.heading.missing or clause.text.missing
    ]
    refusals += facts.term
    if not any(clause.closed for clause in facts.clauses):
        refusals.append(Refusal("documentation.nothing_closed", p605("A1.10(13)"), field="clauses"))
    return refusals


@under(p605("A1.10(6)"), p605("A4.K2"))
def refuse_criteria_part(facts: DocumentationFacts) -> list[Refusal]:
    """Thresholds and policies are chosen; the allocation of risks, the base of K2, is named in both languages."""
    refusals = list(facts.criteria)
    if not facts.risks or any(risk.missing for risk in facts.risks):
        refusals.append(Refusal("documentation.risks_missing", p605("A4.K2"), field="risks"))
    return refusals


@under(p605("A1.10(7)"))
def refuse_currency(facts: DocumentationFacts) -> list[Refusal]:
    """Another currency than tenge needs its rate."""
    if facts.currency == "KZT" or facts.currency in facts.rates:
        return []
    return [Refusal("documentation.rate_missing", p605("A1.10(7)"), {"currency": facts.currency}, "rates")]


@under(p605("A1.10(10)"), p605("A1.10(12)"), p605("31"), p605("34"))
def refuse_terms(facts: DocumentationFacts) -> list[Refusal]:
    """Investments, cut-off, validity, opening with its place, and the budget that would receive a security."""
    ten, twelve = p605("A1.10(10)"), p605("A1.10(12)")
    needed = (
        (facts.investments is not None and facts.investments > 0, "investments", p605("31")),
        (facts.has_cutoff, "closes_at", ten),
        (facts.has_validity, "bids_valid_until", ten),
        (facts.has_opening, "opens_at", twelve),
        ("kk" not in facts.opening_place.missing, "opening_place_kk", twelve),
        ("ru" not in facts.opening_place.missing, "opening_place_ru", twelve),
        ("kk" not in facts.budget.missing, "budget_kk", p605("34")),
        ("ru" not in facts.budget.missing, "budget_ru", p605("34")),
    )
    return [
        Refusal("documentation.term_blank", basis, field=name) for given, name, basis in needed if not given
    ]


@under(p605("A1.10(10)"), p605("31"), FORMS)
def refuse_deposit(facts: DepositFacts) -> list[Refusal]:
    """A bidder may pay the security in cash, so the documentation tells where to: an account that can exist."""
    ten = p605("A1.10(10)")
    refusals = [
        Refusal("documentation.term_blank", ten, field=f"deposit_{name}_{lang}")
        for name in ("bank", "purpose")
        for lang in getattr(facts, name).missing
    ]
    if not facts.account.strip():
        refusals.append(Refusal("documentation.term_blank", ten, field="deposit_account"))
    elif wrong := bad_account(facts.account):
        refusals.append(Refusal(f"security.account_{wrong}", ten, field="deposit_account"))
    if not facts.bin.strip():
        refusals.append(Refusal("documentation.term_blank", ten, field="deposit_bin"))
    elif problem := check_bin(facts.bin):
        refusals.append(Refusal(problem, ten, field="deposit_bin"))
    return refusals


@under(p605("A1.10"))
def refuse_documentation(facts: DocumentationFacts) -> list[Refusal]:
    """Everything that stands between this documentation and its approval, part by part."""
    return [refusal for refusals in by_part(facts).values() for refusal in refusals]


def by_part(facts: DocumentationFacts) -> dict[int, list[Refusal]]:
    """What is missing under each of the 13 parts; an empty list means complete."""
    found: dict[int, list[Refusal]] = {number: [] for number in PARTS}
    for refusal in refuse_parts(facts):
        found[int(str(refusal.params["part"]))].append(refusal)
    for refusal in refuse_annexes(facts):
        found[int(str(refusal.params["part"]))].append(refusal)
    found[2] += refuse_study(facts)
    for refusal in refuse_contract_draft(facts):
        found[13 if refusal.code == "documentation.nothing_closed" else 5].append(refusal)
    found[6] += refuse_criteria_part(facts)
    found[7] += refuse_currency(facts)
    found[10] += refuse_deposit(facts.deposit)
    for refusal in refuse_terms(facts):
        found[12 if refusal.field.startswith(("opens", "opening")) else 10].append(refusal)
    return found
