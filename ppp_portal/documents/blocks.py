"""The parts a protocol is built of. Each is a plain dict for the template of the same name.

Every text may be any leaf of :mod:`ppp_portal.documents.values`. What can be counted is counted here (votes,
attendance), so that a printed tally cannot contradict the rows above it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

from ppp_portal.documents.values import Code, Moment, Number

Leaf = Any
Block = dict[str, Any]

# Neighbours differ in lightness too, for readers and printers without colour.
COLOURS = ("#00485a", "#7fbdd0", "#1f7f99", "#e3c26b", "#4a4a4a", "#b9c2c6", "#8a6a10", "#d9e8ec")
CHOICES = ("for", "against", "abstained", "recused", "absent")


def protocol(
    *,
    title: Leaf,
    number: str,
    at: Leaf,
    listed: Leaf = None,
    place: Leaf = None,
    body: Leaf = None,
    about: Leaf = None,
    facts: Iterable[tuple[Leaf, Leaf]] = (),
    sections: Iterable[Block] = (),
    signatures: Iterable[Block] = (),
) -> Block:
    """A whole document: ``body`` stands above the title (who issues), ``about`` under it (the tender's name).

    ``listed`` names it apart in lists and archives, where two papers have the same title.

    ``number`` is the same text in both languages; without a number or a title nothing can be printed.
    """
    if not isinstance(number, str) or not number or not title:
        raise ValueError("a document needs a title and a number, the same in both languages")
    return {
        "format": "ppp-document/1",
        "title": title,
        "number": number,
        "at": at,
        "place": place,
        "body": body,
        "about": about,
        "facts": _pairs(facts),
        "sections": _counted(sections),
        "signatures": list(signatures),
        "formed": None,  # told by the print of a paper that nobody signs
        **({"listed": listed} if listed else {}),
    }


def section(heading: Leaf, *blocks: Block, numbered: bool = True) -> Block:
    """A part of the document; not ``numbered`` where its heading has a number of its own, or needs none."""
    return {"heading": heading, "numbering": "counted" if numbered else "own", "blocks": list(blocks)}


def _counted(sections: Iterable[Block]) -> list[Block]:
    """Each with its number among those that are counted."""
    numbers = count(1)
    return [
        {**one, "number": str(next(numbers))} if one["numbering"] == "counted" else one for one in sections
    ]


def para(text: Leaf) -> Block:
    return {"block": "para", "text": text}


def subheading(text: Leaf) -> Block:
    """The heading of a clause inside a section; it stays with the text that follows."""
    return {"block": "subheading", "text": text}


def note(text: Leaf) -> Block:
    """A remark in small print."""
    return {"block": "note", "text": text}


def bullets(texts: Iterable[Leaf]) -> Block:
    return {"block": "bullets", "texts": list(texts)}


def numbered(texts: Iterable[Leaf]) -> Block:
    return {"block": "numbered", "texts": list(texts)}


agenda = numbered


def facts(pairs: Iterable[tuple[Leaf, Leaf]]) -> Block:
    """Label and value, line by line."""
    return {"block": "facts", "pairs": _pairs(pairs)}


def col(label: Leaf, width: int = 10, *, numeric: bool = False) -> Block:
    """A column of a table; ``width`` is its share, relative to the other columns."""
    return {"label": label, "width": str(width), "kind": "num" if numeric else "text"}


def table(
    columns: Sequence[Block],
    rows: Iterable[Sequence[Leaf]],
    *,
    total: Sequence[Leaf] | None = None,
    caption: Leaf = None,
    together: bool = False,
) -> Block:
    """Rows of cells under ``columns``; ``together`` keeps a short table on one page.

    Raises ``ValueError`` when a row has a cell too many or too few.
    """
    body = [list(row) for row in rows]
    if any(len(row) != len(columns) for row in [*body, *([total] if total else [])]):
        raise ValueError(f"every row needs {len(columns)} cells")
    whole = sum(int(column["width"]) for column in columns)
    shares = [{**column, "width": f"{100 * int(column['width']) / whole:.2f}"} for column in columns]
    return {
        "block": "table",
        "caption": caption,
        "columns": shares,
        "rows": [_cells(shares, row) for row in body],
        "total": _cells(shares, total) if total else [],
        "layout": "together" if together else "",
    }


def member(name: str, role: Leaf, *, present: bool = True, note: Leaf = None) -> Block:
    return {"name": name, "role": role, "presence": "present" if present else "absent", "note": note}


def attendance(members: Iterable[Block], *, present: int, of: int, needed: int) -> Block:
    """Who sits on the commission and who came. Counted are votes: ``present`` at the table, ``of`` all, ``needed`` for
    the quorum; among the members are also those without a vote."""
    quorum = "met" if present >= needed else "missed"
    return {
        "block": "attendance", "members": list(members), "present": present, "of": of, "needed": needed,
        "quorum": quorum,
    }  # fmt: skip


def bid(
    *,
    name: Leaf,
    identity: Leaf,
    received: Leaf,
    number: Leaf = None,
    security: Leaf = None,
    sha256: str | None = None,
    members: Iterable[Leaf] = (),
    note: Leaf = None,
) -> Block:
    """One bid as the opening reads it out; ``identity`` says the kind of the number too, ``members`` are the other
    members of a consortium."""
    return {
        "name": name, "identity": identity, "received": received if received is None else _short(received),
        "number": number, "security": security, "sha256": Code(sha256) if sha256 else None,
        "members": list(members), "note": note,
    }  # fmt: skip


def bids(rows: Iterable[Block], *, secured: bool = True) -> Block:
    """Bids in the order of receipt; not ``secured`` where no security is asked for: there is no column of dashes."""
    return {"block": "bids", "rows": list(rows), **({} if secured else {"security": "not asked"})}


def vote(name: str, choice: str, *, role: Leaf = None, opinion: Leaf = None) -> Block:
    """One member's vote; ``opinion`` is a dissent or a reason, printed in full."""
    if choice not in CHOICES:
        raise ValueError(f"{choice!r} is not one of {', '.join(CHOICES)}")
    return {"name": name, "choice": choice, "role": role, "opinion": opinion}


def votes(rows: Iterable[Block], *, question: Leaf = None) -> Block:
    """Votes by name and their count."""
    cast = list(rows)
    counted = Counter(row["choice"] for row in cast)
    return {
        "block": "votes",
        "question": question,
        "rows": cast,
        "tally": [{"choice": choice, "count": counted[choice]} for choice in CHOICES],
    }


def decision(text: Leaf, *, grounds: Iterable[Leaf] = (), votes: Block | None = None) -> Block:
    """What was decided, by which votes, under which provisions."""
    return {"block": "decision", "text": text, "grounds": list(grounds), "votes": votes}


def bars(
    rows: Iterable[tuple[Leaf, Iterable[tuple[str, Decimal | Fraction | int]]]],
    *,
    maximum: Decimal | int = 100,
    unit: Leaf = None,
) -> Block:
    """Stacked bars, one a row, with the same figures in a table beneath."""
    listed = [(label, [(code, Fraction(points)) for code, points in parts]) for label, parts in rows]
    codes = list(dict.fromkeys(code for _, parts in listed for code, _ in parts))
    return {
        "block": "bars",
        "unit": unit,
        "label_width": str(max(24, 76 - 9 * len(codes))),
        "keys": [{"code": code, "colour": _colour(place)} for place, code in enumerate(codes)],
        "rows": [_bar(label, dict(parts), codes, Fraction(maximum)) for label, parts in listed],
    }


def signature(
    name: Leaf, role: Leaf, *, at: Leaf = None, certificate: str | None = None, note: Leaf = None
) -> Block:
    """A line of the signature block; without ``at`` the line stays open."""
    return {
        "name": name, "role": role, "at": at if at is None else _short(at),
        "certificate": Code(certificate) if certificate else None, "note": note,
    }  # fmt: skip


def _pairs(pairs: Iterable[tuple[Leaf, Leaf]]) -> list[Block]:
    return [{"label": label, "value": value} for label, value in pairs]


def _cells(columns: Sequence[Block], row: Sequence[Leaf]) -> list[Block]:
    return [{"kind": column["kind"], "value": value} for column, value in zip(columns, row, strict=True)]


def _short(moment: Leaf) -> Leaf:
    """A moment in a narrow column is printed the short way."""
    if isinstance(moment, Moment):
        return Moment(moment.value, precise=moment.precise, short=True)
    return Moment(moment, short=True) if hasattr(moment, "tzinfo") else moment


def _colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def _bar(label: Leaf, parts: dict[str, Fraction], codes: list[str], maximum: Fraction) -> Block:
    """Lengths are thousandths of the bar, cut to whole ones so that both languages draw the same picture."""
    segments, start = [], Fraction(0)
    for place, code in enumerate(codes):
        points = parts.get(code, Fraction(0))
        segments.append(
            {
                "code": code,
                "colour": _colour(place),
                "start": str(int(1000 * start / maximum)),
                "length": str(int(1000 * points / maximum)),
                "points": Number(points, places=2),
            }
        )
        start += points
    return {"label": label, "segments": segments, "total": Number(start, places=2)}
