"""Pages that can speak of another day: `?per=2024-01-01` in the address."""

from functools import wraps

from django.utils import timezone

from employees.asof.days import DayRefused, day_from, moment_from
from employees.asof.reading import state_on

PER, KNOWN = "per", "menurut"


def speaks_of_a_day(view):
    """The whole page, its template included, reads the state of the day in its address.

    `request.day` is the day it speaks of; `request.per` is that day when it is another than today, else None. A day
    that nobody can speak of gives the present, a sentence and the status 422.
    """

    @wraps(view)
    def asked(request, *args, **kwargs):
        ask(request)
        if request.per:
            with state_on(request.per):
                return view(request, *args, **kwargs)
        return refuse(request, view(request, *args, **kwargs))

    return asked


def ask(request):
    """Read the address: sets `request.day`, `.per`, `.known` (a moment) and `.refusals`, a sentence for each field."""
    today = timezone.localdate()
    request.day, request.per, request.known, request.refusals = today, None, None, {}
    request.day = _read(request, PER, day_from) or today
    request.per = request.day if request.day != today else None


def ask_what_was_known(request):
    """Read the moment of knowledge too; what is asked of the present moment is the present."""
    request.known = _read(request, KNOWN, moment_from)


def refuse(request, response):
    if request.refusals and response.status_code == 200:
        response.status_code = 422
    return response


def _read(request, name, reader):
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        return reader(text)
    except DayRefused as refusal:
        request.refusals[name] = str(refusal)
        return None
