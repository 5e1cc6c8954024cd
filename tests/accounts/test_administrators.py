"""Technical administrators: appointed at the console, look things up, change nothing."""

import builtins

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from ppp_portal.accounts.models import Membership, Organisation
from ppp_portal.law.identifiers import make_bin, with_check_digit

pytestmark = pytest.mark.django_db

REGISTERS = ["person", "organisation", "membership", "auditmandate", "invitation", "approval"]


@pytest.fixture
def console(monkeypatch):
    """Answers typed at the console, in order; the password twice."""

    def answer(*answers, password="жеті қазына тоғыз жол"):
        typed = iter(answers)
        monkeypatch.setattr(builtins, "input", lambda _question: next(typed))
        monkeypatch.setattr(
            "ppp_portal.accounts.management.commands.appoint_administrator.getpass",
            lambda _question: password,
        )

    return answer


def test_a_new_installation_gets_its_operator_and_first_administrator(console, capsys):
    number = make_bin("22014099300")
    console(
        number,
        "Портал операторы",
        "Оператор портала",
        "a@operator.example",
        "Асан",
        "Асан",
        with_check_digit("92031540991"),
    )
    call_command("appoint_administrator")
    assert "a@operator.example" in capsys.readouterr().out
    role = Membership.objects.get(role="admin")
    assert role.organisation == Organisation.objects.get(bin=number)
    assert role.person.is_staff


def test_what_is_wrong_is_said_on_the_console(console):
    console("070340007366", "Оператор", "Оператор")
    with pytest.raises(CommandError, match="last digit of this BIN"):
        call_command("appoint_administrator")


@pytest.mark.parametrize("register", REGISTERS)
def test_registers_show_and_never_change(cast, client_of, register):
    admin = client_of(cast.admin)
    listing = reverse(f"admin:accounts_{register}_changelist")
    assert admin.get(listing).status_code == 200
    assert admin.get(reverse(f"admin:accounts_{register}_add")).status_code == 403


def test_a_person_cannot_be_changed_or_deleted_and_the_password_does_not_show(cast, client_of):
    admin = client_of(cast.admin)
    page = admin.get(reverse("admin:accounts_person_change", args=[cast.head.person_id]))
    person = cast.person_of(cast.head)
    assert person.password not in page.content.decode()
    assert person.iin not in page.content.decode()
    assert admin.post(reverse("admin:accounts_person_change", args=[person.pk]), {}).status_code == 403
    assert admin.post(reverse("admin:accounts_person_delete", args=[person.pk]), {}).status_code == 403


def test_nobody_else_finds_the_registers_and_a_guest_signs_in_at_the_portal(cast, client, client_of):
    listing = reverse("admin:accounts_person_changelist")
    for who in (cast.head, cast.auditor, cast.outsider):
        assert client_of(who).get(listing).status_code == 404
    assert "/account/login/" in client.get(listing, follow=True).redirect_chain[-1][0]
