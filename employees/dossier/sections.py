"""The same histories as tables, one a kind, in the order of a daftar riwayat hidup; what is printed."""

from dataclasses import dataclass

from django.db.models import Model

from employees.dossier.timeline import decree_words
from employees.privacy import MASK
from employees.records.kinds import KINDS
from simpeg.core.dates import in_words
from simpeg.web.templatetags.formats import points, rupiah, span


@dataclass(frozen=True)
class Row:
    """A record of the file as its texts; `cells` pairs each with its heading, beside which it stands on a phone."""

    record: Model
    cells: list[tuple[str, str]]
    may_end: bool


@dataclass(frozen=True)
class Section:
    """A table of the file: one kind of history, the anchor being the kind's key; a row of `texts` for each record."""

    anchor: str
    title: str
    headings: list[str]
    texts: list[list[str]]
    records: list[Model]

    @property
    def rows(self):
        kind = KINDS[self.anchor]
        pairs = zip(self.records, self.texts, strict=True)
        return [
            Row(record, list(zip(self.headings, texts, strict=True)), kind.may_end(record)) for record, texts in pairs
        ]


def sections(history, *, day):
    """Every kind of history as a table; one without a row says that the file holds nothing of it."""
    return list(_sections(history, day))


def _sections(history, day):
    yield Section(
        "golongan",
        "Golongan",
        ["TMT", "Golongan ruang", "Masa kerja", "Jenis KP", "Dasar"],
        [
            [in_words(r.since), str(r.grade), span(r.service_years, r.service_months), r.kind_words or "–", _decree(r)]
            for r in history.grades
        ],
        history.grades,
    )
    yield Section(
        "jabatan",
        "Jabatan",
        ["TMT", "Jabatan", "Penugasan", "Unit kerja", "Pelantikan", "Dasar"],
        [
            [in_words(r.since), _position(r), _assignment(r), r.unit.name if r.unit else "–",
             in_words(r.inaugurated_on), _decree(r)]
            for r in history.appointments
        ],
        history.appointments,
    )  # fmt: skip
    yield Section(
        "kedudukan-hukum",
        "Kedudukan hukum",
        ["TMT", "Kedudukan hukum", "Dasar"],
        [
            [in_words(r.since), r.get_standing_display(), _decree(r) if r.day_known else "Hari tercatat; TMT belum ada"]
            for r in history.standings
        ],
        history.standings,
    )
    yield Section(
        "pendidikan",
        "Pendidikan",
        ["Lulus", "Tingkat", "Pendidikan", "Sekolah", "Gelar diakui", "Ijazah"],
        [
            [str(r.graduated), r.level.name, r.name, r.school or "–",
             in_words(r.recognised_on) if r.recognised_on else "sejak TMT CPNS", r.diploma or "–"]
            for r in history.education
        ],
        history.education,
    )  # fmt: skip
    yield Section(
        "kinerja",
        "Predikat kinerja",
        ["Tahun", "Predikat"],
        [[str(r.year), r.said] for r in history.ratings],
        history.ratings,
    )
    yield Section(
        "angka-kredit",
        "Angka kredit",
        ["Ditetapkan", "Jenjang", "AK kumulatif"],
        [[in_words(r.determined_on), r.get_tier_display(), points(r.points)] for r in history.credits],
        history.credits,
    )
    yield Section(
        "kgb",
        "Kenaikan gaji berkala",
        ["TMT", "Masa kerja", "Gaji pokok", "Dasar"],
        [[in_words(r.since), span(r.service_years, r.service_months), _pay(r), _decree(r)] for r in history.steps],
        history.steps,
    )
    yield Section(
        "pelatihan",
        "Pelatihan",
        ["Selesai", "Pelatihan", "Jenis", "JP", "Penyelenggara", "Sertifikat"],
        [
            [in_words(r.ends_on), r.name, " ".join(filter(None, [r.get_kind_display(), r.get_level_display()])),
             str(r.learning_hours), r.provider or "–", r.certificate or "–"]
            for r in history.courses
        ],
        history.courses,
    )  # fmt: skip
    yield Section(
        "ujian",
        "Ujian",
        ["Lulus", "Ujian", "Jenjang tujuan", "Nomor"],
        [
            [in_words(r.passed_on), r.get_kind_display(), r.get_tier_display() or "–", r.number or "–"]
            for r in history.exams
        ],
        history.exams,
    )
    yield Section(
        "penghargaan",
        "Penghargaan",
        ["Tanggal", "Penghargaan"],
        [[in_words(r.awarded_on), r.words] for r in history.awards],
        history.awards,
    )
    yield Section(
        "cltn",
        "Cuti di luar tanggungan negara",
        ["Mulai", "Selesai", "Keadaan"],
        [[in_words(r.starts_on), in_words(r.ends_on), _state(r, day)] for r in history.leaves],
        history.leaves,
    )
    if history.family is not None:
        yield Section(
            "keluarga",
            "Keluarga",
            ["Hubungan", "Nama", "Lahir", "Pekerjaan", "Keadaan", "Akta"],
            [
                [
                    r.get_descent_display() or r.get_relation_display(),
                    r.name,
                    in_words(r.birth_date),
                    r.occupation or "–",
                    _family_state(r),
                    r.decree or "–",
                ]
                for r in history.family
            ],
            history.family,
        )
    if history.sanctions is not None:
        yield Section(
            "hukuman-disiplin",
            "Hukuman disiplin",
            ["Mulai", "Selesai", "Hukuman", "Tingkat", "Keadaan", "Dasar hukum"],
            [
                [in_words(r.starts_on), in_words(r.ends_on), r.kind.name, r.kind.get_severity_display(),
                 _state(r, day), r.kind.basis]
                for r in history.sanctions
            ],
        history.sanctions,
        )  # fmt: skip


def _pay(record):
    return MASK if getattr(record, "pay_hidden", False) else rupiah(record.base_salary)


def _decree(record):
    return decree_words(record.decree, record.decree_on)


def _assignment(record):
    ended = f", sampai {in_words(record.ended_on)}" if record.ended_on else ""
    return f"{record.get_assignment_display()}{ended}"


def _position(record):
    return f"{record.title} ({record.standing})"


def _family_state(relative):
    if relative.ended_on:
        return f"{relative.get_ending_display()}, {in_words(relative.ended_on)}"
    return "Mendapat tunjangan" if relative.on_allowance else "–"


def _state(record, day):
    """Where a span of days stands on `day`."""
    if record.starts_on > day:
        return "Belum mulai"
    if record.ends_on is None:
        return "Sedang dijalani, tanggal selesai belum ada"
    return "Sedang dijalani" if record.ends_on >= day else "Selesai"
