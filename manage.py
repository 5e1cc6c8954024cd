#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ppp_portal.settings")
    if sys.argv[1:2] == ["rescore"]:
        # An auditor repeats a published evaluation on a bare machine: no database, no secrets, one app.
        from django.conf import settings

        settings.configure(INSTALLED_APPS=["scoring"])
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
