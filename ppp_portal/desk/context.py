"""What every page shows around its content: the sections open to the one who acts, and the portal's time."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.web.gates import actor_of

DESK = ("desk:desk", _("My desk"))
TENDERS = ("registry:tenders", _("Tenders"))
NOTICES = ("registry:notices", _("Initiation notices"))
CHECK = ("documents:find", _("Check a document"))
ORGANISER = (
    DESK,
    ("tenders:organizer_tenders", _("My tenders")),
    ("projects:projects", _("PPP projects")),
    ("projects:notices", _("Initiatives")),
    ("contracts:contracts", _("Conclusion of contracts")),
    ("contracts:cards", _("Contracts in force")),
    ("tenders:organizer_commissions", _("Commissions")),
    TENDERS,
)
COMMISSION = (
    DESK,
    ("tenders:commission", _("My commissions")),
    ("projects:group", _("Initiatives")),
    ("contracts:group", _("Extensions of contracts")),
    TENDERS,
    NOTICES,
    CHECK,
)
# Sections by role, in words so short that they stand in one row at 1280 px in every language; a page that does not
# exist (yet) is left out.
SECTIONS: dict[str, tuple[tuple[str, Any], ...]] = {
    Role.STAFF: ORGANISER,
    Role.HEAD: (*ORGANISER, ("tenders:organizer_proposals", _("My decisions"))),
    Role.CHAIR: COMMISSION,
    Role.DEPUTY: COMMISSION,
    Role.MEMBER: COMMISSION,
    Role.SECRETARY: COMMISSION,
    Role.CUSTODIAN: (DESK, ("tenders:custodian_securities", _("Bid securities")), TENDERS),
    Role.BIDDER: (
        DESK,
        TENDERS,
        ("registry:notices", _("Initiatives")),
        ("tenders:bidder", _("My bids")),
        ("projects:proposals", _("Alternatives")),
        ("contracts:contracts", _("Conclusion of contracts")),
        ("contracts:cards", _("Contracts in force")),
        ("organisation", _("My organisation")),
    ),
    Role.AUDITOR: (
        DESK,
        ("desk:audited_tenders", _("Tenders under audit")),
        ("projects:audited_notices", _("Initiatives under audit")),
        ("contracts:audited_cards", _("Contracts in force")),
        ("mandates", _("Audit mandates")),
        TENDERS,
        CHECK,
    ),
    Role.ADMIN: (DESK, TENDERS, ("approvals", _("Approvals")), CHECK),
}
# Pages of a section whose address begins like another section's.
ELSEWHERE = {
    "contracts:organizer_card": "contracts:cards",
    "contracts:bidder_card": "contracts:cards",
    "contracts:organizer_contract": "contracts:contracts",
    "contracts:bidder_contract": "contracts:contracts",
    "contracts:partner_contract": "contracts:contracts",
}
PUBLIC = (TENDERS, NOTICES, ("contracts:public_cards", _("Contracts in force")), CHECK)


class Moment(SimpleLazyObject):
    """The portal's time, read once and only by a page that shows it: an error page needs no database."""

    def __sub__(self, other: Any) -> Any:
        return self.astimezone() - other

    def __rsub__(self, other: Any) -> Any:
        return other - self.astimezone()


def frame(request: HttpRequest) -> dict[str, Any]:
    """``nav`` and ``portal_now`` for base.html, worked out only when a page asks for them."""
    return {
        "nav": SimpleLazyObject(lambda: _sections(request)),
        "portal_now": Moment(clock.now),
    }


def _sections(request: HttpRequest) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for name, label in SECTIONS.get(actor_of(request).role, PUBLIC):
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        rows.append({"label": label, "url": url, "current": False})
    match = request.resolver_match
    home = ELSEWHERE.get(match.view_name) if match else None
    path = reverse(home) if home else request.path
    here = max((row["url"] for row in rows if path.startswith(row["url"])), key=len, default="")
    for row in rows:
        row["current"] = bool(here) and row["url"] == here
    return rows
