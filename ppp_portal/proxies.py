"""The visitor's address behind reverse proxies.

Sign-in limits, session records and logs all read REMOTE_ADDR. Behind a proxy that is the proxy's own
address, so one guesser would lock everybody out. It is corrected once, here, and only from the entries
that the operator's own proxies wrote: everything further left in the header was typed by the visitor.
"""

from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


def visitor_address(forwarded_for: str, *, proxies: int) -> str | None:
    """The address noted by the outermost of our `proxies`, or None if the header is shorter than that."""
    hops = [hop.strip() for hop in forwarded_for.split(",") if hop.strip()]
    return hops[-proxies] if 0 < proxies <= len(hops) else None


def trusting(application: Application, *, proxies: int) -> Application:
    """`application`, seeing the visitor's address when it stands behind `proxies` proxies (0 = none)."""
    if not proxies:
        return application

    def behind_proxies(environ: Environ, start_response: Any) -> Iterable[bytes]:
        address = visitor_address(environ.get("HTTP_X_FORWARDED_FOR", ""), proxies=proxies)
        if address:
            environ["REMOTE_ADDR"] = address
        return application(environ, start_response)

    return behind_proxies
