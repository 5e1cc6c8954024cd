"""What this storey does when a storey below has recorded something, in the same transaction."""
