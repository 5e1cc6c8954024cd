"""How a failure is told: its type and its place in the code.

Never the message and never the traceback: they quote what a row or a payload holds, and before the opening a log
must not tell whose bid it was.
"""

import traceback


def told(error: BaseException) -> str:
    """ "IntegrityError at delivery.py:31": what to look for, without a word of the data."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
