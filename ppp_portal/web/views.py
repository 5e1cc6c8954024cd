"""Pages for programs."""

from datetime import timedelta

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from ppp_portal.journal.queries import sweep_age
from ppp_portal.law.calendar import zone_is_current
from ppp_portal.web.gates import public

# The sweep comes every quarter of a minute; deadlines hold without it, but somebody should look.
STALE = timedelta(minutes=2)


@public
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers, deadlines are swept and the zone is right (T-05), else 503. Age in seconds."""
    try:
        age = sweep_age()
    except DatabaseError:
        return JsonResponse({"status": "error", "database": "down", "sweep_age": None}, status=503)
    zone = zone_is_current()
    well = age is not None and age <= STALE and zone
    seconds = round(age.total_seconds(), 3) if age is not None else None
    answer = {
        "status": "ok" if well else "stale",
        "database": "ok",
        "sweep_age": seconds,
        "zone": "current" if zone else "before 01.03.2024",
    }
    return JsonResponse(answer, status=200 if well else 503)
