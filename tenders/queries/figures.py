"""The figures of two texts, compared once when they are saved and kept beside them.

To compare twenty thousand characters takes a page's whole time. What is kept names the texts it was made of, so a
text changed in any other way is simply compared anew.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ppp_portal.law.figures import Differences, compare


def to_keep(kk: str, ru: str) -> dict[str, Any]:
    """The result of comparing, in JSON types."""
    found = compare(kk, ru)
    return {"of": _digest(kk, ru), "kk": dict(found.only_kk), "ru": dict(found.only_ru)}


def kept(compared: Mapping[str, Any], kk: str, ru: str) -> Differences | None:
    """What was kept of these very texts; ``None`` when they have to be compared."""
    if compared.get("of") != _digest(kk, ru):
        return None
    return Differences(Counter(compared["kk"]), Counter(compared["ru"]))


def _digest(kk: str, ru: str) -> str:
    return hashlib.sha256(f"{len(kk)}:{kk}{ru}".encode()).hexdigest()
