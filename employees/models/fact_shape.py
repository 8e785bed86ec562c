"""How the facts of a verdict are kept: an array without names, whose first element is the number of its shape here.

Five million verdicts do not repeat the names of their facts. A shape, once used, is never changed: new facts get a new
number, here and in a migration (`employees_factshape` says the same to SQL).
"""

from django.db import models

PROMOTION, INCREMENT, RETIREMENT, MEDAL = 1, 2, 3, 4
SHAPES = {
    PROMOTION: (
        "status", "standing", "grade_code", "grade_since", "grade_service_since", "service_years", "service_months",
        "target_code", "position_title", "position_since", "echelon", "tier", "inaugurated_on", "echelon_name",
        "lowest_code", "highest_code", "rating_1", "rating_2", "diploma", "ceiling_code", "sanctioned",
        "sanctioned_open", "sanctioned_until", "tier_raised", "next_tier", "points", "points_on", "points_needed",
        "exam_1_on", "exam_2_on", "exam_diploma_on", "leadership", "map_title", "map_education", "map_matches",
        "grade_reached_on", "position_reached_on", "superior_name", "superior_grade",
    ),
    INCREMENT: (
        "status", "standing", "grade_code", "position_title", "cpns_since", "base", "base_on", "base_years",
        "base_months", "base_decree", "base_decree_on", "base_decree_by", "pay_now", "pay_years", "pay_next",
        "next_years", "due_on", "granted_on", "delayed", "first_step", "rating_1", "rating_2", "pay",
    ),
    RETIREMENT: (
        "status", "standing", "grade_code", "position_title", "cpns_since", "birth_date", "position_since",
        "limit_code", "limit_name", "limit_basis", "limit_age", "retires_on",
    ),
    MEDAL: (
        "status", "standing", "grade_code", "position_title", "cpns_since", "counted_from", "reached", "owned",
        "open_medals", "first_on", "punished_on", "unpaid_on",
    ),
}  # fmt: skip


class FactsField(models.JSONField):
    """Facts by name, whether they were kept in a shape or, as in the first lists, with their names. NULL is absent."""

    def from_db_value(self, value, expression, connection):
        value = super().from_db_value(value, expression, connection)
        if isinstance(value, list):
            shape, *values = value
            return {name: fact for name, fact in zip(SHAPES[shape], values, strict=True) if fact is not None}
        return value
