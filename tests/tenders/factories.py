"""Tenders as they stand in the middle of their life, written straight into the tables.

The story of how a tender gets there is told elsewhere; a test about bids begins with a published one::

    tender = published_tender(cast, clock_at)              # accepting, closes in 40 days, the clock stands still
    content = offered(tender, "A")                          # the draft of the reference bidder A … D
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from ppp_portal.documents.audience import Audience
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock as portal_clock
from ppp_portal.journal.actor import Actor
from ppp_portal.sealing.suites import suite
from projects.models import Project
from scoring.models import CriteriaSet
from tenders import bid_content
from tenders.actions import bids as bid_actions
from tenders.models import (
    Bid,
    BidSecurity,
    Documentation,
    DocumentationFile,
    DocumentationPart,
    DraftClause,
    Risk,
    Submission,
    Tender,
)
from tests.stages import kept

START = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # 9:00 in Almaty, a Monday
DAY = timedelta(days=1)
INVESTMENTS = Decimal("5000000000.00")
SECURITY = Decimal("5000000.00")

RISKS = (
    ("R1", "public", "Сұраныс тәуекелі", "Риск спроса"),
    ("R2", "public", "Бағаның өсу тәуекелі", "Риск роста цен"),
    ("R3", "shared", "Еңсерілмейтін күш", "Непреодолимая сила"),
    ("R4", "private", "Құрылыс мерзімі", "Срок строительства"),
    ("R5", "public", "Заңнаманың өзгеруі", "Изменение законодательства"),
)

DEPOSIT = {
    "deposit_bank_kk": "«Тұмар Банк» АҚ",
    "deposit_bank_ru": "АО «Тұмар Банк»",
    "deposit_account": "KZ86125KZT5004100100",
    "deposit_purpose_kk": "Конкурстық өтінімді қамтамасыз ету",
    "deposit_purpose_ru": "Обеспечение конкурсной заявки",
}

# The reference bidders of the scoring examples: projects, risks, own funds, months, price, higher, secondary.
REFERENCE = {
    "A": (3, 2, "1250000000", 21, "36000", 50, 33),
    "B": (5, 0, "1200000000", 23, "28000", 44, 30),
    "C": (4, 1, "1245000000", 18, "30000", 60, 40),
    "D": (2, 0, "1300000000", 16, "40000", 40, 30),
}


def make_project(cast: Any, **overrides: Any) -> Project:
    values = {
        "owner": cast.org_organiser,
        "title_kk": "Алматы қаласында 1 000 орындық студенттік жатақхана",
        "title_ru": "Студенческое общежитие на 1 000 мест в городе Алматы",
        "object_kk": "1 000 орындық жатақхана",
        "object_ru": "Общежитие на 1 000 мест",
        "sector": "education",
        "region": "75",
        "cost": INVESTMENTS,
        "cost_with_vat": True,
        "operation_years": 10,
        "created_at": START - 60 * DAY,
    }
    return Project.objects.create(**{**values, **overrides})


def make_criteria(**overrides: Any) -> CriteriaSet:
    """The thresholds of the reference tender, default policies, any field of experience."""
    values = {
        "projects": 0,
        "construction_cost": INVESTMENTS,
        "own_funds": Decimal("1000000000"),
        "months": 24,
        "price": Decimal("40000"),
        "higher_share": Decimal(40),
        "secondary_share": Decimal(30),
        "k6_field": "any",
    }
    return CriteriaSet.objects.create(**{**values, **overrides})


def make_documentation(tender: Tender, *, posted_at: datetime | None, version: int = 1) -> Documentation:
    """All 13 parts, a clause for each of the 8 essential terms, five risks."""
    documentation = Documentation.objects.create(
        tender=tender,
        version=version,
        criteria=make_criteria(),
        approved_at=posted_at,
        posted_at=posted_at,
        sha256=f"{version:064x}" if posted_at else "",
    )
    DocumentationPart.objects.bulk_create(
        DocumentationPart(
            documentation=documentation,
            number=number,
            text_kk=f"{number}-бөлімнің мәтіні.",
            text_ru=f"Текст части {number}.",
        )
        for number in range(1, 14)
    )
    DraftClause.objects.bulk_create(
        DraftClause(
            documentation=documentation,
            number=f"{term}.1",
            heading_kk=f"{term}-елеулі талап",
            heading_ru=f"Существенное условие {term}",
            text_kk=f"{term}-талаптың мәтіні.",
            text_ru=f"Текст условия {term}.",
            essential_term=term,
            closed=term == 1,
        )
        for term in range(1, 9)
    )
    Risk.objects.bulk_create(
        Risk(documentation=documentation, code=code, bearer=bearer, name_kk=kk, name_ru=ru)
        for code, bearer, kk, ru in RISKS
    )
    return documentation


def annex_study(tender: Tender, by: Actor) -> None:
    """The feasibility study, in both languages, without which no documentation is approved or announced."""
    study = store_upload(
        SimpleUploadedFile("study.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf"),
        by=by,
        subject=tender.subject,
        kind="tender.annex",
        at=portal_clock.now(),
        audience=Audience.PARTIES,
        language="",
    )
    part = DocumentationPart.objects.get(documentation__tender=tender, number=2)
    DocumentationFile.objects.create(part=part, document=study, title_kk="ТЭН", title_ru="ТЭО")


def make_tender(cast: Any, **overrides: Any) -> Tender:
    """A draft with all its figures, before anybody approved it."""
    values = {
        "number": f"2026-{Tender.objects.count() + 1:05d}",
        "project": overrides.pop("project", None) or make_project(cast),
        "organiser": cast.org_organiser,
        "title_kk": "Студенттік жатақхананы салу және пайдалану",
        "title_ru": "Строительство и эксплуатация студенческого общежития",
        "rule_pack": "605-458",
        "investments": INVESTMENTS,
        "security_amount": SECURITY,
        "budget_kk": "Алматы қаласының бюджеті",
        "budget_ru": "Бюджет города Алматы",
        **DEPOSIT,
        "deposit_bin": cast.org_organiser.bin,
        "opening_place_kk": "Алматы қ., Жетісу көшесі, 17, 3-кабинет",
        "opening_place_ru": "г. Алматы, ул. Жетысу, 17, кабинет 3",
        "bids_valid_until": date(2026, 12, 31),
        "created_at": START - 30 * DAY,
    }
    return Tender.objects.create(**{**values, **overrides})


@kept
def published_tender(cast: Any, clock: Any = None, **overrides: Any) -> Tender:
    """A complete tender that accepts bids for 40 more days; its sealing key is made.

    ``clock`` is the ``clock_at`` fixture: the portal's time is then set to the moment after the publication.
    Without it the tender is published "now". Overrides are fields of the tender.
    """
    at = clock.set(overrides.get("published_at", START)) if clock else portal_clock.now()
    closes_at = overrides.pop("closes_at", None) or at + 40 * DAY
    values = {
        "state": "accepting",
        "published_at": at,
        "closes_at": closes_at,
        "opens_at": closes_at + timedelta(hours=16),
        "next_deadline_at": closes_at,
    }
    tender = make_tender(cast, **{**values, **overrides})
    make_documentation(tender, posted_at=at)
    suite(tender.sealing_suite).new_key(tender.subject)
    return tender


def offered(
    tender: Tender, bidder: str = "A", member: str = "", file: UUID | str | None = None
) -> dict[str, Any]:
    """The draft content of a reference bidder; ``file`` is the evidence named in every row."""
    projects, risks, funds, months, price, higher, secondary = REFERENCE[bidder]
    proof = str(file) if file else None
    documentation = tender.documentations.get()
    draft = bid_content.blank(tender=tender.pk, documentation_sha256=documentation.sha256)
    row = {"file": proof, "page": "1"}
    draft.update(
        summary="Ұсыныс",
        offer={
            "months": str(months),
            "price": price,
            "headcount": "100",
            "risks_transferred": "",
            "spv_declared": False,
            "spv_name": "",
        },
        projects=[
            {
                "title": f"{n}-жоба",
                "customer": "ҚР",
                "year": "2020",
                "kind": "construction",
                "member": member,
                **row,
            }
            for n in range(1, projects + 1)
        ],
        risks=[{"code": code, **row} for code in ("R1", "R2")[:risks]],
        funds=[{"title": "Банк шотынан үзінді", "form": "equity", "amount": funds, **row}],
        specialists=[
            {
                "level": level,
                "count": str(count),
                "experience_since": "01.03.2015",
                "construction": True,
                "title": "",
                **row,
            }
            for level, count in (("higher", higher), ("secondary", secondary))
        ],
        qualification={str(n): {"statement": f"{n}-талапқа сәйкес", "file": proof} for n in range(1, 9)},
        amounts={"tax_debt": "0", "own_funds": "1000000000", "borrowed_funds": "0"},
        guarantee_file=proof,
    )
    return draft


def lodged_security(bid: Bid, **overrides: Any) -> BidSecurity:
    """A deposit of the whole amount, as if the bidder had entered it."""
    values = {
        "bid": bid,
        "state": "lodged",
        "form": "deposit",
        "amount": bid.tender.security_amount,
        "payer": "Төлеуші",
        "reference": f"№ {17 + BidSecurity.objects.count()}",
        "dated": date(2026, 3, 2),
        "lodged_at": bid.created_at,
    }
    return BidSecurity.objects.create(**{**values, **overrides})


def drafted_bid(tender: Tender, by: Actor, bidder: str = "A") -> Bid:
    """A bid that could be submitted: the draft of a reference bidder, its security lodged."""
    bid = bid_actions.open_bid(tender_id=tender.pk, by=by)
    revision = bid.draft.revision
    bid_actions.save_draft(bid_id=bid.pk, content=offered(tender, bidder), revision=revision, by=by)
    if bid.stage == 2:
        lodged_security(bid)
    return Bid.objects.select_related("tender").get(pk=bid.pk)


def submitted_bid(tender: Tender, by: Actor, bidder: str = "A") -> Submission:
    """A bid submitted at the portal's present moment."""
    return bid_actions.submit_bid(bid_id=drafted_bid(tender, by, bidder).pk, key=uuid4(), by=by)
