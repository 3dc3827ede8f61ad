from datetime import UTC, datetime

import pytest

from onrecord.clean import clean
from onrecord.model import Capture


@pytest.fixture
def capture():
    """Makes a capture of a text."""

    def make(text, path="story.txt", **fields):
        return Capture(path=path, text=text, sha256="0" * 64, captured=datetime(2031, 6, 1, tzinfo=UTC), **fields)

    return make


@pytest.fixture
def cleaned(capture):
    """Cleans a text."""
    return lambda text, **fields: clean(capture(text, **fields))
