"""What the demo regency consists of: kecamatan, bureaus, departments and agencies.

A usual regency under PP 18/2016; only the names of places are those of Mamuju.
"""

DISTRICTS = [
    ("76.02.01", "Mamuju", [("1002", "Binanga"), ("1003", "Mamunyu"), ("1012", "Karema"), ("1013", "Rimuku")]),
    ("76.02.02", "Tapalang", [("1001", "Galung"), ("1002", "Kasambang"), ("1014", "Dayanginna")]),
    (
        "76.02.03",
        "Kalukku",
        [("1001", "Sinyonyoi"), ("1002", "Bebanga"), ("1003", "Kalukku"), ("1014", "Sinyonyoi Selatan")],
    ),
    ("76.02.04", "Kalumpang", []),
    ("76.02.07", "Papalang", []),
    ("76.02.08", "Sampaga", []),
    ("76.02.11", "Tommo", []),
    ("76.02.12", "Simboro", [("1001", "Simboro"), ("1002", "Rangas")]),
    ("76.02.13", "Tapalang Barat", []),
    ("76.02.15", "Bonehau", []),
    ("76.02.16", "Kepulauan Bala Balakang", []),
]
BUREAUS = [
    "Pemerintahan",
    "Kesejahteraan Rakyat",
    "Hukum",
    "Perekonomian",
    "Administrasi Pembangunan",
    "Pengadaan Barang dan Jasa",
    "Umum",
    "Organisasi",
    "Protokol dan Komunikasi Pimpinan",
]
ASSISTANTS = [
    "Asisten Pemerintahan dan Kesejahteraan Rakyat",
    "Asisten Perekonomian dan Pembangunan",
    "Asisten Administrasi Umum",
    "Staf Ahli Bupati Bidang Pemerintahan, Hukum dan Politik",
    "Staf Ahli Bupati Bidang Ekonomi, Keuangan dan Pembangunan",
    "Staf Ahli Bupati Bidang Kemasyarakatan dan Sumber Daya Manusia",
]
EDUCATION = "Dinas Pendidikan dan Kebudayaan"
HEALTH = "Dinas Kesehatan"
PERSONNEL = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
# Name, divisions, functional families (posts.py) that work there.
DEPARTMENTS = [
    (EDUCATION, ["Pembinaan Pendidikan Dasar", "Kebudayaan"], ["Pengawas Sekolah", "Perencana"]),
    (HEALTH, ["Kesehatan Masyarakat", "Pelayanan Kesehatan"], ["Epidemiolog Kesehatan", "Perencana"]),
    (
        "Dinas Pekerjaan Umum dan Penataan Ruang",
        ["Bina Marga", "Cipta Karya"],
        ["Penata Ruang", "Teknik Jalan"],
    ),
    ("Dinas Perumahan dan Kawasan Permukiman", ["Perumahan", "Kawasan Permukiman"], ["Perencana"]),
    (
        "Satuan Polisi Pamong Praja dan Pemadam Kebakaran",
        ["Ketertiban Umum", "Pemadam"],
        ["Polisi Pamong Praja"],
    ),
    ("Dinas Sosial", ["Rehabilitasi Sosial", "Perlindungan dan Jaminan Sosial"], ["Pekerja Sosial"]),
    ("Dinas Pemberdayaan Masyarakat dan Desa", ["Pemerintahan Desa", "Ekonomi Desa"], ["Analis Kebijakan"]),
    (
        "Dinas Kependudukan dan Pencatatan Sipil",
        ["Pendaftaran Penduduk", "Pencatatan Sipil"],
        ["Pranata Komputer"],
    ),
    (
        "Dinas Pengendalian Penduduk dan Keluarga Berencana",
        ["Keluarga Berencana"],
        ["Penyuluh Keluarga Berencana"],
    ),
    ("Dinas Tenaga Kerja dan Transmigrasi", ["Penempatan Tenaga Kerja", "Transmigrasi"], ["Pengantar Kerja"]),
    (
        "Dinas Lingkungan Hidup",
        ["Penataan Lingkungan", "Pengelolaan Sampah"],
        ["Pengendali Dampak Lingkungan"],
    ),
    ("Dinas Perhubungan", ["Lalu Lintas", "Angkutan"], ["Penguji Kendaraan Bermotor"]),
    (
        "Dinas Komunikasi, Informatika dan Persandian",
        ["Aplikasi Informatika", "Informasi Publik"],
        ["Pranata Komputer"],
    ),
    ("Dinas Koperasi, Perdagangan dan Perindustrian", ["Koperasi", "Perdagangan"], ["Analis Kebijakan"]),
    ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", ["Perizinan"], ["Analis Kebijakan"]),
    ("Dinas Pertanian", ["Tanaman Pangan", "Peternakan"], ["Penyuluh Pertanian", "Medik Veteriner"]),
    ("Dinas Kelautan dan Perikanan", ["Perikanan Tangkap", "Budidaya"], ["Penyuluh Pertanian"]),
    ("Dinas Perpustakaan dan Kearsipan", ["Perpustakaan", "Kearsipan"], ["Pustakawan", "Arsiparis"]),
]
AGENCIES = [
    ("Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah", ["Perencanaan", "Riset"], ["Perencana"]),
    (PERSONNEL, ["Mutasi dan Promosi", "Pengembangan Kompetensi"], ["Analis SDM Aparatur"]),
    ("Badan Pengelolaan Keuangan dan Aset Daerah", ["Anggaran", "Aset"], ["Analis Keuangan"]),
    ("Badan Pendapatan Daerah", ["Pajak Daerah", "Retribusi"], ["Pranata Komputer"]),
    ("Badan Kesatuan Bangsa dan Politik", ["Wawasan Kebangsaan"], ["Analis Kebijakan"]),
    ("Badan Penanggulangan Bencana Daerah", ["Kesiapsiagaan", "Rehabilitasi"], ["Analis Kebijakan"]),
]
TECHNICAL_UNITS = [
    ("Dinas Pertanian", "UPTD Balai Benih Pertanian"),
    ("Dinas Kelautan dan Perikanan", "UPTD Balai Benih Ikan"),
    ("Dinas Lingkungan Hidup", "UPTD Pengelolaan Persampahan"),
    ("Dinas Perhubungan", "UPTD Pengujian Kendaraan Bermotor"),
]
