"""A step that its page asks for once more is not taken without the tick, whatever the browser sends."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from ppp_portal.journal.models import Record
from ppp_portal.web.confirming import TICK, deliberate
from ppp_portal.web.pages import posted
from tenders.forms.interrupting import DeclineForm
from tests.ticks import TICKED

ROOT = Path(settings.BASE_DIR)
STOREYS = ("tenders", "contracts", "projects", "ppp_portal")


def _made_from(base: str) -> set[str]:
    """The templates that extend ``base``, however far."""
    parents = {
        str(path.relative_to(ROOT / "templates")): re.search(r'{%\s*extends\s+"([^"]+)"', path.read_text())
        for path in (ROOT / "templates").rglob("*.html")
    }
    found = {base}
    while more := {name for name, said in parents.items() if said and said[1] in found} - found:
        found |= more
    return found


def test_every_page_that_asks_once_more_is_answered_through_the_one_place():
    asking = _made_from("confirm.html")
    assert "tenders/bidder/submit.html" in asking
    views = [path for storey in STOREYS for path in (ROOT / storey).rglob("views/**/*.py")]
    views += (ROOT / "contracts/views").glob("*.py")
    careless = [
        str(path.relative_to(ROOT))
        for path in views
        if any(f'"{name}"' in path.read_text() for name in asking)
        and not re.search(r"\b(deliberate|ticked|SignForm|confirm)\(", path.read_text())
    ]
    assert careless == []


def test_nothing_but_the_one_place_reads_the_tick():
    reading = [
        str(path.relative_to(ROOT))
        for storey in STOREYS
        for path in (ROOT / storey).rglob("*.py")
        if re.search(r"""POST(\.get\(|\[)["']confirmed["']""", path.read_text())
    ]
    assert reading == []


@pytest.mark.django_db
def test_without_the_tick_the_page_comes_back_with_the_error_at_the_box(cast, client_of):
    page = reverse("end_membership", args=[cast.secretary.membership_id])
    head = client_of(cast.head)
    before = Record.objects.count()
    for sent in ({"reason": "Жұмыстан кетті"}, {"reason": "Жұмыстан кетті", "confirmed": "no"}):
        answer = head.post(page, sent)
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert 'href="#confirmed"' in shown
        assert 'aria-describedby="confirmed_error"' in shown
        assert "Жұмыстан кетті" in shown
    assert Record.objects.count() == before
    assert 'aria-invalid="true"' not in head.get(page).content.decode()
    assert head.post(page, {"reason": "Жұмыстан кетті", **TICKED}).status_code == 303


def test_an_answer_with_nothing_in_it_is_refused_like_an_empty_box(rf):
    request = rf.post("/")
    form = DeclineForm(posted(request))
    assert not deliberate(request, form)
    assert form.non_field_errors() == [str(TICK)]
