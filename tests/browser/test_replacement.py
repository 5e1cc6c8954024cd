"""The replacement of a private partner in a real browser: from six months not performed to the paid compensation.

The tender and the contract with the new partner are those of every tender and are prepared here.
"""

from io import BytesIO

import pikepdf
import pytest
from django.db.transaction import atomic

from contracts.models import ContractCard, Replacement
from contracts.queries.replacement import done
from contracts.replacement_states import StepCode
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.training.play.papers import paper
from tests.browser.steps import tab
from tests.contracts import replacing

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def pdf(name="paper.pdf"):
    return name, paper(name, ["Құжат / Документ"])


def pair(name, kk, ru):
    return {f"{name}_kk": kk, f"{name}_ru": ru}


def today():
    return f"{local_day(clock.now())}"


def test_from_six_months_not_performed_to_the_paid_compensation(seated, cast, clock_at):
    card = replacing.registered_card(cast, clock_at)
    replacing.not_performed(cast, card, clock_at)
    opened(seated["head"])
    announced(seated["staff"])
    terminated(seated["head"])
    for step in (StepCode.LAND, StepCode.OBJECT):
        enter(seated["staff"], step)
    with atomic():
        replacing.concluded(cast, replacing.won(cast, Replacement.objects.get()))
    succeeded(seated, cast)
    paid(seated)
    completed(seated)
    assert {key: person.complaints for key, person in seated.items() if person.complaints} == {}


def to_case(who):
    who.find("Contracts in force", who.says("Open"))
    if who.key != "bidder_a":
        tab(who, "Replacement of the partner")


def enter(staff, code, **said):
    """The paper of one step, from its row in the list of steps."""
    to_case(staff)
    row = staff.main.locator("ol.desk li").filter(has_text=staff.says(code.label))
    staff.follow(row.get_by_role("link", name=staff.says("Register the paper…"), exact=True))
    staff.write({"done_on": today(), "number": "17", "upload": pdf(f"{code}.pdf"), **said})
    staff.confirm("Register the paper")


def opened(head):
    """The portal has counted six months; that a case is opened is decided by people."""
    to_case(head)
    assert "6 / 6" in head.main.inner_text()
    head.open("Replace: open the case at once…")
    head.write(pair("ground", "Құрылыс 6 ай бойы жүргізілмеді.", "Строительство не велось 6 месяцев."))
    head.confirm("Open the case")
    assert ContractCard.objects.get().state == "replacing"


def terminated(head):
    """The head registers the agreement that ends the contract; it is the step of the case."""
    to_case(head)
    head.open("The contract is terminated…")
    head.write({"ground": "agreement", "number": "11-Р", "dated_on": today(), "effective_on": today()})
    head.write({**pair("reason", "Алты ай", "Шесть месяцев"), "upload": pdf("termination.pdf")})
    head.confirm("Register the termination")
    assert StepCode.TERMINATION in done(Replacement.objects.get())


def announced(staff):
    """The tender begins with the old documentation; what is written otherwise waits for its reason."""
    to_case(staff)
    staff.open("Begin the replacement tender…")
    terms = pair(
        "creditor_terms", "Банкке 120 000 000 теңге берешек өтеді.", "Долг банку 120 000 000 тенге переходит."
    )
    staff.write({"contract_kind": "additional", **terms, "upload": pdf("creditors.pdf")})
    staff.confirm("Begin the tender")
    staff.open_titled(Replacement.objects.get().tender.number)
    staff.open("Go on with the documentation")
    staff.follow(staff.main.locator("ol.tasks a").nth(2))
    staff.write(pair("text", "Қаңқасы салынған: 3 қабат.", "Каркас возведен: 3 этажа."))
    staff.press("Save")
    to_case(staff)
    assert staff.sees("Changes that nobody explained yet")
    staff.open("Differences and their reasons")
    for place in staff.main.locator('[name="places"]').all():
        place.check()
    staff.write({"ground": "performed", **pair("reason", "3-қабат салынған.", "Построен 3-й этаж.")})
    staff.press("Keep the reason for the chosen places")
    assert not staff.sees("Not explained yet")


def succeeded(seated, cast):
    """The new partner stands on the same contract; both partners read that the title passes before the money."""
    for key in ("bidder_a", "bidder_b"):
        to_case(seated[key])
        assert seated[key].sees("The title passes before the money")
        assert cast.org_b.name_kk in seated[key].main.inner_text() or cast.org_b.name_ru in (
            seated[key].main.inner_text()
        )
    enter(seated["staff"], StepCode.RIGHTS, **pair("note", "Қабылданды", "Принято"))


def paid(seated):
    """Everything that the acts confirm is paid within the 270 days of the named event; nothing without an act."""
    staff, head = seated["staff"], seated["head"]
    to_case(staff)
    assert staff.sees("Nobody has said from what the 270 days run")
    assert not staff.has_link("Enter a payment…")
    staff.open("Enter an act by hand…")
    act = {
        "number": "АВР-1",
        "dated": today(),
        **pair("what", "Іргетас", "Фундамент"),
        "upload": pdf("act.pdf"),
    }
    staff.write({**act, "amount": "150 000 000", "within_design": "140 000 000"})
    staff.confirm("Enter the act")
    to_case(head)
    head.open("Declare the list of acts complete…")
    head.write(pair("statement", "Басқа акт жоқ.", "Других актов нет."))
    head.confirm("Declare it complete")
    staff.open("From what the 270 days run…")
    staff.write({"start_event": "registration", **pair("source", "Шарттың 5-тармағы", "Пункт 5 договора")})
    staff.confirm("Name the event")
    assert staff.sees("Last day for the payment")
    staff.open("Enter a payment…")
    staff.write({"number": "ПП-1", "paid_on": today(), "amount": "150 000 000", "upload": pdf("payment.pdf")})
    staff.confirm("Enter the payment")


def completed(seated):
    """Every step has its evidence: the head completes the case; its papers go home with the old partner."""
    head, partner = seated["head"], seated["bidder_a"]
    to_case(head)
    head.open("Complete the replacement…")
    head.confirm("Complete the case")
    assert (Replacement.objects.get().state, ContractCard.objects.get().state) == ("closed", "in_force")
    for order in PrintOrder.objects.filter(kind__startswith="replacement."):
        carry_out(order)  # what a worker does meanwhile
    to_case(partner)
    papers = partner.main.locator("ul.documents li")
    assert papers.count() == 2
    for number in range(2):
        for language in ("kk", "ru"):
            link = papers.nth(number).locator(f'a[hreflang="{language}"]')
            assert str(pikepdf.open(BytesIO(partner.download(link))).Root.Lang) == language
