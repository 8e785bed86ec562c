"""Who gets what answer where: every route, GET and POST, for everybody, compared with access.golden.tsv.

Each line is a route and a method, then one answer for each role: a status, or `login` for a redirect to the login
page. Objects belong to employee A and office 1, so that B, head 2 and OPD 2 ask for somebody else's: 404, not 403.
The admin's pages are the same for every model; models that answer alike share a line and are listed at its end.

After a change that is meant, write the file anew, read what changed, and commit it with the change:

    .venv/bin/python -m pytest simpeg/tests/test_access.py --write-golden
    git diff simpeg/tests/access.golden.tsv
"""

from collections import defaultdict
from pathlib import Path

import pytest
from django.db import transaction

from simpeg.tests.routes import all_routes
from simpeg.tests.world import World

GOLDEN = Path(__file__).with_name("access.golden.tsv")
METHODS = ("GET", "POST")

# Views that answer without a login. Whoever adds one says here why.
OPEN = {
    "health": "a load balancer asks it; it says nothing but that we live",
    "accounts:login": "the door",
    "admin:login": "leads to the door",
}


@pytest.fixture
def world(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return World()


def test_the_views_that_are_open_without_login_are_these():
    found = {route.name for route in all_routes() if not getattr(route.view, "login_required", True)}

    assert found == set(OPEN)


def test_everybody_gets_the_answer_that_the_access_table_says(world, pytestconfig):
    found = answers_now(world)
    if pytestconfig.getoption("write_golden"):
        GOLDEN.write_text(as_text(found, list(world.users)), encoding="utf-8")

    roles, written = from_text(GOLDEN.read_text(encoding="utf-8"))

    assert roles == list(world.users), "Other roles are asked than the table has. Write it anew."
    assert found == written, "\n".join(["Access has changed.", *differences(written, found, roles), __doc__])


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
    roles, written = from_text(GOLDEN.read_text(encoding="utf-8"))
    answers = dict(zip(roles, written[route, method, ""], strict=True))

    assert {stranger: answers[stranger] for stranger in strangers} == dict.fromkeys(strangers, "404")


def answers_now(world):
    """{(route, method, model): answers}, the answers in the order of the world's users.

    Whoever may not enter the admin at all is told so before it looks which model he wants: he asks for one.
    """
    found, outside = {}, {}
    for route in all_routes():
        address = route.address(world)
        for method in METHODS:
            answers = []
            for user in world.users.values():
                alike = (route.name, method, user) if route.model and not (user and user.is_staff) else None
                answer = outside.get(alike) or _answer(world, user, route.name, method, address)
                answers.append(answer)
                if alike:
                    outside[alike] = answer
            found[route.name, method, route.model._meta.label if route.model else ""] = tuple(answers)
    return found


def as_text(found, roles):
    alike = defaultdict(list)
    for (route, method, model), answers in found.items():
        alike[route, method, answers].append(model)
    lines = [[*key[:2], *key[2], " ".join(sorted(models))] for key, models in alike.items()]
    return "\n".join("\t".join(line) for line in [["route", "method", *roles, "models"], *sorted(lines)]) + "\n"


def from_text(text):
    head, *lines = (line.split("\t") for line in text.splitlines())
    written = {}
    for route, method, *answers, models in lines:
        written |= {(route, method, model): tuple(answers) for model in models.split(" ")}
    return head[2:-1], written


def differences(written, found, roles):
    """For every route that changed: each role with its answer before and now."""
    for key in sorted(written.keys() | found.keys()):
        told = " ".join(filter(None, key))
        if key not in found:
            yield f"  gone: {told}"
        elif key not in written:
            yield f"  new:  {told}: " + ", ".join(f"{role} {now}" for role, now in zip(roles, found[key], strict=True))
        elif written[key] != found[key]:
            changes = zip(roles, written[key], found[key], strict=True)
            yield f"  {told}: " + ", ".join(f"{role} {was} -> {now}" for role, was, now in changes if was != now)


def _answer(world, user, name, method, address):
    """One request, undone afterwards."""
    client = world.clients[user]
    cookies = client.cookies.copy()
    with transaction.atomic():
        try:
            response = client.generic(method, address)
        except Exception as error:
            raise AssertionError(f"{method} {address} ({name}) as {user or 'anonymous'} fails: {error!r}") from error
        if response.streaming:
            list(response)  # which closes its file
        transaction.set_rollback(True)
    client.cookies = cookies
    return "login" if response.get("Location", "").startswith("/masuk/") else str(response.status_code)
