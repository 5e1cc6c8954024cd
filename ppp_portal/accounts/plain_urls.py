"""The registers of the technical administrator; they have no language in their address."""

from collections.abc import Iterable

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path

from ppp_portal.accounts.models import Role
from ppp_portal.web.gates import audience

administrators = audience(Role.ADMIN)


def behind_the_gate(entries: Iterable[URLPattern | URLResolver]) -> None:
    """Put the portal's own gate before every page of Django's register: for anybody else it does not exist."""
    for entry in entries:
        if isinstance(entry, URLResolver):
            behind_the_gate(entry.url_patterns)
        else:
            entry.callback = administrators(entry.callback)


registers = admin.site.urls
behind_the_gate(registers[0])

urlpatterns = [path("admin/", registers)]
