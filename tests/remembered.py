"""What need not be fetched anew for each of ten thousand requests that are all taken back."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.contrib import auth
from django.contrib.sessions.backends.cached_db import SessionStore
from django.http import HttpRequest

from ppp_portal.accounts import middleware
from ppp_portal.accounts.models import Membership
from ppp_portal.accounts.queries import live_memberships


@contextmanager
def remembered_people() -> Iterator[None]:
    """Sessions, people and roles: whoever signed in when the world was made stays so, in the same roles."""
    load, find = SessionStore.load, auth.get_user
    sessions: dict[str, dict[str, Any]] = {}
    people: dict[str, Any] = {}
    roles: dict[int, list[Membership]] = {}

    def session(store: SessionStore) -> dict[str, Any]:
        key = store.session_key or ""
        if key not in sessions:
            sessions[key] = load(store)
        return dict(sessions[key])

    def person(request: HttpRequest) -> Any:
        key = request.session.session_key or ""
        if key not in people:
            people[key] = find(request)
        return copy.copy(people[key])

    def held(person_id: int) -> list[Membership]:
        if person_id not in roles:
            roles[person_id] = list(live_memberships(person_id))
        return [copy.copy(role) for role in roles[person_id]]

    with (
        patch.object(SessionStore, "load", session),
        patch.object(auth, "get_user", person),
        patch.object(middleware, "live_memberships", held),
    ):
        yield
