"""Many bidders at once, for races: organisations with one representative each."""

from datetime import date
from itertools import count

from ppp_portal.accounts.models import Membership, Organisation, Person
from ppp_portal.accounts.queries import actor_of
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.identifiers import make_bin, with_check_digit

_serial = count(1)


def crowd(size: int) -> list[Actor]:
    """``size`` bidders that did not exist before."""
    return [_bidder() for _ in range(size)]


def _bidder() -> Actor:
    """The next serial number whose check digit exists."""
    while True:
        serial = next(_serial)
        try:
            bin, iin = make_bin(f"2001409{serial:04d}"), with_check_digit(f"9001015{serial:04d}")
        except ValueError:
            continue
        break
    organisation = Organisation.objects.create(
        kind="private_company",
        bin=bin,
        name_kk=f"«{serial}» ЖШС",
        name_ru=f"ТОО «{serial}»",
        confirmed_at=clock.now(),
    )
    person = Person.objects.create(
        email=f"bidder{serial}@portal.example",
        name_kk=f"Өкіл {serial}",
        name_ru=f"Представитель {serial}",
        iin=iin,
    )
    membership = Membership.objects.create(
        person=person, organisation=organisation, role="bidder", document="№ 1", since=date(2026, 1, 1)
    )
    return actor_of(membership)
