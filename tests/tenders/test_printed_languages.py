"""What the commission writes stands in both protocols in their own language; the bidder's words stay the bidder's."""

import json

import pytest

from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.speech import spoken
from ppp_portal.documents.values import Day, plain
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import queries as panel
from ppp_portal.qualification.models import Check
from tenders.actions import admission
from tenders.models import Bid, OpenedBid
from tenders.protocols import admission as printed
from tenders.protocols.letters import letter
from tenders.queries.admission import checklists
from tenders.rules.outcome import VALIDITY
from tests.tenders.commission import finish, negotiating_tender, opened_tender

pytestmark = pytest.mark.django_db

WORDS = {
    "evidence_kk": "2026 ж. 1 сәуірдегі анықтама",
    "evidence_ru": "справка от 1 апреля 2026 г.",
    "reason_kk": "Мерзімі өткен",
    "reason_ru": "Срок истек",
}


@pytest.fixture
def bid(cast, clock_at):
    tender = opened_tender(cast, clock_at, {"A": cast.bidder_a})
    admission.open_qualification(tender_id=tender.pk, by=cast.secretary)
    return Bid.objects.get(tender=tender)


def record(cast, bid, **said):
    given = {"verdict": "met", **said}
    return admission.record_requirement(
        bid_id=bid.pk, organisation_id=bid.bidder_id, requirement=1, by=cast.secretary, **given
    )


def cells(check):
    return [str(spoken(plain(printed._evidence(check)), language)) for language in ("kk", "ru")]


def test_evidence_and_reason_of_the_commission_stand_in_the_language_of_the_protocol(cast, bid):
    kk, ru = cells(record(cast, bid, verdict="not_met", **WORDS))
    assert (WORDS["evidence_kk"] in kk, WORDS["reason_kk"] in kk) == (True, True)
    assert (WORDS["evidence_ru"] in ru, WORDS["reason_ru"] in ru) == (True, True)
    assert WORDS["reason_ru"] not in kk
    assert WORDS["reason_kk"] not in ru


def test_words_of_the_commission_in_one_language_only_are_refused(cast, bid):
    for name in ("evidence", "reason"):
        for given, missing in (("kk", "ru"), ("ru", "kk")):
            with pytest.raises(Refused) as refused:
                record(cast, bid, **{f"{name}_{given}": WORDS[f"{name}_{given}"]})
            found = [(row.code, row.field) for row in refused.value.refusals]
            assert found == [("check.languages", f"{name}_{missing}")]
    assert not Check.objects.exists()


def test_the_bidders_own_statement_of_one_language_is_in_neither_paper(cast, bid):
    opened = OpenedBid.objects.get(bid=bid)
    opened.content["qualification"] = {"1": {"statement": "Дееспособность подтверждена", "file": None}}
    opened.content["language"] = "ru"
    opened.save()
    check = record(cast, bid)
    assert check.statement == "Дееспособность подтверждена"
    assert not any("Дееспособность" in cell for cell in cells(check))
    ((sheet, lines),) = checklists(bid)
    assert "Дееспособность" not in str(plain(printed._sheet(bid, sheet, lines, ())))


def test_art_32_1_1_a_sheet_says_whose_it_is_and_which_requirements_it_leaves_out(cast, bid):
    ((sheet, lines),) = checklists(bid)
    whole = plain(printed._sheet(bid, sheet, lines, ()))
    assert len(whole) == 1
    assert cast.org_a.bin in str(whole[0]["caption"])
    for scope, others, said in (
        ("participant", {"joint"}, "Требования 3 и 8"),
        ("participant", {"joint_spv"}, "Требование 3 к участникам"),
        ("joint", {"joint"}, "Требования 1, 2 и 4–7"),
        ("joint_spv", {"joint_spv"}, "Требование 3 к участникам"),
    ):
        sheet.scope = scope
        assert said in str(plain(printed._sheet(bid, sheet, lines, others))[1])


@pytest.mark.parametrize(
    ("kind", "public", "own"), [("private_company", "БИН ", "БИН"), ("entrepreneur", "", "ИИН")]
)
def test_a_public_paper_prints_no_iin_and_the_parties_read_it_under_its_own_name(
    cast, clock_at, kind, public, own
):
    """The twelve digits of a sole entrepreneur are those of a person."""
    Organisation.objects.filter(pk=cast.org_a.pk).update(kind=kind)
    tender = finish(cast, negotiating_tender(cast, clock_at, {"A": cast.bidder_a, "C": cast.bidder_c}))
    number = Organisation.objects.get(pk=cast.org_a.pk).bin
    for paper in ("tender.opening", "tender.admission", "tender.results"):
        read = _russian(panel.protocol_of(tender.subject, paper).context)
        assert (f"{public}{number}" in read) if public else (number not in read), paper
        assert public or "индивидуальный предприниматель" in read or paper == "tender.results"
    letter = PrintOrder.objects.get(kind="tender.letter", subject=Bid.objects.get(bidder=cast.org_a).stream)
    said = _russian(letter.context)
    assert number in said
    assert own in said


def test_a1_10_10_the_letter_about_a_bid_no_longer_valid_names_the_day_and_the_provision(cast, clock_at):
    tender = finish(cast, negotiating_tender(cast, clock_at, {"A": cast.bidder_a, "C": cast.bidder_c}))
    opened = OpenedBid.objects.get(bid__bidder=cast.org_a)
    opened.bid.state = "expired"
    results = panel.protocol_of(tender.subject, "tender.results")
    told = plain(letter(tender, opened, results, tender.results_at))
    for language, until in (("kk", "Қолданылу мерзімі"), ("ru", "Действует до")):
        said = json.dumps(spoken(told, language), ensure_ascii=False, default=str)
        assert until in said
        assert str(spoken(plain(Day(tender.bids_valid_until)), language)) in said
        assert VALIDITY.label(language) in said


def _russian(context):
    return json.dumps(spoken(context, "ru"), ensure_ascii=False, default=str)
