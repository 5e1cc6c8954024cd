"""Papers of an extension: the supplementary agreement, and the whole file of the request."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts.extension_states import ExtensionState, Ground, LineKind
from contracts.models import Extension, ExtensionLine, ExtensionSignature
from contracts.protocols.cards import card_paper, parties_block, party_of
from contracts.rules.extensions import GROUNDS, INTERESTED, LIMIT, P55
from contracts.states import Side
from ppp_portal.comparison import queries as matrices
from ppp_portal.comparison.protocols import verdicts_block
from ppp_portal.documents.bilingual import both_of
from ppp_portal.documents.blocks import (
    Block,
    col,
    decision,
    facts,
    note,
    para,
    section,
    signature,
    table,
)
from ppp_portal.documents.values import Both, Code, Day, Moment, Number, Ref, Text
from ppp_portal.law.calendar import local_day
from ppp_portal.panel import protocols as panel_blocks
from ppp_portal.panel.models import Motion, Sitting
from ppp_portal.panel.states import Outcome


def lines_table(extension: Extension) -> list[Block]:
    """What changes, before and after; what stays is said too."""
    rows = [
        [
            _what(row),
            _figure(row.before),
            _figure(row.after),
        ]
        for row in extension.lines.all()
    ]
    columns = [
        col(_("What changes"), 50),
        col(_("Before"), 25, numeric=True),
        col(_("After"), 25, numeric=True),
    ]
    return [table(columns, rows, together=True)] if rows else []


def _what(row: ExtensionLine) -> Text:
    """A tariff may have no name of its own, the obligations of the state neither name nor unit."""
    words = {name: both_of(row, name) for name in ("name", "unit") if getattr(row, f"{name}_kk")}
    thing = ", ".join(f"%({name})s" for name in words)
    return Text(f"%(kind)s: {thing}" if thing else "%(kind)s", kind=LineKind(row.kind).label, **words)


def _figure(value: Any) -> Any:
    if value is None:
        return _("not stated before")
    whole = value == value.to_integral_value()
    return Number(int(value) if whole else value.normalize())


def agreement(extension: Extension, at: datetime, signatures: Iterable[ExtensionSignature]) -> Block:
    """Kind ``extension.agreement`` (to be signed) and ``extension.signed``: the same words, the second signed."""
    card, signed = extension.card, list(signatures)
    return card_paper(
        card,
        body=None,
        title=_("Supplementary agreement on the extension of the contract"),
        number=extension.number,
        at=Day(local_day(at)),
        facts=[(_("Contract"), card.number), (_("Last day before"), Day(extension.old_ends_on))],
        sections=[
            section(_("Parties"), parties_block(card)),
            section(
                _("What is agreed"),
                para(
                    Text(
                        _("The contract is extended from %(old)s to %(new)s (%(ground)s, %(limit)s)."),
                        old=Day(extension.old_ends_on),
                        new=Day(extension.new_ends_on),
                        ground=Ref(GROUNDS[extension.ground]),
                        limit=Ref(LIMIT),
                    )
                ),
                *(
                    [para(_("The extension is granted once; the contract is not extended further."))]
                    if extension.one_off
                    else []
                ),
                *lines_table(extension),
                para(_("All other terms of the contract stay as they are.")),
            ),
            section(
                _("On what it rests"),
                facts(
                    [
                        (_("Deciding body"), both_of(extension, "deciding_body")),
                        (_("Decision"), _decision(extension)),
                        (_("Rule on supplementary agreements"), Ref(INTERESTED)),
                        *([(_("SHA-256 of the agreed text"), Code(extension.digest))]),
                    ]
                ),
            ),
        ],
        signatures=_signatures(extension, signed),
    )


def _decision(extension: Extension) -> Any:
    if extension.decision_on is None:
        return None
    return Text(
        _("No. %(number)s of %(on)s"), number=extension.decision_number, on=Day(extension.decision_on)
    )


def _signatures(extension: Extension, signed: list[ExtensionSignature]) -> list[Block]:
    by_side = {row.side: row for row in signed}
    lines = []
    for side in (Side.PUBLIC, Side.PRIVATE):
        row = by_side.get(side)
        if row is not None:
            lines.append(
                signature(both_of(row.person, "name"), both_of(row.organisation, "name"), at=Moment(row.at))
            )
        elif extension.agreement_file is not None:
            lines.append(signature("—", Side(side).label, note=_("signed on paper, the file is kept")))
        else:
            lines.append(signature(party_of(extension.card, side), Side(side).label))
    return lines


def extension_file(extension: Extension, at: datetime) -> Block:
    """Kind ``extension.file``: request, ground, comparison, recommendation, decision, agreement, outcome."""
    card = extension.card
    return card_paper(
        card,
        title=_("File of the extension of a contract"),
        number=f"{extension.number}/F",
        at=Moment(at),
        facts=[
            (_("Contract"), card.number),
            (_("State"), ExtensionState(extension.state).label),
            (_("Last day before"), Day(extension.old_ends_on)),
            (_("Last day asked for"), Day(extension.asked_ends_on)),
        ],
        sections=[
            section(_("Parties"), parties_block(card)),
            _request(extension),
            _review(extension),
            section(_("What changes"), *(lines_table(extension) or [para(_("Only the last day changes."))])),
            _outcome(extension),
        ],
        signatures=[],
    )


def _request(extension: Extension) -> Block:
    return section(
        _("Request and ground"),
        facts(
            [
                (_("Requested by"), Side(extension.side).label),
                (_("Requested"), Moment(extension.requested_at)),
                (_("Ground"), Ground(extension.ground).label),
                (_("Provision"), Ref(GROUNDS[extension.ground])),
                (_("Reasons"), both_of(extension, "reason")),
                (_("Evidence"), extension.evidence.filename),
                *(
                    [
                        (_("Ground confirmed"), Moment(extension.ground_at)),
                        (_("Why"), both_of(extension, "ground_note")),
                    ]
                    if extension.ground_at
                    else []
                ),
                *(
                    [(_("The whole term"), both_of(extension, "total_statement"))]
                    if extension.total_statement_kk
                    else []
                ),
            ]
        ),
    )


def _review(extension: Extension) -> Block:
    if extension.recommended_at is None:
        return section(_("Comparison and recommendation"), para(_("It did not come to a recommendation.")))
    return section(
        _("Comparison and recommendation"),
        facts(
            [
                (_("Recommendation"), both_of(extension, "recommendation")),
                (_("Day on the paper"), Day(extension.recommended_on)),
                (_("Registered"), Moment(extension.recommended_at)),
            ]
        ),
        *([para(both_of(extension, "silence"))] if extension.silence_kk else []),
        note(_("The matrix of the compared offers is a paper of its own.")),
    )


def _outcome(extension: Extension) -> Block:
    rows: list[tuple[Any, Any]] = []
    if extension.decision_number:
        rows += [
            (_("Deciding body"), both_of(extension, "deciding_body")),
            (_("Decision"), _decision(extension)),
            (_("Effect on the budget, on quality and on volume"), both_of(extension, "effect")),
        ]
    rows += [(_("Registered"), Moment(extension.decided_at) if extension.decided_at else None)]
    for name, label in (("budget", _("Budget commission")), ("maslikhat", _("Maslikhat"))):
        if number := getattr(extension, f"{name}_number"):
            day = Day(getattr(extension, f"{name}_on"))
            rows.append((label, Text(_("No. %(number)s of %(on)s"), number=number, on=day)))
    if extension.unchanged_kk:
        rows.append((_("Why the state owes no more"), both_of(extension, "unchanged")))
    if extension.signed_at:
        rows.append((_("Supplementary agreement signed"), Moment(extension.signed_at)))
    if extension.agreement_on:
        rows.append((_("Day on the paper"), Day(extension.agreement_on)))
    if extension.applied_at:
        rows.append((_("In force"), Moment(extension.applied_at)))
    return section(
        _("Decision"),
        decision(
            _decided(extension),
            grounds=[Ref(basis) for basis in dict.fromkeys((P55, GROUNDS[extension.ground], INTERESTED))],
        ),
        *([para(both_of(extension, "decision_reason"))] if extension.decision_reason_kk else []),
        facts(rows),
    )


def _decided(extension: Extension) -> Any:
    """What was decided, in words of the portal; the reasons are those of the deciding body."""
    if extension.state == ExtensionState.REFUSED:
        if extension.ground_at is None:
            return _("The extension is refused: its ground is not established.")
        return _("The extension is refused.")
    if extension.decided_at is None:
        return _("Not decided yet.")
    return Text(_("The contract is extended to %(new)s."), new=Day(extension.new_ends_on))


def recommendation(extension: Extension, sitting: Sitting, voted: Sequence[Motion], at: datetime) -> Block:
    """Kind ``extension.recommendation``: what the working group compared, what it recommends or not, vote by vote."""
    card = extension.card
    matrix = matrices.matrix(extension.subject)
    return card_paper(
        card,
        title=_("Protocol of the working group on the extension of a contract"),
        number=f"{extension.number}/W",
        at=Moment(at),
        place=Both(kk=sitting.place_kk or "—", ru=sitting.place_ru or "—"),
        facts=[
            (_("Contract"), card.number),
            (_("Last day before"), Day(extension.old_ends_on)),
            (_("Last day asked for"), Day(extension.new_ends_on)),
        ],
        sections=[
            section(_("Working group"), panel_blocks.attendance_block(sitting)),
            section(_("Offers compared"), *([verdicts_block(matrix)] if matrix else [])),
            section(_("What changes"), *(lines_table(extension) or [para(_("Only the last day changes."))])),
            section(
                _("Recommendation"),
                *(
                    decision(
                        _voted(motion),
                        grounds=[Ref(P55), Ref(GROUNDS[extension.ground])],
                        votes=panel_blocks.votes_block(motion),
                    )
                    for motion in voted
                ),
            ),
        ],
        signatures=[],
    )


def _voted(motion: Motion) -> Any:
    """The question itself where it was adopted; else that the group does not recommend it."""
    question = both_of(motion, "question")
    if motion.outcome == Outcome.ADOPTED:
        return question
    return Text(_("The working group did not support this: “%(question)s”."), question=question)
