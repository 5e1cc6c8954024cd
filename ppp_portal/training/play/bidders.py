"""What the played bidders offer. The four of the scoring README keep its figures; others are their variations."""

from dataclasses import dataclass
from decimal import Decimal

from ppp_portal.documents.values import Both


@dataclass(frozen=True)
class Offer:
    """One bid: who makes it and what it claims.

    ``own`` is own funds in tenge, ``price`` tenge for a place a month; ``higher`` and ``secondary`` are people out
    of a staff of one hundred; ``not_similar`` projects are of another kind than construction.
    """

    who: str
    projects: int
    risks: tuple[str, ...]
    own: Decimal
    months: int
    price: str
    higher: int
    secondary: int
    summary: str
    language: str = "kk"
    member: str = ""
    form: str = "deposit"
    spv: str = ""
    borrowed: Decimal = Decimal(0)
    not_similar: int = 0


A = Offer(
    "bidder_a",
    3,
    ("R1", "R2"),
    Decimal(1_250_000_000),
    21,
    "36000",
    50,
    33,
    "Жатақхананы 21 айда салып, 10 жыл бойы өз персоналымызбен пайдаланамыз.",
)
B = Offer(
    "bidder_b",
    5,
    (),
    Decimal(1_200_000_000),
    23,
    "28000",
    44,
    30,
    "Предлагаем наименьший платеж за место: типовые секции и собственное производство панелей.",
    language="ru",
    form="guarantee",
)
C = Offer(
    "bidder_c",
    4,
    ("R1",),
    Decimal(1_245_000_000),
    18,
    "30000",
    60,
    40,
    "Консорциум: құрылысты 18 айда аяқтаймыз, пайдалану мүшеміздің білікті қызметіне жүктеледі.",
    member="member_company",
)
D = Offer(
    "bidder_d",
    2,
    (),
    Decimal(1_300_000_000),
    16,
    "40000",
    40,
    30,
    "Самый короткий срок строительства: 16 месяцев за счет монолитного каркаса и двух смен.",
    language="ru",
)

STATEMENTS = {
    "1": Both(kk="Мемлекеттік тіркеу туралы анықтама және жарғы", ru="Справка о регистрации и устав"),
    "2": Both(kk="Салық органының берешек жоқтығы туралы анықтамасы", ru="Справка налогового органа"),
    "3": Both(kk="Техника, персонал және қаржы тізбесі", ru="Перечень техники, персонала и финансов"),
    "4": Both(
        kk="Банкроттық пен тыйым салу жоқтығы туралы мәлімдеме", ru="Заявление об отсутствии банкротства"
    ),
    "5": Both(kk="Жосықсыз әріптестер тізілімінен үзінді", ru="Выписка из списка недобросовестных партнеров"),
    "6": Both(kk="Құрылтайшылар мен басшылар тізімі", ru="Список учредителей и руководителей"),
    "7": Both(kk="Мемлекеттік сатып алу тізілімінен үзінді", ru="Выписка из реестра закупок"),
    "8": Both(kk="Банк анықтамасы және баланс", ru="Справка банка и баланс"),
}


def account(number: str) -> str:
    """An invented bank account in Kazakhstan whose check digits hold (ISO 13616). ``number``: sixteen digits."""
    remainder = int("".join(str(int(sign, 36)) for sign in f"{number}KZ00")) % 97
    return f"KZ{98 - remainder:02d}{number}"


ACCOUNTS = {
    who: account(f"999{index:013d}")
    for index, who in enumerate(("bidder_a", "bidder_b", "bidder_c", "bidder_d", "outsider"), start=4_100_001)
}
