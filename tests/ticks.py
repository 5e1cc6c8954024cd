"""The box under every deliberate step, ticked."""

TICKED = {"confirmed": "yes"}
