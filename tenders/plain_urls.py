from django.urls import path

from tenders import api

urlpatterns = [
    path("api/v1/bids/<uuid:bid_id>/submit", api.submit, name="api_submit_bid"),
    path("api/v1/bids/<uuid:bid_id>/withdraw", api.withdraw, name="api_withdraw_bid"),
]
