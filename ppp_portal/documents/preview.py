"""A document on the screen before it is printed: the same context, the same blocks."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from ppp_portal.documents.speech import laid_out


def preview(context: Mapping[str, Any], language: str = "") -> dict[str, Any]:
    """The stored context in ``language`` or the reader's own, its blocks bound to the templates of printing."""
    language = language or ("ru" if get_language() == "ru" else "kk")
    return {**laid_out(json.dumps(context), language), "language": language}
