"""What imports cannot show: the rooms of the house, read from the code itself."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from ppp_portal.law.acts import REGISTRY
from ppp_portal.web.refusals import registered_codes

ROOT = Path(__file__).resolve().parent.parent
STOREYS = ("projects", "tenders", "contracts")
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
# Where a row may change: use-cases, the reactions that call them, and what plays the demonstration.
ROOMS_THAT_WRITE = {"actions", "actions.py", "migrations"}
# Addresses of released packages; each keeps its own gate.
FOREIGN = (
    "django.contrib.admin",
    "allauth.",
    "drf_spectacular.",
    "django.views.i18n",
    "django.conf.urls.i18n",
)


@cache
def sources(*folders: str) -> tuple[tuple[Path, ast.Module], ...]:
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple((path.relative_to(ROOT), ast.parse(path.read_text())) for path in found)


def writes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Calls that change rows: ``x.save(…)``, ``Model.objects.create(…)``, ``queryset.update(…)``."""
    for node in ast.walk(tree):
        if (
            not isinstance(node, ast.Call)
            or not isinstance(node.func, ast.Attribute)
            or node.func.attr not in WRITES
        ):
            continue
        owner = ast.unparse(node.func.value)
        manager = ".objects" in owner or owner.endswith((".all()", ")"))
        if node.func.attr == "save" or manager:
            yield node.lineno, f"{owner}.{node.func.attr}"


def test_rows_are_written_only_in_actions():
    found = [
        f"{path}:{line} {call}"
        for path, tree in sources(*STOREYS)
        if not ROOMS_THAT_WRITE & set(path.parts)
        for line, call in writes(tree)
        if "hashlib" not in call and "digest" not in call
    ]
    assert found == []


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        else:
            yield route, entry


def test_every_address_says_for_whom_it_is():
    unmarked = [
        f"{route} ({view.__module__})"
        for route, view in ((route, entry.callback) for route, entry in addresses())
        if not hasattr(view, "audience") and not view.__module__.startswith(FOREIGN)
    ]
    assert unmarked == []


def modules_of(package: str) -> list[object]:
    root = importlib.import_module(package)
    names = [package]
    if hasattr(root, "__path__"):
        names += [info.name for info in pkgutil.walk_packages(root.__path__, f"{package}.")]
    return [importlib.import_module(name) for name in names]


@pytest.mark.parametrize("storey", ["projects", "tenders", "contracts"])
def test_every_move_has_exactly_one_action(storey):
    moves = {move.name for move in importlib.import_module(f"{storey}.states").MOVES}
    actions = [
        name
        for module in modules_of(f"{storey}.actions")
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and name in moves
    ]
    assert sorted(actions) == sorted(moves)


def refusal_codes() -> set[str]:
    """Every code that stands in a ``Refusal("…")`` of the portal."""
    return {
        node.args[0].value
        for _path, tree in sources("ppp_portal", "scoring", *STOREYS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Refusal"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_refusal_has_words():
    assert sorted(refusal_codes() - registered_codes()) == []


def rule_functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path, tree in sources("ppp_portal", "scoring", *STOREYS):
        if "rules.py" not in path.parts and "rules" not in path.parts:
            continue
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("refuse"):
                yield ".".join(path.with_suffix("").parts), node


def test_every_rule_names_its_paragraph():
    bare = [
        f"{module}.{rule.name}"
        for module, rule in rule_functions()
        if not any("under" in ast.unparse(decorator) for decorator in rule.decorator_list)
    ]
    assert bare == []
    assert REGISTRY


def test_every_rule_has_a_test():
    """A rule is tried by its name, by a code that it alone gives, or through a rule that is tried."""
    tested = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))
    rules = {f"{module}.{rule.name}": rule for module, rule in rule_functions()}
    seen = {
        name
        for name, rule in rules.items()
        if rule.name in tested or any(c in tested for c in codes_of(rule))
    }
    while more := {
        name
        for name, rule in rules.items()
        if name not in seen and any(rule.name in ast.unparse(rules[by]) for by in seen)
    }:
        seen |= more
    assert sorted(rules.keys() - seen) == []


def codes_of(rule: ast.FunctionDef) -> set[str]:
    """The refusal codes that a rule spells out: dotted words in quotation marks."""
    return {
        node.value
        for node in ast.walk(rule)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"\w+\.\w+", node.value)
    }


def test_words_numbers_days_and_hours_are_typed_in_the_fields_of_the_portal():
    """Django's own show a browser's calendar or drop what it cannot read, take exponents and offsets (0010), and keep
    signs that nobody sees. A password is kept as it is typed.
    """
    plain = {f"forms.{kind}Field" for kind in ("Char", "Decimal", "Float", "Date", "DateTime")}
    found = [
        f"{path}:{node.lineno} {ast.unparse(node.func)}"
        for path, tree in sources("ppp_portal", "scoring", *STOREYS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in plain
        and "strip" not in {given.arg for given in node.keywords}
    ]
    assert found == []


def test_modules_stay_readable():
    """One subject a module: nothing of ours grows past 400 lines but the one file of settings."""
    long = [
        f"{path}: {len((ROOT / path).read_text().splitlines())}"
        for path, _tree in sources("ppp_portal", "scoring", *STOREYS)
        if "migrations" not in path.parts
        and path.name != "settings.py"
        and len((ROOT / path).read_text().splitlines()) > 400
    ]
    assert long == []


def test_nothing_of_the_house_is_called_utils():
    vague = {"utils", "helpers", "common", "core", "misc", "manager"}
    assert [str(path) for path, _ in sources("ppp_portal", "scoring", *STOREYS) if path.stem in vague] == []
