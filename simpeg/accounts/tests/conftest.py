from functools import cache

import pytest
from django.contrib.auth.hashers import make_password


@pytest.fixture(scope="session")
def hashed():
    """Passwords as they are kept; hashing is slow on purpose, so each is hashed once a run."""
    return cache(make_password)
