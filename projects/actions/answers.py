"""The written answer to a proposal: a letter in both languages, signed by the organiser's head."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ppp_portal.accounts.models import Person
from ppp_portal.comparison import queries as compared
from ppp_portal.comparison.queries import Matrix
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.values import Both
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.notices.outgoing import notify
from projects.actions.moving import lock_own
from projects.models import AlternativeProposal, InitiationNotice, ProposalAnswer
from projects.protocols.ways import answer_context
from projects.queries import alternatives as queries
from projects.rules.ways import STAGES, refuse_answer
from projects.states import HEAD, ProposalState


@transaction.atomic
def answer_proposal(*, proposal_id: UUID, text_kk: str, text_ru: str, by: Actor) -> ProposalAnswer:
    """Answer one proposal in writing; once. The head signs by doing so."""
    notice = lock_own(AlternativeProposal.objects.values_list("notice_id", flat=True).get(pk=proposal_id), by)
    at = clock.now()
    proposal = AlternativeProposal.objects.select_for_update(of=("self",)).get(pk=proposal_id)
    wrong = [] if by.role == HEAD else [Refusal("notice.wrong_role", STAGES)]
    wrong += refuse_answer(
        text_kk,
        text_ru,
        opened=queries.receipt_of(notice, proposal.pk) is not None,
        answered=queries.answer_of(proposal) is not None,
    )
    refuse(wrong)
    return _answer(notice, proposal, text_kk, text_ru, by, at)


def answer_everybody(
    notice: InitiationNotice, *, reason_kk: str, reason_ru: str, by: Actor, at: datetime
) -> None:
    """Answer whoever has no answer yet with the decision that ends the initiative, sealed proposals included."""
    waiting = notice.proposals.filter(state__in=[ProposalState.SUBMITTED, ProposalState.OPENED], answer=None)
    for proposal in waiting.select_related("organisation").order_by("submitted_at", "pk"):
        _answer(notice, proposal, reason_kk, reason_ru, by, at)


def _answer(
    notice: InitiationNotice,
    proposal: AlternativeProposal,
    text_kk: str,
    text_ru: str,
    by: Actor,
    at: datetime,
) -> ProposalAnswer:
    assert by.person_id is not None
    number = f"{notice.number}/A-{proposal.receipt_number}"
    context = answer_context(
        proposal,
        number=number,
        text=Both(kk=text_kk.strip(), ru=text_ru.strip()),
        compared=_own_column(notice, proposal),
        person=Person.objects.get(pk=by.person_id),
        at=at,
    )
    order = request_print(
        "initiation.answer",
        context,
        key=f"initiation.answer:{proposal.pk}",
        subject=proposal.stream,
        at=at,
        by=by,
        audience="parties",
    )
    if proposal.state == ProposalState.OPENED:
        proposal.state = ProposalState.ANSWERED
        proposal.save(update_fields=["state"])
    facts = {"notice": notice.pk, "proposal": proposal.pk, "paper": number}
    record("initiation.answered", stream=proposal.stream, by=by, at=at, facts=facts, basis=[STAGES])
    notify(
        "proposal.answered",
        to=queries.representatives(proposal.organisation_id, at),
        subject=proposal.stream,
        params={"number": notice.number},
        key=f"proposal.answered:{proposal.pk}",
        url_name="projects:proposal",
        url_args=[str(proposal.pk)],
    )
    return ProposalAnswer.objects.create(
        proposal=proposal,
        number=number,
        text_kk=text_kk.strip(),
        text_ru=text_ru.strip(),
        at=at,
        person_id=by.person_id,
        pair=order.pk,
    )


def _own_column(notice: InitiationNotice, proposal: AlternativeProposal) -> Matrix | None:
    """The verdict on this proposal alone, as far as the group gave one."""
    found = compared.matrix(notice.subject)
    own = (
        [
            (column, verdict)
            for column, verdict in zip(found.columns, found.verdicts, strict=True)
            if column.organisation_id == proposal.organisation_id and verdict
        ]
        if found
        else []
    )
    if not found or not own:
        return None
    return Matrix(found.questionnaire, (own[0][0],), (), (own[0][1],))
