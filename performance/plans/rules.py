"""How a plan moves, who moves it, and what it needs before it can."""

from dataclasses import dataclass

from performance.models import PerformancePlan, WorkResult
from simpeg.core.dates import in_words
from simpeg.law.engine import Law

DRAFT, SUBMITTED, RETURNED, AGREED = PerformancePlan.Status
EMPLOYEE, APPRAISER = "employee", "appraiser"
WRITABLE_BY = {EMPLOYEE: (DRAFT, RETURNED), APPRAISER: (DRAFT, SUBMITTED, RETURNED)}


@dataclass(frozen=True)
class Move:
    """From which state to which, by whom; `done` completes "SKP …", `whole` asks for a plan without gaps.

    `anew` begins the next version.
    """

    start: str
    to: str
    actors: tuple[str, ...]
    done: str
    whole: bool = False
    asks_words: str = ""
    anew: bool = False


_BACK = "Tulis apa yang perlu diperbaiki: pegawai membacanya."
_ANEW = "Tulis alasan perubahan SKP, misalnya target berubah karena APBD perubahan."
_ALL = [
    Move(DRAFT, SUBMITTED, (EMPLOYEE,), "diajukan", whole=True),
    Move(RETURNED, SUBMITTED, (EMPLOYEE,), "diajukan kembali", whole=True),
    Move(SUBMITTED, DRAFT, (EMPLOYEE,), "ditarik kembali"),
    Move(SUBMITTED, RETURNED, (APPRAISER,), "dikembalikan", asks_words=_BACK),
    Move(SUBMITTED, AGREED, (APPRAISER,), "disepakati", whole=True),
    Move(DRAFT, AGREED, (APPRAISER,), "ditetapkan", whole=True),
    Move(RETURNED, AGREED, (APPRAISER,), "ditetapkan", whole=True),
    Move(AGREED, DRAFT, (EMPLOYEE, APPRAISER), "dibuka untuk diubah", asks_words=_ANEW, anew=True),
]
MOVES = {(move.start, move.to): move for move in _ALL}


@dataclass(frozen=True)
class Lack:
    """What a plan still needs, in a sentence; `line` names the result where one mends it."""

    words: str
    line: int | None = None


def may_write(role, status):
    """Whether who has this part in a plan of this status may write in it."""
    return status in WRITABLE_BY.get(role, ())


def asks_aspects(plan):
    """Only the quantitative model of staff has the aspects of an indicator."""
    return plan.form == PerformancePlan.Form.STAFF and plan.model == PerformancePlan.Model.QUANTITATIVE


def asks_perspective(plan):
    return plan.form == PerformancePlan.Form.LEADER


def shortcomings(plan, results, law):
    """What the plan needs before it can be sent or agreed; nothing where it is whole.

    `results` are WorkResult with their indicators, or `contents.ResultFacts` with a `line`.
    """
    found = []
    if not any(result.kind == WorkResult.Kind.MAIN for result in results):
        found.append(Lack("Belum ada hasil kerja utama. Tambahkan paling sedikit satu."))
    most = law["kinerja.hasil_paling_banyak"]
    if len(results) > most:
        found.append(Lack(f"SKP memuat {len(results)} hasil kerja; paling banyak {most}. Gabungkan sebagian."))
    for result in results:
        lacks = lacks_of(plan, result, list(result.indicators.all()), law)
        found += [Lack(f"Hasil kerja {result.line}: {words}", result.line) for _, words in lacks]
    return found + [Lack(words) for words in weights_lack([result.weight for result in results])]


def lacks_of(plan, result, indicators, law):
    """(field, sentence) of what one result still needs."""
    found = []
    if not indicators:
        found.append(("indicator_1", "tulis paling sedikit satu indikator dengan targetnya."))
    if len(indicators) > law["kinerja.indikator_paling_banyak"]:
        found.append((None, f"indikatornya lebih dari {law['kinerja.indikator_paling_banyak']}."))
    if asks_aspects(plan):
        aspects = [each.aspect for each in indicators]
        if "" in aspects:
            found.append((f"aspect_{aspects.index('') + 1}", "pilih aspek setiap indikator."))
        elif len(set(aspects)) < len(aspects):
            found.append(("aspect_2", "setiap aspek dipakai satu kali saja."))
    if asks_perspective(plan):
        if not result.perspective:
            found.append(("perspective", "pilih perspektifnya."))
        if not result.source and result.kind == WorkResult.Kind.MAIN:
            found.append(("source", "pilih sumbernya; hasil kerja utama pimpinan menyebut sumber."))
    if result.due_on and not plan.starts_on <= result.due_on <= plan.ends_on:
        found.append(("due_on", f"tanggal selesainya di luar masa SKP, {span_of(plan)}."))
    return found


def weights_lack(weights):
    """What is wrong with the weights: either no result has one, or all have, and together they are 100."""
    given = [weight for weight in weights if weight is not None]
    if not given:
        return []
    if len(given) < len(weights):
        return [f"Baru {len(given)} dari {len(weights)} hasil kerja berbobot. Beri bobot semuanya, atau kosongkan."]
    if sum(given) != 100:
        return [f"Jumlah bobot {sum(given)}%, seharusnya 100%. Sesuaikan bobotnya."]
    return []


def law_of(plan):
    """The law that a plan is written by, however long ago it began."""
    return Law.on(plan.starts_on)


def span_of(plan):
    return f"{in_words(plan.starts_on)} s.d. {in_words(plan.ends_on)}"
