"""What the tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, so that what passed here passes elsewhere; ONRECORD_FUZZ=1 looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
if not os.environ.get("ONRECORD_FUZZ"):
    settings.load_profile("steady")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def nlp():
    """The spaCy pipeline, loaded once a process."""
    from onrecord.extract.language import pipeline

    return pipeline()


@pytest.fixture(scope="session")
def shared():
    """The developers' folder of real data; tests that need it are skipped where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the developers' folder ../shared, which is not here")
    return folder
