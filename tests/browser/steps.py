"""The steps of a tender as people take them at their screens, from the project card to the registered contract."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from ppp_portal.law.calendar import ALMATY
from ppp_portal.training.play import bidders, texts
from ppp_portal.training.play.announcing import DEPOSIT
from ppp_portal.training.play.bidders import Offer
from ppp_portal.training.play.papers import paper
from ppp_portal.training.play.themes import DORMITORY, Theme
from ppp_portal.training.play.works import claimed
from tenders.models import Tender
from tests.browser import offstage
from tests.browser.people import Person

THEME = DORMITORY
VOTERS = ("chair", "deputy", "member_1", "member_2", "member_3")
TABLE = (*VOTERS, "secretary")
# A Kazakh and a Russian reader; the others declare, come, vote and sign without being watched.
WATCHED = ("chair", "member_1", "secretary")
OTHERS = ("deputy", "member_2", "member_3")
SUMS = {"tax_debt": Decimal(0), "own_funds": Decimal(1_500_000_000), "borrowed_funds": Decimal(0)}


def title(who: Person, theme: Theme = THEME) -> str:
    return theme.title_kk if who.language == "kk" else theme.title_ru


def portal_time(who: Person) -> datetime:
    shown = who.page.locator("section.training time").get_attribute("datetime")
    return datetime.fromisoformat(shown or "").astimezone(ALMATY)


def working_day(day: date) -> date:
    """The first Tuesday on or after ``day``: far from weekends, whatever the year."""
    return day + timedelta(days=(1 - day.weekday()) % 7)


# --- announcing -------------------------------------------------------------------------------------------


def make_project(staff: Person, theme: Theme = THEME) -> None:
    staff.section("PPP projects")
    staff.open("New project")
    staff.write(
        {
            "title_kk": theme.title_kk,
            "title_ru": theme.title_ru,
            "object_kk": theme.card_kk,
            "object_ru": theme.card_ru,
            "sector": "education",
            "region": "75",
            "cost": texts.spaced(int(theme.cost)),
            "cost_with_vat": "yes",
            "operation_years": theme.years,
        }
    )
    staff.press("Save the card")


def begin_tender(staff: Person, theme: Theme = THEME) -> None:
    """From the saved card to the empty draft."""
    staff.open("Begin a tender on this project")
    staff.write({"kind": "open", "title_kk": theme.title_kk, "title_ru": theme.title_ru})
    staff.press("Begin the draft")


def write_parts(staff: Person, theme: Theme = THEME) -> tuple[datetime, datetime]:
    """All thirteen parts, one page after the other; the end of submission and the opening."""
    closes = datetime.combine(
        working_day(portal_time(staff).date() + timedelta(days=45)), time(18), tzinfo=ALMATY
    )
    opens = datetime.combine(closes.date() + timedelta(days=1), time(10), tzinfo=ALMATY)
    staff.open("Go on with the documentation")
    staff.follow(staff.main.locator("ol.tasks a").first)
    written = texts.parts(theme)
    for number in range(1, 14):
        if number in written:
            staff.write({"text_kk": written[number][0], "text_ru": written[number][1]})
        staff.write(_own_fields(number, theme, closes, opens))
        if number == 5:
            _write_clauses(staff, theme)
        staff.press("Save and go to the next part")
        if number == 2:
            _annex(staff, theme)
        if number == 6:
            _write_risks(staff)
    return closes, opens


def _own_fields(number: int, theme: Theme, closes: datetime, opens: datetime) -> dict[str, Any]:
    if number == 6:
        return {
            "construction_cost": texts.spaced(int(theme.cost)),
            "own_funds": texts.spaced(int(theme.own_funds)),
            "projects": theme.projects,
            "months": theme.months,
            "price": theme.price,
            "higher_share": theme.higher_share,
            "secondary_share": theme.secondary_share,
            "k6_field": "any",
        }
    if number == 10:
        return {
            "investments": texts.spaced(int(theme.cost)),
            "budget_kk": "Алматы қаласының жергілікті бюджеті",
            "budget_ru": "местный бюджет города Алматы",
            **DEPOSIT,
            "closes_at": f"{closes:%Y-%m-%dT%H:%M}",
            "bids_valid_until": f"{closes.date() + timedelta(days=260)}",
        }
    if number == 12:
        return {
            "opens_at": f"{opens:%Y-%m-%dT%H:%M}",
            "opening_place_kk": "Алматы қ., Жетісу көшесі, 17, мәжіліс залы",
            "opening_place_ru": "г. Алматы, ул. Жетысу, 17, зал заседаний",
        }
    return {"study": "feasibility"} if number == 2 else {}


def _write_clauses(staff: Person, theme: Theme) -> None:
    """The page suggests a row for each essential term; each gets its text."""
    first: dict[int, dict[str, Any]] = {}
    for clause in texts.clauses(theme):
        if clause["essential_term"]:
            first.setdefault(clause["essential_term"], clause)
    for row, clause in enumerate(first.values()):
        for name in ("number", "heading_kk", "heading_ru", "text_kk", "text_ru", "closed"):
            staff.write({f"clauses-{row}-{name}": clause[name]})


def _annex(staff: Person, theme: Theme) -> None:
    """The feasibility study, to the part that was just left."""
    staff.open("Previous part")
    staff.main.locator("#files details summary").click()
    data = paper("Техникалық-экономикалық негіздеме", texts.study(theme))
    staff.write(
        {
            "file": ("feasibility-study.pdf", data),
            "file_language": "both",
            "file_title_kk": "Техникалық-экономикалық негіздеме",
            "file_title_ru": "Технико-экономическое обоснование",
        }
    )
    staff.press("Annex the file")
    staff.open("Next part")


def _write_risks(staff: Person) -> None:
    staff.open("Previous part")
    staff.open("Allocation of risks")
    for row, risk in enumerate(texts.RISKS):
        if row:
            staff.press("Add a row")
        staff.write({f"risks-{row}-{name}": value for name, value in risk.items()})
    staff.press("Save")
    staff.open("Next part")


def appoint_commission(staff: Person, order: str = "12-н") -> None:
    """An order seats the five voters, a substitute and the secretary; the commission gets the tender."""
    tab(staff, "Commission")
    staff.open("Appoint a new commission by an order")
    write_order(staff, order)
    staff.press("Assign to this tender")


def write_order(staff: Person, order: str) -> None:
    staff.write(
        {
            "name_kk": f"Конкурстық комиссия, № {order} бұйрық",
            "name_ru": f"Конкурсная комиссия, приказ № {order}",
            "order_number": order,
            "order_date": f"{portal_time(staff).date()}",
        }
    )
    substitute = staff.main.get_by_role("group", name=staff.name_of("member_4"), exact=True)
    substitute.get_by_label(staff.says("Substitute for")).select_option(label=staff.name_of("member_3"))
    staff.press("Register the order")


def approve(head: Person) -> None:
    head.section("My tenders")
    head.open_titled(title(head))
    head.open("Approve the documentation…")
    head.confirm("Approve")


def publish(staff: Person, name: str = "") -> None:
    """``name`` is what the tender is found by in the list: its number, or else its title."""
    staff.section("My tenders")
    staff.open_titled(name or title(staff))
    staff.open("Publish the tender…")
    staff.confirm("Publish")


# --- bidding ----------------------------------------------------------------------------------------------


def begin_bid(bidder: Person) -> None:
    bidder.section("My bids")
    bidder.follow(bidder.main.get_by_role("button", name=bidder.says("Begin a bid")).first)


def to_bid(bidder: Person) -> None:
    bidder.find("My bids", title(bidder))


def fill_bid(bidder: Person, offer: Offer) -> None:
    """A file, then section after section, each sealed as it is saved; ends on the page of the bid."""
    name = f"{offer.who}.pdf"
    send_file(bidder, name)
    bidder.open("Offer: K4, K5, K6")
    bidder.write(
        {
            "language": bidder.language,
            "summary": offer.summary,
            "months": offer.months,
            "price": offer.price,
            "headcount": 100,
        }
    )
    bidder.press("Save and go on")
    for number, work in enumerate(claimed(offer.who, offer.projects)):
        if number and number % 2 == 0:  # two empty rows are shown at a time
            bidder.press("Save")
        values = dict(zip(("title", "customer", "year"), work.said(bidder.language), strict=True))
        row = {**values, "kind": work.kind}
        _row(bidder, number, row, name)
    bidder.press("Save and go on")
    for code in offer.risks:
        box = bidder.main.get_by_role("group").filter(has_text=f"{code} ·")
        box.get_by_role("checkbox").check()
        box.get_by_role("combobox").select_option(label=name)
        box.get_by_label(bidder.says("Page"), exact=True).fill("1")
    bidder.press("Save and go on")
    _row(bidder, 0, {"title": "Банк шоты", "form": "equity", "amount": offer.own}, name)
    bidder.press("Save and go on")
    for number, (level, count) in enumerate((("higher", offer.higher), ("secondary", offer.secondary))):
        row = {"level": level, "count": count, "experience_since": "01.03.2015", "construction": True}
        _row(bidder, number, row, name)
    bidder.press("Save and go on")
    for number, statement in bidders.STATEMENTS.items():
        bidder.write({f"statement_{number}": statement})
        bidder.main.locator(f'[name="file_{number}"]').select_option(label=name)
    bidder.write({"tax_debt": "0", "own_funds": offer.own, "borrowed_funds": "0"})
    bidder.press("Save and go on")


def send_file(bidder: Person, name: str, link: str = "Files") -> None:
    """Sealed while it arrives; back to the page it was sent from."""
    bidder.open(link)
    bidder.write({"file": (name, paper("Растау", ["Құжаттар / Документы"]))})
    bidder.press("Send and seal")
    bidder.page.locator("#main ul.uploads li").first.wait_for()
    bidder.follow(bidder.page.locator("nav.crumbs a").last)


def _row(bidder: Person, number: int, values: dict[str, Any], file: str) -> None:
    bidder.write({f"rows-{number}-{name}": value for name, value in values.items()})
    bidder.main.locator(f'[name="rows-{number}-file"]').select_option(label=file)
    bidder.write({f"rows-{number}-page": "1"})


def lodge(bidder: Person, who: str, amount: str) -> None:
    bidder.open("Security of the bid")
    bidder.write(
        {
            "form": "deposit",
            "amount": amount,
            "payer": f"ЖШС {who}",
            "bank": "«Тұмар Банк» АҚ",
            "reference": f"ПП-{who}",
            "dated": f"{portal_time(bidder).date()}",
            "account": bidders.ACCOUNTS[who],
        }
    )
    bidder.press("State the details of the security")


def submit(bidder: Person) -> str:
    """The number of the receipt."""
    to_bid(bidder)
    bidder.open("Submit the bid…")
    bidder.confirm("Submit the bid")
    return bidder.main.locator("h1").inner_text()


def confirm_securities(custodian: Person) -> int:
    """Everything that waits for the custodian; how many were confirmed."""
    done = 0
    while True:
        custodian.section("Bid securities")
        waiting = custodian.main.get_by_role("link", name=custodian.says("Look"), exact=True)
        if not waiting.count():
            return done
        custodian.follow(waiting.first)
        custodian.open("Confirm…")
        custodian.confirm("Confirm the security")
        done += 1


# --- the commission ---------------------------------------------------------------------------------------


def to_tender(member: Person) -> None:
    member.find("My commissions", title(member))


def declare(member: Person) -> None:
    to_tender(member)
    member.open("Make the declaration…")
    member.write({"no_conflict": "yes"})
    member.press("Declare")


def tab(member: Person, msgid: str) -> None:
    member.follow(member.page.locator("nav.tabs").get_by_role("link", name=member.says(msgid), exact=True))


def open_sitting(chair: Person, purpose: str) -> None:
    to_tender(chair)
    tab(chair, "Sitting")
    chair.write({"purpose": purpose})
    for key in TABLE[1:]:
        chair.main.get_by_label(chair.name_of(key)).check()
    chair.press("Open the sitting")


def close_sitting(chair: Person) -> None:
    to_tender(chair)
    tab(chair, "Sitting")
    chair.open("Close the sitting…")
    chair.confirm("Close the sitting")


def open_bids(people: dict[str, Person]) -> None:
    """The chair opened the sitting; the others at the table say so under their own names."""
    member = people["member_1"]
    to_tender(member)
    tab(member, "Sitting")
    member.press("I am at the table")
    offstage.come(OTHERS, Tender.objects.get())
    for key in ("chair", "member_1"):
        to_tender(people[key])
        tab(people[key], "Opening")
        people[key].open("Confirm the opening…")
        people[key].confirm("I confirm")
    chair = people["chair"]
    chair.page.reload()
    chair.open("Open the bids…")
    chair.confirm("Open all bids")


def declare_all(people: dict[str, Person]) -> None:
    for key in WATCHED:
        declare(people[key])
    offstage.declare(OTHERS, Tender.objects.get())


def vote(people: dict[str, Person], watched: Sequence[str] = ("chair",)) -> None:
    """Everybody votes on what is put; the chair closes the vote."""
    offstage.vote((key for key in VOTERS if key not in watched), Tender.objects.get())
    for key in watched:
        member = people[key]
        to_tender(member)
        member.open("Vote…")
        member.write({"choice": "for"})
        member.press("Cast my vote")
    people["chair"].page.reload()
    people["chair"].press("Close the vote")


def make_protocol(people: dict[str, Person], watched: Sequence[str] = ("chair",)) -> None:
    """The secretary drafts what can be drafted and sends it; everybody at the table signs."""
    secretary = people["secretary"]
    to_tender(secretary)
    tab(secretary, "Protocols")
    secretary.press("Draft")
    secretary.press("Send to be signed")
    offstage.sign((key for key in TABLE if key not in watched), Tender.objects.get())
    for key in watched:
        member = people[key]
        to_tender(member)
        member.open("Read and sign…")
        member.confirm("Sign")


def check_requirements(secretary: Person) -> None:
    """The eight requirements of every bid, from the table of bidders and requirements; the first two on the page."""
    to_tender(secretary)
    tab(secretary, "Qualification")
    secretary.open("Open the qualification sheets…")
    secretary.confirm("Open the sheets")
    for _number in range(2):
        tab(secretary, "Qualification")
        secretary.follow(secretary.main.locator("table a", has_text="?").first)
        asked = {key: sum_ for key, sum_ in SUMS.items() if secretary.page.locator(f'[name="{key}"]').count()}
        secretary.write({"verdict": "met", **asked})
        secretary.press("Record")
    offstage.find_met(SUMS)


def judge_bids(people: dict[str, Person]) -> int:
    chair, done = people["chair"], 0
    while True:
        to_tender(chair)
        tab(chair, "Qualification")
        waiting = chair.main.get_by_role("link", name=chair.says("Decide…"), exact=True)
        if not waiting.count():
            return done
        chair.follow(waiting.first)
        chair.write({"admit": "yes"})
        chair.press("Put to the vote")
        vote(people, WATCHED[:2])
        done += 1


def accept_evidence(chair: Person) -> int:
    """Everything as claimed, the first two on their pages; how many pieces there were."""
    to_tender(chair)
    for _number in range(2):
        tab(chair, "Evidence review")
        chair.follow(chair.main.get_by_role("link", name=chair.says("Decide…")).first)
        chair.press("Record the decision")
    return 2 + offstage.accept_evidence()


def count_points(people: dict[str, Person]) -> None:
    chair = people["chair"]
    to_tender(chair)
    tab(chair, "Points")
    chair.open("Count the points…")
    chair.confirm("Count")
    chair.open("Put the result to the vote…")
    chair.confirm("Put to the vote")
    vote(people)


def begin_talks(chair: Person) -> None:
    to_tender(chair)
    tab(chair, "Negotiation")
    chair.open("Begin the negotiation…")
    chair.confirm("Begin")


def change_clause(bidder: Person, chair: Person, number: str, *texts: str) -> None:
    """The best bidder proposes, without ``texts`` as the form begins; the commission agrees."""
    to_bid(bidder)
    bidder.open("Negotiation")
    clause = bidder.main.locator("section.panel", has=bidder.page.get_by_role("heading", name=number))
    bidder.follow(clause.get_by_role("link", name=bidder.says("Propose a text…")))
    if texts:
        bidder.write(dict(zip(("text_kk", "text_ru"), texts, strict=True)))
    bidder.press("Propose")
    to_tender(chair)
    tab(chair, "Negotiation")
    chair.press("Agree")


def end_talks(chair: Person) -> None:
    to_tender(chair)
    tab(chair, "Negotiation")
    chair.open("End with agreement…")
    chair.confirm("End with agreement")


def put_winner(people: dict[str, Person]) -> None:
    chair = people["chair"]
    to_tender(chair)
    tab(chair, "Negotiation")
    chair.open("Put the winner to the vote…")
    chair.confirm("Put to the vote")
    vote(people)


# --- the contract -----------------------------------------------------------------------------------------


def to_contract(who: Person) -> None:
    who.find("Conclusion of contracts", who.says("Open"))


def agree_terms(who: Person) -> None:
    """The first on its page, then all eight."""
    to_contract(who)
    who.open("Read and agree")
    who.press("Agree to this term")
    offstage.agree_terms(who.key)
    to_contract(who)
    assert not who.has_link("Read and agree")


def sign_contract(staff: Person, head: Person, winner: Person) -> None:
    to_contract(staff)
    staff.open("Send to be signed…")
    staff.confirm("Send to be signed")
    for who in (winner, head):
        to_contract(who)
        who.open("Sign…")
        who.confirm("Sign the contract")


def register(staff: Person, number: str) -> None:
    to_contract(staff)
    staff.open("Enter the registration…")
    staff.write({"number": number, "registered_on": f"{portal_time(staff).date()}"})
    staff.confirm("Enter the registration")
    staff.open("Publish the card…")
    staff.confirm("Publish the card")
