from simpeg.testing.fixtures import trail_of_its_own  # noqa: F401 -- autouse
