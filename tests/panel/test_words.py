"""Every refusal of the ground floor has its words, and no words stand idle."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from ppp_portal.law.refusals import Refusal
from ppp_portal.panel.messages import REFUSALS as PANEL
from ppp_portal.panel.rules.composition import ONCE
from ppp_portal.qualification.messages import REFUSALS as QUALIFICATION
from ppp_portal.web.refusals import registered_codes, speak

BUILT = {f"composition.{role}" for role in ONCE}


def codes_in(package: str) -> set[str]:
    found = set()
    for path in (Path(settings.BASE_DIR) / "ppp_portal" / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                code = node.args[0]
                found |= {code.value} if isinstance(code, ast.Constant) else BUILT
    return found


@pytest.mark.parametrize(("package", "words"), [("panel", PANEL), ("qualification", QUALIFICATION)])
def test_refusals_and_words_are_the_same(package, words):
    assert codes_in(package) == set(words)
    assert set(words) <= registered_codes()


def test_a_refusal_is_spoken():
    (said,) = speak([Refusal("sitting.no_quorum", params={"present": 3, "needed": 4})])
    assert "3" in said.message
    assert "4" in said.message
