"""What the pages of the thirteen parts have in common: their context, and saving with nothing typed lost."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ppp_portal.journal import clock
from ppp_portal.law.acts import p605
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import go, saved, saves_itself, show
from ppp_portal.web.refusals import speak
from tenders.actions import drafting
from tenders.forms.drafting import FileForm
from tenders.queries import documentation as documents_of
from tenders.queries import reading
from tenders.queries.editing import written_meanwhile
from tenders.queries.readiness import in_words, readiness
from tenders.rules.documentation import PARTS, STRUCTURED
from tenders.rules.drafting import EDITABLE
from tenders.views.organizer_pages import address, beside, page
from tenders.wording import PART_TITLES

Save = Callable[[dict[str, Any]], None]


def context_of(request: HttpRequest, tender: Any, found: Any, number: int, **more: Any) -> dict[str, Any]:
    ready = readiness(tender, found)
    row = reading.parts(found)[number - 1]
    editable = tender.state in EDITABLE
    return {
        **page(request, tender, "documentation"),
        "number": number,
        "part_title": PART_TITLES[number],
        "basis": p605(f"A1.10({number})"),
        "missing": speak(in_words(ready.missing[number])),
        "dates": speak(ready.dates_of(number)),
        "text_optional": number in STRUCTURED,
        "editable": editable,
        "since": clock.now().isoformat(),
        "files": [
            {**file, "remove_url": address("organizer_remove_file", tender, number, file["pk"])}
            if editable
            else file
            for file in row["files"]
        ],
        "file_form": more.pop("file_form", None) or FileForm(),
        "previous": address("organizer_part", tender, number - 1) if number > 1 else "",
        "following": address("organizer_part", tender, number + 1) if number < len(PARTS) else "",
        **more,
    }


def texts_of(found: Any, number: int) -> dict[str, Any]:
    row = next((part for part in found.parts.all() if part.number == number), None)
    return {"text_kk": row.text_kk or "", "text_ru": row.text_ru or ""} if row else {}


def finish(request: HttpRequest, tender: Any, number: int) -> HttpResponse:
    """Onwards; dates that are kept, but cannot be published, are first shown beside their fields."""
    if saves_itself(request):
        return saved()
    tender.refresh_from_db()
    untimely = readiness(tender, documents_of.current(tender)).dates_of(number)
    if untimely:
        messages.warning(request, _("Saved. With these dates the tender cannot be published yet."))
    else:
        messages.success(request, _("Saved."))
    following = request.POST.get("then") == "next" and number < len(PARTS) and not untimely
    return go("tenders:organizer_part", tender.pk, number + 1 if following else number)


def work(request: HttpRequest, tender: Any, number: int, form: Any, save: Save) -> HttpResponse | None:
    """Save a form of one part; None when the page has to be shown (again)."""
    if not form.is_bound or not form.is_valid():
        return saved(False) if saves_itself(request) else None
    try:
        with transaction.atomic():
            save(form.cleaned_data)  # holds the tender from here on
            refuse(_written_meanwhile(request, tender, number))
    except Refused as refused:
        beside(form, refused)
        return saved(False) if saves_itself(request) else None
    return finish(request, tender, number)


def _written_meanwhile(request: HttpRequest, tender: Any, number: int) -> list[Refusal]:
    """Nobody's words are replaced unseen: what was saved since the page was opened is told first."""
    try:
        since = datetime.fromisoformat(request.POST.get("since", ""))
    except ValueError:
        return []
    other = written_meanwhile(tender, number, since, actor_of(request)) if since.tzinfo else None
    if other is None:
        return []
    person, at = other
    return [Refusal("documentation.written_meanwhile", p605("A1.10"), {"name": person.name, "at": at})]


def save_text(request: HttpRequest, tender: Any, number: int, data: dict[str, Any]) -> None:
    drafting.save_part(
        tender_id=tender.pk,
        number=number,
        text_kk=data.pop("text_kk"),
        text_ru=data.pop("text_ru"),
        by=actor_of(request),
    )


def save_terms(request: HttpRequest, tender: Any, number: int, data: dict[str, Any]) -> None:
    save_text(request, tender, number, data)
    if data:
        drafting.save_terms(tender_id=tender.pk, by=actor_of(request), **data)


def single(
    request: HttpRequest, tender: Any, number: int, form: Any, template: str = "part", **more: Any
) -> HttpResponse:
    """A part with one form."""

    def save(data: dict[str, Any]) -> None:
        save_terms(request, tender, number, dict(data))

    answer = work(request, tender, number, form, save)
    if answer is not None:
        return answer
    found = documents_of.current(tender)
    context = context_of(request, tender, found, number, **more)
    if not form.is_bound:
        for said in context["dates"]:
            form.noticed.setdefault(said.field, []).append(said.text)
    return show(request, f"tenders/organizer/{template}.html", form, **context)
