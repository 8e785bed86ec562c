"""Pensiun: whether the age limit of the position held has been reached."""

from django.db.models import Q

from simpeg.law.engine import RuleSet

RETIREMENT = RuleSet("Pensiun")


@RETIREMENT.rule("BELUM", basis="UU 20/2023 Pasal 55; PP 11/2017 Pasal 239–240", since="1969-08-08", by_time=True)
def has_reached_the_age_limit(law):
    """Sudah mencapai batas usia pensiun jabatannya (TMT tanggal 1 bulan berikutnya)."""
    return Q(retires_on__lte=law.day)
