"""The protocol of evaluation: evidence with its decisions, the score sheet with bars, sensitivity, votes."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import both, name_of
from ppp_portal.documents.blocks import agenda, bars, bullets, col, facts, note, para, section, table
from ppp_portal.documents.values import Amount, Both, Code, Number, Ref, Text
from ppp_portal.law.acts import Paragraph, law, p605
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel import queries as panel
from scoring.criteria import CRITERIA, SYMBOLS
from scoring.messages import CHOICES, FLAGS, POLICIES, STEPS
from tenders.messages.evaluation import KIND_WORDS
from tenders.messages.negotiation import STATE_WORDS
from tenders.protocols.bidders import label_of, named
from tenders.protocols.minutes import paper, voted
from tenders.queries import commission, evaluation
from tenders.queries.commission import RESELECT
from tenders.queries.reading import risk_names
from tenders.rules.outcome import EVASION, VALIDITY
from tenders.states import BidState

P = p605("A4")
EVADED = _("It was determined as the winner and evaded the conclusion of the contract.")
DROPPING = _("Dropping the bid of the winner that evaded the contract")


def context(tender: Any, sitting: Any, number: str) -> dict[str, Any]:
    made = evaluation.evaluation(tender)
    assert made is not None
    rivals = evaluation.admitted(tender)
    decided = [motion for motion in panel.motions(sitting) if motion.code in ("tender.result", RESELECT)]
    sections = [
        section(
            _("Agenda"),
            agenda(
                [
                    _("Acceptance of evidence"),
                    _("Points under criteria K1–K6"),
                    *([DROPPING] if any(motion.code == RESELECT for motion in decided) else []),
                    _("The best bid"),
                ]
            ),
        ),
        section(
            _("Evidence of the bids"),
            *_evidence(tender),
            note(_("Projects are named as the bidders have named them.")),
        ),
        section(_("Points"), *points(tender), *_left_out(tender)),
        section(_("Arithmetic"), *_arithmetic(tender, made)),
        section(_("Policies and sensitivity"), *_sensitivity(tender, made)),
        section(
            _("Decision"),
            *[
                voted(motion, _best(rivals, motion), grounds=_grounds(motion, sole=len(rivals) == 1))
                for motion in decided
            ],
        ),
    ]
    extra = [(_("Inputs, SHA-256"), Code(made.sha256))] + [
        (_("Evidence as accepted by the vote, SHA-256"), Code(motion.content["evidence"]))
        for motion in decided
        if "evidence" in motion.content
    ]
    return paper(tender, sitting, number, _("Protocol of evaluation of bids"), sections, extra)


def _best(rivals: Any, motion: Any) -> Text:
    chosen = next(row.bid for row in rivals if str(row.bid_id) == motion.content["bid"])
    if motion.code == RESELECT:
        dropped = _(
            "The bid of %(name)s, which evaded the contract, is dropped; the other bids are looked at again."
        )
        return Text(dropped, name=named(chosen))
    if len(rivals) == 1:
        return Text(_("Negotiations are held with the sole bidder: %(name)s."), name=named(chosen))
    return Text(_("The bid of %(name)s is found the best."), name=named(chosen))


def _grounds(motion: Any, *, sole: bool) -> list[Paragraph]:
    if motion.code == RESELECT:
        return [EVASION, law("40(7)")]
    return [P, p605("41")] if sole else [P, law("40(5)")]


def refuse_draft(tender: Any) -> list[Refusal]:
    """The protocol tells of the count and of the vote on it."""
    made = evaluation.evaluation(tender)
    if made is None or made.best is None:
        return [Refusal("papers.no_result", P)]
    return [Refusal("evaluation.stale", P)] if evaluation.stale(made, tender) else []


def points(tender: Any) -> list[dict[str, Any]]:
    """The score sheet: a stacked bar a bidder, and the table under it."""
    rows = evaluation.scores(tender)
    listed = [
        (
            label_of(row.bid),
            [(SYMBOLS[code], Fraction(getattr(row, code.lower()))) for code in CRITERIA],
        )
        for row in rows
    ]
    longest = max((sum(value for _code, value in parts) for _name, parts in listed), default=Fraction(1))
    ranks = [
        Text(_("%(name)s: place %(rank)s"), name=label_of(row.bid), rank=Number(row.rank)) for row in rows
    ]
    return [bars(listed, maximum=max(1, -int(-longest // 1)), unit=_("points")), bullets(ranks)]


def _left_out(tender: Any) -> list[dict[str, Any]]:
    """Scored bids among which the best is no longer looked for, each with the ground."""
    return [
        para(
            Text(
                _("The bid of %(name)s, place %(rank)s, is out of the choice. %(why)s Ground: %(basis)s."),
                name=named(row.bid),
                rank=Number(row.rank),
                why=why,
                basis=Ref(basis),
            )
        )
        for row in evaluation.scores(tender)
        for why, basis in _why_out(tender, row.bid)
    ]


def _why_out(tender: Any, bid: Any) -> list[tuple[Any, Paragraph]]:
    if commission.evaded(tender, bid.pk):
        return [(EVADED, EVASION)]
    if bid.state == BidState.EXPIRED:
        return [(_("The term of its validity has ended."), VALIDITY)]
    if bid.state == BidState.DROPPED and hasattr(bid, "negotiation"):
        talks = bid.negotiation
        ended = Text(
            "%(outcome)s %(reason)s", outcome=STATE_WORDS[talks.state], reason=name_of(talks, "reason")
        )
        return [(ended, law("40(7)"))]
    return []


def _evidence(tender: Any) -> Iterable[dict[str, Any]]:
    names = {opened.bid_id: label_of(opened.bid) for opened in evaluation.admitted(tender)}
    risks = risk_names(tender)
    for bid_id, items in evaluation.evidence(tender).items():
        yield table(
            [
                col(_("Criterion"), 20),
                col(_("Evidence"), 30),
                col(_("Claimed"), 18, numeric=True),
                col(_("Accepted"), 18, numeric=True),
                col(_("Reason"), 22),
            ],
            [
                [
                    KIND_WORDS[item.kind],
                    shown(item, risks),
                    amount(item.kind, item.claimed),
                    amount(item.kind, item.accepted),
                    reason_of(item) or "—",
                ]
                for item in items
            ],
            caption=names[bid_id],
        )


def shown(item: Any, risks: Mapping[str, Mapping[str, str]]) -> Both | str:
    """The piece in words of either paper: the name of a project, code and name of a risk, the file and page."""
    if item.kind == "k2" and item.title in risks:
        return Both(**{lang: f"{item.title} – {name}" for lang, name in risks[item.title].items()})
    if item.kind in ("k1", "k2") or item.document is None:
        return str(item.title)
    name = str(item.document.filename)
    return Both(kk=f"{name}, {item.page}-бет", ru=f"{name}, с. {item.page}") if item.page else name


def reason_of(item: Any) -> Both | None:
    """Why a piece was not accepted in full."""
    return Both(kk=item.reason_kk, ru=item.reason_ru) if item.reason_kk else None


def amount(kind: str, value: Any) -> Any:
    if value is None:
        return None
    return Amount(value) if kind == "k3" else Number(int(value))


def _arithmetic(tender: Any, made: Any) -> Iterable[dict[str, Any]]:
    names = {opened.bid.bidder.bin: label_of(opened.bid) for opened in evaluation.admitted(tender)}
    for score in evaluation.recomputed(made).scores:
        yield table(
            [col(_("Criterion"), 14), col(_("Step"), 32), col(_("Formula"), 30), col(_("Numbers"), 30)],
            [
                [SYMBOLS[point.criterion], STEPS[step.code], step.formula, step.numbers]
                for point in score.points
                for step in point.steps
            ],
            caption=names[score.bidder],
        )
        if score.flags:
            yield bullets([FLAGS[flag] for flag in score.flags])


def _sensitivity(tender: Any, made: Any) -> Iterable[dict[str, Any]]:
    counted = evaluation.recomputed(made)
    names = {opened.bid.bidder.bin: label_of(opened.bid) for opened in evaluation.admitted(tender)}
    policies = counted.criteria.policies
    yield facts(
        [(POLICIES[key], CHOICES[key][getattr(policies, key)]) for key in CHOICES if hasattr(policies, key)]
    )
    changing = [other for other in counted.sensitivity if other.changes_leader]
    if not changing:
        yield para(_("No other value of any one policy would change the leader."))
        return
    yield table(
        [col(_("Policy"), 30), col(_("Other value"), 40), col(_("Leader then"), 34)],
        [
            [POLICIES[other.policy], CHOICES[other.policy][other.value], _joined(names, other.leaders)]
            for other in changing
        ],
    )
    yield note(
        _(
            "The policies were published with the documentation and are frozen; the table only shows their weight."
        )
    )


def _joined(names: dict[str, Any], bins: Iterable[str]) -> Both:
    listed = [both("%(name)s", name=names[each]) for each in bins]
    return Both(kk=", ".join(each.kk for each in listed), ru=", ".join(each.ru for each in listed))
