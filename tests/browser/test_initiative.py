"""A notice of a project, three alternatives to it, their comparison and a tender instead, in a real browser."""

from io import BytesIO

import pikepdf
import pytest

from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.values import Both
from ppp_portal.journal.verify import findings
from ppp_portal.training.play.cases.notice_texts import DISSENT, OFFERS, THIRD
from projects.models import AlternativeProposal, InitiationNotice, ProposalAnswer
from tenders.models import Tender
from tests.browser import initiative, steps

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
A3 = (842, 1191)  # points
COMPARED = Both("Ұсыныс салыстырылады.", "Предложения сравниваются.")
NOT_ENOUGH = Both(
    "Бағдарламаға айрықша құқық расталмады.", "Исключительное право на программу не подтверждено."
)


def test_a_notice_three_alternatives_and_a_tender_instead(people):
    announced(people)
    number = InitiationNotice.objects.get().number
    proposed(people)
    opened(people, number)
    compared(people, number)
    initiative.recommend(people, number, DISSENT)
    decided(people)
    answered(people, number)
    assert {key: person.complaints for key, person in people.items() if person.complaints} == {}
    assert list(findings()) == []


def announced(people):
    initiative.write_card(people["staff"])
    closes = initiative.write_notice(people["staff"])
    initiative.publish(people["head"])
    notice = InitiationNotice.objects.get()
    assert (notice.state, notice.closes_at) == ("published", closes)


def proposed(people):
    for offer in OFFERS:
        initiative.propose(people[offer.who], offer)
    assert AlternativeProposal.objects.filter(state="submitted").count() == 3


def opened(people, number):
    chair, closes = people["chair"], InitiationNotice.objects.get().closes_at
    initiative.appoint_group(people["staff"])
    chair.move_time("To the next deadline")
    assert steps.portal_time(chair) > closes
    initiative.declare(people, number)
    initiative.sit(chair, number)
    initiative.open_all(people, number)
    register = chair.main.locator("table tbody tr")
    assert register.count() == 3
    assert all(initiative.firm(chair, offer.who) in " ".join(register.all_inner_texts()) for offer in OFFERS)
    initiative.decide(people["staff"], "Record that there are alternatives to compare", COMPARED)


def compared(people, number):
    """The same six questions for all; what differs is marked; the evidence opens from its cell; printed on A3."""
    secretary = people["secretary"]
    initiative.ask(secretary, number)
    for offer in OFFERS:
        initiative.answer_questionnaire(people[offer.who], number, offer)
        initiative.judge(people["chair"], number, offer)
    initiative.to_group(secretary, number)
    secretary.open("To the matrix…")
    marked = secretary.main.locator("tr", has_text=secretary.says("answers differ"))
    asked = [int(row.locator("td").first.inner_text()) for row in marked.all()]
    assert asked == [1, 2, 3, 5, 6], "everybody offers 711 of one kind"
    evidence = f"{secretary.says('Evidence')}: {THIRD.who}.pdf"
    cell = marked.first.get_by_role("link", name=evidence)
    assert secretary.download(cell).startswith(b"%PDF")
    secretary.move_time("To the next deadline")  # until then everybody may still answer
    initiative.to_group(secretary, number)
    secretary.press("Close the comparison")
    carry_out(PrintOrder.objects.get(kind="comparison.matrix"))  # what a worker does meanwhile
    secretary.page.reload()
    sheet = secretary.main.get_by_role("listitem").filter(has_text=f"{number}/M")
    for language in ("kk", "ru"):
        printed = pikepdf.open(BytesIO(secretary.download(sheet.locator(f'a[hreflang="{language}"]'))))
        size = tuple(sorted(round(float(side)) for side in printed.pages[0].mediabox[2:]))
        assert (str(printed.Root.Lang), size) == (language, A3)


def decided(people):
    """The head answers one by hand and chooses a tender: that decision is the answer to the others."""
    initiative.answer(people["head"], THIRD.who, NOT_ENOUGH)
    initiative.decide(people["head"], "Choose the partner by a tender")
    assert InitiationNotice.objects.get().state == "switched"
    assert ProposalAnswer.objects.count() == 3
    staff = people["staff"]
    staff.section("My tenders")
    staff.open_titled(initiative.title(staff))
    assert staff.has_link("Go on with the documentation")
    assert Tender.objects.get().state == "draft"


def answered(people, number):
    """Each finds the letter on the page of the proposal, on paper in both languages."""
    last = ProposalAnswer.objects.get(
        proposal__organisation__name_kk=initiative.firm(people["bidder_c"], "bidder_c")
    )
    carry_out(PrintOrder.objects.get(pk=last.pair))
    for offer in OFFERS:
        bidder = people[offer.who]
        initiative.to_proposal(bidder, number)
        assert bidder.sees("Written answer of the organiser")
    bidder = people[THIRD.who]
    assert NOT_ENOUGH.kk in bidder.main.inner_text()
    for language in ("kk", "ru"):
        letter = bidder.main.locator(f'section.now a[hreflang="{language}"]')
        assert str(pikepdf.open(BytesIO(bidder.download(letter))).Root.Lang) == language
