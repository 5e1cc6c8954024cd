"""All addresses. The language is the first part of the path; programs and health checks have none."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

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
    "ppp_portal.training",
]

urlpatterns = i18n_patterns(
    path("account/", include("allauth.urls")),
    *(path("", include(f"{floor}.urls")) for floor in FLOORS if find_spec(f"{floor}.urls")),
)
