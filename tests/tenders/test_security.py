"""The life of a security: lodged, confirmed, held, returned or forfeited; the ledger that leaves nothing over."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, reverse

from ppp_portal.accounts.models import Membership, Role
from ppp_portal.accounts.queries import actor_of
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.speech import spoken
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM
from ppp_portal.journal.models import OutboxMessage, Record
from ppp_portal.law.calendar import end_of_day
from ppp_portal.law.refusals import Refused
from tenders.actions import security as actions
from tenders.actions.cutoff import close_submission
from tenders.models import Bid, BidSecurity, ConsortiumMember, LedgerEntry, Negotiation, Tender
from tenders.models.security import NOT_FOUND
from tenders.queries import security as queries
from tenders.rules.documentation import Pair
from tests.tenders.factories import DAY, SECURITY, published_tender

ACCOUNT = "KZ86125KZT5004100100"
GUARANTEE = {
    "form": "guarantee",
    "amount": SECURITY,
    "payer": "«Жетісу Кампус Құрылыс» ЖШС",
    "bank": "«Тұмар Банк» АҚ",
    "reference": "Г-2026/17",
    "dated": date(2026, 3, 2),
    "valid_until": date(2026, 12, 31),
    "account": ACCOUNT,
}
DEPOSIT = {**GUARANTEE, "form": "deposit", "reference": "ПП-311", "valid_until": None}


@pytest.fixture
def tender(cast, clock_at):
    return published_tender(cast, clock_at)


def a_bid(tender, organisation, state="draft", **values):
    at = clock.now()
    if state != "draft":
        values = {"version": 1, "sha256": "a" * 64, "receipt_number": "R-1", "submitted_at": at, **values}
    return Bid.objects.create(tender=tender, bidder=organisation, state=state, created_at=at, **values)


@pytest.fixture
def bid(tender, cast):
    return a_bid(tender, cast.org_a)


def lodged(bid, by, **changes):
    own = {"reference": f"ПП-{bid.bidder_id}"}  # each bidder pays by a payment of its own
    return actions.lodge_security(bid_id=bid.pk, by=by, **{**DEPOSIT, **own, **changes})


def verified(bid, cast, by=None, **changes):
    security = lodged(bid, by or cast.bidder_a, **changes)
    return actions.verify_security(security_id=security.pk, by=cast.custodian)


def codes(refused):
    return {refusal.code for refusal in refused.value.refusals}


def refused(code):
    return pytest.raises(Refused, match=code.replace(".", r"\."))


def kinds(bid):
    return list(Record.objects.filter(stream=bid.stream).order_by("sequence").values_list("kind", flat=True))


# --- lodging and confirming -------------------------------------------------------------------------------


def test_a_security_may_be_lodged_before_the_bid_and_is_confirmed_by_the_custodian(bid, cast):
    security = lodged(bid, cast.bidder_a)
    assert security.state == "lodged"
    assert not security.entries.exists()
    security = actions.verify_security(security_id=security.pk, by=cast.custodian)
    assert security.state == "verified"
    assert queries.held(security) == SECURITY
    assert kinds(bid) == ["security.lodged", "security.verified"]


def test_nothing_of_it_stands_in_the_public_stream(bid, cast):
    verified(bid, cast)
    assert not Record.objects.filter(stream=bid.tender.stream, kind__startswith="security").exists()


def test_a_double_click_changes_nothing(bid, cast):
    first = lodged(bid, cast.bidder_a)
    assert lodged(bid, cast.bidder_a).lodged_at == first.lodged_at
    for _turn in range(2):
        actions.verify_security(security_id=first.pk, by=cast.custodian)
    assert LedgerEntry.objects.count() == 1
    assert kinds(bid) == ["security.lodged", "security.verified"]


def test_what_was_typed_wrong_is_described_again(bid, cast):
    lodged(bid, cast.bidder_a, reference="wrong")
    assert lodged(bid, cast.bidder_a, reference="ПП-312").reference == "ПП-312"
    assert BidSecurity.objects.count() == 1


@pytest.mark.parametrize("name", ["bidder_b", "outsider"])
def test_another_bidder_lodges_nothing_here(bid, cast, name):
    with refused("bid.not_lead"):
        lodged(bid, getattr(cast, name))


def test_a_power_of_attorney_in_force_is_needed(bid, cast):
    Membership.objects.filter(pk=cast.bidder_a.membership_id).update(until=date(2026, 3, 1))
    with refused("attorney.over"):
        lodged(bid, cast.bidder_a)


def test_p31_after_the_last_instant_no_security_is_taken(bid, cast, clock_at):
    clock_at.set(bid.tender.closes_at)
    lodged(bid, cast.bidder_a)
    clock_at.forward(timedelta(microseconds=1))
    with refused("security.too_late"):
        lodged(bid, cast.bidder_a, reference="later")


def test_p31_no_security_on_stage_one(tender, cast):
    first = a_bid(tender, cast.org_b, stage=1)
    with refused("security.stage_one"):
        lodged(first, cast.bidder_b)


@pytest.mark.parametrize("name", ["staff", "head", "chair", "bidder_a", "admin"])
def test_nobody_but_the_custodian_confirms(bid, cast, name):
    security = lodged(bid, cast.bidder_a)
    with refused("security.not_custodian"):
        actions.verify_security(security_id=security.pk, by=getattr(cast, name))


def test_the_custodian_of_another_organiser_confirms_nothing(bid, cast):
    other = Membership.objects.create(
        person=cast.people["other_staff"],
        organisation=cast.org_other_organiser,
        role=Role.CUSTODIAN,
        since=date(2026, 1, 12),
    )
    security = lodged(bid, cast.bidder_a)
    with refused("security.not_custodian"):
        actions.verify_security(security_id=security.pk, by=actor_of(other))
    assert queries.custodians_security(cast.org_other_organiser.pk, security.pk) is None


@pytest.mark.parametrize("typed", ["ПП-311", "№ пп 311"])
def test_p31_one_payment_secures_one_bid(bid, tender, cast, typed):
    """The custodian is asked, who sees both; the bidder lodges as ever, and learns nothing of the other bid."""
    verified(bid, cast, **DEPOSIT)
    other = a_bid(tender, cast.org_b)
    again = lodged(other, cast.bidder_b, **{**DEPOSIT, "reference": typed})
    assert again.state == "lodged"
    for why in ({}, {"seen_twice_kk": "Екі төлем"}):
        with refused("security.same_payment"):
            actions.verify_security(security_id=again.pk, by=cast.custodian, **why)
    with refused("security.neutral_only"):
        actions.reject_security(
            security_id=again.pk, reason="Төлем басқа өтінімге есептелген", by=cast.custodian
        )
    actions.reject_security(security_id=again.pk, reason=NOT_FOUND, by=cast.custodian)
    told = OutboxMessage.objects.filter(payload__subject=other.stream).values_list("payload__kind", flat=True)
    assert "security.not_found" in told
    assert "security.rejected" not in told


def test_p31_what_only_looks_like_one_payment_is_confirmed_with_reasons_for_the_commission(bid, tender, cast):
    """The statement shows it twice: the reasons stay in the private stream of the bid until the opening."""
    verified(bid, cast, **DEPOSIT)
    again = lodged(a_bid(tender, cast.org_b), cast.bidder_b, **DEPOSIT)
    why = {"seen_twice_kk": "Үзіндіде екі төлем бар", "seen_twice_ru": "В выписке два платежа"}
    kept = actions.verify_security(security_id=again.pk, by=cast.custodian, **why)
    assert (kept.state, kept.seen_twice_ru) == ("verified", "В выписке два платежа")
    told = Record.objects.get(stream=kept.bid.stream, kind="security.verified")
    assert "Үзіндіде екі төлем бар" in bytes(told.body).decode()


def test_p31_reasons_are_not_kept_where_nothing_looks_the_same(bid, cast):
    security = lodged(bid, cast.bidder_a)
    why = {"seen_twice_kk": "Екеу", "seen_twice_ru": "Два"}
    assert actions.verify_security(security_id=security.pk, by=cast.custodian, **why).seen_twice_kk == ""


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({}, True),
        ({"payer": "«Альфа», ТОО"}, True),
        ({"payer": "ТОО Бета"}, False),
        ({"amount": SECURITY + 1}, False),
        ({"dated": DEPOSIT["dated"] - timedelta(days=1)}, False),
        ({"reference": "311"}, False),
        ({"bank": "Басқа банк"}, True),
        ({"form": "guarantee"}, False),
    ],
)
def test_p31_one_payment_is_one_number_date_sum_and_payer(bid, tender, cast, changed, same):
    verified(bid, cast, **{**DEPOSIT, "payer": 'ТОО "Альфа"'})
    second = lodged(a_bid(tender, cast.org_b), cast.bidder_b, **{**DEPOSIT, "payer": 'ТОО "Альфа"'})
    for name, value in changed.items():
        setattr(second, name, value)
    assert queries.entered_elsewhere(second) == (tender.number if same else "")


@pytest.mark.parametrize(
    ("changed", "same"), [({"payer": "ТОО Бета"}, True), ({"bank": "Басқа банк"}, False)]
)
def test_p31_one_guarantee_is_one_number_date_sum_and_bank(bid, tender, cast, changed, same):
    verified(bid, cast, **GUARANTEE)
    second = lodged(a_bid(tender, cast.org_b), cast.bidder_b, **GUARANTEE)
    for name, value in changed.items():
        setattr(second, name, value)
    assert queries.entered_elsewhere(second) == (tender.number if same else "")


def test_p31_a_payment_in_another_organisers_ledger_is_another_payment(bid, tender, cast):
    verified(bid, cast, **DEPOSIT)
    second = lodged(a_bid(tender, cast.org_b), cast.bidder_b, **DEPOSIT)
    Tender.objects.filter(pk=tender.pk).update(organiser=cast.org_other_organiser)
    second.bid.tender.organiser_id = cast.org_organiser.pk
    assert queries.entered_elsewhere(second) == ""


def test_what_the_custodian_cannot_confirm_is_told_to_the_bidder_and_lodged_again(bid, cast):
    security = lodged(bid, cast.bidder_a)
    with refused("security.reason_missing"):
        actions.reject_security(security_id=security.pk, reason=" ", by=cast.custodian)
    security = actions.reject_security(
        security_id=security.pk, reason="Төлем шотқа түспеді", by=cast.custodian
    )
    assert security.state == "required"
    assert security.refusal_reason == "Төлем шотқа түспеді"
    assert lodged(bid, cast.bidder_a).refusal_reason == ""


def test_a_raised_security_enters_as_a_second_line(bid, cast):
    verified(bid, cast)
    tender = bid.tender
    tender.security_amount = SECURITY * 2
    tender.save()
    with refused("security.short"):
        lodged(bid, cast.bidder_a)
    security = verified(bid, cast, amount=SECURITY * 2)
    assert [entry.amount for entry in security.entries.all()] == [SECURITY, SECURITY]
    assert queries.held(security) == SECURITY * 2


def test_confirming_prints_the_card_in_both_languages(bid, cast):
    verified(bid, cast, **GUARANTEE)
    printed = carry_out(PrintOrder.objects.get(kind="tender.security_card"))
    assert set(printed) == {"kk", "ru"}
    assert printed["kk"].audience == "parties"
    assert printed["kk"].number == f"{bid.tender.number}/S-{bid.pk.hex[:8].upper()}"


def test_the_number_of_a_card_does_not_tell_how_many_have_lodged(tender, cast):
    for organisation, actor in ((cast.org_a, cast.bidder_a), (cast.org_b, cast.bidder_b)):
        security = verified(a_bid(tender, organisation), cast, by=actor)
        order = PrintOrder.objects.get(subject=security.bid.stream, kind="tender.security_card")
        assert f"S-{security.pk}" not in order.context


def test_what_a_bidder_is_shown_bears_no_running_number(tender, cast):
    """From two numbers seen one after the other the securities of others between them could be counted."""
    security = verified(a_bid(tender, cast.org_a), cast)
    assert security.pk.version == ConsortiumMember().pk.version == 4
    for written in Record.objects.filter(stream=security.bid.stream):
        assert f'"security":"{security.pk}"'.encode() in bytes(written.body)
    for name in ("custodian_security", "forfeiture"):
        assert str(security.pk) in reverse(f"tenders:{name}", args=[security.pk])
        with pytest.raises(NoReverseMatch):
            reverse(f"tenders:{name}", args=[1])


# --- the cut-off ------------------------------------------------------------------------------------------


def test_at_the_cutoff_confirmed_securities_are_held_and_the_rest_goes_back(tender, cast, clock_at):
    submitted = a_bid(tender, cast.org_a, "submitted")
    unconfirmed = a_bid(tender, cast.org_b, "submitted")
    never = a_bid(tender, cast.org_c)
    verified(submitted, cast)
    lodged(unconfirmed, cast.bidder_b)
    verified(never, cast, by=cast.bidder_c)
    clock_at.set(tender.closes_at + timedelta(seconds=1))
    assert close_submission(tender_id=tender.pk)
    states = dict(BidSecurity.objects.values_list("bid__bidder__bin", "state"))
    assert states == {
        cast.org_a.bin: "held",
        cast.org_b.bin: "lodged",
        cast.org_c.bin: "return_due",
    }
    assert never.security.return_trigger == "not_filed"
    late = actions.verify_security(security_id=unconfirmed.security.pk, by=cast.custodian)
    assert late.state == "held"


# --- returning --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("trigger", ["withdrawal", "admission", "results", "contract", "expiry", "ended"])
def test_art39_7_each_trigger_starts_three_working_days(bid, cast, trigger):
    verified(bid, cast)
    at = clock.now()  # Monday 2 March 2026
    (security,) = actions.due_returns(bid.tender, trigger, [bid], at, SYSTEM)
    assert security.state == "return_due"
    assert queries.return_term(security).last_day == date(2026, 3, 5)
    assert security.return_due_at == queries.return_term(security).due_at


def test_the_earliest_event_counts_and_a_settled_one_stays_settled(bid, cast, clock_at):
    security = verified(bid, cast)
    actions.due_returns(bid.tender, "withdrawal", [bid], clock.now(), SYSTEM)
    due = BidSecurity.objects.get().return_due_at
    clock_at.forward(DAY)
    assert actions.due_returns(bid.tender, "ended", [bid], clock.now(), SYSTEM) == []
    assert BidSecurity.objects.get().return_due_at == due
    give_back(security, cast)
    assert actions.due_returns(bid.tender, "ended", [bid], clock.now(), SYSTEM) == []
    assert BidSecurity.objects.get().state == "returned"


def give_back(security, cast, **changes):
    today = clock.now().date()
    document = {"reference": "ПП-900", "document_date": today, "account": ACCOUNT, **changes}
    return actions.return_security(security_id=security.pk, by=cast.custodian, **document)


def test_the_whole_sum_goes_back_by_one_document(bid, cast):
    security = verified(bid, cast)
    actions.due_returns(bid.tender, "withdrawal", [bid], clock.now(), SYSTEM)
    for _turn in range(2):
        assert give_back(security, cast).state == "returned"
    assert [(e.kind, e.amount) for e in security.entries.all()] == [
        ("lodged", SECURITY),
        ("returned", SECURITY),
    ]
    assert queries.held(security) == 0
    assert set(carry_out(PrintOrder.objects.get(kind="tender.security_return"))) == {"kk", "ru"}
    assert ACCOUNT in str(printed_rows("tender.security_return"))


def printed_rows(kind):
    said = spoken(json.loads(PrintOrder.objects.get(kind=kind).context), "kk")
    pairs = [pair for part in said["sections"] for block in part["blocks"] for pair in block.get("pairs", ())]
    return {pair["label"]: pair["value"] for pair in pairs}


def test_a_guarantee_goes_back_by_a_document_and_a_deposit_by_a_payment(bid, cast):
    security = verified(bid, cast)
    BidSecurity.objects.update(form="guarantee")
    actions.due_returns(bid.tender, "withdrawal", [bid], clock.now(), SYSTEM)
    give_back(security, cast)
    rows = printed_rows("tender.security_return")
    assert rows["Кепілдікті қайтару туралы құжат"] == "ПП-900"
    assert rows["Мерзімі, жұмыс күні"] == "3"
    assert ACCOUNT not in str(rows)


def test_a_payer_who_is_the_bidder_is_named_in_the_language_of_the_card(bid, cast):
    lodged(bid, cast.bidder_a)
    BidSecurity.objects.update(payer=bid.bidder.name_ru)
    security = BidSecurity.objects.get()
    actions.verify_security(security_id=security.pk, by=cast.custodian)
    assert printed_rows("tender.security_card")["Төлеуші"] == bid.bidder.name_kk


def test_an_unconfirmed_payment_is_confirmed_before_it_goes_back(bid, cast):
    security = lodged(bid, cast.bidder_a)
    actions.due_returns(bid.tender, "withdrawal", [bid], clock.now(), SYSTEM)
    with refused("security.verify_first"):
        give_back(security, cast)
    assert actions.verify_security(security_id=security.pk, by=cast.custodian).state == "return_due"
    assert give_back(security, cast).state == "returned"


def test_a_payment_that_never_came_leaves_nothing_to_return(bid, cast):
    security = lodged(bid, cast.bidder_a)
    actions.due_returns(bid.tender, "withdrawal", [bid], clock.now(), SYSTEM)
    security = actions.reject_security(security_id=security.pk, reason="Ақша түскен жоқ", by=cast.custodian)
    assert security.state == "not_required"
    assert not queries.to_return(cast.org_organiser.pk).exists()


def test_the_money_goes_to_the_bidders_own_account_only(bid, cast):
    security = verified(bid, cast)
    actions.due_returns(bid.tender, "withdrawal", [bid], clock.now(), SYSTEM)
    with refused("security.other_account"):
        give_back(security, cast, account="KZ75125KZT1001300335")


def test_art39_7_an_expired_bid_gets_its_security_back(bid, cast, clock_at):
    verified(bid, cast)
    at = clock_at.set(clock.now() + timedelta(days=304))  # 31 December 2026, the last day
    assert queries.tenders_with_expired_bids(at, 10) == []
    at = clock_at.forward(DAY)
    assert queries.tenders_with_expired_bids(at, 10) == [bid.tender_id]
    assert actions.return_expired(bid.tender_id) == 1
    assert queries.tenders_with_expired_bids(at, 10) == []
    assert BidSecurity.objects.get().return_trigger == "expiry"


def test_art39_7_an_event_noticed_late_counts_from_the_event(tender, cast, clock_at):
    """The portal stood still for five days over the cut-off: the three working days ran all the same."""
    never = verified(a_bid(tender, cast.org_c), cast, by=cast.bidder_c)
    noticed = clock_at.set(tender.closes_at + 5 * DAY)
    assert close_submission(tender_id=tender.pk)
    never.refresh_from_db()
    assert never.return_triggered_at == tender.closes_at
    assert never.return_due_at == queries.return_term(never).due_at < noticed
    written = Record.objects.get(kind="security.return_due")
    assert (written.effective_at, written.at) == (tender.closes_at, noticed)


def test_art39_7_a_bid_expires_with_the_last_instant_of_its_last_day(bid, cast, clock_at):
    verified(bid, cast)
    last_day = date(2026, 12, 31)
    clock_at.set(end_of_day(last_day) + 12 * DAY)
    assert actions.return_expired(bid.tender_id) == 1
    security = BidSecurity.objects.get()
    assert security.return_triggered_at == end_of_day(last_day)
    assert Record.objects.get(kind="security.return_due").effective_at == end_of_day(last_day)


# --- forfeiture -------------------------------------------------------------------------------------------


@pytest.fixture
def evaded(bid, cast, clock_at):
    """The bid won, day 90 passed, the winner was at fault."""
    security = verified(bid, cast)
    at = clock.now()
    Bid.objects.filter(pk=bid.pk).update(
        state="winner", version=1, sha256="a" * 64, receipt_number="R-9", submitted_at=at
    )
    BidSecurity.objects.filter(pk=security.pk).update(state="held")
    Negotiation.objects.create(
        tender=bid.tender, bid=bid, state="agreed", opened_at=at, due_at=at, closed_at=at
    )
    tender = bid.tender
    tender.state, tender.results_at, tender.lapse_fault = "evaded", at, "winner"
    tender.save()
    return BidSecurity.objects.get(pk=security.pk)


def open_case(security):
    return actions.open_forfeiture_case(
        Bid.objects.get(pk=security.bid_id), ground="33-2-refused", protocol="2026/Ж-1", at=clock.now()
    )


def put_forward(security, by):
    return actions.propose_forfeiture(security_id=security.pk, ground="33-2-refused", by=by)


def decide(security, approval, by, **changes):
    given = {"discrepancy_acknowledged": True, "approve": True, "reason": Pair(), "seen": approval.digest}
    return actions.decide_forfeiture(
        security_id=security.pk, approval_id=approval.pk, by=by, **{**given, **changes}
    )


def test_p33_2_the_portal_proposes_people_decide_the_budget_receives(evaded, cast):
    assert open_case(evaded).state == "forfeit_proposed"
    with refused("security.return_blocked"):
        give_back(evaded, cast)
    approval = put_forward(evaded, cast.staff)
    assert put_forward(evaded, cast.staff).pk == approval.pk
    with refused("security.forfeit_not_decided"):
        pay(evaded, cast)
    security = decide(evaded, approval, cast.head)
    assert security.state == "forfeit_proposed"
    assert security.forfeit_decided_at is not None
    assert decide(evaded, approval, cast.head).decision_pair == security.decision_pair
    for _turn in range(2):
        assert pay(evaded, cast).state == "forfeited"
    assert queries.held(evaded) == 0
    assert evaded.entries.get(kind="forfeited").amount == SECURITY


def pay(security, cast):
    return actions.record_forfeiture_payment(
        security_id=security.pk, reference="ПП-77", document_date=clock.now().date(), by=cast.custodian
    )


def test_d09_is_printed_on_the_decision_and_acknowledged_before(evaded, cast):
    open_case(evaded)
    approval = put_forward(evaded, cast.staff)
    with refused("security.forfeit_discrepancy"):
        decide(evaded, approval, cast.head, discrepancy_acknowledged=False)
    decide(evaded, approval, cast.head)
    order = PrintOrder.objects.get(kind="tender.forfeiture")
    assert "38" in order.context
    assert "33" in order.context
    assert set(carry_out(order)) == {"kk", "ru"}


def test_who_proposes_does_not_decide(evaded, cast):
    open_case(evaded)
    approval = put_forward(evaded, cast.head)
    with refused("approval.own"):
        decide(evaded, approval, cast.head)


def test_the_staff_does_not_decide_and_other_bytes_are_not_approved(evaded, cast):
    open_case(evaded)
    approval = put_forward(evaded, cast.head)
    with refused("security.forfeit_head_only"):
        decide(evaded, approval, cast.staff)
    other = put_forward(evaded, cast.head)
    assert other.pk == approval.pk
    with refused("approval.changed"):
        decide(evaded, approval, cast.head, seen="0" * 64)


def test_a_declined_forfeiture_makes_the_return_due(evaded, cast):
    open_case(evaded)
    approval = put_forward(evaded, cast.staff)
    security = decide(
        evaded,
        approval,
        cast.head,
        approve=False,
        reason=Pair("Кінә жоқ", "Вины нет"),
        discrepancy_acknowledged=False,
    )
    assert (security.state, security.return_trigger) == ("return_due", "lapse")
    assert give_back(evaded, cast).state == "returned"


def test_p34_to_decline_a_forfeiture_takes_a_reason_and_no_proof(evaded, cast):
    """A case without a budget, a protocol or an evader left is exactly one that must be possible to decline."""
    open_case(evaded)
    approval = put_forward(evaded, cast.staff)
    tender = evaded.bid.tender
    tender.budget_kk = tender.budget_ru = tender.lapse_fault = ""
    tender.state = "evaluated"
    tender.save()
    no = {"approve": False, "discrepancy_acknowledged": False}
    with refused("security.forfeit_reason"):
        decide(evaded, approval, cast.head, reason=Pair("Кінә жоқ", " "), **no)
    with refused("security.forfeit_head_only"):
        decide(evaded, approval, cast.staff, reason=Pair("Кінә жоқ", "Вины нет"), **no)
    assert (
        decide(evaded, approval, cast.head, reason=Pair("Кінә жоқ", "Вины нет"), **no).state == "return_due"
    )
    with refused("security.forfeit_decided"):
        decide(evaded, approval, cast.head, reason=Pair("Кінә жоқ", "Вины нет"), **no)


def test_b02_before_a_winner_nothing_is_forfeited(bid, cast):
    security = verified(bid, cast)
    BidSecurity.objects.update(state="held")
    with pytest.raises(Refused) as found:
        actions.propose_forfeiture(
            security_id=security.pk, ground="33-2-refused", protocol="№ 1", by=cast.staff
        )
    assert codes(found) == {
        "security.forfeit_before_winner",
        "security.forfeit_no_evasion",
        "security.forfeit_other_protocol",
    }


def test_other_organisers_do_not_find_the_case(evaded, cast):
    open_case(evaded)
    with pytest.raises(BidSecurity.DoesNotExist):
        put_forward(evaded, cast.other_staff)
    assert queries.case(cast.org_other_organiser.pk, evaded.pk) is None


def test_the_table_refuses_a_forfeiture_without_ground(evaded):
    with pytest.raises(IntegrityError), transaction.atomic():
        BidSecurity.objects.filter(pk=evaded.pk).update(state="forfeited")


# --- the ledger -------------------------------------------------------------------------------------------


def test_lodged_is_returned_and_forfeited_and_held(tender, cast, evaded):
    """One security each: returned, forfeited, held; the ledger leaves nothing over."""
    back = a_bid(tender, cast.org_b)
    kept = a_bid(tender, cast.org_c)
    tender.state, tender.lapse_fault = "accepting", ""
    tender.save()
    returned = verified(back, cast, by=cast.bidder_b, amount=Decimal("5000000.55"))
    verified(kept, cast, by=cast.bidder_c, amount=Decimal("7000000"))
    actions.due_returns(tender, "withdrawal", [back], clock.now(), SYSTEM)
    give_back(returned, cast)
    open_case(evaded)
    decide(evaded, put_forward(evaded, cast.staff), cast.head)
    pay(evaded, cast)
    found = queries.balance_of(queries.entries(tender))
    assert found.lodged == Decimal("17000000.55")
    assert found.returned == Decimal("5000000.55")
    assert found.forfeited == SECURITY
    assert found.held == Decimal("7000000")
    assert queries.ledgers(cast.org_organiser.pk) == [(tender, found)]
    order = actions.print_ledger(tender_id=tender.pk, by=cast.custodian)
    assert actions.print_ledger(tender_id=tender.pk, by=cast.custodian).pk == order.pk
    assert set(carry_out(order)) == {"kk", "ru"}


def test_a_line_out_is_written_once(evaded):
    entry = LedgerEntry(
        security=evaded, kind="returned", amount=1, document_date=date(2026, 3, 2), registered_at=clock.now()
    )
    entry.save()
    entry.pk, entry.kind = None, "forfeited"
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()
