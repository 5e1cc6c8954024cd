"""What every page of this room does the same way: show a form, go on after success."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url


def show(request: HttpRequest, template: str, form: BaseForm | None = None, **context: Any) -> HttpResponse:
    """Render the page; a form that was refused comes back with status 422 and everything that was typed."""
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to; an empty submission is a submission too."""
    return request.POST if request.method == "POST" else None


def go(to: str, *args: Any) -> HttpResponseRedirect:
    """See other: the page to read after a change."""
    response = HttpResponseRedirect(resolve_url(to, *args))
    response.status_code = 303
    return response
