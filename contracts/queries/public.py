"""What everybody may find of a contract."""

from django.urls import reverse

from contracts.models import Contract
from tenders.models import Tender


def card_url(tender: Tender) -> str:
    """The public card of the contract that ended the tender; empty until it is published."""
    found = Contract.objects.filter(tender=tender, published_at__isnull=False).first()
    return reverse("contracts:card", args=[found.pk]) if found else ""
