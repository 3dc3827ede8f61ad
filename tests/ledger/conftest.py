"""Every test that asks for ``where`` runs on both databases: a SQLite file, and a PostgreSQL server started for it.

The server keeps its files in memory where it can and waits for no disk: it has nothing to lose. A ledger's tables are
made once in each database and copied for each test; ``fresh`` is for tests of how they are made.
"""

import os
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from onrecord.ledger import accounts
from onrecord.ledger.store import Ledger

NUMBERS = count()
MEMORY = Path("/dev/shm")
HURRY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class Server:
    """A PostgreSQL server of its own, which can be stopped and started again."""

    def __init__(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says that it has to make a runtime folder of its own
            import pgserver

        roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
        self.folder = tempfile.mkdtemp(prefix="onrecord-pg", dir=MEMORY if roomy else None)  # a socket's path is short
        self.server = pgserver.get_server(self.folder, cleanup_mode=None)
        self.uri = self.server.get_uri()
        for name, value in HURRY.items():
            self.ask(f"ALTER SYSTEM SET {name} = {value}")
        self.ask("SELECT pg_reload_conf()")

    def ask(self, command):
        import psycopg

        with psycopg.connect(self.uri, autocommit=True) as connection:
            connection.execute(command)

    def address(self, name):
        return f"postgresql:///{name}?{self.uri.partition('?')[2]}&user=postgres"

    @contextmanager
    def database(self, template="template1"):
        """The address of a new database, which is dropped afterwards."""
        name = f"story_{next(NUMBERS)}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self.address(name)
        self.ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def stop(self):
        """Stop as a machine does that loses its power."""
        from pgserver import pg_ctl

        pg_ctl(["-m", "immediate", "-w", "stop"], pgdata=self.folder, user=self.server.system_user)


@pytest.fixture(scope="session")
def server():
    """The server that lives as long as the tests do."""
    made = Server()
    yield made
    made.stop()
    shutil.rmtree(made.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres(server):
    """The address of the server."""
    return server.uri


@pytest.fixture(scope="session")
def template(server):
    """The name of a PostgreSQL database with the tables of a ledger and nothing in them."""
    server.ask("CREATE DATABASE ledger")
    Ledger.open(server.address("ledger")).close()
    return "ledger"


@pytest.fixture(scope="session")
def template_file(tmp_path_factory):
    """A SQLite file with the tables of a ledger and nothing in them."""
    path = tmp_path_factory.mktemp("template") / "ledger.db"
    Ledger.open(str(path)).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """The name of an empty ledger, once in each database."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("template_file"), tmp_path / "story.db")
        yield str(tmp_path / "story.db")
    else:
        server, template = request.getfixturevalue("server"), request.getfixturevalue("template")
        with server.database(template) as address:
            yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request, tmp_path):
    """The name of a ledger that does not exist yet, once in each database."""
    return str(tmp_path / "story.db") if request.param == "sqlite" else request.getfixturevalue("database")


@pytest.fixture
def database(server):
    """The address of an empty PostgreSQL database."""
    with server.database() as address:
        yield address


@pytest.fixture
def file(tmp_path):
    """The path of a SQLite ledger that does not exist yet."""
    return Path(tmp_path / "story.db")


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Passwords hashed with the least work: these tests are not about how long that takes."""
    from argon2 import PasswordHasher

    before = accounts.HASHER, accounts.NOBODY
    accounts.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    accounts.NOBODY = accounts.HASHER.hash("nobody")
    yield
    accounts.HASHER, accounts.NOBODY = before


@pytest.fixture
def open_folder():
    """A folder that other users come to: pytest keeps its own to the user who runs it."""
    with tempfile.TemporaryDirectory(prefix="onrecord-open") as name:
        Path(name).chmod(0o755)
        yield Path(name)
