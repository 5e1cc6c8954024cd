"""Every address of the resolver, by its full name; shared by the tests that walk over all of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One pattern: its namespaced name (``""`` when it has none), its route, its view."""

    name: str
    route: str
    pattern: URLPattern


def addresses(
    resolver: URLResolver | None = None, route: str = "", space: tuple[str, ...] = ()
) -> Iterator[Address]:
    for entry in (resolver or get_resolver()).url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = (*space, entry.namespace) if entry.namespace else space
            yield from addresses(entry, here, inside)
        else:
            yield Address(":".join((*space, entry.name)) if entry.name else "", here, entry)
