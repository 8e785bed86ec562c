"""The templates that come with SIMPEG, used until the agency brings its own: sheets in the shape that offices know."""

from functools import cache

from employees.letters.draft import Draft
from employees.models.letter import LetterKind

BASIS = (
    "{% for dasar in dasar_hukum %}{% if not loop.first %}{% if loop.last %} dan {% else %}, {% endif %}"
    "{% endif %}{{ dasar }}{% endfor %}"
)


@cache
def default_template(kind):
    """The bytes of the Word document for this kind of letter."""
    return BUILDERS[LetterKind(kind)]().content()


def _increment():
    draft = Draft(size=10.5)
    draft.letterhead()
    draft.text("{{ kota }}, {{ tanggal }}", side="right", before=2, after=6)
    draft.opening(
        ["Nomor\t:\t{{ nomor }}", "Sifat\t:\tBiasa", "Lampiran\t:\t–", "Hal\t:\t{{ hal }} a.n. {{ nama }}"],
        ["Kepada", "{%p for baris in tujuan %}", "{% if loop.first %}Yth. {% endif %}{{ baris }}", "{%p endfor %}",
         "di –", "      {{ kota }}"],
    )  # fmt: skip
    draft.text("Dengan ini diberitahukan bahwa berhubung dengan telah dipenuhinya masa kerja dan syarat-syarat "
               "lainnya, kepada:", side="justify", first=1.2, before=10, after=4)  # fmt: skip
    draft.facts([
        ("1.", "Nama", "{{ nama }}"),
        ("2.", "NIP", "{{ nip }}"),
        ("3.", "{% if pangkat %}Pangkat/golongan ruang{% else %}Golongan{% endif %}",
         "{% if pangkat %}{{ pangkat }} ({{ golongan }}){% else %}{{ golongan }}{% endif %}"),
        ("4.", "Jabatan", "{{ jabatan }}"),
        ("5.", "Unit kerja", "{{ unit }}{% if perangkat_daerah != unit %}, {{ perangkat_daerah }}{% endif %}"),
        ("6.", "Gaji pokok lama", "{{ gaji_lama }} ({{ gaji_lama_terbilang }})"),
    ])  # fmt: skip
    draft.text("atas dasar surat keputusan terakhir tentang gaji atau pangkat yang ditetapkan:", before=4, after=2)
    draft.facts([
        ("a.", "Oleh pejabat", "{{ sk_pejabat }}"),
        ("b.", "Tanggal dan nomor", "{{ sk_tanggal }}, nomor {{ sk_nomor }}"),
        ("c.", "Tanggal mulai berlaku", "{{ sk_tmt }}"),
        ("d.", "Masa kerja golongan", "{{ sk_masa_kerja }} pada tanggal tersebut"),
    ])  # fmt: skip
    draft.text("diberikan kenaikan gaji berkala hingga memperoleh:", before=4, after=2)
    draft.facts([
        ("7.", "Gaji pokok baru", "{{ gaji_baru }} ({{ gaji_baru_terbilang }})"),
        ("8.", "Berdasarkan masa kerja", "{{ masa_kerja_baru }}"),
        ("9.", "Dalam golongan ruang", "{{ golongan }}"),
        ("10.", "Terhitung mulai tanggal", "{{ tmt }}"),
        ("11.", "KGB yang akan datang", "{{ kgb_berikutnya }}"),
    ])  # fmt: skip
    draft.text("Kenaikan gaji berkala ini diberikan kepada {{ status }} tersebut berdasarkan " + BASIS + ". Diharapkan "
               "agar kepada pegawai tersebut dapat dibayarkan penghasilannya berdasarkan gaji pokok yang baru sesuai "
               "dengan ketentuan peraturan perundang-undangan.", side="justify", first=1.2, before=6)  # fmt: skip
    draft.signature()
    draft.copies()
    return draft


def _roster():
    draft = Draft(size=10, across=True)
    draft.text("DAFTAR NOMINATIF KENAIKAN GAJI BERKALA", side="center", bold=True, size=12)
    draft.text("{{ lingkup|upper }}", side="center", bold=True, size=11)
    draft.text("PER {{ per_tanggal|upper }}", side="center", size=11)
    draft.text("Nomor {{ nomor }}", side="center", size=10, after=8)
    table = draft.table([1.1, 5.6, 4.4, 6.0, 2.2, 2.5, 2.2, 2.5, 2.5], borders=True, size=8.5)
    middle = ("center",) * 9
    draft.row(table, "No.", "Nama/NIP", "Pangkat/\ngolongan ruang", "Jabatan/unit kerja", "Masa kerja lama",
              "Gaji pokok lama (Rp)", "Masa kerja baru", "Gaji pokok baru (Rp)", "TMT",
              head=True, sides=middle)  # fmt: skip
    draft.marker(table, "{%tr for baris in pegawai %}")
    draft.row(table, "{{ loop.index }}.", "{{ baris.nama }}\nNIP {{ baris.nip }}", "{{ baris.pangkat }}",
              "{{ baris.jabatan }}\n{{ baris.unit }}", "{{ baris.masa_kerja_lama }}", "{{ baris.gaji_lama }}",
              "{{ baris.masa_kerja_baru }}", "{{ baris.gaji_baru }}", "{{ baris.tmt }}",
              sides=("center", "left", "left", "left", "center", "right", "center", "right", "center"))  # fmt: skip
    draft.marker(table, "{%tr endfor %}")
    draft.text("Jumlah: {{ jumlah }} ({{ jumlah_terbilang }}) pegawai. Dasar: {% for dasar in dasar_hukum %}{{ dasar }}"
               "{% if not loop.last %}; {% endif %}{% endfor %}.", before=6, size=9)  # fmt: skip
    draft.text("{{ kota }}, {{ tanggal }}", left=20, before=10, together=True)
    draft.signature(left=20)
    return draft


def _cover():
    draft = Draft()
    draft.letterhead()
    draft.text("{{ kota }}, {{ tanggal }}", side="right", before=2, after=8)
    draft.text("Kepada", left=8.7)
    draft.text("{%p for baris in tujuan %}")
    draft.text("{% if loop.first %}Yth. {% endif %}{{ baris }}", left=8.7)
    draft.text("{%p endfor %}")
    draft.text("di –", left=8.7)
    draft.text("Tempat", left=9.3)
    draft.text("SURAT PENGANTAR", side="center", bold=True, under=True, size=13, before=18)
    draft.text("Nomor {{ nomor }}", side="center", after=12)
    table = draft.table([1.2, 7.6, 3.4, 4.8], borders=True)
    draft.row(table, "No.", "Jenis yang dikirim", "Banyaknya", "Keterangan", head=True, sides=("center",) * 4)
    draft.marker(table, "{%tr for baris in kiriman %}")
    draft.row(table, "{{ loop.index }}.", "{{ baris.uraian }}", "{{ baris.banyak }}", "{{ baris.keterangan }}",
              sides=("center", "left", "left", "left"))  # fmt: skip
    draft.marker(table, "{%tr endfor %}")
    draft.signature()
    draft.text("Diterima tanggal ……………………………", before=24, together=True)
    draft.text("Yang menerima,", after=44, together=True)
    draft.text("……………………………………………", together=True)
    draft.text("NIP ………………………………………")
    draft.copies()
    return draft


def _duty():
    draft = Draft()
    draft.letterhead()
    draft.text("SURAT PERNYATAAN MELAKSANAKAN TUGAS", side="center", bold=True, under=True, size=13, before=10)
    draft.text("Nomor {{ nomor }}", side="center", after=14)
    draft.text("Yang bertanda tangan di bawah ini:", after=4)
    draft.facts([
        ("", "Nama", "{{ ttd_nama }}"),
        ("", "NIP", "{{ ttd_nip }}"),
        ("", "Pangkat/golongan ruang", "{{ ttd_pangkat }}"),
        ("", "Jabatan", "{{ ttd_jabatan }}"),
    ])  # fmt: skip
    draft.text("dengan ini menyatakan dengan sesungguhnya bahwa:", before=8, after=4)
    draft.facts([
        ("", "Nama", "{{ nama }}"),
        ("", "NIP", "{{ nip }}"),
        ("", "{% if pangkat %}Pangkat/golongan ruang{% else %}Golongan{% endif %}",
         "{% if pangkat %}{{ pangkat }} ({{ golongan }}){% else %}{{ golongan }}{% endif %}"),
        ("", "Jabatan", "{{ jabatan }}"),
        ("", "Unit kerja", "{{ unit }}{% if perangkat_daerah != unit %}, {{ perangkat_daerah }}{% endif %}"),
    ])  # fmt: skip
    draft.text("berdasarkan surat keputusan {{ sk_pejabat }} nomor {{ sk_nomor }} tanggal {{ sk_tanggal }}, terhitung "
               "mulai tanggal {{ tmt }} telah nyata melaksanakan tugas sebagai {{ jabatan }} pada {{ unit }}"
               "{% if perangkat_daerah != unit %}, {{ perangkat_daerah }}{% endif %}.",
               side="justify", before=8, after=8, lines=1.15)  # fmt: skip
    draft.text("Demikian surat pernyataan ini dibuat dengan sesungguhnya dengan mengingat sumpah jabatan. Apabila di "
               "kemudian hari isi surat pernyataan ini ternyata tidak benar sehingga merugikan negara, saya bersedia "
               "menanggung kerugian tersebut.", side="justify", lines=1.15)  # fmt: skip
    draft.text("{{ kota }}, {{ tanggal }}", left=8.7, before=16, together=True)
    draft.signature()
    draft.copies()
    return draft


def _credit():
    draft = Draft(size=10.5)
    draft.letterhead()
    draft.text("PENETAPAN ANGKA KREDIT", side="center", bold=True, under=True, size=13, before=8)
    draft.text("Nomor {{ nomor }}", side="center")
    draft.text("Masa kinerja {{ masa }}", side="center", after=10)
    draft.facts([
        ("1.", "Nama", "{{ nama }}"),
        ("2.", "NIP", "{{ nip }}"),
        ("3.", "Pangkat/golongan ruang", "{{ pangkat }} ({{ golongan }})"),
        ("4.", "Jabatan fungsional", "{{ jabatan }}"),
        ("5.", "Jenjang", "{{ jenjang }}"),
        ("6.", "Unit kerja", "{{ unit }}{% if perangkat_daerah != unit %}, {{ perangkat_daerah }}{% endif %}"),
    ])  # fmt: skip
    draft.text("Konversi predikat kinerja", bold=True, before=8, after=3, together=True)
    table = draft.table([1.0, 6.4, 1.5, 3.6, 1.6, 1.6, 1.3], borders=True, size=9)
    draft.row(table, "No.", "Masa", "Bulan", "Predikat", "Persen", "Koefisien", "AK", head=True, sides=("center",) * 7)
    draft.marker(table, "{%tr for baris in konversi %}")
    draft.row(table, "{{ loop.index }}.", "{{ baris.masa }}", "{{ baris.bulan }}", "{{ baris.predikat }}",
              "{{ baris.persen }}", "{{ baris.koefisien }}", "{{ baris.ak }}",
              sides=("center", "left", "center", "left", "right", "right", "right"))  # fmt: skip
    draft.marker(table, "{%tr endfor %}")
    draft.text("Penetapan", bold=True, before=8, after=3, together=True)
    table = draft.table([1.0, 12.6, 3.4], borders=True, size=9.5)
    draft.row(table, "No.", "Uraian", "Angka kredit", head=True, sides=("center",) * 3)
    sides = ("center", "left", "right")
    draft.row(table, "1.", "AK sebelumnya ({{ asal_sebelumnya }})", "{{ ak_sebelumnya }}", sides=sides)
    draft.row(table, "2.", "AK dari konversi predikat kinerja", "{{ ak_konversi }}", sides=sides)
    draft.marker(table, "{%tr if ijazah %}")
    draft.row(table, "3.", "Ijazah lebih tinggi: {{ ijazah }}", "{{ ak_ijazah }}", sides=sides)
    draft.marker(table, "{%tr endif %}")
    draft.row(table, "", "AK kumulatif jenjang {{ jenjang }}", "{{ ak_jumlah }}", sides=sides)
    draft.text("{%p if pangkat_berikut %}")
    draft.text("Untuk kenaikan pangkat ke {{ pangkat_berikut }} diperlukan {{ perlu_pangkat }}; masih kurang "
               "{{ kurang_pangkat }}.", before=6)  # fmt: skip
    draft.text("{%p endif %}")
    draft.text("{%p if perlu_jenjang %}")
    draft.text("Untuk kenaikan jenjang{% if jenjang_berikut %} ke {{ jenjang_berikut }}{% endif %} diperlukan "
               "{{ perlu_jenjang }}; masih kurang {{ kurang_jenjang }}.", before=2)  # fmt: skip
    draft.text("{%p endif %}")
    draft.text("Ditetapkan berdasarkan " + BASIS + ".", side="justify", before=6)
    draft.text("Ditetapkan di {{ kota }}, pada tanggal {{ tanggal }}", left=8.7, before=12, together=True)
    draft.signature()
    draft.copies()
    return draft


BUILDERS = {
    LetterKind.INCREMENT: _increment,
    LetterKind.ROSTER: _roster,
    LetterKind.COVER: _cover,
    LetterKind.DUTY: _duty,
    LetterKind.CREDIT: _credit,
}
