"""The same histories as tables, one a kind, in the order of a daftar riwayat hidup; what is printed."""

from dataclasses import dataclass

from employees.dossier.timeline import decree_words
from simpeg.core.dates import in_words
from simpeg.web.templatetags.formats import points, rupiah, span


@dataclass(frozen=True)
class Section:
    """A table of the file: each row of `texts` holds one text per heading."""

    anchor: str
    title: str
    headings: list[str]
    texts: list[list[str]]

    @property
    def rows(self):
        """Each row as (heading, text) pairs: on a phone every text stands beside its heading."""
        return [list(zip(self.headings, texts, strict=True)) for texts in self.texts]


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
    )
    yield Section(
        "jabatan",
        "Jabatan",
        ["TMT", "Jabatan", "Penugasan", "Unit kerja", "Pelantikan", "Dasar"],
        [
            [in_words(r.since), _position(r), r.get_assignment_display(), r.unit.name if r.unit else "–",
             in_words(r.inaugurated_on), _decree(r)]
            for r in history.appointments
        ],
    )  # fmt: skip
    yield Section(
        "pendidikan",
        "Pendidikan",
        ["Lulus", "Tingkat", "Pendidikan", "Sekolah", "Gelar diakui", "Ijazah"],
        [
            [str(r.graduated), r.level.name, r.name, r.school or "–",
             in_words(r.recognised_on) if r.recognised_on else "sejak TMT CPNS", r.diploma or "–"]
            for r in history.education
        ],
    )  # fmt: skip
    yield Section(
        "kinerja",
        "Predikat kinerja",
        ["Tahun", "Predikat"],
        [[str(r.year), r.get_rating_display()] for r in history.ratings],
    )
    yield Section(
        "angka-kredit",
        "Angka kredit",
        ["Ditetapkan", "Jenjang", "AK kumulatif"],
        [[in_words(r.determined_on), r.get_tier_display(), points(r.points)] for r in history.credits],
    )
    yield Section(
        "kgb",
        "Kenaikan gaji berkala",
        ["TMT", "Masa kerja", "Gaji pokok", "Dasar"],
        [
            [in_words(r.since), span(r.service_years, r.service_months), rupiah(r.base_salary), _decree(r)]
            for r in history.steps
        ],
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
    )  # fmt: skip
    yield Section(
        "ujian",
        "Ujian",
        ["Lulus", "Ujian", "Jenjang tujuan", "Nomor"],
        [
            [in_words(r.passed_on), r.get_kind_display(), r.get_tier_display() or "–", r.number or "–"]
            for r in history.exams
        ],
    )
    yield Section(
        "penghargaan",
        "Penghargaan",
        ["Tanggal", "Penghargaan"],
        [[in_words(r.awarded_on), r.get_kind_display()] for r in history.awards],
    )
    yield Section(
        "cltn",
        "Cuti di luar tanggungan negara",
        ["Mulai", "Selesai", "Keadaan"],
        [[in_words(r.starts_on), in_words(r.ends_on), _state(r, day)] for r in history.leaves],
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
        )  # fmt: skip


def _decree(record):
    return decree_words(record.decree, record.decree_on)


def _position(record):
    return f"{record.title} ({record.standing})"


def _state(record, day):
    """Where a span of days stands on `day`."""
    if record.starts_on > day:
        return "Belum mulai"
    if record.ends_on is None:
        return "Sedang dijalani, tanggal selesai belum ada"
    return "Sedang dijalani" if record.ends_on >= day else "Selesai"
