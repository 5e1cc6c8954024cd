"""A consortium is the bidder, and the private partner, as a whole: every paper that names it names every member."""

import json

import pytest

from contracts import queries
from contracts.protocols.outcome import lapse_note
from contracts.protocols.signing import contract_card, contract_text
from ppp_portal.accounts.models import Organisation, OrganisationKind
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.speech import spoken
from ppp_portal.documents.values import plain
from ppp_portal.panel.models import Motion
from ppp_portal.qualification.models import Sheet
from ppp_portal.qualification.states import Scope
from tenders.models import Bid, Participation
from tenders.protocols.admission import _whose
from tenders.protocols.bidders import bidder_of, label_of
from tenders.protocols.evaluation import _best
from tenders.protocols.opening import bid_row
from tenders.queries import evaluation
from tenders.queries.opening import opened_list
from tenders.queries.public import results
from tests.contracts.factories import signed, won_tender
from tests.tenders.commission import finish, negotiating_tender

pytestmark = pytest.mark.django_db


def join(cast, bid):
    """Bidder A with B as a member of its consortium, as if B had confirmed before the submission."""
    for organisation in (cast.org_a, cast.org_b):
        Participation.objects.get_or_create(
            tender=bid.tender, stage=bid.stage, organisation=organisation, bid=bid
        )
    return bid


def read(paper):
    return printed(plain(paper))


def printed(context):
    return {language: str(spoken(context, language)) for language in ("kk", "ru")}


def names_all(cast, said):
    return all(
        getattr(one, f"name_{language}") in said[language] and one.bin in said[language]
        for one in (cast.org_a, cast.org_b)
        for language in said
    )


def test_p28_1_a_consortium_is_its_lead_and_every_member_with_their_numbers(cast, clock_at):
    bid = Bid.objects.get(tender=won_tender(cast, clock_at))
    a, b = cast.org_a, cast.org_b
    assert read(bidder_of(bid))["ru"] == f"{a.name_ru} (БИН {a.bin})"
    join(cast, bid)
    assert read(bidder_of(bid)) == {
        "kk": f"консорциум (жетекшісі – {a.name_kk}, БСН {a.bin}; қатысушысы – {b.name_kk}, БСН {b.bin})",
        "ru": f"консорциум (лидер – {a.name_ru}, БИН {a.bin}; участник – {b.name_ru}, БИН {b.bin})",
    }
    assert read(label_of(bid))["ru"] == f"Консорциум, лидер – {a.name_ru}"
    assert read(bid_row(opened_list(bid.tender)[0]))["ru"].count(b.bin) == 1


def test_art32_1_1_the_joint_sheet_stands_under_all_and_a_participants_under_its_own(cast, clock_at):
    bid = join(cast, Bid.objects.get(tender=won_tender(cast, clock_at)))
    joint, own = (Sheet(organisation=cast.org_a, scope=scope) for scope in (Scope.JOINT, Scope.PARTICIPANT))
    assert names_all(cast, read(_whose(bid, joint)))
    assert cast.org_b.bin not in read(_whose(bid, own))["ru"]


def test_p51_the_question_the_protocols_and_the_letter_name_the_winning_consortium(cast, clock_at):
    tender = negotiating_tender(cast, clock_at, {"A": cast.bidder_a})
    bid = join(cast, Bid.objects.get(tender=tender))
    best = Motion.objects.get(code="tender.result")
    assert names_all(cast, read(_best(evaluation.admitted(tender), best)))
    finish(cast, tender)
    asked = Motion.objects.get(code="tender.winner")
    b = cast.org_b
    assert [text in asked.question_kk for text in (b.bin, b.name_kk)] == [True, True]
    assert [text in asked.question_ru for text in (b.bin, b.name_ru)] == [True, True]
    papers = {order.kind: json.loads(order.context) for order in PrintOrder.objects.all()}
    for kind in ("tender.negotiation", "tender.results", "tender.letter"):
        assert names_all(cast, printed(papers[kind])), kind
    assert results(tender)["members"] == [cast.org_b]
    assert results(tender)["winner"] == bid


def test_p48_the_contract_is_concluded_with_the_consortium_and_its_lead_signs(cast, clock_at, client):
    contract = signed(cast, clock_at)
    alone, at = queries.digest(contract), contract.signed_at
    join(cast, contract.bid)
    contract = queries.by_id(contract.pk)
    contract.fault, contract.fault_reason_kk, contract.fault_reason_ru = "none", "Себебі", "Причина"
    papers = [
        contract_text(contract, at, []),
        contract_text(contract, at, queries.signatures(contract)),
        contract_card(contract, at),
        lapse_note(contract, at),
    ]
    assert [names_all(cast, read(paper)) for paper in papers] == [True] * len(papers)
    assert "от имени консорциума подписывает" in read(papers[0])["ru"]
    for paper in papers[:2]:
        (line,) = [row for row in paper["signatures"] if row["note"]]
        assert names_all(cast, read(line))
    assert queries.digest(contract) != alone
    assert [row["members"] for row in queries.party_rows(contract)] == [[], [cast.org_b]]


def test_the_card_for_everybody_tells_neither_number_nor_address_of_a_person(cast, clock_at):
    contract = signed(cast, clock_at)
    winner = contract.bid.bidder
    before = {"kk": (winner.bin, winner.address_kk), "ru": (winner.bin, winner.address_ru)}
    at = contract.signed_at
    for language, told in before.items():
        assert all(one in read(contract_card(contract, at))[language] for one in told)
    Organisation.objects.filter(pk=winner.pk).update(kind=OrganisationKind.ENTREPRENEUR)
    contract = queries.by_id(contract.pk)
    card, text = read(contract_card(contract, at)), read(contract_text(contract, at, []))
    for language, told in before.items():
        assert not any(one in card[language] for one in told)
        assert all(one in text[language] for one in told)
    assert winner.name_ru in card["ru"]
