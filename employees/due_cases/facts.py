"""The fact that a decree puts into the file, one kind of right at a time: what the records ask for, worked out."""

from datetime import date

from employees.models import Award, DueSubject, Employee, PromotionKind
from employees.promotion.pay import months_between, service_at

KIND_CODES = {  # SIASN's codes of the kinds of promotion
    PromotionKind.REGULAR: "101",
    PromotionKind.STRUCTURAL: "201",
    PromotionKind.FUNCTIONAL: "202",
    PromotionKind.DIPLOMA: "203",
}
MEDALS = {"X": Award.Kind.MEDAL_10, "XX": Award.Kind.MEDAL_20, "XXX": Award.Kind.MEDAL_30}
NO_SERVICE = (
    "Masa kerja golongan pegawai ini belum tercatat, sehingga masa kerja pada SK tidak dapat dihitung. Lengkapi "
    "“Masa kerja golongan” pada data utama, jalankan daftar lagi, lalu buka usulnya dari daftar yang baru."
)


class FactMissing(Exception):
    """What the record needs is not among the facts that were judged; the message is for people."""


def fact_of(case):
    """(key of the kind of record, its values) that the decree of this case puts into the file. Raises FactMissing."""
    key, values = _FACTS[case.subject](case, case.verdict.facts)
    return key, values | {"decree": case.decree, "decree_on": case.decree_on, "decree_by": case.decree_by}


def _promotion(case, facts):
    if "service_years" not in facts:
        raise FactMissing(NO_SERVICE)
    kept, old, new = case.verdict.list, case.verdict.grade, case.verdict.target
    years, months = service_at(facts, case.day, old, new, kept.law["kp.potongan_mk_ke_golongan"]["value"])
    return "golongan", {
        "grade": new,
        "since": case.day,
        "kind_code": KIND_CODES[case.kind],
        "service_years": years,
        "service_months": months,
    }


def _increment(case, facts):
    """The service of the next row; a step that a sanction delayed states the months of the delay too (PP 7/1977)."""
    delay = months_between(date.fromisoformat(facts["due_on"]), case.day)
    years, months = divmod(facts["next_years"] * 12 + delay, 12)
    return "kgb", {
        "since": case.day,
        "service_years": years,
        "service_months": months,
        "base_salary": facts["pay_next"],
    }


def _retirement(case, facts):
    """PPPK leave at the age limit without a monthly pension."""
    pppk = facts["status"] in (Employee.Status.PPPK, Employee.Status.PPPK_PART_TIME)
    standing = Employee.Standing.ENDED_WITHOUT_PENSION if pppk else Employee.Standing.RETIRED
    return "kedudukan-hukum", {"standing": standing, "since": case.day, "day_known": True}


def _medal(case, facts):
    return "penghargaan", {"kind": MEDALS[case.kind], "awarded_on": case.day}


_FACTS = {
    DueSubject.PROMOTION: _promotion,
    DueSubject.INCREMENT: _increment,
    DueSubject.RETIREMENT: _retirement,
    DueSubject.MEDAL: _medal,
}
