"""The pages: what a guest, a colleague and a stranger see, in the language of the path."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from ppp_portal.accounts import actions
from ppp_portal.accounts.models import Approval, Invitation, Membership, Organisation, Person
from ppp_portal.accounts.tokens import invitation_token
from ppp_portal.journal.models import Record
from ppp_portal.training.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(company, newcomer):
    """A sign-up as the browser sends it."""
    return {
        "role": "bidder",
        "kind": company.kind,
        "bin": f"{company.bin[:6]} {company.bin[6:]}",
        "name_kk": company.name_kk,
        "name_ru": company.name_ru,
        "region": "75",
        "address_kk": company.address_kk,
        "address_ru": company.address_ru,
        "document": "№ 1 сенімхат",
        "person_kk": newcomer.name_kk,
        "person_ru": newcomer.name_ru,
        "iin": newcomer.iin,
        "language": "ru",
        "email": newcomer.email,
        "password1": newcomer.password,
        "password2": newcomer.password,
    }


# --- sign-up ---------------------------------------------------------------------------------------------


def test_a_company_signs_up_confirms_and_lands_signed_out_with_a_role(client, form, newcomer):
    page = client.post("/ru/account/sign-up/", form)
    assert page.status_code == 302
    sent = client.get(page.url)
    assert sent.status_code == 200
    (letter,) = mail.outbox
    link = next(word for word in letter.body.split() if "/account/confirm/" in word)
    path = link.removeprefix("http://testserver")
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 302
    organisation = Organisation.objects.get(bin=form["bin"].replace(" ", ""))
    assert organisation.confirmed_at
    signed_in = Client()
    signed_in.post("/ru/account/login/", {"login": newcomer.email, "password": newcomer.password})
    assert signed_in.get("/ru/organisation/").status_code == 200


def test_until_the_address_is_confirmed_nobody_signs_in(client, form, newcomer):
    client.post("/ru/account/sign-up/", form)
    page = Client().post("/ru/account/login/", {"login": newcomer.email, "password": newcomer.password})
    assert page.url == "/ru/account/confirm/"


def test_a_wrong_check_digit_is_explained_beside_the_field_and_nothing_typed_is_lost(client, form):
    form["bin"] = "070340007366"
    page = client.post("/ru/account/sign-up/", form)
    assert page.status_code == 422
    text = page.content.decode()
    assert "id_bin_error" in text
    assert form["address_kk"] in text


def test_a_known_address_is_answered_by_mail_and_looks_like_any_other(client, cast, form):
    form["email"] = Person.objects.get(pk=cast.bidder_a.person_id).email
    page = client.post("/ru/account/sign-up/", form)
    assert (page.status_code, page.url) == (302, "/ru/account/confirm/")
    assert not Organisation.objects.filter(bin=form["bin"].replace(" ", "")).exists()
    (letter,) = mail.outbox
    assert "/account/password/reset/" in letter.body
    assert "/account/confirm/" not in letter.body


def test_who_is_signed_in_adds_an_organisation(cast, client_of, form):
    client = client_of(cast.bidder_a)
    assert client.post("/kk/account/sign-up/", form).status_code == 303
    assert Membership.objects.filter(person_id=cast.bidder_a.person_id).count() == 2


# --- sign-in ---------------------------------------------------------------------------------------------


def sign_in(client, email, password=PASSWORD):
    return client.post("/kk/account/login/", {"login": email, "password": password})


def test_sign_in_lands_in_the_persons_own_language(client, cast):
    head = Person.objects.get(pk=cast.head.person_id)
    assert head.language == "ru"
    assert sign_in(client, head.email.upper()).url.startswith("/ru/")


def test_after_five_failures_sign_in_is_locked_with_clear_words_for_this_person_only(client, cast):
    victim = Person.objects.get(pk=cast.bidder_a.person_id).email
    for _attempt in range(4):
        assert sign_in(client, victim, "wrong").status_code == 200
    page = sign_in(client, victim, "wrong")
    assert page.status_code == 429
    assert "account/locked_out.html" in [template.name for template in page.templates]
    assert sign_in(client, victim).status_code == 429
    assert sign_in(Client(), Person.objects.get(pk=cast.bidder_b.person_id).email).status_code == 302
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), victim).status_code == 302


def test_a_new_password_opens_the_lock(client, cast):
    person = Person.objects.get(pk=cast.bidder_a.person_id)
    for _attempt in range(5):
        sign_in(client, person.email, "wrong")
    client.post("/kk/account/password/reset/", {"email": person.email})
    link = next(word for word in mail.outbox[0].body.split() if "/account/password/reset/" in word)
    form = client.get(link.removeprefix("http://testserver"), follow=True)
    assert form.status_code == 200
    words = {"password1": "сегіз қырлы бір сырлы", "password2": "сегіз қырлы бір сырлы"}
    assert client.post(form.redirect_chain[-1][0], words).status_code == 302
    assert sign_in(client, person.email, words["password1"]).status_code == 302


def test_too_many_sign_ups_from_one_computer_are_slowed_down(client):
    pages = [client.post("/kk/account/sign-up/", {}).status_code for _attempt in range(21)]
    assert pages == [422] * 20 + [429]


def test_a_guest_is_sent_to_sign_in_and_back(client):
    assert client.get("/ru/organisation/").url == "/ru/account/login/?next=%2Fru%2Forganisation%2F"


# --- language --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_path_decides_the_language_of_page_and_content(cast, client_of, language):
    page = client_of(cast.staff).get(f"/{language}/organisation/")
    text = page.content.decode()
    assert f'<html lang="{language}">' in text
    assert f"<h1>{getattr(cast.org_organiser, f'name_{language}')}</h1>" in text


def test_the_profile_keeps_the_language_and_answers_in_it(cast, client_of):
    client = client_of(cast.bidder_a)
    page = client.post("/kk/account/", {"name_kk": "Асан", "name_ru": "Асан", "language": "ru"})
    assert (page.status_code, page.url) == (303, "/ru/account/")
    assert Person.objects.get(pk=cast.bidder_a.person_id).language == "ru"


# --- roles -----------------------------------------------------------------------------------------------


def test_a_person_acts_in_the_role_chosen(cast, client_of, company, representative):
    actions.add_organisation(organisation=company, first=representative, by=cast.bidder_a)
    client = client_of(cast.bidder_a)
    other = Membership.objects.get(person_id=cast.bidder_a.person_id, organisation__bin=company.bin)
    client.post("/kk/account/role/", {"role": other.pk})
    assert company.name_kk in client.get("/kk/organisation/").content.decode()
    assert client.post("/kk/account/role/", {"role": cast.head.membership_id}).status_code == 404


def test_an_ended_role_closes_the_open_session(cast, client_of):
    client = client_of(cast.secretary)
    assert client.get("/kk/organisation/").status_code == 200
    actions.end_membership(membership_id=cast.secretary.membership_id, reason="", by=cast.head)
    assert client.get("/kk/organisation/").status_code == 404


def test_whoever_may_not_end_a_role_reads_why_and_finds_nothing_to_press(cast, client_of):
    address = reverse("end_membership", args=[cast.secretary.membership_id])
    for actor, offered in ((cast.staff, False), (cast.head, True), (cast.secretary, True)):
        answer = client_of(actor).get(address)
        assert ('name="confirmed"' in answer.content.decode()) is offered
        assert bool(answer.context["why_not"]) is not offered


# --- colleagues ------------------------------------------------------------------------------------------


def test_a_colleague_is_invited_and_registers_by_the_link(cast, client_of, client, form):
    page = client_of(cast.bidder_a).post(
        "/kk/organisation/colleagues/invite/",
        {"email": "New@company.example", "role": "bidder", "document": "№ 2"},
    )
    assert page.status_code == 303
    path = f"/ru/account/invitation/{invitation_token(Invitation.objects.get())}/"
    assert cast.org_a.name_ru in client.get(path).content.decode()
    page = client.post(path, form)
    assert page.status_code == 302
    assert cast.org_a.name_ru in client.get("/ru/organisation/").content.decode()
    used = Client().get(path)
    assert used.status_code == 409


def test_an_invited_person_with_an_account_signs_in_first_and_then_accepts(cast, client_of, client):
    email = Person.objects.get(pk=cast.bidder_b.person_id).email
    invitation = actions.invite_colleague(
        email=email, role="bidder", document="№ 2", until=None, by=cast.bidder_a
    )
    path = f"/ru/account/invitation/{invitation_token(invitation)}/"
    assert f"next={path}" in client.get(path).content.decode()
    assert client_of(cast.bidder_c).get(path).status_code == 409
    assert client_of(cast.bidder_b).post(path).status_code == 303
    assert Membership.objects.filter(person_id=cast.bidder_b.person_id).count() == 2


def test_a_link_never_sent_is_not_found(client):
    assert client.get("/kk/account/invitation/0123456789/").status_code == 404


def test_a_proposed_role_waits_for_the_second_person_not_for_the_one_who_proposed_it(cast, client_of):
    client_of(cast.staff).post(
        "/en/organisation/colleagues/propose/",
        {"person": cast.member_1.person_id, "role": "secretary", "document": "№ 3"},
    )
    for who, decides in ((cast.staff, False), (cast.head, True)):
        desk = client_of(who).get("/en/desk/").content.decode()
        assert ("Decide on proposed roles" in desk) is decides
        listed = client_of(who).get("/en/organisation/approvals/").content.decode()
        assert ("Read and decide" in listed) is decides


def test_the_second_person_reads_and_approves(cast, client_of):
    client_of(cast.staff).post(
        "/kk/organisation/colleagues/propose/",
        {"person": cast.staff.person_id, "role": "custodian", "document": "№ 3"},
    )
    assert not Approval.objects.exists()  # nobody proposes for themselves
    client_of(cast.staff).post(
        "/kk/organisation/colleagues/propose/",
        {"person": cast.member_1.person_id, "role": "secretary", "document": "№ 3"},
    )
    approval = Approval.objects.get()
    path = f"/kk/organisation/approvals/{approval.pk}/"
    head = client_of(cast.head)
    assert "№ 3" in head.get(path).content.decode()
    assert head.post(path, {"decision": "approve", "seen": "0" * 64}).status_code == 422
    assert head.post(path, {"decision": "approve", "seen": approval.digest}).status_code == 303
    assert Membership.objects.filter(person_id=cast.member_1.person_id, role="secretary").exists()
    assert head.get(path).status_code == 404
    assert client_of(cast.other_head).get(path).status_code == 404


def test_a_role_is_ended_only_after_a_second_question(cast, client_of):
    path = f"/kk/organisation/colleagues/{cast.secretary.membership_id}/end/"
    head = client_of(cast.head)
    assert head.post(path, {"reason": ""}).status_code == 422
    assert head.post(path, {"reason": "", "confirmed": "yes"}).status_code == 303
    assert Membership.objects.get(pk=cast.secretary.membership_id).ended_at


def test_the_colleagues_page_costs_the_same_for_one_and_for_three(cast, client_of):
    client = client_of(cast.bidder_a)
    path = "/kk/organisation/colleagues/"
    client.get(path)
    costs = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        costs.append(len(queries))
        person = Person.objects.create_user(f"more{number}@x.kz", name_kk=f"Қызметкер {number}")
        Membership.objects.create(
            person=person, organisation=cast.org_a, role="bidder", document="№ 1", since="2020-01-01"
        )
    assert costs[0] == costs[1] == costs[2] <= 10


# --- audits ----------------------------------------------------------------------------------------------


def test_an_auditor_asks_for_a_mandate_and_an_administrator_opens_it(cast, client_of):
    auditor = client_of(cast.auditor)
    asked = {"bins": f"{cast.org_other_organiser.bin}\n", "document": "№ 8-М", "since": "2020-01-01"}
    page = auditor.post("/kk/audit/mandates/new/", asked | {"until": "2099-01-01", "bins": "070340007367"})
    assert page.status_code == 422
    assert "070340007367" in page.content.decode()
    assert auditor.post("/kk/audit/mandates/new/", asked | {"until": "2099-01-01"}).status_code == 303
    approval = Approval.objects.get()
    admin = client_of(cast.admin)
    path = f"/ru/organisation/approvals/{approval.pk}/"
    assert cast.org_other_organiser.name_ru in admin.get(path).content.decode()
    admin.post(path, {"decision": "approve", "seen": approval.digest})
    assert cast.org_other_organiser.name_kk in auditor.get("/kk/audit/mandates/").content.decode()


# --- every page ------------------------------------------------------------------------------------------

PUBLIC = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"]
PUBLIC += ["account_email_verification_sent", "account_reset_password_from_key_done", "account_inactive"]
OWN = ["profile", "second_factor", "mfa_index", "account_change_password", "account_reauthenticate"]
BY_ROLE = {
    "organisation": {"staff", "head", "chair", "custodian", "bidder_a", "auditor", "admin"},
    "colleagues": {"staff", "head", "chair", "custodian", "bidder_a", "auditor", "admin"},
    "invite_colleague": {"staff", "head", "bidder_a", "admin"},
    "propose_role": {"staff", "head", "admin"},
    "approvals": {"staff", "head", "admin"},
    "mandates": {"auditor"},
    "ask_for_mandate": {"auditor"},
}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", PUBLIC)
def test_pages_for_everybody(client, name, language):
    with translation.override(language):
        path = reverse(name)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("name", OWN)
def test_pages_for_everybody_who_signed_in(cast, client, client_of, name):
    with translation.override("kk"):
        path = reverse(name)
    assert client_of(cast.outsider).get(path).status_code == 200
    assert client.get(path).url.startswith("/kk/account/login/")


def test_a_password_page_names_its_fields_by_one_word(cast, client_of):
    """Above the field and in the list of errors; nothing grey stands in the field."""
    with translation.override("ru"):
        path = reverse("account_change_password")
    page = client_of(cast.outsider).post(path, {}).content.decode()
    assert page.count("Тот же пароль еще раз") == 2
    assert "Новый пароль (еще раз)" not in page
    assert "placeholder" not in page


@pytest.mark.parametrize("name", BY_ROLE)
def test_pages_open_to_their_roles_and_do_not_exist_for_the_others(cast, client_of, name):
    with translation.override("ru"):
        path = reverse(name)
    opened = {
        who
        for who in ("staff", "head", "chair", "custodian", "bidder_a", "auditor", "admin")
        if client_of(getattr(cast, who)).get(path).status_code == 200
    }
    assert opened == BY_ROLE[name]


def test_a_strangers_colleague_or_invitation_is_not_found(cast, client_of):
    actions.invite_colleague(
        email="x@company.example", role="bidder", document="№ 2", until=None, by=cast.bidder_a
    )
    outsider = client_of(cast.outsider)
    invitation = Invitation.objects.get()
    assert outsider.get(f"/kk/organisation/colleagues/{cast.bidder_a.membership_id}/end/").status_code == 404
    assert outsider.post(f"/kk/organisation/invitations/{invitation.pk}/withdraw/").status_code == 404
    assert Invitation.objects.exists()


# --- the organisation ------------------------------------------------------------------------------------


def test_an_organisation_that_moves_says_so_the_journal_keeps_where_it_was_and_its_name_stays(
    cast, client_of
):
    owner, before, name = client_of(cast.bidder_a), cast.org_a.address_ru or "", cast.org_a.name_ru
    sent = {
        "name_kk": "«Басқа» ЖШС",
        "name_ru": "ТОО «Другое»",
        "address_kk": "Алматы қаласы, Абай даңғылы, 1",
        "address_ru": "город Алматы, проспект Абая, 1",
        "organisation_email": "office@portal.example",
        "phone": "",
    }
    assert owner.post("/ru/organisation/details/", sent).status_code == 303
    page = owner.get("/ru/organisation/").content.decode()
    assert "город Алматы, проспект Абая, 1" in page
    assert name in page
    assert "Другое" not in page
    assert "Сведения об организации исправлены" in page
    entry = Record.objects.get(kind="organisation.details_corrected")
    kept = dict(entry.personal_values.values_list("key", "value"))
    assert (kept["address_ru_before"], kept["address_ru"]) == (before, "город Алматы, проспект Абая, 1")


def test_details_that_did_not_change_are_not_recorded_and_a_phone_is_a_number(cast, client_of):
    owner = client_of(cast.bidder_a)
    shown = owner.get("/ru/organisation/details/").context["form"].initial
    same = {**{name: value or "" for name, value in shown.items()}, "address_kk": "Х", "address_ru": "Х"}
    assert owner.post("/ru/organisation/details/", same).status_code == 303
    assert owner.post("/ru/organisation/details/", same).status_code == 303
    assert Record.objects.filter(kind="organisation.details_corrected").count() == 1
    in_words = owner.post("/ru/organisation/details/", {**same, "phone": "позвоните"})
    assert in_words.status_code == 422
    assert in_words.context["form"]["address_kk"].value() == "Х"
