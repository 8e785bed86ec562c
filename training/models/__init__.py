"""What the development of people keeps of its own; what it ends in is a fact of `employees`."""

from training.models.professionalism import (
    IndexCategory,
    IndexMeasurement,
    IndexScore,
    IndexStep,
    PositionGroup,
    Professionalism,
    UnitIndex,
)

__all__ = [
    "IndexCategory",
    "IndexMeasurement",
    "IndexScore",
    "IndexStep",
    "PositionGroup",
    "Professionalism",
    "UnitIndex",
]
