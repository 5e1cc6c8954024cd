"""Rubbish in every parameter, field, path and body of the portal: it may be refused, it never breaks anything.

Who asks is read from ``permissions.tsv``: the last reader whom the table lets in. Every request is taken back.
What a page never reads cannot break it: rubbish goes where the view was heard to look.
Fields are of few kinds and stand on many pages, so each page gets a part of the rubbish and its neighbours the rest;
``PPP_FUZZ=all`` gives everything to everybody, which takes more than half an hour.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from html import unescape
from itertools import product
from typing import TypeVar
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.urls import reverse

from tests.test_permissions import ROWS, Row, asked, reader

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
T = TypeVar("T")

# Parameters for a page that passes all of them on.
QUERY = (
    "q",
    "after",
    "before",
    "state",
    "kind",
    "group",
    "organiser",
    "code",
    "add",
    "project",
    "parent",
    "next",
)
RUBBISH = (
    "\x00",
    "ә" * 20_000,
    "-1",
    "9" * 400,
    "1e999999999",
    "NaN",
    "Infinity",
    "1e5",
    "1 000,5",
    "9" * 5_000,  # more digits than Python reads
    "²٣",
    "٣٤",
    "2026-13-45T99:99",
    "31.02.2026",
    "0001-01-01",
    "9999-12-31T23:59:59",
    "00000000-0000-0000-0000-00000000000g",
    "\u202e\u2066gpj.exe\u2069👩‍👩‍👧‍👦\ufeff",
    "\u200b\u200d\u2060",  # nothing to see
    "%(due)s {0} {{x}} %s %",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "../../../etc/passwd",
    '{"a": [1, {}]}',
    "[" * 5_000,
    "",
)
# The key of a next page, damaged; and the parameters that carry one.
PAGED = {"after", "before", "waiting", "page"}
KEY = "7d9f7b1e-3c1f-4a57-9d35-0d7c2f1c9a11"
CURSORS = (
    f"2026-03-02T09:00:00+05:00_{KEY[:-1]}",
    f"0001-01-01T00:00:00+14:00_{KEY}",
    f"9999-12-31T23:59:59.999999-14:00_{KEY}",
    f"2026-03-02T09:00:00_{KEY}",
    f"_{KEY}",
    KEY,
    "٣",
    "9" * 5_000,
)
MISSING = object()  # the field is not sent at all
NASTY = (
    "\x00",
    "9" * 400,
    "9" * 5_000,
    "²٣",
    "٣٤",
    "NaN",
    "Infinity",
    "1e5",
    "1 000,5",
    "31.02.2026",
    "2026-13-45",
    "0001-01-01",
    "9999-12-31T23:59",
    "\u202eә👩‍👧",
    "\u200b\u200d",
    "＜script＞",
    "-1",
    MISSING,
)
ALL = os.environ.get("PPP_FUZZ") == "all"
PART = 1  # of the rubbish, where not all of it is sent
FIELDS_A_FORM = 1  # of a longer one other fields in other forms
A_PLACE = 3  # kinds of rubbish in a place of a path
A_KEY = 2  # damaged keys of a next page
A_FILE = 2  # kinds of files in a field
A_HEAD = 2  # kinds of headers that a page is asked with
OF_EVERY_PAGE = ("csrfmiddlewaretoken", "to", "role", "language")  # the bars above the page
NAME = re.compile(r"<(?:input|select|textarea|button)\b[^>]*>")


def broken(world, row, url, data=None, method=None, **extra) -> str:
    answer, _written = world.ask(reader(row), method or row.method, url, data, **extra)
    if answer.status_code < 500 or answer.status_code == 503:  # 503: the health page finds the sweep old
        return ""
    what = getattr(answer, "exc_info", None)
    return f"{answer.status_code} {what[0].__name__ if what else ''}: {str(what[1])[:160] if what else ''}"


def mixed(names: Iterable[str], turn: int) -> list[dict[str, str]]:
    """All fields rubbish at once, each another kind; over the pages every kind of field gets every kind of rubbish."""
    rounds = len(RUBBISH) if ALL else PART
    return [
        {name: RUBBISH[(turn + PART * at + number) % len(RUBBISH)] for at, name in enumerate(names)}
        for number in range(rounds)
    ]


def spoilt(good: dict[str, str], names: Iterable[str], turn: int) -> Iterator[dict[str, str]]:
    """What would be accepted but for one field."""
    ring = list(names)
    first = turn % max(len(ring), 1)
    ring = ring[first:] + ring[:first]
    for at, name in enumerate(ring if ALL else ring[:FIELDS_A_FORM], turn):
        for nasty in NASTY if ALL else NASTY[at % len(NASTY) :][:1]:
            others = {key: value for key, value in good.items() if key != name}
            yield others if nasty is MISSING else {**others, name: nasty}


def in_turn(kinds: Sequence[T], turn: int, most: int = 1) -> Sequence[T]:
    """What knows no field: each page gets one kind, or ``most``, the next page others."""
    first = turn * most % len(kinds)
    return kinds if ALL else [*kinds[first:], *kinds[:first]][:most]


def say(found: list[tuple[str, str]]) -> str:
    return "\n".join(f"{sent[:120]!r} → {told}" for sent, told in found)


def fields(html: str) -> dict[str, str]:
    """Names of what a page can send, with the values shown; of several rows the first two speak for all."""
    found: dict[str, str] = {}
    for tag in NAME.findall(html):
        name = re.search(r'\bname="([^"]*)"', tag)
        if name is None or name[1] in OF_EVERY_PAGE or re.search(r"-[2-9]\d*-|-\d\d+-", name[1]):
            continue
        value = re.search(r'\bvalue="([^"]*)"', tag)
        unticked = 'type="checkbox"' in tag and " checked" not in tag
        if not unticked or name[1] == "confirmed":
            found.setdefault(unescape(name[1]), unescape(value[1]) if value else "yes")
        else:
            found.setdefault(unescape(name[1]), "")
    return found


def page(world, row: Row) -> str:
    """What the reader of a form is shown; the world stays as it is, and so does the page."""
    if row not in SHOWN:
        answer, _written = world.ask(reader(row), "GET", row.url(world.objects))
        SHOWN[row] = answer.content.decode() if answer.status_code == 200 else ""
    return SHOWN[row]


SHOWN: dict[Row, str] = {}
EVERYTHING = "*"


@contextmanager
def heard() -> Iterator[set[str]]:
    """The names that are looked up in what is sent meanwhile; ``EVERYTHING`` if it is passed on as a whole."""
    names: set[str] = set()

    def one(method):  # type: ignore[no-untyped-def]
        def listen(self, key, *more):  # type: ignore[no-untyped-def]
            names.add(key)
            return method(self, key, *more)

        return listen

    def whole(method):  # type: ignore[no-untyped-def]
        def listen(self, *more, **options):  # type: ignore[no-untyped-def]
            names.add(EVERYTHING)
            return method(self, *more, **options)

        return listen

    ears = {name: one(getattr(QueryDict, name)) for name in ("__getitem__", "__contains__", "getlist")}
    ears |= {
        name: whole(getattr(QueryDict, name)) for name in ("__iter__", "items", "lists", "copy", "urlencode")
    }
    with patch.multiple(QueryDict, **ears):
        yield names


STRANGE = (
    "q=%FF%FE&after=%ED%A0%80",
    "q[]=1&q=2&q=3&after=1&after=2",
    "&".join(f"x{n}=1" for n in range(1200)),
)


@pytest.mark.parametrize("row", asked(ROWS, "GET"), ids=str)
def test_no_parameter_breaks_a_page(world, row):
    url = row.url(world.objects)
    with heard() as names:
        broken(world, row, f"{url}?q=1")
    if EVERYTHING in names:
        names |= set(QUERY)
    queries = [urlencode(given) for given in mixed(sorted(names), len(str(row))) if names]
    turn = len(str(row))
    queries += [
        urlencode({name: key}) for name in sorted(names & PAGED) for key in in_turn(CURSORS, turn, A_KEY)
    ]
    queries += in_turn(STRANGE, turn)
    found = [(query, told) for query in queries if (told := broken(world, row, f"{url}?{query}"))]
    assert not found, say(found)


@pytest.mark.parametrize("row", [row for row in asked(ROWS, "GET") if row.places], ids=str)
def test_no_path_breaks_a_page(world, row):
    found = []
    for place, _value in row.places:
        for rubbish in in_turn((*RUBBISH, 10**30, 0), len(str(row)), A_PLACE):
            kwargs = {key: world.objects.get(value, value) for key, value in row.places}
            try:
                url = reverse(row.address, kwargs={**kwargs, place: rubbish})
            except Exception:  # no such address, and so no page to break
                continue
            if told := broken(world, row, url):
                found.append((url, told))
    assert not found, say(found)


@pytest.mark.parametrize("row", asked(ROWS, "POST"), ids=str)
def test_no_form_breaks_a_page(world, row):
    url = row.url(world.objects)
    names = {**row.sent(world.objects), **fields(page(world, row))}
    with heard() as looked:
        told = broken(world, row, url, names)
    assert not told, told
    names = {name: value for name, value in names.items() if name in looked or EVERYTHING in looked}
    turn = len(str(row))
    sent: list[dict] = [*(mixed(names, turn) if names else [])]
    sent += in_turn(
        [{}, {name: ["1", "\x00", "2"] for name in names}, {f"{name}[]": "1" for name in names}], turn
    )
    sent += spoilt({**names, **row.sent(world.objects)}, names, turn)
    found = [(repr(data), told) for data in sent if (told := broken(world, row, url, data))]
    assert not found, say(found)


UPLOADS = (
    ("a.pdf", b"", "application/pdf"),
    ("a.pdf", b"%PDF-1.7\n" + b"\x00" * 100, "application/pdf"),
    ("a\x00b.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf"),
    ("\u202efdp.exe", b"MZ\x90\x00", "image/png"),
    ("ә" * 300 + ".pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf"),
    ("../../a.pdf", b"%PDF-1.7\n%%EOF\n", "text/html"),
    (".pdf", b"%PDF-1.7\n%%EOF\n", ""),
    ("a.docx", b"PK\x03\x04" + b"\xff" * 64, "application/zip"),
    ("a.xlsx", b"PK\x05\x06" + b"\x00" * 18, "application/zip"),
    ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, "image/png"),
    ("a.zip", b"PK\x03\x04", "application/zip"),
)


@pytest.mark.parametrize("row", asked(ROWS, "POST"), ids=str)
def test_no_file_breaks_a_page(world, row):
    url = row.url(world.objects)
    html = page(world, row)
    files = [tag for tag in NAME.findall(html) if 'type="file"' in tag] or (
        ['<input name="file">'] if row.address.endswith(("attach", "files")) else []
    )
    found = []
    for tag in files:
        name = re.search(r'\bname="([^"]*)"', tag)[1]
        for filename, content, kind in in_turn(UPLOADS, len(str(row)), A_FILE):
            upload = SimpleUploadedFile("x", content, kind)
            upload.name = filename  # as a program sends it: unchecked
            if told := broken(world, row, url, {**fields(html), name: upload}):
                found.append((filename, told))
    assert not found, say(found)


BODIES = (
    b"",
    b"null",
    b"[]",
    b"1",
    b'"x"',
    b"{",
    b"{}",
    b'{"key": null}',
    b'{"key": []}',
    b'{"key": {"a": 1}}',
    b'{"key": 1e400}',
    b'{"key": "\\u0000"}',
    b'{"key": "\\ud800"}',
    b'{"\\udfff": "\\ud800\\ud800"}',
    b'{"key": NaN}',
    b'{"key": -Infinity}',
    b'{"key": 1' + b"0" * 5_000 + b"}",
    b'{"key": "\\u202e\\u200b"}',
    b'{"key": 1, "key": 2}',
    b'{"key": ' * 5_000,
    b"\xff\xfe\x00",
    b'{"key": "' + b"x" * 100_000 + b'"}',
    b"[" * 50_000,
)
TYPES = (
    "application/json",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "\x7f",
    "",
)
UNREAD = tuple(zip(BODIES[-3:], TYPES[1:4], strict=True))


@pytest.mark.parametrize("row", asked(ROWS, "POST"), ids=str)
def test_no_body_breaks_a_page(world, row):
    url = row.url(world.objects)
    # A page reads forms and nothing else, all by one parser; the interface for programs reads what it is sent.
    every = ALL or row.address.startswith("api_")
    pairs = product(BODIES, TYPES) if every else in_turn(UNREAD, len(str(row)))
    found = [
        (f"{kind} {body[:40]!r}", told)
        for body, kind in pairs
        if (told := broken(world, row, url, body, content_type=kind))
    ]
    assert not found, say(found)


HEADERS: tuple[dict[str, str], ...] = (
    {"HTTP_ACCEPT_LANGUAGE": "x" * 5000},
    {"HTTP_ACCEPT_LANGUAGE": "\u0131;q=NaN, *;q=-1, zz-ZZ-1-2-3"},
    {"HTTP_COOKIE": "sessionid=\x01\x02; csrftoken='; messages=[[; django_language=../../x"},
    {"HTTP_COOKIE": "sessionid=" + "a" * 4000 + "; messages=" + "b" * 3000},
    {"HTTP_IF_NONE_MATCH": '"', "HTTP_IF_MODIFIED_SINCE": "yesterday"},
    {"HTTP_RANGE": "bytes=9-1,-0,x"},
    {"HTTP_REFERER": "javascript:alert(1)", "HTTP_ORIGIN": "null"},
    {"HTTP_X_FORWARDED_FOR": "::ffff:999.1.1.1, \x00", "HTTP_X_FORWARDED_PROTO": "gopher"},
    {
        "HTTP_HX_REQUEST": "true",
        "HTTP_HX_CURRENT_URL": "%E0%A4%A",
        "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": "true",
    },
    {"HTTP_ACCEPT": "image/*;q=zero"},
    {"HTTP_HOST": "evil.example"},
)


def public() -> list[Row]:
    return [row for row in asked(ROWS, "GET") if row.answers[0] == "200"]


@pytest.mark.parametrize("row", public(), ids=str)
def test_no_header_breaks_a_page(world, row):
    url = row.url(world.objects)
    headings = in_turn(HEADERS, len(str(row)), A_HEAD)
    found = [(repr(headers), told) for headers in headings if (told := broken(world, row, url, **headers))]
    assert not found, say(found)
