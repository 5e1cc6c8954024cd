"""How many bids 24 bidders submit a second, beside how often the same server says hello.

One server with threads, 24 clients. First each client asks for a page of eight bytes again and again, then each
submits its own bid again and again (every submission is a new version under a key of its own). What matters is the
ratio of the two rates, and that no submission waits for another bidder's. Run: python -m bench.submit
"""

import http.client
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test.testcases import LiveServerThread, _StaticFilesHandler
from django.urls import path, reverse

from bench import scratch

scratch.prepare()

# The portal is imported after its settings are loaded, so these stand below the call (E402).
from ppp_portal import urls  # noqa: E402
from ppp_portal.journal import clock  # noqa: E402
from tenders.models import Submission  # noqa: E402
from tests.cast import make_cast  # noqa: E402
from tests.tenders.crowd import crowd  # noqa: E402
from tests.tenders.factories import DAY, drafted_bid, published_tender  # noqa: E402

CLIENTS, HELLOS, SUBMISSIONS = 24, 20, 5
TOKEN = "a" * 32


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"hello...")


def cookies(actor: Any) -> str:
    client = scratch.browser(actor)
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"


def ask(server: str, method: str, url: str, body: str = "", said: dict[str, str] | None = None) -> int:
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=120)
    connection.request(method, url, body or None, said or {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def submit(server: str, url: str, cookie: str) -> int:
    form = {"confirmed": "yes", "incomplete": "on", "key": uuid4(), "csrfmiddlewaretoken": TOKEN}
    said = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    return ask(server, "POST", url, urlencode(form), said)


def rate(works: list[Any], times: int, wanted: int) -> float:
    """Requests a second when every client works ``times`` times, all of them at once."""

    def work(one: Any) -> None:
        for _time in range(times):
            status = one()
            assert status == wanted, status

    with ThreadPoolExecutor(CLIENTS) as pool:
        began = perf_counter()
        list(pool.map(work, works))
        return CLIENTS * times / (perf_counter() - began)


def main() -> None:
    urls.urlpatterns.insert(0, path("hello", hello))
    with scratch.scratch_database():
        tender = published_tender(make_cast(), closes_at=clock.now() + DAY)
        actors = crowd(CLIENTS)
        doors = [
            (reverse("tenders:bid_submit", args=[drafted_bid(tender, actor).pk]), cookies(actor))
            for actor in actors
        ]
        server = LiveServerThread("127.0.0.1", _StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        at = f"http://127.0.0.1:{server.port}"
        try:
            greeting = rate([lambda: ask(at, "GET", "/hello")] * CLIENTS, HELLOS, 200)
            doing = [lambda url=url, cookie=cookie: submit(at, url, cookie) for url, cookie in doors]
            submitting = rate(doing, SUBMISSIONS, 303)
            print(f"{CLIENTS} clients: hello {greeting:.0f}/s, submitting {submitting:.1f}/s")
            print(f"one submission costs as much as {greeting / submitting:.1f} hellos")
            assert Submission.objects.count() == CLIENTS * SUBMISSIONS
        finally:
            server.terminate()
            connections.close_all()


if __name__ == "__main__":
    main()
