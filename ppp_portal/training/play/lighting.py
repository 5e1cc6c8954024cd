"""An invented initiative whose alternatives are opened and compared: street lighting by luminaires of the bidders."""

from decimal import Decimal
from typing import Any

from ppp_portal.documents.values import Both
from ppp_portal.training.play.cases.notice_texts import CITED, Alternative, Initiative

CARD: dict[str, Any] = {
    "title_kk": "Алматы қаласының Алатау ауданында көше жарығын жаңғырту және пайдалану",
    "title_ru": "Модернизация и эксплуатация уличного освещения в Алатауском районе города Алматы",
    "object_kk": "8400 жарықдиодты шамнан тұратын көше жарығы және оны басқару жүйесі",
    "object_ru": "Уличное освещение из 8400 светодиодных светильников и система управления им",
    "sector": "utilities",
    "region": "75",
    "level": "local",
    "cost": Decimal(4_260_000_000),
    "cost_unit": 1000,
    "cost_with_vat": True,
    "complexity": "n.a.",
    "start_year": 2026,
    "end_year": 2036,
    "creation_months": 10,
    "operation_years": 9,
    "payments_kk": "Қызметтерді көрсеткені үшін төлем; жарық пайдалануға берілгеннен кейін ғана төленеді.",
    "payments_ru": "Плата за оказание услуг; выплачивается только после ввода освещения в эксплуатацию.",
    "pays_after_commissioning": True,
    "standard_kk": "",
    "standard_ru": "",
}
LIGHTS = {"unit_kk": "дана", "unit_ru": "шт."}
PARAMETERS: list[dict[str, Any]] = [
    {
        "name_kk": "Жарықдиодты шамдар",
        "name_ru": "Светодиодные светильники",
        "quantity": Decimal(8400),
        **LIGHTS,
    },
    {"name_kk": "көшелерде", "name_ru": "на улицах", "quantity": Decimal(6900), "part": True, **LIGHTS},
    {
        "name_kk": "саябақтар мен аулаларда",
        "name_ru": "в парках и дворах",
        "quantity": Decimal(1500),
        "part": True,
        **LIGHTS,
    },
    {"name_kk": "Басқару шкафтары", "name_ru": "Шкафы управления", "quantity": Decimal(210), **LIGHTS},
]
NOTICE: dict[str, Any] = {
    "ground": "exclusive_rights",
    "responsibilities_kk": "Жаңғыртуды өз және (немесе) қарыз қаражаты есебінен қаржыландыру\n"
    "Шамдар мен басқару жүйесін орнату\n"
    "Көше жарығын күтіп ұстау, ақаулы шамды 24 сағатта ауыстыру",
    "responsibilities_ru": "Финансирование модернизации за счет собственных и (или) заемных средств\n"
    "Установка светильников и системы управления\n"
    "Содержание уличного освещения, замена неисправного светильника за 24 часа",
    "address_kk": "050000, Алматы қ., Жетісу көшесі, 17",
    "address_ru": "050000, г. Алматы, ул. Жетысу, 17",
    "phone": "+7 (727) 000-00-00",
    "email": "light@portal.example",
}
REQUIREMENTS: list[dict[str, Any]] = [
    {
        "kind": "proposal",
        "text_kk": "Кемінде 2 елді мекенде көше жарығын жаңғырту және күтіп ұстау тәжірибесі",
        "text_ru": "Опыт модернизации и содержания уличного освещения не менее чем в 2 населенных пунктах",
        **CITED,
    },
    {
        "kind": "proposal",
        "text_kk": "Айрықша құқықтары өзіне тиесілі жарықты басқару бағдарламасы",
        "text_ru": "Программа управления освещением, исключительные права на которую принадлежат участнику",
        **CITED,
    },
]
ASKED: tuple[dict[str, str], ...] = (
    {
        "requirement_kk": "Электр энергиясын үнемдеу",
        "requirement_ru": "Экономия электроэнергии",
        "kind": "number",
        "unit_kk": "%",
        "unit_ru": "%",
        "better": "more",
    },
    {
        "requirement_kk": "Шамдардың кепілдік мерзімі",
        "requirement_ru": "Гарантийный срок светильников",
        "kind": "number",
        "unit_kk": "ай",
        "unit_ru": "месяцев",
        "better": "more",
    },
    {
        "requirement_kk": "1 шамның айлық төлемі",
        "requirement_ru": "Плата за 1 светильник в месяц",
        "kind": "number",
        "unit_kk": "теңге",
        "unit_ru": "тенге",
        "better": "less",
    },
)
OFFERS = (
    Alternative(
        "bidder_b",
        Both("Талдықорған және Қонаев қалаларындағы 2 жоба", "2 проекта в городах Талдыкорган и Конаев"),
        Both(
            "«Таңшолпан» бағдарламасы, авторлық куәлік бар",
            "Программа «Таншолпан», есть авторское свидетельство",
        ),
        (62, 84, 4_150),
        "870 000 000",
        "meets",
        Both("Барлық талапқа сай, үнемі ең көп.", "Отвечает всем требованиям, экономия наибольшая."),
    ),
    Alternative(
        "bidder_c",
        Both("3 қалада көше жарығы жаңғыртылды", "Освещение модернизировано в 3 городах"),
        Both("«Жарық» бағдарламасы, айрықша құқық өзінде", "Программа «Жарык», исключительное право свое"),
        (57, 96, 4_020),
        "905 000 000",
        "meets",
        Both("Барлық талапқа сай, кепілдігі ұзағырақ.", "Отвечает всем требованиям, гарантия дольше."),
    ),
    Alternative(
        "bidder_d",
        Both("1 ауылдағы жоба", "Проект в 1 селе"),
        Both("Бағдарлама лицензия бойынша", "Программа по лицензии"),
        (60, 60, 3_690),
        "1 100 000 000",
        "partly",
        Both(
            "Жоба 1, ал талап 2; бағдарламаға айрықша құқық жоқ.",
            "Проект 1 вместо 2; исключительного права на программу нет.",
        ),
    ),
)
LIGHTING = Initiative("bidder_a", CARD, PARAMETERS, NOTICE, REQUIREMENTS, ASKED, OFFERS)
