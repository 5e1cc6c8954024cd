"""`manage.py rescore`: an auditor repeats a protocol on a bare machine, without database or secret."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.engine import evaluate
from scoring.exchange import to_line, write_evaluation, write_scores
from tests.scoring.reference import OFFERS, criteria

ROOT = Path(__file__).parents[2]


def rescore(*files: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "rescore", *map(str, files)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


@pytest.fixture
def published(tmp_path):
    """Writes an evaluation file of the reference tender."""

    def write(name: str, **policies: str) -> Path:
        path = tmp_path / name
        path.write_text(to_line(write_evaluation(criteria(**policies), OFFERS)), encoding="utf-8")
        return path

    return write


def test_one_line_a_file_in_their_order_with_an_empty_environment(published):
    done = rescore(published("base.json"), published("linear.json", k4="table_linear"))
    assert (done.returncode, done.stderr) == (0, "")
    base, linear = map(json.loads, done.stdout.splitlines())
    assert base == write_scores(evaluate(criteria(), OFFERS))
    assert [score["total"] for score in linear["scores"]] == ["62", "58", "69", "62"]
    assert list(base) == ["format", "scores", "tie_for_first", "sensitivity"]
    assert base["scores"][0] == {
        "bidder": "A",
        "k1": "3",
        "k2": "2",
        "k3": "50",
        "k4": "1",
        "k5": "1",
        "k6": "3",
        "total": "60",
        "rank": 2,
        "flags": [],
    }


def test_a_bad_file_is_silent_on_standard_output_and_the_others_are_printed(published, tmp_path):
    bad = published("bad.json")
    bad.write_text(bad.read_text().replace('"36000"', '"36 000"').replace('"projects": 3', '"projects": 1.5'))
    missing = tmp_path / "missing.json"
    done = rescore(bad, published("good.json"), missing)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    assert [line.rsplit(": ", 1)[0] for line in done.stderr.splitlines()[:2]] == [
        f"{bad}: offers[0].projects",
        f"{bad}: offers[0].price: A number is needed here",
    ]
    assert done.stderr.splitlines()[2].startswith(f"{missing}: $: The file cannot be read")
    assert "Traceback" not in done.stderr


def test_settings_and_language_of_a_portal_change_nothing(published, tmp_path):
    done = rescore(
        published("base.json"), tmp_path, DJANGO_SETTINGS_MODULE="ppp_portal.settings", LANG="ru_RU"
    )
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    assert "$: The file cannot be read: Is a directory" in done.stderr


def test_names_of_bidders_are_printed_in_their_own_letters(published):
    path = published("names.json")
    path.write_text(
        path.read_text().replace('"bidder": "A"', '"bidder": "ЖШС «Әділ құрылыс»"'), encoding="utf-8"
    )
    assert "ЖШС «Әділ құрылыс»" in rescore(path).stdout


def test_no_file_is_a_mistake():
    assert rescore().returncode == 2
