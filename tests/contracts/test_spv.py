"""The winner's project company (p. 48): named, voted on to the last figure, approved; then it signs."""

import json
from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from contracts import actions, queries
from contracts.queries import project_company
from ppp_portal.accounts.models import Membership, Organisation, Role
from ppp_portal.accounts.queries import actor_of
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.speech import spoken
from ppp_portal.documents.values import Moment, plain
from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.law.acts import p605
from ppp_portal.law.identifiers import make_bin
from ppp_portal.law.refusals import Refusal, Refused
from ppp_portal.panel.models import Motion
from ppp_portal.panel.queries import votes
from ppp_portal.web.refusals import speak
from projects.models import Project
from tests.cast import make_cast
from tests.contracts.factories import agree_all, drafted
from tests.contracts.motions import count, decide, seat_commission, sit
from tests.contracts.test_contract import post_form, refused, sign

pytestmark = pytest.mark.django_db

GUARANTEE = {
    "guarantee_amount": Decimal("100000000"),
    "guarantee_valid_until": date(2036, 12, 31),
    "guarantee_bank": "«Тұмар Банк» АҚ",
    "guarantee_number": "БГ-17",
}


def make_company():
    return Organisation.objects.create(
        kind="private_company",
        bin=make_bin("26044099140"),
        name_kk="«Жетісу Кампус» ЖШС",
        name_ru="ТОО «Жетысу Кампус»",
        address_kk="Алматы қ.",
        address_ru="г. Алматы",
        confirmed_at=clock.now(),
    )


@pytest.fixture
def company(cast):
    return make_company()


def declare(contract, cast, company, **changes):
    given = {"bin": company.bin, "founder_bin": cast.org_a.bin, **GUARANTEE, **changes}
    return actions.declare_spv(contract_id=contract.pk, by=cast.bidder_a, **given)


def approve(contract, cast):
    return actions.approve_spv(
        contract_id=contract.pk,
        needed_amount=Decimal("90000000"),
        needed_until=date(2036, 1, 1),
        by=cast.head,
    )


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"special": False, "spv_declared": True}, "contract.spv_not_special"),
        ({"special": True, "spv_declared": False}, "contract.spv_not_declared"),
    ],
)
def test_p48_no_company_where_the_law_knows_none(cast, clock_at, company, options, code):
    contract = drafted(cast, clock_at, **options)
    with refused(code):
        declare(contract, cast, company)


@pytest.mark.parametrize("announced", [True, False])
def test_p48_whether_a_company_may_sign_says_the_documentation_and_not_the_card_as_it_stands(
    cast, clock_at, company, announced
):
    contract = drafted(cast, clock_at, special=announced, spv_declared=True)
    post_form(contract.tender)
    Project.objects.filter(pk=contract.tender.project_id).update(special_significance=not announced)
    found = queries.by_id(contract.pk)
    assert queries.contract_facts(found, clock.now()).special == announced
    if announced:
        declare(found, cast, company)
    else:
        with refused("contract.spv_not_special"):
            declare(found, cast, company)


def test_p48_a_company_is_approved_where_the_commission_decided_and_until_then_the_page_says_what_is_missing(
    cast, clock_at, client_of, company
):
    contract = drafted(cast, clock_at, special=True, spv_declared=True)
    declare(contract, cast, company)
    head = client_of(cast.head)
    front, step = (
        reverse(f"contracts:{page}", args=[contract.pk]) for page in ("organizer_contract", "spv_approve")
    )
    missing = speak([Refusal("contract.spv_not_decided", p605("48"))])[0].message
    for page in (front, step):
        shown = head.get(page).content.decode()
        assert missing in shown
        assert 'name="needed_amount"' not in shown
    assert f'href="{step}"' not in head.get(front).content.decode()
    assert cast.org_a.name in head.get(step).content.decode(), "the founder is named, not only numbered"
    decide(contract, cast)
    assert f'href="{step}"' in head.get(front).content.decode()
    assert 'name="needed_amount"' in head.get(step).content.decode()


def test_p48_the_declared_company_signs_after_the_commissions_decision(cast, clock_at, company):
    contract = drafted(cast, clock_at, special=True, spv_declared=True)
    agree_all(contract, cast)
    with refused("contract.spv_missing"):
        actions.send_to_signing(contract_id=contract.pk, by=cast.staff)
    with refused("contract.spv_founder"):
        declare(contract, cast, company, founder_bin=cast.org_b.bin)
    declare(contract, cast, company)
    with refused("contract.spv_not_decided"):
        approve(contract, cast)
    decide(contract, cast, "against")
    clock_at.forward(timedelta(hours=1))
    with refused("contract.spv_not_decided"):
        approve(contract, cast)
    decide(contract, cast)
    claim = approve(contract, cast)
    order = PrintOrder.objects.get(pk=claim.pair)
    blocks = [
        block for part in spoken(json.loads(order.context), "ru")["sections"] for block in part["blocks"]
    ]
    assert {"attendance", "votes"} <= {block["block"] for block in blocks}
    moments = {pair["label"]: pair["value"] for block in blocks for pair in block.get("pairs", ())}
    given = votes(Motion.objects.latest("put_at"))
    assert given.count() > 2
    assert all(moments[vote.person.name_ru] == spoken(plain(Moment(vote.at)), "ru") for vote in given)
    assert set(carry_out(order)) == {"kk", "ru"}
    assert queries.signing_parties(contract, "private") == [company]
    contract = actions.send_to_signing(contract_id=contract.pk, by=cast.staff)
    with refused("contract.not_a_party"):
        sign(contract, cast.bidder_a)
    representative = Membership.objects.create(
        person=cast.people["outsider"],
        organisation=company,
        role=Role.BIDDER,
        document="№ 1 сенімхат",
        since=date(2026, 1, 12),
    )
    sign(contract, actor_of(representative))
    assert sign(contract, cast.head).state == "signed"
    assert Motion.objects.count() == 2


CHANGES = [
    {"guarantee_amount": Decimal("100000000.01")},
    {"guarantee_valid_until": date(2036, 12, 30)},
    {"guarantee_bank": "«Басқа Банк» АҚ"},
    {"guarantee_number": "БГ-18"},
]


@pytest.fixture
def named(cast, clock_at, company):
    """The contract of a winner that has named its company."""
    contract = drafted(cast, clock_at, special=True, spv_declared=True)
    declare(contract, cast, company)
    return contract


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_p48_the_vote_binds_the_guarantee_to_the_last_figure(cast, clock_at, company, named, change):
    decide(named, cast)
    declare(named, cast, company, **change)
    told = json.loads(bytes(Record.objects.filter(kind="contract.spv_declared").latest("id").body))
    assert told["facts"]["voids"] == str(Motion.objects.get().pk)
    with refused("contract.spv_other_claim"):
        approve(named, cast)
    clock_at.forward(timedelta(hours=1))
    decide(named, cast)
    assert approve(named, cast).approved_at


def test_p48_the_company_itself_is_bound_by_the_vote(cast, company, named):
    decide(named, cast)
    declare(named, cast, cast.org_outsider)
    with refused("contract.spv_other_claim"):
        approve(named, cast)


def test_the_claim_as_it_was_may_be_sent_again_after_the_vote(cast, company, named):
    decide(named, cast)
    declare(named, cast, company)
    assert approve(named, cast).approved_at


def test_nothing_of_the_claim_changes_while_the_commission_votes(cast, company, named):
    sitting = sit(named, cast)
    motion = actions.put_spv_motion(contract_id=named.pk, by=cast.chair)
    assert actions.put_spv_motion(contract_id=named.pk, by=cast.secretary) == motion
    with refused("contract.spv_vote_runs"):
        declare(named, cast, company, guarantee_number="БГ-18")
    assert count(named, cast, sitting, motion).content == project_company.content(queries.spv(named))
    assert approve(named, cast).approved_at


def put(contract, by):
    with pytest.raises(Refused) as found:
        actions.put_spv_motion(contract_id=contract.pk, by=by)
    return [refusal.code for refusal in found.value.refusals]


def test_the_question_is_put_by_those_who_lead_the_sitting_and_once(cast, named):
    assert put(named, cast.chair), "nobody is seated yet"
    seat_commission(named, cast)
    assert put(named, cast.chair) == ["commission.no_sitting"]
    sitting = sit(named, cast)
    for stranger in (cast.member_1, cast.member_4, cast.staff, cast.bidder_a, cast.outsider):
        assert put(named, stranger)
    motion = actions.put_spv_motion(contract_id=named.pk, by=cast.chair)
    count(named, cast, sitting, motion)
    sit(named, cast)
    assert put(named, cast.chair) == ["contract.spv_decided"]
    assert Motion.objects.get() == motion


def test_whoever_puts_the_company_to_the_vote_is_led_to_that_vote(cast, named, client_of):
    sit(named, cast)
    answer = client_of(cast.chair).post(reverse("contracts:commission_spv", args=[named.pk]))
    vote = reverse("tenders:commission_motion", args=[named.tender_id, Motion.objects.get().pk])
    assert (answer.status_code, answer["location"]) == (303, vote)


def test_p48_the_page_of_the_company_leads_to_the_sitting_and_later_to_the_vote_that_decided(
    cast, named, client_of
):
    seat_commission(named, cast)
    chair, page = client_of(cast.chair), reverse("contracts:commission_spv", args=[named.pk])
    sitting = reverse("tenders:commission_sitting", args=[named.tender_id])
    assert f'href="{sitting}"' in chair.get(page).content.decode()
    held = sit(named, cast)
    motion = actions.put_spv_motion(contract_id=named.pk, by=cast.chair)
    count(named, cast, held, motion)
    shown = chair.get(page).content.decode()
    assert reverse("tenders:commission_motion", args=[named.tender_id, motion.pk]) in shown


def test_p48_the_winner_names_its_company_once_and_afterwards_changes_it(cast, clock_at, company, client_of):
    contract = drafted(cast, clock_at, special=True, spv_declared=True)
    winner, page = client_of(cast.bidder_a), reverse("contracts:bidder_contract", args=[contract.pk])

    def read():
        return winner.get(page.replace("/kk/", "/en/")).content.decode()

    assert "Name the company and its guarantee…" in read()
    declare(contract, cast, company)
    shown = read()
    assert "Name the company and its guarantee…" not in shown
    assert "Change the company or its guarantee…" in shown
    assert f"BIN&nbsp;{company.bin}" in shown


def test_without_a_company_there_is_nothing_to_vote_on_or_to_approve(cast, clock_at):
    contract = drafted(cast, clock_at, special=True, spv_declared=True)
    sit(contract, cast)
    assert put(contract, cast.chair) == ["contract.spv_not_named"]
    with refused("contract.spv_not_named"):
        approve(contract, cast)


def test_after_day_90_no_company_is_voted_on(cast, clock_at, named):
    clock_at.set(named.due_at + timedelta(microseconds=1))
    sit(named, cast)
    assert put(named, cast.chair) == ["contract.window_over"]


@pytest.mark.django_db(transaction=True)
def test_a_vote_put_and_a_claim_changed_at_the_same_moment_never_disagree(clock_at):
    """Either the commission votes on the new claim, or the winner is told to wait: never a vote on another claim."""
    cast = make_cast()
    contract = drafted(cast, clock_at, special=True, spv_declared=True)
    other = make_company()
    declare(contract, cast, other)
    sit(contract, cast)
    start, outcomes = Barrier(2), []

    def run(act):
        try:
            start.wait()
            act()
        except Refused as found:
            outcomes.append(found.refusals[0].code)
        finally:
            connection.close()

    tries = [
        lambda: actions.put_spv_motion(contract_id=contract.pk, by=cast.chair),
        lambda: declare(contract, cast, other, guarantee_amount=Decimal("90000001")),
    ]
    threads = [Thread(target=run, args=[act]) for act in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    motion = Motion.objects.get()
    assert motion.content == project_company.content(queries.spv(contract))
    assert outcomes in ([], ["contract.spv_vote_runs"])
