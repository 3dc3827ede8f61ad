import sys
from pathlib import Path

import pytest

from onrecord.ingest import read

sys.path.insert(0, str(Path(__file__).parent))  # so that the tests find containers.py


@pytest.fixture
def read_all():
    def reading(*paths):
        issues = []
        return list(read([str(p) for p in paths], issues)), issues

    return reading


@pytest.fixture
def put(tmp_path):
    def putting(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return putting
