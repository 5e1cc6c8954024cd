"""All addresses. The language is the first part of the path; what programs ask for has none.

A floor's `urls.py` holds pages and stands under /kk/, /ru/ and /en/; its `plain_urls.py` holds health checks,
the API and feeds and stands at the root.
"""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLResolver, include, path

FLOORS = [
    "ppp_portal.web",
    "ppp_portal.accounts",
    "ppp_portal.documents",
    "ppp_portal.notices",
    "ppp_portal.sealing",
    "ppp_portal.panel",
    "ppp_portal.qualification",
    "scoring",
    "projects",
    "tenders",
    "contracts",
    "ppp_portal.desk",
    "ppp_portal.registry",
    "ppp_portal.opendata",
    "ppp_portal.training",
]


def of_floors(module: str) -> list[URLResolver]:
    return [path("", include(f"{floor}.{module}")) for floor in FLOORS if find_spec(f"{floor}.{module}")]


urlpatterns = [
    *of_floors("plain_urls"),
    *i18n_patterns(*of_floors("urls")),
]
