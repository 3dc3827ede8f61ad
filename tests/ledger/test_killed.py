"""Runs that are killed at any moment leave a sound ledger, and are taken up where they stopped.

``bench/kill.py`` does it 200 times; here are some, in a process of its own, since it forks.
"""

import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench" / "kill.py"


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
def test_runs_killed_at_random_moments_lose_nothing_and_end_as_if_nobody_had_killed_them(backend, request):
    server = ["--server", request.getfixturevalue("postgres")] if backend == "postgresql" else []
    command = [sys.executable, str(BENCH), "--kills", "8", "--articles", "18", "--seed", "6", *server]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no fault, nothing lost" in done.stdout
