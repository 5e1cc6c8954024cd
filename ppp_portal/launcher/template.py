"""The migrated database that every worker of the tests copies: migrations run once, not once a worker."""

import django
from django.db import connection

if __name__ == "__main__":
    django.setup()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
