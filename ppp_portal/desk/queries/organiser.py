"""The organiser's desk: drafts, publications, questions, approvals, contracts."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.models import Contract, ContractSignature
from contracts.queries import awaits_file, of_organiser, of_partner
from contracts.states import ContractState
from ppp_portal.accounts.models import Approval, Role
from ppp_portal.accounts.queries import waiting_proposals
from ppp_portal.desk.queries.notices import initiated
from ppp_portal.desk.waiting import Waiting
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import Paragraph, law, p605
from tenders.models import Tender
from tenders.queries.organizer import DECIDED_AT, own, proposals
from tenders.queries.phases import phase
from tenders.queries.security import undecided_cases
from tenders.rules.opening import overdue_since
from tenders.states import LapseFault
from tenders.states import TenderState as S

MOST = 200
AMENDED_TEXT = "tender.amended_text"
ENDED = (S.CONTRACTED, S.CANCELLED)


def waiting(actor: Actor, at: datetime) -> list[Waiting]:
    """Newest tenders first, at most two hundred; ten queries, eleven for the head."""
    open_question = Q(questions__answered_at=None, questions__isnull=False)
    rows = (
        own(actor.organisation_id)
        .exclude(state__in=ENDED)
        .filter(Q(repeated_by=None) | ~Q(state=S.FAILED))
        .annotate(
            asked=Count("questions", filter=open_question),
            answer_due_at=Min("questions__answer_due_at", filter=open_question),
        )
        .order_by("-created_at")[:MOST]
    )
    contracts, proposed = _contracts(actor), proposals(actor.organisation_id)
    submitted = {row.content["tender"]: row for row, _tender in proposed if row.kind == AMENDED_TEXT}
    things = [_to_register(row) for row in contracts.values() if row.state == ContractState.SIGNED]
    for tender in rows:
        if tender.asked:
            things.append(_question(tender))
        if tender.state == S.SUSPENDED:
            things += _amending(tender, submitted.get(str(tender.pk)), actor)
        elif step := _step(tender, contracts.get(tender.pk), actor, at):
            things.append(step)
    return [
        *_approvals(actor, proposed),
        *_forfeitures(actor),
        *_partners(actor),
        *initiated(actor, at),
        *things,
    ]


def _contracts(actor: Actor) -> dict[UUID, Contract]:
    """By tender: those to be signed or registered, and those that fell with an evasion; the newest stands.

    ``own_signed``: the organiser's head has signed the text that is out to be signed.
    """
    waits = Q(state=ContractState.SIGNED) | Q(tender__state__in=[S.RESULTS_SIGNED, S.EVADED])
    own_signed = Exists(_signatures(actor))
    newest = of_organiser(actor.organisation_id).filter(waits).annotate(own_signed=own_signed)[:MOST]
    return {row.tender_id: row for row in reversed(newest)}


def _signatures(actor: Actor) -> QuerySet[ContractSignature]:
    """Of the actor's organisation under the text of each contract that is out to be signed."""
    return ContractSignature.objects.filter(
        contract=OuterRef("pk"), round=OuterRef("round"), organisation_id=actor.organisation_id
    )


def _to_register(contract: Contract) -> Waiting:
    return Waiting(
        _("Enter the registration of the contract"),
        f"{contract.number} · {contract.tender}",
        reverse("contracts:organizer_contract", args=[contract.pk]),
        _("Open the contract"),
        p605("48"),
    )


def _partners(actor: Actor) -> list[Waiting]:
    """Contracts that the head signs for a public partner of somebody else's tender."""
    if actor.role != Role.HEAD:
        return []
    waits = of_partner(actor.organisation_id).filter(state=ContractState.SIGNING)
    return [
        Waiting(
            _("Sign the contract as a public partner"),
            f"{contract.number} · {contract.tender}",
            reverse("contracts:partner_contract", args=[contract.pk]),
            _("Open the contract"),
            p605("48"),
            contract.due_at,
        )
        for contract in waits.exclude(Exists(_signatures(actor)))[:MOST]
    ]


def _forfeitures(actor: Actor) -> list[Waiting]:
    """Whether to forfeit is proposed by one person and decided by the head, never the same one."""
    found = []
    for case, proposer in undecided_cases(actor.organisation_id)[:MOST]:
        if proposer is None:
            what, action = _("Propose whether to forfeit the bid security"), _("Read and propose")
        elif actor.role == Role.HEAD and proposer != actor.person_id:
            what, action = _("Decide on a proposed forfeiture"), _("Read and decide")
        else:
            continue
        url = reverse("tenders:forfeiture", args=[case.pk])
        found.append(Waiting(what, str(case.bid.tender), url, action, p605("34")))
    return found


def _approvals(actor: Actor, proposed: list[tuple[Approval, Tender]]) -> list[Waiting]:
    found = [
        Waiting(
            _proposal_words(approval.kind),
            str(tender),
            reverse(f"tenders:{DECIDED_AT[approval.kind]}", args=[tender.pk]),
            _("Read and decide"),
        )
        for approval, tender in proposed
        if _decides(actor, approval)
    ]
    if any(proposal.for_reader for proposal in waiting_proposals(actor)):
        found.append(
            Waiting(_("Decide on proposed roles"), "", reverse("approvals"), _("Read and decide"), p605("36"))
        )
    return found


def _proposal_words(kind: str) -> str:
    return {
        "tender.amendment": _("Decide on a proposed amendment"),
        AMENDED_TEXT: _("Read and post the amended documentation"),
        "tender.cancellation": _("Decide on a proposed cancellation"),
        "tender.stay": _("Decide on the stay of a court"),
        "tender.stay_end": _("Decide on the end of the stay"),
    }.get(kind, _("Decide on a proposal"))


def _question(tender: Tender) -> Waiting:
    return Waiting(
        _("Answer the questions: %(count)s") % {"count": tender.asked},
        str(tender),
        reverse("tenders:organizer_questions", args=[tender.pk]),
        _("Give an answer"),
        law("37(4)"),
        tender.answer_due_at,
    )


def _step(tender: Tender, contract: Contract | None, actor: Actor, at: datetime) -> Waiting | None:
    """The next step of one tender, mine or somebody else's."""
    about, url = str(tender), reverse("tenders:organizer_tender", args=[tender.pk])
    state = phase(tender, at).state
    if contract is not None and state in (S.RESULTS_SIGNED, S.EVADED):
        url = reverse("contracts:organizer_contract", args=[contract.pk])
    head = actor.role == Role.HEAD
    mine: dict[str, tuple[str, Paragraph, datetime | None]] = {
        S.DRAFT: (*_drafting(tender, head=head), None),
        S.DOCS_APPROVED: (_("Publish the tender"), p605("20"), None),
        S.FAILED: (_("The tender failed: a repeated one may be begun"), p605("44"), None),
    }
    others: dict[str, tuple[str, datetime | None]] = {
        S.STAGE1_ACCEPTING: (_("Bidders prepare their proposals"), tender.stage1_closes_at),
        S.ACCEPTING: (_("Bidders prepare their bids"), tender.closes_at),
        S.CLOSED: (_("The commission opens the bids"), None),
        S.STAGE1_CLOSED: (
            _("The commission reviews stage one; the documentation can be written on meanwhile"),
            None,
        ),
        S.OPENED: (_("The commission checks the bids"), None),
        S.ADMITTED: (_("The commission evaluates the bids"), None),
        S.EVALUATED: (_("The commission chooses the best bid"), None),
        S.NEGOTIATION: (_("The commission negotiates"), None),
        S.STAYED: (_("The court's stay is in force"), None),
        S.EVADED: (_after_lapse(tender), None),
    }
    if state == S.RESULTS_SIGNED:
        what, basis, own_turn = _to_sign(contract, head=head)
        if own_turn:
            mine[state] = (what, basis, tender.signing_due_at)
        else:
            others[state] = (what, tender.signing_due_at)
    if head and tender.lapse_fault == LapseFault.UNDECIDED:
        mine[S.EVADED] = (_("Record why the contract was not signed"), p605("33(2)"), None)
    if state in mine:
        what, basis, due_at = mine[state]
        if state == S.FAILED:
            url = f"{reverse('tenders:organizer_new_tender')}?parent={tender.pk}"
            return Waiting(what, about, url, _("Begin a repeated tender…"), basis, due_at)
        if contract is not None and state in (S.RESULTS_SIGNED, S.EVADED):
            return Waiting(what, about, url, _("Open the contract"), basis, due_at)
        return Waiting(what, about, url, _("Open the tender"), basis, due_at)
    if state in others:
        what, due_at = others[state]
        hour = tender.opens_at if state == S.CLOSED else None
        late = overdue_since(at, hour) is not None
        return Waiting(what, about, url, due_at=due_at, hour=hour, overdue=late)
    return None


def _drafting(tender: Tender, *, head: bool) -> tuple[str, Paragraph]:
    """A tender with a stage one begins with that; its whole documentation is approved after it."""
    if tender.row.staged:
        return _("Prepare and publish stage one"), law("42")
    return _("Approve the documentation") if head else _("Complete the documentation"), p605("A1.10")


def _amending(tender: Tender, submitted: Approval | None, actor: Actor) -> list[Waiting]:
    """The clock stands still: the organiser words the documentation anew, the head posts what was submitted."""
    about, url = str(tender), reverse("tenders:organizer_amendments", args=[tender.pk])
    if submitted is None:
        what = _("Amend the documentation and submit it to the head")
        return [Waiting(what, about, url, _("Open the amendment"), law("37(5)"))]
    if _decides(actor, submitted):
        return []  # it stands among what the head decides
    return [Waiting(_("The head posts the amended documentation"), about, url, basis=law("37(5)"))]


def _decides(actor: Actor, approval: Approval) -> bool:
    """The head decides on what others proposed."""
    return actor.role == Role.HEAD and approval.proposed_by_id != actor.person_id


def _to_sign(contract: Contract | None, *, head: bool) -> tuple[str, Paragraph, bool]:
    """The next step of a contract that not everybody has signed, and whether it is this person's."""
    if contract is None or contract.state == ContractState.DRAFT:
        return _("Agree the terms of the contract"), p605("A2.13"), True
    if contract.state == ContractState.TERMS_AGREED:
        return _("Send the contract to be signed"), p605("48"), True
    if awaits_file(contract):
        return _("Register the signed file of the contract"), p605("48"), True
    if contract.own_signed:
        return _("The other parties sign the contract"), p605("51"), False
    return _("Sign the contract") if head else _("The head signs the contract"), p605("51"), head


def _after_lapse(tender: Tender) -> str:
    """Who is to move when no contract was signed: the head, then the commission."""
    if tender.lapse_fault == LapseFault.WINNER:
        return _("The commission returns to the other bids")
    if tender.lapse_fault in (LapseFault.PUBLIC, LapseFault.NONE):
        return _("The commission may declare the tender failed")
    return _("The head records why the contract was not signed")
