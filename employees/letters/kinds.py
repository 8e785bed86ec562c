"""The kinds of letters: what each can say, what it rests on, and what its list calls it."""

from dataclasses import dataclass

from employees.models.letter import LetterKind
from simpeg.letters.fields import Field, Rows

HEAD = (
    Field("kop_pemerintah", "Kop: pemerintah daerah", "Pemerintah Kabupaten Mamuju"),
    Field("kop_instansi", "Kop: nama instansi", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"),
    Field("kop_alamat", "Kop: alamat", "Jalan Soekarno-Hatta, Mamuju, Sulawesi Barat 91511"),
    Field("kop_kontak", "Kop: laman, telepon, atau surel", "Laman mamujukab.go.id"),
    Field("kota", "Tempat surat ditandatangani", "Mamuju"),
    Field("nomor", "Nomor surat", "800.1.11.13/0123/BKPSDM/2026"),
    Field("tanggal", "Tanggal surat", "24 November 2026"),
    Field("tahun", "Tahun surat", "2026"),
    Field("hal", "Hal surat", "Kenaikan gaji berkala"),
)
SIGNATURE = (
    Field("ttd_atas_nama", "Baris “a.n.” di atas jabatan; dapat kosong", "a.n. Bupati Mamuju"),
    Field(
        "ttd_jabatan",
        "Jabatan penanda tangan",
        "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    ),
    Field("ttd_nama", "Nama penanda tangan dengan gelar", "Dr. H. Contoh Penanda Tangan, M.Si."),
    Field("ttd_pangkat", "Pangkat penanda tangan", "Pembina Utama Muda (IV/c)"),
    Field("ttd_nip", "NIP penanda tangan", "19700101 199503 1 001"),
)
PERSON = (
    Field("nama", "Nama pegawai dengan gelar", "Siti Rahma, S.E."),
    Field("nip", "NIP pegawai", "19850101 201001 2 001"),
    Field("pangkat", "Pangkat; kosong untuk PPPK", "Penata Muda Tingkat I"),
    Field("golongan", "Golongan ruang", "III/b"),
    Field("jabatan", "Jabatan", "Pengelola Kepegawaian"),
    Field("unit", "Unit kerja", "Subbagian Umum dan Kepegawaian"),
    Field("perangkat_daerah", "Perangkat daerah", "Dinas Pendidikan dan Kebudayaan"),
    Field("status", "Status kepegawaian dalam kata", "Pegawai Negeri Sipil"),
)
BASIS = Rows(
    "dasar_hukum",
    "Dasar hukum yang berlaku pada hari itu",
    "dasar",
    examples=("Peraturan Pemerintah Nomor 7 Tahun 1977 tentang Peraturan Gaji Pegawai Negeri Sipil",),
)
ADDRESSEE = Rows(
    "tujuan",
    "Baris-baris tujuan surat",
    "baris",
    examples=("Kepala Badan Pengelolaan Keuangan dan Aset Daerah", "Kabupaten Mamuju"),
)
COPIES = Rows(
    "tembusan",
    "Tembusan",
    "pihak",
    examples=("Bupati Mamuju (sebagai laporan)", "Inspektur Kabupaten Mamuju", "Pegawai yang bersangkutan"),
)


@dataclass(frozen=True)
class Kind:
    """One kind of letter; `person` says whether it is about somebody, `about` is what it is called on itself."""

    code: LetterKind
    about: str
    sentence: str
    fields: tuple
    person: bool

    @property
    def title(self):
        return self.code.label


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            LetterKind.INCREMENT,
            "Kenaikan gaji berkala",
            "Memberitahukan kepada pembayar gaji bahwa gaji pokok seorang pegawai naik, sejak kapan, dan berapa.",
            (
                *HEAD,
                ADDRESSEE,
                *PERSON,
                Field("gaji_lama", "Gaji pokok lama", "Rp3.088.600,00"),
                Field("gaji_lama_terbilang", "Gaji pokok lama dalam kata",
                      "tiga juta delapan puluh delapan ribu enam ratus rupiah"),
                Field("sk_pejabat", "Pejabat yang menetapkan SK terakhir", "Bupati Mamuju"),
                Field("sk_tanggal", "Tanggal SK terakhir", "2 Desember 2024"),
                Field("sk_nomor", "Nomor SK terakhir", "821.2/456/BKPSDM"),
                Field("sk_tmt", "Tanggal mulai berlakunya gaji lama", "1 Januari 2025"),
                Field("sk_masa_kerja", "Masa kerja golongan pada tanggal itu", "10 tahun 0 bulan"),
                Field("gaji_baru", "Gaji pokok baru", "Rp3.185.800,00"),
                Field("gaji_baru_terbilang", "Gaji pokok baru dalam kata",
                      "tiga juta seratus delapan puluh lima ribu delapan ratus rupiah"),
                Field("masa_kerja_baru", "Masa kerja golongan pada TMT", "12 tahun 0 bulan"),
                Field("tmt", "Terhitung mulai tanggal", "1 Januari 2027"),
                Field("kgb_berikutnya", "Kenaikan gaji berkala berikutnya", "1 Januari 2029"),
                BASIS,
                *SIGNATURE,
                COPIES,
            ),
            True,
        ),
        Kind(
            LetterKind.ROSTER,
            "Daftar nominatif kenaikan gaji berkala",
            "Satu tabel berisi semua pegawai sebuah daftar yang mendapat kenaikan gaji berkala.",
            (
                *HEAD,
                Field("lingkup", "Perangkat daerah atau “semua perangkat daerah”", "Dinas Pendidikan dan Kebudayaan"),
                Field("per_tanggal", "Tanggal daftar", "1 Januari 2027"),
                Field("jumlah", "Jumlah pegawai", "3"),
                Field("jumlah_terbilang", "Jumlah pegawai dalam kata", "tiga"),
                Rows("pegawai", "Pegawai dalam daftar", "baris", (
                    Field("nama", "Nama dengan gelar", "Siti Rahma, S.E."),
                    Field("nip", "NIP", "19850101 201001 2 001"),
                    Field("pangkat", "Pangkat dan golongan ruang", "Penata Muda Tingkat I (III/b)"),
                    Field("jabatan", "Jabatan", "Pengelola Kepegawaian"),
                    Field("unit", "Unit kerja", "Subbagian Umum"),
                    Field("masa_kerja_lama", "Masa kerja lama", "10 th 0 bl"),
                    Field("gaji_lama", "Gaji pokok lama", "3.088.600"),
                    Field("masa_kerja_baru", "Masa kerja baru", "12 th 0 bl"),
                    Field("gaji_baru", "Gaji pokok baru", "3.185.800"),
                    Field("tmt", "TMT", "1 Januari 2027"),
                )),
                BASIS,
                *SIGNATURE,
            ),
            False,
        ),
        Kind(
            LetterKind.COVER,
            "Surat pengantar",
            "Mengantar berkas: tujuan, apa yang dikirim, berapa banyak, dan untuk apa.",
            (
                *HEAD,
                ADDRESSEE,
                Rows("kiriman", "Yang dikirim", "baris", (
                    Field("uraian", "Jenis yang dikirim", "Usul kenaikan pangkat a.n. Siti Rahma, S.E."),
                    Field("banyak", "Banyaknya", "1 (satu) berkas"),
                    Field("keterangan", "Keterangan", "Disampaikan untuk diproses lebih lanjut"),
                )),
                *SIGNATURE,
                COPIES,
            ),
            False,
        ),
        Kind(
            LetterKind.DUTY,
            "Surat pernyataan melaksanakan tugas",
            "Menyatakan sejak kapan seorang pegawai nyata melaksanakan tugas jabatannya.",
            (
                *HEAD,
                *PERSON,
                Field("sk_pejabat", "Pejabat yang menetapkan SK jabatan", "Bupati Mamuju"),
                Field("sk_tanggal", "Tanggal SK jabatan", "28 Desember 2026"),
                Field("sk_nomor", "Nomor SK jabatan", "800.1.3.3/789/2026"),
                Field("tmt", "Terhitung mulai tanggal melaksanakan tugas", "4 Januari 2027"),
                BASIS,
                *SIGNATURE,
                COPIES,
            ),
            True,
        ),
        Kind(
            LetterKind.CREDIT,
            "Penetapan angka kredit",
            "Menetapkan angka kredit kumulatif seorang pejabat fungsional dari konversi predikat kinerjanya.",
            (
                *HEAD,
                *PERSON,
                Field("jenjang", "Jenjang jabatan fungsional", "Ahli Pertama"),
                Field("nama_jf", "Nama jabatan fungsional", "Guru"),
                Field("masa", "Masa kinerja yang dihitung", "1 Januari 2026 s.d. 31 Desember 2026"),
                Field("ak_sebelumnya", "AK sebelumnya", "50,00"),
                Field("asal_sebelumnya", "Asal AK sebelumnya", "AK dasar golongan III/b"),
                Rows("konversi", "Konversi predikat", "baris", (
                    Field("masa", "Masa", "1 Januari 2026 s.d. 31 Desember 2026"),
                    Field("bulan", "Banyaknya bulan", "12"),
                    Field("predikat", "Predikat kinerja", "Baik"),
                    Field("persen", "Persentase", "100%"),
                    Field("koefisien", "Koefisien setahun", "12,50"),
                    Field("ak", "Angka kredit", "12,50"),
                )),
                Field("ak_konversi", "Jumlah AK dari konversi", "12,50"),
                Field("ijazah", "Ijazah lebih tinggi; dapat kosong", "S-2 Ilmu Administrasi"),
                Field("ak_ijazah", "AK ijazah; dapat kosong", "12,50"),
                Field("ak_jumlah", "AK kumulatif", "75,00"),
                Field("pangkat_berikut", "Golongan berikutnya; dapat kosong", "III/c"),
                Field("perlu_pangkat", "AK untuk pangkat berikut", "100,00"),
                Field("kurang_pangkat", "AK yang masih kurang untuk pangkat", "25,00"),
                Field("jenjang_berikut", "Jenjang berikutnya; dapat kosong", "Ahli Muda"),
                Field("perlu_jenjang", "AK untuk jenjang berikut", "100,00"),
                Field("kurang_jenjang", "AK yang masih kurang untuk jenjang", "25,00"),
                BASIS,
                *SIGNATURE,
                COPIES,
            ),
            True,
        ),
    )
}  # fmt: skip
