"""The use-cases: the only place that changes rows. Each reads lock, clock, facts, rules, move, record, outbox."""
