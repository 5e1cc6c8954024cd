"""The cellar stands alone, and every doubtful reading is written down."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import ppp_portal.law

LAW = Path(ppp_portal.law.__path__[0])
AMBIGUITIES = LAW.parents[1] / "docs" / "law" / "ambiguities.md"
CODES = [
    *(f"T-{n:02d}" for n in range(1, 9)),
    *(f"P-{n:02d}" for n in range(1, 19)),
    *(f"B-{n:02d}" for n in range(1, 4)),
    *(f"C-{n:02d}" for n in range(1, 5)),
    *("D-09", "D-16", "D-20", "D-22", "D-24", "D-25", "D-33", "D-43", "D-46", "D-52", "E-01"),
]


def test_the_law_knows_no_django():
    modules = [f"ppp_portal.law.{path.stem}" for path in LAW.glob("*.py") if path.stem != "__init__"]
    script = (
        "import sys, types\n"
        "package = types.ModuleType('ppp_portal'); package.__path__ = [sys.argv[1]]\n"
        "sys.modules['ppp_portal'] = package\n"
        f"import {', '.join(modules)}\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'django', 'celery', 'holidays'}))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(LAW.parent)], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"


@pytest.fixture(scope="module")
def rows() -> list[str]:
    return re.findall(r"^\| ([A-Z]-\d\d)", AMBIGUITIES.read_text(encoding="utf-8"), flags=re.M)


@pytest.mark.parametrize("code", CODES)
def test_a_doubtful_reading_has_one_row(code, rows):
    assert rows.count(code) == 1


def test_no_row_is_written_twice(rows):
    assert len(rows) == len(set(rows))


def test_every_reading_the_code_names_is_explained(rows):
    named = {
        code
        for path in LAW.glob("*.py")
        for code in re.findall(r"\b[TPBCDEI]-\d\d\b", path.read_text(encoding="utf-8"))
    }
    assert named - set(rows) == set()
