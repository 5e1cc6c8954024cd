"""An organisation comes to the portal with its first person."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from ppp_portal.accounts import approvals, queries, rules
from ppp_portal.accounts.actions.people import (
    NewPerson,
    confirm_organisation,
    identity,
    lock_person,
    refuse_person,
    register_person,
)
from ppp_portal.accounts.models import Membership, Organisation, OrganisationKind, Person, Role
from ppp_portal.journal import clock, locks, records
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse

FIRST_ROLES = (Role.BIDDER, Role.HEAD, Role.AUDITOR)


@dataclass(frozen=True)
class NewOrganisation:
    """What an organisation says about itself; ``superior_bin`` names the state body of an institution."""

    kind: str
    bin: str
    name_kk: str
    name_ru: str
    address_kk: str
    address_ru: str
    region: str = ""
    email: str = ""
    phone: str = ""
    state_share: Decimal = Decimal(0)
    superior_bin: str = ""


@dataclass(frozen=True)
class FirstRole:
    """In what role its first person acts: a representative, a head or an auditor, under which document."""

    role: str
    document: str
    until: date | None = None


def sign_up_organisation(*, organisation: NewOrganisation, person: NewPerson, first: FirstRole) -> Person:
    """A new person brings an organisation. Both wait for the confirmation of the address.

    The caller answers a known address by mail instead, so that nobody learns who has an account.
    """
    with transaction.atomic():
        locks.exclusive(f"accounts:bin:{organisation.bin}")
        lock_person(person)
        at = clock.now()
        row = _row(organisation)
        refuse([*_objections(organisation, row, first, None, at), *refuse_person(person)])
        created = register_person(person, verified=False)
        _claim(row, first, created, at, confirmed=False)
    return created


def add_organisation(*, organisation: NewOrganisation, first: FirstRole, by: Actor) -> Organisation:
    """A person with a confirmed address brings one more organisation."""
    with transaction.atomic():
        locks.exclusive(f"accounts:bin:{organisation.bin}")
        person = Person.objects.select_for_update().get(pk=by.person_id)
        at = clock.now()
        row = _row(organisation)
        confirmed = queries.address_confirmed(person.pk)
        refuse(
            [
                *_objections(organisation, row, first, person.pk, at),
                None if confirmed else Refusal("person.address_unconfirmed"),
            ]
        )
        _claim(row, first, person, at, confirmed=True)
    return row


def register_operator(*, organisation: NewOrganisation) -> Organisation:
    """The organisation that operates the portal, by the operator at the server's console."""
    with transaction.atomic():
        locks.exclusive(f"accounts:bin:{organisation.bin}")
        at = clock.now()
        row = _row(organisation)
        refuse(
            [
                *rules.refuse_number(organisation.kind, organisation.bin),
                *rules.refuse_share(queries.organisation_facts(row)),
                Refusal("organisation.taken", field="bin") if row.pk else None,
            ]
        )
        row.save()
        confirm_organisation(row, by=SYSTEM, at=at)
    return row


def _row(entry: NewOrganisation) -> Organisation:
    """The row to be written: a new one, or one that somebody signed up and never confirmed."""
    row = queries.organisation_by_number(entry.bin) or Organisation(bin=entry.bin)
    if row.confirmed_at is None:
        values = asdict(entry)
        row.superior = queries.organisation_by_number(values.pop("superior_bin"))
        for name, value in values.items():
            setattr(row, name, value)
    return row


def _objections(
    entry: NewOrganisation, row: Organisation, first: FirstRole, person_id: int | None, at: datetime
) -> list[Refusal]:
    day = local_day(at)
    refusals = rules.refuse_number(entry.kind, entry.bin)
    if row.confirmed_at is not None:
        return [*refusals, Refusal("organisation.taken", field="bin")]
    if row.pk and queries.claim_waits(row.pk):
        return [*refusals, Refusal("organisation.claimed", field="bin")]
    if entry.superior_bin and row.superior is None:
        refusals.append(Refusal("organisation.superior_unknown", field="superior_bin"))
    refusals += rules.refuse_share(queries.organisation_facts(row))
    refusals += rules.refuse_role(queries.role_facts(first.role, row, person_id, day))
    document = rules.RepresentationFacts(first.document, day, first.until)
    return refusals + rules.refuse_representation(document, day)


def _claim(row: Organisation, first: FirstRole, person: Person, at: datetime, *, confirmed: bool) -> None:
    """Write the organisation and its first role, or the proposal of that role where two people decide."""
    row.save()
    # Whoever signed it up before never confirmed the address; the new sign-up takes the place.
    Membership.objects.filter(organisation=row, ended_at=None).update(ended_at=at)
    by, since = Actor("person", person.pk, row.pk), local_day(at)
    records.record(
        "organisation.signed_up",
        stream=f"organisation:{row.pk}",
        by=by,
        at=at,
        facts={
            "kind": row.kind,
            "state_share": row.state_share,
            "superior": row.superior_id,
            "role": first.role,
        }
        | ({} if row.kind == OrganisationKind.ENTREPRENEUR else {"bin": row.bin}),
        personal=identity(person)
        | {"organisation_kk": row.name_kk or "", "organisation_ru": row.name_ru or ""},
    )
    if first.role == Role.BIDDER:
        Membership.objects.create(
            person=person,
            organisation=row,
            role=first.role,
            document=first.document,
            since=since,
            until=first.until,
        )
        if confirmed:
            confirm_organisation(row, by=by, at=at)
        return
    content = {
        "organisation": row.pk,
        "person": person.pk,
        "role": first.role,
        "document": first.document,
        "since": since,
        "until": first.until,
        "proposer_role": "self",
        "bin": row.bin,
    }
    approvals.propose(
        queries.ROLE_PROPOSAL, queries.role_subject(row.pk, person.pk, first.role), content, by=by, at=at
    )
