"""The cast comes to the portal: confirmed organisations, people with one password, one role each."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from ppp_portal.accounts.models import AuditMandate, Membership, Organisation, Person
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM
from ppp_portal.journal.records import record
from ppp_portal.law.calendar import local_day
from ppp_portal.training.cast import (
    DOMAIN,
    MANDATE_COVERS,
    MANDATE_DOCUMENT,
    ORGANISATIONS,
    PASSWORD,
    PEOPLE,
)

LONG = timedelta(days=1200)


class NotTraining(RuntimeError):
    """People that share one password have no place over real data."""


@transaction.atomic
def settle_cast() -> None:
    """Write everybody of the cast at the portal's present day. Raises ``NotTraining`` over real data.

    The one registration that does not go through the forms: a demonstration has nobody who could confirm it.
    """
    if not clock.is_training():
        raise NotTraining
    at = clock.now()
    day = local_day(at)
    organisations = {
        data.key: Organisation(
            kind=data.kind,
            bin=data.bin,
            name_kk=data.name_kk,
            name_ru=data.name_ru,
            address_kk=data.address_kk,
            address_ru=data.address_ru,
            region=data.region,
            email=f"{data.key.replace('_', '.')}@{DOMAIN}",
            state_share=data.state_share,
            confirmed_at=at,
        )
        for data in ORGANISATIONS
    }
    Organisation.objects.bulk_create(organisations.values())
    people = _people()
    memberships = {
        data.key: Membership(
            person=people[data.key],
            organisation=organisations[data.organisation],
            role=data.role,
            document=data.document,
            since=day,
        )
        for data in PEOPLE
    }
    Membership.objects.bulk_create(memberships.values())
    mandate = AuditMandate.objects.create(
        membership=memberships["auditor"], document=MANDATE_DOCUMENT, since=day, until=day + LONG
    )
    mandate.organisations.set(organisations[key] for key in MANDATE_COVERS)
    for data in ORGANISATIONS:
        row = organisations[data.key]
        facts = {"organisation": row.pk, "bin": row.bin, "kind": row.kind}
        record(
            "training.organisation_settled", stream=f"organisation:{row.pk}", by=SYSTEM, at=at, facts=facts
        )


def _people() -> dict[str, Person]:
    password = make_password(PASSWORD)  # once: the hash is slow on purpose
    people = {
        data.key: Person(
            email=data.email,
            name_kk=data.name_kk,
            name_ru=data.name_ru,
            iin=data.iin,
            language=data.language,
            is_staff=data.role == "admin",
            password=password,
        )
        for data in PEOPLE
    }
    Person.objects.bulk_create(people.values())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people.values()
    )
    return people
