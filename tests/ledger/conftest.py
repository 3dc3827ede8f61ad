"""Every test that asks for ``where`` runs on both databases: a SQLite file, and a PostgreSQL server started for it."""

import shutil
import tempfile
import warnings
from itertools import count
from pathlib import Path

import pytest

NUMBERS = count()


@pytest.fixture(scope="session")
def postgres():
    """The address of a PostgreSQL server that lives as long as the tests do."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that it has to make a runtime folder of its own
        import pgserver

    folder = tempfile.mkdtemp(prefix="onrecord-pg")  # a socket's path must be short
    server = pgserver.get_server(folder, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """The name of a ledger that does not exist yet, once in each database."""
    return str(tmp_path / "story.db") if request.param == "sqlite" else request.getfixturevalue("database")


@pytest.fixture
def database(postgres):
    """The address of an empty PostgreSQL database."""
    import psycopg

    name = f"story_{next(NUMBERS)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql:///{name}?{postgres.partition('?')[2]}&user=postgres"


@pytest.fixture
def file(tmp_path):
    """The path of a SQLite ledger that does not exist yet."""
    return Path(tmp_path / "story.db")
