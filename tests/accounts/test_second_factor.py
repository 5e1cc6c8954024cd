"""Outside training mode the state's side signs in with a second factor."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings

from ppp_portal.accounts.adapter import PortalMFAAdapter
from ppp_portal.training.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def real(settings):
    settings.PORTAL_TRAINING = False


def with_app(person_id):
    secret = PortalMFAAdapter().encrypt("JBSWY3DPEHPK3PXP")
    Authenticator.objects.create(user_id=person_id, type=Authenticator.Type.TOTP, data={"secret": secret})


@pytest.mark.parametrize(
    "who", ["staff", "head", "chair", "member_1", "secretary", "custodian", "auditor", "admin"]
)
def test_without_a_second_factor_the_states_side_gets_no_further(cast, client_of, real, who):
    client = client_of(getattr(cast, who))
    page = client.get("/ru/organisation/")
    assert (page.status_code, page.url) == (302, "/ru/account/second-factor/")
    assert client.get(page.url).status_code == 200
    assert client.post("/ru/account/logout/").status_code == 302


def test_a_bidder_may_do_without(cast, client_of, real):
    assert client_of(cast.bidder_a).get("/ru/organisation/").status_code == 200


def test_with_one_set_up_the_pages_open(cast, client_of, real):
    with_app(cast.staff.person_id)
    assert client_of(cast.staff).get("/ru/organisation/").status_code == 200


def test_in_training_mode_a_password_is_enough(cast, client_of):
    assert settings.PORTAL_TRAINING
    assert client_of(cast.staff).get("/ru/organisation/").status_code == 200


def test_setting_the_app_up_from_the_first_page_to_the_recovery_codes(cast, client, real):
    person = cast.person_of(cast.staff)
    client.post("/kk/account/login/", {"login": person.email, "password": PASSWORD})
    page = client.get("/kk/account/second-factor/app/")
    assert page.url.startswith("/kk/account/again/")
    assert client.get(page.url).status_code == 200
    page = client.post(page.url, {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    page = client.post("/kk/account/second-factor/app/", {"code": code}, follow=True)
    assert page.redirect_chain[-1][0] == "/kk/account/second-factor/codes/"
    assert "account/second-factor/codes/file/" in page.content.decode()
    stored = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret not in stored
    assert client.get("/kk/organisation/").status_code == 200


def test_who_has_an_app_is_asked_for_its_code_at_sign_in(cast, client):
    with_app(cast.bidder_a.person_id)
    email = cast.person_of(cast.bidder_a).email
    page = client.post("/kk/account/login/", {"login": email, "password": PASSWORD})
    assert page.url == "/kk/account/second-factor/sign-in/"
    assert client.get(page.url).status_code == 200
    assert client.get("/kk/organisation/").status_code == 302
