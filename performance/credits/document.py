"""A determination in print: what it says, and its Word and PDF, made anew each time of what was kept with it."""

from employees.letters.defaults import default_template
from employees.letters.files import read
from employees.letters.services import template_for
from employees.letters.values import head_of, person_of, signature_of
from employees.models import LetterKind
from performance.models import Predikat
from simpeg.core.dates import in_words
from simpeg.law.models import Tier
from simpeg.letters.fill import fill
from simpeg.letters.typeset import typeset

DASH = "–"
ABOUT = "Penetapan angka kredit"


def decimals(number):
    """`28,13`: with two decimals and a comma; a third one where there is one."""
    if number is None:
        return DASH
    text = f"{number:.3f}"
    text = text[:-1] if text.endswith("0") else text
    whole, rest = text.split(".")
    return f"{int(whole):,}".replace(",", ".") + f",{rest}"


def said(account, *, number, day, signer, diploma_words, diploma_points, total, law):
    """Every field that a template of this kind can name, as texts."""
    unit = account.state.unit
    office = unit.opd if unit is not None and unit.opd_id else unit
    need = account.need
    for_grade, for_tier = need.missing(total)
    lines = account.lines
    first, last = (lines[0].starts_on, lines[-1].ends_on) if lines else (account.counted_from, day)
    opd = office.name if office else "perangkat daerah yang bersangkutan"
    return (
        head_of(law, number=number, day=day, about=ABOUT)
        | person_of(account.employee, position=account.state.position_title, unit=unit)
        | signature_of(signer)
        | {
            "jenjang": Tier(account.tier).label,
            "nama_jf": account.state.functional_name,
            "masa": f"{in_words(first)} s.d. {in_words(last)}",
            "ak_sebelumnya": decimals(account.previous.points),
            "asal_sebelumnya": account.previous.words,
            "konversi": [_row(line) for line in lines],
            "ak_konversi": decimals(account.added),
            "ijazah": diploma_words,
            "ak_ijazah": decimals(diploma_points) if diploma_words else "",
            "ak_jumlah": decimals(total),
            "pangkat_berikut": need.next_grade if need.grade_need is not None else "",
            "perlu_pangkat": decimals(need.grade_need),
            "kurang_pangkat": decimals(for_grade),
            "jenjang_berikut": Tier(need.next_tier).label if need.next_tier else "",
            "perlu_jenjang": decimals(need.tier_need) if need.tier_need is not None else "",
            "kurang_jenjang": decimals(for_tier),
            "dasar_hukum": list(law["surat.dasar_pak"]),
            "tembusan": [words.replace("(opd)", opd) for words in law["surat.tembusan_pak"]],
        }
    )


def _row(line):
    return {
        "masa": f"{in_words(line.starts_on)} s.d. {in_words(line.ends_on)}",
        "bulan": str(line.months),
        "predikat": Predikat(line.predikat).label,
        "persen": f"{line.percent}%",
        "koefisien": decimals(line.coefficient),
        "ak": decimals(line.points),
    }


def template_on(day):
    """(version or None, bytes) of the template of this day."""
    return template_for(LetterKind.CREDIT, day)


def written(determination, form):
    """The bytes of a determination as `docx` or `pdf`: the same values and the same version give the same sheet."""
    template = _template_of(determination)
    content = fill(template, determination.fields)
    if form == "docx":
        return content
    title = f"{ABOUT}, nomor {determination.number}"
    return typeset(content, title=title, at=determination.made_at.replace(microsecond=0))


def _template_of(determination):
    if determination.template_id is None:
        return default_template(LetterKind.CREDIT)
    return read(determination.template, "file")
