"""A protocol that uses every block, in both languages, three pages long."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from ppp_portal.documents.blocks import (
    agenda,
    attendance,
    bars,
    bid,
    bids,
    bullets,
    col,
    decision,
    facts,
    member,
    note,
    para,
    protocol,
    section,
    signature,
    table,
    vote,
    votes,
)
from ppp_portal.documents.values import Amount, Both, Code, Day, Moment, Number, Ref, Text
from ppp_portal.law.acts import law, p605

OPENED = datetime(2026, 3, 19, 13, 0, 0, 250_000, tzinfo=UTC)
MEMBERS = [
    ("Ахметова Әсел Қайратқызы", Both(kk="төрайым", ru="председатель"), "for"),
    ("Байжанов Нұрлан Төлегенұлы", Both(kk="төрайымның орынбасары", ru="заместитель председателя"), "for"),
    ("Ғабитова Іңкәр Өтегенқызы", Both(kk="комиссия мүшесі", ru="член комиссии"), "for"),
    ("Ким Виктор Сергеевич", Both(kk="комиссия мүшесі", ru="член комиссии"), "against"),
    ("Үсенов Ұлан Һамитұлы", Both(kk="комиссия мүшесі", ru="член комиссии"), "abstained"),
    ("Ли Елена Павловна", Both(kk="комиссия мүшесі", ru="член комиссии"), "recused"),
]
BIDDERS = [
    (Both(kk="«Құрылыс Инвест» ЖШС", ru="ТОО «Құрылыс Инвест»"), "070340007367", "18324558"),
    (Both(kk="«Жайық Девелопмент» АҚ", ru="АО «Жайық Девелопмент»"), "980940001419", "18324558.50"),
    (Both(kk="«Өрлеу» консорциумы", ru="Консорциум «Өрлеу»"), "970340000010", "18324558"),
]
POINTS = [
    ("К1", 10, 8, 4), ("К2", 20, 15, 20), ("К3", Fraction(50, 3), 12, 9), ("К4", 10, 5, Decimal("7.5")),
    ("К5", 20, 18, 11), ("К6", 10, 10, 6),
]  # fmt: skip


def roles(name):
    return next(role for other, role, _ in MEMBERS if other == name)


def opening():
    return protocol(
        title=Both(kk="Конкурстық өтінімдерді ашу хаттамасы", ru="Протокол вскрытия конкурсных заявок"),
        number="2026-017/В-1",
        place=Both(kk="Астана қаласы", ru="город Астана"),
        at=Moment(OPENED),
        body=Both(
            kk="Қазақстан Республикасының Ғылым және жоғары білім министрлігі",
            ru="Министерство науки и высшего образования Республики Казахстан",
        ),
        about=Both(
            kk="Қарағанды қаласында 1 000 орындық студенттік жатақхана салу және пайдалану",
            ru="Строительство и эксплуатация студенческого общежития на 1 000 мест в городе Караганде",
        ),
        facts=[
            (Both(kk="Конкурс нөмірі", ru="Номер конкурса"), "2026-017"),
            (
                Both(kk="Болжамды инвестициялар сомасы", ru="Сумма предполагаемых инвестиций"),
                Amount(Decimal("18324558000"), words=True),
            ),
            (
                Both(kk="Өтінімдерді қабылдау аяқталды", ru="Прием заявок окончен"),
                Moment(datetime(2026, 3, 19, 12, 59, 59, 999_000, tzinfo=UTC), precise=True),
            ),
            (Both(kk="Хабарландыру күні", ru="Дата объявления"), Day(date(2026, 2, 2))),
        ],
        sections=[
            section(
                Both(kk="Конкурстық комиссия", ru="Конкурсная комиссия"),
                attendance(
                    [
                        member(name, role, present=choice != "recused")
                        if choice != "recused"
                        else member(
                            name,
                            role,
                            present=False,
                            note=Both(kk="өздігінен бас тартты", ru="заявила самоотвод"),
                        )
                        for name, role, choice in MEMBERS
                    ],
                    present=sum(choice != "recused" for _name, _role, choice in MEMBERS),
                    of=len(MEMBERS),
                    needed=4,
                ),
            ),
            section(
                Both(kk="Күн тәртібі", ru="Повестка дня"),
                agenda(
                    [
                        Both(
                            kk="Конкурстық өтінімдер бар конверттерді ашу", ru="Вскрытие конвертов с заявками"
                        ),
                        Both(kk="Өтінімді қамтамасыз етуді тексеру", ru="Проверка обеспечения заявок"),
                    ]
                ),
            ),
            section(
                Both(kk="Түсу тәртібімен конкурстық өтінімдер", ru="Конкурсные заявки в порядке поступления"),
                bids(
                    [
                        bid(
                            name=name,
                            identity=Both(kk=f"БСН {number}", ru=f"БИН {number}"),
                            number=f"Ө-{2716 + place * 813}",
                            received=Moment(
                                datetime(2026, 3, 17 + place, 6, 12, 44, 318_000, tzinfo=UTC), precise=True
                            ),
                            security=Amount(Decimal(security)),
                            sha256=f"{place}9f2c41b{'5ad07e93' * 7}",
                            members=[
                                Both(kk="«Сәулет» ЖШС, БСН 070340007367", ru="ТОО «Сәулет», БИН 070340007367")
                            ]
                            if place == 2
                            else [],
                        )
                        for place, (name, number, security) in enumerate(BIDDERS)
                    ]
                ),
                para(
                    Text(
                        Both(
                            kk="Барлығы %(count)s өтінім %(at)s сәтінде бір мезгілде ашылды.",
                            ru="Всего %(count)s заявки вскрыты одновременно: %(at)s.",
                        ),
                        count=3,
                        at=Moment(OPENED, precise=True),
                    )
                ),
                note(
                    Both(
                        kk="Бас тартқандар & <кері> қайтарғандар жоқ.",
                        ru="Отозванных & <измененных> заявок нет.",
                    )
                ),
            ),
            section(
                Both(kk="Құжаттар", ru="Документы"),
                table(
                    [
                        col(Both(kk="Құжат", ru="Документ"), 44),
                        col(Both(kk="Беттер", ru="Листов"), 12, numeric=True),
                        col(Both(kk="Сомасы", ru="Сумма"), 24, numeric=True),
                        col("SHA-256", 20),
                    ],
                    [
                        [
                            Both(
                                kk=f"{n}-қосымша: банктік кепілдік", ru=f"Приложение {n}: банковская гарантия"
                            ),
                            n * 3,
                            Amount(Decimal(1_000_000 * n)),
                            Code("a0b1c2d3" * 3),
                        ]
                        for n in range(1, 6)
                    ],
                    total=[Both(kk="Барлығы", ru="Итого"), 45, Amount(15_000_000), None],
                    caption=Both(kk="Қоса берілген құжаттар тізбесі", ru="Перечень приложенных документов"),
                ),
                bullets([Both(kk="тігілген және нөмірленген", ru="прошиты и пронумерованы")]),
                facts([(Both(kk="Үлесі", ru="Доля"), Number(Decimal("12.5"), unit="%"))]),
            ),
            section(
                Both(kk="Бағалау", ru="Оценка"),
                bars(
                    [
                        (name, [(row[0], row[1 + place]) for row in POINTS])
                        for place, (name, _, _) in enumerate(BIDDERS)
                    ],
                    unit=Both(kk="балл", ru="балла"),
                ),
            ),
            section(
                Both(kk="Шешім", ru="Решение"),
                decision(
                    Both(
                        kk="Үш конкурстық өтінім де қарауға қабылдансын, хаттама веб-порталда жариялансын.",
                        ru="Принять к рассмотрению все три конкурсные заявки, опубликовать протокол на веб-портале.",
                    ),
                    grounds=[Ref(p605("36")), Ref(p605("A1.10(12)")), Ref(law("39(7)"))],
                    votes=votes(
                        [
                            vote(
                                name,
                                choice,
                                role=role,
                                opinion=Both(
                                    kk="Екінші өтінімнің кепілдігі түпнұсқамен салыстырылуға тиіс.",
                                    ru="Гарантию по второй заявке следует сверить с оригиналом.",
                                )
                                if choice == "against"
                                else None,
                            )
                            for name, role, choice in MEMBERS
                        ]
                    ),
                ),
            ),
        ],
        signatures=[
            signature(
                name,
                role,
                at=datetime(2026, 3, 19, 13, 20 + place, 5, tzinfo=UTC) if choice != "abstained" else None,
                certificate="3f81c09a77d2" if choice != "abstained" else None,
                note=Both(kk="ерекше пікірімен", ru="с особым мнением") if choice == "against" else None,
            )
            for place, (name, role, choice) in enumerate(MEMBERS)
            if choice != "recused"
        ],
    )
