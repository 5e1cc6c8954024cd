"""The custodian's addresses, under /custodian/."""

from django.urls import path

from tenders.views import custodian

urlpatterns = [
    path("", custodian.securities, name="custodian_securities"),
    path("securities/<uuid:pk>/", custodian.security, name="custodian_security"),
    path("securities/<uuid:pk>/confirm/", custodian.verify, name="custodian_verify"),
    path("securities/<uuid:pk>/refuse/", custodian.reject, name="custodian_reject"),
    path("securities/<uuid:pk>/return/", custodian.give_back, name="custodian_return"),
    path("securities/<uuid:pk>/budget/", custodian.credit, name="custodian_credit"),
    path("ledgers/<uuid:tender>/", custodian.ledger, name="custodian_ledger"),
    path("papers/<uuid:paper>/", custodian.paper, name="custodian_paper"),
]
