"""Day 91, several hands at once: whose fault it was is recorded once, and nobody goes on before it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings as configured
from django.db import connections
from django.test import Client
from django.urls import reverse
from pyrage import x25519

from contracts import actions as contracts
from contracts.models import Contract
from ppp_portal.accounts.models import Membership, Person
from ppp_portal.accounts.queries import actor_of
from ppp_portal.journal.models import Record
from tenders.models import Bid, BidSecurity, Tender
from tests.cast import make_cast
from tests.contracts.factories import drafted, later
from tests.tenders.commission import seat, sit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = 4


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    settings.SEALING_KEY = str(x25519.Identity.generate())
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def lapsed(clock_at):
    """A lapsed contract whose fault nobody has named, the cast around it, and a second head."""
    cast = make_cast()
    contract = drafted(cast, clock_at)
    seat(cast, contract.tender)
    later(clock_at, contract)
    contracts.lapse_contract(contract.tender_id)
    second = Membership.objects.create(
        person=cast.people["staff"],
        organisation=cast.org_organiser,
        role="head",
        since=Membership.objects.get(pk=cast.head.membership_id).since,
    )
    yield contract, cast, actor_of(second)
    clock_at.restore()


def sign_in(actor) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Person.objects.get(pk=actor.person_id), configured.AUTHENTICATION_BACKENDS[1])
    session = client.session
    session["membership"] = actor.membership_id
    session.save()
    return client


def at_once(presses):
    """Each (actor, address, data) from a thread of its own, at the same moment; the statuses."""
    start = threading.Barrier(len(presses))
    ready = [(sign_in(actor), address, data) for actor, address, data in presses]

    def one(press):
        client, address, data = press
        try:
            start.wait()
            return client.post(address, {"confirmed": "yes", **data}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(one, ready))


def fault_page(contract):
    return reverse("contracts:fault", args=[contract.pk])


def test_two_heads_with_two_opinions_one_fault_is_recorded(lapsed):
    contract, cast, second = lapsed
    statuses = at_once(
        [
            (
                head,
                fault_page(contract),
                {"fault": fault, "reason_kk": f"Себебі: {fault}", "reason_ru": f"Причина: {fault}"},
            )
            for head, fault in ((cast.head, "winner"), (second, "public")) * 2
        ]
    )
    assert max(statuses) < 500, statuses
    recorded = Contract.objects.get().fault
    assert recorded in ("winner", "public")
    assert Tender.objects.get().lapse_fault == recorded
    assert Record.objects.filter(kind="tender.fault_decided").count() == 1
    assert Record.objects.filter(kind="contract.fault_recorded").count() == 1
    follows = {"winner": "forfeit_proposed", "public": "return_due"}
    assert BidSecurity.objects.get().state == follows[recorded]


@pytest.mark.parametrize("fault", ["winner", "public"])
def test_the_commission_never_overtakes_the_head(lapsed, fault):
    contract, cast, _second = lapsed
    sit(cast, contract.tender, "evaluation")
    ask, back = (
        reverse("tenders:commission_step", args=[contract.tender_id, name])
        for name in ("put-reselection", "reselect")
    )
    statuses = at_once(
        [
            *[(cast.chair, ask, {}), (cast.chair, back, {})] * (ROUNDS // 2),
            (
                cast.head,
                fault_page(contract),
                {"fault": fault, "reason_kk": "Себебі", "reason_ru": "Причина"},
            ),
        ]
    )
    assert max(statuses) < 500, statuses
    kinds = list(Record.objects.order_by("pk").values_list("kind", flat=True))
    decided = kinds.index("tender.fault_decided")
    assert "panel.motion_put" not in (kinds[:decided] if fault == "winner" else kinds)
    assert "tender.reselect_after_evasion" not in kinds, "without an adopted vote"
    follows = {"winner": "forfeit_proposed", "public": "return_due"}
    assert BidSecurity.objects.get().state == follows[fault]
    assert Bid.objects.get().state == "winner"
