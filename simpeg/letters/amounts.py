"""Whole numbers as an Indonesian letter writes them: figures with points, and in words (terbilang).

Own code because the library for it comes as a wheel only in an old release.
"""

WORDS = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
SCALES = [(10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu")]
MOST = 10**15


def amount_in_words(number):
    """`2873500` as `dua juta delapan ratus tujuh puluh tiga ribu lima ratus`; 0 up to below a thousand trillion."""
    if not 0 <= number < MOST:
        raise ValueError(f"{number} is not written in words")
    return " ".join(_words(number)) or "nol"


def rupiah(number):
    """`Rp2.873.500,00`, as letters write it."""
    return f"Rp{figures(number)},00"


def figures(number):
    return f"{number:,}".replace(",", ".")


def _words(number):
    for scale, name in SCALES:
        if number >= scale:
            many, rest = divmod(number, scale)
            return (["seribu"] if number < 2000 else [*_words(many), name]) + _words(rest)
    if number >= 100:
        many, rest = divmod(number, 100)
        return (["seratus"] if many == 1 else [WORDS[many], "ratus"]) + _words(rest)
    if number >= 20:
        tens, rest = divmod(number, 10)
        return [WORDS[tens], "puluh", *_words(rest)]
    if number >= 12:
        return [WORDS[number - 10], "belas"]
    return [WORDS[number]] if number else []
