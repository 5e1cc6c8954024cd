"""Addresses of contracts."""

from django.urls import path

from contracts.views import parties, public, spv, steps

app_name = "contracts"

OWN = "contracts/<uuid:pk>/"

urlpatterns = [
    path("contracts/", parties.contracts, name="contracts"),
    path("organizer/contracts/<uuid:pk>/", parties.organizer_contract, name="organizer_contract"),
    path("bidder/contracts/<uuid:pk>/", parties.bidder_contract, name="bidder_contract"),
    path("partner/contracts/<uuid:pk>/", parties.partner_contract, name="partner_contract"),
    path(f"{OWN}terms/<int:number>/", parties.term, name="term"),
    path(f"{OWN}terms/<int:number>/agree/", parties.agree, name="agree"),
    path(f"{OWN}sign/", parties.sign, name="sign"),
    path(f"{OWN}papers/<uuid:paper>/", parties.paper, name="paper"),
    path(f"{OWN}send/", steps.send, name="send"),
    path(f"{OWN}recall/", steps.recall, name="recall"),
    path(f"{OWN}signed-file/", steps.signed_file, name="signed_file"),
    path(f"{OWN}registration/", steps.register, name="register"),
    path(f"{OWN}publish/", steps.publish, name="publish"),
    path(f"{OWN}refusal/", steps.refusal, name="refusal"),
    path(f"{OWN}fault/", steps.fault, name="fault"),
    path(f"{OWN}company/", spv.declare, name="spv"),
    path(f"{OWN}company/approve/", spv.approve, name="spv_approve"),
    path("commission/contracts/<uuid:pk>/company/", spv.commission, name="commission_spv"),
    path(f"{OWN}card/", public.card, name="card"),
]
