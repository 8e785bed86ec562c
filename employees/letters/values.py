"""What a letter says: the values of its fields, out of the files of the person, the law of the day and who signs."""

from datetime import date

from employees.letters.refusal import LetterRefused
from employees.models import Employee
from employees.models.letter import LetterKind
from simpeg.core.dates import in_words, years_after
from simpeg.law.models import Grade, SalaryStep
from simpeg.letters.amounts import amount_in_words, figures, rupiah

DASH = "–"
STATUS = {
    Employee.Status.PNS: "Pegawai Negeri Sipil",
    Employee.Status.CPNS: "Calon Pegawai Negeri Sipil",
    Employee.Status.PPPK: "Pegawai Pemerintah dengan Perjanjian Kerja",
    Employee.Status.PPPK_PART_TIME: "Pegawai Pemerintah dengan Perjanjian Kerja Paruh Waktu",
}


def head_of(law, *, number, day, about):
    """The letterhead, number, day and subject that every letter has."""
    kop = law["surat.kop"][0]
    return {
        "kop_pemerintah": kop["pemerintah"],
        "kop_instansi": kop["instansi"],
        "kop_alamat": kop["alamat"],
        "kop_kontak": kop["kontak"],
        "kota": kop["kota"],
        "nomor": number,
        "tanggal": in_words(day),
        "tahun": str(day.year),
        "hal": about,
    }


def signature_of(signer):
    """Who signs, as it stands under the letter."""
    return {
        "ttd_atas_nama": signer.on_behalf,
        "ttd_jabatan": signer.title,
        "ttd_nama": signer.name,
        "ttd_pangkat": signer.rank,
        "ttd_nip": in_groups(signer.nip),
    }


def person_of(employee, *, position="", unit=None):
    """Who it is about. `unit` comes with its office (select_related opd)."""
    office = unit.opd if unit is not None and unit.opd_id else unit
    pns = employee.grade.kind == Grade.Kind.PNS
    return {
        "nama": employee.full_name,
        "nip": in_groups(employee.nip),
        "pangkat": employee.grade.title if pns else "",
        "golongan": employee.grade.code,
        "jabatan": position or DASH,
        "unit": unit.name if unit else DASH,
        "perangkat_daerah": office.name if office else DASH,
        "status": STATUS[employee.status],
    }


def copies_of(law, kind, office):
    """Who gets a copy; the office of the employee by its name."""
    name = office.name if office else "perangkat daerah yang bersangkutan"
    key = "surat.tembusan_spmt" if kind == LetterKind.DUTY else "surat.tembusan_kgb"
    return [words.replace("(opd)", name) for words in law[key]]


def legal_basis(law, kind, status):
    """[{"words", "basis"}] of the day: what the letter names, and the article behind it."""
    key = {LetterKind.DUTY: "surat.dasar_spmt", LetterKind.COVER: None}.get(kind, "surat.dasar_kgb_pns")
    if kind in (LetterKind.INCREMENT, LetterKind.ROSTER) and status == Employee.Status.PPPK:
        key = "surat.dasar_kgb_pppk"
    return [{"words": words, "basis": law.basis[key]} for words in law[key]] if key else []


def increment_of(facts, law):
    """What the letter of a salary step says of the pay; `facts` are those of a row of the list that is due.

    Raises LetterRefused where the row lacks what a letter must name.
    """
    missing = [words for name, words in NEEDED.items() if facts.get(name) is None]
    if missing:
        raise LetterRefused(
            f"Belum ada di berkas: {', '.join(missing)}. Lengkapi riwayatnya, lalu jalankan daftar lagi."
        )
    due_on, granted_on = as_day(facts["due_on"]), as_day(facts["granted_on"])
    return {
        "gaji_lama": rupiah(facts["pay_now"]),
        "gaji_lama_terbilang": f"{amount_in_words(facts['pay_now'])} rupiah",
        "sk_pejabat": facts.get("base_decree_by") or DASH,
        "sk_tanggal": in_words(facts.get("base_decree_on")),
        "sk_nomor": facts.get("base_decree") or DASH,
        "sk_tmt": in_words(facts["base_on"]),
        "sk_masa_kerja": span(facts["base_years"], facts.get("base_months")),
        "gaji_baru": rupiah(facts["pay_next"]),
        "gaji_baru_terbilang": f"{amount_in_words(facts['pay_next'])} rupiah",
        "masa_kerja_baru": span(facts["next_years"], months_between(due_on, granted_on)),
        "tmt": in_words(granted_on),
        "kgb_berikutnya": next_step(facts, law, due_on),
    }


def next_step(facts, law, due_on):
    """The day of the step after this one. A delay does not move it (PP 7/1977 Pasal 13)."""
    after = (
        SalaryStep.objects.filter(
            grade__code=facts["grade_code"], in_force__contains=law.day, years__gt=facts["next_years"]
        )
        .order_by("years")
        .values_list("years", flat=True)
        .first()
    )
    if after is None:
        return "Tidak ada lagi (masa kerja golongan tertinggi)"
    return in_words(years_after(due_on, after - facts["next_years"]))


def roster_row(facts, employee, unit):
    """One line of the nominatif."""
    paid = increment_needs(facts)
    return {
        "nama": employee.full_name,
        "nip": in_groups(employee.nip),
        "pangkat": str(employee.grade) if employee.grade.kind == Grade.Kind.PNS else employee.grade.code,
        "jabatan": facts.get("position_title") or DASH,
        "unit": unit.name if unit else DASH,
        "masa_kerja_lama": f"{facts['base_years']} th {facts.get('base_months') or 0} bl" if paid else DASH,
        "gaji_lama": figures(facts["pay_now"]) if paid else DASH,
        "masa_kerja_baru": f"{facts['next_years']} th" if paid else DASH,
        "gaji_baru": figures(facts["pay_next"]) if paid else DASH,
        "tmt": in_words(facts.get("granted_on")),
    }


def increment_needs(facts):
    return all(facts.get(name) is not None for name in NEEDED)


def in_groups(nip):
    """`198501012010012001` as `19850101 201001 2 001`."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if len(nip) == 18 else nip


def span(years, months):
    return f"{years} tahun {months or 0} bulan"


def months_between(start, end):
    """Full months from one day to another; none where it is before."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return max(0, months)


def as_day(value):
    """A day of a kept row, which is ISO text there."""
    return date.fromisoformat(value) if isinstance(value, str) else value


NEEDED = {
    "grade_code": "golongan",
    "base_on": "TMT gaji terakhir",
    "base_years": "masa kerja golongan",
    "pay_now": "gaji pokok lama",
    "pay_next": "gaji pokok baru",
    "next_years": "masa kerja baru",
    "due_on": "tanggal jatuh tempo",
    "granted_on": "TMT kenaikan",
}
