"""What the Almaty notice of 15 November 2022 said, and what three invented firms answer to it.

The figures of the notice are its own. Firms, people, prices and votes are invented.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ppp_portal.documents.values import Both

CARD: dict[str, Any] = {
    "title_kk": "Алматы қаласында бейнебақылау жүйесін құру және пайдалану",
    "title_ru": "Создание и эксплуатация системы видеонаблюдения в городе Алматы",
    "object_kk": "5957 камерадан тұратын жалпы бейнебақылау жүйесі және деректер орталығы",
    "object_ru": "Система общего видеонаблюдения из 5957 камер и центр обработки данных",
    "sector": "digital",
    "region": "75",
    "level": "local",
    "cost": Decimal(18_324_558_000),
    "cost_unit": 1000,
    "cost_with_vat": True,
    "complexity": "n.a.",
    "start_year": 2022,
    "end_year": 2033,
    "creation_months": 6,
    "operation_years": 10,
    "payments_kk": "Заңның 9-бабы 2-тармағының 1) тармақшасына сәйкес қызметтерді көрсеткені үшін төлем; бейнебақылау "
    "жүйесі іске қосылғаннан кейін ғана төленеді.",
    "payments_ru": "Плата за оказание услуг согласно подпункту 1) пункта 2 статьи 9 Закона; выплачивается только после "
    "ввода системы видеонаблюдения в эксплуатацию.",
    "pays_after_commissioning": True,
    "standard_kk": "Ұлттық бейнемониторинг жүйесінің жұмыс істеу қағидалары (ҰҚК Төрағасының 2020 жылғы 27 қазандағы "
    "№ 69-қе бұйрығы)",
    "standard_ru": "Правила функционирования Национальной системы видеомониторинга (приказ Председателя КНБ от "
    "27 октября 2020 года № 69-қе)",
}
CAMERAS = {"unit_kk": "дана", "unit_ru": "шт."}
PARAMETERS: list[dict[str, Any]] = [
    {
        "name_kk": "Жалпы бейнебақылау камералары",
        "name_ru": "Камеры общего видеонаблюдения",
        "quantity": Decimal(5957),
        **CAMERAS,
    },
    {
        "name_kk": "бұрылмалы",
        "name_ru": "поворотные",
        "quantity": Decimal(711),
        "part": True,
        **CAMERAS,
    },
    {
        "name_kk": "бекітілген",
        "name_ru": "стационарные",
        "quantity": Decimal(5246),
        "part": True,
        **CAMERAS,
    },
    {
        "name_kk": "Деректерді өңдеу, талдау және сақтау орталығы",
        "name_ru": "Центр обработки, анализа и хранения данных",
        "unit_kk": "",
        "unit_ru": "",
        "quantity": None,
    },
]
NOTICE: dict[str, Any] = {
    "ground": "exclusive_rights",
    "responsibilities_kk": "Жүйені құруды өз және (немесе) қарыз қаражаты есебінен қаржыландыру\n"
    "Бейнебақылау жүйесін құру\n"
    "Қызмет көрсету, бейне кескіндерді 30 күн сақтау және деректерді беру арналарын ұйымдастыру",
    "responsibilities_ru": "Финансирование создания системы за счет собственных и (или) заемных средств\n"
    "Создание системы видеонаблюдения\n"
    "Оказание услуг, хранение видеоизображений 30 дней и организация каналов передачи данных",
    "address_kk": "050008, Алматы қ., Әуезов көшесі, 82",
    "address_ru": "050008, г. Алматы, ул. Ауэзова, 82",
    "phone": "+7 (727) 000-00-00",
    "email": "notice@portal.example",
}
CITED = {
    "citation_kk": "Заңның 44-бабының 2-тармағы; 725-бұйрықтың 130-тармағы",
    "citation_ru": "Пункт 2 статьи 44 Закона; пункт 130 приказа 725",
}
REQUIREMENTS: list[dict[str, Any]] = [
    {
        "kind": "proposal",
        "text_kk": "ҚР аумағында бейнебақылау жүйелерін құру және пайдалану бойынша кемінде 3 ұқсас МЖӘ жобасын іске "
        "асыру тәжірибесі",
        "text_ru": "Опыт реализации не менее 3 схожих проектов ГЧП по созданию и эксплуатации систем видеонаблюдения "
        "на территории РК",
        **CITED,
    },
    {
        "kind": "proposal",
        "text_kk": "Ақпараттандыру саласындағы заңнамаға сәйкес камералар және айрықша құқықтары өзіне тиесілі бейне "
        "ағындарын басқару бағдарламасы",
        "text_ru": "Камеры, соответствующие законодательству об информатизации, и программа управления "
        "видеопотоками, исключительные права на которую принадлежат участнику",
        **CITED,
    },
]


@dataclass(frozen=True)
class Initiative:
    """A notice and what came of it. ``asked``: the questionnaire beyond the two requirements, all in figures."""

    initiator: str
    card: dict[str, Any]
    parameters: list[dict[str, Any]]
    notice: dict[str, Any]
    requirements: list[dict[str, Any]]
    asked: tuple[dict[str, str], ...]
    offers: "tuple[Alternative, ...]"


@dataclass(frozen=True)
class Alternative:
    """One invented answer: to the two requirements in words, to the questions that follow in figures."""

    who: str
    projects: Both
    programme: Both
    figures: tuple[int, int, int]
    own: str
    outcome: str
    found: Both


FIRST = Alternative(
    "bidder_a",
    Both("Алматы облысында 3 ұқсас жоба", "3 схожих проекта в Алматинской области"),
    Both("«Қырағы» бағдарламасы, авторлық куәлік бар", "Программа «Кыраги», есть авторское свидетельство"),
    (5957, 30, 21_400),
    "3 700 000 000",
    "meets",
    Both("Барлық талапқа сай.", "Отвечает всем требованиям."),
)
SECOND = Alternative(
    "bidder_b",
    Both("Шымкент қаласында 4 ұқсас жоба", "4 схожих проекта в городе Шымкент"),
    Both(
        "«Алатау Көз» бағдарламасы, айрықша құқық өзінде", "Программа «Алатау Коз», исключительное право свое"
    ),
    (6100, 45, 22_050),
    "4 100 000 000",
    "meets",
    Both("Барлық талапқа сай, сақтау мерзімі ұзағырақ.", "Отвечает всем требованиям, срок хранения больше."),
)
THIRD = Alternative(
    "bidder_c",
    Both("2 ұқсас жоба, 1 жоба жүріп жатыр", "2 схожих проекта, еще 1 проект в работе"),
    Both("Бағдарлама лицензия бойынша", "Программа по лицензии"),
    (5957, 30, 19_900),
    "3 665 000 000",
    "partly",
    Both(
        "Аяқталған жоба 2, бағдарламаға айрықша құқық жоқ.",
        "Завершенных проектов 2, исключительного права на программу нет.",
    ),
)
OFFERS = (FIRST, SECOND, THIRD)

QUESTIONS: tuple[dict[str, str], ...] = (
    {
        "requirement_kk": "Камералар саны",
        "requirement_ru": "Количество камер",
        "kind": "number",
        "unit_kk": "дана",
        "unit_ru": "шт.",
        "better": "more",
    },
    {
        "requirement_kk": "Бейне кескіндерді сақтау мерзімі",
        "requirement_ru": "Срок хранения видеоизображений",
        "kind": "number",
        "unit_kk": "күн",
        "unit_ru": "дней",
        "better": "more",
    },
    {
        "requirement_kk": "1 камераның айлық төлемі",
        "requirement_ru": "Плата за 1 камеру в месяц",
        "kind": "number",
        "unit_kk": "теңге",
        "unit_ru": "тенге",
        "better": "less",
    },
)
VIDEO = Initiative("bidder_d", CARD, PARAMETERS, NOTICE, REQUIREMENTS, QUESTIONS, OFFERS)
REASON = Both(
    "Талаптарға толық сай балама ұсыныс – 2, олар қажеттіліктен асады, сондықтан әріптесті конкурс айқындайды.",
    "Альтернатив, полностью отвечающих требованиям, – 2, они превышают потребность, поэтому партнера определяет "
    "конкурс.",
)
DISSENT = Both(
    "Конкурс мерзімі ұзақ, келіссөздерді жалғастырған дұрыс деп есептеймін.",
    "Считаю, что конкурс займет много времени и лучше продолжить переговоры.",
)
