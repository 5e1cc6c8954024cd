"""What the demonstration holds around its tenders: two initiatives, two requests of partners, a replacement."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from contracts.actions import compensation
from contracts.actions.replacement import print_file
from contracts.models import ContractCard
from contracts.queries import replacement as queries
from ppp_portal.documents.values import Both
from ppp_portal.law.calendar import local_day
from ppp_portal.training.play import assigning
from ppp_portal.training.play.cases import extension, notice, replacement
from ppp_portal.training.play.cases.notice_texts import OFFERS, VIDEO, Alternative, Initiative
from ppp_portal.training.play.lighting import LIGHTING
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.watching import Watched, appoint_after, appoint_good_months, morning
from projects.models import InitiationNotice
from tenders.models import Tender

DAY = timedelta(days=1)

# --- before the tender ------------------------------------------------------------------------------------


def appoint_initiatives(stage: Stage, end: datetime) -> None:
    """The Almaty notice accepts alternatives and holds two; an invented one is compared and waits for the vote."""
    video, lighting = morning(end - 16 * DAY), morning(end - 64 * DAY)
    stage.appoint(video, lambda: _announce_initiative(stage, VIDEO, video, OFFERS[:2]))
    stage.appoint(lighting, lambda: _compare_initiative(stage, lighting))


def _announce_initiative(
    stage: Stage, what: Initiative, day: datetime, offers: Iterable[Alternative]
) -> InitiationNotice:
    """Published today; every four working days somebody proposes."""
    published = notice.announce(stage, what)
    plan = [
        (4 * place, partial(notice.propose_one, stage, published, offer))
        for place, offer in enumerate(offers, start=1)
    ]
    appoint_after(stage, local_day(day), plan)
    return published


def _compare_initiative(stage: Stage, day: datetime) -> None:
    """From the notice to the printed matrix; the vote on the recommendation is next."""
    published = _announce_initiative(stage, LIGHTING, day, LIGHTING.offers)
    notice.group(stage, published)
    appoint_after(
        stage,
        local_day(notice.closed_at(published)),
        [
            (1, lambda: notice.open_all(stage, published)),
            (2, lambda: notice.check_and_ask(stage, published, LIGHTING)),
            (5, lambda: notice.answer(stage, published, LIGHTING)),
            (10, lambda: notice.compare(stage, published, LIGHTING)),
        ],
    )


# --- after it ---------------------------------------------------------------------------------------------

WORKS = Both("Кешендер жұмыс істеп тұр.", "Комплексы работают.")
OPERATES = Both(
    "Жатақхананы пайдаланатын компания шартқа кіреді: құқықтар мен міндеттердің 40 % оған өтеді",
    "Компания, которая будет эксплуатировать общежитие, входит в договор: к ней переходят 40 % прав и обязанностей",
)


def appoint_extension(stage: Stage, end: datetime) -> None:
    """Every firm has answered; the working group has judged two offers, two wait for its verdict."""
    stage.appoint(morning(end - 42 * DAY), lambda: _ask_extension(stage, local_day(end).year))


def _ask_extension(stage: Stage, last_year: int) -> None:
    card = extension.enter(stage, last_year)
    appoint_good_months(stage, Watched(card, extension.PARTNER), WORKS)
    asked = extension.request(stage, card)
    appoint_after(
        stage,
        local_day(stage.now()),
        [
            (1, lambda: extension.answer_warning(stage, card)),
            (2, lambda: extension.take_up(stage, asked)),
            (3, lambda: extension.seat_group(stage, asked)),
            (4, lambda: extension.ask_firms(stage, asked)),
            (19, lambda: extension.enter_offers(stage, asked)),
            (21, lambda: extension.judge(stage, asked, 2)),
        ],
    )


def appoint_assignment(stage: Stage, end: datetime, tender: Tender, partner: str) -> None:
    """The assignee is checked and qualifies; the written consent of the public partner is next."""
    stage.appoint(morning(end - 9 * DAY), lambda: _ask_assignment(stage, tender, partner))


def _ask_assignment(stage: Stage, tender: Tender, partner: str) -> None:
    card = ContractCard.objects.get(contract__tender=tender)
    asked = assigning.ask(stage, card, partner, "member_company", Decimal(40), OPERATES)
    appoint_after(
        stage, local_day(stage.now()), [(3, lambda: assigning.check(stage, asked, Decimal(620_000_000)))]
    )


def replace_partner(stage: Stage, card: ContractCard) -> None:
    """Half way: the replacement tender is announced, land and object are back, the costs are counted."""
    case = queries.latest(card)
    assert case is not None
    replacement.begin(stage, case)
    counted = replacement.appoint_return(stage, case)
    appoint_after(stage, local_day(counted), [(1, lambda: _print_case(stage, case.pk))])


def _print_case(stage: Stage, case: UUID) -> None:
    """The file of the case and the calculation, as they stand."""
    stage.do("staff", "prints the calculation", compensation.print_calculation, replacement_id=case)
    stage.do("staff", "prints the file of the case", print_file, replacement_id=case)
