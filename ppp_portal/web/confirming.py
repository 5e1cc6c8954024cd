"""A step that its page asks for once more is taken only when the box was ticked: the server asks, not the browser.

Every page made from ``confirm.html`` goes through here; a house test sees to it.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

BOX = "confirmed"
TICK = _("Tick the box: the step is taken only on purpose.")


def ticked(request: HttpRequest) -> bool:
    """Whether this is the step itself, taken on purpose."""
    return request.method == "POST" and request.POST.get(BOX) == "yes"


def unticked(request: HttpRequest) -> list[Any]:
    """What a page without a form says when the box came back empty."""
    return [{"text": TICK, "href": f"#{BOX}"}] if request.method == "POST" and not ticked(request) else []


def deliberate(request: HttpRequest, form: BaseForm) -> bool:
    """Whether the step may be taken: the form is right and the box was ticked. An empty box is an error of the form."""
    valid = form.is_valid()
    if unticked(request):
        form.add_error(None, ValidationError(TICK, code=BOX))
    return valid and ticked(request)
