"""What a page costs: every query it asks, its time and the buffers it touches, and what Python adds."""

import math
import time
from dataclasses import dataclass

from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection
from django.test import RequestFactory
from django.urls import resolve
from django_htmx.middleware import HtmxDetails

from employees.benchmark.pages import PAGES, officers, sampled

MOST_MS, MOST_BUFFERS, MOST_PYTHON_MS = 100, 300, 15


@dataclass(frozen=True)
class Asked:
    """One query of a page."""

    sql: str
    ms: float
    buffers: int


@dataclass(frozen=True)
class Cost:
    """One answer of a page."""

    address: str
    status: int
    queries: list[Asked]

    @property
    def database_ms(self):
        return sum(query.ms for query in self.queries)

    @property
    def dearest(self):
        """The query that touches the most buffers; None where the page asks nothing."""
        return max(self.queries, key=lambda query: query.buffers, default=None)


@dataclass(frozen=True)
class PageCost:
    """What the addresses of a page cost an officer: the 95th of 100 answers, and the dearest query of all."""

    name: str
    who: str
    answers: int
    queries: int
    p95_ms: float
    buffers: int
    python_ms: float
    dearest: str

    @property
    def kept(self):
        """The promise is kept."""
        return self.p95_ms < MOST_MS and self.buffers <= MOST_BUFFERS and self.python_ms < MOST_PYTHON_MS


def page_costs(pages=PAGES):
    """A PageCost for each page and officer, one after another; pages with nothing to ask about are left out."""
    with officers() as users:
        for who, user in users.items():
            people = sampled(user)
            for page in pages if people else ():
                if paid := [cost(address, user) for address in page.addresses(user, people)]:
                    yield _summary(page, who, user, paid)


def _summary(page, who, user, paid):
    times = sorted(one.database_ms for one in paid)
    dearest = max(paid, key=lambda one: one.dearest.buffers)
    return PageCost(
        page.name,
        who,
        answers=len(paid),
        queries=max(len(one.queries) for one in paid),
        p95_ms=times[math.ceil(0.95 * len(times)) - 1],
        buffers=dearest.dearest.buffers,
        python_ms=python_ms(paid[0].address, user),
        dearest=dearest.address,
    )


def cost(address, user):
    """What this address costs this user: through its real view, and each of its queries explained besides.

    The time is that of the page's own asking, with whatever the server had at hand; explaining comes after.
    """
    asked = []

    def watch(execute, sql, params, many, context):
        begun = time.perf_counter()
        rows = execute(sql, params, many, context)
        asked.append((sql, params, (time.perf_counter() - begun) * 1000))
        return rows

    with connection.execute_wrapper(watch):
        status = answer(address, user).status_code
    return Cost(address, status, [Asked(sql, ms, buffers_of(sql, params)) for sql, params, ms in asked])


def answer(address, user):
    """The rendered page, as the view gives it."""
    request = RequestFactory().get(address)
    match = resolve(request.path)
    request.user, request.session, request.resolver_match = user, {}, match
    request.htmx, request._messages = HtmxDetails(request), FallbackStorage(request)
    response = match.func(request, *match.args, **match.kwargs)
    if hasattr(response, "render"):
        response.render()
    return response


def python_ms(address, user, times=7):
    """The processor's time of the view and its template, without the asking of queries: the median of several.

    Not with DEBUG: it writes every query down.
    """
    spent = []
    for _ in range(times):
        asked = 0.0

        def watch(execute, *call):
            nonlocal asked
            begun = time.process_time()
            rows = execute(*call)
            asked += time.process_time() - begun
            return rows

        begun = time.process_time()
        with connection.execute_wrapper(watch):
            answer(address, user)
        spent.append((time.process_time() - begun - asked) * 1000)
    return sorted(spent)[len(spent) // 2]


def buffers_of(sql, params):
    """Pages of the database that a statement looks at; 0 of what is no question."""
    if not sql.lstrip("( \n").upper().startswith(("SELECT", "WITH")):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", params)
        ((plan,),) = cursor.fetchall()
    top = plan[0]["Plan"]
    return top["Shared Hit Blocks"] + top["Shared Read Blocks"]
