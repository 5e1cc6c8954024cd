"""Pages of a contract: both sides, each step asked once more, the public card; strangers find nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts import actions, queries
from contracts.queries import public
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal import clock
from ppp_portal.journal.models import Installation
from tenders.models import Tender
from tests.contracts.factories import agree_all, drafted, in_signing, later, signed
from tests.ticks import TICKED


def at(name, contract, *args):
    return reverse(f"contracts:{name}", args=[contract.pk, *args])


def test_both_sides_read_agree_and_sign(cast, clock_at, client_of):
    contract = drafted(cast, clock_at)
    staff, head, bidder = (client_of(who) for who in (cast.staff, cast.head, cast.bidder_a))
    assert contract.number in staff.get(reverse("contracts:contracts")).content.decode()
    assert bidder.get(at("bidder_contract", contract)).status_code == 200
    ahead = staff.get(at("organizer_contract", contract)).content.decode()
    assert "Сегіз талапты келісу" in ahead
    assert "Сегіз талап келісілді" not in ahead  # what lies ahead is not said as done
    for number in range(1, 9):
        for client in (staff, bidder):
            assert client.get(at("term", contract, number)).status_code == 200
            assert client.post(at("agree", contract, number), {"revision": 1}).status_code == 303
    front = staff.get(at("organizer_contract", contract))
    assert reverse("training:people") in front.content.decode()  # the page keeps its bar of the training
    assert staff.get(at("send", contract)).status_code == 200
    assert staff.post(at("send", contract), {"confirmed": "yes"}).status_code == 303
    for client in (head, bidder):
        shown = client.get(at("sign", contract))
        assert all(
            clause.text_kk in (page := shown.content.decode()) and clause.text_ru in page
            for clause in contract.clauses.all()
        )
        seen = shown.context["form"].initial["seen"]
        assert client.post(at("sign", contract), {"seen": "0" * 64, "confirmed": "yes"}).status_code == 422
        assert client.post(at("sign", contract), {"seen": seen}).status_code == 422
        assert client.post(at("sign", contract), {"seen": seen, "confirmed": "yes"}).status_code == 303
    today = clock.now().date().isoformat()
    wrong = staff.post(at("register", contract), {**TICKED, "number": "", "registered_on": today})
    assert wrong.status_code == 422
    right = {**TICKED, "number": "75-0017", "registered_on": today}
    assert staff.post(at("register", contract), right).status_code == 303
    assert staff.post(at("publish", contract), TICKED).status_code == 303
    assert staff.get(at("organizer_contract", contract)).status_code == 200
    assert queries.by_id(contract.pk).state == "registered"


def test_of_a_sole_entrepreneur_public_pages_say_the_kind_and_not_the_iin(cast, clock_at, client):
    """The twelve digits of an entrepreneur are those of a person."""
    contract = signed(cast, clock_at)
    actions.publish_contract(contract_id=contract.pk, by=cast.staff)
    winner = contract.bid.bidder
    pages = (at("card", contract), reverse("registry:tender", args=[contract.tender.number]))
    assert all(winner.bin in client.get(page).content.decode() for page in pages)
    Organisation.objects.filter(pk=winner.pk).update(kind="entrepreneur")
    for page in pages:
        shown = client.get(page).content.decode()
        assert winner.bin not in shown
        assert "дара кәсіпкер" in shown


def test_a_term_is_rewritten_in_both_languages(cast, clock_at, client_of):
    contract = drafted(cast, clock_at)
    bidder = client_of(cast.bidder_a)
    wrong = bidder.post(at("term", contract, 6), {"text_kk": "21 ай", "text_ru": "24 месяца", "revision": 1})
    assert wrong.status_code == 422
    assert "24 месяца" in wrong.content.decode()
    term = contract.terms.get(number=6)
    right = {"text_kk": f"{term.text_kk} Бірге.", "text_ru": f"{term.text_ru} Вместе.", "revision": 1}
    assert bidder.post(at("term", contract, 6), right).status_code == 303
    stale = bidder.post(at("term", contract, 6), {"text_kk": "22 ай", "text_ru": "22 месяца", "revision": 1})
    assert stale.status_code == 422


def test_outside_training_the_signed_file_is_uploaded(cast, clock_at, client_of):
    contract = in_signing(cast, clock_at)
    Installation.objects.update(training=False)
    for by in (cast.head, cast.bidder_a):
        actions.sign_contract(contract_id=contract.pk, by=by, seen=contract.digest)
    staff = client_of(cast.staff)
    assert staff.post(at("signed_file", contract), TICKED).status_code == 422
    file = SimpleUploadedFile("shart.txt", "Қол қойылған шарт".encode(), "text/plain")
    assert staff.post(at("signed_file", contract), {**TICKED, "file": file}).status_code == 303
    found = queries.by_id(contract.pk)
    assert found.state == "signed"
    assert (
        staff.get(at("signed_file", contract)).context["window"] is None
    )  # its 90 days are no more a deadline
    page = staff.get(at("organizer_contract", contract)).content.decode()
    assert at("paper", contract, found.signed_file_id) in page


def test_the_card_is_everybodys_once_published(cast, clock_at, client, client_of):
    contract = signed(cast, clock_at)
    assert client.get(at("card", contract)).status_code == 404
    assert public.card_url(contract.tender) == ""
    actions.publish_contract(contract_id=contract.pk, by=cast.staff)
    assert client.get(at("card", contract)).status_code == 200
    assert public.card_url(contract.tender) == at("card", contract)


def test_papers_belong_to_the_parties(cast, clock_at, client_of):
    contract = in_signing(cast, clock_at)
    made = carry_out(PrintOrder.objects.get(pk=contract.text_pair))
    url = at("paper", contract, made["ru"].pk)
    assert client_of(cast.bidder_a).get(url).getvalue().startswith(b"%PDF")
    assert client_of(cast.bidder_b).get(url).status_code == 404


def test_the_head_records_a_refusal_or_a_fault(cast, clock_at, client_of):
    contract = drafted(cast, clock_at)
    head = client_of(cast.head)
    assert head.get(at("refusal", contract)).status_code == 200
    assert (
        head.post(
            at("refusal", contract), {**TICKED, "reason_kk": "", "reason_ru": "", "document": ""}
        ).status_code
        == 422
    )
    later(clock_at, contract)
    actions.lapse_contract(contract.tender_id)
    assert head.get(at("organizer_contract", contract)).status_code == 200
    typed = {
        **TICKED,
        "fault": "public",
        "reason_kk": "Бюджет бекітілмеді",
        "reason_ru": "Бюджет не утвержден",
    }
    assert head.post(at("fault", contract), typed).status_code == 303
    assert queries.by_id(contract.pk).fault == "public"
    assert Tender.objects.get().state == "evaded"


def test_the_company_is_named_on_its_own_page(cast, clock_at, client_of):
    contract = drafted(cast, clock_at, special=True, spv_declared=True)
    bidder = client_of(cast.bidder_a)
    assert bidder.get(at("spv", contract)).status_code == 200
    typed = {
        "bin": "000000000000",
        "founder_bin": cast.org_a.bin,
        "guarantee_amount": "100 000 000",
        "guarantee_valid_until": "2036-12-31",
        "guarantee_bank": "Банк",
        "guarantee_number": "1",
    }
    assert bidder.post(at("spv", contract), typed).status_code == 422
    typed["bin"] = cast.org_outsider.bin
    assert bidder.post(at("spv", contract), typed).status_code == 303
    assert bidder.get(at("bidder_contract", contract)).status_code == 200
    assert client_of(cast.head).get(at("spv_approve", contract)).status_code == 200
    assert client_of(cast.head).post(at("spv_approve", contract), {}).status_code == 422


def test_a_step_that_the_state_forbids_says_so_before_anything_is_typed(cast, clock_at, client_of):
    contract = drafted(cast, clock_at)
    head = client_of(cast.head)
    for step in ("send", "recall", "signed_file", "register", "fault", "sign"):
        page = head.get(at(step, contract))
        (reason, *_more) = page.context["why_not"]
        shown = page.content.decode()
        assert reason.message in shown, step
        assert reason.text not in shown, "its paragraph stands once, behind it"
        assert 'name="confirmed"' not in page.content.decode()
    page = head.get(at("refusal", contract))
    assert not page.context["why_not"]
    assert 'name="confirmed"' in page.content.decode()


@pytest.mark.parametrize(
    "name", ["bidder_b", "outsider", "other_head", "chair", "custodian", "auditor", "admin"]
)
def test_outsiders_find_nothing(cast, clock_at, client_of, name):
    contract = in_signing(cast, clock_at)
    client = client_of(getattr(cast, name))
    routes = ["organizer_contract", "bidder_contract", "sign", "send", "recall", "signed_file", "register"]
    for route in (*routes, "publish", "refusal", "fault", "spv", "spv_approve", "card", "commission_spv"):
        assert client.get(at(route, contract)).status_code == 404
    assert client.get(at("term", contract, 1)).status_code == 404
    agree_all_url = at("agree", contract, 1)
    assert client.post(agree_all_url, {"revision": 1}).status_code == 404


def test_the_list_costs_the_same_with_one_and_three(cast, clock_at, client_of, django_assert_max_num_queries):
    staff = client_of(cast.staff)
    drafted(cast, clock_at)
    staff.get(reverse("contracts:contracts"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as captured:
            staff.get(reverse("contracts:contracts"))
        counts.append(len(captured))
        drafted(cast, clock_at)
    assert counts[0] == counts[1]


def test_agreeing_everything_shows_the_way_to_signing(cast, clock_at, client_of):
    contract = drafted(cast, clock_at)
    agree_all(contract, cast)
    page = client_of(cast.staff).get(at("organizer_contract", contract)).content.decode()
    assert at("send", contract) in page
