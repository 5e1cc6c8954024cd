"""An invented contract in its sixth month of non-performance: five are recorded with replies, the sixth waits."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from contracts.actions.cards import enter_card
from contracts.models import ContractCard
from ppp_portal.documents.values import Both
from ppp_portal.law.calendar import ONE_DAY, add_months, local_day
from ppp_portal.training.play import watching
from ppp_portal.training.play.papers import upload
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.watching import Breach, Report, Watched, working_moment

PARTNER = "bidder_b"
POOL: dict[str, Any] = {
    "title_kk": "Алматы қаласының Алатау ауданында бассейні бар спорт кешенін салу және пайдалану",
    "title_ru": "Строительство и эксплуатация спортивного комплекса с бассейном в Алатауском районе города Алматы",
    "object_kk": "Бір ауысымда 180 адамға арналған спорт кешені, 25 метрлік бассейн",
    "object_ru": "Спортивный комплекс на 180 человек в смену, бассейн 25 метров",
}
STOPPED = Both(
    "Бассейн блогының құрылысы тоқтап тұр, алаңда адам да, техника да жоқ.",
    "Строительство блока бассейна стоит, на площадке нет ни людей, ни техники.",
)
SAID = (
    Both("Қосалқы мердігер кетіп қалды, жаңасын іздеп жатырмыз.", "Субподрядчик ушел, подбираем нового."),
    Both("Жаңа мердігермен келіссөз жүріп жатыр.", "Идут переговоры с новым подрядчиком."),
    Both("Металл конструкциялар жеткізілмей жатыр.", "Не поставлены металлоконструкции."),
    Both("Банк несие желісін ашуды кейінге қалдырды.", "Банк отложил открытие кредитной линии."),
    Both("Қаржыландыру келісілгеннен кейін жалғастырамыз.", "Продолжим после согласования финансирования."),
)
CLAUSE = Both("4.2-тармақ", "п. 4.2")
BREACH = Breach(
    "1-Н",
    Both(
        "Құрылыс кестеден 2 айға артта қалды, жұмыс жүргізілмейді.",
        "Строительство отстает от графика на 2 месяца, работы не ведутся.",
    ),
    CLAUSE,
    20,
    Both("Жұмыс жаңа мердігермен жалғасады.", "Работы продолжит новый подрядчик."),
)
REPORT = Report(
    "1-М",
    Both(
        "3 ай бойы құрылыс жүргізілмеді, кестеден артта қалу өсіп келеді.",
        "3 месяца строительство не велось, отставание от графика растет.",
    ),
    Both("Алаң қоршалған, оқыс оқиғалар болған жоқ.", "Площадка ограждена, происшествий не было."),
)


def appoint(stage: Stage, end: datetime) -> None:
    """Everything up to ``end``, when the last whole month is over and not marked yet."""
    first = add_months(local_day(end).replace(day=1), -6)
    stage.appoint(working_moment(first - ONE_DAY, 1), lambda: _begin(stage, first))


def _begin(stage: Stage, first: date) -> None:
    watched = Watched(enter(stage, first), PARTNER)
    third, fourth = add_months(first, 2), add_months(first, 3)
    watching.appoint_idle_months(stage, watched, first, [(STOPPED, said) for said in SAID])
    watching.appoint_after(
        stage,
        third - ONE_DAY,
        [
            (8, lambda: watching.notify_breach(stage, watched, BREACH)),
            (12, lambda: watching.answer_breach(stage, watched, BREACH)),
        ],
    )
    stage.appoint(
        working_moment(fourth, 8),
        lambda: watching.conclude(stage, watched, first, fourth - ONE_DAY, REPORT),
    )


def enter(stage: Stage, first: date) -> ContractCard:
    """The card of a contract concluded a year before, entered from its paper."""
    partner = stage.organisation_of(PARTNER)
    starts = add_months(first, -9)
    number = f"{starts.year}-31"
    return stage.do(
        "staff",
        "enters an older contract from its paper",
        enter_card,
        number=number,
        signed_on=starts - 20 * ONE_DAY,
        starts_on=starts,
        creation_ends_on=add_months(starts, 20) - ONE_DAY,
        ends_on=add_months(starts, 12 * 10) - ONE_DAY,
        parties=[
            {
                "part": "private_partner",
                "organisation_id": partner.pk,
                "name_kk": partner.name_kk,
                "name_ru": partner.name_ru,
                "since_on": starts,
            }
        ],
        obligations=[
            {
                "plan": Decimal(6_480_000_000),
                "covers_kk": "8 жыл пайдалану",
                "covers_ru": "8 лет эксплуатации",
                "competed": True,
            }
        ],
        upload=upload("contract.pdf", "Шарт", number),
        **POOL,
    )
