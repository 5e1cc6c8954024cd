"""Reads of securities. The custodian finds them through the own organisation and sees nothing of the bids."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Concat

from ppp_portal.accounts import approvals
from ppp_portal.accounts.models import Approval
from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.law.deadlines import Deadline
from ppp_portal.law.packs import RulePack, pack
from tenders.clockwork import CURRENT_PACK
from tenders.models import Bid, BidSecurity, LedgerEntry, Tender
from tenders.models.security import SecurityForm
from tenders.queries import commission
from tenders.rules.security import Amount, Balance, ForfeitureFacts, Movement, balance, explained_amount
from tenders.rules.security import return_deadline as count_return
from tenders.states import BidState, LapseFault, SecurityState, TenderState

FORFEITURE = "security.forfeiture"
RETURN_SOON = timedelta(days=1)

# States in which an event of art. 39(7) finds something to return.
KEPT = (SecurityState.LODGED, SecurityState.VERIFIED, SecurityState.HELD)


def rules_of(tender: Tender) -> RulePack:
    return pack(tender.rule_pack or CURRENT_PACK)


def subject(security: BidSecurity) -> str:
    """The name of a security in proposals."""
    return f"security:{security.pk}"


# --- the bidder -------------------------------------------------------------------------------------------


def of_bid(bid: Bid) -> BidSecurity | None:
    return BidSecurity.objects.filter(bid=bid).prefetch_related("entries").first()


def may_describe_again(security: BidSecurity) -> bool:
    """Until it is confirmed; and after, when an amendment asks for more or for longer than was lodged."""
    if security.state in (SecurityState.REQUIRED, SecurityState.LODGED):
        return True
    return security.state == SecurityState.VERIFIED and falls_short(security)


def falls_short(security: BidSecurity) -> bool:
    """Whether an amendment asks for more, or for longer, than was lodged."""
    tender = security.bid.tender
    less = bool(security.amount and tender.security_amount and security.amount < tender.security_amount)
    until, needed = security.valid_until, tender.bids_valid_until
    return less or (until is not None and needed is not None and until < needed)


def fallen_short(tender: Tender) -> list[BidSecurity]:
    """Securities of the bids in work or submitted that the documentation in force finds too small or too short."""
    lodged = BidSecurity.objects.filter(
        bid__tender=tender,
        bid__state__in=(BidState.DRAFT, BidState.SUBMITTED),
        state__in=(SecurityState.LODGED, SecurityState.VERIFIED),
    )
    found = lodged.select_related("bid__tender", "bid__bidder").order_by("pk")
    return [security for security in found if falls_short(security)]


def amount_of(tender: Tender) -> Amount | None:
    """The required sum with its arithmetic; ``None`` while the documentation states no investments."""
    if tender.investments is None or tender.security_amount is None:
        return None
    return explained_amount(tender.investments, tender.security_amount, rules_of(tender))


def taking(tender: Tender, at: datetime) -> bool:
    """Whether a security may be lodged at this moment: as long as a bid may be, and while its clock stands still."""
    if tender.state == TenderState.SUSPENDED:
        return True
    return tender.state == TenderState.ACCEPTING and tender.closes_at is not None and at <= tender.closes_at


def return_term(security: BidSecurity) -> Deadline | None:
    """The three working days of art. 39(7) with their arithmetic."""
    if security.return_triggered_at is None:
        return None
    return count_return(security.return_triggered_at, rules_of(security.bid.tender), clock.calendar())


def awaits_contract(security: BidSecurity) -> bool:
    """The winner's, from the results until the contract or, without one, the word whose fault it is (p. 33(2), 51)."""
    tender = security.bid.tender
    waiting = tender.state == TenderState.RESULTS_SIGNED or tender.lapse_fault == LapseFault.UNDECIDED
    return waiting and security.bid.state == BidState.WINNER


# --- the custodian ----------------------------------------------------------------------------------------


def of_organiser(organisation_id: int | None) -> QuerySet[BidSecurity]:
    """Every security in the tenders of one organiser."""
    found = BidSecurity.objects.filter(bid__tender__organiser_id=organisation_id)
    return found.select_related("bid__tender").exclude(lodged_at=None)


def custodians_security(organisation_id: int | None, pk: UUID) -> BidSecurity | None:
    return of_organiser(organisation_id).prefetch_related("entries").filter(pk=pk).first()


def to_verify(organisation_id: int | None) -> QuerySet[BidSecurity]:
    """What waits for the custodian's confirmation, the tender that closes first on top."""
    waiting = Q(state=SecurityState.LODGED) | Q(state=SecurityState.RETURN_DUE, verified_at=None)
    return of_organiser(organisation_id).filter(waiting).order_by("bid__tender__closes_at", "lodged_at", "pk")


def to_return(organisation_id: int | None) -> QuerySet[BidSecurity]:
    due = of_organiser(organisation_id).filter(state=SecurityState.RETURN_DUE)
    return due.order_by("return_due_at", "pk")


def to_credit(organisation_id: int | None) -> QuerySet[BidSecurity]:
    """Forfeitures that were decided and wait for the payment to the budget."""
    decided = of_organiser(organisation_id).filter(
        state=SecurityState.FORFEIT_PROPOSED, forfeit_decided_at__isnull=False
    )
    return decided.order_by("forfeit_decided_at", "pk")


def ledgers(organisation_id: int | None) -> list[tuple[Tender, Balance]]:
    """The tenders in which a security was entered, each with its balance, in two queries."""
    sums: dict[UUID, list[Movement]] = {}
    rows = LedgerEntry.objects.filter(security__bid__tender__organiser_id=organisation_id)
    for row in rows.values("security__bid__tender", "kind").annotate(sum=Sum("amount")):
        sums.setdefault(row["security__bid__tender"], []).append(Movement(row["kind"], row["sum"]))
    tenders = Tender.objects.filter(pk__in=sums).order_by("-published_at", "-pk")
    return [(tender, balance(sums[tender.pk])) for tender in tenders]


def organisers_tender(organisation_id: int | None, pk: UUID) -> Tender | None:
    return Tender.objects.select_related("organiser").filter(organiser_id=organisation_id, pk=pk).first()


def entries(tender: Tender) -> QuerySet[LedgerEntry]:
    found = LedgerEntry.objects.filter(security__bid__tender=tender)
    return found.select_related("security", "by").order_by("registered_at", "pk")


def balance_of(rows: Iterable[LedgerEntry]) -> Balance:
    return balance(Movement(row.kind, row.amount) for row in rows)


def entered(security: BidSecurity) -> Decimal:
    """What the custodian has seen come in so far, ₸."""
    sums = security.entries.filter(kind=LedgerEntry.Kind.LODGED).aggregate(sum=Sum("amount"))
    return sums["sum"] or Decimal(0)


def entered_elsewhere(security: BidSecurity) -> str:
    """The number of the tender in whose ledger the organiser's custodian has entered this very payment or guarantee
    for another bid. Empty when there is none.

    Payers number their orders, and banks their guarantees, each from 1: a number and a date alone say nothing.
    """
    lines = LedgerEntry.objects.filter(
        kind=LedgerEntry.Kind.LODGED,
        document_date=security.dated,
        security__form=security.form,
        security__bid__tender__organiser_id=security.bid.tender.organiser_id,
    ).exclude(security=security)
    paper = _same_paper(security, security.reference)
    rows = lines.select_related("security__bid__tender").order_by("pk")
    same = (
        row
        for row in rows
        if security.amount in (row.amount, row.security.amount)
        and _same_paper(row.security, row.reference) == paper
    )
    return next((row.security.bid.tender.number for row in same), "")


def _same_paper(security: BidSecurity, reference: str) -> tuple[str, frozenset[str]]:
    """Number and issuer however they were typed: "№ 17 " and "17", «ТОО "Альфа"» and "Альфа, ТОО" are one."""
    number = "".join(sign for sign in reference.casefold() if sign.isalnum())
    issuer = security.bank if security.form == SecurityForm.GUARANTEE else security.payer
    return number, frozenset(re.findall(r"\w+", issuer.casefold()))


def held(security: BidSecurity) -> Decimal:
    return balance_of(security.entries.all()).held


# --- forfeiture -------------------------------------------------------------------------------------------


def cases(organisation_id: int | None) -> QuerySet[BidSecurity]:
    """Securities whose forfeiture was proposed in the tenders of this organiser, decided ones too."""
    proposed = of_organiser(organisation_id).filter(forfeit_proposed_at__isnull=False)
    return proposed.select_related("bid__bidder").order_by("-forfeit_proposed_at", "-pk")


def undecided_cases(organisation_id: int | None) -> list[tuple[BidSecurity, int | None]]:
    """Cases nobody has decided, each with the person who proposed a decision, if anybody has; one query."""
    subject_of = Concat(Value("security:"), Cast(OuterRef("pk"), CharField()))
    proposals = Approval.objects.filter(kind=FORFEITURE, subject=subject_of, decided_at=None)
    waiting = cases(organisation_id).filter(
        state=SecurityState.FORFEIT_PROPOSED, forfeit_decided_at__isnull=True
    )
    rows = waiting.annotate(proposer=Subquery(proposals.values("proposed_by")[:1]))
    return [(row, row.proposer) for row in rows]


def case(organisation_id: int | None, pk: UUID) -> BidSecurity | None:
    return cases(organisation_id).filter(pk=pk).first()


def proposal(security: BidSecurity) -> Approval | None:
    return approvals.waiting(FORFEITURE, subject(security))


def was_winner(bid: Bid) -> bool:
    """Whether a results protocol named this bid, also when the bid has been dropped since."""
    agreed = bid.tender.negotiations.filter(bid=bid, state="agreed").exists()
    return bid.state == BidState.WINNER or (bid.tender.results_at is not None and agreed)


def forfeiture_facts(security: BidSecurity, *, ground: str, protocol: str = "") -> ForfeitureFacts:
    opened = security.forfeit_proposed_at is not None
    tender = security.bid.tender
    return ForfeitureFacts(
        state=security.state,
        winner=was_winner(security.bid),
        ground=ground,
        protocol=protocol,
        evaded=opened or tender.lapse_fault == LapseFault.WINNER,
        held=held(security),
        acknowledged=security.discrepancy_acknowledged,
        budget=tender.budget_kk if tender.budget_kk and tender.budget_ru else "",
        decided=security.forfeit_decided_at is not None,
        recorded=security.forfeit_ground if opened else "",
        papers=commission.signed_numbers(tender) | ({security.forfeit_protocol} if opened else set()),
        found_unacceptable=_found_unacceptable(security.bid),
    )


def _found_unacceptable(bid: Bid) -> bool:
    dropped = commission.adopted(bid.tender, "tender.drop", f"bid:{bid.pk}")
    return dropped is not None and dropped.content["outcome"] == "unacceptable"


# --- the sweep --------------------------------------------------------------------------------------------


def tenders_with_expired_bids(at: datetime, limit: int) -> list[UUID]:
    """Tenders whose bids are no longer valid while a security is still kept that does not wait for a fault."""
    kept = BidSecurity.objects.filter(bid__tender__bids_valid_until__lt=local_day(at), state__in=KEPT)
    bound = Q(bid__tender__state=TenderState.RESULTS_SIGNED) | Q(
        bid__tender__lapse_fault=LapseFault.UNDECIDED
    )
    kept = kept.exclude(bound, bid__state=BidState.WINNER)
    found = kept.order_by("bid__tender__bids_valid_until").values_list("bid__tender_id", flat=True)
    return list(found.distinct()[:limit])


def returns_to_remind(at: datetime, limit: int) -> list[UUID]:
    """Returns that end within a day or ended within the last one, by the partial index."""
    near = BidSecurity.objects.filter(
        state=SecurityState.RETURN_DUE,
        return_due_at__gt=at - RETURN_SOON,
        return_due_at__lte=at + RETURN_SOON,
    )
    return list(near.order_by("return_due_at").values_list("pk", flat=True)[:limit])


@dataclass(frozen=True)
class Described:
    """What the bidder writes about a security. Sums in tenge; an empty ``valid_until`` for a deposit."""

    form: str
    amount: Decimal | None
    payer: str
    bank: str
    reference: str
    dated: date | None
    valid_until: date | None
    account: str

    @property
    def is_guarantee(self) -> bool:
        return self.form == SecurityForm.GUARANTEE
