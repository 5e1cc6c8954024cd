"""Read-only registers for the technical administrator; only the calendar of transferred days can be edited."""

from django.contrib import admin

from ppp_portal.journal.models import DayTransfer


@admin.register(DayTransfer)
class DayTransferAdmin(admin.ModelAdmin):
    list_display = ["day", "working", "source"]
