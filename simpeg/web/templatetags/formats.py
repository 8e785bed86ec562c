"""Values as people read them here: NIP in groups, days in words, rupiah, a NIK that does not show itself."""

from decimal import Decimal

from django import template

from simpeg.core.dates import in_words

register = template.Library()


@register.filter
def nip(value):
    """`198501012010011001` as `19850101 201001 1 001`; anything else as it is."""
    text = str(value or "")
    if len(text) != 18:
        return text or "–"
    return f"{text[:8]} {text[8:14]} {text[14]} {text[15:]}"


@register.filter
def day(value):
    """`31 Desember 2025`, or a dash."""
    return in_words(value)


@register.filter
def masked_nik(value):
    """The first four and the last four digits: `7602********0001`. One's own is recognised, nobody's is usable."""
    text = str(value or "")
    return f"{text[:4]}{'*' * 8}{text[-4:]}" if len(text) == 16 else "–"


@register.filter
def rupiah(value):
    """`Rp2.785.700`, or a dash."""
    return f"Rp{thousands(value)}" if value is not None else "–"


@register.filter
def thousands(value):
    """A whole number with points between the thousands: `7.000`."""
    return f"{int(value):,}".replace(",", ".") if value is not None else "–"


@register.filter
def points(value):
    """Credit points with a decimal comma and no idle zeros: `87,5`."""
    if value is None:
        return "–"
    whole, _, part = f"{Decimal(value):,.3f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


@register.filter
def span(years, months):
    """A length of service: `12 tahun 3 bulan`."""
    return f"{years} tahun {months or 0} bulan" if years is not None else "–"


@register.filter
def unlocalised(value):
    """A number as SVG wants it, with a decimal point."""
    return str(value)


@register.filter
def at(mapping, key):
    """What a mapping holds under a key; empty where it holds nothing."""
    return mapping.get(key, "") if mapping else ""
