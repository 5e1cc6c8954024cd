"""Persons: registered, their address confirmed, their profile changed, the first administrators appointed."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from ppp_portal.accounts import queries, rules
from ppp_portal.accounts.models import Membership, Organisation, Person, Role
from ppp_portal.journal import clock, locks, records
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse

MOST_APPOINTED = 2  # one proposes, one approves; every further administrator comes through the portal


@dataclass(frozen=True)
class NewPerson:
    """What a person says about themselves. ``name`` as in the identity document, in both languages."""

    email: str
    password: str
    name_kk: str
    name_ru: str
    iin: str
    language: str = "kk"


def identity(person: Person) -> dict[str, str]:
    """The personal values of a record about a person."""
    return {"name_kk": person.name_kk or "", "name_ru": person.name_ru or "", "email": person.email}


def refuse_person(entry: NewPerson) -> list[Refusal]:
    """A good IIN that no confirmed person has, and a new address. Call under :func:`lock_person`."""
    refusals = rules.refuse_iin(entry.iin)
    if queries.person_by_email(entry.email):
        refusals.append(Refusal("person.email_taken", field="email"))
    if queries.iin_confirmed(entry.iin):
        refusals.append(Refusal("person.iin_taken", field="iin"))
    return refusals


def lock_person(entry: NewPerson) -> None:
    locks.exclusive(f"accounts:email:{entry.email.lower()}")
    locks.exclusive(f"accounts:iin:{entry.iin}")


def register_person(entry: NewPerson, *, verified: bool) -> Person:
    """Write the person and the address. An IIN claimed by somebody who never confirmed an address is free."""
    Person.objects.filter(iin=entry.iin).update(iin="")
    person = Person.objects.create_user(
        entry.email,
        entry.password,
        name_kk=entry.name_kk,
        name_ru=entry.name_ru,
        iin=entry.iin,
        language=entry.language,
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=verified, primary=True)
    return person


def confirm_address(*, person_id: int) -> list[Organisation]:
    """The person followed the link in the mail: the private organisations signed up with it come to life.

    State bodies and audit bodies wait for the second pair of eyes on their first role.
    """
    with transaction.atomic():
        waiting = Organisation.objects.select_for_update().filter(
            confirmed_at=None, memberships__person_id=person_id, memberships__ended_at=None
        )
        organisations = list(waiting)
        at = clock.now()
        for organisation in organisations:
            confirm_organisation(organisation, by=Actor("person", person_id, organisation.pk), at=at)
    return organisations


def confirm_organisation(organisation: Organisation, *, by: Actor, at: datetime) -> None:
    organisation.confirmed_at = at
    organisation.save(update_fields=["confirmed_at"])
    records.record("organisation.confirmed", stream=f"organisation:{organisation.pk}", by=by, at=at)


def change_profile(*, name_kk: str, name_ru: str, language: str, by: Actor) -> Person:
    """The person's own names and language."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=by.person_id)
        at = clock.now()
        person.name_kk, person.name_ru, person.language = name_kk, name_ru, language
        person.save(update_fields=["name", "name_kk", "name_ru", "language"])
        records.record(
            "person.profile_changed",
            stream=f"person:{person.pk}",
            by=by,
            at=at,
            facts={"language": language},
            personal={"name_kk": name_kk, "name_ru": name_ru},
        )
    return person


def appoint_administrator(*, person: NewPerson, organisation_id: int) -> Membership:
    """One of the first two technical administrators, by the operator at the server's console."""
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
        lock_person(person)
        at = clock.now()
        appointed = Membership.objects.filter(role=Role.ADMIN, ended_at=None).count()
        refuse(
            [
                *refuse_person(person),
                *rules.refuse_role(queries.role_facts(Role.ADMIN, organisation, None, local_day(at))),
                Refusal("admin.appointed") if appointed >= MOST_APPOINTED else None,
            ]
        )
        created = register_person(person, verified=True)
        created.is_staff = True
        created.save(update_fields=["is_staff"])
        membership = Membership.objects.create(
            person=created, organisation=organisation, role=Role.ADMIN, since=local_day(at)
        )
        records.record(
            "role.granted",
            stream=f"organisation:{organisation.pk}",
            by=SYSTEM,
            at=at,
            facts={"membership": membership.pk, "person": created.pk, "role": Role.ADMIN},
            personal=identity(created),
        )
    return membership
