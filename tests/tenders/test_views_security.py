"""Pages about securities: the bidder's form, the custodian's lists, the head's decision. Strangers find nothing."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM
from ppp_portal.journal.models import Record
from tenders.actions import security as actions
from tenders.models import BidSecurity
from tests.tenders.factories import SECURITY
from tests.tenders.test_security import (  # noqa: F401  (fixtures)
    ACCOUNT,
    DEPOSIT,
    a_bid,
    bid,
    evaded,
    give_back,
    lodged,
    open_case,
    put_forward,
    tender,
    verified,
)
from tests.ticks import TICKED

TYPED = {
    **{name: str(value or "") for name, value in DEPOSIT.items()},
    "amount": "5 000 000",
    "dated": "2026-03-02",
}


def page(client_of, who, name, *args):
    return client_of(who).get(reverse(f"tenders:{name}", args=args))


def test_the_bidder_sees_the_arithmetic_and_lodges(bid, cast, client_of):  # noqa: F811
    client, url = client_of(cast.bidder_a), reverse("tenders:bid_security", args=[bid.pk])
    assert "5 000 000 000" in client.get(url).content.decode().replace("\u00a0", " ")
    refused = client.post(url, {**TYPED, "amount": "4 999 999,99", "payer": "Кім"})
    assert refused.status_code == 422
    assert 'value="Кім"' in refused.content.decode()
    assert client.post(url, TYPED).status_code == 303
    assert BidSecurity.objects.get().amount == SECURITY
    assert client.get(url).status_code == 200


def test_p31_after_an_amendment_a_confirmed_security_is_raised_on_the_page(bid, cast, client_of):  # noqa: F811
    verified(bid, cast)
    client, url = client_of(cast.bidder_a), reverse("tenders:bid_security", args=[bid.pk])
    assert client.post(url, {**TYPED, "amount": "6 000 000"}).status_code == 200  # nothing more is asked
    type(bid.tender).objects.filter(pk=bid.tender_id).update(security_amount=SECURITY + 1)
    assert client.post(url, {**TYPED, "amount": "6 000 000"}).status_code == 303
    assert BidSecurity.objects.get().state == "lodged"


def test_the_custodian_confirms_returns_and_prints(bid, cast, client_of):  # noqa: F811
    security = lodged(bid, cast.bidder_a)
    client = client_of(cast.custodian)
    assert security.payer in client.get(reverse("tenders:custodian_securities")).content.decode()
    step = reverse("tenders:custodian_verify", args=[security.pk])
    assert client.get(step).context["facts"][0]["value"].startswith(bid.tender.number), "for which tender"
    assert client.post(step, {"confirmed": "yes"}).status_code == 303
    actions.due_returns(bid.tender, "withdrawal", [bid], clock.now(), SYSTEM)
    assert security.payer in client.get(reverse("tenders:custodian_securities")).content.decode()
    back = reverse("tenders:custodian_return", args=[security.pk])
    today = clock.now().date().isoformat()
    wrong = client.post(back, {**TICKED, "reference": "ПП-1", "document_date": today, "account": "KZ1"})
    assert wrong.status_code == 422
    right = {**TICKED, "reference": "ПП-1", "document_date": today, "account": ACCOUNT}
    assert client.post(back, right).status_code == 303
    ledger = reverse("tenders:custodian_ledger", args=[bid.tender_id])
    assert client.post(ledger).status_code == 303
    for order in PrintOrder.objects.all():
        made = carry_out(order)
        answer = client.get(reverse("tenders:custodian_paper", args=[made["kk"].pk]))
        assert answer.status_code == 200
        assert answer.getvalue().startswith(b"%PDF")
    for name, key in (("custodian_security", security.pk), ("custodian_ledger", bid.tender_id)):
        assert client.get(reverse(f"tenders:{name}", args=[key])).status_code == 200


def test_a_refused_security_tells_the_bidder_what_to_do(bid, cast, client_of):  # noqa: F811
    security = lodged(bid, cast.bidder_a)
    url = reverse("tenders:custodian_reject", args=[security.pk])
    assert client_of(cast.custodian).post(url, {**TICKED, "reason": ""}).status_code == 422
    assert client_of(cast.custodian).post(url, {**TICKED, "reason": "Төлем жоқ"}).status_code == 303
    shown = page(client_of, cast.bidder_a, "bid_security", bid.pk).content.decode()
    assert "Төлем жоқ" in shown


def test_p31_of_a_payment_that_stands_for_another_bid_the_bidder_reads_only_that_it_was_not_found(
    bid,  # noqa: F811
    tender,  # noqa: F811
    cast,
    client_of,
):
    verified(bid, cast, **DEPOSIT)
    again = lodged(a_bid(tender, cast.org_b), cast.bidder_b, **DEPOSIT)
    custodian = client_of(cast.custodian)
    step = reverse("tenders:custodian_reject", args=[again.pk])
    assert custodian.post(step, {**TICKED, "reason": f"{tender.number}: екі өтінім"}).status_code == 422
    assert custodian.post(step, {**TICKED, "cause": "not_found", "reason": "екі өтінім"}).status_code == 303
    shown = page(client_of, cast.bidder_b, "bid_security", again.bid_id).content.decode()
    assert "Қамтамасыз етуге жауапты адам бұл төлемді немесе кепілдікті таба алмады." in shown
    assert "екі өтінім" not in shown


def test_p31_the_custodian_is_shown_the_other_ledger_and_may_confirm_with_reasons(
    bid,  # noqa: F811
    tender,  # noqa: F811
    cast,
    client_of,
):
    verified(bid, cast, **DEPOSIT)
    again = lodged(a_bid(tender, cast.org_b), cast.bidder_b, **DEPOSIT)
    custodian = client_of(cast.custodian)
    step = reverse("tenders:custodian_verify", args=[again.pk])
    assert custodian.get(step).content.decode().count("seen_twice_") >= 2
    assert custodian.post(step, {**TICKED, "seen_twice_kk": "Екеу"}).status_code == 422
    assert (
        custodian.post(step, {**TICKED, "seen_twice_kk": "Екеу", "seen_twice_ru": "Их два"}).status_code
        == 303
    )


def test_the_head_forfeits_what_the_staff_proposed(evaded, cast, client_of):  # noqa: F811
    open_case(evaded)
    url = reverse("tenders:forfeiture", args=[evaded.pk])
    staff, head = client_of(cast.staff), client_of(cast.head)
    assert staff.get(reverse("tenders:forfeitures")).status_code == 200
    assert staff.post(url, {"ground": "33-2-refused", "protocol": "2026/Ж-1"}).status_code == 303
    waiting = staff.get(url).content.decode()
    assert 'name="decision"' not in waiting
    assert "Шешімді ұйымдастырушының басшысы қабылдайды" in waiting
    assert waiting.count("2026/Ж-1") == 1, "ground and protocol stand once, in the proposal"
    shown = head.get(url)
    seen = shown.context["proposal"].digest
    blind = head.post(url, {"seen": seen, "decision": "approve"})
    assert blind.status_code == 422
    given = {"seen": seen, "decision": "approve", "discrepancy_acknowledged": "on"}
    assert head.post(url, given).status_code == 303
    credit = reverse("tenders:custodian_credit", args=[evaded.pk])
    custodian = client_of(cast.custodian)
    assert custodian.get(credit).status_code == 200
    payment = {**TICKED, "reference": "ПП-7", "document_date": clock.now().date().isoformat()}
    assert custodian.post(credit, payment).status_code == 303
    assert BidSecurity.objects.get().state == "forfeited"
    assert head.get(url).status_code == 200


@pytest.mark.parametrize(
    "name", ["staff", "head", "chair", "secretary", "auditor", "admin", "outsider", "bidder_b"]
)
def test_before_the_opening_nobody_else_sees_that_somebody_paid(bid, cast, client_of, name):  # noqa: F811
    security = lodged(bid, cast.bidder_a)
    who = getattr(cast, name)
    for route, key in (
        ("bid_security", bid.pk),
        ("custodian_security", security.pk),
        ("custodian_verify", security.pk),
        ("custodian_ledger", bid.tender_id),
        ("forfeiture", security.pk),
    ):
        assert page(client_of, who, route, key).status_code == 404
    assert page(client_of, who, "custodian_securities").status_code == 404


def test_the_custodian_sees_no_bid(bid, cast, client_of):  # noqa: F811
    security = verified(bid, cast)
    shown = page(client_of, cast.custodian, "custodian_security", security.pk).content.decode()
    assert str(bid.pk) not in shown
    assert cast.org_a.bin not in shown


def test_lists_cost_the_same_with_one_row_and_three(tender, cast, client_of, django_assert_max_num_queries):  # noqa: F811
    from tests.tenders.test_security import a_bid

    client = client_of(cast.custodian)
    url = reverse("tenders:custodian_securities")
    lodged(a_bid(tender, cast.org_a), cast.bidder_a)
    client.get(url)
    counts = []
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for organisation, by in ((None, None), (cast.org_b, cast.bidder_b), (cast.org_c, cast.bidder_c)):
        if organisation:
            lodged(a_bid(tender, organisation), by)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(url)
        counts.append(len(captured))
    assert counts[0] == counts[-1]


def test_a_late_return_is_said_and_nothing_is_counted_down_afterwards(bid, cast, clock_at, client_of):  # noqa: F811
    security = verified(bid, cast)
    actions.due_returns(bid.tender, "withdrawal", [bid], clock.now(), SYSTEM)
    clock_at.set(BidSecurity.objects.get().return_due_at + timedelta(hours=1))
    assert actions.remind_of_return(security.pk)
    card = client_of(cast.custodian), reverse("tenders:custodian_security", args=[security.pk])
    assert 'class="deadline' in card[0].get(card[1]).content.decode()
    give_back(security, cast)
    assert 'class="deadline' not in card[0].get(card[1]).content.decode()  # the work is done
    returned = Record.objects.get(stream=bid.stream, kind="security.returned")
    assert json.loads(bytes(returned.body))["facts"]["late"] is True
