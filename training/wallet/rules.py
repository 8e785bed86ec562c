"""How many hours a year somebody is to learn, and how many of them count."""

from employees.models import Employee

# PP 11/2017 speaks of every PNS, PP 49/2018 of PPPK; a CPNS has his Latsar, and no number of hours beside it.
WITH_LEAST = (Employee.Status.PNS,)
WITH_MOST = (Employee.Status.PPPK, Employee.Status.PPPK_PART_TIME)


def least_of(status, law):
    """The hours that somebody of this status is to reach; None where the law names none."""
    return law["pelatihan.jp_paling_sedikit"] if status in WITH_LEAST else None


def most_of(status, law):
    """The hours that count at most for somebody of this status; None where the law names none."""
    return law["pelatihan.jp_paling_banyak_pppk"] if status in WITH_MOST else None


def recognised(done, status, law):
    """Of the hours done those that count."""
    most = most_of(status, law)
    return done if most is None else min(done, most)
