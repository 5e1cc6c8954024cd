"""The contract was not signed in time: the head says first whose fault it was, then the commission goes on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from contracts import actions as contracts
from ppp_portal.journal.models import Record
from ppp_portal.law.calendar import local_day
from tenders import sweep
from tenders.actions import failure, outcome
from tenders.actions import security as securities
from tenders.models import Bid, BidSecurity, Tender
from tenders.queries import security as reads
from tenders.queries.commission_guide import chapters
from tenders.rules.documentation import Pair
from tenders.rules.outcome import refuse_fault, refuse_reselection, refuse_undecided_fault
from tests.contracts.factories import drafted, later
from tests.refusing import refused
from tests.tenders.commission import conclude, seat, sit, vote
from tests.tenders.factories import DAY


def codes(refusals):
    return [refusal.code for refusal in refusals]


WHY = Pair("Себебі", "Причина")
CASE = Pair("43-тармақ", "п. 43")


# --- the rules --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recorded", "fault", "reason", "head", "said"),
    [
        ("undecided", "winner", WHY, True, []),
        ("undecided", "public", WHY, True, []),
        ("undecided", "none", WHY, True, []),
        ("undecided", "undecided", WHY, True, ["results.fault"]),
        ("undecided", "winner", Pair("r", " "), True, ["results.reason"]),
        ("undecided", "winner", WHY, False, ["results.head_only"]),
        ("public", "winner", WHY, True, ["results.fault_recorded"]),
        ("", "winner", WHY, True, ["results.fault_recorded"]),
    ],
)
def test_p51_the_head_says_once_whose_fault_it_was(recorded, fault, reason, head, said):
    assert codes(refuse_fault(recorded, fault, reason, head=head)) == said


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("winner", []),
        ("undecided", ["results.fault_undecided"]),
        ("public", ["results.nobody_evaded"]),
        ("none", ["results.nobody_evaded"]),
    ],
)
def test_p33_2_only_an_evasion_leads_back_to_the_other_bids(fault, said):
    assert codes(refuse_reselection(fault)) == said


def test_p51_nothing_follows_while_the_fault_is_undecided():
    assert codes(refuse_undecided_fault("undecided")) == ["results.fault_undecided"]
    assert not any(refuse_undecided_fault(fault) for fault in ("", "winner", "public", "none"))


# --- day 91 -----------------------------------------------------------------------------------------------


@pytest.fixture
def lapsed(cast, clock_at, db):
    """Day 90 is over, the portal has noted it, nobody has said anything; the commission is seated."""
    contract = drafted(cast, clock_at)
    Tender.objects.filter(pk=contract.tender_id).update(signing_due_at=contract.due_at)
    seat(cast, contract.tender)
    later(clock_at, contract)
    assert contracts.lapse_contract(contract.tender_id)
    return contract


def record(contract, fault, by):
    return contracts.record_fault(contract_id=contract.pk, fault=fault, reason=WHY, by=by)


def state_of(contract):
    return Tender.objects.values_list("state", "lapse_fault").get(pk=contract.tender_id)


def test_a05_the_portal_notes_the_lapse_and_no_fault(lapsed):
    assert state_of(lapsed) == ("evaded", "undecided")
    assert b'"fault":"undecided"' in bytes(Record.objects.get(kind="tender.record_lapse").body)


def test_p33_2_the_commission_waits_for_the_head(lapsed, cast):
    tender = {"tender_id": lapsed.tender_id, "by": cast.chair}
    assert refused(outcome.reselect_after_evasion, **tender) == ["results.fault_undecided"]
    assert "results.fault_undecided" in refused(failure.declare_failed, **tender)
    sit(cast, lapsed.tender, "failure")
    third = {"ground": "44-3", "citation": CASE}
    assert refused(failure.propose_failure, **tender, **third) == ["results.fault_undecided"]
    assert state_of(lapsed) == ("evaded", "undecided")


def test_p33_2_the_end_of_validity_does_not_free_the_security_of_an_evader(lapsed, cast, clock_at):
    at = clock_at.forward(2 * DAY)
    Tender.objects.filter(pk=lapsed.tender_id).update(bids_valid_until=local_day(at) - DAY)
    assert reads.tenders_with_expired_bids(at, 10) == []
    assert securities.return_expired(lapsed.tender_id) == 0
    everybody = list(Bid.objects.filter(tender=lapsed.tender_id))
    for trigger in ("ended", "results", "expiry", "contract"):
        assert securities.due_returns(lapsed.tender, trigger, everybody, at, cast.head) == []
    sweep.run()
    assert BidSecurity.objects.get().state == "held"
    record(lapsed, "winner", cast.head)
    assert BidSecurity.objects.get().state == "forfeit_proposed"


def test_p33_2_nor_does_it_while_nobody_has_noticed_the_end_of_the_window(cast, clock_at, db):
    contract = drafted(cast, clock_at)
    last_day = local_day(contract.due_at)
    Tender.objects.update(signing_due_at=contract.due_at, bids_valid_until=last_day)
    later(clock_at, contract)
    assert securities.return_expired(contract.tender_id) == 0
    assert BidSecurity.objects.get().state == "held"


def test_p33_2_no_forfeiture_is_put_forward_before_the_fault_is_on_record(lapsed, cast):
    security = BidSecurity.objects.get()
    put = {"security_id": security.pk, "ground": "33-2-unsigned", "by": cast.staff}
    assert "security.forfeit_no_evasion" in refused(securities.propose_forfeiture, **put)
    record(lapsed, "winner", cast.head)
    assert securities.propose_forfeiture(**put).decided_at is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ground": "33-2-refused"}, "security.forfeit_other_ground"),
        ({"ground": "33-2-unacceptable"}, "security.forfeit_not_found"),
        ({"protocol": "ЖОҚ"}, "security.forfeit_other_protocol"),
    ],
)
def test_p33_2_the_ground_of_a_forfeiture_is_what_is_on_record_with_its_paper(lapsed, cast, given, said):
    record(lapsed, "winner", cast.head)
    put = {"security_id": BidSecurity.objects.get().pk, "ground": "33-2-unsigned", "by": cast.staff}
    assert refused(securities.propose_forfeiture, **put | given) == [said]


@pytest.mark.parametrize("fault", ["public", "none"])
def test_a25_without_an_evader_nobody_is_dropped_and_only_p44_3_is_left(lapsed, cast, clock_at, fault):
    decided_at = clock_at.forward(3 * DAY)
    record(lapsed, fault, cast.head)
    security = BidSecurity.objects.get()
    assert (security.state, security.return_triggered_at) == ("return_due", decided_at)
    again = {"tender_id": lapsed.tender_id, "by": cast.chair}
    assert refused(outcome.reselect_after_evasion, **again) == ["results.nobody_evaded"]
    sit(cast, lapsed.tender, "failure")
    assert refused(failure.propose_failure, **again, ground="44-2") == ["failure.not_44_2"]
    vote(cast, failure.propose_failure(**again, ground="44-3", citation=CASE))
    conclude(cast, lapsed.tender, "tender.failure")
    assert state_of(lapsed) == ("failed", fault)
    assert Bid.objects.get().state == "expired"


def test_a_fault_is_decided_once(lapsed, cast):
    record(lapsed, "public", cast.head)
    assert record(lapsed, "public", cast.head).fault == "public"
    assert "contract.fault_recorded" in refused(
        contracts.record_fault, contract_id=lapsed.pk, fault="winner", reason=WHY, by=cast.head
    )
    assert Record.objects.filter(kind="tender.fault_decided").count() == 1


def test_the_table_ties_the_fault_to_the_state(lapsed):
    for change in (
        {"lapse_fault": ""},
        {"state": "evaluated"},
        {"state": "failed", "ended_at": lapsed.due_at},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Tender.objects.filter(pk=lapsed.tender_id).update(**change)


def test_the_guide_of_the_commission_shows_for_whom_it_waits(lapsed, cast, client_of):
    def steps():
        *_before, last = chapters(Tender.objects.get(pk=lapsed.tender_id))
        assert last.current
        return [step["state"] for step in last.steps]

    address = f"/ru/commission/{lapsed.tender_id}/"
    assert steps() == ["wait", "locked"]
    page = client_of(cast.chair).get(address).content.decode()
    assert "Руководитель организатора указывает, чья это вина" in page
    reselect = f"{address}step/reselect/"
    assert reselect not in client_of(cast.chair).get(f"{address}scores/").content.decode()
    answer = client_of(cast.chair).post(reselect, {"confirmed": "yes"})
    assert answer.status_code == 409
    assert "Сначала руководитель организатора" in answer.content.decode()
    record(lapsed, "winner", cast.head)
    assert steps() == ["done", "todo"]
    page = client_of(cast.chair).get(f"{address}scores/").content.decode()
    assert f"{address}step/put-reselection/" in page
    assert reselect not in page
    sit(cast, lapsed.tender, "evaluation")
    vote(cast, outcome.put_reselection(tender_id=lapsed.tender_id, by=cast.chair))
    assert reselect in client_of(cast.chair).get(f"{address}scores/").content.decode()
    assert client_of(cast.outsider).get(address).status_code == 404


def test_the_desk_of_the_head_asks_for_it_and_the_staff_waits(lapsed, cast, client_of):
    def desk(who):
        return client_of(who).get("/en/desk/").content.decode()

    assert "Record why the contract was not signed" in desk(cast.head)
    assert "The head records why the contract was not signed" in desk(cast.staff)
    record(lapsed, "winner", cast.head)
    assert "Record why the contract was not signed" not in desk(cast.head)


def test_a_late_entry_of_the_registration_does_not_move_the_term(cast, clock_at, db):
    """Art. 39(7): the contract entered into force on the day of registration, not when it was typed in."""
    from tests.contracts.factories import signed

    contract = signed(cast, clock_at)
    on = local_day(contract.signed_at)
    clock_at.forward(timedelta(days=9))
    contracts.register_contract(contract_id=contract.pk, number="Т-1", date=on, by=cast.staff)
    security = BidSecurity.objects.get()
    assert local_day(security.return_triggered_at) == on
    assert security.return_due_at < clock_at.forward(timedelta(0))
