"""Papers of an assignment: the public partner's consent, and the file of the request."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts.assignment_states import AssignmentKind, AssignmentState
from contracts.card_states import CardPart
from contracts.models import Assignment, AssignmentConsent
from contracts.protocols.cards import card_paper
from contracts.queries import assignment as queries
from contracts.queries import cards
from contracts.rules.assignment import P56
from ppp_portal.documents.bilingual import both_of, identity_of
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
from ppp_portal.qualification import queries as qualification
from ppp_portal.qualification.states import Verdict

OPERATOR = _(
    "The Russian text asks for the consent of the public partner, the Kazakh text also for that of the operator."
)


def consent(assignment: Assignment, given: AssignmentConsent, head: Any, at: datetime) -> Block:
    """Kind ``assignment.consent``: the public partner consents in writing."""
    card = assignment.card
    return card_paper(
        card,
        title=_("Consent of the public partner to the assignment"),
        number=given.number,
        at=Day(given.dated),
        facts=_parties(assignment),
        sections=[
            section(
                _("Consent"),
                decision(
                    Text(
                        _("The public partner consents to the following: %(kind)s, share %(share)s."),
                        kind=AssignmentKind(assignment.kind).label,
                        share=Number(assignment.share.normalize(), unit="%"),
                    ),
                    grounds=[Ref(P56)],
                ),
                para(
                    _(
                        "The assignee meets the requirements of a potential private partner; the sheet of the check is "
                        "part of the file."
                    )
                ),
                note(_operator(assignment)),
            ),
        ],
        signatures=[signature(both_of(head, "name"), _("head of the organiser"), at=Moment(at))]
        if head
        else [],
    )


def _operator(assignment: Assignment) -> Any:
    if cards.has_operator(assignment.card):
        return OPERATOR
    return Text(_("%(rule)s This contract has no operator."), rule=OPERATOR)


def assignment_file(assignment: Assignment, at: datetime) -> Block:
    """Kind ``assignment.file``: the request, the check, the consents, the agreement."""
    card = assignment.card
    sections = [
        section(_("Why it is asked for"), para(both_of(assignment, "reason"))),
        section(_("Check of the assignee"), *_sheet(assignment)),
        section(_("Consents"), *_consents(assignment)),
    ]
    if assignment.agreement_on:
        document = assignment.agreement_file
        sections.append(
            section(
                _("Agreement"),
                facts(
                    [
                        (_("Number"), assignment.agreement_number),
                        (_("Date"), Day(assignment.agreement_on)),
                        (_("Registered in the portal"), Moment(assignment.signed_at)),
                        (_("SHA-256"), Code(document.sha256) if document else None),
                    ]
                ),
            )
        )
    if assignment.refusal_reason_kk:
        sections.append(section(_("Why it was refused"), para(both_of(assignment, "refusal_reason"))))
    return card_paper(
        card,
        title=_("File of the assignment"),
        number=assignment.number,
        at=Moment(at),
        facts=[*_parties(assignment), (_("State of the request"), AssignmentState(assignment.state).label)],
        sections=sections,
    )


def _parties(assignment: Assignment) -> list[tuple[Any, Any]]:
    return [
        (_("Contract"), assignment.card.number),
        (_("Assignor"), _named(assignment.assignor)),
        (_("Assignee"), _named(assignment.assignee)),
        (_("What passes"), AssignmentKind(assignment.kind).label),
        (_("Share that passes"), Number(assignment.share.normalize(), unit="%")),
        (_("Requested"), Moment(assignment.requested_at)),
    ]


def _named(organisation: Any) -> Text:
    return Text(
        "%(name)s, %(identity)s",
        name=both_of(organisation, "name"),
        identity=identity_of(organisation, public=False),
    )


def _sheet(assignment: Assignment) -> list[Block]:
    sheet = queries.sheet(assignment)
    if sheet is None:
        return [para(_("It has not begun."))]
    rows = [
        [
            str(line.requirement.number),
            line.requirement.title,
            Verdict(line.check.verdict).label if line.check else _("not checked"),
            _why(line.check),
        ]
        for line in qualification.checklist(sheet)
    ]
    columns = [
        col(_("No."), 6),
        col(_("Requirement"), 44),
        col(_("Found"), 15),
        col(_("Evidence or reason"), 35),
    ]
    return [table(columns, rows)]


def _why(check: Any) -> Any:
    if check is None:
        return None
    if check.reason_kk:
        return Both(kk=check.reason_kk, ru=check.reason_ru)
    return Both(kk=check.evidence_kk, ru=check.evidence_ru) if check.evidence_kk else None


def _consents(assignment: Assignment) -> list[Block]:
    given = queries.consents(assignment)
    rows = []
    for party in queries.needed_consents(assignment):
        row = given.get(party.pk)
        rows.append(
            [
                Text("%(part)s: %(name)s", part=CardPart(party.part).label, name=both_of(party, "name")),
                row.number if row else _("not given yet"),
                Day(row.dated, short=True) if row else None,
                Moment(row.recorded_at, short=True) if row else None,
            ]
        )
    columns = [
        col(_("Who consents"), 30),
        col(_("Letter"), 25),
        col(_("Date"), 20),
        col(_("Registered in the portal"), 25),
    ]
    return [table(columns, rows), note(_operator(assignment))]
