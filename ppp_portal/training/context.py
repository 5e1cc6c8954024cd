"""What every page shows in training mode: the bar with the portal's time and the ways to move it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ppp_portal.training import guide


def training(request: HttpRequest) -> dict[str, Any]:
    """``training`` for base.html; absent over real data."""
    if not settings.PORTAL_TRAINING:
        return {}
    clock = reverse("training:clock")
    steps = (
        ("hour", _("+1 hour")),
        ("day", _("+1 day")),
        ("before", _("10 minutes before a deadline")),
        ("deadline", _("To the next deadline")),
    )
    return {
        "training": {
            "label": "",
            "actions": [
                {"label": label, "url": clock, "name": "to", "value": value} for value, label in steps
            ],
            "links": [
                {"label": _("What to try"), "url": reverse("training:home")},
                {"label": _("People"), "url": reverse("training:people")},
                {"label": _("Mails"), "url": reverse("training:mails")},
                {"label": _("A PDF to attach"), "url": reverse("training:paper")},
            ],
            "lines": guide.lines,
        }
    }
