"""Where the organiser's pages of a tender are, and what is sent to them and stands on them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import override

# Part 10 as it is sent.
TERMS = {
    "investments": "18 324 558 000", "budget_kk": "Қала бюджеті", "budget_ru": "Бюджет города",
    "closes_at": "2026-04-15T18:00", "bids_valid_until": "2026-12-31", "text_kk": "", "text_ru": "",
}  # fmt: skip


def url(name: str, *args: object, lang: str = "ru") -> str:
    with override(lang):
        return reverse(f"tenders:{name}", args=args)


def inside(answer: Any) -> str:
    """The page without its frame."""
    page: str = answer.content.decode()
    return page.partition('id="main"')[2].partition("<footer")[0]
