"""A portal without a usable SEALING_KEY must not start, let alone collect bids nobody can open."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from ppp_portal.sealing import environment


@register()
def sealing_key(**_options: Any) -> list[CheckMessage]:
    try:
        environment.identities()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="sealing.E001")]
    return []
