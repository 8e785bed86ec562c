import pytest

from simpeg import roles
from simpeg.testing.people import make_user


@pytest.fixture
def officer(client):
    """Whoever keeps dictionary, standards and assessments, logged in."""
    user = make_user(role=roles.TRAINING_OFFICER.name)
    client.force_login(user)
    return user
