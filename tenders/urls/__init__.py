"""Routes of the tender, one module an audience."""

from django.urls import include, path

app_name = "tenders"

urlpatterns = [
    path("organizer/tenders/", include("tenders.urls.organizer")),
    path("bidder/", include("tenders.urls.bidder")),
    path("custodian/", include("tenders.urls.custodian")),
    path("commission/", include("tenders.urls.commission")),
]
