"""A signed recommendation of the working group is read by everybody."""

from ppp_portal.journal import bus
from ppp_portal.journal.bus import Event
from projects.actions.comparing import publish_recommendation
from projects.queries.alternatives import RECOMMENDATION


@bus.on("panel.protocol_signed")
def protocol_signed(event: Event) -> None:
    if event.facts["kind"] == RECOMMENDATION:
        publish_recommendation(protocol_id=event.facts["protocol"], stream=event.stream)
