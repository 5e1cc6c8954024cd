"""Starts the whole portal on one machine, with PostgreSQL and Valkey out of ordinary Python packages.

Nothing here is used in production: there the operator's own servers are named by DATABASE_URL and REDIS_URL,
and docker-compose.yml shows the parts. The promise of this package is that one command gives a working
portal, that Ctrl-C leaves nothing behind, and that even `kill -9` never blocks the next start.
"""
