"""Every address, every reader: what each of them is answered stands in ``permissions.tsv`` and nowhere else.

The table is written by hand and read by people; it is not made from the decorators that it tests. One row is one
address, method and object; one column is one reader of :mod:`tests.world`. A new address without a row fails.

Statuses: 200 shown · 204 done · 302 and 303 led on (a guest: to sign in) · 400 and 422 refused as typed ·
403 may know but not do · 404 does not exist for this reader · 405 not by this method · 409 not in this state.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from unittest.mock import patch
from urllib.parse import parse_qsl

import pytest
from django.http import HttpResponse
from django.urls import reverse

from ppp_portal import urls
from tests.addresses import addresses
from tests.test_house import FOREIGN
from tests.world import PEOPLE

TABLE = Path(__file__).with_name("permissions.tsv")
NAMED = {found.name for found in addresses() if found.name}
FEW = ("guest", "staff", "owner", "auditor", "admin")
ELSEWHERE = {("training:clock", "POST")}  # an hour of the clock sweeps the whole world: tests/training
INSIDE = {"200", "303", "422", "409", "204", "415", "201"}
DENIED = {"302", "403", "404", "405"}


@dataclass(frozen=True)
class Row:
    """A line of the table. ``places`` fill the address, ``data`` is what is sent; ``{name}`` is an object."""

    address: str
    method: str
    places: tuple[tuple[str, str], ...]
    data: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join([self.address, self.method, *(value for _key, value in self.places)])

    @property
    def addresses(self) -> list[str]:
        """Itself; for ``admin:*_add`` every such address for which no other row says it more closely."""
        return [name for name in sorted(NAMED) if closest(name) == self.address]

    def url(self, objects: dict[str, str], address: str = "") -> str:
        kwargs = {key: objects.get(value, value) for key, value in self.places}
        return reverse(address or self.addresses[0], kwargs=kwargs)

    def sent(self, objects: dict[str, str]) -> dict[str, str] | None:
        if self.method in {"GET", "HEAD"}:
            return None
        return {key: value.format(**objects) for key, value in self.data}


def rows() -> Iterator[Row]:
    heading, *lines = [line for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    assert tuple(heading.split("\t")) == ("address", "method", "places", "data", *PEOPLE)
    for line in lines:
        address, method, places, data, *answers = line.split("\t")
        pairs = tuple(tuple(place.split("=")) for place in places.split())
        yield Row(address, method, pairs, tuple(parse_qsl(data, keep_blank_values=True)), tuple(answers))  # type: ignore[arg-type]


ROWS = tuple(rows())
PATTERNS = {row.address for row in ROWS if "*" in row.address}
TOLD = {row.address for row in ROWS} - PATTERNS


def asked(rows: tuple[Row, ...], method: str) -> list[Row]:
    """One row an address: where somebody is let in."""
    found: dict[str, Row] = {}
    for row in rows:
        if row.method == method and INSIDE.intersection(row.answers):
            found.setdefault(row.address, row)
    return list(found.values())


def reader(row: Row) -> str:
    """One of those whom the table lets in."""
    return next(person for person, answer in zip(PEOPLE, row.answers, strict=True) if answer in INSIDE)


@cache
def closest(name: str) -> str:
    """The row's address that speaks of ``name``: its own, else the longest pattern that fits."""
    fitting = [pattern for pattern in PATTERNS if fnmatch(name, pattern)]
    return name if name in TOLD else max(fitting, key=len, default="")


@pytest.fixture(autouse=True, scope="module")
def plain_page_of_404():
    """Most of the answers are 404: a page of its own kind, tested elsewhere, and not drawn thousands of times."""
    logging.disable(logging.WARNING)
    with patch.object(urls, "handler404", lambda request, exception: HttpResponse(status=404), create=True):
        yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def undrawn():
    """The door is asked, not the room behind it: what pages show is read elsewhere."""
    with patch(
        "django.template.backends.django.Template.render", lambda page, context=None, request=None: ""
    ):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_is_answered_as_the_table_says(world, row):
    assert len(row.answers) == len(PEOPLE)
    for number, address in enumerate(row.addresses):
        # Many registers behind one gate: all readers try the first of them, some the others.
        compare(world, row, address, PEOPLE if number == 0 else FEW)


def compare(world, row: Row, address: str, people: tuple[str, ...]) -> None:
    url, data = row.url(world.objects, address), row.sent(world.objects)
    answers = dict(zip(PEOPLE, row.answers, strict=True))
    wrong, changed = {}, []
    for person in people:
        answer, written = world.ask(person, row.method, url, data)
        if str(answer.status_code) != answers[person]:
            wrong[person] = f"{answer.status_code}, not {answers[person]}"
        if answers[person] in DENIED and row.method != "GET" and written:
            changed.append(person)
    assert not wrong, f"{url}: {wrong}"
    assert not changed, f"{url}: refused, and yet something was written by {changed}"


def test_every_door_opens_to_somebody():
    """Where all are answered 404 a missing object looks like a good lock, so the world has one that somebody may see.

    Of the rows of one address and method one is enough: the others may ask for what is another's, or not there.
    """
    doors = {(row.address, row.method) for row in ROWS}
    opened = {
        (row.address, row.method)
        for row in ROWS
        if set(row.answers[1:]) != {"404"} or row.answers[0] not in DENIED
    }
    assert doors - opened == ELSEWHERE


def test_every_address_has_a_row():
    told = {address for row in ROWS for address in row.addresses}
    assert sorted(NAMED - told) == [], f"say in {TABLE.name} who may open these"


@pytest.mark.django_db
def test_every_address_that_takes_a_form_has_a_row_for_it(world):
    """A form answers an empty one with its errors, or takes it; a page that is only read shows itself again."""
    told = {row.address for row in ROWS if row.method == "POST"}
    ours = {found.name for found in addresses() if not found.pattern.callback.__module__.startswith(FOREIGN)}
    taken = {
        row.address: answer.status_code
        for row in asked(ROWS, "GET")
        if row.address in ours - told
        for answer, _written in [world.ask(reader(row), "POST", row.url(world.objects), {})]
        if answer.status_code not in (200, 405, 503)  # 503: the health page finds the sweep old
    }
    assert taken == {}, f"say in {TABLE.name} who may send these"


def test_every_row_has_an_address():
    assert [str(row) for row in ROWS if not row.addresses] == []


def test_every_row_is_there_once():
    keys = [(row.address, row.method, row.places, row.data) for row in ROWS]
    assert [key for key in keys if keys.count(key) > 1] == []
