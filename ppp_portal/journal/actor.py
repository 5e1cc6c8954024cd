"""Who acts: the one value that every action receives as ``by``."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person in one role for one organisation, or the portal itself.

    ``role`` is a value of :class:`ppp_portal.accounts.models.Role`, or ``"system"`` / ``"public"``.
    Identifiers are database keys; names never travel with the actor.
    """

    role: str
    person_id: int | None = None
    organisation_id: int | None = None
    membership_id: int | None = None

    @property
    def is_person(self) -> bool:
        return self.person_id is not None


SYSTEM = Actor("system")
PUBLIC = Actor("public")
