"""Addresses of contracts."""

from django.urls import path

from contracts.views import card_steps, cards, comparison, extensions, parties, public, spv, steps

app_name = "contracts"

OWN = "contracts/<uuid:pk>/"
CARD = "cards/<uuid:pk>/"
EXTENSION = f"{CARD}extensions/<uuid:extension>/"

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
    path("cards/", cards.cards, name="cards"),
    path("cards/enter/", cards.enter, name="enter_card"),
    path("organizer/cards/<uuid:pk>/", cards.organizer_card, name="organizer_card"),
    path("bidder/cards/<uuid:pk>/", cards.bidder_card, name="bidder_card"),
    path("auditor/cards/", cards.audited_cards, name="audited_cards"),
    path("auditor/cards/<uuid:pk>/", cards.audited_card, name="audited_card"),
    path("registry/contracts/", cards.public_cards, name="public_cards"),
    path("registry/contracts/<uuid:pk>/", cards.public_card, name="public_card"),
    path(f"{CARD}papers/<uuid:paper>/", cards.paper, name="card_paper"),
    path(f"{CARD}change/<slug:what>/", card_steps.change, name="card_change"),
    path(f"{CARD}milestones/<int:milestone>/", card_steps.reached, name="milestone_reached"),
    path(f"{CARD}warnings/<int:warning>/", card_steps.answer, name="warning_answer"),
    path(f"{CARD}publish/", card_steps.publish, name="publish_card"),
    path(f"{CARD}extensions/", extensions.extensions, name="card_extensions"),
    path(f"{CARD}extensions/request/", extensions.request_extension, name="request_extension"),
    path(EXTENSION, extensions.extension, name="extension"),
    path(f"{EXTENSION}ground/", extensions.ground, name="extension_ground"),
    path(f"{EXTENSION}review/", extensions.review, name="extension_review"),
    path(f"{EXTENSION}comparison/", comparison.questions, name="extension_comparison"),
    path(f"{EXTENSION}comparison/<int:column>/", comparison.column, name="extension_column"),
    path(f"{EXTENSION}recommendation/", extensions.recommendation, name="extension_recommendation"),
    path(f"{EXTENSION}approvals/", extensions.approvals, name="extension_approvals"),
    path(f"{EXTENSION}decision/", extensions.decision, name="extension_decision"),
    path(f"{EXTENSION}refusal/", extensions.refusal, name="extension_refusal"),
    path(f"{EXTENSION}sign/", extensions.sign, name="extension_sign"),
    path(f"{EXTENSION}agreement/", extensions.agreement, name="extension_agreement"),
    path(f"{EXTENSION}apply/", extensions.apply, name="extension_apply"),
]
