"""The working group on an initiative: who takes which step, and what a recommendation needs.

Interpreted: the law names no working group for direct negotiations; the practice of the cases known is followed,
and the group sits by the same rules as a tender commission (art. 35(2)).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ppp_portal.law.acts import law, under
from ppp_portal.law.figures import compare
from ppp_portal.law.refusals import Refusal
from projects.states import InitiationState

GROUP, CONFLICT, NEED, ELIGIBLE = law("35(2)"), law("33"), law("44(3)"), law("32")
RECOMMENDATIONS = ("tender", "need_not_exceeded", "reject")
COMPARING = (InitiationState.CLOSED, InitiationState.ALTERNATIVES)


@dataclass(frozen=True)
class TableFacts:
    """The acting person at the table: ``clear`` has declared no conflict, ``leads`` is chair, deputy or secretary.

    ``vouched`` are the votes at the table by the own word, of the ``needed`` ones; ``silent`` names those whom somebody
    else entered.
    """

    seated: bool = True
    clear: bool = True
    votes: bool = False
    leads: bool = False
    sitting: bool = False
    quorum: bool = False
    presides: bool = False
    vouched: int = 0
    needed: int = 0
    silent: Sequence[str] = ()


@under(GROUP, CONFLICT)
def refuse_table(table: TableFacts, *, sitting: bool = False) -> list[Refusal]:
    """Only the group, only after declaring, and what is decided is decided in a sitting with its quorum."""
    if not table.seated:
        return [Refusal("group.not_seated", GROUP)]
    if not table.clear:
        return [Refusal("group.undeclared", CONFLICT)]
    if not table.leads:
        return [Refusal("group.not_leading", GROUP)]
    if sitting and not table.sitting:
        return [Refusal("group.no_sitting", GROUP)]
    return [Refusal("group.no_quorum", GROUP)] if sitting and not table.quorum else []


@under(GROUP)
def refuse_hearsay(table: TableFacts) -> list[Refusal]:
    """What was revealed cannot be taken back, so the quorum of an opening does not rest on what one person entered.

    Interpreted (C-05), as for bids: each member of it says under the own name to be at the table.
    """
    if table.vouched >= table.needed:
        return []
    said = {"vouched": table.vouched, "needed": table.needed, "names": ", ".join(table.silent)}
    return [Refusal("group.hearsay", GROUP, said)]


@under(GROUP, CONFLICT)
def refuse_revealing(table: TableFacts) -> list[Refusal]:
    """Proposals are opened by whoever presides, in a sitting whose quorum is there by its own word."""
    problems = refuse_table(table, sitting=True)
    if problems:
        return problems
    if not table.presides:
        problems.append(Refusal("group.not_presiding", GROUP))
    return [*problems, *refuse_hearsay(table)]


@under(NEED)
def refuse_comparing(state: str) -> list[Refusal]:
    """Offers are compared after the cut-off and before anybody has decided."""
    return [] if state in COMPARING else [Refusal("group.not_comparing", NEED)]


@under(GROUP, ELIGIBLE)
def refuse_check_vote(missing: Sequence[str], *, decided: bool) -> list[Refusal]:
    """What is voted on is whole: a finding about each of the eight requirements."""
    if decided:
        return [Refusal("group.check_decided", ELIGIBLE)]
    return [Refusal("group.check_missing", ELIGIBLE, {"numbers": ", ".join(missing)})] if missing else []


@under(GROUP, ELIGIBLE)
def refuse_check_closing(voted: object, found: object) -> list[Refusal]:
    """A proposal is found qualified or not by the group's vote on exactly these findings, as in a tender."""
    if voted is None:
        return [Refusal("group.check_unvoted", GROUP)]
    return [] if voted == found else [Refusal("group.check_changed", GROUP)]


@under(CONFLICT)
def refuse_affiliate_vote(reason_kk: str, reason_ru: str, *, noted: bool) -> list[Refusal]:
    """One proposal for each bidder and affiliate; whether two firms are affiliated is voted on, with its reason."""
    if not noted:
        return [Refusal("group.no_affiliate", CONFLICT)]
    if not (reason_kk.strip() and reason_ru.strip()):
        return [Refusal("way.reason", CONFLICT, field="reason_kk")]
    return [Refusal("way.figures", CONFLICT, field="reason_kk")] if compare(reason_kk, reason_ru) else []


@under(CONFLICT)
def refuse_undecided(names: Sequence[str]) -> list[Refusal]:
    """Nothing is asked of anybody before the group has voted on every proposal marked as an affiliate's."""
    return [Refusal("way.affiliate_open", CONFLICT, {"name": name}) for name in names]


@under(NEED)
def refuse_column(*, incumbent: bool, real: bool) -> list[Refusal]:
    """Besides those who proposed in time stand the one who works now and what is published of others, nobody else.

    Interpreted: an offer that came by another way than the register came late and is not compared.
    """
    return [] if incumbent or real else [Refusal("group.column_of_nobody", NEED, field="incumbent")]


@under(NEED)
def refuse_filling(*, of_organisation: bool) -> list[Refusal]:
    """Whoever proposed answers for itself; nobody answers in its place."""
    return [Refusal("group.own_column", NEED)] if of_organisation else []


@under(NEED)
def refuse_uncompared(compared: bool) -> list[Refusal]:
    """What is recommended rests on a closed comparison."""
    return [] if compared else [Refusal("group.not_compared", NEED)]


@under(NEED)
def refuse_recommendation(recommendation: str, reason_kk: str, reason_ru: str) -> list[Refusal]:
    """One of three, reasoned in both languages with the same figures."""
    refusals = []
    if recommendation not in RECOMMENDATIONS:
        refusals.append(Refusal("group.recommendation", NEED, field="recommendation"))
    if not (reason_kk.strip() and reason_ru.strip()):
        refusals.append(Refusal("way.reason", NEED, field="reason_kk"))
    elif compare(reason_kk, reason_ru):
        refusals.append(Refusal("way.figures", NEED, field="reason_kk"))
    return refusals
