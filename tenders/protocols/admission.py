"""The protocol of admission: the eight requirements of every bid, the decision on each, votes and reasons."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import name_of
from ppp_portal.documents.blocks import agenda, bullets, col, decision, note, para, section, table
from ppp_portal.documents.values import Amount, Both, Number, Ref, Text
from ppp_portal.law.acts import law, p605
from ppp_portal.law.refusals import Refusal
from ppp_portal.qualification import queries as qualification
from ppp_portal.qualification.messages import STEPS
from ppp_portal.qualification.models import Sheet
from ppp_portal.qualification.states import Scope, Verdict
from tenders.kinds import Preliminary
from tenders.messages.admission import GROUND_WORDS
from tenders.messages.bids import REFUSALS
from tenders.models import Bid
from tenders.protocols.bidders import bidder_of, identified, label_of, who
from tenders.protocols.minutes import paper, voted
from tenders.queries import admission
from tenders.queries.period import outside_term
from tenders.rules.admission import GROUNDS, refuse_undecided_bids

BIDS = {
    "title": _("Protocol of admission of bids"),
    "agenda": _("Examination of the bids and of the qualification of the bidders"),
    "admitted": _("The bid of %(name)s (%(identity)s) is admitted."),
    "rejected": _("The bid of %(name)s (%(identity)s) is rejected."),
    "basis": law("40(4)"),
    # Whoever is not admitted gets the security back; where none was asked for, nothing is cited.
    "grounds": [p605("36"), law("39(7)")],
    "follows": None,
}
PROPOSALS = {
    "title": _("Protocol on the candidates of stage one"),
    "agenda": _("Examination of the technical proposals and of the qualification of the candidates"),
    "admitted": _("The candidate %(name)s (%(identity)s) is admitted."),
    "rejected": _("The candidate %(name)s (%(identity)s) is rejected."),
    "basis": law("42"),
    "grounds": [p605("36"), law("42")],
    "follows": _("Those admitted are invited to bid when the documentation of stage two is published."),
}
APPLICATIONS = {
    **PROPOSALS,
    "title": _("Protocol of the qualification selection"),
    "agenda": _("Examination of the qualification of the candidates"),
    "basis": law("34"),
    "grounds": [p605("36"), law("34")],
    "follows": _(
        "Those admitted are the participants of the tender. With fewer than two of them the tender fails."
    ),
}
# Bids are examined in stage two, candidates before it.
WORDS: dict[Preliminary, dict[str, Any]] = {
    Preliminary.NONE: BIDS,
    Preliminary.DISCUSSION: PROPOSALS,
    Preliminary.SELECTION: APPLICATIONS,
}
# By the scope of a sheet, and whether those behind the bid establish a legal entity.
NOT_ASKED: dict[tuple[str, bool], Any] = {
    (Scope.PARTICIPANT, False): _(
        "Requirements 3 and 8 are not asked of a member alone: the members of the consortium meet them together, on "
        "their common sheet (%(basis)s)."
    ),
    (Scope.JOINT, False): _(
        "Requirements 1, 2 and 4–7 are not asked here: each member of the consortium meets them on its own sheet "
        "(%(basis)s)."
    ),
    (Scope.PARTICIPANT, True): _(
        "Requirement 3 is not asked of the participants of a legal entity to be established; requirement 8 they meet "
        "together, on their common sheet (%(basis)s)."
    ),
    (Scope.JOINT_SPV, True): _(
        "Requirements 1, 2 and 4–7 are not asked here: each participant of the legal entity to be established meets "
        "them on its own sheet. Requirement 3 is not asked of the participants (%(basis)s)."
    ),
}


def context(tender: Any, sitting: Any, number: str) -> dict[str, Any]:
    words = WORDS[tender.row.filed(admission.stage_of(tender))]
    cases = admission.cases(tender)
    admitted = [case for case in cases if case.admits]
    sections = [
        section(_("Agenda"), agenda([words["agenda"]])),
        *[section(label_of(case.bid), *_case(tender, case, words)) for case in cases],
        section(
            _("Decision"),
            decision(
                Text(
                    _("Admitted: %(admitted)s. Rejected: %(rejected)s."),
                    admitted=Number(len(admitted)),
                    rejected=Number(len(cases) - len(admitted)),
                ),
                grounds=[Ref(ground) for ground in words["grounds"]],
            ),
            *([bullets([bidder_of(case.bid) for case in admitted])] if admitted else []),
            *([note(words["follows"])] if words["follows"] else []),
        ),
    ]
    return paper(tender, sitting, number, words["title"], sections)


def refuse_draft(tender: Any) -> list[Refusal]:
    """The protocol is written when the commission has voted on every bid."""
    return refuse_undecided_bids(sum(case.decision is None for case in admission.cases(tender)))


def _of(words: Any, case: Any) -> Text:
    return Text(words, **who(case.bid))


def _case(tender: Any, case: Any, words: Any) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = [
        para(
            Text(
                _("%(identity)s, receipt %(receipt)s"),
                identity=who(case.bid)["identity"],
                receipt=case.bid.receipt_number,
            )
        )
    ]
    blocks += _outside(tender, case)
    checklists = admission.checklists(case.bid)
    scopes = {sheet.scope for sheet, _lines in checklists}
    for sheet, lines in checklists:
        blocks += _sheet(case.bid, sheet, lines, scopes)
        blocks += _arithmetic(sheet)
    if case.decision is None:
        return blocks
    content = case.decision.content
    if content["admit"]:
        return [*blocks, voted(case.decision, _of(words["admitted"], case), grounds=[words["basis"]])]
    reason = Both(**content["reason"])
    blocks.append(
        para(
            Text(
                _("Ground of rejection: %(ground)s. %(reason)s"),
                ground=GROUND_WORDS[content["code"]],
                reason=reason,
            )
        )
    )
    return [*blocks, voted(case.decision, _of(words["rejected"], case), grounds=[GROUNDS[content["code"]]])]


def _outside(tender: Any, case: Any) -> list[dict[str, Any]]:
    """Months with which no contract could be signed (art. 4(2))."""
    words: dict[str, Any] = REFUSALS
    return [
        note(Text(words[refusal.code], **{name: str(value) for name, value in refusal.params.items()}))
        for refusal in outside_term(tender, case.opened.months)
    ]


def _sheet(bid: Bid, sheet: Sheet, lines: Any, scopes: Collection[str]) -> list[dict[str, Any]]:
    return [
        table(
            [
                col("№", 5),
                col(_("Requirement"), 45),
                col(_("Result"), 16),
                col(_("Evidence, reason"), 34),
            ],
            [
                [
                    line.requirement.number,
                    line.requirement.title,
                    Verdict(line.check.verdict).label if line.check else Verdict.NOT_CHECKED.label,
                    _evidence(line.check),
                ]
                for line in lines
            ],
            caption=_whose(bid, sheet),
        ),
        *_left_out(sheet, scopes),
    ]


def _whose(bid: Bid, sheet: Sheet) -> Text:
    """Each sheet under a caption of its own: whose it is, with the number, and for whom it answers."""
    own = sheet.scope in (Scope.WHOLE, Scope.PARTICIPANT)  # a joint one is held by the lead for everybody
    party = identified(sheet.organisation, public=True) if own else bidder_of(bid)
    if sheet.scope == Scope.WHOLE:
        return party
    return Text("%(party)s – %(scope)s", party=party, scope=Scope(sheet.scope).label)


def _left_out(sheet: Sheet, scopes: Collection[str]) -> list[dict[str, Any]]:
    """Which requirements this sheet does not ask for, and why (art. 32(1-1))."""
    said = NOT_ASKED.get((sheet.scope, Scope.JOINT_SPV in scopes))
    return [note(Text(said, basis=Ref(law("32(1-1)"))))] if said else []


def _evidence(check: Any) -> Any:
    """File, evidence, reason. The bidder's own statement, of one language, stays in its opened bid."""
    if check is None:
        return "—"
    parts: list[Any] = []
    if check.document:
        parts.append(check.document.filename)
    if check.evidence_kk:
        parts.append(name_of(check, "evidence"))
    if check.reason_kk:
        parts.append(name_of(check, "reason"))
    if not parts:
        return "—"
    places = [f"part{number}" for number in range(len(parts))]
    return Text("; ".join(f"%({place})s" for place in places), **dict(zip(places, parts, strict=True)))


def _arithmetic(sheet: Any) -> list[dict[str, Any]]:
    """The sums of requirements 2 and 8, line by line."""
    found = qualification.arithmetic(sheet)
    rows = [
        [
            Text(STEPS[step.code], **{key: _leaf(value) for key, value in step.params.items()}),
            _tenge(step.value),
        ]
        for number in sorted(found)
        for step in found[number]
    ]
    if not rows:
        return []
    return [table([col(_("Arithmetic"), 60), col(_("Sum"), 24, numeric=True)], rows, together=True)]


def _leaf(value: Any) -> Any:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else Number(value)


def _tenge(value: Any) -> Any:
    return Amount(value) if value is not None else None
