"""When a contract is concluded (p. 48, 51; appendix 2, p. 12–13; art. 46). Pure: facts in, every refusal out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.figures import compare, figures
from ppp_portal.law.packs import RulePack
from ppp_portal.law.refusals import Refusal
from projects.rules.cards import refuse_whole_term
from tenders.rules.documentation import Pair

P48, P51, TERMS, CONCLUDED = p605("48"), p605("51"), p605("A2.12"), p605("A2.13")
PERIOD, RISKS, LANGUAGES, CLOSED = p605("A2.12(6)"), p605("A2.12(7)"), law("46(4)"), p605("A1.10(13)")
EVASION, LIMIT = p605("33(2)"), law("4(2)")
EIGHT = range(1, 9)


@dataclass(frozen=True)
class TermFacts:
    """One essential term in both languages, and who has agreed to it."""

    number: int
    kk: str
    ru: str
    public: bool = False
    private: bool = False


@dataclass(frozen=True)
class OfferFacts:
    """What the winning bid offered and what the contract says. Months and tenge."""

    bid_months: int | None
    months: int | None
    bid_price: Decimal | None
    price: Decimal | None


@dataclass(frozen=True)
class SpvFacts:
    """The project company: declared in the bid, founded by the winner, guaranteed by a bank. Sums in tenge.

    ``voted``: the commission adopted a claim; ``decided``: it is the claim that stands.
    """

    special: bool
    declared_in_bid: bool
    founder_bin: str
    winner_bin: str
    amount: Decimal | None = None
    valid_until: date | None = None
    bank: str = ""
    number: str = ""
    needed_amount: Decimal | None = None
    needed_until: date | None = None
    voted: bool = False
    decided: bool = False
    company_bin: str = ""
    on: date = date.min


@dataclass(frozen=True)
class ContractFacts:
    """Everything that must be right before the text goes to be signed. ``matrix`` is risk code -> bearer.

    ``term_months``: creation and operation together; ``runs_on``: a new partner takes over a contract that runs
    already, whose term was limited when it began.
    """

    at: datetime
    due_at: datetime
    pack: RulePack
    terms: tuple[TermFacts, ...]
    offer: OfferFacts
    matrix: Mapping[str, str]
    expected_matrix: Mapping[str, str]
    clauses: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    special: bool = False
    spv_declared: bool = False
    spv_approved: bool = False
    partners_without_head: tuple[str, ...] = ()
    term_months: int | None = None
    runs_on: bool = False


@dataclass(frozen=True)
class SignerFacts:
    """Who wants to sign: for which organisation, against those that must sign for that side."""

    side: str
    organisation_id: int | None
    signing_organisations: frozenset[int]
    role: str
    authority: str


# --- the window -------------------------------------------------------------------------------------------


@under(P51)
def refuse_window(at: datetime, due_at: datetime) -> list[Refusal]:
    """Nothing is signed after the last instant of day 90; the instant itself is inside (T-06)."""
    return [Refusal("contract.window_over", P51, {"due_at": due_at})] if at > due_at else []


# --- the eight terms --------------------------------------------------------------------------------------


@under(TERMS, CONCLUDED)
def refuse_terms(terms: Iterable[TermFacts]) -> list[Refusal]:
    """All eight, in both languages, agreed by both sides; without one of them the contract is not concluded."""
    known = {term.number: term for term in terms}
    refusals = []
    for number in EIGHT:
        term = known.get(number)
        if term is None or not term.kk.strip() or not term.ru.strip():
            refusals.append(Refusal("contract.term_empty", p605(f"A2.12({number})"), {"term": number}))
        elif not (term.public and term.private):
            refusals.append(Refusal("contract.term_not_agreed", CONCLUDED, {"term": number}))
    return refusals


@under(LANGUAGES)
def refuse_figures(texts: Mapping[str, tuple[str, str]]) -> list[Refusal]:
    """The same figures in the Kazakh and the Russian text; what differs is named."""
    refusals = []
    for place, (kk, ru) in texts.items():
        if difference := compare(kk, ru):
            params = {
                "place": place,
                "kk": ", ".join(difference.only_kk) or "—",
                "ru": ", ".join(difference.only_ru) or "—",
            }
            refusals.append(Refusal("contract.figures_differ", LANGUAGES, params))
    return refusals


@under(CLOSED)
def refuse_closed_clauses(kk: str, ru: str, closed: Iterable[tuple[str, str, str]]) -> list[Refusal]:
    """A condition closed to negotiation stands in the term word for word: ``closed`` holds (number, kk, ru)."""
    return [
        Refusal("contract.closed_clause", CLOSED, {"number": number}, f"text_{lang}")
        for number, clause_kk, clause_ru in closed
        for lang, text, clause in (("kk", kk, clause_kk), ("ru", ru, clause_ru))
        if _joined(clause) not in _joined(text)
    ]


@under(P48, p605("41"))
def refuse_lost_figures(kk: str, ru: str, clauses: Iterable[tuple[str, str]]) -> list[Refusal]:
    """What was announced, competed and negotiated is over with the signed results: a term is worded anew, and its
    figures stay. ``clauses`` holds (kk, ru) as the results left them. A figure may be added (A-53).
    """
    left = list(clauses)
    return [
        Refusal("contract.figures_lost", P48, {"figures": ", ".join(sorted(lost))}, f"text_{lang}")
        for place, (lang, text) in enumerate((("kk", kk), ("ru", ru)))
        if (lost := {figure for clause in left for figure in figures(clause[place])} - set(figures(text)))
    ]


def _joined(text: str) -> str:
    return " ".join(text.split())


@under(TERMS)
def refuse_term_text(kk: str, ru: str) -> list[Refusal]:
    """A term is written in both languages with the same figures."""
    blank = [
        Refusal("contract.text_missing", LANGUAGES, field=f"text_{lang}")
        for lang, text in (("kk", kk), ("ru", ru))
        if not text.strip()
    ]
    if blank:
        return blank
    return [
        Refusal(refusal.code, refusal.basis, refusal.params, "text_kk")
        for refusal in refuse_figures({"—": (kk, ru)})
    ]


# --- equal to what won ------------------------------------------------------------------------------------


@under(PERIOD, TERMS)
def refuse_offer(facts: OfferFacts) -> list[Refusal]:
    """Price and term are those of the winning bid: negotiation refines the project, it does not change the offer."""
    refusals = []
    if facts.months != facts.bid_months:
        months = {"contract": facts.months, "bid": facts.bid_months}
        refusals.append(Refusal("contract.other_months", PERIOD, months))
    if facts.price != facts.bid_price:
        prices = {"contract": facts.price, "bid": facts.bid_price}
        refusals.append(Refusal("contract.other_price", p605("A2.12(5)"), prices))
    return refusals


@under(PERIOD, LIMIT)
def refuse_contract_term(months: int | None, pack: RulePack, *, runs_on: bool) -> list[Refusal]:
    """The contract says how long it runs, and that is five to thirty years.

    Interpreted: whoever replaces a partner steps into the term of that contract (p. 62), which is not counted anew.
    """
    return [] if runs_on else refuse_whole_term(months, pack)


@under(RISKS, p605("A4.K2"))
def expected_matrix(base: Mapping[str, str], taken_over: Iterable[str]) -> dict[str, str]:
    """The allocation of the documentation, and with the private partner what it took over in its bid (K2)."""
    taken = set(taken_over)
    return {code: "private" if code in taken else bearer for code, bearer in base.items()}


@under(RISKS)
def refuse_matrix(matrix: Mapping[str, str], expected: Mapping[str, str]) -> list[Refusal]:
    """The table of risks says what the evaluation counted."""
    codes = sorted(code for code in {*matrix, *expected} if matrix.get(code) != expected.get(code))
    return [Refusal("contract.other_risks", RISKS, {"codes": ", ".join(codes)})] if codes else []


# --- the project company ----------------------------------------------------------------------------------


@under(P48)
def refuse_spv(facts: SpvFacts) -> list[Refusal]:
    """Special significance, declared in the bid **and** founded by the winner (D-14), a live bank guarantee."""
    refusals = []
    if not facts.special:
        refusals.append(Refusal("contract.spv_not_special", P48))
    if not facts.declared_in_bid:
        refusals.append(Refusal("contract.spv_not_declared", P48))
    if facts.founder_bin != facts.winner_bin:
        refusals.append(Refusal("contract.spv_founder", P48, {"winner": facts.winner_bin}, "founder_bin"))
    if facts.company_bin == facts.winner_bin:
        refusals.append(Refusal("contract.spv_is_winner", P48, field="bin"))
    if facts.amount is None or facts.amount <= 0:
        refusals.append(Refusal("contract.spv_no_guarantee", P48, field="guarantee_amount"))
    if facts.valid_until is None or facts.valid_until < facts.on:
        refusals.append(Refusal("contract.spv_guarantee_over", P48, field="guarantee_valid_until"))
    for name in ("bank", "number"):
        if not getattr(facts, name).strip():
            refusals.append(Refusal("contract.spv_blank", P48, field=f"guarantee_{name}"))
    return refusals


@under(P48)
def refuse_spv_unvoted(facts: SpvFacts) -> list[Refusal]:
    """On the decision of the commission about this very company and guarantee."""
    refusals = refuse_spv(facts)
    if not facts.voted:
        refusals.append(Refusal("contract.spv_not_decided", P48))
    elif not facts.decided:
        refusals.append(Refusal("contract.spv_other_claim", P48))
    return refusals


@under(P48)
def refuse_spv_approval(facts: SpvFacts) -> list[Refusal]:
    """The same, with a guarantee not smaller or shorter than the contract fixes."""
    refusals = refuse_spv_unvoted(facts)
    if facts.needed_amount is None or facts.needed_amount <= 0:
        refusals.append(Refusal("contract.spv_not_fixed", P48, field="needed_amount"))
    elif facts.amount is not None and facts.amount < facts.needed_amount:
        sums = {"needed": facts.needed_amount, "given": facts.amount}
        refusals.append(Refusal("contract.spv_guarantee_short", P48, sums, "needed_amount"))
    if facts.needed_until is None:
        refusals.append(Refusal("contract.spv_not_fixed", P48, field="needed_until"))
    elif facts.valid_until is not None and facts.valid_until < facts.needed_until:
        days = {"until": facts.needed_until, "given": facts.valid_until}
        refusals.append(Refusal("contract.spv_guarantee_ends", P48, days, "needed_until"))
    return refusals


@under(P48)
def refuse_missing_spv(special: bool, declared: bool, approved: bool) -> list[Refusal]:
    """Where the winner declared a project company, that company is the one to sign."""
    needed = special and declared and not approved
    return [Refusal("contract.spv_missing", P48)] if needed else []


# --- signing ----------------------------------------------------------------------------------------------


@under(P48, P51, CONCLUDED, LIMIT)
def refuse_sending(facts: ContractFacts) -> list[Refusal]:
    """Everything that stands between an agreed draft and the signatures."""
    texts = {str(term.number): (term.kk, term.ru) for term in facts.terms}
    return [
        *refuse_window(facts.at, facts.due_at),
        *refuse_terms(facts.terms),
        *refuse_figures({**texts, **facts.clauses}),
        *refuse_offer(facts.offer),
        *refuse_contract_term(facts.term_months, facts.pack, runs_on=facts.runs_on),
        *refuse_matrix(facts.matrix, facts.expected_matrix),
        *refuse_missing_spv(facts.special, facts.spv_declared, facts.spv_approved),
        *(Refusal("contract.partner_no_head", P48, {"name": name}) for name in facts.partners_without_head),
    ]


@under(P48)
def refuse_signer(facts: SignerFacts) -> list[Refusal]:
    """The head signs for the organiser and for each public partner, a representative with a power of attorney for
    the private side."""
    refusals = []
    if facts.side == "public" and facts.role != "head":
        refusals.append(Refusal("contract.head_signs", P48))
    if not facts.side or facts.organisation_id not in facts.signing_organisations:
        refusals.append(Refusal("contract.not_a_party", P48))
    if not facts.authority.strip():
        refusals.append(Refusal("contract.no_authority", P48))
    return refusals


@under(P48)
def is_concluded(
    must_sign: Collection[int], signed: Iterable[int], has_file: bool, file_needed: bool
) -> bool:
    """Written form: every party that signs, and outside training the signed file itself. A password is an approval."""
    return set(must_sign) <= set(signed) and (has_file or not file_needed)


@under(P48)
def refuse_registration(number: str, on: date | None, signed_on: date | None, today: date) -> list[Refusal]:
    """A number, in which there is a figure, and a day that lies between the signature and today.

    No text says who registers and how the number is made; para 62(5) names "number and date" and no paper of its own.
    Interpreted (A-56): words in which there is no figure are no number.
    """
    refusals = []
    if not any(sign.isdecimal() for sign in number):
        refusals.append(Refusal("contract.registration_number", P48, field="number"))
    if on is None:
        refusals.append(Refusal("contract.registration_day", P48, field="registered_on"))
    elif on > today or (signed_on is not None and on < signed_on):
        params = {"from": signed_on, "to": today}
        refusals.append(Refusal("contract.registration_day_wrong", P48, params, "registered_on"))
    return refusals


# --- not concluded ----------------------------------------------------------------------------------------


@under(P51, EVASION)
def refuse_fault_now(state: str, already: str) -> list[Refusal]:
    """The fault is recorded once, and only when nothing was signed in time."""
    refusals = []
    if state != "lapsed":
        refusals.append(Refusal("contract.not_lapsed", P51))
    if already:
        refusals.append(Refusal("contract.fault_recorded", P51))
    return refusals


@under(P51, EVASION)
def refuse_fault(state: str, already: str, fault: str, reason: Pair) -> list[Refusal]:
    """People say on record whose fault it is; the text does not say what follows when it is nobody's."""
    refusals = refuse_fault_now(state, already)
    if fault not in ("winner", "public", "none"):
        refusals.append(Refusal("contract.fault_choice", EVASION, field="fault"))
    return refusals + _refuse_reason(reason)


@under(EVASION)
def refuse_refusal_record(reason: Pair, document: str) -> list[Refusal]:
    """A refusal of the winner is recorded with the letter or minutes in which it was declared."""
    refusals = _refuse_reason(reason)
    if not document.strip():
        refusals.append(Refusal("contract.refusal_document", EVASION, field="document"))
    return refusals


def _refuse_reason(reason: Pair) -> list[Refusal]:
    """In both languages: the note of the lapse prints it in each."""
    return [
        Refusal("contract.reason_missing", EVASION, field=f"reason_{language}") for language in reason.missing
    ]
