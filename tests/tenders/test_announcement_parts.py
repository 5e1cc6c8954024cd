"""The announcement prints the thirteen parts of the documentation, each with its number and title (Annex 1, p. 5)."""

import pytest

from ppp_portal.documents.speech import spoken
from ppp_portal.documents.values import plain
from ppp_portal.training.play import texts
from ppp_portal.training.play.cases.amended import CORRECTED
from tenders.protocols.announcement import announcement
from tenders.queries.documentation import current
from tests.tenders.factories import published_tender

pytestmark = pytest.mark.django_db


def test_every_part_is_printed_under_its_number_with_what_it_is_made_of(cast, clock_at):
    tender = published_tender(cast, clock_at)
    paper = spoken(plain(announcement(tender, current(tender))), "ru")
    parts = {
        str(section["heading"]).partition(".")[0]: section
        for section in paper["sections"]
        if str(section["heading"]).startswith("Часть ")
    }
    assert list(parts) == [f"Часть {number}" for number in range(1, 14)]
    assert all(section["blocks"] for section in parts.values())
    assert "R1" in str(parts["Часть 6"])
    assert str(parts["Часть 5"]["heading"]) == "Часть 5. Проект договора ГЧП"
    assert str(current(tender).clauses.first().number) in str(parts["Часть 5"])
    assert any(block["block"] == "bullets" for block in parts["Часть 13"]["blocks"])


def test_the_amended_plot_stands_in_the_draft_contract_too():
    clause = next(row for row in texts.clauses(CORRECTED) if row["number"] == "2.1")
    assert "1,7 га" in clause["text_kk"]
    assert "1,7 га" in clause["text_ru"]
    assert "1,5 га" not in clause["text_kk"] + clause["text_ru"]
