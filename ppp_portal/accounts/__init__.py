"""People, organisations, the roles that tie them together, and what two people must decide together."""
