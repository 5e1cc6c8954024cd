"""Words for the refusals and notices of this storey, gathered from one module a subject."""

from contracts.messages import (
    assignment,
    cards,
    ending,
    extensions,
    monitoring,
    replacement,
    signing,
)

REFUSALS = {
    **signing.REFUSALS,
    **cards.REFUSALS,
    **extensions.REFUSALS,
    **monitoring.REFUSALS,
    **ending.REFUSALS,
    **replacement.REFUSALS,
    **assignment.REFUSALS,
}

# Notices: kind -> (title, body).
NOTICES = {
    **signing.NOTICES,
    **cards.NOTICES,
    **extensions.NOTICES,
    **monitoring.NOTICES,
    **ending.NOTICES,
    **replacement.NOTICES,
    **assignment.NOTICES,
}
