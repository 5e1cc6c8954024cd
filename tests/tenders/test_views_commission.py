"""The pages of the commission: who sees them, that every phase renders, that their cost does not grow."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from ppp_portal.accounts.models import Organisation, OrganisationKind, Person
from ppp_portal.desk.queries.commission import waiting
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.panel import actions as panel
from ppp_portal.panel import queries as panel_queries
from ppp_portal.qualification.models import Sheet
from ppp_portal.qualification.requirements import ASKED
from ppp_portal.qualification.states import Scope
from tenders.actions import admission, evaluation, negotiation, outcome
from tenders.models import Bid, EvidenceItem, Negotiation, OpenedBid
from tenders.protocols.admission import context as admission_paper
from tenders.queries.commission_guide import chapters
from tests.tenders.commission import (
    accept_everything,
    admitted_tender,
    closed_tender,
    conclude,
    counted_tender,
    finish,
    negotiating_tender,
    opened_tender,
    qualify,
    seat,
    sit,
    vote,
    voters,
)
from tests.tenders.factories import DAY, START, make_project, make_tender, published_tender

pytestmark = pytest.mark.django_db

PAGES = (
    "tender",
    "sitting",
    "opening",
    "qualification",
    "evidence",
    "scores",
    "negotiation",
    "papers",
    "failure",
)


def url(name, *args):
    return reverse(f"tenders:commission_{name}", args=args)


@pytest.fixture
def two(cast):
    return {"A": cast.bidder_a, "C": cast.bidder_c}


def rendered(client, tender, *names):
    for name in names:
        answer = client.get(url(name, tender.pk))
        assert answer.status_code == 200, name
    return answer


def test_strangers_find_nothing(cast, clock_at, client_of, two):
    tender = opened_tender(cast, clock_at, two)
    bid = Bid.objects.first()
    for stranger in (
        cast.outsider,
        cast.bidder_a,
        cast.head,
        cast.staff,
        cast.auditor,
        cast.admin,
        cast.member_4,
    ):
        client = client_of(stranger)
        for name in PAGES:
            assert client.get(url(name, tender.pk)).status_code == 404
        assert client.get(url("bid", tender.pk, bid.pk)).status_code == 404
        assert client.post(url("step", tender.pk, "open-bids"), {"confirmed": "yes"}).status_code == 404


def test_a_member_without_a_declaration_is_taught_and_sees_nothing_of_the_bids(cast, clock_at, client_of):
    tender = published_tender(cast, clock_at)
    seat(cast, tender, declare=False)
    client = client_of(cast.member_1)
    for name in PAGES:
        answer = client.get(url(name, tender.pk))
        assert answer.status_code == 403
    assert url("declaration", tender.pk) in answer.content.decode()
    sent = client.post(url("declaration", tender.pk), {"no_conflict": "yes"})
    assert sent.status_code == 303
    assert client.get(url("tender", tender.pk)).status_code == 200


def test_a_recused_member_sees_nothing_any_more(cast, clock_at, client_of, two):
    tender = closed_tender(cast, clock_at, two)
    panel.recuse(
        subject=tender.subject,
        person_id=cast.member_1.person_id,
        reason="Туыс",
        by=cast.member_1,
        stream=tender.stream,
    )
    assert client_of(cast.member_1).get(url("opening", tender.pk)).status_code == 403


def test_before_the_opening_the_pages_are_the_same_with_and_without_bids(cast, clock_at, client_of, two):
    """Two worlds, as far as the commission sees: no page tells whether anybody bid."""
    full = closed_tender(cast, clock_at, two)
    empty = published_tender(cast, clock_at, number=full.number[:-1] + "9", project=full.project)
    seat(cast, empty)
    from tenders.actions import cutoff

    clock_at.set(empty.closes_at + (empty.opens_at - empty.closes_at) / 2)
    cutoff.close_submission(tender_id=empty.pk)
    client = client_of(cast.chair)
    for name in ("tender", "sitting", "opening", "papers", "failure"):
        pages = [
            re.sub(
                r'csrfmiddlewaretoken" value="[^"]*"|Уақыты[^<]*',
                "",
                client.get(url(name, t.pk)).content.decode(),
            )
            .replace(str(t.pk), "ID")
            .replace(t.number, "NO")
            for t in (full, empty)
        ]
        assert pages[0] == pages[1], name


def test_p36_what_waits_before_the_opening_is_the_sitting_and_no_failure_without_its_ground(
    cast, clock_at, client_of, two
):
    tender = closed_tender(cast, clock_at, two)
    failure = url("failure", tender.pk)
    shown = client_of(cast.chair).get(url("tender", tender.pk)).content.decode()
    assert re.search(rf'class="button primary" href="{url("sitting", tender.pk)}"', shown)
    assert failure not in shown
    assert "button primary" not in client_of(cast.member_1).get(url("tender", tender.pk)).content.decode()
    sit(cast, tender, "opening")
    shown = client_of(cast.member_1).get(url("tender", tender.pk)).content.decode()
    assert re.search(rf'class="button primary" href="{url("opening", tender.pk)}"', shown)
    panel.close_sitting(sitting_id=panel_queries.open_sitting(tender.subject).pk, by=cast.chair, stream="x:1")
    sit(cast, tender, "failure")
    assert failure in client_of(cast.chair).get(url("tender", tender.pk)).content.decode()


def first_button(client, tender):
    """Where the button leads that the page of the opening offers first."""
    page = client.get(url("opening", tender.pk)).content.decode()
    primary = (
        r'<a[^>]*class="button primary"[^>]*href="([^"]+)"|<a[^>]*href="([^"]+)"[^>]*class="button primary"'
    )
    [found] = re.findall(primary, page)
    return found[0] or found[1]


def test_the_opening_through_the_pages(cast, clock_at, client_of, two):
    tender = closed_tender(cast, clock_at, two)
    chair, member = client_of(cast.chair), client_of(cast.member_1)
    present = [actor.person_id for actor in voters(cast)[1:]]
    form = {"purpose": "opening", "place_kk": "3-кабинет", "place_ru": "Кабинет 3", "present": present}
    assert chair.post(url("sitting", tender.pk), form).status_code == 303
    rendered(chair, tender, "sitting", "opening", "opening_list")
    early = chair.post(url("step", tender.pk, "open-bids"), {"confirmed": "yes"})
    assert early.status_code == 409
    assert first_button(chair, tender) == url("step", tender.pk, "confirm-opening")
    for client in (chair, member):
        assert client.get(url("step", tender.pk, "confirm-opening")).status_code == 200
        assert client.post(url("step", tender.pk, "confirm-opening"), {"confirmed": "yes"}).status_code == 303
    assert first_button(chair, tender) == url("step", tender.pk, "open-bids")
    hearsay = chair.post(url("step", tender.pk, "open-bids"), {"confirmed": "yes"})
    assert hearsay.status_code == 409
    sitting = chair.get(url("sitting", tender.pk)).content.decode()
    for silent in voters(cast)[1:]:
        if silent != cast.member_1:
            name = Person.objects.get(pk=silent.person_id).name_kk
            assert name in hearsay.content.decode()
            assert name in sitting
            come = {"person": silent.person_id, "do": "arrive"}
            assert client_of(silent).post(url("attendance", tender.pk), come).status_code == 303
    assert chair.post(url("step", tender.pk, "open-bids"), {}).status_code == 422
    assert chair.post(url("step", tender.pk, "open-bids"), {"confirmed": "yes"}).status_code == 303
    page = rendered(member, tender, "opening").content.decode()
    assert cast.org_a.bin in page
    assert cast.org_c.bin in page


def test_the_qualification_and_a_vote_through_the_pages(cast, clock_at, client_of, two):
    tender = opened_tender(cast, clock_at, two)
    client = client_of(cast.secretary)
    assert client.post(url("step", tender.pk, "open-qualification"), {"confirmed": "yes"}).status_code == 303
    rendered(client, tender, "qualification")
    bid = Bid.objects.get(bidder=cast.org_a)
    from ppp_portal.qualification.queries import sheets

    sheet = sheets(f"bid:{bid.pk}")[0]
    tax = url("check", tender.pk, bid.pk, sheet.pk, 2)
    assert client.get(tax).status_code == 200
    wrong = client.post(tax, {"verdict": "not_met"})
    assert wrong.status_code == 422
    assert client.post(tax, {"verdict": "met", "tax_debt": "0", "evidence": "Анықтама"}).status_code == 303
    assert client.get(url("bid", tender.pk, bid.pk)).status_code == 200
    sit(cast, tender, "admission")
    decision = url("judge", tender.pk, bid.pk)
    assert client.post(decision, {"admit": "yes"}).status_code == 422
    said = {"admit": "no", "code": "security", "reason_kk": "Жоқ", "reason_ru": "Нет"}
    sent = client.post(decision, said)
    assert sent.status_code == 303
    motion = panel_queries.open_motions(tender.subject).get()
    assert 'name="admit"' not in client.get(decision).content.decode(), "one vote on a bid at a time"
    shown = client.get(url("bid", tender.pk, bid.pk)).content.decode()
    assert url("motion", tender.pk, motion.pk) in shown
    assert decision not in shown
    for actor in voters(cast):
        voter = client_of(actor)
        assert voter.get(url("motion", tender.pk, motion.pk)).status_code == 200
        cast_vote = {"choice": "for", "seen": motion.digest}
        assert voter.post(url("motion", tender.pk, motion.pk), cast_vote).status_code == 303
    assert client_of(cast.chair).post(url("motion", tender.pk, motion.pk), {"do": "close"}).status_code == 303
    motion.refresh_from_db()
    assert motion.outcome == "adopted"


def test_art32_1_1_the_page_of_a_bid_calls_each_requirement_by_its_number_in_the_law(
    cast, clock_at, client_of, two
):
    tender = opened_tender(cast, clock_at, two)
    client = client_of(cast.secretary)
    client.post(url("step", tender.pk, "open-qualification"), {"confirmed": "yes"})
    bid = Bid.objects.get(bidder=cast.org_a)
    Sheet.objects.filter(subject=f"bid:{bid.pk}").update(scope=Scope.JOINT)  # of a part of the eight
    page = client.get(url("bid", tender.pk, bid.pk)).content.decode()
    shown = [int(number) for number in re.findall(r'/sheets/[^"]*">(\d)\. ', page)]
    assert shown == list(ASKED[Scope.JOINT]) != list(range(1, len(shown) + 1))


def test_the_number_of_an_entrepreneur_is_called_by_its_name(cast, clock_at, client_of, two):
    tender = opened_tender(cast, clock_at, two)
    Organisation.objects.filter(pk=cast.org_a.pk).update(kind=OrganisationKind.ENTREPRENEUR)
    chair, bid = client_of(cast.chair), Bid.objects.get(tender=tender, bidder=cast.org_a)
    with override("ru"):
        addresses = url("opening", tender.pk), url("bid", tender.pk, bid.pk)
    opening, page = (chair.get(address).content.decode() for address in addresses)
    for party, label in ((cast.org_a, "ИИН"), (cast.org_c, "БИН")):
        assert f"<dt>{label}</dt><dd>{party.bin}</dd>" in opening
    assert f"ИИН&nbsp;{cast.org_a.bin}" in page


def test_l4_the_commission_is_told_of_months_with_which_no_contract_can_be_signed(
    cast, clock_at, client_of, two
):
    """With 28 years of operation 24 months are the most. The protocol of admission says it of that bid."""
    project = make_project(cast, operation_years=28)
    tender = opened_tender(cast, clock_at, two, project=project)
    chair, bid = client_of(cast.chair), Bid.objects.get(bidder=cast.org_a)
    pages = [url("bid", tender.pk, bid.pk), url("judge", tender.pk, bid.pk)]
    words = "подписать нельзя"
    assert all(words not in chair.get(f"/ru{page[3:]}").content.decode() for page in pages)
    OpenedBid.objects.filter(bid=bid).update(months=25)
    assert all(words in chair.get(f"/ru{page[3:]}").content.decode() for page in pages)
    context = admission_paper(tender, sit(cast, tender, "admission"), "1/П")
    assert str(context).count(words) == 1


def test_every_page_of_the_later_phases(cast, clock_at, client_of, two):
    tender = admitted_tender(cast, clock_at, {**two, "D": cast.bidder_d}, failing={"D": 5})
    client = client_of(cast.secretary)
    rendered(client, tender, *PAGES)
    sit(cast, tender, "evaluation")
    chair = client_of(cast.chair)
    piece = EvidenceItem.objects.filter(bid__bidder=cast.org_a, kind="k3").get()
    page = url("item", tender.pk, piece.pk)
    assert 'name="accepted"' in chair.get(page).content.decode()
    assert chair.post(page, {"accepted": "1 000"}).status_code == 422
    assert chair.post(page, {"accepted": "1 000", "reason_kk": "Үзінді"}).status_code == 422
    both = {"reason_kk": "Үзінді", "reason_ru": "Выписка"}
    assert client.post(page, {"accepted": "1 000", **both}).status_code == 422  # the secretary binds nobody
    assert chair.post(page, {"accepted": "1 000", **both}).status_code == 303
    accept_everything(cast, tender)
    evaluation.evaluate(tender_id=tender.pk, by=cast.chair)
    rendered(client, tender, *PAGES)
    assert client.get(url("tie", tender.pk)).status_code == 200
    vote(cast, evaluation.put_result(tender_id=tender.pk, by=cast.chair), against=1, dissent="Қарсымын")
    conclude(cast, tender, "tender.evaluation")
    negotiation.start_negotiation(tender_id=tender.pk, by=cast.chair)
    tender.refresh_from_db()
    rendered(client, tender, *PAGES, "drop")
    for closed, field in ((page, "accepted"), (url("tie", tender.pk), "bid")):
        over = chair.get(closed)
        assert len(over.context["why_not"]) == 1, (
            "what the evaluation decided is not asked again in the talks"
        )
        assert f'name="{field}"' not in over.content.decode()
    talks = Negotiation.objects.get()
    clauses = list(tender.documentations.get().clauses.all())
    bidder = client_of(cast.bidder_c)
    own = reverse("tenders:bid_negotiation", args=[talks.bid_id])
    assert bidder.get(own).status_code == 200
    texts = {"text_kk": "Жаңа", "text_ru": "Новый"}
    frozen = reverse("tenders:bid_clause", args=[talks.bid_id, clauses[0].pk])
    assert bidder.post(frozen, texts).status_code == 422
    open_one = reverse("tenders:bid_clause", args=[talks.bid_id, clauses[3].pk])
    assert bidder.get(open_one).status_code == 200
    assert bidder.post(open_one, texts).status_code == 303
    assert bidder.post(own, {"text_kk": "Сұрақ", "text_ru": "Сұрақ"}).status_code == 303
    rendered(client, tender, "negotiation")
    assert client.get(url("clause", tender.pk, clauses[3].pk)).status_code == 200
    answer = url("answer", tender.pk, clauses[3].pk)
    assert client.post(answer, {"do": "agree"}).status_code == 409  # the secretary binds nobody
    assert chair.post(answer, {"do": "agree"}).status_code == 303
    assert (
        client.post(url("negotiation", tender.pk), {"text_kk": "Жауап", "text_ru": "Жауап"}).status_code
        == 303
    )
    assert client_of(cast.bidder_a).get(own).status_code == 404
    assert client_of(cast.outsider).get(own).status_code == 404
    assert bidder.get(own).status_code == 200
    tender = finish(cast, tender)
    rendered(client, tender, *[name for name in PAGES if name != "failure"])
    assert bidder.get(own).status_code == 200
    letter = reverse("tenders:bid_letter", args=[talks.bid_id])
    assert bidder.get(letter).status_code == 200
    papers = carry_out(PrintOrder.objects.get(kind="tender.letter", subject=f"bid:{talks.bid_id}"))
    pdf = reverse("tenders:bid_letter_pdf", args=[talks.bid_id, papers["kk"].pk])
    assert pdf in bidder.get(letter).content.decode()
    sent = bidder.get(pdf)
    assert b"".join(sent.streaming_content).startswith(b"%PDF-")
    for stranger in (cast.bidder_a, cast.outsider):
        assert client_of(stranger).get(letter).status_code == 404
        assert client_of(stranger).get(pdf).status_code == 404


def test_a_protocol_is_read_sent_refused_and_signed_on_its_page(cast, clock_at, client_of, two):
    tender = closed_tender(cast, clock_at, two)
    sit(cast, tender, "opening")
    from tenders.actions import opening

    for actor in (cast.chair, cast.member_1):
        opening.confirm_opening(tender_id=tender.pk, by=actor)
    opening.open_bids(tender_id=tender.pk, by=cast.chair)
    secretary = client_of(cast.secretary)
    assert secretary.post(url("step", tender.pk, "close-sitting"), {"confirmed": "yes"}).status_code == 303
    rendered(secretary, tender, "papers")
    assert secretary.post(url("draft", tender.pk), {"kind": "tender.opening"}).status_code == 303
    made = panel_queries.protocol_of(tender.subject, "tender.opening")
    page = url("paper", tender.pk, made.pk)
    assert cast.org_a.bin in secretary.get(page).content.decode()
    assert secretary.post(page, {"do": "send"}).status_code == 303
    unwilling = client_of(cast.member_2)
    assert unwilling.post(page, {"do": "refuse", "reason_kk": "Келіспеймін"}).status_code == 422
    assert (
        unwilling.post(
            page, {"do": "refuse", "reason_kk": "Келіспеймін", "reason_ru": "Не согласен"}
        ).status_code
        == 303
    )
    stray = {
        "do": "sign",
        "seen": made.digest,
    }  # a signature is a tick under the text that was shown, and a button
    assert client_of(cast.chair).post(page, stray).status_code == 422
    assert client_of(cast.chair).post(page, {"do": "sign", "confirmed": "yes"}).status_code == 422
    assert not made.signatures.exclude(signed_at=None).exists()
    for actor in [cast.chair, cast.deputy, cast.member_1, cast.member_3, cast.secretary]:
        assert client_of(actor).post(page, {**stray, "confirmed": "yes"}).status_code == 303
    made.refresh_from_db()
    assert made.state == "published"
    assert secretary.get(page).status_code == 200
    assert client_of(cast.member_4).get(page).status_code == 404


def test_the_matrix_costs_the_same_with_one_bid_and_with_four(
    cast, clock_at, client_of, django_assert_num_queries, two
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    costs = []
    for bids in ({"A": cast.bidder_a}, {**two, "B": cast.bidder_b, "D": cast.bidder_d}):
        tender = opened_tender(cast, clock_at, bids)
        from tenders.actions import admission

        admission.open_qualification(tender_id=tender.pk, by=cast.secretary)
        qualify(cast, Bid.objects.filter(tender=tender).first())
        client = client_of(cast.secretary)
        client.get(url("qualification", tender.pk))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            rendered(client, tender, "qualification")
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_the_score_sheet_and_the_evidence_cost_the_same_with_two_bids_and_with_four(
    cast, clock_at, client_of, two
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    costs = []
    for bids in (two, {**two, "B": cast.bidder_b, "D": cast.bidder_d}):
        tender = counted_tender(cast, clock_at, bids)
        client = client_of(cast.secretary)
        rendered(client, tender, "scores")
        with CaptureQueriesContext(connection) as seen:
            rendered(client, tender, "scores", "evidence")
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_the_winner_is_voted_on_a_page_and_the_desk_lists_what_waits(cast, clock_at, client_of, two):
    tender = negotiating_tender(cast, clock_at, two)
    sit(cast, tender, "negotiation")
    negotiation.agree_negotiation(tender_id=tender.pk, by=cast.chair)
    conclude(cast, tender, "tender.negotiation")
    sit(cast, tender, "results")
    outcome.put_winner(tender_id=tender.pk, by=cast.chair)
    page = client_of(cast.member_1).get(reverse("tenders:commission"))
    assert page.status_code == 200
    assert (
        url("motion", tender.pk, panel_queries.open_motions(tender.subject).get().pk) in page.content.decode()
    )
    assert client_of(cast.outsider).get(reverse("tenders:commission")).status_code == 404


def test_p36_the_desk_of_the_secretary_offers_no_work_of_whoever_presides(cast, clock_at, two):
    """Evidence is decided and a bidder invited by the chair or the deputy; sittings and protocols are led by each."""

    def offered():
        return [
            any(row.action for row in waiting(actor, clock_at.forward(DAY * 0)) if str(tender) in row.about)
            for actor in (cast.chair, cast.deputy, cast.secretary, cast.member_1)
        ]

    tender = admitted_tender(cast, clock_at, two)
    assert offered() == [True, True, False, False], "the evidence"
    sit(cast, tender, "evaluation")
    accept_everything(cast, tender)
    evaluation.evaluate(tender_id=tender.pk, by=cast.chair)
    assert offered() == [True, True, True, False], "the vote and the protocol"
    vote(cast, evaluation.put_result(tender_id=tender.pk, by=cast.chair))
    conclude(cast, tender, "tender.evaluation")
    assert offered() == [True, True, False, False], "the invitation"


def test_the_tender_whose_bids_close_first_stands_first(cast, clock_at, client_of):
    """Three commissions, one member: not the newest tender first, but the one with the nearest hour."""
    later = published_tender(cast, clock_at, number="2026-1", closes_at=START + 40 * DAY)
    sooner = published_tender(cast, number="2026-2", closes_at=START + 31 * DAY, project=make_project(cast))
    drawn = make_tender(cast, number="2026-3", project=make_project(cast))
    for tender in (later, sooner, drawn):
        seat(cast, tender)
    page = client_of(cast.member_1).get(reverse("tenders:commission"))
    assert [row["tender"] for row in page.context["rows"]] == [sooner, later, drawn]


def test_p36_a_tender_whose_opening_is_due_stands_first_among_what_waits_until_it_is_opened(
    cast, clock_at, client_of, two
):
    tender = published_tender(cast, clock_at)
    seat(cast, tender)
    member, address = client_of(cast.member_1), reverse("tenders:commission")
    clock_at.set(tender.opens_at - DAY / 1440)
    assert member.get(address).context["openings"] == []
    clock_at.set(tender.opens_at)  # nobody has swept: the clock says that submission is over
    (due,) = member.get(address).context["openings"]
    assert (due["tender"], due["overdue"]) == (tender, False)
    clock_at.set(tender.opens_at + 2 * DAY)
    page = member.get(address)
    assert page.context["openings"][0]["overdue"]
    assert url("opening", tender.pk) in page.content.decode()


def test_p36_an_opened_tender_no_longer_waits_for_its_opening(cast, clock_at, client_of, two):
    opened_tender(cast, clock_at, two)
    assert client_of(cast.member_1).get(reverse("tenders:commission")).context["openings"] == []


def test_a1_10_12_the_sitting_for_the_opening_is_led_to_at_its_hour_and_not_before(cast, clock_at, client_of):
    tender = published_tender(cast, clock_at)
    seat(cast, tender)
    chair, sitting = client_of(cast.chair), f'<p><a href="{url("sitting", tender.pk)}"'
    for moment in (tender.closes_at - DAY, (tender.closes_at + (tender.opens_at - tender.closes_at) / 2)):
        clock_at.set(moment)
        shown = chair.get(url("opening", tender.pk))
        assert (shown.context["may_sit"], shown.context["sitting_from"]) == (False, tender.opens_at)
        assert sitting not in shown.content.decode()
    clock_at.set(tender.opens_at)
    shown = chair.get(url("opening", tender.pk))
    assert shown.context["may_sit"]
    assert sitting in shown.content.decode()


def test_app4_the_decision_on_a_piece_stays_in_sight_when_another_one_is_refused(
    cast, clock_at, client_of, two
):
    tender = admitted_tender(cast, clock_at, two)
    sit(cast, tender, "evaluation")
    piece = EvidenceItem.objects.filter(bid__bidder=cast.org_a, kind="k3").get()
    chair, page = client_of(cast.chair), url("item", tender.pk, piece.pk)
    said = {"accepted": "1 000", "reason_kk": "Үзінді", "reason_ru": "Выписка"}
    assert chair.post(page, said).status_code == 303
    refused = chair.post(page, {"accepted": "2 000", "reason_kk": "", "reason_ru": ""})
    assert refused.status_code == 422
    for shown in (refused, chair.get(page)):
        decision = shown.content.decode().partition('<dl class="facts">')[2].partition("</dl>")[0]
        assert "1\u00a0000" in decision
        assert "Үзінді" in decision


def test_art40_4_a_vote_on_a_bid_that_is_open_has_begun_the_step(cast, clock_at, two):
    tender = opened_tender(cast, clock_at, two)
    admission.open_qualification(tender_id=tender.pk, by=cast.secretary)
    sit(cast, tender, "admission")

    def voting():
        (chapter,) = [row for row in chapters(tender) if row.current]
        return [step["state"] for step in chapter.steps][2]

    assert voting() == "todo"
    bid = Bid.objects.get(bidder=cast.org_a)
    qualify(cast, bid)
    admission.judge_bid(bid_id=bid.pk, admit=True, by=cast.chair)
    assert voting() == "wait"


def test_p41_a_planned_end_of_the_talks_that_has_passed_is_marked(cast, clock_at, client_of, two):
    tender = negotiating_tender(cast, clock_at, two)
    talks = Negotiation.objects.get()
    winner = {actor.organisation_id: actor for actor in two.values()}[talks.bid.bidder_id]
    pages = {
        url("negotiation", tender.pk): client_of(cast.secretary),
        reverse("tenders:bid_negotiation", args=[talks.bid_id]): client_of(winner),
    }

    def marked():
        with override("en"):
            return [
                "has passed" in client.get(page.replace("/kk/", "/en/")).content.decode()
                for page, client in pages.items()
            ]

    clock_at.set(talks.due_at)
    assert marked() == [False, False]
    clock_at.set(talks.due_at + DAY)
    assert marked() == [True, True]
