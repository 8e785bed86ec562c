"""Who gets what answer where: every route, GET and POST, for everybody, compared with access.golden.tsv.

Each line is a route and a method, then one answer for each role: a status, or `login` for a redirect to the login
page. Objects belong to employee A and office 1, so that B, head 2 and OPD 2 ask for somebody else's: 404, not 403.
The admin's pages are the same for every model; models that answer alike share a line and are listed at its end.

After a change that is meant, write the file anew, read what changed, and commit it with the change:

    .venv/bin/python -m pytest simpeg/tests/test_access.py --write-golden
    git diff simpeg/tests/access.golden.tsv
"""

from functools import cache

import pytest

from simpeg.testing.fixtures import undone
from simpeg.tests.access_table import differences, read, write
from simpeg.tests.routes import all_routes

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")

# Views that answer without a login. Whoever adds one says here why.
OPEN = {
    "health": "a load balancer asks it; it says nothing but that we live",
    "accounts:login": "the door",
    "admin:login": "leads to the door",
    "certificates:check": "whoever holds a certificate can check it: name, training, days, JP, number, valid or not",
    "rewards:public": "who was rewarded is for everybody to read: name, unit, reward, and nothing else",
}


@pytest.fixture(scope="module")
def answers(standing_world):
    """`answers("auditor")`: what this role gets now, {(route, method, model): answer}. Each is asked once."""
    asked = [(route, route.address(standing_world)) for route in all_routes()]
    return cache(lambda role: answers_now(standing_world, standing_world.users[role], asked))


@pytest.fixture(scope="module")
def table(answers, standing_world, pytestconfig):
    """The roles of the access table and what it says, after it was written anew if that was asked for."""
    roles = list(standing_world.users)
    if pytestconfig.getoption("write_golden"):
        write({role: answers(role) for role in roles})
    assert list(read()) == roles, "Other roles are asked than the table has. Write it anew."
    return read()


def test_the_views_that_are_open_without_login_are_these():
    found = {route.name for route in all_routes() if not getattr(route.view, "login_required", True)}

    assert found == set(OPEN)


@pytest.mark.parametrize("role", read())
def test_everybody_gets_the_answer_that_the_access_table_says(answers, table, role):
    found = answers(role)

    assert found == table[role], "\n".join(["Access has changed.", *differences(table[role], found, role), __doc__])


@pytest.mark.parametrize(
    ("route", "method", "strangers"),
    [
        ("dossier:detail", "GET", ["employee B", "head of 2", "OPD of 2"]),
        ("documents:list", "GET", ["employee B", "head of 2", "OPD of 2"]),
        ("documents:view", "GET", ["employee B", "head of 2", "OPD of 2"]),
        ("documents:file", "GET", ["employee B", "head of 2", "OPD of 2"]),
        ("letters:detail", "GET", ["employee B", "head of 2", "OPD of 2", "training"]),
        ("letters:file", "GET", ["employee B", "head of 2", "OPD of 2", "training"]),
        ("letters:page", "GET", ["employee B", "head of 2", "OPD of 2", "training"]),
        ("units:detail", "GET", ["head of 2", "OPD of 2"]),
        ("due_lists:verdict", "GET", ["employee B", "head of 2", "OPD of 2"]),
        ("jobs:detail", "GET", ["employee B", "head of 1", "records", "auditor", "super admin"]),
        ("jobs:download", "GET", ["employee B", "head of 1", "records", "auditor", "super admin"]),
        ("jobs:stop", "POST", ["employee B", "head of 1", "records", "auditor", "super admin"]),
    ],
)
def test_somebody_elses_object_is_not_there_rather_than_forbidden(route, method, strangers):
    answers = read()

    assert {stranger: answers[stranger][route, method, ""] for stranger in strangers} == dict.fromkeys(strangers, "404")


def answers_now(world, user, asked):
    """What every address answers to this user.

    Whoever may not enter the admin at all is told so before it looks which model he wants: he asks for one.
    """
    found, outside = {}, {}
    for route, address in asked:
        for method in METHODS:
            alike = (route.name, method) if route.model and not (user and user.is_staff) else None
            answer = outside.get(alike) or _answer(world, user, route.name, method, address)
            if alike:
                outside[alike] = answer
            found[route.name, method, route.model._meta.label if route.model else ""] = answer
    return found


def _answer(world, user, name, method, address):
    """One request, undone afterwards."""
    client = world.clients[user]
    cookies = client.cookies.copy()
    with undone():
        try:
            response = client.generic(method, address)
        except Exception as error:
            raise AssertionError(f"{method} {address} ({name}) as {user or 'anonymous'} fails: {error!r}") from error
        if response.streaming:
            list(response)  # which closes its file
    client.cookies = cookies
    return "login" if response.get("Location", "").startswith("/masuk/") else str(response.status_code)
