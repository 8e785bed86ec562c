"""Every kind of case that the demo regency holds."""

from simpeg.demo.cases import diploma, functional, oddities, regular, structural
from simpeg.demo.cases.case import CASES, Case

__all__ = ["CASES", "Case", "add_cases", "diploma", "functional", "oddities", "regular", "structural"]


def add_cases(office):
    """Take on the person of every case; his file names the case he stands for."""
    for case in CASES:
        case.make(office).case = case.key
