"""From a blank draft to a published tender, questions and their answers, amendments."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from ppp_portal.law.calendar import ALMATY, local_day
from ppp_portal.panel.actions import appoint_commission, assign
from ppp_portal.panel.rules import SeatPlan
from ppp_portal.panel.states import CommissionKind
from ppp_portal.training.play import texts
from ppp_portal.training.play.bidders import account
from ppp_portal.training.play.papers import paper
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.themes import Theme, spaced
from projects.actions.cards import create_project
from tenders.actions import annexes, drafting, publication, questions
from tenders.kinds import KINDS, TenderKind
from tenders.models import Question, Tender

PACK = "605-458"
BUDGET = {"budget_kk": "Алматы қаласының жергілікті бюджеті", "budget_ru": "местный бюджет города Алматы"}
DEPOSIT = {
    "deposit_bank_kk": "«Тұмар Банк» АҚ, БСК TMRBKZKA",
    "deposit_bank_ru": "АО «Тумар Банк», БИК TMRBKZKA",
    "deposit_account": account("9994900000000001"),
    "deposit_purpose_kk": "Конкурсқа қатысуға өтінімді қамтамасыз ету",
    "deposit_purpose_ru": "Обеспечение заявки на участие в конкурсе",
}
PLACE = {
    "place_kk": "Алматы қ., Жетісу көшесі, 17, 3-қабат, мәжіліс залы",
    "place_ru": "г. Алматы, ул. Жетысу, 17, 3 этаж, зал заседаний",
}
SEATS = (
    ("chair", "chair", ""),
    ("deputy", "deputy", ""),
    ("member_1", "member", ""),
    ("member_2", "member", ""),
    ("member_3", "member", ""),
    ("member_4", "member", "member_3"),
    ("secretary", "secretary", ""),
)
THRESHOLDS = ("projects", "own_funds", "months", "price", "higher_share", "secondary_share")
LIFE = timedelta(days=260)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """That hour of that day in Kazakhstan."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ALMATY)


def draft(
    stage: Stage, theme: Theme, closes_at: datetime, opens_at: datetime, kind: str = "open", **evidence: str
) -> Tender:
    """The project card, the draft and all its parts; nothing is approved yet."""
    tender = begin(stage, theme, kind)
    document(stage, theme, tender, closes_at, opens_at, **evidence)
    return tender


def document(
    stage: Stage, theme: Theme, tender: Tender, closes_at: datetime, opens_at: datetime, **evidence: str
) -> None:
    """All parts of the documentation, its figures and its dates."""
    stage.together("staff", "writes the thirteen parts", lambda: _fill(stage, theme, tender, evidence))
    set_dates(stage, tender, closes_at, opens_at)


def begin(stage: Stage, theme: Theme, kind: str = "open") -> Tender:
    """The project card and an empty draft of a tender of this kind."""
    project = stage.do(
        "staff",
        "writes the project card",
        create_project,
        title_kk=theme.title_kk,
        title_ru=theme.title_ru,
        object_kk=theme.card_kk,
        object_ru=theme.card_ru,
        sector="education",
        region="75",
        cost=theme.cost,
        cost_with_vat=True,
        operation_years=theme.years,
        complexity="yes" if KINDS[kind].needs_complexity else "n.a.",
        special_significance=theme.special_significance,
        twin_reason="Другой объект того же названия",
    )
    return stage.do(
        "staff",
        f"starts the draft of a tender ({TenderKind(kind).value})",
        drafting.create_tender,
        project_id=project.pk,
        kind=kind,
        title_kk=theme.title_kk,
        title_ru=theme.title_ru,
    )


def _fill(stage: Stage, theme: Theme, tender: Tender, evidence: dict[str, str]) -> None:
    by, key = stage["staff"], tender.pk
    for number, (kk, ru) in texts.parts(theme).items():
        drafting.save_part(tender_id=key, number=number, text_kk=kk, text_ru=ru, by=by)
    study = paper("Техникалық-экономикалық негіздеме", texts.study(theme))
    annexes.attach_file(
        tender_id=key,
        number=2,
        upload=SimpleUploadedFile("feasibility-study.pdf", study, "application/pdf"),
        language="",
        title_kk="Техникалық-экономикалық негіздеме",
        title_ru="Технико-экономическое обоснование",
        by=by,
    )
    drafting.save_criteria(
        tender_id=key,
        thresholds={
            "construction_cost": theme.cost,
            **{name: getattr(theme, name) for name in THRESHOLDS},
            "higher_share": Decimal(theme.higher_share),
            "secondary_share": Decimal(theme.secondary_share),
        },
        policies={},
        evidence={"k6_field": "any", **evidence},
        by=by,
    )
    drafting.set_clauses(tender_id=key, clauses=texts.clauses(theme), by=by)
    drafting.set_risks(tender_id=key, risks=texts.RISKS, by=by)


def set_dates(stage: Stage, tender: Tender, closes_at: datetime, opens_at: datetime) -> None:
    """The figures and dates of parts 10 and 12."""
    working = not _day_off(closes_at)
    stage.do(
        "staff",
        f"sets the cut-off to {closes_at.astimezone(ALMATY):%d.%m.%Y %H:%M}",
        drafting.save_terms,
        tender_id=tender.pk,
        investments=tender.project.cost,
        **BUDGET,
        **DEPOSIT,
        deposit_bin=tender.organiser.bin,
        closes_at=closes_at,
        opens_at=opens_at,
        opening_place_kk=PLACE["place_kk"],
        opening_place_ru=PLACE["place_ru"],
        bids_valid_until=local_day(closes_at) + LIFE,
        off_day_confirmed=not working,
        public_partner_ids=[stage.organisation("head")],
    )


def _day_off(at: datetime) -> bool:
    from ppp_portal.journal import clock

    return not clock.calendar().is_working(local_day(at))


def seat_commission(stage: Stage, tender: Tender, order: str) -> None:
    """Five seats with a vote, a substitute and the secretary, by the head's order; then everybody's declaration."""
    seats = [
        SeatPlan(stage.person(who), role, stage.person(behind) if behind else None)
        for who, role, behind in SEATS
    ]
    commission = stage.do(
        "head",
        f"appoints the commission by order № {order}",
        appoint_commission,
        organisation_id=stage.organisation("head"),
        kind=CommissionKind.TENDER,
        name_kk="Конкурстық комиссия",
        name_ru="Конкурсная комиссия",
        order_number=order,
        order_date=local_day(stage.now()),
        seats=seats,
    )
    stage.do(
        "head",
        "gives the tender to the commission",
        assign,
        subject=tender.subject,
        commission_id=commission.pk,
        pack=PACK,
        stream=tender.stream,
    )


def publish(stage: Stage, tender: Tender) -> Tender:
    """Approval by the head, publication by the staff."""
    stage.do("head", "approves the documentation", publication.approve_documentation, tender_id=tender.pk)
    stage.pass_time(minutes=20)
    return stage.do(
        "staff",
        "publishes the tender in Kazakh and Russian",
        publication.publish_tender,
        tender_id=tender.pk,
    )


def announce(
    stage: Stage, theme: Theme, closes_at: datetime, opens_at: datetime, order: str, **evidence: str
) -> Tender:
    """All of it: draft, commission, approval, publication."""
    tender = draft(stage, theme, closes_at, opens_at, **evidence)
    stage.pass_time(minutes=40)
    seat_commission(stage, tender, order)
    stage.pass_time(hours=1)
    return publish(stage, tender)


# --- questions --------------------------------------------------------------------------------------------


def ask(stage: Stage, who: str, tender: Tender, text: str, language: str) -> Question:
    return stage.do(
        who, "asks about the documentation", questions.ask_question,
        tender_id=tender.pk, text=text, language=language,
    )  # fmt: skip


def answer(stage: Stage, question: Question, asked: tuple[str, str], answered: tuple[str, str]) -> None:
    """Question and answer are published in both languages for everybody."""
    stage.do(
        "staff",
        f"answers question {question.number} for everybody",
        questions.answer_question,
        question_id=question.pk,
        question_kk=asked[0],
        question_ru=asked[1],
        answer_kk=answered[0],
        answer_ru=answered[1],
    )


def follow(stage: Stage, tender: Tender, who: Iterable[str]) -> None:
    for name in who:
        stage.do(name, "follows the tender", questions.follow, tender_id=tender.pk)


def ask_and_answer(stage: Stage, theme: Theme, tender: Tender) -> None:
    """Two questions of two bidders, answered for all within three days."""
    first = ask(
        stage, "bidder_b", tender,
        "Кто оплачивает подключение к тепловым сетям на границе участка?", "ru",
    )  # fmt: skip
    stage.pass_time(hours=5)
    second = ask(stage, "bidder_c", tender, "Жер учаскесі қай уақытта беріледі?", "kk")
    stage.next_day()
    answer(
        stage,
        first,
        (
            "Учаске шекарасындағы жылу желілеріне қосылуды кім төлейді?",
            "Кто оплачивает подключение к тепловым сетям на границе участка?",
        ),
        (
            "Шекарадан 150 метрге дейінгі желілерді жекеше әріптес өз есебінен салады, одан арғысын – мемлекет.",
            "Сети до 150 метров от границы частный партнер строит за свой счет, далее – государство.",
        ),
    )
    answer(
        stage,
        second,
        ("Жер учаскесі қай уақытта беріледі?", "Когда предоставляется земельный участок?"),
        (
            f"Шарт тіркелгеннен кейін 10 жұмыс күні ішінде, {spaced(theme.places)} орындық құрылыс үшін бос күйінде.",
            f"В течение 10 рабочих дней после регистрации договора, свободным под строительство на "
            f"{spaced(theme.places)} мест.",
        ),
    )
