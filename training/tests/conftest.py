from simpeg.testing.fixtures import places_of_its_own, trail_of_its_own  # noqa: F401 -- autouse
