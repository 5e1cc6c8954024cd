"""The demonstration: seven tenders, two initiatives before and four contracts after them, one clock.

Everything is counted back from its last moment.

While the older tenders live through their whole procedure, the younger ones are announced and bid for in between,
as it would be. What takes one moment now and then for months, a notice and the monitoring of a contract, is appointed
beforehand (:meth:`Stage.appoint`).
"""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from contracts.models import ContractCard
from ppp_portal.documents.values import Both
from ppp_portal.law.calendar import ALMATY
from ppp_portal.law.mci import MCI
from ppp_portal.training.play import announcing, around, bidding, contracting, judging, neglect
from ppp_portal.training.play.bidders import A, B, C, D
from ppp_portal.training.play.cases import extension, failed, replacement
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.table import declare, sit_down
from ppp_portal.training.play.themes import ALMALY, DORMITORY, TURKSIB, ZHETYSU
from ppp_portal.training.play.watching import Watched, appoint_good_months, morning
from tenders.actions import evaluation
from tenders.models import Tender

DAY = timedelta(days=1)
HISTORY = 375 * DAY
HEAD_START = timedelta(minutes=2)  # the story takes about as long to play
SEALED_FOR = timedelta(hours=1)


def last_moment(real: datetime) -> datetime:
    """Where the portal's clock stands when the demonstration begins: now, in whole minutes.

    In a year whose monthly calculation index is not known yet, the same day of the last year that has one.
    """
    end = (real + HEAD_START).astimezone(ALMATY).replace(second=0, microsecond=0)
    return end if end.year in MCI else end.replace(year=max(MCI), day=min(end.day, 28))


def play(stage: Stage, end: datetime) -> None:
    """From the settled cast to ``end``, leaving the tenders, initiatives and contracts behind."""
    neglected = replacement.concluded(stage)
    replacement.appoint_neglect(stage, neglected)
    neglect.appoint(stage, end)
    around.appoint_initiatives(stage, end)
    around.appoint_extension(stage, end)
    stage.go_to(morning(end - 205 * DAY))
    around.appoint_assignment(stage, end, concluded(stage), FIRST.who)
    stage.go_to(morning(end - 100 * DAY))
    failed.fail_for_want_of_bids(stage)
    stage.go_to(morning(end - 54 * DAY))
    scored = _announce_scored(stage)
    stage.go_to(morning(end - 38 * DAY))
    sealed = _announce_sealed(stage, end)
    bidding.bid(stage, sealed, A)
    stage.go_to(morning(end - 31 * DAY))
    around.replace_partner(stage, neglected)
    _open_and_admit(stage, scored)
    stage.go_to(morning(end - 10 * DAY))
    accepting = _announce_accepting(stage)
    for offer in (B, C, D):
        bidding.bid(stage, sealed, offer)
    stage.go_to(end - DAY)
    waiting_question(stage, accepting)
    stage.go_to(end - timedelta(hours=2))
    extension.facts(stage)
    stage.go_to(end - timedelta(minutes=40))
    score_sheet(stage, scored)
    stage.go_to(end)


def _cutoff(stage: Stage, days: int, hour: int = 18) -> datetime:
    """A working day at least so many days ahead."""
    return morning(stage.now() + days * DAY).replace(hour=hour)


# --- signed and registered --------------------------------------------------------------------------------

FIRST = replace(
    B,
    projects=4,
    own=Decimal(563_500_000),
    months=18,
    price="33000",
    summary="Строим за 18 месяцев на собственном производстве, эксплуатируем 10 лет.",
)
SECOND = replace(
    D,
    projects=2,
    own=Decimal(514_500_000),
    months=17,
    price="36500",
    summary="Монолитный каркас, 17 месяцев, две смены.",
)


def concluded(stage: Stage) -> Tender:
    """Two bids, a contract in force, every security back with its bidder."""
    closes = _cutoff(stage, 36)
    tender = announcing.announce(stage, ALMALY, closes, closes + 16 * timedelta(hours=1), "3-Н")
    stage.next_day(3)
    bidding.bid(stage, tender, FIRST)
    bidding.bid(stage, tender, SECOND)
    judging.open_bids(stage, tender)
    stage.next_day()
    judging.admit(stage, tender)
    stage.next_day(2)
    judging.evaluate(stage, tender)
    judging.negotiate(stage, tender, FIRST.who)
    judging.results(stage, tender)
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))
    contracting.conclude(stage, tender, FIRST.who, "75-0003")
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))
    contracting.settle_ledger(stage, tender)
    card = ContractCard.objects.get(contract__tender=tender)
    appoint_good_months(stage, Watched(card, FIRST.who), ON_TIME)
    return tender


ON_TIME = Both("Құрылыс кестеге сай жүріп жатыр.", "Строительство идет по графику.")


# --- at the score sheet -----------------------------------------------------------------------------------

SHEET = (
    replace(
        A,
        projects=3,
        risks=("R1",),
        own=Decimal(660_000_000),
        months=18,
        price="33000",
        summary="500 орындық жатақхананы 18 айда саламыз.",
    ),
    replace(
        C,
        projects=4,
        risks=(),
        own=Decimal(607_200_000),
        months=17,
        price="32000",
        member="",
        summary="17 айда аяқтаймыз, пайдалануды өзіміз жүргіземіз.",
    ),
    replace(
        D,
        projects=2,
        own=Decimal(633_600_000),
        months=16,
        price="35000",
        not_similar=1,
        summary="Срок 16 месяцев, собственный парк техники.",
    ),
)
NOT_BUILT = Both(
    kk="Қонақүйді пайдалану құрылыс жобасы емес (4-қосымшаның К1 ескертпесі).",
    ru="Эксплуатация гостиницы не является проектом строительства (примечание К1 приложения 4).",
)


def _announce_scored(stage: Stage) -> Tender:
    closes = _cutoff(stage, 34, 12)
    tender = announcing.announce(stage, TURKSIB, closes, closes + timedelta(hours=4), "9-Н")
    stage.next_day(4)
    for offer in SHEET:
        bidding.bid(stage, tender, offer)
    return tender


def _open_and_admit(stage: Stage, tender: Tender) -> None:
    judging.open_bids(stage, tender)
    stage.next_day()
    judging.admit(stage, tender)


def score_sheet(stage: Stage, tender: Tender) -> None:
    """The commission sits, all evidence is decided, the points are counted: the vote on the best is next."""
    less = {(SHEET[2].who, "k1", 2): (0, NOT_BUILT)}
    sit_down(stage, tender, "evaluation")
    judging.accept_all(stage, tender, less)
    stage.do("chair", "has the points counted", evaluation.evaluate, tender_id=tender.pk)


# --- sealed, an hour before the deadline ------------------------------------------------------------------


def _announce_sealed(stage: Stage, end: datetime) -> Tender:
    """The reference tender: an hour before its deadline at the end. Its commission is ready to open the bids."""
    closes = end + SEALED_FOR
    tender = announcing.announce(stage, DORMITORY, closes, closes + timedelta(hours=1), "12-Н")
    stage.next_day()
    announcing.ask_and_answer(stage, DORMITORY, tender)
    announcing.follow(stage, tender, ("bidder_d", "outsider"))
    declare(stage, tender)
    return tender


# --- accepting --------------------------------------------------------------------------------------------


def _announce_accepting(stage: Stage) -> Tender:
    """Open for bids; one question is answered, one waits for its answer; one bidder has begun."""
    closes = _cutoff(stage, 45)
    tender = announcing.announce(stage, ZHETYSU, closes, closes + timedelta(hours=16), "14-Н")
    stage.next_day()
    first = announcing.ask(stage, "bidder_a", tender, "Құрылысты кезең-кезеңімен тапсыруға бола ма?", "kk")
    stage.next_day()
    announcing.answer(
        stage,
        first,
        ("Құрылысты кезең-кезеңімен тапсыруға бола ма?", "Можно ли сдавать строительство очередями?"),
        (
            "Иә, 2 кезеңге дейін; төлем соңғы кезең пайдалануға берілгеннен кейін басталады.",
            "Да, до 2 очередей; платежи начинаются после ввода последней очереди.",
        ),
    )
    return tender


def waiting_question(stage: Stage, tender: Tender) -> None:
    announcing.ask(stage, "bidder_d", tender, "Входит ли меблировка комнат в стоимость строительства?", "ru")
