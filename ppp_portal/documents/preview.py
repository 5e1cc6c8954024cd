"""A document on the screen before it is printed: the same context, the same blocks."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from ppp_portal.documents.speech import spoken


def preview(context: Mapping[str, Any], language: str = "") -> dict[str, Any]:
    """The stored context in ``language`` or the reader's own, its blocks bound to the templates of printing."""
    language = language or ("ru" if get_language() == "ru" else "kk")
    document: dict[str, Any] = spoken(json.loads(json.dumps(context)), language)
    for section in document.get("sections", []):
        for block in section["blocks"]:
            block["template"] = f"documents/blocks/{block['block']}.html"
    return {**document, "language": language}
