"""No program works in training mode over real data, nor in earnest over training data."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from ppp_portal.journal import guard
from ppp_portal.journal.checks import training_matches_database
from ppp_portal.training.actions.people import NotTraining, settle_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_data() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_installation SET training = false")


def test_the_web_and_the_worker_refuse_training_over_real_data(real_data):
    with pytest.raises(ImproperlyConfigured, match="real procurement"):
        guard.refuse_other_kind()
    assert [error.id for error in training_matches_database(["default"])] == ["journal.E001"]


def test_they_refuse_real_procurement_over_training_data(settings):
    settings.PORTAL_TRAINING = False
    with pytest.raises(ImproperlyConfigured, match="training"):
        guard.refuse_other_kind()


def test_a_database_of_the_right_kind_is_taken():
    guard.refuse_other_kind()


def test_the_worker_ends_instead_of_starting(real_data, monkeypatch):
    from ppp_portal.celery import refuse_wrong_database

    monkeypatch.setattr(guard, "watch", guard.refuse_other_kind)
    with pytest.raises(SystemExit, match="real procurement"):
        refuse_wrong_database()


def test_people_with_one_password_have_no_place_over_real_data(real_data):
    with pytest.raises(NotTraining):
        settle_cast()


def test_the_demonstration_is_not_loaded_over_real_data(real_data):
    with pytest.raises(CommandError, match="training mode"):
        call_command("load_demo")
