"""The receipt of an alternative proposal: what came and when, never what it says."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import identity_row, name_of
from ppp_portal.documents.blocks import facts, para, protocol, section
from ppp_portal.documents.values import Code, Moment, Number, Text
from projects.models import AlternativeProposal, InitiationNotice


def receipt_context(
    proposal: AlternativeProposal, notice: InitiationNotice, received_at: datetime
) -> dict[str, Any]:
    return protocol(
        title=_("Receipt of an alternative proposal"),
        number=proposal.receipt_number,
        at=Moment(received_at),
        body=name_of(notice.organiser),
        about=name_of(notice.project, "title"),
        facts=[
            (_("Notice"), notice.number),
            (_("Who proposes"), name_of(proposal.organisation)),
            identity_row(proposal.organisation, public=False),
            (_("Version of the proposal"), Number(proposal.version)),
            (_("Received"), Moment(received_at, precise=True)),
            (_("Proposals accepted until (inclusive)"), Moment(notice.closes_at, precise=True)),
        ],
        sections=[
            section(
                _("What was received"),
                facts([(_("SHA-256 of the sealed proposal"), Code(proposal.sha256))]),
                para(
                    Text(
                        _(
                            "The portal received the sealed proposal together with the application at %(at)s by "
                            "its own clock. Nobody can read it through the portal before the acceptance has closed."
                        ),
                        at=Moment(received_at, precise=True),
                    )
                ),
                para(
                    _(
                        "Until then the proposal may be changed or withdrawn. Only the last version received in "
                        "time counts. The register prints the SHA-256 of every proposal: it must be the one above."
                    )
                ),
            )
        ],
    )
