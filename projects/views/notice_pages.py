"""What the organiser's pages of a card and of a notice share: the own object or nothing, tabs, refusals in words."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.law.deadlines import Deadline
from ppp_portal.law.refusals import Refusal, Refused
from ppp_portal.web.gates import actor_of
from ppp_portal.web.refusals import add_to_form, speak
from projects import wording
from projects.queries import cards, initiation
from projects.queries.phases import phase

ORGANISER = (Role.STAFF, Role.HEAD)


def own_notice(request: HttpRequest, pk: UUID) -> Any:
    """The notice of the actor's organisation; anybody else's is not there."""
    notice = initiation.own_notice(actor_of(request).organisation_id, pk)
    if notice is None:
        raise Http404
    return notice


def own_project(request: HttpRequest, pk: UUID) -> Any:
    project = cards.own_project(actor_of(request).organisation_id, pk)
    if project is None:
        raise Http404
    return project


def content_language() -> str:
    """In which of the two official languages content is shown: English readers read the Kazakh text."""
    return "ru" if get_language() == "ru" else "kk"


def card_page(request: HttpRequest, project: Any, current: str, **context: Any) -> dict[str, Any]:
    rows = [
        ("card", _("Project card"), "projects:project"),
        ("parameters", _("Technical parameters"), "projects:parameters"),
        ("steps", _("Approvals"), "projects:steps"),
        ("versions", _("Versions"), "projects:versions"),
    ]
    return {
        "project": project,
        "announced": initiation.living(project.pk),
        "tabs": _tabs(rows, [project.pk], current),
        "content_lang": content_language(),
        **context,
    }


def page(request: HttpRequest, notice: Any, current: str, **context: Any) -> dict[str, Any]:
    """The context of every organiser's page about one notice."""
    at = clock.now()
    rows = [("overview", _("Overview"), "projects:notice")]
    if notice.state == "draft":
        rows += [
            ("edit", _("Text of the notice"), "projects:edit_notice"),
            ("requirements", _("Requirements"), "projects:requirements"),
        ]
    else:
        rows.append(("amendments", _("Amendments"), "projects:amendments"))
    rows.append(("preview", _("As it is read"), "projects:preview"))
    if notice.state != "draft":
        rows += [
            ("group", _("Working group"), "projects:notice_group"),
            ("alternatives", _("Alternative proposals"), "projects:notice_alternatives"),
        ]
    return {
        "notice": notice,
        "at": at,
        "phase": phase(notice, at),
        "tabs": _tabs(rows, [notice.pk], current),
        "content_lang": content_language(),
        "head": actor_of(request).role == Role.HEAD,
        **context,
    }


def _tabs(rows: Iterable[tuple[str, str, str]], args: Sequence[Any], current: str) -> list[dict[str, Any]]:
    found = []
    for key, label, name in rows:
        try:
            url = reverse(name, args=args)
        except NoReverseMatch:
            continue
        found.append({"label": label, "url": url, "current": key == current})
    return found


def terms(deadlines: Iterable[Deadline], ics_url: str = "") -> list[dict[str, Any]]:
    """Deadlines for ``{% deadline %}``, each under its name."""
    return [
        {
            "label": wording.DEADLINES[term.kind],
            "due_at": term.due_at,
            "basis": term.basis,
            "because": term.because,
            "consequence": term.consequence,
            "ics_url": ics_url,
        }
        for term in deadlines
    ]


# --- refusals ---------------------------------------------------------------------------------------------


def in_words(refusals: Sequence[Refusal]) -> list[Refusal]:
    """Places named by a rule as people call them."""
    return [
        Refusal(r.code, r.basis, {**r.params, "place": wording.place(str(r.params["place"]))}, r.field)
        if "place" in r.params
        else r
        for r in refusals
    ]


def beside(form: Any, refused: Refused) -> None:
    """Put refusals beside their fields with places in words; the others at the top."""
    add_to_form(form, Refused(in_words(refused.refusals)))


def notice_beside(form: Any, refusals: Sequence[Refusal]) -> None:
    """Say beside its field what is wrong with a value that was kept all the same."""
    for said in speak(in_words(refusals)):
        form.noticed.setdefault(said.field, []).append(said.text)


def linked(notice: Any, refusals: Sequence[Refusal]) -> list[dict[str, Any]]:
    """What stands in the way of publication, each with the page where it is put right."""
    return [
        {"text": said.message, "basis": said.basis, "href": _where(notice, refusal)}
        for said, refusal in zip(speak(in_words(refusals)), refusals, strict=True)
    ]


# Fields that stand on the notice itself; whatever else a refusal names stands on the project card.
_ON_NOTICE = {
    "ground",
    "ground_document",
    "initiator",
    "responsibilities",
    "address",
    "phone",
    "email",
    "closes_at",
    "off_day_confirmed",
}


def _where(notice: Any, refusal: Refusal) -> str:
    name = refusal.field[:-3] if refusal.field.endswith(("_kk", "_ru")) else refusal.field
    if name == "requirements":
        return reverse("projects:requirements", args=[notice.pk])
    if name in _ON_NOTICE:
        anchor = {"initiator": "initiator_id", "ground": "ground_0"}.get(name, refusal.field)
        return f"{reverse('projects:edit_notice', args=[notice.pk])}#id_{anchor}"
    page_name = "projects:parameters" if name == "parameters" else "projects:project"
    return reverse(page_name, args=[notice.project_id])
