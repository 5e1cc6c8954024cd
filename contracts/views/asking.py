"""A step that its page asks for once more: what it is called, what will happen, what it does."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from ppp_portal.law.refusals import Refusal, Refused
from ppp_portal.web.confirming import deliberate
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form, speak
from ppp_portal.web.wording import NBSP

Words = Any  # lazy: spoken in the reader's language


@dataclass(frozen=True)
class Step:
    """``follows`` says what will happen, each with its paragraph; ``given`` turns what was typed into arguments.

    ``lead`` stands above it all, ``otherwise`` (words and address) leads to the step that is taken instead; ``window``
    shows the 90 days beside it; ``why_not`` gives what keeps it from being taken now, whatever is typed: of what it
    is about, and for whom it is asked.
    """

    title: Words
    label: Words
    done: Words
    act: Callable[..., Any]
    lead: Words = ""
    otherwise: tuple[Words, str] | None = None
    follows: tuple[tuple[Words, str], ...] = ()
    form: Callable[..., forms.Form] = forms.Form
    given: Callable[[dict[str, Any]], dict[str, Any]] = dict
    final: bool = False
    danger: bool = False
    window: bool = False
    why_not: Callable[..., list[Refusal]] = lambda _about, by: []


def named(organisation: Any) -> str:
    """An organisation among the facts of a step; its number does not part from what it is."""
    return f"{organisation}, {organisation.number_label}{NBSP}{organisation.bin}"


def ask(
    request: HttpRequest,
    asked: Step,
    *,
    frame: dict[str, Any],
    back: str,
    facts: list[dict[str, Any]],
    about: Any,
    initial: dict[str, Any] | None = None,
    window: Any = None,
    papers: Iterable[dict[str, Any]] = (),
    trail: Iterable[tuple[Words, str]] = (),
    **arguments: Any,
) -> HttpResponse:
    """Ask, act with ``arguments``, go ``back``; what was refused stands beside its field.

    ``papers`` hold what the step is about, in both languages, where it is printed; ``trail`` the pages that lead from
    the contract to it, each with its address.
    Whoever opens the page while something keeps the step from being taken, asked of what it is ``about``, reads why
    and finds no form.
    """
    data = posted(request)
    form = asked.form(data, request.FILES or None, initial=initial or {})
    if deliberate(request, form):
        try:
            asked.act(by=actor_of(request), **arguments, **asked.given(form.cleaned_data))
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, asked.done)
            return go(back)
    context = {
        **frame,
        "title": asked.title,
        "action_label": asked.label,
        "will_happen": [{"text": text, "basis": basis} for text, basis in asked.follows],
        "facts": facts,
        "cannot_undo": asked.final,
        "danger": asked.danger,
        "multipart": any(isinstance(field, forms.FileField) for field in form.fields.values()),
        "hidden": [],
        "action_url": "",
        "cancel_url": back,
        "check_label": "",
        "lead": asked.lead,
        "otherwise": asked.otherwise,
        "window": window,
        "papers": list(papers),
        "trail": tuple(trail),
        "why_not": [] if form.is_bound else speak(asked.why_not(about, by=actor_of(request))),
    }
    return show(request, "contracts/step.html", form, **context)
