"""A form sent with nothing in it is a form: it comes back with its errors, on every storey in the same way."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

pytestmark = pytest.mark.django_db
ROOT = Path(settings.BASE_DIR)
STOREYS = ("ppp_portal", "projects", "tenders", "contracts")
EMPTY = (
    ("head", "propose_role"),
    ("auditor", "ask_for_mandate"),
    ("staff", "projects:new_project"),
    ("staff", "tenders:organizer_appoint"),
    ("staff", "contracts:enter_card"),
)


@pytest.mark.parametrize(("reader", "address"), EMPTY)
def test_an_empty_form_comes_back_with_its_errors(cast, client_of, reader, address):
    answer = client_of(getattr(cast, reader)).post(reverse(address), {})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_whether_a_form_is_bound_is_asked_in_one_place():
    """``request.POST or None`` takes an answer with nothing in it for a page that is only read."""
    found = [
        str(path.relative_to(ROOT))
        for storey in STOREYS
        for path in (ROOT / storey).rglob("*.py")
        if re.search(r"request\.POST (or None|if request\.method)", path.read_text())
    ]
    assert found == ["ppp_portal/web/pages.py"]
