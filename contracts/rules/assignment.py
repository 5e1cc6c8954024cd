"""When the private partner may assign a claim or transfer a debt (p. 56). Pure: facts in, refusals out.

Interpreted (D-20): the Russian text asks for the consent of the public partner, the Kazakh also for that of the
operator. Where the contract has an operator its consent is required; where it has none, the file says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.assignment_states import AssignmentKind
from contracts.rules.texts import refuse_pair
from ppp_portal.law.acts import p605, under
from ppp_portal.law.refusals import Refusal

P56 = p605("56")
WHOLE = Decimal(100)


@dataclass(frozen=True)
class RequestFacts:
    """Who passes what to whom. ``assignee``: what the rules on bidders find against it, empty when nothing."""

    private_side: bool
    in_force: bool
    running: bool
    known: bool
    same: bool
    against_assignee: tuple[Refusal, ...]
    kind: str
    share: Decimal | None
    held: Decimal
    reason: tuple[str, str]
    application: bool


@under(P56)
def refuse_request(facts: RequestFacts) -> list[Refusal]:
    """The private partner asks while the contract is in force, for a known assignee that is no public partner.

    The share that passes is stated, also when it is the whole: a debt passed in part without a share is nobody's.
    """
    refusals = []
    if not facts.private_side:
        refusals.append(Refusal("assignment.not_the_partner", P56))
    if not facts.in_force:
        refusals.append(Refusal("assignment.not_in_force", P56))
    if facts.running:
        refusals.append(Refusal("assignment.running", P56))
    if not facts.known:
        refusals.append(Refusal("assignment.unknown_assignee", P56, field="assignee_bin"))
    elif facts.same:
        refusals.append(Refusal("assignment.to_itself", P56, field="assignee_bin"))
    else:
        refusals += [
            Refusal(row.code, row.basis, row.params, "assignee_bin") for row in facts.against_assignee
        ]
    if facts.kind not in AssignmentKind.values:
        refusals.append(Refusal("assignment.kind", P56, field="kind"))
    refusals += refuse_share(facts.share, facts.held)
    if not facts.application:
        refusals.append(Refusal("assignment.no_application", P56, field="file"))
    return refusals + refuse_pair("reason", facts.reason, P56)


@under(P56)
def refuse_gone(in_force: bool, still_partner: bool) -> list[Refusal]:
    """Every step asks anew: the contract lasts, and who passes its part on still has one."""
    refusals = [] if in_force else [Refusal("assignment.not_in_force", P56)]
    return refusals + ([] if still_partner else [Refusal("assignment.assignor_gone", P56)])


@under(P56)
def refuse_share(share: Decimal | None, held: Decimal) -> list[Refusal]:
    """The share that passes is stated and is not more than the assignor holds: shares never exceed the whole."""
    if share is None or not 0 < share <= WHOLE:
        return [Refusal("assignment.share", P56, field="share")]
    if share > held:
        return [Refusal("assignment.share_beyond", P56, {"held": f"{held.normalize():f}"}, "share")]
    return []


@under(P56)
def refuse_qualification(*, opened: bool, failed: bool) -> list[Refusal]:
    """The assignee meets the requirements of a bidder, by the same sheet; nothing is checked anew until it fits."""
    if not opened:
        return [Refusal("assignment.not_checked", P56)]
    return [Refusal("assignment.not_qualified", P56)] if failed else []


@under(P56)
def refuse_consent(
    number: str, dated: date | None, document: bool, requested_on: date, today: date
) -> list[Refusal]:
    """A consent is written: a letter with number and day, given after the request. An oral one does not count."""
    refusals = []
    if not document:
        refusals.append(Refusal("assignment.oral_consent", P56, field="file"))
    if not number.strip():
        refusals.append(Refusal("assignment.consent_number", P56, field="number"))
    if dated is None or not requested_on <= dated <= today:
        params = {"from": requested_on, "to": today}
        refusals.append(Refusal("assignment.consent_day", P56, params, "dated"))
    return refusals


@under(P56)
def refuse_without_consents(missing: Iterable[tuple[str, object]]) -> list[Refusal]:
    """Every public partner's consent, and the operator's where the contract has one (Kazakh text, D-20).

    Interpreted: several public partners are each a party whom the change of its debtor concerns; one does not
    consent for the others. ``missing``: part and name of those who have not consented.
    """
    codes = {"operator": "assignment.no_operator_consent", "public_partner": "assignment.no_public_consent"}
    return [Refusal(codes[part], P56, {"who": name}) for part, name in missing]


@under(P56)
def refuse_agreement(
    number: str, on: date | None, document: bool, consented_on: date, today: date
) -> list[Refusal]:
    """The agreement of assignor and assignee lies here, signed after the consents."""
    refusals = []
    if not document:
        refusals.append(Refusal("assignment.no_agreement", P56, field="file"))
    if not number.strip():
        refusals.append(Refusal("assignment.agreement_number", P56, field="number"))
    if on is None or not consented_on <= on <= today:
        params = {"from": consented_on, "to": today}
        refusals.append(Refusal("assignment.agreement_day", P56, params, "signed_on"))
    return refusals
