"""The cast of the demonstration and of the tests: invented organisations and people, as plain data.

Every number is well formed (its check digit holds) and every name is invented. Serial numbers begin with 99,
far above those given out, so that nobody real is meant.
"""

from dataclasses import dataclass
from decimal import Decimal

from ppp_portal.law.identifiers import make_bin, with_check_digit

PASSWORD = "Тоқсан-тоғыз-тұлпар"  # of everybody in the demonstration; never outside training mode
DOMAIN = "portal.example"


@dataclass(frozen=True)
class OrganisationData:
    """One organisation of the cast; ``bin11`` lacks only its check digit."""

    key: str
    kind: str
    bin11: str
    name_kk: str
    name_ru: str
    address_kk: str
    address_ru: str
    region: str = "75"
    state_share: Decimal = Decimal(0)
    superior: str = ""

    @property
    def bin(self) -> str:
        """A BIN, or the IIN of a sole entrepreneur."""
        return with_check_digit(self.bin11) if self.kind == "entrepreneur" else make_bin(self.bin11)


@dataclass(frozen=True)
class PersonData:
    """One person of the cast with the one role the person plays."""

    key: str
    organisation: str
    role: str
    name_kk: str
    name_ru: str
    iin11: str
    language: str = "kk"
    document: str = ""

    @property
    def iin(self) -> str:
        return with_check_digit(self.iin11)

    @property
    def email(self) -> str:
        return f"{self.key.replace('_', '.')}@{DOMAIN}"


ORGANISATIONS = (
    OrganisationData(
        "organiser",
        "local_body",
        "20024099010",
        "«Алматы қаласы Студенттік инфрақұрылым басқармасы» КММ",
        "КГУ «Управление студенческой инфраструктуры города Алматы»",
        "Алматы қ., Жетісу көшесі, 17",
        "г. Алматы, ул. Жетысу, 17",
        state_share=Decimal(100),
    ),
    OrganisationData(
        "other_organiser",
        "central_body",
        "21034099020",
        "«Студенттік тұрғын үй комитеті» РММ",
        "РГУ «Комитет студенческого жилья»",
        "Астана қ., Ұлы дала даңғылы, 8",
        "г. Астана, пр. Улы дала, 8",
        region="71",
        state_share=Decimal(100),
    ),
    OrganisationData(
        "a",
        "private_company",
        "16054099030",
        "«Жетісу Кампус Құрылыс» ЖШС",
        "ТОО «Жетысу Кампус Курылыс»",
        "Алматы қ., Тұлпар көшесі, 4",
        "г. Алматы, ул. Тулпар, 4",
    ),
    OrganisationData(
        "b",
        "private_company",
        "14094099040",
        "«Алатау Инвест Девелопмент» ЖШС",
        "ТОО «Алатау Инвест Девелопмент»",
        "Алматы қ., Шыңбұлақ көшесі, 21",
        "г. Алматы, ул. Чимбулак, 21",
    ),
    OrganisationData(
        "c",
        "private_company",
        "18114099050",
        "«Достық Резиденс» ЖШС",
        "ТОО «Достык Резиденс»",
        "Шымкент қ., Ордабасы алаңы, 3",
        "г. Шымкент, пл. Ордабасы, 3",
        region="79",
    ),
    OrganisationData(
        "d",
        "private_company",
        "12014099060",
        "«Тұран Инфрақұрылым» АҚ",
        "АО «Туран Инфраструктура»",
        "Астана қ., Керуен көшесі, 12",
        "г. Астана, ул. Керуен, 12",
        region="71",
    ),
    OrganisationData(
        "consortium_member",
        "private_company",
        "19074099070",
        "«Өрлеу Сервис Басқару» ЖШС",
        "ТОО «Орлеу Сервис Управление»",
        "Алматы қ., Қарқара көшесі, 9",
        "г. Алматы, ул. Каркара, 9",
    ),
    OrganisationData(
        "outsider",
        "private_company",
        "17034099080",
        "«Сарыарқа Жабдықтау» ЖШС",
        "ТОО «Сарыарка Снабжение»",
        "Қарағанды қ., Шахтинская көшесі, 2",
        "г. Караганда, ул. Шахтинская, 2",
        region="35",
    ),
    OrganisationData(
        "state_company",
        "state_company",
        "11084099090",
        "«Студент Үйі» АҚ",
        "АО «Студент Үйі»",
        "Астана қ., Орынбор көшесі, 30",
        "г. Астана, ул. Орынбор, 30",
        region="71",
        state_share=Decimal("51"),
    ),
    OrganisationData(
        "bank",
        "bank",
        "08104099100",
        "«Тұмар Банк» АҚ",
        "АО «Тумар Банк»",
        "Алматы қ., Сарайшық көшесі, 1",
        "г. Алматы, ул. Сарайшык, 1",
    ),
    OrganisationData(
        "university",
        "university",
        "10064099110",
        "«Алатау технологиялық университеті» КеАҚ",
        "НАО «Алатауский технологический университет»",
        "Алматы қ., Білім көшесі, 100",
        "г. Алматы, ул. Билим, 100",
        state_share=Decimal(100),
    ),
    OrganisationData(
        "audit",
        "state_institution",
        "15124099120",
        "«Оңтүстік аймақ бойынша мемлекеттік аудит департаменті» РММ",
        "РГУ «Департамент государственного аудита по Южному региону»",
        "Алматы қ., Әділет көшесі, 6",
        "г. Алматы, ул. Адилет, 6",
        state_share=Decimal(100),
    ),
    OrganisationData(
        "operator",
        "state_enterprise",
        "22014099130",
        "«МЖӘ порталын сүйемелдеу орталығы» РМК",
        "РГП «Центр сопровождения портала ГЧП»",
        "Астана қ., Байқоңыр көшесі, 5",
        "г. Астана, ул. Байконыр, 5",
        region="71",
        state_share=Decimal(100),
    ),
)

_ATTORNEY = "№ {}, 10.01.2026"

PEOPLE = (
    PersonData(
        "staff", "organiser", "staff", "Сейітова Айнұр Маратқызы", "Сеитова Айнур Маратовна", "88041540990"
    ),
    PersonData(
        "head",
        "organiser",
        "head",
        "Оспанов Ерлан Бекболатұлы",
        "Оспанов Ерлан Бекболатович",
        "75092130990",
        "ru",
    ),
    PersonData(
        "chair",
        "organiser",
        "chair",
        "Ахметова Гүлнар Қайратқызы",
        "Ахметова Гульнар Кайратовна",
        "72110340990",
    ),
    PersonData(
        "deputy",
        "organiser",
        "deputy",
        "Жүнісов Дәулет Серікұлы",
        "Жунусов Даулет Серикович",
        "79062230990",
        "ru",
    ),
    PersonData(
        "member_1",
        "organiser",
        "member",
        "Бекенова Әсел Нұрланқызы",
        "Бекенова Асель Нурлановна",
        "85030840990",
    ),
    PersonData(
        "member_2",
        "organiser",
        "member",
        "Төлегенов Қанат Әбілұлы",
        "Тулегенов Канат Абилевич",
        "81121930990",
    ),
    PersonData(
        "member_3",
        "organiser",
        "member",
        "Рысбекова Жанар Талғатқызы",
        "Рысбекова Жанар Талгатовна",
        "90071440990",
    ),
    PersonData(
        "member_4",
        "organiser",
        "member",
        "Мұхаметжанов Олжас Ғалымұлы",
        "Мухаметжанов Олжас Галымович",
        "83052730990",
    ),
    PersonData(
        "secretary",
        "organiser",
        "secretary",
        "Нұрпейісова Мәдина Ержанқызы",
        "Нурпеисова Мадина Ержановна",
        "93081640990",
    ),
    PersonData(
        "custodian",
        "organiser",
        "custodian",
        "Қасымова Сәуле Болатқызы",
        "Касымова Сауле Болатовна",
        "78013040990",
        "ru",
    ),
    PersonData(
        "other_staff",
        "other_organiser",
        "staff",
        "Есенова Динара Асқарқызы",
        "Есенова Динара Аскаровна",
        "89102540990",
    ),
    PersonData(
        "other_head",
        "other_organiser",
        "head",
        "Қалиев Нұрбол Темірұлы",
        "Калиев Нурбол Темирович",
        "76040730990",
    ),
    PersonData(
        "bidder_a",
        "a",
        "bidder",
        "Дүйсенов Арман Қуатұлы",
        "Дюсенов Арман Куатович",
        "84020930990",
        document=_ATTORNEY.format("01-7"),
    ),
    PersonData(
        "bidder_b",
        "b",
        "bidder",
        "Ким Виктория Сергеевна",
        "Ким Виктория Сергеевна",
        "87061840990",
        "ru",
        document=_ATTORNEY.format("22"),
    ),
    PersonData(
        "bidder_c",
        "c",
        "bidder",
        "Тұрсынбек Әлия Мұратқызы",
        "Турсынбек Алия Муратовна",
        "91112240990",
        document=_ATTORNEY.format("5"),
    ),
    PersonData(
        "bidder_d",
        "d",
        "bidder",
        "Иманғалиев Рүстем Айдарұлы",
        "Имангалиев Рустем Айдарович",
        "80100530990",
        "ru",
        document=_ATTORNEY.format("118-Т"),
    ),
    PersonData(
        "member_company",
        "consortium_member",
        "bidder",
        "Шәріпова Лаура Дәуренқызы",
        "Шарипова Лаура Дауреновна",
        "92041140990",
        document=_ATTORNEY.format("3"),
    ),
    PersonData(
        "outsider",
        "outsider",
        "bidder",
        "Омарова Зарина Бауыржанқызы",
        "Омарова Зарина Бауржановна",
        "94090240990",
        document=_ATTORNEY.format("40"),
    ),
    PersonData(
        "auditor",
        "audit",
        "auditor",
        "Әбдірахманов Санжар Ілиясұлы",
        "Абдрахманов Санжар Ильясович",
        "77082830990",
    ),
    PersonData(
        "admin",
        "operator",
        "admin",
        "Лебедева Наталья Игоревна",
        "Лебедева Наталья Игоревна",
        "86120140990",
        "ru",
    ),
    PersonData(
        "second_admin",
        "operator",
        "admin",
        "Қуанышев Бағлан Ерболұлы",
        "Куанышев Баглан Ерболович",
        "95021330990",
    ),
)

MANDATE_DOCUMENT = "Аудит жүргізуге № 7-М тапсырма, 05.01.2026"
MANDATE_COVERS = ("organiser",)
