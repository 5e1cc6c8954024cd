"""The initiation notice from its draft to the public. What it asks stands in rows; once published, only amended."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import override

from ppp_portal.accounts.queries import organisation_facts
from ppp_portal.accounts.rules.organisations import refuse_organising
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.canonical import canonical_bytes
from ppp_portal.journal.records import record
from ppp_portal.law.acts import law
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.qualification.requirements import requirements_on
from ppp_portal.sealing.suites import suite
from projects.actions.moving import lock_own, make_move, refuse_move
from projects.actions.numbering import next_number
from projects.models import InitiationNotice, NoticeRequirement, Project
from projects.models.initiation import LIVE
from projects.protocols.notice import initiation_notice
from projects.queries.competition import chooser
from projects.queries.initiation import PACK, form_of, notice_facts
from projects.rules.cards import refuse_role
from projects.rules.initiation import refuse_beside_tender, refuse_initiator, refuse_notice
from projects.states import ORGANISER, InitiationState

DRAFTED = frozenset(
    {
        "initiator_id",
        "ground",
        "responsibilities_kk",
        "responsibilities_ru",
        "address_kk",
        "address_ru",
        "phone",
        "email",
        "closes_at",
        "off_day_confirmed",
    }
)


@transaction.atomic
def create_notice(*, project_id: UUID, by: Actor) -> InitiationNotice:
    """A draft on a card of the actor's organisation, with the eight requirements of article 32(1) in place."""
    project = (
        Project.objects.select_for_update()
        .select_related("owner")
        .get(pk=project_id, owner_id=by.organisation_id)
    )
    at = clock.now()
    refusals = [*refuse_role(by.role, ORGANISER), *refuse_organising(organisation_facts(project.owner))]
    if project.notices.filter(state__in=LIVE).exists():
        refusals.append(Refusal("notice.project_has_one", law("44(2)")))
    refuse([*refusals, *refuse_beside_tender(chooser(project.pk))])
    owner = project.owner
    notice = InitiationNotice.objects.create(
        number=next_number(at),
        project=project,
        organiser=owner,
        address_kk=owner.address_kk or "",
        address_ru=owner.address_ru or "",
        email=owner.email,
        created_at=at,
    )
    NoticeRequirement.objects.bulk_create(_statutory(notice, at))
    facts = {"notice": notice.pk, "number": notice.number, "project": project.pk}
    record("notice.created", stream=notice.stream, by=by, at=at, facts=facts)
    return notice


def _statutory(notice: InitiationNotice, at: datetime) -> list[NoticeRequirement]:
    rows = []
    for asked in requirements_on(local_day(at)):
        row = NoticeRequirement(
            notice=notice, kind="qualification", number=asked.number, key=str(asked.number), statutory=True
        )
        for language in ("kk", "ru"):
            with override(language):
                setattr(row, f"text_{language}", str(asked.title))
                setattr(row, f"citation_{language}", asked.basis.label(language))
        rows.append(row)
    return rows


@transaction.atomic
def save_notice(
    *, notice_id: UUID, by: Actor, ground_document: UploadedFile | None = None, **values: Any
) -> InitiationNotice:
    """Save fields of the draft; blanks are kept. Keys are names of ``DRAFTED``; unknown ones are an error."""
    notice = lock_own(notice_id, by)
    at = clock.now()
    refuse([*refuse_role(by.role, ORGANISER), *_refuse_frozen(notice)])
    fill(notice, values)
    refuse(refuse_initiator(organisation_facts(notice.initiator) if notice.initiator else None))
    if ground_document is not None:
        notice.ground_document = store_upload(
            ground_document,
            by=by,
            subject=notice.subject,
            kind="notice.ground",
            at=at,
            field="ground_document",
        )
    notice.save()
    names = sorted([*values, *(["ground_document"] if ground_document else [])])
    record("notice.saved", stream=notice.stream, by=by, at=at, facts={"notice": notice.pk, "fields": names})
    return notice


@transaction.atomic
def set_requirements(
    *, notice_id: UUID, requirements: Sequence[Mapping[str, Any]], by: Actor
) -> InitiationNotice:
    """Replace what the organiser itself asks. Keys of a row: kind, text_kk, text_ru, citation_kk, citation_ru.

    Requirements for the proposal are numbered from 1, additional qualification requirements from 9.
    """
    notice = lock_own(notice_id, by)
    at = clock.now()
    refuse([*refuse_role(by.role, ORGANISER), *_refuse_frozen(notice)])
    replace_requirements(notice, requirements)
    facts = {"notice": notice.pk, "count": len(requirements)}
    record("notice.requirements_set", stream=notice.stream, by=by, at=at, facts=facts)
    return notice


def _refuse_frozen(notice: InitiationNotice) -> list[Refusal]:
    if notice.state == InitiationState.DRAFT:
        return []
    return [Refusal("notice.published_is_amended", law("44(2)"))]


def fill(notice: InitiationNotice, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in DRAFTED:
            raise TypeError(f"a notice has no field {name}")
        setattr(notice, name, value)


def numbered(notice: InitiationNotice, rows: Sequence[Mapping[str, Any]]) -> list[NoticeRequirement]:
    """The organiser's own requirements as unsaved rows under their numbers and keys.

    In a published notice a requirement keeps its key as long as its words stand: an answer answers the words that
    it was given to. New words have a key of the edition that brings them.
    """
    counts = {"proposal": 0, "qualification": 8}
    drafted = notice.state == InitiationState.DRAFT
    keys = (
        {}
        if drafted
        else {(row.kind, row.text_kk, row.text_ru): row.key for row in notice.requirements.all()}
    )
    made = []
    for row in rows:
        counts[row["kind"]] += 1
        number = counts[row["kind"]]
        new = str(number) if drafted else f"{notice.edition + 1}-{number}"
        key = keys.pop((row["kind"], row["text_kk"], row["text_ru"]), new)
        made.append(NoticeRequirement(notice=notice, number=number, key=key, statutory=False, **row))
    return made


def replace_requirements(notice: InitiationNotice, rows: Sequence[Mapping[str, Any]]) -> None:
    made = numbered(notice, rows)
    notice.requirements.filter(statutory=False).delete()
    NoticeRequirement.objects.bulk_create(made)


@transaction.atomic
def publish_notice(*, notice_id: UUID, by: Actor) -> InitiationNotice:
    """Tell everybody that the project is initiated: freeze the text under its hash and make the key for proposals."""
    notice = lock_own(notice_id, by)
    at = clock.now()
    Project.objects.select_for_update(no_key=True).get(
        pk=notice.project_id
    )  # nor is a tender published meanwhile
    refuse(
        [
            *refuse_move(notice, "publish_notice", by),
            *refuse_beside_tender(chooser(notice.project_id)),
            *refuse_notice(notice_facts(notice), at),
        ]
    )
    notice.rule_pack = PACK
    notice.published_at = at
    freeze(notice)
    suite(notice.sealing_suite).new_key(notice.subject)
    facts = {"sha256": notice.sha256, "closes_at": notice.closes_at, "rule_pack": PACK}
    make_move(notice, "publish_notice", by=by, at=at, facts=facts)
    print_notice(notice, by, at)
    return notice


def freeze(notice: InitiationNotice) -> None:
    """Keep the present edition in canonical form under its hash (unsaved)."""
    notice.form = form_of(notice)
    notice.sha256 = hashlib.sha256(canonical_bytes(notice.form)).hexdigest()


def print_notice(notice: InitiationNotice, by: Actor, at: datetime) -> None:
    """The notice as a paper in both languages, one pair an edition."""
    request_print(
        "notice.initiation",
        initiation_notice(notice),
        key=f"notice.initiation:{notice.pk}:{notice.edition}",
        subject=notice.subject,
        at=at,
        by=by,
        audience="public",
    )
