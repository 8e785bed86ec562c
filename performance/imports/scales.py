"""The scales by which years before 2022 were rated: a number, or a word, to the predikat of today's five.

They serve the writing down of history; nothing is judged by them.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from performance.models import Predikat
from simpeg.law.engine import Law

PRESENT = {predikat.label.upper(): int(predikat) for predikat in Predikat}


class NotOnTheScale(Exception):
    """The year's scale does not say which predikat this is: `column` is where to look, the message says why."""

    def __init__(self, column, sentence):
        super().__init__(sentence)
        self.column = column


@dataclass(frozen=True)
class Scale:
    """One rule's scale; its steps from the best to the worst."""

    name: str
    most: Decimal
    steps: tuple

    def predikat_of(self, score, word=""):
        """The predikat of a number. A step that asks for more than a number is taken where the word says so."""
        if score > self.most:
            raise NotOnTheScale("NILAI", f"Nilai menurut {self.name} paling tinggi {self.most}. Periksa nilainya.")
        for step in self.steps:
            least = Decimal(step["mulai"])
            if not (score >= least if step["tepat"] == "ya" else score > least):
                continue
            if step.get("syarat"):
                if not word:
                    raise NotOnTheScale(
                        "PREDIKAT",
                        f"Nilai {_words(score)} menurut {self.name} dapat berarti {step['sebutan']} atau "
                        f"predikat di bawahnya ({step['syarat'].lower()}). Isi PREDIKAT-nya.",
                    )
                if word != step["sebutan"].upper():
                    continue
            return int(step["predikat"])
        raise NotOnTheScale("NILAI", f"Nilai ini tidak ada pada skala {self.name}. Periksa nilainya.")

    @property
    def words(self):
        return {step["sebutan"].upper(): int(step["predikat"]) for step in self.steps}


class Scales:
    """The scales of each year, read once a year."""

    def __init__(self):
        self.found = {}

    def of(self, year):
        """The scales of a year by name, the usual one first; empty where no number was given any more."""
        if year not in self.found:
            rows = Law.on(date(year, 12, 31)).values.get("kinerja.skala_lama", [])
            steps = {}
            for row in rows:
                if "mulai" in row:
                    steps.setdefault((row["skala"], row["paling"]), []).append(row)
            self.found[year] = {name: Scale(name, Decimal(most), tuple(rows)) for (name, most), rows in steps.items()}
        return self.found[year]

    def known_words(self):
        """Every word that some year's scale or today's predikat knows, the present ones first."""
        words = dict.fromkeys(PRESENT)
        for day in (date(2013, 12, 31), date(2020, 12, 31), date(2021, 12, 31)):
            for scale in self.of(day.year).values():
                words.update(dict.fromkeys(scale.words))
        return list(words)

    def read(self, year, *, word, score, name):
        """(predikat, score or None, name of its scale) of what a row says of a year. Raises NotOnTheScale."""
        scales = self.of(year)
        if score is None:
            return self._of_word(year, word, scales, name), None, ""
        if not scales:
            raise NotOnTheScale("NILAI", f"Tahun {year} dinilai tanpa angka. Kosongkan NILAI, dan isi PREDIKAT.")
        scale = self._scale(year, scales, name)
        predikat = scale.predikat_of(score, word)
        if word and scale.words.get(word, PRESENT.get(word)) != predikat:
            raise NotOnTheScale(
                "PREDIKAT",
                f"{word.capitalize()} tidak sesuai dengan nilai {_words(score)} menurut {scale.name}. Perbaiki "
                "salah satunya.",
            )
        return predikat, score, scale.name

    def _scale(self, year, scales, name):
        if name and name not in scales:
            raise NotOnTheScale("SKALA", f"Skala {name} tidak berlaku untuk {year}. Pilihannya: {', '.join(scales)}.")
        return scales[name] if name else next(iter(scales.values()))

    def _of_word(self, year, word, scales, name):
        if not word:
            what = "PREDIKAT atau NILAI" if scales else "PREDIKAT"
            raise NotOnTheScale("PREDIKAT", f"{what} wajib diisi.")
        if not scales:
            if word not in PRESENT:
                raise NotOnTheScale("PREDIKAT", f"Predikat {year} salah satu dari: {', '.join(PRESENT)}.")
            return PRESENT[word]
        meanings = {found for scale in [self._scale(year, scales, name)] if (found := scale.words.get(word))}
        if word in PRESENT:
            meanings.add(PRESENT[word])
        if len(meanings) != 1:
            why = "dapat berarti dua predikat" if meanings else "tidak dikenal"
            raise NotOnTheScale(
                "PREDIKAT", f"{word.capitalize()} {why} menurut skala {year}. Isi NILAI-nya, atau perbaiki katanya."
            )
        return meanings.pop()


def _words(score):
    return f"{score.normalize():f}".replace(".", ",")
