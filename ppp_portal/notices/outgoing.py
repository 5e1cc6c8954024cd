"""Asking for notices, inside the transaction of the change they tell of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ppp_portal.journal import outbox
from ppp_portal.notices.kinds import kind_of
from ppp_portal.notices.wrapping import wrap_all

DELIVER = "notices.deliver"


def notify(
    kind: str,
    *,
    to: Iterable[int],
    subject: str,
    params: Mapping[str, Any],
    key: str,
    url_name: str = "",
    url_args: Sequence[Any] = (),
    email: bool = True,
) -> None:
    """Let people (``to``: person ids) know; it leaves after the commit, once a person and ``key``.

    ``params`` fill the words registered for ``kind``: text, whole numbers, dates, moments, ``Decimal`` as tenge,
    ``{"month": date}`` or ``{"kk": …, "ru": …}``. ``url_name`` and ``url_args`` name the page to open.
    ``email=False`` keeps the notice inside the portal. Raises ``KeyError`` for a kind without words.
    """
    kind_of(kind)
    message = {
        "kind": kind,
        "subject": subject,
        "params": wrap_all(params),
        "url_name": url_name,
        "url_args": [str(argument) for argument in url_args],
        "email": email,
    }
    for person_id in dict.fromkeys(to):
        own = f"{key}:{person_id}"
        outbox.enqueue(DELIVER, own, {**message, "person": person_id, "key": own})
