"""A case: one invented person who shows one thing that the promotion list must tell."""

from collections.abc import Callable
from dataclasses import dataclass

CASES = []


@dataclass(frozen=True)
class Case:
    """What the list of the period says of the person that `make` takes on.

    `failures` holds the codes that fail; a code with a question mark fails because a fact is missing.
    `kind` is empty for somebody who stands on no list.
    """

    key: str
    about: str
    kind: str
    verdict: str
    failures: tuple
    make: Callable


def case(kind="", verdict="", *failures):
    """Register a builder; its docstring is the sentence that tells the case."""

    def register(make):
        CASES.append(Case(make.__name__, make.__doc__, kind, verdict, failures, make))
        return make

    return register
