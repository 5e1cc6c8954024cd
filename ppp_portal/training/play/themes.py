"""What the played tenders are about: invented student housing in Almaty, each object with its own figures."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Theme:
    """One object. Money in tenge; ``price`` is the greatest payment for a place a month, ``years`` of operation."""

    key: str
    places: int
    where_kk: str
    where_ru: str
    cost: Decimal
    own_funds: Decimal
    floors: int = 9
    hectares: str = "1,8"
    months: int = 24
    years: int = 10
    price: Decimal = Decimal(40000)
    projects: int = 0
    higher_share: int = 40
    secondary_share: int = 30
    object_kk: str = "студенттік жатақхана"
    built_kk: str = "студенттік жатақхана"
    object_ru: str = "студенческое общежитие"
    whose_ru: str = "студенческого общежития"
    special_significance: bool = False

    @property
    def title_kk(self) -> str:
        return f"{self.where_kk} {spaced(self.places)} орындық {self.built_kk} салу және пайдалану"

    @property
    def title_ru(self) -> str:
        return f"Строительство и эксплуатация {self.whose_ru} на {spaced(self.places)} мест {self.where_ru}"

    @property
    def card_kk(self) -> str:
        return f"{spaced(self.places)} орындық {self.object_kk}, {self.floors} қабат"

    @property
    def card_ru(self) -> str:
        what = f"{self.object_ru.capitalize()} на {spaced(self.places)} мест"
        return f"{what}, {self.floors} этажей"


def spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


DORMITORY = Theme(
    "dormitory",
    1000,
    "Алматы қаласының Бостандық ауданында",
    "в Бостандыкском районе города Алматы",
    Decimal(5_000_000_000),
    Decimal(1_000_000_000),
)
COLLEGE = Theme(
    "college",
    300,
    "Алматы қаласының Алатау ауданында",
    "в Алатауском районе города Алматы",
    Decimal(1_620_000_000),
    Decimal(324_000_000),
    floors=5,
    hectares="0,7",
    months=18,
    price=Decimal(32000),
    object_kk="колледж жатақханасы",
    built_kk="колледж жатақханасын",
    object_ru="общежитие колледжа",
    whose_ru="общежития колледжа",
)
TURKSIB = Theme(
    "turksib",
    500,
    "Алматы қаласының Түрксіб ауданында",
    "в Турксибском районе города Алматы",
    Decimal(2_640_000_000),
    Decimal(528_000_000),
    floors=7,
    hectares="1,1",
    months=20,
    price=Decimal(36000),
)
NAURYZBAY = Theme(
    "nauryzbay",
    750,
    "Алматы қаласының Наурызбай ауданында",
    "в Наурызбайском районе города Алматы",
    Decimal(3_900_000_000),
    Decimal(780_000_000),
    floors=8,
    hectares="1,5",
    months=22,
    price=Decimal(38000),
)
CAMPUS = Theme(
    "campus",
    2400,
    "Алматы қаласының Әуезов ауданында",
    "в Ауэзовском районе города Алматы",
    Decimal(14_200_000_000),
    Decimal(2_840_000_000),
    floors=12,
    hectares="4,6",
    months=30,
    years=15,
    price=Decimal(42000),
    object_kk="студенттік қалашық",
    built_kk="студенттік қалашық",
    object_ru="студенческий городок",
    whose_ru="студенческого городка",
    special_significance=True,
)
MEDEU = Theme(
    "medeu",
    400,
    "Алматы қаласының Медеу ауданында",
    "в Медеуском районе города Алматы",
    Decimal(2_080_000_000),
    Decimal(416_000_000),
    floors=6,
    hectares="0,9",
    months=16,
    price=Decimal(37000),
)
ZHETYSU = Theme(
    "zhetysu",
    600,
    "Алматы қаласының Жетісу ауданында",
    "в Жетысуском районе города Алматы",
    Decimal(3_150_000_000),
    Decimal(630_000_000),
    floors=8,
    hectares="1,2",
    months=20,
    price=Decimal(38500),
)
ALMALY = Theme(
    "almaly",
    450,
    "Алматы қаласының Алмалы ауданында",
    "в Алмалинском районе города Алматы",
    Decimal(2_450_000_000),
    Decimal(490_000_000),
    floors=9,
    hectares="0,6",
    months=20,
    price=Decimal(39000),
)
