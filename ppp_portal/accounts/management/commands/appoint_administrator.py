"""`manage.py appoint_administrator`: the first two technical administrators of a new installation.

Asks for everything on the console, so that no password enters the shell's history. The organisation that
operates the portal is registered when its BIN is not known yet.
"""

from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from ppp_portal.accounts.actions import NewOrganisation, NewPerson, appoint_administrator, register_operator
from ppp_portal.accounts.models import OrganisationKind
from ppp_portal.accounts.queries import organisation_by_number
from ppp_portal.law.refusals import Refused
from ppp_portal.web.refusals import speak


class Command(BaseCommand):
    help = "Appoint one of the first two technical administrators."

    def handle(self, *args: Any, **options: Any) -> None:
        number = input("BIN of the organisation that operates the portal: ").strip()
        try:
            organisation = organisation_by_number(number) or register_operator(
                organisation=self._operator(number)
            )
            membership = appoint_administrator(person=self._person(), organisation_id=organisation.pk)
        except Refused as refused:
            with translation.override("en"):
                raise CommandError("\n".join(said.message for said in speak(refused.refusals))) from refused
        self.stdout.write(f"{membership.person.email} is a technical administrator now.")

    def _operator(self, number: str) -> NewOrganisation:
        return NewOrganisation(
            kind=OrganisationKind.OPERATOR,
            bin=number,
            name_kk=input("Its name in Kazakh: ").strip(),
            name_ru=input("Its name in Russian: ").strip(),
            address_kk="",
            address_ru="",
        )

    def _person(self) -> NewPerson:
        password = getpass("Password: ")
        if password != getpass("The same password again: "):
            raise CommandError("The two passwords differ.")
        return NewPerson(
            email=input("E-mail: ").strip().lower(),
            password=password,
            name_kk=input("Full name in Kazakh: ").strip(),
            name_ru=input("Full name in Russian: ").strip(),
            iin=input("IIN: ").strip(),
        )
