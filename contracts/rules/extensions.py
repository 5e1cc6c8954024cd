"""When a contract may be extended (p. 55; art. 4, 46, 48, 49 of the Law). Pure: facts in, every refusal out.

Interpreted (E-01): the three grounds of p. 55 are a party's demand decided by the body that the Law names;
besides them art. 48(2) knows the agreement of the parties. "No time for a tender" is neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from contracts.rules import cards as card_rules
from contracts.rules.obligations import (
    OBLIGATIONS,
    LineFacts,
    Paper,
    changes_obligations,
    refuse_without_papers,
)
from contracts.rules.texts import LANGUAGES, refuse_pair
from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.calendar import ONE_DAY, end_of_day, local_day
from ppp_portal.law.figures import compare
from ppp_portal.law.refusals import Refusal

P55, AGREEMENT, LIMIT, EFFECT, INTERESTED = (
    p605("55"),
    law("48(2)"),
    law("4(2)"),
    law("46(1-1)"),
    law("49(1)"),
)
GROUNDS = {"R55-1": p605("55(1)"), "R55-2": p605("55(2)"), "R55-3": p605("55(3)"), "L48-2": AGREEMENT}


@dataclass(frozen=True)
class RequestFacts:
    """Who asks for what, on which ground, of which contract. ``running``: another request is being examined."""

    side: str
    state: str
    ends_on: date
    starts_on: date | None
    no_further: bool
    running: bool
    ground: str
    reason: tuple[str, str]
    evidence: bool
    new_ends_on: date | None
    at: datetime
    most_years: int
    total_statement: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class AskedLine:
    """One thing that a party asks to change; what it is ``before`` that the card says, not the party."""

    kind: str
    name: tuple[str, str]
    unit: tuple[str, str]
    after: Decimal | None


@dataclass(frozen=True)
class DecisionFacts:
    """What lies on the table when the extension is decided.

    ``pays``: the state pays under this contract; ``unchanged``: the head's word that it will owe nothing more.
    """

    compared: bool
    recommended: bool
    effect: tuple[str, str]
    body: tuple[str, str]
    number: str
    on: date | None
    file: bool
    reason: tuple[str, str]
    requested_on: date
    ends_on: date
    at: datetime
    lines: tuple[LineFacts, ...] = field(default_factory=tuple)
    papers: tuple[Paper, ...] = (Paper("budget"), Paper("maslikhat"))
    pays: bool = True
    unchanged: tuple[str, str] = ("", "")


@under(P55, AGREEMENT, LIMIT)
def refuse_request(facts: RequestFacts) -> list[Refusal]:
    """A party asks while the contract is in force, on a ground, for a later last day within thirty years."""
    refusals = [] if facts.side else [Refusal("extension.not_a_party", P55)]
    refusals += refuse_asking(facts.state, facts.ends_on, facts.at, facts.no_further, facts.running)
    refusals += refuse_ground(facts.ground)
    refusals += refuse_pair("reason", facts.reason, GROUNDS.get(facts.ground, P55))
    if not facts.evidence:
        refusals.append(Refusal("extension.no_evidence", GROUNDS.get(facts.ground, P55), field="file"))
    return refusals + refuse_new_end(facts)


@under(P55)
def refuse_asking(state: str, ends_on: date, at: datetime, no_further: bool, running: bool) -> list[Refusal]:
    """Whatever would be asked: the contract is in force, may be extended again, and no other request is examined."""
    refusals = refuse_late(state, ends_on, at)
    if no_further:
        refusals.append(Refusal("extension.no_further", P55, {"ends_on": ends_on}))
    if running:
        refusals.append(Refusal("extension.running", P55))
    return refusals


@under(LIMIT)
def refuse_at_the_limit(starts_on: date | None, ends_on: date, most_years: int) -> list[Refusal]:
    """A contract that lasts to the end of its thirty years has no later day to ask for."""
    over = card_rules.refuse_beyond_limit(starts_on, ends_on + ONE_DAY, most_years)
    return [Refusal("extension.limit_reached", LIMIT, {**row.params, "ends_on": ends_on}) for row in over]


@under(P55)
def refuse_late(state: str, ends_on: date, at: datetime) -> list[Refusal]:
    """A contract that is over is not revived: everything up to the signatures happens while it is in force.

    While its private partner is being replaced there is nobody to agree with (p. 62).
    """
    if state == "terminated":
        return [Refusal("extension.terminated", P55)]
    if state == "replacing":
        return [Refusal("extension.partner_replaced", p605("62"))]
    if state == "in_force" and at <= end_of_day(ends_on):
        return []
    return [Refusal("extension.after_expiry", P55, {"ends_on": ends_on})]


@under(P55, AGREEMENT)
def refuse_ground(ground: str) -> list[Refusal]:
    """One of the three grounds of p. 55, or the agreement of the parties under the Law; nothing else."""
    if ground in GROUNDS:
        return []
    code = "extension.no_time_is_no_ground" if ground == "no_time" else "extension.no_ground"
    return [Refusal(code, P55, field="ground")]


@under(LIMIT, P55)
def refuse_new_end(facts: RequestFacts) -> list[Refusal]:
    """Later than before, and with everything before not beyond thirty years.

    Interpreted: where no paper at hand gives the first day, a person states that the limit is kept.
    """
    if facts.new_ends_on is None or facts.new_ends_on <= facts.ends_on:
        return [Refusal("extension.not_longer", P55, {"ends_on": facts.ends_on}, "new_ends_on")]
    if facts.starts_on is None:
        if all(text.strip() for text in facts.total_statement):
            return []
        return [Refusal("extension.start_unknown", LIMIT, {"years": facts.most_years}, "total_statement_kk")]
    over = card_rules.refuse_beyond_limit(facts.starts_on, facts.new_ends_on, facts.most_years)
    return [Refusal("extension.beyond_limit", LIMIT, row.params, "new_ends_on") for row in over]


NAMED, MEASURED = ("quantity", "investment"), ("quantity", "tariff")


@under(EFFECT, LANGUAGES)
def refuse_lines(lines: Sequence[AskedLine]) -> list[Refusal]:
    """A row that was begun is whole: what changes, and its value afterwards.

    What is built or paid in has its name, what is counted or paid by the piece its unit, in both languages. One row
    for one thing; the obligations of the state are one sum for the whole contract and need neither. The field of a
    refusal is that of its row: ``2:after``.
    """
    refusals = []
    seen: set[tuple[str, ...]] = set()
    for number, line in enumerate(lines, 1):
        if blank := _blank(line):
            refusals += [Refusal("extension.line_half", EFFECT, field=f"{number}:{name}") for name in blank]
        elif compare(*line.name):
            refusals.append(Refusal("extension.line_figures", LANGUAGES, field=f"{number}:name_kk"))
        key = (line.kind, *(line.name[1:] if line.kind in NAMED else ()), *_unit(line)[1:])
        if line.kind and key in seen:
            refusals.append(Refusal("extension.line_twice", EFFECT, field=f"{number}:kind"))
        seen.add(key)
    return refusals


def _unit(line: AskedLine) -> tuple[str, ...]:
    return line.unit if line.kind in MEASURED else ()


def _blank(line: AskedLine) -> list[str]:
    """The fields of a row that still have to be filled in."""
    given = {"kind": line.kind, "after": "" if line.after is None else "given"}
    if line.kind in NAMED:
        given |= {"name_kk": line.name[0], "name_ru": line.name[1]}
    if line.kind in MEASURED:
        given |= {"unit_kk": line.unit[0], "unit_ru": line.unit[1]}
    return [name for name, text in given.items() if not text.strip()]


@under(P55)
def refuse_granted(
    old: date, asked: date, granted: date, lines: Sequence[tuple[Decimal | None, Decimal, Decimal]]
) -> list[Refusal]:
    """The deciding body may grant less than was asked for, never more: ``lines`` hold before, asked, granted."""
    refusals = []
    if granted <= old:
        refusals.append(Refusal("extension.not_longer", P55, {"ends_on": old}, "new_ends_on"))
    if granted > asked:
        refusals.append(Refusal("extension.beyond_request", P55, {"ends_on": asked}, "new_ends_on"))
    for number, (before, wanted, given) in enumerate(lines, 1):
        least, most = sorted((before if before is not None else Decimal(0), wanted))
        if not least <= given <= most:
            limits = {"from": least, "to": most, "row": number}
            refusals.append(Refusal("extension.line_beyond_request", P55, limits, f"after_{number}"))
    return refusals


@under(P55)
def refuse_comparing(incumbents: int, others: int, silence: tuple[str, str]) -> list[Refusal]:
    """The incumbent and somebody else are compared; where nobody else offered, it is said who was asked.

    Interpreted: a comparison of the incumbent with itself compares no alternatives.
    """
    refusals = []
    if not incumbents:
        refusals.append(Refusal("extension.no_incumbent", P55))
    if not others and not any(text.strip() for text in silence):
        refusals.append(Refusal("extension.no_others", P55, field="silence_kk"))
    elif any(text.strip() for text in silence):
        refusals += refuse_pair("silence", silence, P55)
    return refusals


@under(P55)
def refuse_uncompared(compared: bool) -> list[Refusal]:
    """Neither recommended nor decided is anything before the comparison of the alternatives is closed."""
    return [] if compared else [Refusal("extension.not_compared", P55)]


@under(P55)
def refuse_recommendation(closed_on: date | None, on: date | None, today: date) -> list[Refusal]:
    """One recommends what was compared: after the comparison was closed, and not dated before."""
    if closed_on is None:
        return refuse_uncompared(False)
    if on is None or not closed_on <= on <= today:
        days = {"from": closed_on, "to": today}
        return [Refusal("extension.recommendation_day", P55, days, "on")]
    return []


@under(INTERESTED)
def refuse_paper_agreement(
    represented: bool, file: bool, on: date | None, decided_on: date, today: date
) -> list[Refusal]:
    """A paper stands for the other side only where nobody signs for it here; dated from the decision to today."""
    refusals = []
    if represented:
        refusals.append(Refusal("extension.partner_signs_here", INTERESTED))
    if not file:
        refusals.append(Refusal("extension.agreement_paper", INTERESTED, field="upload"))
    if on is None or not decided_on <= on <= today:
        days = {"from": decided_on, "to": today}
        refusals.append(Refusal("extension.agreement_day", INTERESTED, days, "signed_on"))
    return refusals


@under(P55)
def refuse_unexamined(compared: bool, recommended: bool) -> list[Refusal]:
    """Whatever is decided: the alternatives are compared and the recommendation is given."""
    refusals = refuse_uncompared(compared)
    return refusals + ([] if recommended else [Refusal("extension.not_recommended", P55)])


@under(P55, EFFECT)
def refuse_decision(facts: DecisionFacts) -> list[Refusal]:
    """Compared, recommended, decided by a named body on a day while the contract lasts, with its paper.

    Where the obligations of the state change: the budget commission and the maslikhat before that. Where it pays
    and nothing is said to change, the head says why a longer term costs it no more; silence is no "no change".
    """
    refusals = refuse_unexamined(facts.compared, facts.recommended)
    refusals += refuse_pair("effect", facts.effect, EFFECT)
    refusals += refuse_pair("deciding_body", facts.body, P55)
    refusals += refuse_pair("decision_reason", facts.reason, P55)
    if not facts.number.strip():
        refusals.append(Refusal("extension.decision_number", P55, field="decision_number"))
    if not facts.file:
        refusals.append(Refusal("extension.decision_paper", P55, field="file"))
    refusals += refuse_decision_day(facts.on, facts.requested_on, facts.ends_on, facts.at)
    asked = changes_obligations(facts.lines)
    if asked or any(paper.given for paper in facts.papers):
        refusals += refuse_without_papers(facts.papers, min(facts.on or facts.ends_on, local_day(facts.at)))
    elif facts.pays and not any(text.strip() for text in facts.unchanged):
        refusals.append(Refusal("extension.change_unsaid", OBLIGATIONS, field="unchanged_kk"))
    elif facts.pays:
        refusals += refuse_pair("unchanged", facts.unchanged, OBLIGATIONS)
    return refusals


@under(P55)
def refuse_decision_day(on: date | None, requested_on: date, ends_on: date, at: datetime) -> list[Refusal]:
    """Between the request and today, and not after the last day of the contract: nothing is decided backwards."""
    if on is None:
        return [Refusal("extension.decision_day", P55, field="decision_on")]
    if on > ends_on:
        return [Refusal("extension.decided_after_expiry", P55, {"ends_on": ends_on}, "decision_on")]
    if on > local_day(at) or on < requested_on:
        days = {"from": requested_on, "to": local_day(at)}
        return [Refusal("extension.decision_day_wrong", P55, days, "decision_on")]
    return []


@under(INTERESTED)
def refuse_signature(
    side: str, role: str, authority: str, seen: str, digest: str, state: str, ends_on: date, at: datetime
) -> list[Refusal]:
    """The organiser's head and the private partner's representative sign the text they saw, before the end."""
    refusals = refuse_late(state, ends_on, at)
    if not side or (side == "public" and role != "head"):
        refusals.append(Refusal("extension.head_signs", INTERESTED))
    if not authority.strip():
        refusals.append(Refusal("extension.no_authority", INTERESTED))
    if seen != digest:
        refusals.append(Refusal("extension.other_text", INTERESTED))
    return refusals
