"""The scripts help and never stand in the way."""

import pytest
from playwright.sync_api import expect

from tenders.models import DocumentationPart
from tests.browser.people import Person
from tests.cast import make_cast
from tests.tenders.factories import make_documentation, make_tender

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_note_that_moves_the_page_does_not_swallow_the_press_of_a_button(
    chromium, live_server, installation
):
    """Leaving a text by pressing the button shows what differs; the button must not move away under the press."""
    cast = make_cast()
    draft = make_tender(cast)
    make_documentation(draft, posted_at=None)
    staff = Person(chromium, live_server.url, "staff", "ru")
    try:
        staff.sign_in()
        staff.go(f"organizer/tenders/{draft.pk}/documentation/3/")
        staff.write({"text_kk": "Ауданы 18 га.", "text_ru": "Площадь 17 га."})
        staff.press("Save")
        expect(staff.main.locator("#part-form [data-compare]")).to_contain_text("17")
        assert (
            DocumentationPart.objects.get(documentation__tender=draft, number=3).text_ru == "Площадь 17 га."
        )
    finally:
        staff.leave()


def test_however_long_somebody_types_one_line_says_that_it_is_not_saved(chromium, live_server, installation):
    make_cast()
    staff = Person(chromium, live_server.url, "staff", "ru")
    try:
        staff.sign_in()
        staff.go("organizer/projects/new/")
        staff.main.locator('[name="title_ru"]').press_sequentially("Школа")
        expect(staff.main.locator(".save-state")).to_have_count(1)
    finally:
        staff.page.once("dialog", lambda dialog: dialog.accept())
        staff.leave()
