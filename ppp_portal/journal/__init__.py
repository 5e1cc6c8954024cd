"""The append-only record, the portal's clock, the outbox and the Actor: what every storey above stands on."""
