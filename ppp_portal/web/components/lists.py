"""Summary lists, task lists, tables, documents, votes, files."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.template import Context
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ppp_portal.web import wording
from ppp_portal.web.components import get, register, shape, tone_of
from ppp_portal.web.components.forms import spoken


@register.inclusion_tag("components/summary.html")
def summary(rows: Iterable[object], **options: Any) -> dict[str, Any]:
    """``[{label, value, url, action, basis, lang}]``: what was entered, with a link to change it."""
    shaped = [shape(row, label="", value=None, url="", action="", basis="", lang="") for row in rows]
    for row in shaped:
        row["value"] = wording.NONE if row["value"] in (None, "") else row["value"]
        row["basis"] = wording.paragraph(row["basis"]) if row["basis"] else ""
        row["action"] = row["action"] or _("Change")
    return {"rows": shaped, "title": options.get("title", "")}


TASK_STATES = {"done", "todo", "wait", "bad", "locked"}


@register.inclusion_tag("components/tasks.html")
def tasks(items: Iterable[object]) -> dict[str, Any]:
    """``[{label, url, state, note, basis, hint}]``: parts to complete and how far they are."""
    rows = [shape(item, label="", url="", state="todo", note="", basis="", hint="") for item in items]
    words = {
        "done": (_("Completed"), "ok"),
        "todo": (_("Not started"), "quiet"),
        "wait": (_("In progress"), "now"),
        "bad": (_("Needs correction"), "bad"),
        "locked": (_("Cannot be started yet"), "quiet"),
    }
    for row in rows:
        state, row["tone"] = words[row["state"]]
        row["note"] = row["note"] or state
        row["basis"] = wording.paragraph(row["basis"]) if row["basis"] else ""
    return {"rows": rows, "done": sum(row["state"] == "done" for row in rows), "all": len(rows)}


@register.inclusion_tag("components/consequences.html")
def consequences(rows: Iterable[object]) -> dict[str, Any]:
    """What a confirmation will bring about: texts, or ``{text, basis}``."""
    return {"rows": [spoken(row) for row in rows]}


# --- tables -----------------------------------------------------------------------------------------------


def _cell(cell: object, head: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(cell, Mapping):
        cell = {"text": cell}
    shaped = shape(cell, text=None, url="", lang="", tag="", tone="quiet", note="")
    shaped["text"] = (
        wording.NONE if shaped["text"] in (None, "") and not shaped["tag"] else shaped["text"] or ""
    )
    return {
        **shaped,
        "blank": False,
        "num": head["num"],
        "head": head["label"],
        "tone": tone_of(shaped["tone"]),
    }


def _footed(cell: object, head: Mapping[str, Any]) -> dict[str, Any]:
    """A total; where a column has none, the cell stays empty and a phone leaves it out."""
    return {**_cell(cell, head), **({"text": "", "blank": True} if cell in (None, "") else {})}


@register.inclusion_tag("components/table.html")
def table(
    head: Iterable[object], rows: Iterable[object], caption: str = "", **options: Any
) -> dict[str, Any]:
    """``{% table head rows caption="…" foot=totals empty="…" %}``; on a phone every row becomes a card."""
    columns = [
        {"label": column, "num": False}
        if not isinstance(column, Mapping)
        else shape(column, label="", num=False)
        for column in head
    ]
    shaped = []
    for row in rows:
        cells = row if isinstance(row, Sequence) else get(row, "cells", [])
        tone = "" if isinstance(row, Sequence) else str(get(row, "tone"))
        shaped.append(
            {
                "cells": [_cell(c, h) for c, h in zip(cells, columns, strict=True)],
                "tone": tone and tone_of(tone),
            }
        )
    foot = options.get("foot") or []
    return {
        "caption": caption,
        "columns": columns,
        "rows": shaped,
        "foot": [_footed(cell, column) for cell, column in zip(foot, columns, strict=True)] if foot else [],
        "empty": options.get("empty", ""),
    }


@register.inclusion_tag("components/pager.html")
def pager(prev_url: str = "", next_url: str = "") -> dict[str, Any]:
    """Keyset paging knows only before and after."""
    return {"prev_url": prev_url or "", "next_url": next_url or ""}


@register.inclusion_tag("components/empty.html")
def empty(text: str, action_url: str = "", action: str = "") -> dict[str, Any]:
    """Nothing here yet, and what to do about it."""
    return {"text": text, "action_url": action_url, "action": action}


# --- papers, votes, files ---------------------------------------------------------------------------------


def _file(thing: object) -> dict[str, Any] | None:
    return shape(thing, url="", size=None, sha256="", pages=None) if thing else None


@register.inclusion_tag("components/documents.html")
def documents(docs: Iterable[object]) -> dict[str, Any]:
    """``[{title, kk, ru, at, note, signed, url}]``: one row a document, both PDFs in it."""
    verdicts = {
        "valid": (_("Signatures valid"), "ok"),
        "invalid": (_("Signature invalid"), "bad"),
        "unchecked": (_("Signatures could not be checked"), "wait"),
    }
    rows = []
    for doc in docs:
        row = shape(doc, title="", at=None, note="", signed="", url="")
        row["verdict"], row["tone"] = verdicts.get(row["signed"], ("", "quiet"))
        row["files"] = [
            {
                "lang": lang,
                "name": dict(settings.LANGUAGES)[lang],
                "file": _file(get(doc, lang, None)),
            }
            for lang in ("kk", "ru")
        ]
        rows.append(row)
    return {"docs": rows}


@register.inclusion_tag("components/votes.html")
def votes(rows: Iterable[object], caption: str = "") -> dict[str, Any]:
    """``[{name, role, vote, dissent, lang, signed_at}]`` and their count; ``lang``: what the dissent is written in."""
    words = {
        "for": (_("Voted for"), "ok"),
        "against": (_("Voted against"), "no"),
        "abstain": (_("Abstained"), "quiet"),
        "recused": (_("Recused from the vote"), "quiet"),
        "absent": (_("Was absent"), "quiet"),
        "": (_("Not voted yet"), "wait"),
    }
    shaped = [shape(row, name="", role="", vote="", dissent="", lang="", signed_at=None) for row in rows]
    counted = Counter(row["vote"] for row in shaped)
    for row in shaped:
        row["words"], row["tone"] = words[row["vote"]]
    return {
        "caption": caption or _("Votes"),
        "rows": shaped,
        "totals": [
            {"words": said, "count": counted[vote]} for vote, (said, _tone) in words.items() if counted[vote]
        ],
    }


@register.inclusion_tag("components/uploads.html", takes_context=True)
def uploads(context: Context, files: Iterable[object]) -> dict[str, Any]:
    """``[{name, size, sha256, at, state, note, url, remove_url}]``: what was received."""
    words = {
        "received": (_("File received"), "ok"),
        "checking": (_("File is being checked"), "wait"),
        "refused": (_("File refused"), "bad"),
        "sealed": (_("File sealed"), "ok"),
    }
    rows = [
        shape(file, name="", size=None, sha256="", at=None, state="received", note="", url="", remove_url="")
        for file in files
    ]
    for row in rows:
        row["words"], row["tone"] = words[row["state"]]
    return {"files": rows, "csrf_token": context.get("csrf_token", "")}


# --- the frame of the page --------------------------------------------------------------------------------


@register.inclusion_tag("components/crumbs.html")
def crumbs(*pairs: str, through: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    """``{% crumbs _("Tenders") url tender.number "" %}``: label, address, label …; the last has no address.

    ``through``: further labels with their addresses, before the last.
    """
    *before, last = zip(pairs[::2], pairs[1::2], strict=True)
    return {"steps": [{"label": label, "url": url} for label, url in (*before, *through, last)]}


@register.inclusion_tag("components/languages.html", takes_context=True)
def languages(context: Context) -> dict[str, Any]:
    """The same page in the other languages; the view may give its own ``language_links``."""
    links = context.get("language_links")
    if links is None:
        request = context.get("request")
        here = request.get_full_path() if request else "/"
        active = wording.language()
        links = [
            {"code": code, "label": label, "url": _in_language(here, code), "current": code == active}
            for code, label in settings.LANGUAGES
        ]
    return {"links": links}


def _in_language(path: str, code: str) -> str:
    """The address of the same page: only the first part tells the language; an address without one stays."""
    _root, first, *rest = path.split("/", 2)
    return "/".join(["", code, *rest]) if first in dict(settings.LANGUAGES) else path


@register.simple_tag
def query(**parameters: Any) -> str:
    """``{% query after=key q=text %}``: a query string of what is not empty."""
    given = {name: value for name, value in parameters.items() if value not in (None, "")}
    return f"?{urlencode(given)}" if given else "?"
