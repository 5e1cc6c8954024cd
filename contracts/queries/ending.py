"""Reads of the end of a contract and its hand-over."""

from contracts.models import Asset, ContractCard, HandOver, HandOverSignature, Termination


def termination(card: ContractCard) -> Termination | None:
    return card.terminations.select_related("document").first()


def hand_over(card: ContractCard) -> HandOver | None:
    return HandOver.objects.filter(card=card).first()


def assets(row: HandOver) -> list[Asset]:
    """What stands on the list, without the lines taken off it."""
    return list(row.assets.filter(removed_at=None))


def asset(row: HandOver, pk: int) -> Asset | None:
    return row.assets.filter(pk=pk, removed_at=None).first()


def signatures(row: HandOver) -> list[HandOverSignature]:
    """The signatures under the list as it stands now."""
    found = row.signatures.filter(digest=row.digest)
    return list(found.select_related("person", "organisation"))
