"""What somebody reads other people's files for: said once for a request or a job, and noted with every reading."""

from contextlib import contextmanager
from contextvars import ContextVar

_purpose = ContextVar("what files are read for", default="")


def current():
    """The purpose of what is being done now; empty where nobody said one."""
    said = _purpose.get()
    return said() if callable(said) else said


@contextmanager
def reading_for(purpose):
    """Everything read in this block is read for this: a text, or a function that is asked when something is read."""
    token = _purpose.set(purpose)
    try:
        yield
    finally:
        _purpose.reset(token)
