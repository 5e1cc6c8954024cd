"""The steps of an initiative as people take them at their screens, from the notice to the written answers."""

from datetime import datetime, time, timedelta
from typing import Any

from ppp_portal.documents.values import Both
from ppp_portal.law.calendar import ALMATY
from ppp_portal.training.cast import ORGANISATIONS
from ppp_portal.training.play.cases.notice_texts import (
    CARD,
    NOTICE,
    PARAMETERS,
    REASON,
    REQUIREMENTS,
    Alternative,
)
from ppp_portal.training.play.papers import paper
from projects.models import InitiationNotice
from tests.browser import offstage, steps
from tests.browser.people import CAST, Person
from tests.browser.steps import tab

FIRMS = {row.key: row for row in ORGANISATIONS}
PRICE = {
    "requirement_kk": "1 камераның айлық төлемі",
    "requirement_ru": "Плата за 1 камеру в месяц",
    "kind": "number",
    "unit_kk": "теңге",
    "unit_ru": "тенге",
    "better": "less",
}


def firm(who: Person, key: str) -> str:
    """What the organisation of ``key`` is called in the language of ``who``."""
    data = FIRMS[CAST[key].organisation]
    return data.name_kk if who.language == "kk" else data.name_ru


def title(who: Person) -> str:
    named: str = CARD[f"title_{who.language}"]
    return named


def both(text: Both, name: str = "reason") -> dict[str, str]:
    return {f"{name}_kk": text.kk, f"{name}_ru": text.ru}


def pdf(name: str, *lines: str) -> tuple[str, bytes]:
    return name, paper(name, lines)


# --- the organiser ----------------------------------------------------------------------------------------


def write_card(staff: Person) -> None:
    """The card with its technical parameters: 5957 cameras are 711 and 5246."""
    staff.section("PPP projects")
    staff.open("New project")
    card = {name: value for name, value in CARD.items() if not name.startswith("cost")}
    cost = {"cost": "18 324 558", "cost_unit": "1000", "cost_with_vat": "yes"}
    staff.write({**card, **cost})
    staff.press("Save the card")
    tab(staff, "Technical parameters")
    _rows(staff, "parameters", PARAMETERS)


def _rows(staff: Person, prefix: str, rows: list[dict[str, Any]]) -> None:
    for number, row in enumerate(rows):
        if number:
            staff.press("Add a row")
        staff.write({f"{prefix}-{number}-{name}": value for name, value in row.items()})
    staff.press("Save")


def write_notice(staff: Person) -> datetime:
    """On the card just written, in both languages; the end of the acceptance."""
    day = steps.working_day(steps.portal_time(staff).date() + timedelta(days=30))
    closes = datetime.combine(day, time(18), tzinfo=ALMATY)
    tab(staff, "Project card")
    staff.press("Begin an initiation notice")
    initiator = f"{firm(staff, 'bidder_d')} ({FIRMS['d'].bin})"
    staff.main.locator('[name="initiator_id"]').select_option(label=initiator)
    ground = {"ground_document": pdf("patent.pdf", "Авторское свидетельство")}
    staff.write({**NOTICE, **ground, "closes_at": f"{closes:%Y-%m-%dT%H:%M:%S}"})
    staff.press("Save draft")
    tab(staff, "Requirements")
    _rows(staff, "requirements", REQUIREMENTS)
    return closes


def to_notice(who: Person) -> None:
    who.find("Initiatives", title(who))


def publish(head: Person) -> None:
    to_notice(head)
    head.open("Publish the notice…")
    head.confirm("Publish the notice")


def appoint_group(staff: Person) -> None:
    """An order seats five voters and the secretary; the commission becomes the working group of the notice."""
    to_notice(staff)
    tab(staff, "Working group")
    staff.open("Appoint a working group by an order")
    steps.write_order(staff, "31-Ө")
    staff.main.locator('[name="commission"]').first.check()
    staff.press("Assign")


def decide(who: Person, step: str, reason: Both = REASON) -> None:
    """One way on, with its reason and its document, on purpose."""
    to_notice(who)
    tab(who, "Alternative proposals")
    who.follow(who.main.get_by_role("link", name=f"{who.says(step)}…", exact=True))
    who.write({**both(reason), "document": pdf("decision.pdf", reason.ru)})
    who.confirm(step)


def answer(head: Person, bidder: str, text: Both) -> None:
    """A written answer to one of those who proposed."""
    to_notice(head)
    tab(head, "Alternative proposals")
    row = head.main.get_by_role("row").filter(has_text=firm(head, bidder))
    head.follow(row.get_by_role("link", name=head.says("Answer…"), exact=True))
    head.write(both(text, "text"))
    head.confirm("Sign and send")


# --- those who propose ------------------------------------------------------------------------------------


def propose(bidder: Person, offer: Alternative) -> None:
    """A file, an answer to each requirement, the eight confirmations, the application; sealed and submitted."""
    bidder.section("Alternatives")
    bidder.press("Begin a proposal")
    name = f"{offer.who}.pdf"
    steps.send_file(bidder, name, "Files…")
    bidder.open("Write…")
    for number, said in (("1", offer.projects), ("2", offer.programme)):
        bidder.write({f"answer_{number}_kk": said.kk, f"answer_{number}_ru": said.ru})
        bidder.main.locator(f'[name="answer_file_{number}"]').select_option(label=name)
    bidder.write({f"statement_{number}": "Сәйкес келеді." for number in range(1, 9)})
    sums = {"tax_debt": "0", "own_funds": offer.own, "borrowed_funds": "0"}
    bidder.write({**sums, "language": "kk", "application": True})
    bidder.press("Save and seal")
    bidder.open("Submit…")
    bidder.confirm("Submit and seal")


def to_proposal(bidder: Person, number: str) -> None:
    bidder.find("Alternatives", number)


def answer_questionnaire(bidder: Person, number: str, offer: Alternative) -> None:
    """What the proposal said stands there already; the figures are typed."""
    to_proposal(bidder, number)
    bidder.open("Answer the questionnaire…")
    cameras, _days, price = offer.figures
    figures = (cameras, 711, cameras - 711, price)
    bidder.write({f"{place}-figure": figure for place, figure in enumerate(figures, start=3)})
    bidder.press("Send the answers")


# --- the working group ------------------------------------------------------------------------------------


def to_group(member: Person, number: str) -> None:
    member.find("Initiatives", number)


def declare(people: dict[str, Person], number: str) -> None:
    for key in steps.WATCHED:
        member = people[key]
        to_group(member, number)
        member.open("Declare…")
        member.write({"no_conflict": "yes"})
        member.press("Declare")
    offstage.declare(steps.OTHERS, InitiationNotice.objects.get())


def sit(chair: Person, number: str) -> None:
    to_group(chair, number)
    chair.open("To the sitting…")
    for key in steps.TABLE[1:]:
        chair.main.get_by_label(chair.name_of(key)).check()
    chair.press("Open the sitting")


def open_all(people: dict[str, Person], number: str) -> None:
    """A quorum says under the own names to be at the table, then the chair opens; the chair opened the sitting."""
    member = people["member_1"]
    to_group(member, number)
    member.open("To the sitting…")
    member.press("I am at the table")
    offstage.come(steps.OTHERS, InitiationNotice.objects.get())
    to_group(people["chair"], number)
    people["chair"].press("Open all proposals")


def ask(secretary: Person, number: str) -> None:
    """The requirements and the figures of the notice stand there already; one question is added; all are sent."""
    to_group(secretary, number)
    secretary.open("Write the questions…")
    secretary.write({f"form-5-{name}": value for name, value in PRICE.items()})
    secretary.press("Keep the questions")
    secretary.open("Fix the questions and send them…")
    day = steps.working_day(steps.portal_time(secretary).date() + timedelta(days=7))
    secretary.write({"answers_until": f"{day:%d.%m.%Y} 18:00"})
    secretary.press("Fix and send")


def judge(chair: Person, number: str, offer: Alternative) -> None:
    """What was found about each answer of one column, and the verdict."""
    to_group(chair, number)
    chair.open("To the matrix…")
    name = f"{chair.says('Fill in and judge')}: {firm(chair, offer.who)}"
    chair.follow(chair.main.get_by_role("link", name=name, exact=True))
    short = offer.outcome != "meets"
    for place in range(1, 7):
        missed = short and place < 3
        chair.write({f"{place}-met": "no" if missed else "yes"})
        if missed:
            chair.write(both(offer.found, f"{place}-note"))
    chair.write({"outcome": offer.outcome, **both(offer.found)})
    chair.press("Record the verdict")


def recommend(people: dict[str, Person], number: str, dissent: Both) -> None:
    """The chair puts a tender to the vote; one of five is against and says why; the secretary's protocol is signed."""
    chair, secretary = people["chair"], people["secretary"]
    to_group(chair, number)
    chair.open("Put a recommendation to the vote…")
    chair.write({"recommendation": "tender", **both(REASON)})
    chair.press("Put to the vote")
    against = {"choice": "against", **both(dissent, "dissent")}
    for key, choice in (("chair", {"choice": "for"}), ("member_1", {"choice": "for"}), ("member_2", against)):
        member = people[key]
        _to_motion(member, number)
        member.write(choice)
        member.press("Cast my vote")
    notice = InitiationNotice.objects.get()
    offstage.vote(("deputy", "member_3"), notice)
    _to_motion(chair, number)
    chair.press("Close the vote")
    to_group(chair, number)
    chair.open("To the sitting…")
    chair.press("Close the sitting")
    to_group(secretary, number)
    secretary.press("Write the protocol")
    secretary.open_titled(f"{number}/W-")
    secretary.press("Send to be signed")
    offstage.sign(steps.OTHERS, notice)
    for key in steps.WATCHED:
        to_group(people[key], number)
        people[key].open_titled(f"{number}/W-")
        people[key].confirm("Sign")


def _to_motion(member: Person, number: str) -> None:
    to_group(member, number)
    member.follow(member.main.locator('a[href*="/motions/"]').first)
