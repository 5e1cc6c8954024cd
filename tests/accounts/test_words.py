"""Every refusal of this room has words, and every word a refusal."""

import re
from pathlib import Path

from ppp_portal.accounts import rules
from ppp_portal.accounts.messages import REFUSALS
from ppp_portal.web.refusals import registered_codes

ROOM = Path(rules.__file__).parent.parent
NUMBERS = {
    code for code in REFUSALS if code.startswith(("bin.", "iin."))
}  # said by ppp_portal.law.identifiers


def test_every_code_has_words_and_every_word_a_code():
    said = set()
    for path in ROOM.rglob("*.py"):
        if path.name != "messages.py":
            said |= set(re.findall(r'"((?:\w+)\.(?:\w+))"', path.read_text())) & set(REFUSALS)
            for code in re.findall(r'Refusal\(\s*"([\w.]+)"', path.read_text()):
                assert code in REFUSALS, code
    assert set(REFUSALS) - said == NUMBERS
    assert set(REFUSALS) <= registered_codes()


def test_words_take_exactly_their_parameters():
    params = {"share": "62,5", "since": "x", "until": "x", "at": "x", "email": "x", "bin": "x"}
    for words in REFUSALS.values():
        assert str(words) % params
