"""The purposes that a reader may name, from the agency's dated list."""

import tomllib
from datetime import date
from functools import cache

from simpeg.law.files import DATA

KEY = "keperluan"  # in the session


@cache
def _lists():
    with (DATA / "privasi.toml").open("rb") as handle:
        values = tomllib.load(handle)["privasi"]["keperluan"]["values"]
    return sorted(((value["since"], value["value"]) for value in values), key=lambda pair: pair[0])


def list_on(day):
    """The list in force on a day: [{"hak": permission, "kata": [words]}]; empty before the first."""
    return next((entries for since, entries in reversed(_lists()) if since <= day), [])


def purposes_of(user, day=None):
    """The words this reader may choose from, his usual one first: those of the first permission on the list he has."""
    entries = list_on(day or date.max)
    return next((list(entry["kata"]) for entry in entries if user.has_perm(entry["hak"])), [])


def purpose_of(request):
    """What this reader reads for now: what he chose in this session, else his usual purpose."""
    if not request.user.is_authenticated:
        return ""
    words = purposes_of(request.user)
    chosen = request.session.get(KEY)
    return chosen if chosen in words else (words[0] if words else "")


def purposes_for(request):
    """The words to choose from on an export, with what he reads for now first."""
    now = purpose_of(request)
    return sorted(purposes_of(request.user), key=lambda words: words != now)
