"""What every page does the same way: show a form, go on after success, answer a form that saves itself."""

from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url

from ppp_portal.web.inputs import plain_number

PAGES = 1000


def show(
    request: HttpRequest, template: str, form: BaseForm | BaseFormSet | None = None, **context: Any
) -> HttpResponse:
    """Render the page; a form that was refused comes back with status 422 and everything that was typed."""
    return render(request, template, {"form": form, **context}, status=422 if wrong(form) else 200)


def wrong(form: BaseForm | BaseFormSet | None) -> bool:
    """Whether something of what was sent has to be corrected."""
    if form is None or not form.is_bound:
        return False
    if isinstance(form, BaseFormSet):
        return form.total_error_count() > 0
    return bool(form.errors)


def page_number(request: HttpRequest) -> int:
    """Which page of a list is asked for; what is no such number is the first, and so is all past the thousandth."""
    number = plain_number(request.GET.get("page", "1")) or 1
    return number if number <= PAGES else 1


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything that was sent, also nothing at all; ``None`` while the page is only read."""
    return request.POST if request.method == "POST" else None


def go(to: str, *args: Any) -> HttpResponseRedirect:
    """See other: the page to read after a change."""
    response = HttpResponseRedirect(resolve_url(to, *args))
    response.status_code = 303
    return response


def saves_itself(request: HttpRequest) -> bool:
    """Whether the page sent this by itself, while somebody was still typing."""
    return request.method == "POST" and request.headers.get("X-Autosave") == "1"


def saved(well: bool = True) -> HttpResponse:
    """The answer to a form that saves itself: kept, or not yet fit to be kept."""
    return HttpResponse(status=204 if well else 422)
