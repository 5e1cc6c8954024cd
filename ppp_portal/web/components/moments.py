"""Timeline, deadlines that explain themselves, the map of deadlines."""

from calendar import Calendar
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.template import Context
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ppp_portal.law.deadlines import Step
from ppp_portal.web import wording
from ppp_portal.web.components import get, register, shape, tone_of

NEAR = timedelta(days=3)
STATES = {"done", "now", "next", "skipped", "stopped"}


@register.inclusion_tag("components/timeline.html")
def timeline(steps: Iterable[object]) -> dict[str, Any]:
    """The life of a thing: ``{label, state, at, due, url, note, who, basis}``, in order."""
    rows = [
        shape(step, label="", state="next", at=None, due=None, url="", note="", who="", basis="")
        for step in steps
    ]
    for row in rows:
        if row["state"] not in STATES:
            raise ValueError(f"a step is one of {sorted(STATES)}, not {row['state']!r}")
        row["basis"] = wording.paragraph(row["basis"]) if row["basis"] else ""
        row["words"] = _state_words(row["state"])
    return {"steps": rows}


def _state_words(state: str) -> str:
    return {
        "done": _("Done"),
        "now": _("Now"),
        "next": _("Ahead"),
        "skipped": _("Not needed"),
        "stopped": _("Stopped here"),
    }[state]


# --- one deadline -----------------------------------------------------------------------------------------


def nearness(due_at: datetime | None, at: datetime | None) -> str:
    """ "over" after the last instant, "near" in the last three days, else ""; without a clock also ""."""
    if not due_at or not at:
        return ""
    return "over" if at > due_at else "near" if due_at - at <= NEAR else ""


def left(due_at: datetime | None, at: datetime | None) -> str:
    """What is left, in words: days from one day on, below that hours and minutes."""
    if not due_at or not at:
        return ""
    if at > due_at:
        return _("the term is over")
    rest = due_at - at
    if rest.days:
        return ngettext("%(days)s day left", "%(days)s days left", rest.days) % {"days": rest.days}
    hours, minutes = divmod(rest.seconds // 60, 60)
    if not hours:
        return _("%(minutes)s min left") % {"minutes": minutes}
    return _("%(hours)s h %(minutes)s min left") % {"hours": hours, "minutes": minutes}


def _ticking(due_at: object, at: datetime | None) -> dict[str, Any]:
    due = due_at if isinstance(due_at, datetime) else None
    return {
        "due_at": due_at,
        "iso": due_at.isoformat() if isinstance(due_at, date) else "",
        "text": wording.moment(due_at if isinstance(due_at, date) else None),
        "nearness": nearness(due, at),
        "left": left(due, at),
        # The browser counts the last day down by these words, in the portal's time.
        "words": _("%(hours)s h %(minutes)s min left") % {"hours": "{h}", "minutes": "{m}"},
        "last_words": _("%(minutes)s min left") % {"minutes": "{m}"},
        "over_words": _("the term is over"),
    }


@register.inclusion_tag("components/when.html", takes_context=True)
def when(context: Context, due_at: datetime | date | None) -> dict[str, Any]:
    """A moment and how long it is until then."""
    return _ticking(due_at, context.get("portal_now"))


@register.inclusion_tag("components/deadline.html", takes_context=True)
def deadline(context: Context, term: object, **options: Any) -> dict[str, Any]:
    """A deadline that opens into its arithmetic. Takes ``law.deadlines.Deadline`` or a dict."""
    row = shape(
        term,
        label="",
        due_at=None,
        basis="",
        starts="",
        starts_at=None,
        because=(),
        pauses=(),
        consequence="",
        ics_url="",
    )
    row.update({name: value for name, value in options.items() if name in row and value})
    consequence = getattr(row["consequence"], "value", row["consequence"])
    return {
        **_ticking(row["due_at"], context.get("portal_now")),
        "label": row["label"],
        "basis": wording.paragraph(row["basis"]) if row["basis"] else "",
        "starts": row["starts"],
        "starts_at": row["starts_at"],
        "lines": arithmetic_of(row["because"]),
        "pauses": [str(pause) for pause in row["pauses"]],
        "consequence": {
            "act": _("The portal acts by itself when the term is over."),
            "alert": _("When the term is over a person decides; the portal only reports."),
        }.get(consequence, consequence),
        "ics_url": row["ics_url"],
        "open": bool(options.get("open")),
    }


def arithmetic_of(because: Iterable[object]) -> list[dict[str, str]]:
    """The lines of a calculation in words; days that are skipped share one line."""
    lines: list[dict[str, str]] = []
    skipped: list[str] = []
    for step in because:
        if isinstance(step, Step) and step.code == "skips":
            skipped.append(f"{wording.day(_day(step, 'on'), 'short')} ({_why(step)})")
            continue
        if skipped:
            lines.append({"text": _("Not counted"), "value": ", ".join(skipped)})
            skipped = []
        if isinstance(step, Step):
            lines.append(_line(step))
        elif isinstance(step, str):
            lines.append({"text": step, "value": ""})
        else:
            lines.append({"text": str(get(step, "text")), "value": str(get(step, "value"))})
    if skipped:
        lines.append({"text": _("Not counted"), "value": ", ".join(skipped)})
    return lines


def _day(step: Step, name: str) -> Any:
    return step.params[name]


def _why(step: Step) -> str:
    reason = str(step.params.get("why", ""))
    return {
        "holiday": _("public holiday"),
        "weekend": _("weekend"),
        "day_off_by_decree": _("day off moved by decree"),
    }.get(reason, reason)


def _count(step: Step) -> str:
    days = int(str(step.params["days"]))
    if step.params.get("unit") == "working_day":
        return ngettext("%(days)s working day", "%(days)s working days", days) % {"days": days}
    return ngettext("%(days)s calendar day", "%(days)s calendar days", days) % {"days": days}


def _line(step: Step) -> dict[str, str]:
    params = step.params
    text, value = {
        "starts": lambda: (_("The event"), wording.moment(_day(step, "at"))),
        "counts_from": lambda: (_("Day 1 is the day after it"), wording.day(_day(step, "on"))),
        "adds": lambda: (_("The term"), f"+ {_count(step)}"),
        "takes_back": lambda: (_("The term, counted backwards"), f"− {_count(step)}"),
        "ends": lambda: (_("The last day"), wording.moment(params.get("at") or params["on"])),  # type: ignore[arg-type]
        "other_reading": lambda: (
            _("By the other reading of the text, which takes the day of the event as day 1"),
            wording.day(_day(step, "on")),
        ),
        "not_working": lambda: (_("The last day is not a working day"), _why(step)),
        "moves": lambda: (_("The end moves to the next working day"), wording.day(_day(step, "to"))),
        "stays": lambda: (_("The end does not move: the term is a ceiling"), wording.day(_day(step, "on"))),
    }[step.code]()
    return {"text": text, "value": value}


# --- the map of deadlines ---------------------------------------------------------------------------------


@register.filter
def month_name(value: date, style: str = "") -> str:
    """A whole month: 2026 жылғы қыркүйек, Сентябрь 2026; ``"inside"`` a sentence: сентябрь 2026."""
    lang = wording.language()
    if lang == "kk":
        return f"{value.year} жылғы {wording.MONTHS[lang][value.month - 1]}"
    name = wording.MONTH_NAMES[lang][value.month - 1]
    return f"{name.lower() if style == 'inside' and lang == 'ru' else name} {value.year}"


@register.inclusion_tag("components/month.html", takes_context=True)
def month(
    context: Context,
    year: int,
    month: int,
    entries: Iterable[object],
    prev_url: str = "",
    next_url: str = "",
    holidays: Sequence[date] = (),
) -> dict[str, Any]:
    """A month with its deadlines: ``entries`` of ``{at, label, url, tone}``."""
    now = context.get("portal_now")
    today = now.astimezone(wording.portal_zone()).date() if now else None
    by_day: dict[date, list[dict[str, Any]]] = {}
    for entry in entries:
        row = shape(entry, at=None, label="", url="", tone="quiet")
        at = row["at"]
        row["tone"] = tone_of(row["tone"])
        row["time"] = wording.clock_time(at) if isinstance(at, datetime) else ""
        on = at.astimezone(wording.portal_zone()).date() if isinstance(at, datetime) else at
        by_day.setdefault(on, []).append(row)
    lang = wording.language()
    weeks = [
        [
            {
                "number": day.day,
                "iso": day.isoformat(),
                "inside": day.month == month,
                "today": day == today,
                "off": day.weekday() > 4 or day in holidays,
                "entries": by_day.get(day, []) if day.month == month else [],
                "name": f"{wording.day(day, '', lang)}, {wording.WEEKDAYS[lang][day.weekday()]}",
            }
            for day in week
        ]
        for week in Calendar().monthdatescalendar(year, month)
    ]
    return {
        "title": month_name(date(year, month, 1)),
        "weekdays": [
            {"short": short, "long": long}
            for short, long in zip(wording.WEEKDAYS_SHORT[lang], wording.WEEKDAYS[lang], strict=True)
        ],
        "weeks": weeks,
        "empty": not any(cell["entries"] for week in weeks for cell in week),
        "prev_url": prev_url,
        "next_url": next_url,
    }
