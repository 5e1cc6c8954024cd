"""Read-only registers: state is changed by actions only."""

from django.contrib import admin

from contracts.models import Contract, ContractSignature, SpvClaim
from ppp_portal.accounts.admin import ReadOnlyRegister


@admin.register(Contract)
class ContractAdmin(ReadOnlyRegister):
    list_display = ("number", "state", "due_at", "signed_at", "registration_number")
    list_filter = ("state", "fault")


@admin.register(ContractSignature)
class SignatureAdmin(ReadOnlyRegister):
    list_display = ("contract", "side", "person", "at")


@admin.register(SpvClaim)
class SpvAdmin(ReadOnlyRegister):
    list_display = ("contract", "organisation", "approved_at")
