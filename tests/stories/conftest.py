from datetime import UTC, datetime

import pytest

from onrecord.clean import clean
from onrecord.model import Capture


@pytest.fixture
def article():
    """Makes an article of a text."""

    def make(text, path="story.txt", **fields):
        captured = datetime(2035, 1, 1, tzinfo=UTC)
        return clean(Capture(path=path, text=text, sha256="0" * 64, captured=captured, **fields))

    return make
