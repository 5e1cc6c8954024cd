"""Fields, pairs of Kazakh and Russian fields, error summary, buttons."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BaseFormSet, BoundField
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import Parser, Token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ppp_portal.web import wording
from ppp_portal.web.components import get, register, shape
from ppp_portal.web.confirming import BOX

WIDTHS = {"2", "4", "5", "10", "20", "full"}


def _language_of(name: str) -> str:
    return name[-2:] if name.endswith(("_kk", "_ru")) else ""


def _plain_label(bound: BoundField) -> str:
    """The label without the "[kk]" that translated model fields carry."""
    label = str(bound.label or "")
    return label.removesuffix("[kk]").removesuffix("[ru]").rstrip()


def _named(bound: BoundField) -> str:
    """The label with the language of the text: ``Название конкурса (на казахском)``."""
    lang = wording.in_language(_language_of(bound.name))
    return f"{_plain_label(bound)} ({lang})" if lang else _plain_label(bound)


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "group" if widget.use_fieldset else "box"


def _optional(bound: BoundField) -> bool:
    """A field marked ``later`` may arrive blank, but the action asks for it: nobody is told it is optional."""
    return not bound.field.required and not getattr(bound.field, "later", False)


def _remark(bound: BoundField, optional: bool) -> Any:
    """What stands beside the label: that the field may stay blank, or which later step asks for it."""
    return _("(optional)") if optional else getattr(bound.field, "needed_for", "")


def _first_id(bound: BoundField) -> str:
    """The id that a link of the error summary jumps to."""
    html_id = bound.auto_id or bound.html_name
    return f"{html_id}_0" if _kind(bound) in {"choices", "group"} else html_id


def _described(bound: BoundField, **options: Any) -> dict[str, Any]:
    """Everything ``components/field.html`` shows, widget included."""
    kind, html_id = _kind(bound), bound.auto_id or bound.html_name
    errors = [*bound.errors, *getattr(bound.form, "noticed", {}).get(bound.name, [])]
    lost_file = _lost_file(bound)
    hint = _hinted(options.get("hint") or bound.help_text, bound)
    count = options.get("count")
    notes = [f"{html_id}_hint"] if hint else []
    notes += [f"{html_id}_error"] if errors else []
    notes += [f"{html_id}_lost"] if lost_file else []
    widget = bound.field.widget
    given = widget.attrs.get("class", "")
    width = str(options.get("width", ""))
    suffix = options.get("suffix", "")
    names = [given, "input" if kind == "box" else "", f"w-{width}" if width in WIDTHS else ""]
    attrs: dict[str, Any] = {"class": " ".join(filter(None, [*names, "num" if suffix == "₸" else ""]))}
    if kind in {"box", "checkbox"} and notes:
        attrs["aria-describedby"] = " ".join(notes)
    if errors and kind in {"box", "checkbox"}:
        attrs["aria-invalid"] = "true"
    if count:
        attrs["data-count"] = str(count)
        attrs["data-count-words"] = _("characters left: %s")
    if suffix == "₸":
        attrs.setdefault("inputmode", "decimal")
    lang = options.get("lang", _language_of(bound.name))
    if lang and kind == "box":
        attrs["lang"] = lang
    return {
        "kind": kind,
        "id": html_id,
        "label_for": bound.id_for_label,
        "label": options.get("label") or _plain_label(bound),
        "before_label": options.get("before_label", ""),
        "hint": hint,
        "errors": errors,
        "lost_file": lost_file,
        "remark": _remark(bound, options.get("optional", _optional(bound)) and kind != "checkbox"),
        "described_by": " ".join(notes),
        "widget": bound.as_widget(attrs=attrs) if kind != "choices" else "",
        "options": [_option(widget, bound) for widget in bound.subwidgets] if kind == "choices" else [],
        "prefix": options.get("prefix", ""),
        "suffix": suffix,
        "differs": options.get("differs", []),
        "in_words": _in_words(bound),
    }


def _lost_file(bound: BoundField) -> str:
    """A form that comes back does not bring its files: browsers let nobody fill that field but the person.

    A reminder, no error of the person's.
    """
    sent = bound.form.files.get(bound.html_name) if isinstance(bound.field, forms.FileField) else None
    if sent is None or bound.errors or not bound.form.errors:
        return ""
    return _("Nothing was saved yet, so attach the file once more: %(name)s.") % {"name": sent.name}


def _in_words(bound: BoundField) -> dict[str, str] | None:
    """A date as it was understood, under its field: typed figures can be read in two ways, words cannot."""
    if not isinstance(bound.field, forms.DateField | forms.DateTimeField):
        return None
    lang, typed = wording.language(), bound.value()
    try:
        value = bound.field.to_python(typed)
    except ValidationError:
        value = None
    said = ""
    if value:
        time = f", {wording.clock_time(value)}" if isinstance(value, datetime) else ""
        said = f"{wording.day(value)}, {wording.weekday(value)}{time}"
    return {
        "said": said,
        "pattern": f"{wording.day_pattern(lang)}, {{weekday}}",
        "months": "|".join(wording.MONTHS[lang]),
        "weekdays": "|".join(wording.WEEKDAYS[lang]),
        "hour": "yes" if isinstance(bound.field, forms.DateTimeField) else "",
    }


def _hinted(hint: Any, bound: BoundField) -> Any:
    """The hint, and how a date is typed."""
    pattern = getattr(bound.field, "pattern", "")
    if not pattern:
        return hint
    return " ".join(filter(None, [str(hint), _("As %(pattern)s.") % {"pattern": pattern}]))


def _option(widget: Any, bound: BoundField) -> dict[str, Any]:
    return {"tag": widget.tag(), "label": widget.choice_label, "for": widget.id_for_label}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, **options: Any) -> dict[str, Any]:
    """``{% field form.cost suffix="₸" width="10" hint="…" label="…" count=2000 %}``"""
    return _described(bound, **options)


@register.inclusion_tag("components/field_pair.html")
def field_pair(
    kk: BoundField, ru: BoundField, legend: str = "", hint: str = "", **options: Any
) -> dict[str, Any]:
    """The Kazakh and the Russian field of one thing side by side; figures that only one has are marked."""
    title = legend or _plain_label(kk)
    only_kk, only_ru = wording.differing(_typed(kk), _typed(ru))
    return {
        "legend": title,
        "hint": hint or kk.help_text,
        "id": f"{kk.auto_id or kk.html_name}_pair",
        "remark": _remark(kk, _optional(kk) and _optional(ru)),
        "kk": _in_pair(kk, _("In Kazakh"), "kk", title, only_kk, options),
        "ru": _in_pair(ru, _("In Russian"), "ru", title, only_ru, options),
        "differ": bool(_typed(kk) and _typed(ru) and (only_kk or only_ru)),
    }


def _in_pair(
    bound: BoundField, label: str, lang: str, title: str, differs: list[str], options: dict[str, Any]
) -> dict[str, Any]:
    shown = _described(bound, label=label, before_label=title, lang=lang, differs=differs, **options)
    return {**shown, "hint": "", "remark": ""}


def _typed(bound: BoundField) -> str:
    value = bound.value()
    return value if isinstance(value, str) else ""


@register.inclusion_tag("components/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Every field of a form; ``x_kk`` and ``x_ru`` become a pair."""
    rows: list[dict[str, Any]] = []
    names = {bound.name for bound in form.visible_fields()}
    for bound in form.visible_fields():
        stem, lang = bound.name[:-3], _language_of(bound.name)
        paired = bool(lang) and {f"{stem}_kk", f"{stem}_ru"} <= names
        if not paired:
            rows.append({"pair": False, "field": bound, "other": None})
        elif lang == "kk":
            rows.append({"pair": True, "field": bound, "other": form[f"{stem}_ru"]})
    return {"rows": rows, "hidden": form.hidden_fields()}


# --- what is wrong, all of it at once ---------------------------------------------------------------------


def _of_form(form: BaseForm) -> list[dict[str, str]]:
    rows = [
        {
            "text": str(text),
            "href": f"#{BOX}" if cause.code == BOX else "",
            "basis": "",
            "todo": "",
            "label": "",
        }
        for text, cause in zip(form.non_field_errors(), form.non_field_errors().as_data(), strict=True)
    ]
    for bound in form:
        rows += [
            {
                "text": str(text),
                "href": f"#{_first_id(bound)}" if not bound.is_hidden else "",
                "basis": "",
                "todo": "",
                "label": _named(bound),
            }
            for text in bound.errors
        ]
    return rows


def _errors_of(source: object) -> list[dict[str, str]]:
    if isinstance(source, BaseFormSet):
        rows = [
            {"text": str(e), "href": "", "basis": "", "todo": "", "label": ""}
            for e in source.non_form_errors()
        ]
        for number, form in enumerate(source.forms, 1):
            rows += [{**row, "label": in_row(number, row["label"])} for row in _of_form(form)]
        return rows
    if isinstance(source, BaseForm):
        return _of_form(source) if source.is_bound else []
    if not source:
        return []
    assert isinstance(source, Iterable)
    return [spoken(item) for item in source]


def _lost_files(source: object) -> list[dict[str, str]]:
    """What has to be attached once more, with the field for it."""
    forms_ = source.forms if isinstance(source, BaseFormSet) else [source]
    return [
        {"text": text, "href": f"#{_first_id(bound)}"}
        for form in forms_
        if isinstance(form, BaseForm)
        for bound in form
        if (text := _lost_file(bound))
    ]


def in_row(number: int, label: object) -> str:
    """A field of a table, as an error names it: ``Row 2, Amount``."""
    row = _("Row %(number)s") % {"number": number}
    return f"{row}, {label}" if label else row


def spoken(item: object) -> dict[str, str]:
    """A refusal (text or spoken refusal) as a row: ``text``, ``basis``, ``todo``, ``href``."""
    if isinstance(item, str) or not (get(item, "text") or get(item, "message")):
        return {"text": str(item), "href": "", "basis": "", "todo": "", "label": ""}
    row = shape(item, text="", todo="", href="", label="")
    basis = get(item, "basis")
    return {
        **row,
        "text": get(item, "message") or row["text"],  # the text of a spoken refusal ends in its basis already
        "basis": wording.paragraph(basis) if basis else "",
    }


@register.inclusion_tag("components/error_summary.html", takes_context=True)
def error_summary(context: Context, *sources: object, heading: str = "") -> dict[str, Any]:
    """``{% error_summary form formset refusals %}``; without arguments what the page's context holds."""
    if not sources:
        sources = (context.get("form"), context.get("refusals"))
    return {
        "heading": heading,
        "errors": [row for source in sources for row in _errors_of(source)],
        "lost_files": [row for source in sources for row in _lost_files(source)],
    }


@register.inclusion_tag("components/tick.html", takes_context=True)
def tick(context: Context, label: str = "") -> dict[str, str]:
    """``{% tick _("I have compared both texts.") %}``: the box of a deliberate step, wrong when the page says so.

    Without words those of the page's ``check_label`` are taken.
    """
    errors = [row for source in (context.get("form"), context.get("refusals")) for row in _errors_of(source)]
    forgotten = [row["text"] for row in errors if row["href"] == f"#{BOX}"]
    return {"label": label or context.get("check_label") or "", "error": forgotten[0] if forgotten else ""}


# --- buttons ----------------------------------------------------------------------------------------------

KINDS = {"primary", "secondary", "danger", "quiet"}


def _kind_of_button(kind: str) -> str:
    if kind not in KINDS:
        raise TemplateSyntaxError(f"a button is one of {sorted(KINDS)}, not {kind!r}")
    return kind


@register.inclusion_tag("components/button.html")
def button(
    label: str, kind: str = "secondary", name: str = "", value: str = "", **options: Any
) -> dict[str, Any]:
    """``{% button _("Publish…") "primary" name="do" value="publish" %}``; also ``form``, ``type``."""
    return {
        "label": label,
        "kind": _kind_of_button(kind),
        "name": name,
        "value": value,
        "type": options.get("type", "submit"),
        "form": options.get("form", ""),
        "novalidate": bool(options.get("novalidate")),
        "disabled": bool(options.get("disabled")),
    }


@register.inclusion_tag("components/button_link.html")
def button_link(url: str, label: str, kind: str = "secondary", **options: Any) -> dict[str, Any]:
    """A link that looks like a button, because it begins something."""
    return {"url": url, "label": label, "kind": _kind_of_button(kind), "about": options.get("about", "")}


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(
    context: Context,
    url: str,
    label: str,
    kind: str = "secondary",
    name: str = "",
    value: str = "",
    about: str = "",
) -> dict[str, Any]:
    """A form of one button; ``about`` is read out after the label, to tell equal buttons apart."""
    return {
        "csrf_token": context.get("csrf_token", ""),
        "url": url,
        "label": label,
        "kind": _kind_of_button(kind),
        "name": name,
        "value": value,
        "about": about,
    }


class Wrapped(Node):
    """A block between two fixed pieces of HTML."""

    def __init__(self, before: str, nodelist: NodeList, after: str) -> None:
        self.before, self.nodelist, self.after = before, nodelist, after

    def render(self, context: Context) -> SafeString:
        # The outer two are literals of this module; the inner one was escaped where it was rendered.
        return mark_safe(self.before + self.nodelist.render(context) + self.after)


@register.tag
def form_actions(parser: Parser, token: Token) -> Wrapped:
    """``{% form_actions %}…buttons…{% endform_actions %}``"""
    nodelist = parser.parse(("endform_actions", "end_form_actions"))
    parser.delete_first_token()
    return Wrapped('<div class="actions">', nodelist, "</div>")
