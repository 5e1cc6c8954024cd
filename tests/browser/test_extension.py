"""The extension of a contract in a real browser: asked for, compared, decided, signed; a second one is refused."""

from io import BytesIO

import pikepdf
import pytest

from contracts.messages.extensions import REFUSALS
from contracts.models import Extension
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.law.calendar import local_day
from ppp_portal.training.play.papers import paper
from ppp_portal.web import wording
from tests.browser.steps import tab
from tests.contracts.cards import a_card, before_end
from tests.contracts.test_extensions import LATER

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NO_TIME = REFUSALS["extension.no_time_is_no_ground"]
NO_FURTHER = REFUSALS["extension.no_further"]
OFFERS = (
    {"name_kk": "Қазіргі әріптес", "name_ru": "Нынешний партнер", "incumbent": True},
    {"name_kk": "«Алатау Инвест» ЖШС", "name_ru": "ТОО «Алатау Инвест»"},
)


def pdf(name="paper.pdf"):
    return name, paper(name, ["Құжат / Документ"])


def pair(name, kk, ru):
    return {f"{name}_kk": kk, f"{name}_ru": ru}


def test_one_extension_and_no_second(seated, cast, clock_at):
    card = a_card(cast)
    today = local_day(before_end(clock_at, card, 200))
    asked(seated["bidder_a"])
    compared(seated["staff"], today)
    decided(seated, today)
    applied(seated)
    refused(seated["bidder_a"])
    assert {key: person.complaints for key, person in seated.items() if person.complaints} == {}


def to_card(who):
    who.find("Contracts in force", who.says("Open"))


def to_extension(who):
    """The one request about the one contract."""
    to_card(who)
    tab(who, "Extension")
    who.open("Open")


def ask(bidder, **said):
    to_card(bidder)
    tab(bidder, "Extension")
    bidder.open("Ask for an extension…")
    reason = pair("reason", "Тараптар 1 жылға келісті", "Стороны согласились на 1 год")
    request = {"ground": "L48-2", **reason, "new_ends_on": f"{LATER}", "one_off": True}
    bidder.write({**request, "upload": pdf("consent.pdf"), **said})
    bidder.press("Send the request")


def asked(bidder):
    """“No time for a tender” alone is no ground; an agreement with its evidence is."""
    ask(bidder, ground="no_time")
    assert bidder.says(NO_TIME) in " ".join(bidder.refusals())
    bidder.write({"ground": "L48-2", "upload": pdf("consent.pdf")})
    bidder.press("Send the request")
    assert bidder.download(bidder.main.get_by_role("link", name="consent.pdf")).startswith(b"%PDF")


def compared(staff, today):
    """The ground is confirmed on its evidence, both offers answer one question, the group recommends."""
    to_extension(staff)
    staff.open("Confirm the ground…")
    staff.write(pair("note", "Келісім бар", "Согласие есть"))
    staff.confirm("Confirm the ground")
    staff.open("Compare alternatives…")
    staff.confirm("Begin the comparison")
    staff.open("Comparison")
    staff.write(pair("title", "Ұсыныстарды салыстыру", "Сравнение предложений"))
    question = {**pair("requirement", "Айлық тариф", "Тариф в месяц"), **pair("unit", "теңге", "тенге")}
    staff.write(
        {f"q-0-{name}": value for name, value in {**question, "kind": "number", "better": "less"}.items()}
    )
    staff.press("Save and fix the questions")
    for place, (offer, figure) in enumerate(zip(OFFERS, ("36000", "39000"), strict=True)):
        staff.write(offer)
        staff.press("Add an offer")
        staff.open("Enter answers and verdict…", place)
        verdict = pair("reason", "Талапқа сай", "Отвечает требованию")
        answer = {"1-state": "given", "1-figure": figure, "1-evidence": pdf(f"offer-{place}.pdf")}
        staff.write({**answer, "outcome": "meets", **verdict})
        staff.press("Save")
    row = staff.main.locator("tr", has_text=staff.says("answers differ"))
    assert staff.download(row.get_by_role("link", name="offer-1.pdf")).startswith(b"%PDF")
    staff.press("Close the comparison")
    to_extension(staff)
    staff.open("Register the recommendation…")
    staff.write(
        {**pair("text", "Ұзарту ұсынылады", "Рекомендуется продлить"), "on": f"{today}", "upload": pdf()}
    )
    staff.confirm("Register the recommendation")


def decided(seated, today):
    """The head registers the decision; both sign exactly the same text, which is printed in both languages."""
    head, bidder = seated["head"], seated["bidder_a"]
    to_extension(head)
    head.open("Register the decision…")
    head.write(
        {
            **pair("deciding_body", "Қалалық мәслихат", "Городской маслихат"),
            **pair("decision_reason", "Ұсынысқа сай", "По рекомендации"),
            **pair("effect", "Сапа мен көлем сақталады", "Качество и объём сохраняются"),
            **pair("unchanged", "Төлем жоспар ішінде", "Оплата в пределах плана"),
            "decision_number": "77",
            "decision_on": f"{today}",
            "upload": pdf("decision.pdf"),
        }
    )
    head.confirm("Register the decision")
    for who in (head, bidder):
        to_extension(who)
        who.open("Sign…")
        who.confirm("Sign")
    assert Extension.objects.get().state == "applied"


def applied(seated):
    """Supplementary agreement in hand, the new last day on the card."""
    staff = seated["staff"]
    to_extension(staff)
    carry_out(PrintOrder.objects.get(kind="extension.agreement"))  # what a worker does meanwhile
    staff.page.reload()
    for language in ("kk", "ru"):
        printed = staff.download(staff.main.locator(f'ul.documents a[hreflang="{language}"]'))
        assert str(pikepdf.open(BytesIO(printed)).Root.Lang) == language
    partner = seated["bidder_a"]
    to_card(partner)
    assert wording.day(LATER, partner.language) in partner.main.inner_text()
    assert partner.sees("No further extension")


def refused(bidder):
    """The portal remembers that the extension was granted without a further one, and says so in place of the form."""
    to_card(bidder)
    tab(bidder, "Extension")
    words = bidder.says(NO_FURTHER) % {"ends_on": wording.day(LATER, bidder.language)}
    assert words in bidder.main.inner_text()
    assert not bidder.sees("Ask for an extension…")
    assert Extension.objects.count() == 1
