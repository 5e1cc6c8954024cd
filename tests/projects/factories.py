"""The real notice of 15 November 2022 as rows: Almaty video surveillance, its figures unchanged, today's dates.

project = almaty_project(cast)                      # 5957 cameras = 711 + 5246, 18 324 558 thousand tenge
notice = drafted_notice(cast)                       # a draft with two requirements and the eight
notice = published_notice(cast, clock_at)           # accepts alternatives for 26 more days; its key is made
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ppp_portal.documents.models import Document
from ppp_portal.journal import clock as portal_clock
from ppp_portal.sealing.suites import suite
from projects.actions import amending, initiation
from projects.models import InitiationNotice, NoticeAmendment, NoticeRequirement, Project, ProjectParameter
from projects.queries.initiation import form_of
from tests.documents.files import PDF
from tests.stages import kept

START = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # 9:00 in Almaty, a Monday
DAY = timedelta(days=1)
COST = Decimal("18324558000.00")

REQUIREMENTS = (
    (
        "ҚР аумағында кемінде 3 ұқсас МЖӘ жобасын іске асыру тәжірибесі",
        "Опыт реализации не менее 3 схожих проектов ГЧП на территории РК",
    ),
    (
        "Айрықша құқықтары өзіне тиесілі бейне ағындарын басқару бағдарламасы",
        "Программа управления видеопотоками, исключительные права на которую принадлежат ему",
    ),
)


# What the pages send and the actions take.
OWN = {
    "kind": "proposal",
    "text_kk": "ҚР аумағында кемінде 3 ұқсас МЖӘ жобасын іске асыру тәжірибесі",
    "text_ru": "Опыт реализации не менее 3 схожих проектов ГЧП на территории РК",
    "citation_kk": "Заңның 44-бабы",
    "citation_ru": "Статья 44 Закона",
}
SAID = {
    "ground": "exclusive_rights",
    "responsibilities_kk": "Құруды қаржыландыру\nЖүйені құру\nБейне кескіндерді 30 күн сақтау",
    "responsibilities_ru": "Финансирование создания\nСоздание системы\nХранение записей 30 дней",
    "address_kk": "050008, Алматы қ., Әуезов көшесі, 82",
    "address_ru": "050008, г. Алматы, ул. Ауэзова, 82",
    "phone": "+7 (727) 000-00-00",
    "email": "notice@organiser.example",
}


def almaty_project(cast: Any, **overrides: Any) -> Project:
    values = {
        "owner": cast.org_organiser,
        "title_kk": "Алматы қаласында бейнебақылау жүйесін құру және пайдалану",
        "title_ru": "Создание и эксплуатация системы видеонаблюдения в городе Алматы",
        "object_kk": "5957 камерадан тұратын жалпы бейнебақылау жүйесі және деректер орталығы",
        "object_ru": "Система общего видеонаблюдения из 5957 камер и центр обработки данных",
        "sector": "digital",
        "region": "75",
        "level": "local",
        "cost": COST,
        "cost_unit": 1000,
        "cost_with_vat": True,
        "complexity": "n.a.",
        "start_year": 2022,
        "end_year": 2033,
        "creation_months": 6,
        "operation_years": 10,
        "payments_kk": "МЖӘ жобасы бойынша қызметтерді көрсеткені үшін төлем",
        "payments_ru": "Плата за оказание услуг по проекту ГЧП",
        "pays_after_commissioning": True,
        "created_at": START - 60 * DAY,
    }
    project = Project.objects.create(**{**values, **overrides})
    rows = (
        (1, None, "Жалпы бейнебақылау камералары", "Камеры общего видеонаблюдения", 5957),
        (2, 1, "бұрылмалы", "поворотные", 711),
        (3, 1, "бекітілген", "стационарные", 5246),
        (4, None, "Деректер орталығы", "Центр обработки данных", None),
    )
    made: dict[int, ProjectParameter] = {}
    for position, parent, kk, ru, quantity in rows:
        made[position] = ProjectParameter.objects.create(
            project=project,
            position=position,
            parent=made.get(parent or 0),
            name_kk=kk,
            name_ru=ru,
            unit_kk="дана" if quantity else "",
            unit_ru="шт." if quantity else "",
            quantity=quantity,
        )
    return project


@kept
def drafted_notice(cast: Any, **overrides: Any) -> InitiationNotice:
    """A complete draft: ground with its document, contacts, two requirements of its own and the eight."""
    values = {
        "number": f"N-2026-{InitiationNotice.objects.count() + 1:05d}",
        "project": overrides.pop("project", None) or almaty_project(cast),
        "organiser": cast.org_organiser,
        "initiator": cast.org_d,
        "ground": "exclusive_rights",
        "ground_document": Document.objects.first(),
        "responsibilities_kk": "Құруды қаржыландыру\nЖүйені құру\nБейне кескіндерді 30 күн сақтау",
        "responsibilities_ru": "Финансирование создания\nСоздание системы\nХранение записей 30 дней",
        "address_kk": "050008, Алматы қ., Әуезов көшесі, 82",
        "address_ru": "050008, г. Алматы, ул. Ауэзова, 82",
        "phone": "+7 (727) 000-00-00",
        "email": "notice@organiser.example",
        "created_at": START - 30 * DAY,
    }
    notice = InitiationNotice.objects.create(**{**values, **overrides})
    NoticeRequirement.objects.bulk_create(
        NoticeRequirement(
            notice=notice,
            kind="proposal",
            number=number,
            key=str(number),
            text_kk=kk,
            text_ru=ru,
            citation_kk="Заңның 44-бабы",
            citation_ru="Статья 44 Закона",
        )
        for number, (kk, ru) in enumerate(REQUIREMENTS, start=1)
    )
    NoticeRequirement.objects.bulk_create(
        NoticeRequirement(
            notice=notice,
            kind="qualification",
            number=number,
            key=str(number),
            text_kk=f"Заңның 32-бабының {number}-талабы",
            text_ru=f"Требование {number} статьи 32 Закона",
            statutory=True,
        )
        for number in range(1, 9)
    )
    return notice


@kept
def published_notice(cast: Any, clock: Any = None, **overrides: Any) -> InitiationNotice:
    """A notice that accepts alternative proposals for 26 more days, as the real one did; its sealing key is made.

    ``clock`` is the ``clock_at`` fixture: the portal's time is then set to the moment after the publication.
    """
    at = clock.set(overrides.get("published_at", START)) if clock else portal_clock.now()
    closes_at = overrides.pop("closes_at", None) or at + 26 * DAY
    values = {
        "state": "published",
        "rule_pack": "725",
        "published_at": at,
        "closes_at": closes_at,
        "next_deadline_at": closes_at,
        "form": {"edition": 1},
        "sha256": "1" * 64,
    }
    notice = drafted_notice(cast, **{**values, **overrides})
    notice.form = form_of(notice)
    notice.save(update_fields=["form"])
    suite(notice.sealing_suite).new_key(notice.subject)
    return notice


@kept
def written_notice(cast: Any) -> InitiationNotice:
    """A complete draft, written by staff through the actions; acceptance ends 26 days from now."""
    notice = initiation.create_notice(project_id=almaty_project(cast).pk, by=cast.staff)
    initiation.save_notice(
        notice_id=notice.pk,
        by=cast.staff,
        initiator_id=cast.org_d.pk,
        closes_at=portal_clock.now().replace(microsecond=0) + 26 * DAY,
        off_day_confirmed=True,
        ground_document=SimpleUploadedFile("patent.pdf", PDF),
        **SAID,
    )
    return initiation.set_requirements(notice_id=notice.pk, requirements=[OWN], by=cast.staff)


def proposed(cast: Any, notice: InitiationNotice, **changed: Any) -> NoticeAmendment:
    """An amendment proposed by staff: one requirement reworded, five days more."""
    values = {
        "reason_kk": "Талап нақтыланды",
        "reason_ru": "Требование уточнено",
        "asked": [{**OWN, "text_kk": "кемінде 2 жоба", "text_ru": "не менее 2 проектов"}],
        "closes_at": notice.closes_at + 5 * DAY,
        "off_day_confirmed": True,
        **changed,
    }
    return amending.propose_notice_amendment(notice_id=notice.pk, by=cast.staff, **values)
