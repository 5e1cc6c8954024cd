"""Read-only registers: state is changed by actions only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from contracts.models import Contract, ContractSignature, SpvClaim


class ReadOnly(admin.ModelAdmin):
    """Nobody adds, changes or deletes here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Contract)
class ContractAdmin(ReadOnly):
    list_display = ("number", "state", "due_at", "signed_at", "registration_number")
    list_filter = ("state", "fault")


@admin.register(ContractSignature)
class SignatureAdmin(ReadOnly):
    list_display = ("contract", "side", "person", "at")


@admin.register(SpvClaim)
class SpvAdmin(ReadOnly):
    list_display = ("contract", "organisation", "approved_at")
