"""The decision on the way on, and the written answer to a proposal."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.models import Person
from ppp_portal.comparison.protocols import verdicts_block
from ppp_portal.comparison.queries import Matrix
from ppp_portal.documents.bilingual import identity_row, name_of
from ppp_portal.documents.blocks import decision, facts, note, para, protocol, section, signature
from ppp_portal.documents.values import Both, Code, Moment, Number, Ref, Text
from ppp_portal.law.acts import Paragraph
from projects.messages.alternatives import WAYS
from projects.models import AlternativeProposal, InitiationNotice
from projects.rules.ways import ENDING, STAGES, WayFacts

HEAD = _("head of the organiser")
UNANSWERED = _("Without a written answer yet")
UNOPENED = _("not opened; whoever proposed is answered in writing")
STRUCK = _("Found not to meet the requirements, or left out, by a vote of the working group")
ANSWERED_BY_IT = _("Answered in writing by this decision")


def way_context(
    notice: InitiationNotice,
    move: str,
    *,
    number: str,
    reason: Both,
    document: Any,
    found: WayFacts,
    basis: Paragraph,
    person: Person,
    role: Any,
    at: datetime,
) -> dict[str, Any]:
    """One decided step, for the public file of the initiative."""
    return protocol(
        title=_("Decision on the initiated project"),
        listed=Text(_("Decision: %(way)s"), way=WAYS[move]),
        number=number,
        at=Moment(at),
        body=name_of(notice.organiser),
        about=name_of(notice.project, "title"),
        facts=[
            (_("Notice"), notice.number),
            *_register(move, found),
        ],
        sections=[
            section(
                _("Decision"),
                decision(WAYS[move], grounds=[Ref(basis)]),
                facts(
                    [
                        (_("Document"), document.title or document.filename if document else None),
                        (_("SHA-256 of the document"), Code(document.sha256) if document else None),
                    ]
                ),
            ),
            section(_("Reasons"), para(reason)),
        ],
        signatures=[signature(_name(person), role, at=Moment(at))],
    )


def _register(move: str, found: WayFacts) -> list[tuple[Any, Any]]:
    """What the register holds; a decision before the opening tells nothing of what lies sealed."""
    if not found.opened:
        return [(_("Alternative proposals"), UNOPENED)]
    return [
        (_("Alternative proposals received"), Number(found.received)),
        *(
            [(STRUCK, Both(*(", ".join(names) for names in zip(*found.struck, strict=True))))]
            if found.struck
            else []
        ),
        (ANSWERED_BY_IT if move in ENDING else UNANSWERED, Number(len(found.unanswered))),
    ]


def answer_context(
    proposal: AlternativeProposal,
    *,
    number: str,
    text: Both,
    compared: Matrix | None,
    person: Person,
    at: datetime,
) -> dict[str, Any]:
    """The letter to one bidder: its own verdict, its own reasons, nobody else's papers."""
    notice = proposal.notice
    return protocol(
        title=_("Answer to an alternative proposal"),
        number=number,
        at=Moment(at),
        body=name_of(notice.organiser),
        about=name_of(notice.project, "title"),
        facts=[
            (_("To"), name_of(proposal.organisation)),
            identity_row(proposal.organisation, public=False),
            (_("Notice"), notice.number),
            (_("Receipt"), proposal.receipt_number),
            (_("Received"), Moment(proposal.submitted_at, precise=True)),
        ],
        sections=[
            section(_("Answer"), para(text)),
            *([section(_("Verdict of the working group"), verdicts_block(compared))] if compared else []),
            section(
                _("Your rights"),
                para(
                    _(
                        "This answer may be appealed against as the laws of the Republic of Kazakhstan provide."
                    )
                ),
                note(Text(_("Basis: %(basis)s."), basis=Ref(STAGES))),
            ),
        ],
        signatures=[signature(_name(person), HEAD, at=Moment(at))],
    )


def _name(person: Person) -> Both:
    return Both(kk=person.name_kk or person.name_ru, ru=person.name_ru or person.name_kk)
