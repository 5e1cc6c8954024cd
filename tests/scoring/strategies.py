"""Any criteria and offers that the rules let through."""

from decimal import Decimal

from hypothesis import strategies as st

from scoring.criteria import POLICIES, Criteria, Offer, Policies, Thresholds

counts = st.integers(0, 20)


def tenge(low: int, high: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(low, high, places=2)


def share(low: str) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), 50, places=2)


policies = st.builds(Policies, **{key: st.sampled_from(policy.values) for key, policy in POLICIES.items()})
thresholds = st.builds(
    Thresholds,
    projects=counts,
    construction_cost=tenge(1, 10_000),
    own_funds=tenge(0, 10_000),
    months=st.integers(1, 60),
    price=tenge(1, 1_000),
    higher_share=share("0.01"),
    secondary_share=share("0.01"),
)
criteria = st.builds(Criteria, thresholds=thresholds, policies=policies)
offers = st.builds(
    Offer,
    bidder=st.text("ABCDEFÄӘЖ", min_size=1, max_size=6),
    projects=counts,
    risks_accepted=counts,
    risks_transferred=counts,
    own_funds=tenge(0, 12_000),
    months=st.integers(1, 72),
    price=tenge(0, 1_200),
    higher_share=share("0"),
    secondary_share=share("0"),
)
tenders = st.lists(offers, max_size=6, unique_by=lambda offer: offer.bidder)
