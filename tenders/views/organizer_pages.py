"""What the organiser's pages share: the own tender or nothing, its tabs, refusals that lead to their field."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.law.deadlines import Deadline
from ppp_portal.law.refusals import Refusal, Refused
from ppp_portal.web.gates import actor_of
from ppp_portal.web.refusals import add_to_form, speak
from tenders import wording
from tenders.queries import organizer as queries
from tenders.queries import phases, readiness

ORGANISER = (Role.STAFF, Role.HEAD)
PREPARED = ("draft", "docs_approved")


def own(request: HttpRequest, pk: UUID) -> Any:
    """The tender of the actor's organisation; anybody else's is not there."""
    tender = queries.own_tender(actor_of(request).organisation_id, pk)
    if tender is None:
        raise Http404
    return tender


def is_head(request: HttpRequest) -> bool:
    return actor_of(request).role == Role.HEAD


def page(request: HttpRequest, tender: Any, current: str, **context: Any) -> dict[str, Any]:
    """The context of every page about one tender: state, tabs, language of the content."""
    at = clock.now()
    return {
        "tender": tender,
        "phase": phases.phase(tender, at),
        "at": at,
        "tabs": tabs(tender, current),
        "content_lang": content_language(),
        "head": is_head(request),
        **context,
    }


def content_language() -> str:
    """In which of the two official languages content is shown: English readers read the Kazakh text."""
    return "ru" if get_language() == "ru" else "kk"


def tabs(tender: Any, current: str) -> list[dict[str, Any]]:
    rows = [
        ("overview", _("Overview"), "organizer_tender"),
        ("documentation", _("Documentation"), "organizer_documentation"),
        ("check", _("Check before publication"), "organizer_check"),
        ("commission", _("Commission"), "organizer_commission"),
        ("questions", _("Questions"), "organizer_questions"),
        ("amendments", _("Amendments"), "organizer_amendments"),
    ]
    hidden = ("questions", "amendments") if tender.state in PREPARED else ("check",)
    return [
        {"label": label, "url": address(name, tender), "current": key == current}
        for key, label, name in rows
        if key not in hidden
    ]


def address(name: str, tender: Any, *args: Any) -> str:
    return reverse(f"tenders:{name}", args=[tender.pk, *args])


# --- deadlines --------------------------------------------------------------------------------------------


def terms(deadlines: Iterable[Deadline], ics_url: str = "") -> list[dict[str, Any]]:
    """Deadlines for ``{% deadline %}``, each under its name."""
    return [
        {
            "label": wording.DEADLINES.get(term.kind, term.kind),
            "due_at": term.due_at,
            "basis": term.basis,
            "because": term.because,
            "consequence": term.consequence,
            "ics_url": ics_url,
        }
        for term in deadlines
    ]


# --- refusals ---------------------------------------------------------------------------------------------


def linked(tender: Any, refusals: Iterable[Refusal]) -> list[dict[str, Any]]:
    """Refusals in words for the summary, each with the field where it is put right."""
    given = list(refusals)
    said = speak(readiness.in_words(given))
    return [
        {
            "label": wording.field_name(refusal.field),
            "text": words.message,
            "basis": words.basis,
            "href": where(tender, refusal),
            "part": readiness.part_of(refusal),
        }
        for words, refusal in zip(said, given, strict=True)
    ]


def where(tender: Any, refusal: Refusal) -> str:
    """The address of the field that a refusal is about; empty where there is none."""
    if refusal.code == "publication.no_commission":
        return address("organizer_commission", tender)
    if refusal.code == "documentation.nothing_closed":
        return f"{address('organizer_part', tender, 13)}#closed"
    place = str(refusal.params.get("place", ""))
    if refusal.field.startswith("title") or place == "title":
        return f"{address('organizer_basics', tender)}#id_title_kk"
    if refusal.field.startswith("stage1_"):
        return f"{address('organizer_basics', tender)}#id_{refusal.field}"
    if place == "object":
        return reverse("projects:project", args=[tender.project_id])
    number = readiness.part_of(refusal)
    if number is None:
        return ""
    if refusal.field == "risks" or place.startswith("risk "):
        return f"{address('organizer_risks', tender)}#{row_id('risk', place.removeprefix('risk '))}"
    if refusal.field == "clauses" or place.startswith("clause "):
        named = place.removeprefix("clause ") or str(refusal.params.get("clause", ""))
        return f"{address('organizer_part', tender, 5)}#{row_id('clause', named)}"
    return f"{address('organizer_part', tender, number)}#{anchor(refusal)}"


def row_id(table: str, named: str) -> str:
    """The id of a row on its page, by the number or code it bears; without one, of the button that adds a row."""
    return f"{table}-{named}" if named else f"add-{table}"


def anchor(refusal: Refusal) -> str:
    if refusal.field.startswith("text_"):
        return "id_text_ru" if refusal.field.startswith("text_ru") else "id_text_kk"
    if refusal.field == "study":
        return "files" if refusal.code == "documentation.study_missing" else "id_study_0"
    return {"k6_field": "id_k6_field_0", "rates": "rates", "files": "files"}.get(
        refusal.field, f"id_{refusal.field}"
    )


def typed_or_saved(form: Any, name: str, stated: Any) -> Any:
    """What was typed into a field of the form and could be read, else what is saved."""
    typed = form.cleaned_data.get(name) if form.is_bound and hasattr(form, "cleaned_data") else None
    return typed or getattr(stated, name)


def day_off(closes_at: datetime | None) -> date | None:
    """The last day of submission, when it is not a working day."""
    if closes_at is None or clock.calendar().is_working(local_day(closes_at)):
        return None
    return local_day(closes_at)


def beside(form: Any, refused: Refused, renamed: dict[str, str] | None = None) -> None:
    """Put refusals beside their fields with places in words; ``renamed``: field of the rule → field of the form."""
    names = renamed or {}
    said = [replace(row, field=names.get(row.field, row.field)) for row in refused.refusals]
    add_to_form(form, Refused(readiness.in_words(said)))
