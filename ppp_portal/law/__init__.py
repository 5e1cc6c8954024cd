"""The law the portal works under, as plain Python: acts, rule packs, calendar, deadlines, money, identifiers.

Nothing here imports Django or touches a database, so every rule can be read, tested and audited on its own.
"""
