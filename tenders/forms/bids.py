"""The sections of the workbench: what was typed goes into the sealed draft as it is, sums without their spaces.

The fields are lenient on purpose: a draft keeps an amount that cannot be read yet. What is wrong is said by
``tenders.bid_content`` from the saved draft, beside its place.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from ppp_portal.qualification.requirements import REQUIREMENTS
from ppp_portal.web.inputs import DraftAmountField, DraftForm, TextField
from tenders import bid_content

Content = dict[str, Any]

KINDS = [("construction", _("construction or reconstruction")), ("other", _("other, operation for one"))]
FORMS = [
    ("equity", _("own capital")),
    ("loan", _("loan contract")),
    ("guarantee", _("bank guarantee")),
    ("letter", _("letter of a bank")),
]
LEVELS = [("higher", _("higher education")), ("secondary", _("specialised secondary education"))]
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский")]


def line(label: Any, **options: Any) -> TextField:
    return TextField(label=label, required=False, max_length=bid_content.LONGEST_LINE, **options)


def tenge(label: Any) -> DraftAmountField:
    return DraftAmountField(label=label, required=False, max_length=bid_content.LONGEST_LINE)


def text(label: Any, rows: int = 4, **options: Any) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(
        label=label, required=False, max_length=bid_content.LONGEST_TEXT, widget=widget, **options
    )


def flag(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def one_of(label: Any, choices: Iterable[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=list(choices))


@dataclass(frozen=True)
class Given:
    """What the choices of a section come from. ``risks`` are (code, name), ``members`` (BIN, name)."""

    content: Content
    risks: tuple[tuple[str, str], ...] = ()
    members: tuple[tuple[str, str], ...] = ()

    @property
    def files(self) -> list[tuple[str, Any]]:
        named = sorted((facts["name"], key) for key, facts in self.content["files"].items())
        return [("", _("no file yet")), *((key, name) for name, key in named)]


class RevisionForm(forms.Form):
    """The revision of the draft that this window shows."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class EvidenceForm(DraftForm):
    """A row with a file and a page in it."""

    optional = ("page", "member")

    file = one_of(_("File"), [])
    page = TextField(label=_("Page"), required=False, max_length=20)

    def __init__(self, *args: Any, given: Given, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = given
        self.fields["file"].choices = given.files  # type: ignore[attr-defined]

    def row(self) -> Content:
        return {**self.cleaned_data, "file": self.cleaned_data["file"] or None}


class OfferForm(DraftForm):
    """K4, K5, the base of K6, and what the bid is."""

    optional = ("summary", "spv_name")

    language = forms.ChoiceField(label=_("Language of the bid"), choices=LANGUAGES)
    summary = text(_("What the bid proposes, in short"), 5)
    months = line(_("K4: term of construction, months"))
    price = tenge(_("K5: payment for a place of residence a month, ₸"))
    headcount = line(_("K6: proposed staff, people"))
    risks_transferred = line(_("Risks handed over to the public partner, number"))
    spv_declared = flag(_("A project company will be founded to sign the contract"))
    spv_name = line(_("Name of the project company"))

    def __init__(self, *args: Any, given: Given, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stage = given.content["stage"]
        if self.stage == 1:
            for name in bid_content.OFFER:
                del self.fields[name]

    @staticmethod
    def shown(given: Given) -> Content:
        content = given.content
        return {"language": content["language"], "summary": content["summary"], **content["offer"]}

    def part(self) -> Content:
        data = dict(self.cleaned_data)
        words = {"language": data.pop("language"), "summary": data.pop("summary")}
        return words if self.stage == 1 else {**words, "offer": data}


class ProjectForm(EvidenceForm):
    title = line(_("Project"))
    customer = line(_("Customer or public partner"))
    year = line(_("Year of completion"))
    kind = one_of(_("Kind"), KINDS)
    member = one_of(_("Implemented by"), [])
    field_order = ("title", "customer", "year", "kind", "member", "file", "page")

    def __init__(self, *args: Any, given: Given, **kwargs: Any) -> None:
        super().__init__(*args, given=given, **kwargs)
        self.fields["member"].choices = list(given.members)  # type: ignore[attr-defined]


class RiskForm(EvidenceForm):
    """One risk of the documentation that the state would bear: accepted in addition or not."""

    code = TextField(widget=forms.HiddenInput)
    accepted = flag(_("We accept this risk in addition"))
    field_order = ("code", "accepted", "file", "page")


class FundForm(EvidenceForm):
    title = line(_("Source"))
    form = one_of(_("Kind"), FORMS)
    amount = tenge(_("Amount, ₸"))
    field_order = ("title", "form", "amount", "file", "page")


class SpecialistForm(EvidenceForm):
    level = one_of(_("Education"), LEVELS)
    count = line(_("Number of specialists"))
    title = line(_("Profession or list"))
    experience_since = line(
        _("Work experience since"),
        help_text=_(
            "Of the one with the least experience: the day from which it counts without breaks, as 01.03.2015."
        ),
    )
    construction = flag(_("experience in construction"))
    field_order = ("level", "count", "title", "experience_since", "construction", "file", "page")


class QualificationForm(DraftForm):
    """The eight requirements of article 32, the sums they need, affiliated companies, the guarantee."""

    optional = ("affiliates", "guarantee_file")

    tax_debt = tenge(_("Tax debt on 1 January, ₸"))
    own_funds = tenge(_("Own funds, ₸"))
    borrowed_funds = tenge(_("Borrowed funds, ₸"))
    affiliates = text(
        _("BINs of affiliated companies"),
        3,
        help_text=_("One a line. They are compared with the other bidders only at the opening."),
    )
    guarantee_file = one_of(_("Bank guarantee of the security"), [])

    def __init__(self, *args: Any, given: Given, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for requirement in REQUIREMENTS:
            number = requirement.number
            self.fields[f"statement_{number}"] = text(_("Statement"), 3)
            self.fields[f"file_{number}"] = one_of(_("Evidence"), given.files)
            self.fields[f"statement_{number}"].later = True  # type: ignore[attr-defined]
            self.fields[f"file_{number}"].later = True  # type: ignore[attr-defined]
        self.fields["guarantee_file"].choices = given.files  # type: ignore[attr-defined]
        if given.content["stage"] == 1:
            del self.fields["guarantee_file"]

    @staticmethod
    def shown(given: Given) -> Content:
        content = given.content
        rows = content["qualification"]
        return {
            **{f"statement_{number}": row["statement"] for number, row in rows.items()},
            **{f"file_{number}": row["file"] for number, row in rows.items()},
            **content["amounts"],
            "affiliates": "\n".join(content["affiliates"]),
            "guarantee_file": content["guarantee_file"],
        }

    def part(self) -> Content:
        data = self.cleaned_data
        return {
            "qualification": {
                number: {"statement": data[f"statement_{number}"], "file": data[f"file_{number}"] or None}
                for number in bid_content.REQUIREMENTS
            },
            "amounts": {name: data[name] for name in bid_content.AMOUNTS},
            "affiliates": data["affiliates"].split(),
            "guarantee_file": data.get("guarantee_file") or None,
        }

    @property
    def requirements(self) -> list[dict[str, Any]]:
        """The requirements with their two fields, for the page."""
        return [
            {
                "requirement": requirement,
                "statement": self[f"statement_{requirement.number}"],
                "file": self[f"file_{requirement.number}"],
            }
            for requirement in REQUIREMENTS
        ]


# --- the sections -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Section:
    """A page of the workbench: ``form`` for single values, ``row`` for a table of evidence."""

    name: str
    title: Any
    basis: str
    form: Callable[..., Any] | None = None
    row: type[EvidenceForm] | None = None
    lead: Any = ""


SECTIONS: Mapping[str, Section] = {
    section.name: section
    for section in (
        Section(
            "offer",
            _("Offer: K4, K5, K6"),
            "app4",
            form=OfferForm,
            lead=_("Figures only; what proves them comes in the next sections."),
        ),
        Section(
            "projects",
            _("K1: implemented projects"),
            "app4",
            row=ProjectForm,
            lead=_("One row per project, with the document that proves it."),
        ),
        Section(
            "risks",
            _("K2: risks accepted in addition"),
            "app4",
            row=RiskForm,
            lead=_("These risks would be borne by the public partner. Mark those that you take over."),
        ),
        Section(
            "funds",
            _("K3: own funds"),
            "app4",
            row=FundForm,
            lead=_("One row per source, with its amount and the document that proves it."),
        ),
        Section(
            "specialists",
            _("K6: specialists"),
            "app4",
            row=SpecialistForm,
            lead=_("One row per group of specialists with the same education and experience."),
        ),
        Section(
            "qualification",
            _("Qualification requirements"),
            "art32",
            form=QualificationForm,
            lead=_("Eight requirements: a statement and its evidence for each."),
        ),
    )
}
STAGE_ONE = ("offer", "qualification")


def section_of(name: str, stage: int) -> Section:
    """The section as it is called in this stage: stage one has a proposal, and no figures of K4–K6."""
    if (name, stage) != ("offer", 1):
        return SECTIONS[name]
    lead = _("What you propose, in short; drawings and calculations are annexed as files.")
    return replace(SECTIONS[name], title=_("Proposal"), basis="art42", lead=lead)


BLANK_ROWS = 2


def rows_shown(section: Section, given: Given) -> list[Content]:
    """The rows of a table as its forms show them; risks are those of the documentation, accepted or not."""
    rows = given.content[section.name]
    if section.name != "risks":
        return list(rows)
    accepted = {row["code"]: row for row in rows}
    return [
        {"code": code, "accepted": code in accepted, **_proof(accepted.get(code))}
        for code, _name in given.risks
    ]


def _proof(row: Content | None) -> Content:
    return {"file": row["file"], "page": row["page"]} if row else {}


def formset(section: Section, given: Given, data: Any = None) -> BaseFormSet:
    """The table of a section, filled from the draft or from what was posted."""
    fixed = section.name == "risks"
    factory = formset_factory(
        section.row or EvidenceForm,
        extra=0 if fixed else BLANK_ROWS,
        can_delete=not fixed,
        max_num=bid_content.MOST_ROWS,
        absolute_max=bid_content.MOST_ROWS + BLANK_ROWS,
    )
    # What was posted is compared with nothing: a row that stayed as it was is still a row.
    shown = rows_shown(section, given) if data is None else None
    return factory(data, initial=shown, form_kwargs={"given": given}, prefix="rows")


def rows_of(section: Section, table: BaseFormSet) -> list[Content]:
    """What was typed into a valid table."""
    typed = [form for form in table.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    rows = [form.row() for form in typed]
    for row in rows:
        row.pop("DELETE", None)
    if section.name == "risks":
        return [
            {"code": row["code"], "file": row["file"], "page": row["page"]} for row in rows if row["accepted"]
        ]
    return rows


class InviteForm(forms.Form):
    """A member of the consortium is named by its BIN."""

    bin = TextField(label=_("BIN of the organisation"), max_length=12, min_length=12)


class UploadForm(forms.Form):
    """One or several files; they arrive sealed, see ``ppp_portal.sealing.uploads``."""

    file = forms.FileField(
        label=_("File"), help_text=_("PDF, pictures, office documents; sealed on arrival.")
    )


class SubmitForm(forms.Form):
    """The last step: the key makes a second press harmless, the box answers for what is missing."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    incomplete = forms.BooleanField(
        label=_("I know that the bid is incomplete and may be rejected at the examination"), required=False
    )

    def __init__(self, *args: Any, complete: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if complete:
            del self.fields["incomplete"]
        else:
            self.fields["incomplete"].required = True
