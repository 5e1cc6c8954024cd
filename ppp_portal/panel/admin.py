"""Read-only registers for the technical administrator, who holds no right over decisions."""

from django.contrib import admin

from ppp_portal.accounts.admin import ReadOnlyRegister
from ppp_portal.panel.models import Commission, Protocol, Sitting


@admin.register(Commission)
class CommissionRegister(ReadOnlyRegister):
    list_display = ["name", "kind", "organisation", "created_at"]


@admin.register(Sitting)
class SittingRegister(ReadOnlyRegister):
    list_display = ["subject", "purpose", "state", "opened_at", "closed_at"]


@admin.register(Protocol)
class ProtocolRegister(ReadOnlyRegister):
    list_display = ["kind", "number", "subject", "state", "signed_at"]
    exclude = ["context"]
