"""Words about the law of a contract that order 605 does not govern."""

from django.utils.translation import gettext_lazy as _

TITLE = _("General procedure: order 605 is applied by analogy")
TEXT = _(
    "The law of this contract is the PPP Law and the general order, not order 605. Where the portal cites order 605 "
    "for it, it applies that paragraph by analogy: this is a policy of the portal, not law for this contract."
)
NOTHING = _("no provision is at hand")
ACTS = {
    "terms": _("Terms of the contract"),
    "monitoring": _("Monitoring"),
    "extension": _("Extension"),
    "assignment": _("Assignment"),
    "replacement": _("Replacement of the partner"),
}
