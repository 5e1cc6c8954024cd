"""What the story of the extension is told with: published facts of Sergek, and an invented contract.

Facts of Sergek: zakon.kz and profit.kz, 5 January 2026 (the report to the maslikhat of 30 December 2025). What they
do not say is not entered.
"""

from datetime import date
from decimal import Decimal
from typing import Any

SOURCE_KK = (
    "Zakon.kz және profit.kz, 2026 жылғы 5 қаңтар: 2025 жылғы 30 желтоқсандағы мәслихат отырысындағы есеп"
)
SOURCE_RU = "Zakon.kz и profit.kz, 5 января 2026 года: доклад на заседании маслихата 30 декабря 2025 года"


def _complexes(
    value: int, from_on: date | None, kk: str, ru: str, *, competed: bool = False
) -> dict[str, Any]:
    return {
        "name_kk": "«Сергек» аппараттық-бағдарламалық кешені",
        "name_ru": "Аппаратно-программный комплекс «Сергек»",
        "unit_kk": "кешен",
        "unit_ru": "комплекс",
        "value": Decimal(value),
        "from_on": from_on,
        "basis_kk": kk,
        "basis_ru": ru,
        "competed": competed,
    }


SERGEK: dict[str, Any] = {
    "number": "Сергек",
    "title_kk": "Алматы қаласында «Сергек» кешендерін құру және пайдалану",
    "title_ru": "Создание и эксплуатация комплексов «Сергек» в городе Алматы",
    "object_kk": "Аппараттық-бағдарламалық кешендерді құру және пайдалану",
    "object_ru": "Создание и эксплуатация аппаратно-программных комплексов",
    "first_ends_on": date(2025, 12, 31),
    "ends_on": date(2026, 12, 31),
    "no_further_extension": True,
    "source_kk": SOURCE_KK,
    "source_ru": SOURCE_RU,
    "parties": [
        {
            "part": "public_partner",
            "name_kk": "Алматы қаласы Цифрландыру басқармасы",
            "name_ru": "Управление цифровизации города Алматы",
        },
        {
            "part": "private_partner",
            "name_kk": "«Көркем Телеком» ЖШС",
            "name_ru": "ТОО «Көркем Телеком»",
        },
    ],
    "quantities": [
        _complexes(766, None, "Бастапқы шарт", "Первоначальный договор", competed=True),
        _complexes(1641, None, "2021 жылдан бергі кеңейту", "Расширение с 2021 года"),
        _complexes(
            1991,
            date(2026, 1, 1),
            "2026 жылға ұзарту: 350 кешен қосылады",
            "Продление на 2026 год: еще 350 комплексов",
        ),
    ],
    "tariffs": [
        {
            "value": None,
            "unit_kk": "қызмет көрсету тарифі",
            "unit_ru": "тариф за оказание услуг",
            "basis_kk": "2021 жылғы деңгейде қалады, өспейді",
            "basis_ru": "Остается на уровне 2021 года, без повышения",
            "competed": True,
        }
    ],
    "obligations": [
        {
            "plan": Decimal(9_986_042_340),
            "covers_kk": "Тек бастапқы 766 кешен",
            "covers_ru": "Только первоначальные 766 комплексов",
            "competed": True,
        }
    ],
}

SERGEK_QUESTIONS = (
    ("Кешеннің атауы", "Название комплекса"),
    ("Осы шарт бойынша жұмыс істейді", "Работает по этому договору", "yes_no"),
    ("Сауалнама толтырылды", "Опросный лист заполнен", "yes_no"),
    ("Ұсынылған тариф", "Предложенный тариф", "number", "теңге", "тенге", "less"),
    ("Техникалық талаптарға жауаптар", "Ответы по техническим требованиям"),
)
HIDDEN = "not_published"


def _offer(kk: str, ru: str, product: str, *, incumbent: bool = False) -> tuple[Any, ...]:
    name = (1, "given", product, product) if product else (1, HIDDEN)
    works = (2, "given", "", "", Decimal(int(incumbent)))
    sheet = (3, HIDDEN) if incumbent else (3, "given", "", "", Decimal(1))
    return kk, ru, incumbent, (name, works, sheet, (4, HIDDEN), (5, HIDDEN))


SERGEK_OFFERS = (
    _offer("«Көркем Телеком» ЖШС", "ТОО «Көркем Телеком»", "Сергек", incumbent=True),
    _offer("«Rpart» ЖШС", "ТОО «Rpart»", "Сункар"),
    _offer("«InfoData» ЖШС", "ТОО «InfoData»", "Мерген"),
    _offer("Presight AI Kazakhstan LTD", "Presight AI Kazakhstan LTD", ""),
    _offer("«Байланыс Телеком энд Технолоджи» ЖШС", "ТОО «Байланыс Телеком энд Технолоджи»", "Азимут"),
)

# --- an invented contract -------------------------------------------------------------------------------------

UNIT = {
    "name_kk": "«Қырағы» кешені",
    "name_ru": "Комплекс «Кырагы»",
    "unit_kk": "кешен",
    "unit_ru": "комплекс",
}
OPERATOR: dict[str, Any] = {
    "part": "operator",
    "name_kk": "«Қырағы Сервис» ЖШС",
    "name_ru": "ТОО «Кырагы Сервис»",
}


def invented(last_year: int) -> dict[str, Any]:
    """A contract of six years to the end of ``last_year``: 400 complexes."""
    return {
        "number": f"{last_year - 6}-14",
        "title_kk": "«Қырағы» бейнебақылау кешендерін құру және пайдалану",
        "title_ru": "Создание и эксплуатация комплексов видеонаблюдения «Кырагы»",
        "object_kk": "Қиылыстардағы бейнебақылау кешендері және деректерді өңдеу орталығы",
        "object_ru": "Комплексы видеонаблюдения на перекрестках и центр обработки данных",
        "signed_on": date(last_year - 6, 12, 14),
        "starts_on": date(last_year - 5, 1, 1),
        "creation_ends_on": date(last_year - 5, 6, 30),
        "ends_on": date(last_year, 12, 31),
        "quantities": [
            {
                **UNIT,
                "value": Decimal(400),
                "from_on": date(last_year - 5, 7, 1),
                "basis_kk": "Шарт",
                "basis_ru": "Договор",
                "competed": True,
            }
        ],
        "tariffs": [
            {
                "value": Decimal(96000),
                "unit_kk": "айына бір кешен",
                "unit_ru": "комплекс в месяц",
                "from_on": date(last_year - 5, 7, 1),
                "basis_kk": "Шарт",
                "basis_ru": "Договор",
                "competed": True,
            }
        ],
        "obligations": [
            {
                "plan": Decimal(2_534_400_000),
                "covers_kk": "400 кешен, 66 ай",
                "covers_ru": "400 комплексов, 66 месяцев",
                "competed": True,
            }
        ],
        "milestones": [
            {
                "period": "creation",
                "title_kk": "Қаржылық жабу",
                "title_ru": "Финансовое закрытие",
                "due_on": date(last_year - 5, 3, 1),
                "financial_close": True,
            },
            {
                "period": "operation",
                "title_kk": "Объектіні қайтару",
                "title_ru": "Возврат объекта",
                "due_on": date(last_year, 12, 31),
            },
        ],
    }


LINES: tuple[dict[str, Any], ...] = (
    {"kind": "quantity", **UNIT, "after": Decimal(1040)},
    {
        "kind": "investment",
        "name_kk": "Жекеше әріптестің инвестициялары",
        "name_ru": "Инвестиции частного партнера",
        "unit_kk": "",
        "unit_ru": "",
        "after": Decimal(640_000_000),
    },
    {
        "kind": "tariff",
        "name_kk": "Қызмет тарифі",
        "name_ru": "Тариф за услуги",
        "unit_kk": "айына бір кешен",
        "unit_ru": "комплекс в месяц",
        "after": Decimal(96000),
    },
    {
        "kind": "obligation",
        "name_kk": "Бүкіл шарт; қосылған жыл – 1 040 кешен, 12 ай",
        "name_ru": "Весь договор; добавленный год – 1 040 комплексов, 12 месяцев",
        "unit_kk": "",
        "unit_ru": "",
        "after": Decimal(3_732_480_000),
    },
)

INVENTED_QUESTIONS = (
    ("Айына бір кешеннің тарифі", "Тариф за комплекс в месяц", "number", "теңге", "тенге", "less"),
    ("Нөмірлерді тану дәлдігі", "Точность распознавания номеров", "number", "%", "%", "more"),
    ("Іске қосу мерзімі", "Срок запуска", "number", "ай", "месяцев", "less"),
    ("Деректер Қазақстанда сақталады", "Данные хранятся в Казахстане", "yes_no"),
    ("Кепілдік қызмет", "Гарантийное обслуживание"),
)


def _answers(tariff: int, accuracy: str, months: int, inside: int, kk: str, ru: str) -> tuple[Any, ...]:
    return (
        (1, "given", "", "", Decimal(tariff)),
        (2, "given", "", "", Decimal(accuracy)),
        (3, "given", "", "", Decimal(months)),
        (4, "given", "", "", Decimal(inside)),
        (5, "given", kk, ru),
    )


OFFERS = (
    (
        "bidder_a",
        _answers(96000, "97.4", 1, 1, "Тәулік бойы, 4 сағатта жөндеу", "Круглосуточно, ремонт за 4 часа"),
        "meets",
        "Барлық талапқа сай, тариф өспейді",
        "Отвечает всем требованиям, тариф не растет",
    ),
    (
        "bidder_b",
        _answers(
            104000, "98.1", 9, 1, "Жұмыс күндері, 24 сағатта жөндеу", "В рабочие дни, ремонт за 24 часа"
        ),
        "partly",
        "Дәлдігі жоғары, бірақ іске қосуға 9 ай керек",
        "Точность выше, но запуск займет 9 месяцев",
    ),
    (
        "bidder_c",
        _answers(91000, "93.0", 12, 1, "Тәулік бойы, 12 сағатта жөндеу", "Круглосуточно, ремонт за 12 часов"),
        "partly",
        "Тарифі төмен, дәлдігі талаптан аз",
        "Тариф ниже, точность меньше требуемой",
    ),
    (
        "bidder_d",
        _answers(88000, "95.5", 14, 0, "Қашықтан, 48 сағатта жөндеу", "Дистанционно, ремонт за 48 часов"),
        "does_not",
        "Деректер елден тыс сақталады",
        "Данные хранятся за пределами страны",
    ),
)
