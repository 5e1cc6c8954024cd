"""One portal in the middle of its life, for tests that walk over every address of it.

``make_world()`` brings tenders into several states with the ordinary factories and actions, latest events last,
because the one clock only goes forward. ``objects`` names what stands in the addresses; ``people`` are the readers
of the permission table: a column there, an actor here (``None`` is a guest).
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from contracts.actions import declare_spv
from ppp_portal.accounts import actions as account_actions
from ppp_portal.accounts import approvals
from ppp_portal.accounts.models import Membership, Person
from ppp_portal.accounts.queries import actor_of
from ppp_portal.accounts.tokens import invitation_token
from ppp_portal.comparison.models import Column
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import Document, PrintOrder
from ppp_portal.journal import clock, outbox
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.models import Installation, OutboxMessage, Record
from ppp_portal.law.calendar import local_day
from ppp_portal.notices.models import Notice
from ppp_portal.notices.outgoing import DELIVER
from ppp_portal.panel.models import Commission, Motion, Protocol
from ppp_portal.qualification.models import Sheet
from ppp_portal.sealing import store
from projects import envelopes
from projects.actions import amending, cards, initiation, proposals, ways
from projects.models import AlternativeProposal, InitiationNotice, ProposalSubmission
from projects.queries.papers import key_of_matrix
from tenders.actions import (
    admission,
    amendments,
    annexes,
    bids,
    cancelling,
    consortium,
    forfeiture,
    negotiation,
    questions,
    stay_end,
    staying,
)
from tenders.actions.drafts import SealedFile
from tenders.models import Bid, BidSecurity, ConsortiumMember, DraftClause, EvidenceItem, Submission
from tenders.queries.security import FORFEITURE, subject
from tests import corners
from tests.cast import SINCE, Cast, make_cast
from tests.conftest import StillClock
from tests.contracts.factories import drafted, in_signing, signed
from tests.contracts.living import living
from tests.contracts.replacing import in_world
from tests.contracts.watched import watched
from tests.projects.alternatives import compare, open_all, recommend, submitted, written
from tests.projects.alternatives import seat as seat_group
from tests.projects.alternatives import sit as sit_group
from tests.projects.factories import OWN, proposed, published_notice, written_notice
from tests.stages import kept
from tests.tenders import staying as courts
from tests.tenders.commission import closed_tender, negotiating_tender, opened_tender, qualify, seat, sit
from tests.tenders.factories import (
    DAY,
    START,
    drafted_bid,
    make_documentation,
    make_tender,
    published_tender,
    submitted_bid,
)

PEOPLE = (
    "guest",
    "roleless",
    "staff",
    "head",
    "chair",
    "deputy",
    "member",
    "unseated",
    "secretary",
    "custodian",
    "owner",
    "ally",
    "rival",
    "outsider",
    "other_staff",
    "auditor",
    "unmandated",
    "admin",
)


@dataclass
class World:
    """Objects by name as they are written into addresses, and a browser for everybody."""

    cast: Cast
    clock: StillClock
    objects: dict[str, str] = field(default_factory=dict)
    people: dict[str, Actor | Person | None] = field(default_factory=dict)
    _browsers: dict[str, tuple[Client, SimpleCookie]] = field(default_factory=dict)

    def browser(self, name: str) -> Client:
        """A signed-in browser; what the last page put into its cookies is forgotten."""
        if name not in self._browsers:
            client = Client(raise_request_exception=False)
            someone = self.people[name]
            if someone is not None:
                person_id = someone.person_id if isinstance(someone, Actor) else someone.pk
                client.force_login(Person.objects.get(pk=person_id), settings.AUTHENTICATION_BACKENDS[1])
                session = client.session
                session["membership"] = someone.membership_id if isinstance(someone, Actor) else None
                session.save()
            self._browsers[name] = (client, copy.copy(client.cookies))
        client, cookies = self._browsers[name]
        client.cookies = copy.copy(cookies)
        return client

    def ask(
        self, name: str, method: str, url: str, data: Any = None, **extra: Any
    ) -> tuple[HttpResponse, bool]:
        """The answer, and whether the request wrote a record or an effect; what it changed is taken back.

        Of reading neither is asked: it leaves at most the mark of an auditor who looked.
        """
        client, reads = self.browser(name), method == "GET"
        before = None if reads else newest()
        with (
            nullcontext() if reads else undone(),
            patch("django.test.client.store_rendered_templates", forget),
        ):
            if data is None:
                answer = client.generic(method, url, **extra)
            else:
                answer = client.generic(method, url, data, **extra) if isinstance(data, bytes) else None
                answer = answer or getattr(client, method.lower())(url, data, **extra)
            if getattr(answer, "streaming", False):
                b"".join(answer.streaming_content)
            written = not reads and newest() != before
        return answer, written


def forget(*_: Any, **__: Any) -> None:
    """What templates were rendered with: nobody asks, and copies of it cost much."""


NEWEST = f"""
SELECT (SELECT max(id) FROM {Record._meta.db_table}), (SELECT max(id) FROM {OutboxMessage._meta.db_table})
"""


def newest() -> Any:
    """The last record and the last effect: counting them all costs more, and they never become fewer."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        return cursor.fetchone()


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@kept
def make_world() -> World:
    Installation.objects.get_or_create(
        id=1, defaults={"training": settings.PORTAL_TRAINING, "shift": 0 * DAY}
    )
    cast = make_cast()
    still = StillClock()
    still.set(START)
    world = World(cast, still)
    _people(world)
    # From the oldest to the youngest: the clock ends at the last one.
    _told(world)
    world.objects.update(corners.past(cast, still))
    _won(world)
    _alternatives(world)
    _accepting(world)
    _stayed(world)
    _notices(world)
    _proposal(world)
    world.objects.update(corners.present(cast))
    world.objects.update(living(cast))
    world.objects.update(in_world(cast))
    world.objects.update(watched(cast))
    _drafts(world)
    _offices(world)
    for name in PEOPLE:  # now, so that their sessions outlive the tests
        world.browser(name)
    return world


def _people(world: World) -> None:
    cast = world.cast
    roleless = Person.objects.create(email="nobody@portal.example", name_kk="Рөлсіз", name_ru="Без роли")
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=roleless, type=kind, data={"secret": "", "seed": ""})
    spy = Person.objects.create(email="spy@portal.example", name_kk="Тапсырмасыз", name_ru="Без мандата")
    unmandated = Membership.objects.create(
        person=spy, organisation=cast.org_audit, role="auditor", since=SINCE
    )
    world.people = {
        "guest": None,
        "roleless": roleless,
        **{name: getattr(cast, name) for name in PEOPLE if hasattr(cast, name)},
        "member": cast.member_1,
        "unseated": cast.member_4,
        "owner": cast.bidder_a,
        "ally": cast.member_company,
        "rival": cast.bidder_b,
        "unmandated": actor_of(unmandated),
    }


def _told(world: World) -> None:
    """A tender in negotiation, one before its admission with a vote under way, one at the hour of its opening."""
    cast, still = world.cast, world.clock
    rivals = {"A": cast.bidder_a, "B": cast.bidder_b}
    talks = negotiating_tender(cast, still, rivals)
    sit(cast, talks, "negotiation")
    best = Bid.objects.get(tender=talks, state="in_negotiation")
    clauses = {row.essential_term: row.pk for row in DraftClause.objects.filter(documentation__tender=talks)}
    text = {"text_kk": "Басқаша.", "text_ru": "Иначе."}
    negotiation.propose_clause(clause_id=clauses[4], by=cast.bidder_a, **text)
    negotiation.propose_clause(clause_id=clauses[5], by=cast.chair, **text)
    foreign = Protocol.objects.get(subject=talks.subject, kind="tender.opening")
    judged = opened_tender(cast, still, rivals, published_at=clock.now() + DAY)
    bid = Bid.objects.get(tender=judged, bidder=cast.org_a)
    protocol = Protocol.objects.get(subject=judged.subject, kind="tender.opening")
    admission.open_qualification(tender_id=judged.pk, by=cast.secretary)
    sit(cast, judged, "admission")
    qualify(cast, bid)
    motion = admission.judge_bid(bid_id=bid.pk, admit=True, by=cast.chair)
    closed = closed_tender(cast, still, rivals, published_at=clock.now() + DAY)
    sit(cast, closed, "opening")
    world.objects.update(
        negotiating=str(talks.pk),
        negotiating_number=talks.number,
        best=str(best.pk),
        clause=str(clauses[3]),
        bidders_clause=str(clauses[4]),
        commissions_clause=str(clauses[5]),
        item=str(EvidenceItem.objects.filter(bid=best).first().pk),
        protocol=str(protocol.pk),
        protocol_seen=protocol.digest,
        foreign_protocol=str(foreign.pk),
        opened=str(judged.pk),
        opened_bid=str(bid.pk),
        sheet=str(Sheet.objects.filter(subject__contains=str(bid.pk)).earliest("opened_at").pk),
        motion=str(motion.pk),
        closed=str(closed.pk),
        closed_bid=str(Bid.objects.get(tender=closed, bidder=cast.org_a).pk),
    )


def _won(world: World) -> None:
    """A contract whose terms are being agreed, one being signed, one concluded; a forfeiture and a return due."""
    cast, still = world.cast, world.clock
    done = signed(cast, still, published_at=clock.now() + DAY)
    signing = in_signing(cast, still, published_at=clock.now() + DAY)
    contract = drafted(cast, still, published_at=clock.now() + DAY, special=True, spv_declared=True)
    seat(cast, contract.tender)
    declare_spv(
        contract_id=contract.pk,
        bin=cast.org_d.bin,
        founder_bin=cast.org_a.bin,
        guarantee_amount=Decimal("100000000"),
        guarantee_valid_until=(clock.now() + 3650 * DAY).date(),
        guarantee_bank="«Тұмар Банк» АҚ",
        guarantee_number="БГ-17",
        by=cast.bidder_a,
    )
    case, owed = (BidSecurity.objects.get(bid=one.bid) for one in (contract, signing))
    case.state, case.forfeit_ground, case.forfeit_protocol = "forfeit_proposed", "33-2-refused", "17"
    case.forfeit_proposed_at = clock.now()
    case.save()
    words = forfeiture.content(case, case.forfeit_ground, case.forfeit_protocol)
    approval = approvals.propose(FORFEITURE, subject(case), words, by=cast.staff, at=clock.now())
    owed.state, owed.return_trigger = "return_due", "contract"
    owed.return_triggered_at = owed.return_due_at = clock.now()
    owed.save()
    world.objects.update(
        contract=str(contract.pk),
        signing=str(signing.pk),
        contracted=str(done.pk),
        case=str(case.pk),
        case_approval=str(approval.pk),
        case_seen=approval.digest,
        owed=str(owed.pk),
    )


def _alternatives(world: World) -> None:
    """An initiative whose two alternatives are compared and recommended upon; the head has not decided yet."""
    cast, still = world.cast, world.clock
    notice = published_notice(cast, still, published_at=clock.now() + DAY, number="N-2026-90001")
    for bidder in (cast.bidder_a, cast.bidder_b):
        submitted(notice, bidder)
    gathered = published_notice(cast, number="N-2026-90002")
    opened = open_all(cast, notice, still)
    seat_group(cast, gathered)
    sit_group(cast, gathered)
    first = next(row for row in opened if row.organisation_id == cast.org_a.pk)
    decision = SimpleUploadedFile("decision.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
    reason = {"reason_kk": "Себебі осы.", "reason_ru": "Причина такова."}
    ways.record_alternatives(notice_id=notice.pk, document=decision, by=cast.staff, **reason)
    compare(cast, notice)
    recommend(cast, notice)
    motion = Motion.objects.get(sitting__subject=notice.subject)
    world.objects.update(
        initiative=str(notice.pk),
        gathered=str(gathered.pk),
        opened_proposal=str(first.pk),
        initiative_column=str(Column.objects.filter(organisation=cast.org_a).get().pk),
        initiative_motion=str(motion.pk),
        initiative_paper=str(Protocol.objects.get(subject=notice.subject).pk),
        initiative_document=str(
            Document.objects.filter(subject=notice.subject, pair=None).latest("created_at").pk
        ),
    )


def _proposal(world: World) -> None:
    """A proposal of the owner to the notice that accepts alternatives, submitted, with a file."""
    cast = world.cast
    notice = InitiationNotice.objects.get(pk=world.objects["initiated"])
    proposal = written(notice, cast.bidder_a)
    data = b"%PDF-1.7\n%%EOF\n"
    blob = store.seal_stream([data], recipients=envelopes.recipients(notice))
    sealed = SealedFile("a.pdf", len(data), "application/pdf", sha256(data).hexdigest(), data, blob)
    file = proposals.add_proposal_file(proposal_id=proposal.pk, upload=sealed, by=cast.bidder_a)
    receipt = proposals.submit_proposal(proposal_id=proposal.pk, key=proposal.pk, by=cast.bidder_a)
    world.objects.update(
        own_proposal=str(proposal.pk), proposal_file=str(file.pk), proposal_receipt=receipt.receipt_number
    )


def _accepting(world: World) -> None:
    """A tender that accepts bids: one of a consortium, one of a rival; a question, two proposals, a notice."""
    cast, still = world.cast, world.clock
    tender = published_tender(cast, still, published_at=clock.now() + DAY)
    seat(cast, tender)
    bid = drafted_bid(tender, cast.bidder_a)
    member = consortium.invite_member(bid_id=bid.pk, bin=cast.org_consortium_member.bin, by=cast.bidder_a)
    consortium.answer_invitation(member_id=member.pk, accept=True, by=cast.member_company)
    sealed = bids.sealed_file(bid, "a.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
    file = bids.add_file(bid_id=bid.pk, upload=sealed, by=cast.bidder_a)
    submission = bids.submit_bid(bid_id=bid.pk, key=bid.pk, by=cast.bidder_a)
    rival = drafted_bid(tender, cast.bidder_b, "B")
    submitted_bid_of_c = submitted_bid(tender, cast.bidder_c, "C").bid
    asked = ConsortiumMember.objects.create(
        bid=submitted_bid_of_c, organisation=cast.org_consortium_member, invited_at=clock.now()
    )
    question = questions.ask_question(tender_id=tender.pk, text="Сұрақ?", language="kk", by=cast.bidder_a)
    reason = {"reason_kk": "Себебі осы.", "reason_ru": "Причина такова."}
    amendment = amendments.propose_amendment(tender_id=tender.pk, by=cast.staff, **reason)
    cancellation = cancelling.propose_cancellation(tender_id=tender.pk, by=cast.staff, **reason)
    act = SimpleUploadedFile("act.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
    stay = staying.propose_stay(
        tender_id=tender.pk, by=cast.staff, act="№ 4", act_date=local_day(clock.now()), upload=act, **reason
    )
    world.objects.update(
        accepting=str(tender.pk),
        number=tender.number,
        bid=str(bid.pk),
        rival_bid=str(rival.pk),
        receipt=submission.receipt_number,
        member=str(asked.pk),
        own_member=str(member.pk),
        file=str(file.pk),
        security=str(bid.security.pk),
        question=str(question.number),
        amend_proposal=str(amendment.pk),
        amend_seen=amendment.digest,
        cancel_proposal=str(cancellation.pk),
        cancel_seen=cancellation.digest,
        stay_proposal=str(stay.pk),
        stay_seen=stay.digest,
        project=str(tender.project_id),
    )


def _stayed(world: World) -> None:
    """A tender that a court stays; the end of the stay is proposed, with the act and its file."""
    cast, at = world.cast, clock.now() + DAY
    valid = (at + 400 * DAY).date()
    tender = published_tender(cast, world.clock, published_at=at, bids_valid_until=valid)
    courts.stay(tender, cast)
    ending = stay_end.propose_end(
        tender_id=tender.pk, by=cast.staff, upload=courts.act_file(), **courts.ENDING
    )
    world.objects.update(stayed=str(tender.pk), ending_seen=ending.digest)


def _notices(world: World) -> None:
    """A published initiation notice, amended once and about to be amended again; a draft; a card with an approval."""
    cast = world.cast
    notice, draft = written_notice(cast), written_notice(cast)
    initiation.publish_notice(notice_id=notice.pk, by=cast.head)
    first = proposed(cast, notice)
    amending.post_notice_amendment(amendment_id=first.pk, seen=first.approval.digest, by=cast.head)
    notice.refresh_from_db()
    waiting = proposed(cast, notice, asked=[OWN])
    card = notice.project
    decision = SimpleUploadedFile("decision.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
    given = {"body_kk": "Мәслихат", "body_ru": "Маслихат", "done_on": local_day(clock.now())}
    cards.set_steps(project_id=card.pk, steps=[{**given, "file": decision}], by=cast.staff)
    world.objects.update(
        initiated=str(notice.pk),
        notice_number=notice.number,
        draft_notice=str(draft.pk),
        draft_notice_number=draft.number,
        amendment_seen=waiting.approval.digest,
        card=str(card.pk),
        step=str(card.approval_steps.get().pk),
    )


def _drafts(world: World) -> None:
    cast = world.cast
    draft = make_tender(cast)
    make_documentation(draft, posted_at=None)
    annex = annexes.attach_file(
        tender_id=draft.pk,
        number=1,
        upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf"),
        language="kk",
        title_kk="Қосымша",
        title_ru="Приложение",
        by=cast.staff,
    )
    closes_at = clock.now().replace(microsecond=0) + 45 * DAY
    dates = {
        "closes_at": closes_at,
        "opens_at": closes_at + DAY,
        "bids_valid_until": (closes_at + 90 * DAY).date(),
    }
    approved = make_tender(cast, state="docs_approved", off_day_confirmed=True, **dates)
    make_documentation(approved, posted_at=None)
    seat(cast, approved)
    world.objects.update(
        draft=str(draft.pk),
        draft_number=draft.number,
        approved=str(approved.pk),
        annex=str(annex.pk),
        annex_document=str(annex.document_id),
        annex_sha256=annex.document.sha256,
    )


def _offices(world: World) -> None:
    """A proposal of a role, an invitation, notices; of the printed papers one that is public and one that is not."""
    cast = world.cast
    today = local_day(clock.now())
    proposal = account_actions.propose_role(
        person_id=cast.member_4.person_id,
        role="secretary",
        document="",
        since=today,
        until=None,
        by=cast.staff,
    )
    invitation = account_actions.invite_colleague(
        email="colleague@portal.example", role="staff", document="", until=None, by=cast.head
    )
    outbox.drain(only={DELIVER})  # printing takes longer than everything else together
    receipt = Submission.objects.get(bid_id=world.objects["bid"])
    carry_out(PrintOrder.objects.get(pk=receipt.receipt_pair))
    protocol = PrintOrder.objects.get(subject=f"tender:{world.objects['opened']}", kind="tender.opening")
    paper = carry_out(protocol)["kk"]
    papers = {
        "forfeiture_paper": (
            "tender.forfeiture",
            BidSecurity.objects.get(pk=world.objects["case"]).bid.stream,
        ),
        "security_paper": ("tender.security_card", f"bid:{world.objects['bid']}"),
        "contract_paper": ("contract.text", f"contract:{world.objects['contract']}"),
        "letter": ("tender.letter", f"bid:{world.objects['best']}"),
        "bidders_file": ("bid.file", f"bid:{world.objects['opened_bid']}"),
        "proposals_file": (
            "proposal.file",
            AlternativeProposal.objects.get(pk=world.objects["opened_proposal"]).stream,
        ),
    }
    for name, (kind, about) in papers.items():
        world.objects[name] = str(_copy(paper, kind, about).pk)
    _print(world, paper)
    world.objects.update(
        invitation_token=invitation_token(invitation),
        documents=str(ContentType.objects.get_for_model(Document).pk),
        proposal=str(proposal.pk),
        proposal_seen=proposal.digest,
        invitation=str(invitation.pk),
        notice=str(Notice.objects.filter(person_id=cast.bidder_a.person_id).latest("id").handle),
        commission=str(Commission.objects.filter(organisation=cast.org_organiser).latest("created_at").pk),
        today=today.strftime("%d.%m.%Y"),
        person=str(cast.member_2.person_id),
        membership=str(cast.custodian.membership_id),
        paper=str(paper.pk),
        paper_sha256=paper.sha256,
        private_paper=str(Document.objects.filter(pair_id=receipt.receipt_pair).earliest("language").pk),
        missing="00000000-0000-4000-8000-000000000000",
    )


def _print(world: World, paper: Document) -> None:
    """In Kazakh: a receipt, a closed matrix, a recommendation that is signed and one to be signed."""
    initiative = InitiationNotice.objects.get(pk=world.objects["initiative"])
    protocols = Protocol.objects.filter(
        pk__in=[world.objects["initiative_paper"], world.objects["judged_paper"]]
    )
    receipt = ProposalSubmission.objects.get(receipt_number=world.objects["proposal_receipt"])
    matrix = PrintOrder.objects.get(key=key_of_matrix(initiative, public=False))
    for pair in (receipt.receipt_pair, matrix.pk, *(row.pair or row.signing_pair for row in protocols)):
        _copy(paper, "", "", pair_id=pair, context_sha256=paper.context_sha256)


def _copy(paper: Document, kind: str, about: str, **more: Any) -> Document:
    """The same bytes as another paper: who may read it is asked before the bytes are."""
    return Document.objects.create(
        kind=kind,
        subject=about,
        language="kk",
        title="Қағаз",
        filename="paper.pdf",
        content_type="application/pdf",
        size=paper.size,
        sha256=paper.sha256,
        audience="parties",
        training=True,
        created_at=clock.now(),
        **more,
    )
