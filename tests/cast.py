"""The fixed cast of the tests, made from the data of the demonstration.

``make_cast()`` writes everybody with a handful of queries and returns actors by name; ``people`` and
``organisations`` give the rows behind them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from ppp_portal.accounts.models import AuditMandate, Membership, Organisation, Person
from ppp_portal.accounts.queries import actor_of
from ppp_portal.journal.actor import Actor
from ppp_portal.training.cast import MANDATE_COVERS, MANDATE_DOCUMENT, ORGANISATIONS, PASSWORD, PEOPLE
from tests.stages import Bystander, kept

SINCE, FAR = date(2020, 1, 1), date(2099, 12, 31)  # in force whatever the clock of a test says
JOINED = datetime(2020, 1, 1, 4, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast(Bystander):
    """Everybody of the tests. Fields typed ``Actor`` are what an action takes as ``by``."""

    org_organiser: Organisation
    org_other_organiser: Organisation
    org_a: Organisation
    org_b: Organisation
    org_c: Organisation
    org_d: Organisation
    org_consortium_member: Organisation
    org_outsider: Organisation
    org_state_company: Organisation
    org_bank: Organisation
    org_university: Organisation
    org_audit: Organisation
    org_operator: Organisation

    staff: Actor
    head: Actor
    chair: Actor
    deputy: Actor
    member_1: Actor
    member_2: Actor
    member_3: Actor
    member_4: Actor
    secretary: Actor
    custodian: Actor
    other_staff: Actor
    other_head: Actor
    bidder_a: Actor
    bidder_b: Actor
    bidder_c: Actor
    bidder_d: Actor
    member_company: Actor
    outsider: Actor
    auditor: Actor
    admin: Actor
    second_admin: Actor

    people: dict[str, Person]
    organisations: dict[str, Organisation]
    mandate: AuditMandate

    def name(self) -> object:
        return "cast", self.staff.person_id

    @property
    def members(self) -> list[Actor]:
        """The four commission members without an office."""
        return [self.member_1, self.member_2, self.member_3, self.member_4]

    @property
    def voters(self) -> list[Actor]:
        """The chair, the deputy and the members: all who vote."""
        return [self.chair, self.deputy, *self.members]

    @property
    def bidders(self) -> list[Actor]:
        return [self.bidder_a, self.bidder_b, self.bidder_c, self.bidder_d]

    def person_of(self, actor: Actor) -> Person:
        return next(person for person in self.people.values() if person.pk == actor.person_id)


@kept
def make_cast() -> Cast:
    """Write the whole cast: confirmed organisations, people with verified addresses, one role each."""
    organisations = _organisations()
    people = _people()
    memberships = {
        data.key: Membership(
            person=people[data.key],
            organisation=organisations[data.organisation],
            role=data.role,
            document=data.document,
            since=SINCE,
        )
        for data in PEOPLE
    }
    Membership.objects.bulk_create(memberships.values())
    mandate = AuditMandate.objects.create(
        membership=memberships["auditor"], document=MANDATE_DOCUMENT, since=SINCE, until=FAR
    )
    mandate.organisations.set(organisations[key] for key in MANDATE_COVERS)
    return Cast(
        **{f"org_{key}": organisation for key, organisation in organisations.items()},
        **{key: actor_of(membership) for key, membership in memberships.items()},
        people=people,
        organisations=organisations,
        mandate=mandate,
    )


def _organisations() -> dict[str, Organisation]:
    rows = {
        data.key: Organisation(
            kind=data.kind,
            bin=data.bin,
            name_kk=data.name_kk,
            name_ru=data.name_ru,
            address_kk=data.address_kk,
            address_ru=data.address_ru,
            region=data.region,
            email=f"{data.key.replace('_', '.')}@portal.example",
            state_share=data.state_share,
            confirmed_at=JOINED,
        )
        for data in ORGANISATIONS
    }
    Organisation.objects.bulk_create(rows.values())
    return rows


def _people() -> dict[str, Person]:
    password = make_password(PASSWORD)
    rows = {
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
    Person.objects.bulk_create(rows.values())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in rows.values()
    )
    return rows
