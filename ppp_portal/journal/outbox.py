"""Effects go out: written in the transaction of the change, carried out after it, at least once."""

import logging
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ppp_portal.journal.failures import told
from ppp_portal.journal.models import OutboxMessage

logger = logging.getLogger(__name__)

Handler = Callable[[Mapping[str, Any]], None]
_handlers: dict[str, Handler] = {}
LONGEST_PAUSE = timedelta(hours=1)


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the one handler of ``kind``. It may be called twice with the same payload."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def enqueue(kind: str, key: str, payload: Mapping[str, Any]) -> None:
    """Ask for an effect. A second request under the same ``key`` changes nothing."""
    OutboxMessage.objects.bulk_create(
        [OutboxMessage(kind=kind, key=f"{kind}:{key}", payload=dict(payload))], ignore_conflicts=True
    )


def kinds() -> frozenset[str]:
    """Every kind that somebody handles."""
    return frozenset(_handlers)


def drain(limit: int = 200, only: Collection[str] | None = None) -> int:
    """Carry out what waits, oldest first; a failing effect is put off and the others go on. Returns the count.

    ``only`` names the kinds to look at: printing takes longer than everything else together.
    """
    done = 0
    for _turn in range(limit):
        outcome = _next(only)
        if outcome is None:
            break
        done += outcome
    return done


def _next(only: Collection[str] | None) -> int | None:
    """One message: 1 done, 0 put off, ``None`` when nothing waits."""
    with transaction.atomic():
        waiting = OutboxMessage.objects.filter(done_at=None, next_try_at__lte=timezone.now())
        if only is not None:
            waiting = waiting.filter(kind__in=only)
        message = waiting.select_for_update(skip_locked=True).order_by("next_try_at", "id").first()
        if message is None:
            return None
        try:
            with transaction.atomic():
                _handlers[message.kind](message.payload)
        except Exception as error:
            logger.error("outbox: %s, message %s: %s", message.kind, message.pk, told(error))
            message.attempts += 1
            message.last_error = told(error)
            message.next_try_at = timezone.now() + min(
                timedelta(seconds=5) * 2**message.attempts, LONGEST_PAUSE
            )
            message.save(update_fields=["attempts", "last_error", "next_try_at"])
            return 0
        message.done_at = timezone.now()
        message.save(update_fields=["done_at"])
        return 1
