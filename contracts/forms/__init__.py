"""What people type about contracts, by subject."""
