"""Words for the refusals and notices of this storey, gathered from one module a subject."""

from contracts.messages import cards, extensions, signing

REFUSALS = {**signing.REFUSALS, **cards.REFUSALS, **extensions.REFUSALS}

# Notices: kind -> (title, body).
NOTICES = {**signing.NOTICES, **cards.NOTICES, **extensions.NOTICES}
